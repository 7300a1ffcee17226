"""Which sheet of a workbook is read, its table, and findings about it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl
from openpyxl.utils import get_column_letter

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase, numbered_lines
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.sites.chosen_rows import in_all_masks, row_conditions
from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected
from vasterviksmodell.sites.formats.table_rows import FaultlessTable, heading_row
from vasterviksmodell.sites.formats.xlsx.rows import MARKS, NOTES, STRUCK
from vasterviksmodell.sites.formats.xlsx.sheet import Body, Head, body_of, head_of, merged_cells
from vasterviksmodell.sites.formats.xlsx.workbook import FORMULA, POINT, Workbook
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.folding import folded


def chosen_sheet(workbook: Workbook, expected: Expected, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    """Return the sheet to read: the declared one, else the visible one with most wanted headings in a row.

    Of several, it is the sheet on which the workbook opens, else the first.
    """
    if expected.data.sheet is not None:
        return _declared_sheet(workbook, expected.data.sheet, path)
    heads = [head_of(workbook, sheet) for sheet in workbook.sheets if sheet.visible]
    filled = [head for head in heads if head.rows]
    if not filled:
        return None, (Finding(rule("F006"), Place(path)),)
    most = max(head.hits(expected) for head in filled)
    fitting = [head for head in filled if head.hits(expected) == most]
    best = next((head for head in fitting if head.sheet.name == workbook.opens_on), fitting[0])
    alike = fitting if most else [best]
    return best, (
        *_same_headings_finding(best, alike, path),
        *_unread_sheets_finding(best, [head for head in filled if head not in alike], path),
    )


def _same_headings_finding(best: Head, alike: Sequence[Head], path: str) -> Iterator[Finding]:
    """Yield a finding if other sheets have the same headings, so that the choice is a guess."""
    if len(alike) > 1:
        name = best.sheet.name
        setting = json.dumps(name, ensure_ascii=False)
        facts: dict[str, Phrase] = {"sheet": name, "sheets": _sheet_names(alike), "setting": setting}
        yield Finding(rule("D026"), Place(path, sheet=name), facts)


def _unread_sheets_finding(best: Head, others: Sequence[Head], path: str) -> Iterator[Finding]:
    if others:
        facts: dict[str, Phrase] = {"sheet": best.sheet.name, "others": _sheet_names(others)}
        yield Finding(rule("D013"), Place(path, sheet=best.sheet.name), facts)


def _sheet_names(heads: Sequence[Head]) -> Phrase:
    return listing(head.sheet.name for head in heads)


def _declared_sheet(workbook: Workbook, name: str, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    sheet = next((sheet for sheet in workbook.sheets if folded(sheet.name) == folded(name)), None)
    if sheet is None:
        names = [sheet.name for sheet in workbook.sheets]
        facts: dict[str, Phrase] = {"sheet": name, "known": listing(names)}
        return None, (Finding(rule("D014"), Place(path), facts, suggestion=nearest(name, names)),)
    head = head_of(workbook, sheet)
    return (head, ()) if head.rows else (None, (Finding(rule("F006"), Place(path, sheet=sheet.name)),))


@dataclass(frozen=True)
class SheetFindings:
    """The findings about a sheet."""

    sheet: Place
    body: Body
    heading_rows: Sequence[int]
    expected: Expected

    def __iter__(self) -> Iterator[Finding]:
        rows_by_code = {"D008": self.body.titles, "D009": self.body.notes, "D017": self.body.hidden}
        for code, rows in rows_by_code.items():
            if rows:
                facts: dict[str, Phrase] = {
                    "lines": _counted_rows(len(rows)),
                    "headings": numbered_lines(self.heading_rows),
                }
                yield Finding(rule(code), self._at(rows[0]), facts)
        yield from self._hidden_columns()
        yield from self._formulas()
        for column, heading in self._columns(self.expected.headings):
            yield from self._cell_findings("D028", column, heading, pl.col(column).str.contains(STRUCK, literal=True))
        merged = [Finding(rule("D016"), place, {"cells": cells}) for cells, place in self._merged()]
        yield from truncated(merged, len(merged), self.expected.limit)

    def _at(self, row: int, column: int | None = None) -> Place:
        return replace(self.sheet, line=row, column=column)

    def _columns(self, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the columns of the frame under wanted headings, each with its heading."""
        for column in self.body.columns_where(lambda heading: folded(heading) in wanted):
            yield str(column), self.body.headings[column]

    def _hidden_columns(self) -> Iterator[Finding]:
        """Yield findings about hidden columns that a criterion reads."""
        for column, heading in self._columns(self.expected.measures):
            if int(column) in self.body.hidden_columns:
                yield Finding(rule("D043"), self._at(self.heading_rows[-1], int(column)), {"column": heading})

    def _formulas(self) -> Iterator[Finding]:
        """Yield findings about formulas without result, in headings and in wanted columns."""
        for number, heading in self.body.headings.items():
            if FORMULA in heading:
                place = self._at(self.heading_rows[-1], number)
                yield Finding(rule("D015"), place, {"column": get_column_letter(number)})
        for column, heading in self._columns(self.expected.headings):
            yield from self._cell_findings("D015", column, heading, pl.col(column) == FORMULA)

    def _cell_findings(self, code: str, column: str, heading: str, which: pl.Expr) -> list[Finding]:
        """Return a finding for each cell of a column where `which` is true."""
        rows = self.body.rows.filter(self._which(which))
        first = rows.head(self.expected.limit)
        found = [Finding(rule(code), self._at(row, int(column)), {"column": heading}) for row in first]
        return truncated(found, len(rows), self.expected.limit)

    def _which(self, which: pl.Expr) -> pl.Series:
        return self.body.frame.select(which.fill_null(value=False)).to_series()

    def _merged(self) -> Iterator[tuple[str, Place]]:
        """Yield the merged cells with text, and their places."""
        for cells in self.body.merged:
            merged = merged_cells(cells)
            index = None if merged is None else self.body.index_of(merged.row)
            if merged is None or index is None or merged.column not in self.body.headings:
                continue
            if self.body.frame[str(merged.column)][index]:
                yield cells, self._at(merged.row, merged.column)


