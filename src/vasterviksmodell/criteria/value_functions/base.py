"""What every value function declares: its parameters, where they make sense, and where it turns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from sys import float_info
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from vasterviksmodell.wording import Text

NUMBER_PATTERN = r"^[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"
"""A number as a key of JSON, where keys are texts."""

_NUMBER = re.compile(NUMBER_PATTERN)


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that types do not tell: the rule's code and facts, and the way to it from the field."""

    code: str
    facts: dict[str, str | Text]
    at: tuple[str | int | float, ...] = ()
    """Keys and indices; at the end `KEY` when the last key is meant, not its value."""
    suggestion: str | None = None
    advice: Text | None = None


KEY = "[key]"
LEVEL = 1e-14
"""So small a share of the greatest value is nothing: from there on a smooth function stays level."""


def raise_faults(faults: Iterable[Fault]) -> None:
    """Hand all faults to pydantic as one error, if there are any."""
    found = tuple(faults)
    if found:
        raise PydanticCustomError("faults", "faults", {"faults": found})


def number(raw: Any) -> float:
    """A YAML number."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise PydanticCustomError("not_a_number", "not a number")
    return float(raw)


def decimal(number: float) -> str:
    """A number as the file may have it: `500`, not `500.0`."""
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
    """A measure that is the key of a mapping; in JSON it is a text."""
    return float(key) if isinstance(key, str) and _NUMBER.fullmatch(key) else key


def _distinct(raw: Any) -> Any:
    """`500` and `"500"` are two keys in YAML and one measure."""
    if isinstance(raw, dict):
        seen = set()
        for key in raw:
            measure = as_measure(key)
            if measure in seen:
                problem = Text(f"the measure {key} stands twice", f"måttet {key} står två gånger")
                raise_faults([Fault("C102", {"problem": problem}, (key, KEY))])
            seen.add(measure)
    return raw


def _sorted_knots(knots: dict[float, float]) -> dict[float, float]:
    """The knots in order of their measures; at least two."""
    at_least_two(knots, Text("points", "punkter"))
    return dict(sorted(knots.items()))


def at_least_two(entries: dict[Any, float], what: Text) -> None:
    if len(entries) < 2:  # noqa: PLR2004
        problem = Text(
            f"a value function needs at least two {what.en}", f"en värdefunktion behöver minst två {what.sv}"
        )
        raise_faults([Fault("C102", {"problem": problem})])


def _positive(raw: float) -> float:
    if raw <= 0:
        raise PydanticCustomError("not_positive", "not positive")
    return raw


VALUE_SCHEMA = {"type": "number", "minimum": 0, "maximum": 100}
KNOTS_SCHEMA = {
    "type": "object",
    "patternProperties": {NUMBER_PATTERN: VALUE_SCHEMA},
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

    model_config = ConfigDict(frozen=True, extra="forbid")


class ValueFunction(BaseModel):
    """A function from measures to values 0–100: the parameters only.

    What it computes is defined once, as a data-frame expression, in `scoring/value_functions`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    """The key in the criteria file."""
    short: ClassVar[dict[str, Any] | None] = None
    """JSON Schema of the form without the key, when there is one."""

    @property
    def knots(self) -> tuple[float, ...]:
        """The measures that the file names; they must lie in the criterion's range."""
        return ()

    @property
    def scale(self) -> tuple[float, ...]:
        """The measures that tell of what size measures are expected to be."""
        return self.knots

    @property
    def curved(self) -> bool:
        """Whether it is curved between its bends, not straight."""
        return False

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        """Measure and value of each place where the function may be higher or lower than on both sides."""
        return ()

    @property
    def turns(self) -> tuple[float, ...]:
        """The measures of the turning points."""
        return tuple(place for place, _ in self.turning_points)

    @property
    def bends(self) -> tuple[float, ...]:
        """The measures, in order, between which the function rises, falls or stays level, without a jump.

        Before the first and after the last it stays level.
        """
        return self.knots


def turning(knots: dict[float, float]) -> tuple[tuple[float, float], ...]:
    """The inner knots whose value is not between their neighbours' values."""
    points = list(knots.items())
    return tuple(
        (x, v)
        for (_, before), (x, v), (_, after) in zip(points, points[1:], points[2:], strict=False)
        if not min(before, after) < v < max(before, after)
    )


def finite(*places: float) -> tuple[float, ...]:
    """The places, each once, those beyond all numbers at the last number."""
    return tuple(dict.fromkeys(min(max(place, -float_info.max), float_info.max) for place in places))
