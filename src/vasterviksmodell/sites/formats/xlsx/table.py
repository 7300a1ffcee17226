"""The table on a sheet, as the reading of sites takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from vasterviksmodell.criteria.words import folded
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.interface import ROW, Cell, Expected, SoundTable
from vasterviksmodell.sites.formats.table_rows import heading_row
from vasterviksmodell.sites.formats.xlsx.cells import FORMULA, POINT
from vasterviksmodell.sites.formats.xlsx.findings import SheetFindings
from vasterviksmodell.sites.formats.xlsx.runs import MARKS, NOTES
from vasterviksmodell.sites.formats.xlsx.sheet import Body, Head, body_of
from vasterviksmodell.sites.formats.xlsx.workbook import Workbook
from vasterviksmodell.wording import Text

_DECIMALS = r"^[^\pL,.]*(?:[0-9]{sign}(?:[0-9]{{1,2}}|[0-9]{{4,}})|\b0{sign}[0-9]+)(?:[^\pL,.0-9]|\.\.|$)"
_COMMA, _POINT = (_DECIMALS.format(sign=sign) for sign in (",", r"\."))
"""How texts begin whose comma or point is a decimal sign: not `1,234`, which can also be a thousand and more."""
_THOUSAND = r"^[^\pL,.]*[0-9]{1,3}\.[0-9]{3}(?:[^\pL,.0-9]|$)"


def table_on(
    workbook: Workbook, head: Head, expected: Expected, path: str
) -> tuple["XlsxTable | None", tuple[Finding, ...]]:
    """The table on a sheet, or None, and what is to be told of it."""
    row = expected.data.header or head.rows[heading_row(head.texts, expected.headings) or 0].number
    sheet, body = Place(path, sheet=head.sheet.name), body_of(workbook, head.sheet, row)
    if not any(body.headings.values()):
        problem = Text(f"row {row} is blank", f"rad {row} är tom")
        return None, (Finding(rule("D019"), replace(sheet, line=row), {"problem": problem}),)
    table = XlsxTable(
        sheet,
        row,
        body,
        _has_decimal_commas(body, expected),
        expected.headings - expected.measures,
        head.above(row),
    )
    return table, tuple(SheetFindings(sheet, body, row, expected))


def _has_decimal_commas(body: Body, expected: Expected) -> bool:
    """Whether texts under the headings of measures have decimal commas; cells that are numbers have no sign.

    A sheet where `1.234` is the only sort of text with a sign is taken for one that has, so that it is told.
    """
    if expected.data.decimal is not None:
        return expected.data.decimal == ","
    measures = [str(number) for number, heading in body.headings.items() if folded(heading) in expected.measures]

    def any_like(pattern: str) -> bool:
        return any(body.frame[column].str.contains(pattern).any() for column in measures)

    return any_like(_COMMA) or (any_like(_THOUSAND) and not any_like(_POINT))


@dataclass(frozen=True)
class XlsxTable(SoundTable):
    sheet: Place
    heading_row: int
    body: Body
    decimal_comma: bool
    names: frozenset[str]
    """The headings, folded, of columns that are looked for and hold no figures: footnote marks are no part of them."""
    above: Mapping[str, int] = field()

    @property
    def headings(self) -> tuple[str, ...]:
        texts = self.body.headings.values()
        return tuple("" if text == FORMULA else text.replace(POINT, self._sign) for text in texts)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(self._at(self.heading_row, column) for column in self.body.headings)

    @property
    def dialect(self) -> Mapping[str, str]:
        beyond = {"titles": len(self.body.titles), "footnotes": len(self.body.notes)}
        return {
            "sheet": self.sheet.sheet or "",
            "decimal": self._sign,
            "headings": str(self.heading_row),
            **{name: str(number) for name, number in beyond.items() if number},
        }

    @property
    def _sign(self) -> str:
        return "," if self.decimal_comma else "."

    @property
    def frame(self) -> pl.LazyFrame:
        texts = [self._texts(column, heading) for column, heading in self.body.headings.items()]
        columns = {column: str(number) for number, column in enumerate(self.body.frame.columns)}
        return self.body.frame.lazy().select(texts).rename(columns).with_row_index(ROW)

    def _texts(self, column: int, heading: str) -> pl.Expr:
        text = pl.col(str(column))
        marks = NOTES if folded(heading) in self.names else MARKS
        return pl.when(text != FORMULA).then(
            text.str.replace(POINT, self._sign, literal=True).str.replace_all(marks, "")
        )

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        columns = list(self.body.headings)
        return [self._at(self.body.rows[it.row], None if it.column is None else columns[it.column]) for it in cells]

    def _at(self, row: int, column: int | None) -> Place:
        return Place(self.sheet.path, row, column, self.sheet.sheet)
