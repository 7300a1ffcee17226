"""The sheet of sources: where limits, values and figures come from, and which files were read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document import Block, Column, Grid, Heading
from vasterviksmodell.output.document.cells import Label, Name
from vasterviksmodell.output.report.workbook.limits import BASES
from vasterviksmodell.output.report.workbook.words import ID, SITE, Site, name

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

TITLE = Message("Sources: where limits and figures come from")
NOTE = Message("Basis: cited, the limit is that of the source; judgement, it is that of those who wrote the criteria.")
_OF_LIMITS = Message("Limits and values of the criteria")
_OF_MEASURES = Message("Measures")
_OF_FIGURES = Message("Single figures")
_OF_FILES = Message("Files that were read")
_CRITERION, _SOURCE, _DATE = Message("Criterion"), Message("Source", "of figures"), Message("Date")
_HEADINGS: Mapping[Message, tuple[Phrase, ...]] = {
    _OF_LIMITS: (
        _CRITERION, ID, Message("Basis"), Message("Source of the limit"), Message("Description"),
    ),
    _OF_MEASURES: (Message("Column"), _SOURCE, _DATE),
    _OF_FIGURES: (SITE, _CRITERION, _SOURCE, _DATE),
    _OF_FILES: (Message("File"), Message("Sites"), Message("Fingerprint (SHA-256)")),
}  # fmt: skip
_LONGEST = 1000


def sources_document(ranking: "Ranking") -> Iterator[Block]:
    """Yield the sources as tables; those that say nothing are left out."""
    sites = ranking.frame.iter_rows(named=True)
    tables: dict[Message, Iterable[tuple[Phrase, ...]]] = {
        _OF_LIMITS: map(_limit_row, ranking.criteria.criteria),
        _OF_MEASURES: _measure_rows(ranking.criteria),
        _OF_FIGURES: (row for site in sites for row in _figure_rows(site, ranking.criteria)),
        _OF_FILES: _file_rows(ranking),
    }
    for title, rows in tables.items():
        found = tuple(rows)
        if found:
            yield Heading(title)
            yield Grid(tuple(map(Column, _HEADINGS[title])), found)


def _limit_row(criterion: "Criterion") -> tuple[Phrase, ...]:
    texts = (Label(text, length=_LONGEST) for text in (criterion.source, criterion.description))
    return (Label.of(criterion), criterion.id, BASES[criterion.basis], *texts)


def _measure_rows(criteria: "Criteria") -> Iterator[tuple[Phrase, ...]]:
    for heading, source in criteria.sources.items():
        yield Name(heading), Label(source.source, length=_LONGEST), source.date or ""


def _figure_rows(site: Site, criteria: "Criteria") -> Iterator[tuple[Phrase, ...]]:
    from vasterviksmodell.sites.columns import provenance

    for criterion in criteria.criteria:
        source, date = (site.get(column) for column in provenance(criterion))
        if source or date:
            yield name(site["name"]), Label.of(criterion), Name(str(source or ""), _LONGEST), str(date or "")


def _file_rows(ranking: "Ranking") -> Iterator[tuple[Phrase, ...]]:
    from vasterviksmodell.i18n.numbers import Whole

    for file in ranking.inputs:
        yield Name(file.path, _LONGEST), Whole(file.sites), file.sha256
