"""Which requirements are not met or unknown, and at which sites: beside a table that counts them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Column, Grid
from vasterviksmodell.output.document.cells import Name, first_few
from vasterviksmodell.output.document.remarks import RemarkKind
from vasterviksmodell.output.ranking.rows import limits_of, remarked

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

_MOST_NAMED = 5
_MOST_EXCEPTED = 2
_ALL = Message("all {number}", "of sites")
_ALL_BUT = Message("all but {sites}")
_REQUIREMENT = Column(Message("Requirement"), key="requirement", least=20)
_COLUMNS: Mapping[RemarkKind, Column] = {
    "not_met": Column(Message("Not met"), key="not_met"),
    "excluding": Column(Message("Unknown, excludes"), key="excluding"),
    "unknown": Column(Message("Unknown"), key="unknown"),
    "warning": Column(Message("Warning"), key="warning"),
}

_Numbers = dict[RemarkKind, list[int]]
"""The rows of sites, by what is remarked of them."""


def unmet_requirements(ranking: "Ranking") -> Grid:
    """Return a row for each requirement that some site shown does not surely meet; no rows where all are met."""
    names = ranking.frame["name"].to_list()
    rows = (
        (label, *(_named(numbers.get(kind, ()), names) for kind in _COLUMNS))
        for label, numbers in _remarked_sites(ranking)
    )
    return Grid((_REQUIREMENT, *_COLUMNS.values()), tuple(rows)).filled()


def _remarked_sites(ranking: "Ranking") -> Iterator[tuple[Phrase, _Numbers]]:
    """Yield the label of each criterion about which there are remarks, and the sites that they are about."""
    limits = limits_of(ranking.criteria)
    found: dict[str, _Numbers] = {limit.criterion: {} for limit in limits}
    columns = list(dict.fromkeys(limit.column for limit in limits))
    for number, row in enumerate(ranking.frame.select(columns).iter_rows(named=True)):
        for limit, kind in remarked(row, limits):
            found[limit.criterion].setdefault(kind, []).append(number)
    labels = {limit.criterion: limit.label for limit in limits}
    return ((labels[criterion], numbers) for criterion, numbers in found.items() if numbers)


def _named(numbers: Sequence[int], names: Sequence[str]) -> Phrase:
    """Return the names of sites: of nearly all, which are not among them; of many, the first and how many more."""
    if len(numbers) == len(names) > 1:
        return _ALL.format(number=Whole(len(names)))
    if len(names) - len(numbers) <= _MOST_EXCEPTED < len(numbers):
        remaining = sorted({*range(len(names))} - {*numbers})
        return _ALL_BUT.format(sites=Joined(Name(names[number]) for number in remaining))
    return Joined(first_few((Name(names[number]) for number in numbers), _MOST_NAMED))
