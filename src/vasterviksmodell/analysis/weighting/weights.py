"""The result of every weighting method: weights, consistency and notes; checks of judgements; weights as points."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import inf, isfinite
from typing import Any

from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.numbers import Significant
from vasterviksmodell.i18n.wording import listing, shortened


class CannotWeigh(Exception):  # noqa: N818 - an outcome that is reported
    """The judgements or values give no weights."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.inside("en"))
        self.why = why


@dataclass(frozen=True, slots=True)
class LeastConsistent:
    """The judgement that the others contradict most."""

    first: str
    second: str
    said: float
    """The stated ratio of the importance of the first to that of the second."""
    implied: float
    """The ratio that the other judgements imply."""
    through: str | None = None
    """The member whose two comparisons imply it, multiplied; None where all others together do."""
    ratio_then: float | None = None
    """The consistency ratio with the implied ratio instead; None where there is none."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far judgements contradict each other; methods add their own figures."""

    ratio: float | None
    """The consistency ratio, 0 without contradictions; None where the method has none."""
    limit: float | None
    """The limit above which judgements should be reconsidered; None where none is published."""
    least_consistent: tuple[LeastConsistent, ...]
    """The judgement that the others contradict most; several when they tie, none without contradictions."""

    @property
    def is_doubtful(self) -> bool | None:
        """Whether the judgements should be reconsidered; None when there is no limit."""
        if not self.least_consistent:
            return False
        return self.exceeds

    @property
    def exceeds(self) -> bool | None:
        """Whether the ratio exceeds the limit; None when that is not known."""
        return None if self.ratio is None or self.limit is None else self.ratio > self.limit


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a set of members."""

    method: str
    weights: Mapping[str, float]
    """By id, in the order in which the ids were given; at least 0, sum 1."""
    consistency: Consistency | None = None
    """None where judgements by this method cannot contradict each other."""
    notes: tuple[Message, ...] = ()
    """Notes about the weights."""


def shares(ids: Sequence[str], amounts: Mapping[str, Fraction]) -> dict[str, float]:
    """Return the share of each in the sum; `CannotWeigh` when the sum is 0."""
    total = sum(amounts.values(), Fraction(0))
    if not total:
        raise CannotWeigh(Message("all are 0: at least one must be above 0"))
    return {id: float(amounts[id] / total) for id in ids}


def require_members(ids: Sequence[str]) -> None:
    """Raise `CannotWeigh` unless there are members, each with a name of its own."""
    if not ids:
        raise CannotWeigh(Message("there is nothing to weigh"))
    require_known(ids, ids)


def require_known(ids: Sequence[str], names_given: Iterable[Any]) -> None:
    """Raise `CannotWeigh` when a name is not that of a member or occurs twice."""
    names = list(names_given)
    unknown = [name for name in names if not isinstance(name, str) or name not in ids]
    if unknown:
        which, members = listing(map(str, unknown)).inside("en"), listing(ids).inside("en")
        raise CannotWeigh(Message("{which}: not one of {members}").format(which=which, members=members))
    twice = listing(name for name, count in Counter(names).items() if count > 1).inside("en")
    if twice:
        raise CannotWeigh(Message("{twice}: named twice").format(twice=twice))


def require_all(ids: Sequence[str], names_given: Iterable[Any]) -> None:
    """Raise `CannotWeigh` unless every member is named once, and nothing else."""
    names = list(names_given)
    require_known(ids, names)
    left = listing(id for id in ids if id not in names).inside("en")
    if left:
        raise CannotWeigh(Message("there is no judgement of {left}").format(left=left))


def amounts(numbers: Mapping[str, Any], least: Fraction | int = 0, most: float = inf) -> dict[str, Fraction]:
    """Return exact numbers by name; `CannotWeigh` when one is not a number or out of bounds."""
    return {name: amount(number, name, least, most) for name, number in numbers.items()}


def amount(value: Any, of: str, least: Fraction | int = 0, most: float = inf) -> Fraction:
    """Return an exact number within bounds; `CannotWeigh` for anything else."""
    if is_number(value) and least <= value <= most:
        return Fraction(value)
    name, what = shortened(of), shortened(str(value))
    ends = [Significant(float(end)) for end in (least, most)]
    span = Joined(("≥ ", ends[0]), "") if most == inf else Joined(ends, "–")
    raise CannotWeigh(Message("{name}: {what} is not a number {span}").format(name=name, what=what, span=span))


def is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return False
    return not isinstance(value, float) or isfinite(value)


_CERTAIN = 9
"""The decimals of a percentage beyond which differences are rounding errors."""
_NONE = Message("no weight is above 0")


def as_points(weights: Mapping[str, float], digits: int = 1) -> dict[str, Decimal]:
    """Return percentages with this many decimals, each rounded independently.

    So equal weights have equal points, even where the points do not sum to 100: only their proportions count. A
    positive weight becomes at least one unit, never 0. `CannotWeigh` when none is above 0.
    """
    total = sum(weights.values())
    if not total > 0:
        raise CannotWeigh(_NONE)
    unit = Decimal(1).scaleb(-digits)
    return {id: _rounded(100 * weight / total, unit) if weight > 0 else 0 * unit for id, weight in weights.items()}


def _rounded(percentage: float, unit: Decimal) -> Decimal:
    return max(unit, Decimal(repr(round(percentage, _CERTAIN))).quantize(unit, ROUND_HALF_EVEN))
