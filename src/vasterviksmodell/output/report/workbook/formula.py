"""Formulas of spreadsheets as an engine of expressions: what a value function says of a column, said of a cell."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.value_functions import ValueFunction

_ATOM, _PRODUCT, _SUM, _COMPARISON = 4, 3, 2, 1
"""How strongly the parts of a formula hold together."""
MEASURE = "\x00"
"""Stands for the cell of the measure until one is given; no file can name it."""


def literal(value: object) -> str:
    """Return a value as a formula writes it; texts are visible, as in cells.

    >>> literal(0.5), literal(1e-05), literal(True), literal("none")
    ('0.5', '1E-05', 'TRUE', '"none"')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = float(value) + 0.0
        return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else repr(number).upper()  # noqa: PLR2004
    return "NA()" if value is None else _quoted(str(value))


def _quoted(text: str) -> str:
    """Return a text in a formula; it is divided before brackets, or XlsxWriter would take it for a new function."""
    return '"' + visible(text).replace('"', '""').replace("(", '"&"(') + '"'


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A part of a formula; its operators make longer ones, without what changes nothing, as adding 0.

    >>> (100.0 - Formula("A1").clip(0.0, 5.0) * 20.0).text
    '100-MAX(0,MIN(5,A1))*20'
    """

    text: str
    strength: int = _ATOM
    constant: object = None
    """The value, where it is the same for all cells."""

    @classmethod
    def of(cls, value: object) -> "Formula":
        """Return a value as a formula."""
        return value if isinstance(value, Formula) else cls(literal(value), constant=value)

    def inside(self, strength: int) -> str:
        """Return the text as a part of something that holds together so strongly."""
        return self.text if self.strength >= strength else f"({self.text})"

    def __add__(self, other: object) -> "Formula":
        added = Formula.of(other)
        if self.constant == 0 or added.constant == 0:
            return added if self.constant == 0 else self
        right = added.inside(_SUM)
        return Formula(f"{self.inside(_SUM)}{'' if right.startswith('-') else '+'}{right}", _SUM)

    def __radd__(self, other: object) -> "Formula":
        return Formula.of(other) + self

    def __sub__(self, other: object) -> "Formula":
        taken = Formula.of(other)
        if isinstance(taken.constant, int | float):
            return self + -taken.constant
        return Formula(f"{self.inside(_SUM)}-{taken.inside(_PRODUCT)}", _SUM)

    def __rsub__(self, other: object) -> "Formula":
        return Formula.of(other) - self

    def __mul__(self, other: object) -> "Formula":
        by = Formula.of(other)
        if 0 in (self.constant, by.constant):
            return Formula.of(0.0)
        if 1 in (self.constant, by.constant):
            return self if by.constant == 1 else by
        return Formula(f"{self.inside(_PRODUCT)}*{by.inside(_ATOM)}", _PRODUCT)

    def __rmul__(self, other: object) -> "Formula":
        return Formula.of(other) * self

    def __truediv__(self, other: object) -> "Formula":
        return Formula(f"{self.inside(_PRODUCT)}/{Formula.of(other).inside(_ATOM)}", _PRODUCT)

    def __rtruediv__(self, other: object) -> "Formula":
        return Formula.of(other) / self

    def __eq__(self, other: object) -> "Formula":  # type: ignore[override]
        return self._compared("=", other)

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __ge__(self, other: object) -> "Formula":
        return self._compared(">=", other)

    def _compared(self, sign: str, other: object) -> "Formula":
        return Formula(f"{self.inside(_SUM)}{sign}{Formula.of(other).inside(_SUM)}", _COMPARISON)

    def __invert__(self) -> "Formula":
        if isinstance(self.constant, bool):
            return Formula.of(not self.constant)
        return called("NOT", self)

    def is_null(self) -> "Formula":
        """Say that it is known: what is unknown stands as the range that it has."""
        return Formula.of(value=False)

    def clip(self, low: float, high: float) -> "Formula":
        """Return it within two bounds."""
        return Formula.of(low) if low == high else called("MAX", low, called("MIN", high, self))

    def exp(self) -> "Formula":
        return called("EXP", self)

    def abs(self) -> "Formula":
        return called("ABS", self)

    def round(self, decimals: int) -> "Formula":
        return called("ROUND", self, decimals)


def called(name: str, *arguments: object) -> Formula:
    """Return a function of a spreadsheet with its arguments.

    >>> called("MAX", 0, Formula("A1")).text
    'MAX(0,A1)'
    """
    return Formula(f"{name}({','.join(Formula.of(argument).text for argument in arguments)})")


@dataclass(frozen=True, slots=True)
class _When:
    condition: Formula
    value: object = None

    def then(self, value: object) -> "_When":
        return _When(self.condition, value)

    def otherwise(self, value: object) -> Formula:
        if isinstance(self.condition.constant, bool):
            return Formula.of(self.value if self.condition.constant else value)
        return called("IF", self.condition, self.value, value)


SPREADSHEET: Any = SimpleNamespace(lit=lambda value, _=None: Formula.of(value), when=_When, Float64=None)
"""The engine: stands where `polars` and `narwhals` do."""


def value_formula(function: "ValueFunction") -> str:
    """Return the formula of a value, without `=`; `MEASURE` stands for the cell of the measure."""
    formula: Formula = function.expression(Formula(MEASURE), SPREADSHEET)
    return formula.text
