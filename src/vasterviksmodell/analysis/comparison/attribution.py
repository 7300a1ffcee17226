"""Changes of scores divided among their causes.

A score changes because measures do (data), because value functions and the like do (criteria), or because weights do.
The three are exchanged one after another, in all six orders, and each gets the mean of what its exchange brought (known
as the Shapley value): so the parts sum to the whole whatever depends on what. A criterion that only one side scores
brings its weight and its measures with it.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal

import numpy as np

from vasterviksmodell.analysis.comparison.hybrid import values
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.sites import Sites

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.hybrid import Values

Exchanged = Literal["data", "criteria", "weights"]
EXCHANGED: tuple[Exchanged, ...] = ("data", "criteria", "weights")
_World = tuple[bool, ...]
"""Whether data, criteria and weights are the new ones."""


def attributed(old: Sites, new: Sites, ids: Sequence[str], keys: Sequence[str]) -> "dict[Exchanged, Values]":
    """By cause, sites × criteria: the points that its exchange brings, the mean over all orders of exchanging."""
    sides = old, new
    worlds: dict[_World, Values] = {}
    for data, criteria in product((False, True), repeat=2):
        valued = values(sides[data], sides[criteria], ids, keys)
        for weights, side in enumerate(sides):
            other = sides[not weights]
            worlds[data, criteria, bool(weights)] = valued * _weights(side.criteria, other.criteria, keys)
    return {
        cause: np.mean([worlds[after] - worlds[before] for before, after in _steps(cause)], axis=0)
        for cause in EXCHANGED
    }


def _weights(criteria: Criteria, others: Criteria, keys: Sequence[str]) -> "Values":
    """The weights of some criteria; one that only the others score has the weight it has there."""
    weights = {it.id: float(it.weight) for side in (others, criteria) for it in side.scored}
    return np.array([weights[key] for key in keys])


def _steps(cause: Exchanged) -> Iterator[tuple[_World, _World]]:
    """The worlds before and after the exchange of one thing, in every order of exchanging all."""
    for order in permutations(EXCHANGED):
        exchanged = order[: order.index(cause)]
        before = tuple(it in exchanged for it in EXCHANGED)
        yield before, tuple(it in exchanged or it == cause for it in EXCHANGED)
