"""What every value function declares: its parameters, where they make sense, and where it turns."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from vasterviksmodell.wording import Text

_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def number(raw: Any) -> float:
    """A YAML number; texts that other YAML readers take for numbers are named as such."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise PydanticCustomError("not_a_number", "not a number")
    return float(raw)


def _finite(raw: float) -> float:
    if abs(raw) == float("inf") or raw != raw:  # noqa: PLR0124
        raise PydanticCustomError("C102", "not finite", {"problem": Text(f"{raw} is not a finite number", f"{raw} är inget ändligt tal")})
    return raw


def _between_0_and_100(raw: float) -> float:
    if not 0 <= raw <= 100:  # noqa: PLR2004
        raise PydanticCustomError("C103", "outside", {"value": f"{raw:g}"})
    return raw


def _measure_key(raw: Any) -> Any:
    """A measure as a mapping's key; from JSON it comes as a text."""
    return float(raw) if isinstance(raw, str) and _JSON_NUMBER.fullmatch(raw) else raw


Finite = Annotated[float, BeforeValidator(number), AfterValidator(_finite)]
MeasureKey = Annotated[float, BeforeValidator(number), BeforeValidator(_measure_key), AfterValidator(_finite)]
Value = Annotated[float, BeforeValidator(number), AfterValidator(_between_0_and_100)]


def sorted_knots(knots: dict[float, float]) -> dict[float, float]:
    """The knots in order of their measures; at least two."""
    if len(knots) < 2:  # noqa: PLR2004
        problem = Text("a value function needs at least two points", "en värdefunktion behöver minst två punkter")
        raise PydanticCustomError("C102", "few", {"problem": problem})
    return dict(sorted(knots.items()))


def positive(raw: float) -> float:
    if raw <= 0:
        raise PydanticCustomError("C102", "not positive", {"problem": Text(f"{raw:g} is not above 0", f"{raw:g} är inte större än 0")})
    return raw


Positive = Annotated[Finite, AfterValidator(positive)]


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

    @property
    def knots(self) -> tuple[float, ...]:
        """The measures that the file names; they must lie in the criterion's range."""
        return ()

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        """Measure and value of each place where the function may be higher or lower than on both sides."""
        return ()


def turning(knots: dict[float, float]) -> tuple[tuple[float, float], ...]:
    """The inner knots whose value is not between their neighbours' values."""
    points = list(knots.items())
    return tuple(
        (x, v)
        for (_, before), (x, v), (_, after) in zip(points, points[1:], points[2:], strict=False)
        if not min(before, after) < v < max(before, after)
    )
