"""Weights drawn by a scheme.

Uniform on the simplex is the Dirichlet distribution with all parameters 1: independent exponential numbers divided by
their sum. (Uniform numbers divided by their sum are not uniform there: they gather in the middle.) In a stated order it
is the same with the weights of the listed criteria sorted, because before that every order of them is as likely.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, isnan
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.frozen_value import FrozenException, FrozenValue
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Significant
from vasterviksmodell.i18n.wording import listing, shortened


@dataclass(frozen=True, slots=True)
class Uniform(FrozenValue):
    """All weights, equally likely."""


UNIFORM = Uniform()


@dataclass(frozen=True, slots=True)
class Around(FrozenValue):
    """Weights near the stated ones: each within a share of itself, 0.2 for ±20 %; the same as `Within` such bounds."""

    spread: float
    """The share, 0–1, by which a weight may be smaller or larger."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Within(FrozenValue):
    """Weights within bounds, by criterion id, as shares of the whole; those not named lie anywhere in 0–1."""

    bounds: Mapping[str, tuple[float, float]]
    """The least and the greatest share, 0–1, by criterion id."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ordered(FrozenValue):
    """Weights that do not increase along a list of criterion ids; those not named lie anywhere.

    Criteria that stand together in a list of their own have no order among them: `["a", ["b", "c"], "d"]`.
    """

    ids: Sequence[str | Sequence[str]]
    """The heaviest first; several together where their order is open."""


WeightDraws = Uniform | Around | Within | Ordered


class CannotDraw(FrozenException, ValueError):  # noqa: N818 - an outcome that is reported
    """There are no such weights, or they cannot be drawn in reasonable time."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.inside("en"))
        self.why = why

    def _made_from(self) -> tuple[Message]:
        return (self.why,)


def simplex(count: int, generator: np.random.Generator, number: int) -> Floats:
    """Draw `number` × `count` weights of at least 0, each row with sum 1, all equally likely: Dirichlet(1, …, 1)."""
    parts = generator.standard_exponential((number, count))
    weights: Floats = parts / parts.sum(axis=1, keepdims=True)
    return weights


_ROUNDING = 1e-9
"""The rounding error of sums of bounds, and the width below which nothing is left to draw."""
_TRIED = 4096
"""Proposals of each kind in the pilot."""
_FEWEST = 4
"""The fewest accepted proposals with which drawing thousands does not take too long."""
_SPLITS = 16
"""The number of splits that are tried; of 16 weights or fewer, all."""
_MOST = 65_536
"""Proposals at a time."""


def bounded(low: Floats, high: Floats, pilot: np.random.Generator) -> Callable[[np.random.Generator, int], Floats]:
    """Return a function that draws weights between bounds (each m, within 0–1).

    Raises `CannotDraw` when no weights with sum 1 lie between them, or so few that hardly any would be found.
    """
    _require_nonempty(low, high)
    lowest = np.maximum(low, 1 - (high.sum() - high))
    highest = np.maximum(np.minimum(high, 1 - (low.sum() - low)), lowest)
    best, accepted = None, _FEWEST - 1
    for proposal in _proposals(lowest, highest):
        found = len(proposal.accepted(pilot, _TRIED))
        if found > accepted:
            best, accepted = proposal, found
    if best is not None:
        return _Repeated(best, accepted / _TRIED)
    if (highest - lowest > _ROUNDING).any():
        raise CannotDraw(_HARDLY_ANY)
    return lambda _, number: np.tile(lowest, (number, 1))


_HARDLY_ANY = Message(
    "the bounds together allow too small a part of the weights that each allows: widen some or leave some out"
)


def _require_nonempty(low: Floats, high: Floats) -> None:
    if low.sum() > 1 + _ROUNDING:
        sum_ = Significant(low.sum())
        raise CannotDraw(Message("the lower bounds sum to {sum}, but all weights together are 1").format(sum=sum_))
    if high.sum() < 1 - _ROUNDING:
        sum_ = Significant(high.sum())
        raise CannotDraw(Message("the upper bounds sum to {sum}, but all weights together are 1").format(sum=sum_))


@dataclass(frozen=True, slots=True, eq=False)
class _Proposal:
    """Weights counted from one side of their bounds: the `boxed` drawn independently, the `shared` from the rest."""

    start: Floats
    sign: int
    width: Floats
    slack: float
    """The sum of the distances of all weights from their start."""
    boxed: NDArray[np.intp]
    shared: NDArray[np.intp]

    def accepted(self, generator: np.random.Generator, number: int) -> Floats:
        """Propose a number of rows and return the accepted ones."""
        away = np.zeros((number, len(self.start)))
        away[:, self.boxed] = generator.random((number, len(self.boxed))) * self.width[self.boxed]
        remainder = self.slack - away.sum(axis=1)
        away[:, self.shared] = remainder[:, None] * simplex(len(self.shared), generator, number)
        most = min(self.slack, self.width[self.shared].sum())
        volume = (np.clip(remainder, 0.0, most) / most) ** (len(self.shared) - 1)
        is_accepted = (remainder >= 0) & (generator.random(number) < volume) & (away <= self.width).all(axis=1)
        weights: Floats = np.maximum(self.start + self.sign * away[is_accepted], 0.0)
        return weights


