"""Opens a sheet with the program's own readers and finds out how it is laid out."""

from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.conversions import is_known
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.formats.registry import open_source
from vasterviksmodell.sites.formats.site_format import ROW, Table
from vasterviksmodell.sites.layout import expectations
from vasterviksmodell.sites.own_sheet.matching import Match, Matching, matched, targets
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.frozen_mapping import FrozenMapping

_FEWEST = 3
"""How many names in the first column make a sheet one with a site in each column."""
_UNITS = 2
"""How many units make a row one of units."""


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet, and which of its headings are matched."""

    table: Table
    matching: Matching
    criteria: Criteria
    transposed: bool
    """Whether it has a site in each column and a measure in each row."""
    header: tuple[int, ...]
    """The lines of the headings, when a row of units stands below them; else empty."""
    sheet: str | None
    """The name of the sheet, when the workbook has several."""
    cells: pl.DataFrame = field(repr=False)
    """The texts below the headings, by number of heading."""

    def texts(self, number: int) -> list[str]:
        """Return the texts of a column that are not blank."""
        return [text for text in self.cells[str(number)] if text and text.strip()]


def open_sheet(source: Source, format: SiteFormat, criteria: Criteria) -> tuple[OwnSheet | None, tuple[Finding, ...]]:
    """Return a sheet with its headings matched; None and findings when it cannot be read."""
    table, findings = open_source(source, format, expectations(_generous(criteria)))
    if table is None:
        return None, findings
    units = _row_of_units(table)
    header = () if not units else (*table.heading_lines, _below(table) or 0)
    if header:
        told = replace(criteria, data=replace(criteria.data, header=header))
        table = open_source(source, format, expectations(_generous(told)))[0] or table
    several = any(finding.code in ("D013", "D026") for finding in findings)
    headings = [parts[0] for parts in table.heading_parts] if header else table.headings
    cells = table.frame.drop(ROW).collect()
    matching = _with_names(matched(headings, criteria, units), cells, criteria)
    sheet = table.dialect.get("sheet") if several else None
    transposed = _is_transposed(table, cells, matching, criteria)
    return OwnSheet(table, matching, criteria, transposed, header, sheet, cells), findings


def _generous(criteria: Criteria) -> Criteria:
    """Return the criteria with every name of their columns, by which the row of headings is recognised."""
    names = {
        target.column: tuple(name for known in target.names.values() for name in known) for target in targets(criteria)
    }
    return replace(criteria, data=replace(criteria.data, columns=FrozenMapping(names)))


def _below(table: Table) -> int | None:
    return next(iter(table.surrounding_lines.below), None)


def _row_of_units(table: Table) -> dict[int, str]:
    """Return the units by number of heading, if the first row below the headings holds them and no figure.

    Words such as `number` and `yes/no` may stand among them.
    """
    if len(table.heading_lines) != 1 or _below(table) is None:
        return {}
    row = table.frame.drop(ROW).head(1).collect()
    texts = {number: text.strip(" ()[]") for number, text in enumerate(row.row(0) if row.height else ()) if text}
    known = {number: text for number, text in texts.items() if is_known(text)}
    has_figures = any(sign.isdigit() for number, text in texts.items() if number not in known for sign in text)
    return known if len(known) >= _UNITS and not has_figures else {}


def _with_names(matching: Matching, cells: pl.DataFrame, criteria: Criteria) -> Matching:
    """Return a matching in which a first column of distinct texts holds the names, where no heading says so."""
    site, first = criteria.site, next(iter(matching.unmatched), None)
    name = next((target for target in matching.lacking if target.column == site.name), None)
    if first is None or first.number or name is None or matching.of(site.id) or not _are_names(cells["0"]):
        return matching
    found = Match(first.heading, 0, name, "position")
    lacking = tuple(target for target in matching.lacking if target is not name)
    return Matching((found, *matching.matches), matching.unmatched[1:], lacking)


def _are_names(texts: pl.Series) -> bool:
    """Say whether all texts are distinct words."""
    known = texts.drop_nulls()
    return len(known) > 0 and known.n_unique() == len(known) and bool(known.str.contains(r"\pL").all())


def _is_transposed(table: Table, cells: pl.DataFrame, matching: Matching, criteria: Criteria) -> bool:
    """Say whether more measures are named in the first column than in the headings."""
    if not cells.width:
        return False
    down = [table.headings[0], *cells["0"].fill_null("").head(200)]
    named = [match for match in matched(down, criteria).matches if match.target.criteria and match.how != "likeness"]
    across = [match for match in matching.matches if match.target.criteria]
    return len(named) >= _FEWEST and len(named) > len(across)
