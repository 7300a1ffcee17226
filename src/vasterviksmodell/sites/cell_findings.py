"""Findings about the cells of measures, and advice on them.

Errors are listed cell by cell; a notice about cells that can be read is given once for each column.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl
from pydantic import ValidationError

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.conversions import same_unit
from vasterviksmodell.findings import Finding, Place, Rule, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import LANGUAGES, Language, Text, listing, nearest, same, shortened
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.cell_grammar import Fault, Notation, category_words, parse_number
from vasterviksmodell.sites.cell_patterns import FOOTNOTE, is_about, is_cross, is_dash, unwrapped
from vasterviksmodell.sites.column_units import ColumnUnit
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table
from vasterviksmodell.sites.layout import Layout, text_column
from vasterviksmodell.sites.record import SiteRecord, field_name, record_type
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.folding import BLANKS, as_word

_LONGEST = 100
"""How many characters of a cell are analysed."""
_SPAN = r"\s*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(?:-|–|—|to|till)\s*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*"
_DECIMAL_COMMA = r"[^,]*[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])[^,]*"
_WITH_UNIT = rf"[{BLANKS}<>=≤≥+−-]*[0-9][0-9.,{BLANKS}]*([^\W\d_][^\d<>=≤≥]*?)[{BLANKS}]*"
_BEFORE_FIGURE = r"[^0-9]*"
_WITH_FOOTNOTE = rf"(.*?)(?:[{BLANKS}]*(?:[1-9][0-9]?\)|{FOOTNOTE}))+[{BLANKS}]*"


def advice_on_span(text: str) -> Phrase | None:
    """Return how to write what may be an interval: `1-4`, `10–20`, `10 till 20`."""
    found = re.fullmatch(_SPAN, text)
    if found is None:
        return None
    interval = f"{found[1]}..{found[2]}"
    return Message("if it is an interval, write {interval}").format(interval=interval)


def advice_on_comma(text: str, notation: Notation) -> Phrase | None:
    """Return advice on `268,8` in a file with decimal points; a comma before three digits may separate thousands."""
    if notation.comma or not re.fullmatch(_DECIMAL_COMMA, text[:_LONGEST]):
        return None
    return Message('if the texts of the file have decimal commas, write decimal: "," under data: in the criteria file')


def advice_on_unit(text: str, criterion: Criterion) -> Phrase | None:
    """Return advice on a figure with its unit: `1200 m`, `1,2 km`."""
    found = re.fullmatch(_WITH_UNIT, text[:_LONGEST])
    if found is None:
        return None
    written, unit = shortened(found[1]), shortened(criterion.unit)
    if not unit or same_unit(found[1], criterion.unit):
        return Message("write the figure without its unit")
    return Message("write the figure in {unit}, the unit of the criterion, without '{written}'").format(
        unit=unit, written=written
    )


def advice_on_footnote(text: str, criterion: Criterion, notation: Notation) -> Phrase | None:
    """Return advice on a category with a footnote mark: `ja*`, `nej 1)`."""
    found = re.fullmatch(_WITH_FOOTNOTE, unwrapped(text[:_LONGEST]))
    if found is None or as_word(found[1]) not in category_words(criterion, notation):
        return None
    word = shortened(found[1])
    return Message("write '{word}' without its footnote mark").format(word=word)


def advice_on_mark(mark: str, criterion: Criterion, notation: Notation) -> Phrase | None:
    """Return advice on a mark, where the rule's own does not fit: for dashes, `ca 100` and categories."""
    if criterion.kind == "number":
        return _on_about(mark, criterion, notation) if is_about(mark) else _on_dash(mark) if is_dash(mark) else None
    if mark in notation.marks:
        return Message(
            "the criteria file declares it as a figure, but a category is expected: write the"
            " category, or leave the cell empty"
        )
    missing, yes = _declared(mark, "missing"), f'data: {{yes: ["{shortened(mark)}"]}}'
    is_answer = criterion.kind == "yes_no" and is_cross(mark)
    if is_answer:
        form = Message("say what it means in the criteria file: {missing} or suppressed, or {yes}")
        return form.format(missing=missing, yes=yes)
    return Message("say what it means in the criteria file: {missing} or suppressed").format(missing=missing)


def _on_dash(mark: str) -> Phrase:
    missing, zero = _declared(mark, "missing"), _declared(mark, "zero")
    return Message(
        "say what it means in the criteria file: {missing}, or suppressed, or [low, high], or {zero} if it is a"
        " true zero (as - is at SCB)"
    ).format(missing=missing, zero=zero)


def _on_about(mark: str, criterion: Criterion, notation: Notation) -> Phrase:
    low, high = _near(mark, criterion, notation)
    example, declared = (f"{low}..{high}", _declared(mark, f"[{low}, {high}]"))
    if notation.comma:
        example = example.replace(".", ",").replace(",,", "..")
    return Message("state an interval: {example} in the cell, or {declared} in the criteria file").format(
        example=example, declared=declared
    )


def _near(mark: str, criterion: Criterion, notation: Notation) -> tuple[str, str]:
    """Return five per cent less and more than the figure in a mark; than 100 if the figure cannot be read."""
    read = parse_number(re.sub(_BEFORE_FIGURE, "", mark, count=1), criterion, notation)
    figure = 100.0 if isinstance(read, Fault) else read.content.low
    low, high = (f"{round(figure * part, 6):.15g}" for part in (0.95, 1.05))
    return low, high


def _declared(mark: str, meaning: str) -> str:
    return f'data: {{missing: {{"{shortened(mark)}": {meaning}}}}}'


_SIGNS: Mapping[bool, Mapping[str, Message]] = {
    False: {"decimal": Message("point"), "other": Message("comma", "the sign")},
    True: {"decimal": Message("comma"), "other": Message("point", "the sign")},
}
"""By whether the file has decimal commas: its decimal sign and the other one."""


