"""What a measure is worth, by the table of value functions in docs/criteria.md."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

Interval = tuple[float, float]


class Value(Protocol):
    def at(self, figure: Any) -> float:
        """Return the value of one figure; of infinity what it comes to in the end."""
        ...

    @property
    def turns(self) -> list[float]:
        """The figures where it turns or jumps."""
        ...

    def extent(self, low: float, high: float) -> Interval:
        """Return the lowest and the highest value from one figure to another."""
        ...


class _Numeric:
    turns: list[float]

    def at(self, figure: Any) -> float:
        raise NotImplementedError

    def extent(self, low: float, high: float) -> Interval:
        values = [self.at(figure) for figure in (low, high, *(turn for turn in self.turns if low < turn < high))]
        return min(values), max(values)


class Points(_Numeric):
    def __init__(self, points: dict[float, float]) -> None:
        self.points = sorted(points.items())
        self.turns = [figure for figure, _ in self.points]

    def at(self, figure: float) -> float:
        if figure <= self.points[0][0]:
            return float(self.points[0][1])
        for (left, below), (right, above) in pairwise(self.points):
            if figure <= right:
                return below + (above - below) * ((figure - left) / (right - left))
        return float(self.points[-1][1])


class Steps(_Numeric):
    def __init__(self, steps: dict[float, float]) -> None:
        self.steps = sorted(steps.items())
        self.turns = [figure for figure, _ in self.steps]

    def at(self, figure: float) -> float:
        begun = [value for start, value in self.steps if start <= figure]
        return float(begun[-1] if begun else self.steps[0][1])


@dataclass(frozen=True)
class Logistic(_Numeric):
    midpoint: float
    steepness: float
    turns = []  # noqa: RUF012

    def at(self, figure: float) -> float:
        exponent = -self.steepness * (figure - self.midpoint)
        return 100 / (1 + math.exp(exponent)) if exponent < 700 else 0.0


class Gaussian(_Numeric):
    def __init__(self, target: float, width: float) -> None:
        self.target, self.width = target, width
        self.turns = [target]

    def at(self, figure: float) -> float:
        return 100 * math.exp(-((figure - self.target) ** 2) / (2 * self.width**2))


class Decay(_Numeric):
    def __init__(self, half: float) -> None:
        self.half = half
        self.turns = [0.0]  # below zero it would be worth more than 100

    def at(self, figure: float) -> float:
        return min(100.0, 100 * 2 ** (-figure / self.half))


class Exponential(_Numeric):
    def __init__(self, worst: float, best: float, curvature: float) -> None:
        self.worst, self.best, self.curvature = worst, best, curvature
        self.turns = [worst, best]

    def at(self, figure: float) -> float:
        way = min(max((figure - self.worst) / (self.best - self.worst), 0.0), 1.0)
        return 100 * math.expm1(-self.curvature * way) / math.expm1(-self.curvature)


class Categories(_Numeric):
    def __init__(self, values: dict[str, float]) -> None:
        self.values = values
        self.turns = []

    def at(self, figure: str) -> float:
        return float(self.values[figure])


def value_of(entry: dict[str, Any]) -> Value | None:
    """Return the value function of a criterion as its file writes it."""
    said = entry.get("value")
    if entry.get("type") == "yes_no":
        return Categories(said or {"yes": 100, "no": 0})
    if said is None:
        return None
    if entry.get("type") == "category":
        return Categories(said)
    for name, made in (("logistic", Logistic), ("gaussian", Gaussian), ("decay", Decay), ("exponential", Exponential)):
        if name in said:
            return made(**said[name])  # type: ignore[operator,no-any-return]
    return Steps(said["steps"]) if "steps" in said else Points(said)
