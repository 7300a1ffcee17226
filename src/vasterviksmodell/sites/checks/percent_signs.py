"""D027: per cent signs in some cells of a column only, where a plain figure may be a share of 1.

A plain 0.31 beside 25.5 % is doubted, for read as a share it would be 31 % and stand among the others. A plain 31 is
read as 31 %, and this is only said.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.interface import FIGURE, SIGNED, Check, Part, signed_figures
from vasterviksmodell.sites.formats.interface import ROW, Cell, Located, places_of

_HALFWAY = 10
"""The square root of 100: a figure that is smaller by more than this is nearer to the others as a share."""
_ROUNDING = 1e-9
_AS_PER_CENT = Message(
    "the plain numbers are of the same size and are read as per cent: give all cells of the column the same format"
)


@dataclass(frozen=True, slots=True)
class _Alike:
    """The figures of a column in a block that have a per cent sign, or those that have none; zeros are left out."""

    number: int
    first: Located
    least: float
    logarithms: float
    """The sum of their logarithms."""


_Written = Mapping[bool, _Alike]
"""By whether the figures have a per cent sign."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What a block holds of a column."""

    criterion: str
    heading: Place
    name: str
    written: _Written


def _see_percent_signs(part: Part) -> list[_Column]:
    columns = [_column(part, part.criteria[id]) for id in part.measures]
    return [it for it in columns if it.written]


def _column(part: Part, criterion: Criterion) -> _Column:
    number = part.layout.measures[criterion.id]
    alike = (
        signed_figures(part, criterion)
        .group_by(SIGNED)
        .agg(
            pl.len(),
            pl.col(ROW).first(),
            pl.col(FIGURE).min().alias("least"),
            pl.col(FIGURE).log().sum().alias("logarithms"),
        )
    )
    written = {
        signed: _Alike(count, (part.table, Cell(row, number)), least, logarithms)
        for signed, count, row, least, logarithms in alike.iter_rows()
    }
    return _Column(criterion.id, part.heading(criterion.id), part.table.headings[number], written)


def _tell_percent_signs(kept: Sequence[list[_Column]], _: Criteria) -> Iterator[Finding]:
    columns = defaultdict(list)
    for it in chain(*kept):
        columns[it.heading, it.criterion].append(it)
    for blocks in columns.values():
        signed, plain = (_joined([it.written[way] for it in blocks if way in it.written]) for way in (True, False))
        if signed and plain:
            yield _finding(blocks[0].name, signed, plain)


def _joined(blocks: Sequence[_Alike]) -> _Alike | None:
    """The figures of several blocks together."""
    if not blocks:
        return None
    number, logarithms = sum(it.number for it in blocks), sum(it.logarithms for it in blocks)
    return _Alike(number, blocks[0].first, min(it.least for it in blocks), logarithms)


def _finding(name: str, signed: _Alike, plain: _Alike) -> Finding:
    (place,) = places_of([signed.first if signed.number < plain.number else plain.first])
    facts: dict[str, str | Message] = {"column": name, "percent": _cells(signed.number), "plain": _cells(plain.number)}
    if _may_be_share(plain.least, signed.logarithms / signed.number):
        return Finding(rule("D027"), place, facts)
    return Finding(rule("D027"), place, facts, level=Severity.INFO, advice=_AS_PER_CENT)


def _may_be_share(figure: float, usual: float) -> bool:
    """Whether a figure is nearer to the usual percentage, given as its logarithm, as a share of 1."""
    return figure <= 1 and log(figure * _HALFWAY) < usual - _ROUNDING


def _cells(number: int) -> Message:
    return Message("1 cell") if number == 1 else Message("{number} cells").format(number=number)


PERCENT_SIGNS = Check(("D027",), _see_percent_signs, _tell_percent_signs)
