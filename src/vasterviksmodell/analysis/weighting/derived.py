"""The weights that follow from the judgements in a criteria file, with the stated ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vasterviksmodell.analysis.weighting.best_worst import best_worst
from vasterviksmodell.analysis.weighting.pairwise import pairwise
from vasterviksmodell.analysis.weighting.rank_order import points, rank_order, swing
from vasterviksmodell.analysis.weighting.weights import CannotWeigh, Weights, as_points
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.actors import (
    TOP,
    TREE,
    BestWorst,
    Comparisons,
    DirectPoints,
    Judgement,
    RankOrder,
    Swing,
)
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.criteria.whose_weights import called, points_of
from vasterviksmodell.expected import expect
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.i18n import Message

Judgements = Mapping[str, Judgement]
"""Judgements by the name of a set of members: the id of their group, or `top`."""


@dataclass(frozen=True, slots=True)
class DerivedSet:
    """The weights that follow from the judgement of one set of members."""

    name: str
    stated: Mapping[str, float]
    """The stated local weight of each member; sum 1."""
    weights: Weights | None
    """None when no weights follow."""
    why_not: Message | None
    points: Mapping[str, Decimal]
    """The weights as a criteria file would hold them, in per cent; empty when none follow."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DerivedWeights(Result):
    """The weights that follow from judgements."""

    criteria: Criteria
    """Those that hold the judgements."""
    whose: str
    """`tree`, or the id of the actor who judged."""
    sets: tuple[DerivedSet, ...]
    """The judged sets, in the order of the tree."""
    not_judged: tuple[str, ...]
    """The names of the other sets of more than one member."""

    @property
    def points(self) -> Mapping[str, Decimal]:
        """All points that follow, by id."""
        return {id: number for derived_set in self.sets for id, number in derived_set.points.items()}


def member_sets(criteria: Criteria) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the weighted members of each group, by the id of the group, the outermost as `top`."""
    places = {id: number for number, id in enumerate(_walk(criteria.document.get("criteria")))}
    sets: dict[str, list[str]] = {TOP: [], **{group.id: [] for group in criteria.groups}}
    for criterion in sorted(criteria.nodes, key=lambda node: places[node.id]):
        if criteria.tree_points[criterion.id]:
            sets[criterion.groups[-1] if criterion.groups else TOP].append(criterion.id)
    return {name: tuple(ids) for name, ids in sets.items() if ids}


def _walk(members: Any) -> Iterator[str]:
    """Yield the ids in the order of the file, in which groups and criteria may alternate."""
    for id, entry in members.items() if isinstance(members, Mapping) else ():
        yield id
        yield from _walk(entry.get("criteria") if isinstance(entry, Mapping) else None)


def judgements_of(criteria: Criteria, whose: str) -> Judgements:
    """Return the judgements of an actor, or those of the tree."""
    return next((actor.judgements for actor in criteria.actors if actor.id == whose), criteria.judgements)


def derived_weights(criteria: Criteria, whose: str, digits: int = 1) -> DerivedWeights:
    """Derive the weights that follow from the judgements of an actor, by id or label, or of the tree (`tree`).

    `digits`: the decimals of the points, which are per cent. A set from which no weights follow says why. Raises
    `KeyError` when there is no such actor.
    """
    expect_criteria(criteria)
    expect(whose, str, "the id or label of an actor belongs", "give a text, perhaps 'tree'")
    whose = called(criteria, whose)
    if whose not in (TREE, *(actor.id for actor in criteria.actors)):
        raise KeyError(
            f"no judgements of {whose!r}: there are {', '.join((TREE, *(one.id for one in criteria.actors)))}"
        )
    stated, sets, judgements = points_of(criteria, whose), member_sets(criteria), judgements_of(criteria, whose)
    derived = [_derived(name, judgements[name], stated, digits) for name in sets if name in judgements]
    others = tuple(name for name, ids in sets.items() if name not in judgements and len(ids) > 1)
    return DerivedWeights(criteria, whose, tuple(derived), others)


def _derived(name: str, judgement: Judgement, points: Mapping[str, Fraction], digits: int) -> DerivedSet:
    whole = sum(points[id] for id in judgement.members)
    stated = {id: float(points[id] / whole) for id in judgement.members}
    try:
        weights = weights_of(judgement)
        return DerivedSet(name, stated, weights, None, as_points(weights.weights, digits))
    except CannotWeigh as fault:
        return DerivedSet(name, stated, None, fault.why, {})


def weights_of(judgement: Judgement) -> Weights:
    """Return the weights that follow from a judgement; `CannotWeigh` when none do."""
    match judgement:
        case Comparisons(members, times):
            return pairwise(members, times)
        case Swing(members, amounts):
            return swing(members, amounts)
        case RankOrder(members, tiers, formula):
            return rank_order(members, [list(tier) for tier in tiers], formula)
        case BestWorst(members, best, worst, best_over, over_worst):
            return best_worst(members, best, worst, best_over, over_worst)
        case DirectPoints(members, amounts):
            return points(members, amounts)
