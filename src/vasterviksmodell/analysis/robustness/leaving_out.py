"""The weights when one criterion is not scored.

The others in its group share its weight in proportion. When nothing else in its group is scored, the weight of the
group goes to the others beside the group, and so on. So the weights in one group are multiplied by one factor, and all
others stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion, Group

_EXACT = 2**53
"""Up to this size whole numbers are floating-point numbers, and dividing two of them is rounded once."""
_WHOLE = ""
"""What stands for the whole value tree among groups; no id is empty."""


@dataclass(frozen=True, slots=True, eq=False)
class LeavingOut:
    """The value tree as it is scored, to leave one criterion out of it."""

    criteria: Criteria
    stated: Floats
    """The stated weights, in the order of `criteria.scored`."""
    numerators: NDArray[np.object_]
    """The same as exact parts of the denominator."""
    denominator: int
    points: Mapping[str, Fraction]
    """By the ids of criteria and groups in which something is scored."""
    wholes: Mapping[str, Fraction]
    """By the ids of groups: the points of all their members."""
    inside: Mapping[str, NDArray[np.intp]]
    """By the ids of groups: the places of the criteria inside."""

    @classmethod
    def of(cls, criteria: Criteria) -> "LeavingOut":
        """Look up what is the same whatever is left out."""
        scored = criteria.scored
        denominator = lcm(*(criterion.weight.denominator for criterion in scored))
        places: dict[str, list[int]] = {_WHOLE: []}
        for place, criterion in enumerate(scored):
            for id in (_WHOLE, *criterion.groups):
                places.setdefault(id, []).append(place)
        members: list[Criterion | Group] = [*scored, *(group for group in criteria.groups if group.id in places)]
        wholes = dict.fromkeys(places, Fraction(0))
        for node in members:
            wholes[(_WHOLE, *node.groups)[-1]] += node.points
        return cls(
            criteria,
            np.array([float(criterion.weight) for criterion in scored]),
            np.array([int(criterion.weight * denominator) for criterion in scored], dtype=object),
            denominator,
            {node.id: node.points for node in members},
            wholes,
            {id: np.array(found, dtype=np.intp) for id, found in places.items()},
        )

    def weights(self, left_out: Criterion) -> Floats:
        """Return the weights, each rounded once, without a criterion that is scored beside others."""
        path, left = [_WHOLE, *left_out.groups], self.points[left_out.id]
        while self.wholes[path[-1]] == left:  # nothing else in the group is scored
            left = self.points[path.pop()]
        whole = self.wholes[path[-1]]
        places = self.inside[path[-1]]
        weights = self.stated.copy()
        weights[places] = self._multiplied(places, whole / (whole - left))
        weights[[criterion.id == left_out.id for criterion in self.criteria.scored]] = 0.0
        for id in left_out.groups[len(path) - 1 :]:
            weights[self.inside[id]] = 0.0
        return weights

    def _multiplied(self, places: NDArray[np.intp], factor: Fraction) -> Floats:
        """Return some weights multiplied, with a single rounding."""
        numerators, denominator = self.numerators[places] * factor.numerator, self.denominator * factor.denominator
        if max(denominator, *numerators) <= _EXACT:
            return np.asarray(numerators.astype(np.float64) / float(denominator))
        return np.array([float(Fraction(numerator, denominator)) for numerator in numerators])
