"""A ranking for spreadsheets: the flat table with headings and words in the language of who reads it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Joined, Message, Phrase, written
from vasterviksmodell.i18n.wording import Language, with_escapes
from vasterviksmodell.output.document.cells import Label, Status, category_name
from vasterviksmodell.output.ranking.delimited import harmless
from vasterviksmodell.output.ranking.flat import TextOf, flat_columns
from vasterviksmodell.output.views.words import TRUTHS
from vasterviksmodell.scoring import Ranking

_RESULTS: Mapping[str, Phrase] = {
    "part": Message("Part", "of the sites"),
    "id": Message("Id"),
    "name": Message("Site"),
    "status": Message("Status"),
    "rank": Message("Rank"),
    "rank_best": Message("Best rank"),
    "rank_worst": Message("Worst rank"),
    "score": Message("Score"),
    "score_low": Message("Lowest score"),
    "score_high": Message("Highest score"),
    "coverage": Message("Coverage"),
    "known_weight": Message("Known"),
}
_OF_CRITERION: Mapping[str, Phrase] = {
    "measure": Message("measure"),
    "measure_low": Message("lowest measure"),
    "measure_high": Message("highest measure"),
    "value_low": Message("lowest value"),
    "value_high": Message("highest value"),
    "weight": Message("weight"),
    "contribution": Message("contribution to the score"),
    "requirement": Message("requirement"),
    "warning": Message("warning"),
    "source": Message("source"),
    "date": Message("date"),
}
_STATUSES = {status: Status(status) for status in ("qualified", "unverified", "excluded")}
_CODE = r"^0[0-9]+$"
"""Digits after a zero, which a spreadsheet would drop: a code, no number."""
_NUMBER = r"^[+-]?[0-9]+\.[0-9]+$"
FULL_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel sees that a file is UTF-8."""
_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class SpreadsheetColumn:
    """A column of the table: its heading, and the words for what programs write there."""

    key: str
    """The heading of the flat table."""
    heading: Phrase
    cells: pl.Expr
    words: Mapping[str, Phrase]

    @property
    def holds_dates(self) -> bool:
        """Whether the cells are the dates of figures."""
        return self.key.endswith(".date")

    def spoken(self, language: Language) -> pl.Expr:
        """Return the cells, words of programs replaced by those of people."""
        if not self.words:
            return self.cells
        return self.cells.replace({word: written(phrase, language) for word, phrase in self.words.items()})


def spreadsheet_columns(ranking: Ranking, text: TextOf) -> list[SpreadsheetColumn]:
    """Return the columns of the flat table with headings for people; `text` is applied to what stands in files."""
    criteria = {criterion.id: criterion for criterion in ranking.criteria.criteria}
    return [_column(cells.meta.output_name(), cells, criteria) for cells in flat_columns(ranking, text)]


def _column(key: str, cells: pl.Expr, criteria: Mapping[str, Criterion]) -> SpreadsheetColumn:
    id, dot, part = key.rpartition(".")
    if dot and id in criteria and part in _OF_CRITERION:
        criterion = criteria[id]
        return SpreadsheetColumn(key, _heading(criterion, part), cells, _words(criterion, part))
    return SpreadsheetColumn(key, _RESULTS.get(key, key), cells, _STATUSES if key == "status" else {})


def _heading(criterion: Criterion, part: str) -> Phrase:
    """Return `School: lowest measure (m)`."""
    unit = f" ({criterion.unit})" if criterion.unit and part in ("measure_low", "measure_high") else ""
    return Joined((Label.of(criterion), Joined((_OF_CRITERION[part], unit), "")), ": ")


def _words(criterion: Criterion, part: str) -> Mapping[str, Phrase]:
    if part in ("requirement", "warning"):
        return TRUTHS
    if part == "measure":
        return {category: category_name(criterion, category) for category in criterion.categories}
    return {}


def headings(columns: Sequence[SpreadsheetColumn], language: Language) -> list[str]:
    """Return the headings in a language; where two are alike, the later has the heading of the flat table behind it."""
    found: list[str] = []
    for column in columns:
        heading = written(column.heading, language)
        found.append(f"{heading} ({column.key})" if heading in found else heading)
    return found


def excel_text(ranking: Ranking, language: Language) -> Iterator[str]:
    """Yield the table as CSV that Excel opens with a double click where numbers are written as in the language."""
    columns = spreadsheet_columns(ranking, _as_text)
    names = headings(columns, language)
    cells = [column.spoken(language).alias(name) for column, name in zip(columns, names, strict=True)]
    separator, comma = (";", True) if language == "sv" else (",", False)
    yield _BOM
    for number, part in enumerate(ranking.frame.iter_slices(_ROWS) if ranking.frame.height else [ranking.frame]):
        table = part.select(cells).with_columns(pl.col(pl.String).pipe(_numbers, comma=comma))
        yield with_escapes(
            table.write_csv(
                separator=separator, decimal_comma=comma, line_terminator="\r\n", include_header=number == 0
            )
        )


def _as_text(text: pl.Expr) -> pl.Expr:
    """Return texts that no spreadsheet takes for a formula or drops the zeros of."""
    code = pl.format('="{}"', text)
    return pl.when(text.str.contains(_CODE)).then(code).otherwise(harmless(text)).alias(text.meta.output_name())


def _numbers(text: pl.Expr, *, comma: bool) -> pl.Expr:
    """Return texts in which plain numbers are written as in the language."""
    if not comma:
        return text
    return (
        pl.when(text.str.contains(_NUMBER)).then(text.str.replace(".", ",", literal=True)).otherwise(text).name.keep()
    )
