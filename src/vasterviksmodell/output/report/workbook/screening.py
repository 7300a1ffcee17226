"""The sheet of screening: whether each site meets each requirement, before any score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.output.document.cells import Status, short_labels
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.layout import NAMES, Layout
from vasterviksmodell.output.report.workbook.limits import (
    AT_LEAST,
    AT_MOST,
    CATEGORY,
    MEETS,
    UNKNOWN,
    WARN_AT_LEAST,
    WARN_AT_MOST,
    WARNS_NOT,
)
from vasterviksmodell.output.report.workbook.limits_of_excel import LONGEST
from vasterviksmodell.output.report.workbook.sheet import HEADING, NOTE, TEXT, WRAPPED, Book, Sheet
from vasterviksmodell.output.report.workbook.words import (
    NAME_WIDTHS,
    YES,
    Site,
    quoted,
    status_colours,
    truth_colours,
    write_names,
)
from vasterviksmodell.output.views.words import TRUTHS

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Screening: which requirements each site meets")
_NOTE = Message(
    "Computed from measures and requirements, before any score. What is unknown is neither met nor not met."
)
_REQUIREMENTS, _WARNINGS = Message("Requirements"), Message("Warnings")
_UNKNOWN_IS = Message("What is unknown is")
NOT_MET, NOT_KNOWN, WARNED = NAMES + 1, NAMES + 2, NAMES + 3
"""The columns of what is remarked, after that of the status."""
REMARKS = (Message("Not met"), Message("Unknown"), Message("Warnings"))
MOST_NAMED = 60
"""So many names a formula can put together; of more it gives the number."""
_WIDTH = 12


def write_screening(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("screening"), _TITLE, _NOTE)
    sites = list(ranking.frame.iter_rows(named=True))
    write_names(sheet, sites)
    sheet.row(FIRST - 1, (Message("Status"), *REMARKS), HEADING, column=NAMES)
    requirements, warnings = _columns(ranking, layout, sheet)
    for column in (*requirements, *warnings):
        column.write(sites)
    _write_bands(sheet, layout)
    remarks = (
        _Remark(sheet, NOT_MET, requirements, "not_met"),
        _Remark(sheet, NOT_KNOWN, requirements, "unknown"),
        _Remark(sheet, WARNED, warnings, "not_met"),
    )
    for row, site in zip(layout.sites.all, sites, strict=True):
        sheet.compute(row, NAMES, layout.result("status", row), Status(site["status"]), TEXT)
        for remark in remarks:
            remark.write(row, site)
    number = len(layout.screening) + len(layout.warnings)
    if sites:
        sheet.colour((FIRST, NAMES, layout.sites.all[-1], NAMES), status_colours(book))
        sheet.colour((FIRST, NAMES + 4, layout.sites.all[-1], NAMES + 3 + number), truth_colours(book))
    sheet.columns(*NAME_WIDTHS, 14, 30, 30, 30, *[_WIDTH] * number, rows=(FIRST - 3, FIRST - 1))


def _write_bands(sheet: Sheet, layout: Layout) -> None:
    """Write what the columns are, and what makes of a site that a requirement is unknown."""
    for places, band in ((layout.screening, _REQUIREMENTS), (layout.warnings, _WARNINGS)):
        if places:
            sheet.across(FIRST - 3, min(places.values()), len(places), band)
    if layout.screening:
        sheet.write(FIRST - 2, 0, _UNKNOWN_IS, NOTE)
    for id, column in layout.screening.items():
        requirement = layout.criteria[id].requirement
        if requirement is not None:
            cell = layout.sheet("limits").cell(layout.limits[id], UNKNOWN)
            sheet.compute(FIRST - 2, column, cell, Status(requirement.unknown), NOTE)


@dataclass(frozen=True, slots=True)
class _Column:
    """A requirement or a warning: its column, its heading, and its truth in the rows of a ranking."""

    sheet: Sheet
    layout: Layout
    criterion: "Criterion"
    label: Phrase
    number: int
    truth: str
    limits: tuple[int, int]
    """The columns of its limits in the sheet of requirements."""
    meets: int
    """The column of what categories meet there."""

    def write(self, sites: Sequence[Site]) -> None:
        """Write the heading and the formulas of all sites."""
        self.sheet.write(FIRST - 1, self.number, self.label, HEADING)
        formula = self._of_number if self.criterion.kind == "number" else self._of_category
        for row, site in zip(self.layout.sites.all, sites, strict=True):
            self.sheet.compute(row, self.number, formula(row), TRUTHS[site[self.truth]], TEXT)

    def _of_number(self, row: int) -> str:
        least, most = (self._limit(column) for column in self.limits)
        low, high = (self.layout.end(self.criterion, row, high=high) for high in (False, True))
        met, not_met, unknown = self._words
        is_met = f'AND(OR({least}="",{low}>={least}),OR({most}="",{high}<={most}))'
        fails = f'OR(AND({least}<>"",{high}<{least}),AND({most}<>"",{low}>{most}))'
        return f"IF({is_met},{met},IF({fails},{not_met},{unknown}))"

    def _of_category(self, row: int) -> str:
        limits, rows = self.layout.sheet("limits"), self.layout.allowed[self.criterion.id]
        categories, meet = (limits.area((rows[0], column), (rows[-1], column)) for column in (CATEGORY, self.meets))
        cell, yes = self.layout.measure(self.criterion, row), quoted(self.sheet.book, YES)
        met, not_met, unknown = self._words
        among = f"IF(SUMPRODUCT(({categories}={cell})*({meet}={yes}))>0,{met},{not_met})"
        return f'IF(SUMPRODUCT(--({meet}<>{yes}))=0,{met},IF({cell}="",{unknown},{among}))'

    def _limit(self, column: int) -> str:
        return self.layout.sheet("limits").cell(self.layout.limits[self.criterion.id], column)

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(quoted(self.sheet.book, TRUTHS[truth]) for truth in ("met", "not_met", "unknown"))


def _columns(ranking: "Ranking", layout: Layout, sheet: Sheet) -> tuple[list[_Column], list[_Column]]:
    """Return the columns of requirements, and those of warnings."""
    from vasterviksmodell.scoring import names

    labels = short_labels(ranking.criteria)
    requirements = [
        _Column(
            sheet, layout, criterion, labels[criterion.id], layout.screening[criterion.id],
            names.requirement(criterion), (AT_LEAST, AT_MOST), MEETS,
        )
        for criterion in ranking.criteria.screened
    ]  # fmt: skip
    warnings = [
        _Column(
            sheet, layout, criterion, labels[criterion.id], layout.warnings[criterion.id],
            names.warning(criterion), (WARN_AT_LEAST, WARN_AT_MOST), WARNS_NOT,
        )
        for criterion in ranking.criteria.flagged
    ]  # fmt: skip
    return requirements, warnings


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is remarked of sites in a column: the requirements that have a certain truth."""

    sheet: Sheet
    column: int
    among: Sequence[_Column]
    truth: str

    def write(self, row: int, site: Site) -> None:
        """Write the names of the requirements with that truth, or their number where names would be too long."""
        area, word = self.sheet.area, quoted(self.sheet.book, TRUTHS[self.truth])
        named = "&".join(
            f'IF({area.cell(row, column.number)}={word},"; "&{area.cell(FIRST - 1, column.number)},"")'
            for column in self.among
        )
        formula = f"MID({named},3,{LONGEST})"
        if not self.among:
            formula = '""'
        elif len(self.among) > MOST_NAMED:
            cells = area.area((row, self.among[0].number), (row, self.among[-1].number))
            formula = f"SUMPRODUCT(--({cells}={word}))"
        found = [column.label for column in self.among if site[column.truth] == self.truth]
        self.sheet.compute(row, self.column, formula, _named(found, len(self.among)), WRAPPED)


def _named(found: Sequence[Phrase], among: int) -> Phrase | float:
    """Return what is remarked: names, or their number where there may be too many for a formula."""
    return len(found) if among > MOST_NAMED else Joined(found, "; ")


def remarked(site: Site, criteria: "Criteria") -> Iterator[Phrase | float]:
    """Yield what is remarked of a site: not met, unknown, and warnings."""
    from vasterviksmodell.scoring import names

    labels = short_labels(criteria)
    requirements = {names.requirement(criterion): labels[criterion.id] for criterion in criteria.screened}
    warnings = {names.warning(criterion): labels[criterion.id] for criterion in criteria.flagged}
    for truths, truth in ((requirements, "not_met"), (requirements, "unknown"), (warnings, "not_met")):
        yield _named([label for name, label in truths.items() if site[name] == truth], len(truths))
