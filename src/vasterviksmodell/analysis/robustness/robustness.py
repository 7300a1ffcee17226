"""Robustness: whether the first place holds under other weights, data, limits, criteria and methods.

The first place is *settled* when it holds whatever the unknown figures are, with weights that are all wrong by up to a
fifth, with each limit a fifth lower or higher, and without each of the criteria. Other methods, dropped requirements
and randomly drawn weights are reported too but do not unsettle it: they answer other questions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from vasterviksmodell.analysis.robustness.crossings import Crossings
from vasterviksmodell.analysis.robustness.dominance import NeverFirsts, never_first
from vasterviksmodell.analysis.robustness.stability import (
    StabilityInterval,
    WeightErrors,
    stability_intervals,
    weight_errors,
)
from vasterviksmodell.analysis.robustness.unknowns import Unknowns, unknowns
from vasterviksmodell.analysis.robustness.variation import (
    LeftOut,
    OtherLimit,
    OtherMethod,
    Place,
    StatedOrder,
    immovable,
    left_out,
    other_limits,
    other_methods,
)
from vasterviksmodell.analysis.smaa import UNIFORM, Smaa, WeightDraws, smaa
from vasterviksmodell.analysis.smaa.weight_draws import Around, Ordered, Uniform, Within
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring.called import site_id
from vasterviksmodell.scoring.ranking import Counts, Ranking, expect_ranking

Ground = Literal["unknown", "weights", "limits", "criteria"]
WRONG_BY = Fraction(1, 5)
"""The part by which every weight may be wrong while the first place is settled. A judgement."""
_PAIRS = 100
"""How many sites, the first in rank, are compared pairwise in the draws."""


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """How other weights change a place or an order: one weight at a time, and all at once."""

    stability: tuple[StabilityInterval, ...]
    errors: WeightErrors | None
    """None when the place holds even with weights up to twice as large."""

    @classmethod
    def of(cls, crossings: Crossings) -> "WeightSensitivity":
        return cls(stability_intervals(crossings), weight_errors(crossings))

    @property
    def nearest(self) -> StabilityInterval | None:
        """The weight whose smallest change lets another site take over; None when no change of one weight does."""
        return min((stable for stable in self.stability if stable.nearest), key=_distance, default=None)


def _distance(stable: StabilityInterval) -> Fraction:
    return abs(stable.nearest.weight - stable.node.weight) if stable.nearest else Fraction(1)


@dataclass(frozen=True, slots=True)
class PairOrder:
    """Two sites, the higher-ranked first, and how other weights change their order."""

    first: Place
    second: Place
    weighed: WeightSensitivity
    wins: float
    """The share of draws in which the first ranks before the second."""
    losses: float
    """The share of draws in which it ranks after the second."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Robustness(Result):
    """How far the first place holds."""

    criteria: Criteria
    """Those of the ranking."""
    counts: Counts
    """How many sites there are of each status."""
    first: tuple[Place, ...]
    """The sites with rank 1; none when every site is excluded, and then all other results are empty."""
    unknowns: Unknowns
    """Whether the first place depends on unknown measures."""
    weighed: WeightSensitivity
    """How far each weight, and all at once, can change before the first place does."""
    left_out: tuple[LeftOut, ...]
    """Who stands first without each criterion."""
    limits: tuple[OtherLimit, ...]
    """Who is qualified and first with other limits."""
    methods: tuple[OtherMethod, ...]
    """The orders by other methods of aggregation."""
    never_first: NeverFirsts
    """The sites that no weights make first."""
    drawn: Smaa | None
    """What random weights and measures give, as shares of the draws, 0–1; None where nothing is ranked."""
    pair: PairOrder | None
    """How two sites stand to each other; None unless they were named."""

    @property
    def limits_moved(self) -> tuple[OtherLimit, ...]:
        """The limits a fifth lower or higher, without the requirements dropped."""
        return tuple(limit for limit in self.limits if not limit.is_dropped)

    @property
    def immovable(self) -> tuple[Criterion, ...]:
        """The criteria with a limit of 0, of which a fifth is nothing."""
        return tuple(criterion for criterion in self.criteria.screened if immovable(criterion))

    @property
    def unsettled(self) -> tuple[Ground, ...]:
        """What can change the first place."""
        holds: dict[Ground, bool] = {
            "unknown": self.unknowns.settled,
            "weights": self.weighed.errors is None or self.weighed.errors.part >= WRONG_BY,
            "limits": all(limit.variation.holds for limit in self.limits_moved),
            "criteria": all(criterion.variation.holds for criterion in self.left_out),
        }
        return tuple(ground for ground, is_unchanged in holds.items() if not is_unchanged)

    @property
    def settled(self) -> bool:
        """Whether there is a first place, and nothing can change it."""
        return bool(self.first) and not self.unsettled


def robustness(  # noqa: PLR0913, PLR0917 - what is drawn, and how
    ranking: Ranking,
    weights: WeightDraws = UNIFORM,
    draws: int = 10_000,
    seed: int = 1,
    threads: int = 1,
    pair: tuple[str, str] | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Robustness:
    """Return how far the first place of a ranking of all its sites holds, and the order of a pair by id or name.

    `weights`, `draws`, `seed`, `threads` and `told` are those of `smaa`. Raises `CannotDraw` when it does, `KeyError`
    when one of the pair has no rank.
    """
    expect_ranking(ranking)
    if not isinstance(weights, Uniform | Around | Within | Ordered):
        kinds = "give Uniform(), Around(spread), Within(bounds) or Ordered(ids)"
        raise TypeError(f"a {type(weights).__name__} stands where the kind of weights to draw belongs: {kinds}")
    if isinstance(pair, str) or (pair is not None and len(pair) != 2):  # noqa: PLR2004 - a pair
        raise ValueError("a pair is two sites, by id or name: give a list of both")
    pair = None if pair is None else (site_id(ranking, pair[0]), site_id(ranking, pair[1]))
    matrix, stated = value_matrix(ranking), StatedOrder.of(ranking)
    compared = tuple(dict.fromkeys((*matrix.ids[:_PAIRS], *(pair or ()))))
    drawn = smaa(ranking, weights, draws, seed, threads, compared, told) if matrix.ids else None
    return Robustness(
        ranking.criteria,
        ranking.counts,
        stated.first,
        unknowns(ranking, matrix),
        WeightSensitivity.of(Crossings.for_first_place(matrix)) if matrix.ids else WeightSensitivity((), None),
        left_out(stated, matrix),
        other_limits(ranking, stated),
        other_methods(matrix),
        never_first(matrix),
        drawn,
        _pair(Crossings.between(matrix, *pair), drawn) if pair else None,
    )


def _pair(crossings: Crossings, drawn: Smaa | None) -> PairOrder | None:
    if drawn is None:
        return None
    matrix = crossings.matrix
    first, second = (Place(matrix.ids[row], matrix.names[row]) for row in (crossings.site, int(crossings.rivals[0])))
    wins, losses = drawn.pairs.share(first.id, second.id), drawn.pairs.share(second.id, first.id)
    return PairOrder(first, second, WeightSensitivity.of(crossings), wins, losses)
