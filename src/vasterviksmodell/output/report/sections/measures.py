"""The measures of all sites, each with its source and date where these are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.figure_sources import figure_sources
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import Text, same
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.report.sections.criteria import by_top_group
from vasterviksmodell.output.views import words
from vasterviksmodell.sites.redaction import NOT_TOLD

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_LONGEST = 300
_TITLE = Message("The measures")
_INTRODUCTION = Message("As they were read. An interval holds the true figure; unknown is the whole range.")
_OF_REDACTED = Message(
    "As this edition shows them. An interval holds the true figure; unknown is the whole range, and so is what is"
    " withheld."
)
_WITHHELD = Message("withheld")
_SOURCE_WITHHELD = Message("a source of the single figure, which is withheld")
_NOT_TOLD = same(NOT_TOLD)
_SOURCES = Message("Sources of the measures")
_MARK = Message("[{mark}] {source}")
_NO_SOURCES = Message("Neither the files nor the criteria say where the measures come from.")
_WITHOUT = Message("A measure without a mark has no stated source.")

Origin = tuple[Text | None, str | None]
"""The source and the date of a figure."""


def measures(evidence: "Evidence") -> Section:
    """Return the section: a table for each top group, and the sources by their marks."""
    return Section("measures", _TITLE, tuple(_blocks(evidence.ranking)))


def _blocks(ranking: "Ranking") -> Iterator[Block]:
    origins = _Origins.of(ranking)
    yield Paragraph(_INTRODUCTION if ranking.redaction is None else _OF_REDACTED)
    for title, members in by_top_group(ranking.criteria):
        yield Heading(title, 3)
        yield _grid(ranking, members, origins)
    if not origins.marks:
        yield Paragraph(_NO_SOURCES)
        return
    yield Heading(_SOURCES, 3)
    told = ((mark, _origin(*origin, ranking)) for origin, mark in origins.marks.items())
    yield Items(tuple(_MARK.format(mark=mark, source=source) for mark, source in told))
    yield Paragraph(_WITHOUT)


@dataclass(frozen=True, slots=True)
class _Origins:
    """Where the figures come from: for each site, by the id of a criterion; and a mark for each source."""

    of_sites: Sequence[Mapping[str, Origin]]
    marks: Mapping[Origin, str]

    @classmethod
    def of(cls, ranking: "Ranking") -> "_Origins":
        known = figures(ranking.criteria)
        of_sites = [
            {
                reader.id: (figure.source, figure.date)
                for figure in figure_sources(row, ranking.criteria, known)
                for reader in figure.criterion.readers
            }
            for row in ranking.frame.iter_rows(named=True)
        ]
        found = dict.fromkeys(
            origins[criterion.id]
            for criterion in ranking.criteria.criteria
            for origins in of_sites
            if criterion.id in origins
        )
        return cls(of_sites, {origin: _mark(number) for number, origin in enumerate(found)})

    def mark(self, criterion: "Criterion", row: int) -> str:
        """Return the mark of a figure; nothing where nobody says where it comes from."""
        origin = self.of_sites[row].get(criterion.id)
        return "" if origin is None else self.marks[origin]


def _mark(number: int) -> str:
    """Return a, b, …, z, aa, ab, ….

    >>> [_mark(number) for number in (0, 25, 26)]
    ['a', 'z', 'aa']
    """
    before, letter = divmod(number, len(ascii_lowercase))
    return (_mark(before - 1) if before else "") + ascii_lowercase[letter]


def _origin(source: Text | None, date: str | None, ranking: "Ranking") -> Phrase:
    if source == _NOT_TOLD and ranking.redaction is not None:
        return _SOURCE_WITHHELD
    stated = () if source is None else (Label(source, length=_LONGEST),)
    return Joined((*stated, *(Name(text, _LONGEST) for text in (date,) if text)), ", ")


def _grid(ranking: "Ranking", members: "Sequence[Criterion]", origins: _Origins) -> Grid:
    labels = short_labels(ranking.criteria)
    columns = (Column(words.COLUMNS["site"]), *(Column(labels[one.id], right=True) for one in members))
    withheld = () if ranking.redaction is None else ranking.redaction.withheld
    rows = (
        (
            Name(row["name"]),
            *(_WITHHELD if one.id in withheld else _cell(row, one, origins.mark(one, number)) for one in members),
        )
        for number, row in enumerate(ranking.frame.iter_rows(named=True))
    )
    return Grid(columns, tuple(rows))


def _cell(row: Mapping[str, Any], criterion: "Criterion", mark: str) -> Phrase:
    figure = measure(Measured.of(row, criterion))
    return Joined((figure, f"[{mark}]"), " ") if mark else figure