def _counted_rows(number: int) -> Message:
    return Message("1 row") if number == 1 else Message("{number} rows").format(number=number)


_DECIMALS = r"^[^\pL,.]*(?:[0-9]{sign}(?:[0-9]{{1,2}}|[0-9]{{4,}})|\b0{sign}[0-9]+)(?:[^\pL,.0-9]|\.\.|$)"
_COMMA, _POINT = (_DECIMALS.format(sign=sign) for sign in (",", r"\."))
"""Beginnings of texts whose comma or point is a decimal sign: not `1,234`, which may be a thousand."""
_THOUSAND = r"^[^\pL,.]*[0-9]{1,3}\.[0-9]{3}(?:[^\pL,.0-9]|$)"


def table_on(
    workbook: Workbook, head: Head, expected: Expected, path: str
) -> tuple["XlsxTable | None", tuple[Finding, ...]]:
    """Return the table on a sheet, or None, and findings about it."""
    rows = expected.data.header or (head.rows[heading_row(head.texts, expected.headings) or 0].number,)
    sheet, body = Place(path, sheet=head.sheet.name), body_of(workbook, head.sheet, rows)
    blank = next((row for row in rows if row in body.without_headings), None)
    if blank is not None:
        problem = Message("row {blank} is blank").format(blank=blank)
        return None, (Finding(rule("D019"), replace(sheet, line=blank), {"problem": problem}),)
    comma = _has_decimal_commas(body, expected)
    table = XlsxTable(sheet, rows, body, comma, expected, head.surrounding_lines(rows, body.merged))
    chosen = body.only(_chosen_rows(body, expected, comma=comma)) if expected.data.where else body
    return table, tuple(SheetFindings(sheet, chosen, rows, expected))


def _chosen_rows(body: Body, expected: Expected, *, comma: bool) -> pl.Series:
    """Say which rows the criteria file chooses; findings are about these only."""
    masks = []
    for condition in row_conditions(expected.data):
        for column in body.columns_where(condition.is_called)[:1]:
            texts = body.frame[str(column)].str.replace(POINT, "," if comma else ".", literal=True)
            masks.append(condition.are_met_by(texts.str.replace_all(NOTES, ""), comma=comma))
    return in_all_masks(masks, body.frame.height)


def _has_decimal_commas(body: Body, expected: Expected) -> bool:
    """Say whether texts under the headings of measures have decimal commas; numbers have no sign of their own.

    A sheet whose only texts with a sign are like `1.234` counts as one with commas, so that they are reported.
    """
    if expected.data.decimal is not None:
        return expected.data.decimal == ","
    measures = body.columns_where(lambda heading: folded(heading) in expected.measures)

    def any_like(pattern: str) -> bool:
        return any(body.frame[str(column)].str.contains(pattern).any() for column in measures)

    return any_like(_COMMA) or (any_like(_THOUSAND) and not any_like(_POINT))


@dataclass(frozen=True)
class XlsxTable(FaultlessTable):
    sheet: Place
    heading_lines: tuple[int, ...] = field()
    """The numbers of the rows of headings."""
    body: Body
    decimal_comma: bool
    expected: Expected
    surrounding_lines: SurroundingLines = field()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(map(self._heading, self.body.headings.values()))

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        several = len(self.heading_lines) > 1
        return tuple(tuple(map(self._heading, parts)) for parts in self.body.parts.values()) if several else ()

    def _heading(self, text: str) -> str:
        return "" if text == FORMULA else text.replace(POINT, self._sign)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(self._at(self.heading_lines[-1], column) for column in self.body.headings)

    @property
    def dialect(self) -> Mapping[str, str]:
        beyond = {"titles": len(self.body.titles), "footnotes": len(self.body.notes)}
        return {
            "sheet": self.sheet.sheet or "",
            "decimal": self._sign,
            "headings": "-".join(map(str, self.heading_lines)),
            **{name: str(number) for name, number in beyond.items() if number},
        }

    @property
    def _sign(self) -> str:
        return "," if self.decimal_comma else "."

    @property
    def frame(self) -> pl.LazyFrame:
        """The cells as texts: names and codes without footnote marks, measures with the decimal sign of the texts."""
        measures = self._under(self.expected.measures)
        names = self._under(self.expected.headings - self.expected.measures)
        texts = [
            self._texts(column, NOTES if column in names else MARKS, self._sign if column in measures else ".")
            for column in self.body.headings
        ]
        columns = {column: str(number) for number, column in enumerate(self.body.frame.columns)}
        return self.body.frame.lazy().select(texts).rename(columns).with_row_index(ROW)

    def _under(self, headings: frozenset[str]) -> list[int]:
        return self.body.columns_where(lambda heading: folded(heading) in headings)

    def _texts(self, column: int, marks: str, sign: str) -> pl.Expr:
        """Return the cells of a column without what matches `marks`, with `sign` as the decimal sign of numbers."""
        text = pl.col(str(column))
        return pl.when(text != FORMULA).then(text.str.replace(POINT, sign, literal=True).str.replace_all(marks, ""))

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        columns = list(self.body.headings)
        return [
            self._at(self.body.rows[cell.row], None if cell.column is None else columns[cell.column]) for cell in cells
        ]

    def _at(self, row: int, column: int | None) -> Place:
        return Place(self.sheet.path, row, column, self.sheet.sheet)