@dataclass(slots=True)
class ReportedCells:
    """The cells of a criterion with the same finding."""

    rule: Rule
    count: int = 0
    rows: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def remaining(self, limit: int) -> int:
        """Return how many more cells are to be listed."""
        return (limit if self.rule.severity == Severity.ERROR else 1) - len(self.rows)


@dataclass(slots=True)
class CellFindingCollector:
    """Gathers cells with findings block by block: counts all, keeps the first."""

    criteria: Sequence[Criterion]
    limit: int
    """How many cells of a kind are listed."""
    found: dict[tuple[str, int], ReportedCells] = field(default_factory=dict)

    def add(self, block: pl.DataFrame) -> None:
        for criterion in self._with_codes(block):
            codes = block[columns.code(criterion)]
            for code in codes.unique().sort():
                if code:
                    self._add(criterion, code, block, codes == code)

    def _with_codes(self, block: pl.DataFrame) -> list[Criterion]:
        """Return the criteria of which some cell has a finding: few, so that only their columns are looked at."""
        if not self.criteria:
            return []
        greatest = block.select(pl.col([columns.code(criterion) for criterion in self.criteria]).max()).row(0)
        return [criterion for criterion, code in zip(self.criteria, greatest, strict=True) if code]

    def _add(self, criterion: Criterion, code: int, block: pl.DataFrame, has_code: pl.Series) -> None:
        cells = self.found.setdefault((criterion.id, code), ReportedCells(rule(f"D{code}")))
        first = has_code.arg_true().head(cells.remaining(self.limit))
        cells.count += int(has_code.sum())
        cells.rows += block[ROW].gather(first).to_list()
        cells.texts += block[text_column(criterion)].gather(first).fill_null("").to_list()

    @property
    def has_errors(self) -> bool:
        """Whether there are cells that cannot be read, so that nothing is computed."""
        return any(cells.rule.severity == Severity.ERROR for cells in self.found.values())

    def _listed(self) -> list[tuple[str, int]]:
        """Return the criterion id and row of every listed cell."""
        return [(id, row) for (id, _), cells in self.found.items() for row in cells.rows]

    def findings(self, table: Table, layout: Layout, criteria: Criteria, notation: Notation) -> list[Finding]:
        """Return the listed findings with their places; the last of each kind counts the rest."""
        if not self.found:
            return []
        found: list[Finding] = []
        records = {id: _record_of(criteria[id], criteria, notation) for id, _ in self.found}
        places = iter(table.places([Cell(row, layout.measures[id]) for id, row in self._listed()]))
        for (id, _), cells in self.found.items():
            criterion = criteria[id]
            listed = [
                cell_finding(
                    _code_of(records[id], criteria, criterion, text) or cells.rule.code,
                    _with_unit(text, layout.units.get(id)) if cells.rule.code == "D104" else text,
                    criterion,
                    notation,
                    place,
                )
                for text, place in zip(cells.texts, places, strict=False)
            ]
            found += truncated(listed, cells.count, self.limit)
        return found


def _with_unit(text: str, unit: ColumnUnit | None) -> str:
    """Return a figure with the unit that it has in the file, if another than that of the criterion."""
    return f"{text} {unit.unit}" if unit is not None and unit.converts else text


def _record_of(criterion: Criterion, criteria: Criteria, notation: Notation) -> type[SiteRecord]:
    """Return the record type of a site with one criterion, because reading all others for each cell is slow."""
    return record_type(replace(criteria, criteria=(criterion,)), notation)


def _code_of(record: type[SiteRecord], criteria: Criteria, criterion: Criterion, text: str) -> str | None:
    """Return the code that the record gives a cell; None when it accepts the cell."""
    try:
        record.model_validate({criteria.site.id: "x", criterion.column: text})
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            if detail["loc"] == (field_name(criterion),):
                return detail["type"]
    return None


def cell_finding(code: str, text: str, criterion: Criterion, notation: Notation, place: Place) -> Finding:
    """Return the finding about a cell."""
    facts: dict[str, Phrase] = {"text": text, "criterion": criterion.id}
    advice, suggestion = None, None
    match code:
        case "D103":
            advice = advice_on_span(text) or advice_on_unit(text, criterion)
        case "D104":
            facts |= {"range": same(str(criterion.range)), "unit": criterion.unit or "–"}
        case "D106":
            known = criterion.categories if criterion.kind == "category" else ("yes", "no", "ja", "nej")
            facts["known"] = _known(criterion) if criterion.category_labels else listing(known)
            labels = [label for label, _ in criterion.label_texts]
            advice = advice_on_footnote(text, criterion, notation)
            suggestion = nearest(text, (*labels, *known)) if criterion.kind == "category" and advice is None else None
        case "D108":
            facts |= _SIGNS[notation.comma]
            advice = advice_on_comma(text, notation)
        case "D109":
            facts["mark"] = as_word(unwrapped(text))
            advice = advice_on_mark(as_word(unwrapped(text)), criterion, notation)
        case "D110":
            facts["unit"] = criterion.unit or "–"
    return Finding(rule(code), place, facts, suggestion=suggestion, advice=advice)


def _known(criterion: Criterion) -> Text:
    """Return the categories with their labels: `none (No plan), housing (Housing)`."""
    english, swedish = (
        listing(_with_label(category, criterion, language) for category in criterion.categories).inside(language)
        for language in LANGUAGES
    )
    return Text(english, swedish)


def _with_label(category: str, criterion: Criterion, language: Language) -> str:
    label = criterion.category_labels.get(category)
    return category if label is None else f"{category} ({label.inside(language)})"