def _proposals(low: Floats, high: Floats) -> Iterator[_Proposal]:
    """Yield splits of the weights that can vary, the narrowest drawn independently, from below and from above."""
    width = high - low
    free = np.flatnonzero(width > _ROUNDING)
    free = free[np.argsort(width[free], kind="stable")]
    for start, sign in ((low, 1), (high, -1)):
        slack = sign * (1 - start.sum())
        for split in np.unique(np.linspace(0, len(free) - 1, min(_SPLITS, len(free)), dtype=np.intp)):
            yield _Proposal(start, sign, width, slack, free[:split], free[split:])


@dataclass(frozen=True, slots=True, eq=False)
class _Repeated:
    """A proposal repeated until enough weights are found."""

    proposal: _Proposal
    rate: float

    def __call__(self, generator: np.random.Generator, number: int) -> Floats:
        found: list[Floats] = []
        missing = number
        while missing > 0:
            tries = min(_MOST, ceil(1.1 * missing / self.rate) + 16)
            found.append(self.proposal.accepted(generator, tries)[:missing])
            missing -= len(found[-1])
        return np.concatenate(found)


Sampler = Callable[[np.random.Generator, int], Floats]
"""From a generator and a number: that many rows of m weights in the order of `criteria.scored`, each row with sum 1."""


def sampler(scheme: WeightDraws, criteria: Criteria, pilot: np.random.Generator) -> Sampler:
    """Return a function that draws the weights of a scheme; `CannotDraw` when there are none.

    `pilot` serves to find the fastest proposal.
    """
    match scheme:
        case Uniform():
            return partial(simplex, len(criteria.scored))
        case Around():
            return _within(_bounds_around(scheme, criteria), criteria, pilot)
        case Within():
            return _within(scheme, criteria, pilot)
        case Ordered():
            return partial(_ordered, len(criteria.scored), _groups(scheme, criteria))
        case _:
            assert_never(scheme)


def _bounds_around(around: Around, criteria: Criteria) -> Within:
    spread = around.spread
    if spread < 0 or isnan(spread):
        number = Significant(spread)
        raise CannotDraw(Message("the spread {number} is negative").format(number=number))
    stated = {criterion.id: float(criterion.weight) for criterion in criteria.scored}
    return Within({id: (max(0.0, 1 - spread) * weight, (1 + spread) * weight) for id, weight in stated.items()})


def _within(within: Within, criteria: Criteria, pilot: np.random.Generator) -> Sampler:
    _require_scored(within.bounds, criteria)
    for id, (low, high) in within.bounds.items():
        if not max(low, 0.0) <= min(high, 1.0):
            raise CannotDraw(_nothing_between(id, low, high))
    bounds = [within.bounds.get(criterion.id, (0.0, 1.0)) for criterion in criteria.scored]
    low, high = np.array(bounds).T
    return bounded(np.maximum(low, 0.0), np.minimum(high, 1.0), pilot)


def _nothing_between(id: str, low: float, high: float) -> Message:
    lowest, highest = Significant(low), Significant(high)
    return Message("no weight lies between {lowest} and {highest}, the bounds of '{id}'").format(
        lowest=lowest, highest=highest, id=shortened(id)
    )


def _groups(ordered: Ordered, criteria: Criteria) -> list[NDArray[np.intp]]:
    """Return the numbers of the criteria in each group that shares a place in the order."""
    groups = [[tied] if isinstance(tied, str) else list(tied) for tied in ordered.ids]
    listed = [id for group in groups for id in group]
    _require_scored(listed, criteria)
    for id in listed:
        if listed.count(id) > 1:
            name = shortened(id)
            raise CannotDraw(Message("'{name}' occurs twice in the order").format(name=name))
    number = {criterion.id: place for place, criterion in enumerate(criteria.scored)}
    return [np.array([number[id] for id in group], dtype=np.intp) for group in groups]


def _require_scored(ids: Iterable[str], criteria: Criteria) -> None:
    scored = [criterion.id for criterion in criteria.scored]
    for id in ids:
        if id not in scored:
            name, known = shortened(id), listing(scored).inside("en")
            raise CannotDraw(
                Message("'{name}' is not the id of a criterion with a weight; the ids are {known}").format(
                    name=name, known=known
                )
            )


def _ordered(count: int, groups: Sequence[NDArray[np.intp]], generator: np.random.Generator, number: int) -> Floats:
    """Draw uniform weights and deal those of the listed criteria out again from the greatest, group by group.

    Within a group the greatest goes to the criterion that had the greatest before, and so on: each of them is as
    likely to be that one, whatever the numbers are.
    """
    weights = simplex(count, generator, number)
    listed = np.concatenate([*groups, np.array([], dtype=np.intp)])
    falling = -np.sort(-weights[:, listed], axis=1)
    dealt = weights.copy()
    start = 0
    for group in groups:
        places = (-weights[:, group]).argsort(axis=1).argsort(axis=1)
        dealt[:, group] = np.take_along_axis(falling[:, start : start + len(group)], places, axis=1)
        start += len(group)
    return dealt
