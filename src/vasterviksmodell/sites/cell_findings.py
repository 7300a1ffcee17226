"""Findings about cells: the rows that failed a check go through the record, one by one, for their messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
from pydantic import ValidationError

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.grammar import Notation
from vasterviksmodell.sites.layout import Layout, text_column
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.sites.record import SiteRecord, field_name, record_type
from vasterviksmodell.wording import Text, listing, nearest, same


@dataclass(slots=True)
class Faults:
    """Faulty cells of one criterion with one code."""

    count: int = 0
    rows: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FaultCollector:
    """Gathers faulty cells block by block: counts all, keeps the first."""

    criteria: Sequence[Criterion]
    found: dict[tuple[str, int], Faults] = field(default_factory=dict)

    def add(self, block: pl.DataFrame) -> None:
        for criterion in self.criteria:
            codes = block[columns.fault(criterion)]
            for code in codes.unique().sort():
                if code:
                    self._add(criterion, code, block, codes == code)

    def _add(self, criterion: Criterion, code: int, block: pl.DataFrame, faulty: pl.Series) -> None:
        faults = self.found.setdefault((criterion.id, code), Faults())
        first = faulty.arg_true().head(LISTED - len(faults.rows))
        faults.count += int(faulty.sum())
        faults.rows += block[ROW].gather(first).to_list()
        faults.texts += block[text_column(criterion)].gather(first).fill_null("").to_list()

    def _listed(self) -> list[tuple[str, int]]:
        """Criterion id and row of every cell that is listed."""
        return [(id, row) for (id, _), faults in self.found.items() for row in faults.rows]

    def findings(self, table: Table, layout: Layout, criteria: Criteria, notation: Notation) -> list[Finding]:
        """The listed findings with their places; the last of each kind counts the rest."""
        if not self.found:
            return []
        record = record_type(criteria, notation)
        found: list[Finding] = []
        places = iter(table.places([Cell(row, layout.measures[id]) for id, row in self._listed()]))
        for (id, _), faults in self.found.items():
            criterion = criteria[id]
            cells = [
                cell_finding(_code(record, criteria, criterion, text), text, criterion, next(places))
                for text in faults.texts
            ]
            found += listed(cells, faults.count)
        return found


def _code(record: type[SiteRecord], criteria: Criteria, criterion: Criterion, text: str) -> str:
    """The code that the record gives a cell."""
    try:
        record.model_validate({criteria.site.id: "x", criterion.column: text})
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            if detail["loc"] == (field_name(criterion),):
                return detail["type"]
    raise AssertionError(f"the record takes {text!r}, which the columns refuse")


def cell_finding(code: str, text: str, criterion: Criterion, place: Place) -> Finding:
    """The finding of a faulty cell."""
    facts: dict[str, str | Text] = {"text": text, "criterion": criterion.id}
    suggestion = None
    if code == "D104":
        facts |= {"range": same(str(criterion.range)), "unit": criterion.unit or "–"}
    if code == "D106":
        known = criterion.categories if criterion.kind == "category" else ("yes", "no", "ja", "nej")
        facts["known"] = listing(known)
        suggestion = nearest(text, known) if criterion.kind == "category" else None
    return Finding(rule(code), place, facts, suggestion=suggestion)
