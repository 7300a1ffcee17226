"""Findings about cells: those that cannot be read go through the record, one by one, for their messages.

What is told of cells that are read all the same, a notice, is said once for each column, of its first such cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl
from pydantic import ValidationError

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, Rule, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.cell_advice import (
    advice_on_comma,
    advice_on_footnote,
    advice_on_mark,
    advice_on_span,
    advice_on_unit,
)
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.grammar import Notation
from vasterviksmodell.sites.layout import Layout, text_column
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.record import SiteRecord, field_name, record_type
from vasterviksmodell.sites.words import unwrapped
from vasterviksmodell.wording import listing, nearest, same
from vasterviksmodell.words import as_word

_SIGNS: Mapping[bool, Mapping[str, Message]] = {
    False: {"decimal": Message("point"), "other": Message("comma", "the sign")},
    True: {"decimal": Message("comma"), "other": Message("point", "the sign")},
}
"""The decimal sign and the one that it is not, by whether the file has decimal commas."""


@dataclass(slots=True)
class Told:
    """The cells of one criterion of which the same is told."""

    rule: Rule
    count: int = 0
    rows: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def wanted(self, limit: int) -> int:
        """How many more cells are to be listed."""
        return (limit if self.rule.severity == Severity.ERROR else 1) - len(self.rows)


@dataclass(slots=True)
class FaultCollector:
    """Gathers cells of which something is told, block by block: counts all, keeps the first."""

    criteria: Sequence[Criterion]
    limit: int
    """How many cells of a kind are listed."""
    found: dict[tuple[str, int], Told] = field(default_factory=dict)

    def add(self, block: pl.DataFrame) -> None:
        for criterion in self.criteria:
            codes = block[columns.code(criterion)]
            for code in codes.unique().sort():
                if code:
                    self._add(criterion, code, block, codes == code)

    def _add(self, criterion: Criterion, code: int, block: pl.DataFrame, meant: pl.Series) -> None:
        told = self.found.setdefault((criterion.id, code), Told(rule(f"D{code}")))
        first = meant.arg_true().head(told.wanted(self.limit))
        told.count += int(meant.sum())
        told.rows += block[ROW].gather(first).to_list()
        told.texts += block[text_column(criterion)].gather(first).fill_null("").to_list()

    @property
    def stop(self) -> bool:
        """Whether there are cells that cannot be read: nothing is computed then."""
        return any(told.rule.severity == Severity.ERROR for told in self.found.values())

    def _listed(self) -> list[tuple[str, int]]:
        """Criterion id and row of every cell that is listed."""
        return [(id, row) for (id, _), told in self.found.items() for row in told.rows]

    def findings(self, table: Table, layout: Layout, criteria: Criteria, notation: Notation) -> list[Finding]:
        """The listed findings with their places; the last of each kind counts the rest."""
        if not self.found:
            return []
        found: list[Finding] = []
        records = {id: _record_of(criteria[id], criteria, notation) for id, _ in self.found}
        places = iter(table.places([Cell(row, layout.measures[id]) for id, row in self._listed()]))
        for (id, _), told in self.found.items():
            criterion = criteria[id]
            cells = [
                cell_finding(
                    _code(records[id], criteria, criterion, text) or told.rule.code, text, criterion, notation, place
                )
                for text, place in zip(told.texts, places, strict=False)
            ]
            found += listed(cells, told.count, self.limit)
        return found


def _record_of(criterion: Criterion, criteria: Criteria, notation: Notation) -> type[SiteRecord]:
    """The record of a site as far as one criterion goes: to read all the others with each cell takes too long."""
    return record_type(replace(criteria, criteria=(criterion,)), notation)


def _code(record: type[SiteRecord], criteria: Criteria, criterion: Criterion, text: str) -> str | None:
    """The code that the record gives a cell; None when it takes the cell."""
    try:
        record.model_validate({criteria.site.id: "x", criterion.column: text})
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            if detail["loc"] == (field_name(criterion),):
                return detail["type"]
    return None


def cell_finding(code: str, text: str, criterion: Criterion, notation: Notation, place: Place) -> Finding:
    """The finding of a cell."""
    facts: dict[str, Phrase] = {"text": text, "criterion": criterion.id}
    advice, suggestion = None, None
    match code:
        case "D103":
            advice = advice_on_span(text) or advice_on_unit(text, criterion)
        case "D104":
            facts |= {"range": same(str(criterion.range)), "unit": criterion.unit or "–"}
        case "D106":
            known = criterion.categories if criterion.kind == "category" else ("yes", "no", "ja", "nej")
            facts["known"] = listing(known)
            advice = advice_on_footnote(text, criterion, notation)
            suggestion = nearest(text, known) if criterion.kind == "category" and advice is None else None
        case "D108":
            facts |= _SIGNS[notation.comma]
            advice = advice_on_comma(text, notation)
        case "D109":
            facts["mark"] = as_word(unwrapped(text))
            advice = advice_on_mark(as_word(unwrapped(text)), criterion, notation)
        case "D110":
            facts["unit"] = criterion.unit or "–"
    return Finding(rule(code), place, facts, suggestion=suggestion, advice=advice)
