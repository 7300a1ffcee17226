"""The table on a sheet, as the reading of sites takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.chosen_rows import all_of, wishes
from vasterviksmodell.sites.formats.heading_lines import LinesAround
from vasterviksmodell.sites.formats.interface import ROW, Cell, Expected
from vasterviksmodell.sites.formats.sound_table import SoundTable
from vasterviksmodell.sites.formats.table_rows import heading_row
from vasterviksmodell.sites.formats.xlsx.cells import FORMULA, POINT
from vasterviksmodell.sites.formats.xlsx.findings import SheetFindings
from vasterviksmodell.sites.formats.xlsx.runs import MARKS, NOTES
from vasterviksmodell.sites.formats.xlsx.sheet import Body, Head, body_of
from vasterviksmodell.sites.formats.xlsx.workbook import Workbook
from vasterviksmodell.words import folded

_DECIMALS = r"^[^\pL,.]*(?:[0-9]{sign}(?:[0-9]{{1,2}}|[0-9]{{4,}})|\b0{sign}[0-9]+)(?:[^\pL,.0-9]|\.\.|$)"
_COMMA, _POINT = (_DECIMALS.format(sign=sign) for sign in (",", r"\."))
"""How texts begin whose comma or point is a decimal sign: not `1,234`, which can also be a thousand and more."""
_THOUSAND = r"^[^\pL,.]*[0-9]{1,3}\.[0-9]{3}(?:[^\pL,.0-9]|$)"


def table_on(
    workbook: Workbook, head: Head, expected: Expected, path: str
) -> tuple["XlsxTable | None", tuple[Finding, ...]]:
    """The table on a sheet, or None, and what is to be told of it."""
    rows = expected.data.header or (head.rows[heading_row(head.texts, expected.headings) or 0].number,)
    sheet, body = Place(path, sheet=head.sheet.name), body_of(workbook, head.sheet, rows)
    blank = next((row for row in rows if row in body.without_headings), None)
    if blank is not None:
        problem = Message("row {blank} is blank").format(blank=blank)
        return None, (Finding(rule("D019"), replace(sheet, line=blank), {"problem": problem}),)
    comma = _has_decimal_commas(body, expected)
    table = XlsxTable(sheet, rows, body, comma, expected, head.around(rows, body.merged))
    told_of = body.only(_chosen(body, expected, comma=comma)) if expected.data.where else body
    return table, tuple(SheetFindings(sheet, told_of, rows, expected))


def _chosen(body: Body, expected: Expected, *, comma: bool) -> pl.Series:
    """The rows that the criteria file chooses, of which something may be told."""
    masks = []
    for wish in wishes(expected.data):
        for column in body.called(wish.is_called)[:1]:
            texts = body.frame[str(column)].str.replace(POINT, "," if comma else ".", literal=True)
            masks.append(wish.met_by_each(texts.str.replace_all(NOTES, ""), comma=comma))
    return all_of(masks, body.frame.height)


def _has_decimal_commas(body: Body, expected: Expected) -> bool:
    """Whether texts under the headings of measures have decimal commas; cells that are numbers have no sign.

    A sheet where `1.234` is the only sort of text with a sign is taken for one that has, so that it is told.
    """
    if expected.data.decimal is not None:
        return expected.data.decimal == ","
    measures = body.called(lambda heading: folded(heading) in expected.measures)

    def any_like(pattern: str) -> bool:
        return any(body.frame[str(column)].str.contains(pattern).any() for column in measures)

    return any_like(_COMMA) or (any_like(_THOUSAND) and not any_like(_POINT))


@dataclass(frozen=True)
class XlsxTable(SoundTable):
    sheet: Place
    heading_lines: tuple[int, ...] = field()
    """The numbers of the rows of headings."""
    body: Body
    decimal_comma: bool
    expected: Expected
    around: LinesAround = field()

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
        """The cells as texts. Footnote marks are no part of names and codes; measures have the sign of the texts."""
        measures = self._under(self.expected.measures)
        names = self._under(self.expected.headings - self.expected.measures)
        texts = [
            self._texts(column, NOTES if column in names else MARKS, self._sign if column in measures else ".")
            for column in self.body.headings
        ]
        columns = {column: str(number) for number, column in enumerate(self.body.frame.columns)}
        return self.body.frame.lazy().select(texts).rename(columns).with_row_index(ROW)

    def _under(self, headings: frozenset[str]) -> list[int]:
        return self.body.called(lambda heading: folded(heading) in headings)

    def _texts(self, column: int, marks: str, sign: str) -> pl.Expr:
        """The cells of a column without what matches the marks, with a decimal sign in numbers."""
        text = pl.col(str(column))
        return pl.when(text != FORMULA).then(text.str.replace(POINT, sign, literal=True).str.replace_all(marks, ""))

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        columns = list(self.body.headings)
        return [self._at(self.body.rows[it.row], None if it.column is None else columns[it.column]) for it in cells]

    def _at(self, row: int, column: int | None) -> Place:
        return Place(self.sheet.path, row, column, self.sheet.sheet)
