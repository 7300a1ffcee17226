"""Which weights are drawn. Each scheme is uniform on its part of the simplex: weights of at least 0 that sum to 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vasterviksmodell.i18n import Message


@dataclass(frozen=True, slots=True)
class Uniform:
    """Any weights at all, all equally likely."""


UNIFORM = Uniform()


@dataclass(frozen=True, slots=True)
class Around:
    """Weights near the stated ones: each within a share of itself, 0.2 for ±20 %; the same as `Within` such bounds."""

    spread: float


@dataclass(frozen=True, slots=True)
class Within:
    """Weights within bounds, by criterion id, as shares of the whole; those not named lie anywhere in 0–1."""

    bounds: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Weights that do not increase along a list of criterion ids; those not named lie anywhere.

    Criteria that stand together in a list of their own have no order among them: `["a", ["b", "c"], "d"]`.
    """

    ids: Sequence[str | Sequence[str]]


WeightDraws = Uniform | Around | Within | Ordered


class CannotDraw(ValueError):  # noqa: N818 - what was asked for does not exist, or not to be had in reasonable time
    """Why there are no such weights, or why they cannot be drawn."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.inside("en"))
        self.why = why
