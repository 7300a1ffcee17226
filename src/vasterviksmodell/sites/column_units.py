"""The unit of a column's figures, and their exact conversion to the unit of a criterion.

The criteria file states a column's unit under `data: units:`; without that, the heading may state it in parentheses.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vasterviksmodell.criteria import Criterion, DataFiles
from vasterviksmodell.criteria.conversions import factor_between, same_unit, units_in
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.cell_grammar import Notation, in_percent
from vasterviksmodell.sites.cell_patterns import MEASURE, unwrapped
from vasterviksmodell.source.folding import BLANKS, RUN_OF_BLANKS, as_word

_FIGURES = ("number", "low", "high", "end")
_LONGEST, _GREATEST = 300, 300
"""The length and the power of ten up to which figures are converted exactly, lest a cell cost a machine's memory."""


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """The unit in which the figures of a criterion stand in a file."""

    unit: str
    """As the criteria file or the heading writes it."""
    factor: Fraction
    """What converts its figures to the unit of the criterion."""
    declared: bool
    """Whether the criteria file states it."""

    @property
    def converts(self) -> bool:
        return self.factor != 1

    def converted(self, text: str, criterion: Criterion, notation: Notation) -> str:
        """Return the text of a cell with its figures in the unit of the criterion.

        A mark, and what is no measure, stays as it is. So does a figure with a per cent sign, if that is the unit of
        the criterion.
        """
        if as_word(unwrapped(text)) in notation.marks:
            return text
        text = unwrapped(text)
        found = re.match(MEASURE[notation.comma], text)
        if found is None or ("%" in text and in_percent(criterion)):
            return text
        parts = [found.span(name) for name in _FIGURES if found[name] is not None]
        for start, end in reversed(parts):
            text = text[:start] + self._converted_figure(text[start:end], comma=notation.comma) + text[end:]
        return text.replace("%", "") if same_unit(self.unit, "%") else text

    def _converted_figure(self, figure: str, *, comma: bool) -> str:
        plain = re.sub(RUN_OF_BLANKS, "", figure).replace(",", ".").replace("−", "-")
        converted = repr(_times(plain, self.factor))
        return converted.replace(".", ",") if comma else converted


def _times(figure: str, factor: Fraction) -> float:
    """Return the float nearest to a decimal number times a factor."""
    decimal = Decimal(figure)
    if len(figure) > _LONGEST or (decimal and abs(decimal.adjusted()) > _GREATEST):
        return float(figure) * float(factor)
    return float(Fraction(decimal) * factor)


def column_unit(heading: str, parts: Sequence[str], criterion: Criterion, data: DataFiles) -> ColumnUnit | None:
    """Return the unit that is stated for a criterion's column, if it can be converted to that of the criterion.

    `parts` are the texts of a heading over several lines.
    """
    declared = data.units.get(criterion.column)
    stated = units_of_heading(heading, parts) if declared is None else iter((declared,))
    for unit in stated if criterion.kind == "number" else ():
        factor = factor_between(unit, criterion.unit)
        if factor is not None:
            return ColumnUnit(unit, factor, declared is not None)
    return None


def units_of_heading(heading: str, parts: Sequence[str]) -> Iterator[str]:
    """Yield the texts of a heading that may be units: those in parentheses, and the lines below its first one."""
    yield from units_in(heading)
    yield from (part.strip(f"{BLANKS}()[]") for part in parts[1:])


def unit_findings(
    columns: Mapping[str, tuple[str, Sequence[str], Place]], criteria: Sequence[Criterion], data: DataFiles
) -> Iterator[Finding]:
    """Yield findings about figures that are converted, and about headings with a unit that cannot be.

    `columns` has by criterion id the heading of its column, its parts and its place.
    """
    for criterion in criteria:
        if criterion.id not in columns or criterion.kind != "number":
            continue
        heading, parts, place = columns[criterion.id]
        facts = {"column": heading, "criterion": criterion.id, "unit": criterion.unit}
        known = column_unit(heading, parts, criterion, data)
        if known is not None and known.converts:
            yield Finding(rule("D048"), place, {**facts, "other": known.unit})
        other = next(
            (unit for unit in units_of_heading(heading, parts) if same_unit(unit, criterion.unit) is False), None
        )
        if known is None and other is not None:
            yield Finding(rule("D216"), place, {**facts, "other": other})
