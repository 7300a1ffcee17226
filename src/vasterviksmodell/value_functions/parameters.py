"""The parameters of value functions: the numbers that a criteria file may have, and ranges.

First stands what members write expressions with: the engines (`polars` or `narwhals`), and exact division.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Message

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl


Expr = TypeVar("Expr", "nw.Expr", "pl.Expr")


class Then(Protocol[Expr]):
    """An expression that is null where no condition holds."""

    def otherwise(self, value: Expr) -> Expr: ...


class When(Protocol[Expr]):
    """A condition that waits for its value."""

    def then(self, value: Expr) -> Then[Expr]: ...


class Engine(Protocol[Expr]):
    """The module `polars` or `narwhals`."""

    Float64: Any
    Int8: Any
    min_horizontal: Callable[..., Any]
    max_horizontal: Callable[..., Any]
    any_horizontal: Callable[..., Any]

    def col(self, name: str) -> Expr:
        """Return a column."""

    def lit(self, value: float | None, dtype: Any = None) -> Expr:
        """Return a constant."""

    def when(self, predicate: Expr) -> When[Expr]:
        """Begin a choice between values."""


def divided(number: Expr, by: float, finite: Expr) -> Expr:
    """Return a number divided by a constant; `finite` is any finite number of the same row.

    Polars multiplies by the reciprocal of a constant, which rounds twice, and not in the rows left over from its
    blocks: what a site scores would depend on its neighbours. It truly divides by a column.
    """
    return number if by == 1 else number / (finite * 0.0 + by)


_CERTAIN = 10
"""The decimals of a value from 0 to 100 that all processors compute alike when it comes from an exponential."""


def portable(value: Expr) -> Expr:
    """Return a value that comes from an exponential as every processor gives it."""
    return value.round(_CERTAIN)


NUMBER_PATTERN = r"^[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"
"""A number as a key of JSON, where keys are texts."""

REFERENCE_PATTERN = r"^(?:([1-9][0-9]{0,3}) ?\* ?)?need\.([a-z_]+)$|^need\.([a-z_]+) ?/ ?([1-9][0-9]{0,3})$"
"""What stands for a number of what is needed: `need.pupils`, `2 * need.pupils`, `need.pupils / 2`."""

_NUMBER = re.compile(NUMBER_PATTERN)


def number(raw: Any) -> float:
    """Return a YAML number; reject texts and truth values."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise PydanticCustomError("not_a_number", "not a number")
    return float(raw) + 0.0  # −0 becomes 0


def decimal(number: float) -> str:
    """Return a number as the file may have it: `500`, not `500.0`."""
    return f"{number:.15g}"


def _finite(raw: float) -> float:
    if not isfinite(raw):
        raise PydanticCustomError("not_finite", "not finite")
    return raw


def _between_0_and_100(raw: float) -> float:
    if not 0 <= raw <= 100:  # noqa: PLR2004
        raise_faults([Fault("C103", {"value": decimal(raw)})])
    return raw


def as_measure(key: Any) -> Any:
    """Return the measure that a key of a mapping states; in JSON the key is a text."""
    return float(key) if isinstance(key, str) and _NUMBER.fullmatch(key) else key


def _distinct(raw: Any) -> Any:
    """Reject a repeated measure: `500` and `"500"` are two keys in YAML and one measure."""
    if isinstance(raw, dict):
        seen = set()
        for key in raw:
            measure = as_measure(key)
            if measure in seen:
                problem = Message("the measure {key} occurs twice").format(key=key)
                raise_faults([Fault("C102", {"problem": problem}, (key, KEY))])
            seen.add(measure)
    return raw


def _sorted_knots(knots: dict[float, float]) -> dict[float, float]:
    """Return the knots in order of their measures; reject fewer than two."""
    at_least_two(knots, Message("points"))
    return dict(sorted(knots.items()))


def at_least_two(entries: dict[Any, float], what: Message) -> None:
    """Reject a mapping with fewer than two entries."""
    if len(entries) < 2:  # noqa: PLR2004
        problem = Message("a value function needs at least two {what}").format(what=what)
        raise_faults([Fault("C102", {"problem": problem})])


def _positive(raw: float) -> float:
    if raw <= 0:
        raise PydanticCustomError("not_positive", "not positive")
    return raw


VALUE_SCHEMA = {"type": "number", "minimum": 0, "maximum": 100}
KNOTS_SCHEMA = {
    "type": "object",
    "patternProperties": {NUMBER_PATTERN: VALUE_SCHEMA, REFERENCE_PATTERN: VALUE_SCHEMA},
    "additionalProperties": False,
    "minProperties": 2,
    "description": "Values from 0 to 100 by measure.",
}

Finite = Annotated[float, BeforeValidator(number), AfterValidator(_finite), WithJsonSchema({"type": "number"})]
Positive = Annotated[Finite, AfterValidator(_positive), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
Value = Annotated[float, BeforeValidator(number), AfterValidator(_between_0_and_100), WithJsonSchema(VALUE_SCHEMA)]
MeasureKey = Annotated[float, BeforeValidator(number), BeforeValidator(as_measure), AfterValidator(_finite)]
Knots = Annotated[
    dict[MeasureKey, Value],
    BeforeValidator(_distinct),
    AfterValidator(_sorted_knots),
    WithJsonSchema(KNOTS_SCHEMA),
]


class Parameters(BaseModel):
    """The named parameters of a smooth shape."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Range:
    """The possible measures, both ends included; infinite ends are open."""

    low: float = 0.0
    high: float = inf

    def __contains__(self, measure: float) -> bool:
        return self.low <= measure <= self.high

    def __str__(self) -> str:
        low = "−∞" if self.low == -inf else f"{self.low:.15g}"
        high = "∞" if self.high == inf else f"{self.high:.15g}"
        return f"{low}..{high}"
