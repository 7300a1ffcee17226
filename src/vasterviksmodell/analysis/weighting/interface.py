"""What every weighting method gives: weights by name, how well the judgements agree, what must be known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vasterviksmodell.i18n import Message


class CannotWeigh(Exception):  # noqa: N818 - an outcome that is told
    """Judgements, or values, from which no weights follow."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.inside("en"))
        self.why = why


@dataclass(frozen=True, slots=True)
class LeastConsistent:
    """A judgement that the others contradict most."""

    first: str
    second: str
    said: float
    """So many times as important as the second the first is said to be."""
    implied: float
    """So many times as important as it the others make it."""
    through: str | None = None
    """The one whose two comparisons, multiplied, make it so; None where all others together do."""
    ratio_then: float | None = None
    """The consistency ratio if what is implied had been said; None where there is none."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far judgements contradict each other; each method that tells it adds its own figures."""

    ratio: float | None
    """The consistency ratio, 0 when nothing contradicts anything; None where the method has none."""
    limit: float | None
    """Above which judgements should be thought over; None where none is published."""
    least_consistent: tuple[LeastConsistent, ...]
    """The judgement that the others contradict most, several when they tie, none when nothing is contradicted."""

    @property
    def is_doubtful(self) -> bool | None:
        """Whether the judgements should be thought over; None when there is nothing to hold them against."""
        if not self.least_consistent:
            return False
        return self.exceeds

    @property
    def exceeds(self) -> bool | None:
        """Whether judgements that contradict each other do so by more than the limit; None when that is not known."""
        return None if self.ratio is None or self.limit is None else self.ratio > self.limit


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a set of siblings."""

    method: str
    weights: Mapping[str, float]
    """By id, in the order in which the ids were given; at least 0, sum 1."""
    consistency: Consistency | None = None
    """None where judgements by this method cannot contradict each other."""
    notes: tuple[Message, ...] = ()
    """What must be known of them."""


def shares(ids: Sequence[str], amounts: Mapping[str, Fraction]) -> dict[str, float]:
    """The part of each in the sum of all; `CannotWeigh` when the sum is 0."""
    total = sum(amounts.values(), Fraction(0))
    if not total:
        raise CannotWeigh(Message("all are 0: at least one must be above"))
    return {id: float(amounts[id] / total) for id in ids}
