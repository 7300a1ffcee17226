"""Weights, drawn exactly as a scheme says.

Uniform on the simplex is the Dirichlet distribution with all parameters 1: independent exponential numbers divided by
their sum. (Uniform numbers divided by their sum are not uniform there: they gather in the middle.) In a stated order it
is the same with the weights of the listed criteria sorted, because before that every order of them is as likely.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import isnan
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.bounded import bounded
from vasterviksmodell.analysis.smaa.schemes import Around, CannotDraw, Ordered, Uniform, WeightDraws, Within
from vasterviksmodell.analysis.smaa.simplex import simplex
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Significant
from vasterviksmodell.wording import listing, shortened

Sampler = Callable[[np.random.Generator, int], Floats]
"""From a generator and a number: so many rows of m weights in the order of `criteria.scored`, each row with sum 1."""


def sampler(scheme: WeightDraws, criteria: Criteria, pilot: np.random.Generator) -> Sampler:
    """How the weights of a scheme are drawn; `CannotDraw` when there are none.

    `pilot` serves to find out the fastest way.
    """
    match scheme:
        case Uniform():
            return partial(simplex, len(criteria.scored))
        case Around():
            return _within(_near(scheme, criteria), criteria, pilot)
        case Within():
            return _within(scheme, criteria, pilot)
        case Ordered():
            return partial(_ordered, len(criteria.scored), _groups(scheme, criteria))
        case _:
            assert_never(scheme)


def _near(around: Around, criteria: Criteria) -> Within:
    spread = around.spread
    if spread < 0 or isnan(spread):
        number = Significant(spread)
        raise CannotDraw(Message("the spread {number} is negative").format(number=number))
    stated = {it.id: float(it.weight) for it in criteria.scored}
    return Within({id: (max(0.0, 1 - spread) * weight, (1 + spread) * weight) for id, weight in stated.items()})


def _within(within: Within, criteria: Criteria, pilot: np.random.Generator) -> Sampler:
    _refuse_unscored(within.bounds, criteria)
    for id, (low, high) in within.bounds.items():
        if not max(low, 0.0) <= min(high, 1.0):
            raise CannotDraw(_nothing_between(id, low, high))
    bounds = [within.bounds.get(it.id, (0.0, 1.0)) for it in criteria.scored]
    low, high = np.array(bounds).T
    return bounded(np.maximum(low, 0.0), np.minimum(high, 1.0), pilot)


def _nothing_between(id: str, low: float, high: float) -> Message:
    lowest, highest = Significant(low), Significant(high)
    return Message("no weight lies between {lowest} and {highest}, the bounds of '{id}'").format(
        lowest=lowest, highest=highest, id=shortened(id)
    )


def _groups(ordered: Ordered, criteria: Criteria) -> list[NDArray[np.intp]]:
    """The numbers of the criteria in each group that shares a place in the order."""
    groups = [[it] if isinstance(it, str) else list(it) for it in ordered.ids]
    listed = [id for group in groups for id in group]
    _refuse_unscored(listed, criteria)
    for id in listed:
        if listed.count(id) > 1:
            name = shortened(id)
            raise CannotDraw(Message("'{name}' stands twice in the order").format(name=name))
    number = {it.id: place for place, it in enumerate(criteria.scored)}
    return [np.array([number[id] for id in group], dtype=np.intp) for group in groups]


def _refuse_unscored(ids: Iterable[str], criteria: Criteria) -> None:
    scored = [it.id for it in criteria.scored]
    for id in ids:
        if id not in scored:
            name, known = shortened(id), listing(scored).inside("en")
            raise CannotDraw(
                Message("'{name}' is not the id of a criterion with a weight; there are {known}").format(
                    name=name, known=known
                )
            )


def _ordered(count: int, groups: Sequence[NDArray[np.intp]], generator: np.random.Generator, number: int) -> Floats:
    """Uniform weights, those of the listed criteria dealt out again from the greatest, group by group.

    Within a group the greatest goes to the criterion that had the greatest before, and so on: which one that was is as
    likely any of them, whatever the numbers are.
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
