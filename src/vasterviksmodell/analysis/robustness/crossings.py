"""A site against its rivals when weights change: which of them passes it first, and where. Exact, and fast for many.

On the straight way from the weights as they are to others each rival's gap to the site is a straight line. All lines
are computed in floating point; those that the error of that leaves in question are computed again in fractions, of
the values as they stand in the ranking, and only these decide. So the lines need no rounding.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring.expressions import counting
from vasterviksmodell.scoring.ranking import TOLERANCE

Weights = tuple[Fraction, ...]
"""Those of the criteria that are scored, in their order, sum 1."""


@dataclass(frozen=True, slots=True)
class WeightPath:
    """A weight that can move, and all weights at both ends of its way."""

    node: Criterion | Group
    others: Fraction
    """The points of its siblings."""
    parent: Fraction
    """The share of the whole weight that it divides with its siblings."""
    weights_at_none: Weights
    """All weights when it has nothing of that."""
    weights_at_all: Weights
    """All weights when it has the whole of that: its points would have to be endless."""

    @property
    def share(self) -> Fraction:
        """The share of its parent's weight that it has."""
        return self.node.weight / self.parent

    def points(self, share: Fraction) -> Fraction:
        """Return the points among its siblings that give a share of less than 1."""
        return share / (1 - share) * self.others


def weight_paths(criteria: Criteria) -> Iterator[WeightPath]:
    """Yield every weight that can move: not one that is nothing, nor one that stands alone among its siblings."""
    for node in criteria.nodes:
        siblings = [
            criterion for criterion in criteria.nodes if criterion.groups == node.groups and criterion is not node
        ]
        others = sum((sibling.points for sibling in siblings), Fraction(0))
        if node.weight > 0 and others > 0:
            parent = node.weight + sum((sibling.weight for sibling in siblings), Fraction(0))
            weights_at_none = _weights(node, criteria, Fraction(0), parent / (parent - node.weight))
            weights_at_all = _weights(node, criteria, parent / node.weight, Fraction(0))
            yield WeightPath(node, others, parent, weights_at_none, weights_at_all)


def _weights(node: Criterion | Group, criteria: Criteria, inside: Fraction, beside: Fraction) -> Weights:
    """Return all weights, those inside a node and those beside it under the same parent multiplied."""

    def factor(criterion: Criterion) -> Fraction:
        if node.id in (criterion.id, *criterion.groups):
            return inside
        return beside if criterion.groups[: len(node.groups)] == node.groups else Fraction(1)

    return tuple(criterion.weight * factor(criterion) for criterion in criteria.scored)


def weighted(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    """Return Σ weight · value, exactly."""
    return sum((weight * value for weight, value in zip(weights, values, strict=True)), Fraction(0))


Leads = Sequence[Fraction]
"""By criterion, exactly: how much higher the site's value is than the rival's."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A rival that passes the site: there they tie, beyond it the rival has more."""

    id: str
    name: str
    part: Fraction
    """After which part of the way, 0–1."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """A site, and the rivals that it stands before (or beside)."""

    matrix: ValueMatrix
    site: int
    """The row of the site."""
    rivals: NDArray[np.intp]
    """The rows of its rivals; of those alike in all values only the first."""

    @classmethod
    def for_first_place(cls, matrix: ValueMatrix) -> "Crossings":
        """Return the first in order against all others; `ValueError` when there is no site."""
        if not matrix.ids:
            raise ValueError("there is no site to stand first")
        _, firsts = np.unique(np.hstack([matrix.low, matrix.high])[1:], axis=0, return_index=True)
        return cls(matrix, 0, np.sort(firsts) + 1)

    @classmethod
    def between(cls, matrix: ValueMatrix, site: str, other: str) -> "Crossings":
        """Compare two sites: the one in front (the one named first when they tie) is the site; or `KeyError`."""
        number = {id: row for row, id in enumerate(matrix.ids)}
        rows = [number[site], number[other]]
        scores = weighted_sums(matrix.values, matrix.weights)
        if scores[rows[1]] > scores[rows[0]] + TOLERANCE:
            rows.reverse()
        return cls(matrix, rows[0], np.array(rows[1:]))

    @property
    def leads(self) -> Floats:
        """Rivals × criteria: how much higher the site's value is."""
        return np.asarray(self.matrix.values[self.site] - self.matrix.values[self.rivals])

    def first_crossing(self, then: Floats, exactly_then: Callable[[Leads], Fraction]) -> Crossing | None:
        """Return the rival that passes first on the way to other weights.

        Of several at one place the one that gains most.

        `then`: the gaps to the rivals at the end of the way; `exactly_then` gives one from the leads over its rival.
        None when no rival is in front even there, by more than scores that tie may differ.
        """
        now = self.leads @ self.matrix.weights
        weights = [criterion.weight for criterion in self.matrix.criteria.scored]
        found = [
            (_part(weighted(weights, leads), gap), gap, int(rival))
            for rival in self.rivals[_in_question(now, then, _error(len(weights)))]
            if (gap := exactly_then(leads := self.exact_leads(rival))) < -Fraction(TOLERANCE)
        ]
        if not found:
            return None
        part, _, rival = min(found)
        return Crossing(self.matrix.ids[rival], self.matrix.names[rival], part)

    def exact_leads(self, rival: int) -> Leads:
        own, other = self._exact_values(self.site), self._exact_values(rival)
        return [one - two for one, two in zip(own, other, strict=True)]

    def _exact_values(self, row: int) -> list[Fraction]:
        ends = zip(self.matrix.low[row].tolist(), self.matrix.high[row].tolist(), strict=True)
        return [counting(Fraction(low), Fraction(high), self.matrix.criteria.unknown) for low, high in ends]


def _part(now: Fraction, then: Fraction) -> Fraction:
    """Return where a gap that falls from `now` to `then`, below zero, is zero; at once when they tie already."""
    return max(now, Fraction(0)) / (max(now, Fraction(0)) - then)


def _error(criteria: int) -> float:
    """Return a bound on the rounding error of Σ weight · value, both rounded, with weights up to twice as large."""
    return (criteria + 8) * 200 * float(np.finfo(np.float64).eps)


def _in_question(now: Floats, then: Floats, error: float) -> NDArray[np.bool_]:
    """Return the rivals of which none passes later than another surely does, the errors of both gaps counted against
    it.
    """
    able = then < error - TOLERANCE
    sure = then < -error - TOLERANCE
    lead = np.maximum(now, 0)
    soonest = np.maximum(lead - error, 0) / np.where(able, np.maximum(lead - error, 0) + error - then, 1)
    latest = (lead + error) / np.where(sure, lead - then, 1)
    return np.asarray(able & (soonest <= latest[sure].min(initial=np.inf)))


@dataclass(frozen=True, slots=True)
class ReversalPoint:
    """The points of one weight at which two sites tie; beyond them the order is the other."""

    node: Criterion | Group
    points: Fraction
    """Where they tie; the points as they are stand in the node."""
    moved: Fraction
    """How much of the whole weight moves from the node's siblings to it (or back)."""


def reversal_points(criteria: Criteria, gaps: Mapping[str, Fraction]) -> tuple[ReversalPoint, ...]:
    """Return every change of one weight at which two sites tie and beyond which the other is in front, the smallest
    first.

    `gaps`: by the ids of the scored criteria, how much higher one site's value is than the other's.
    """
    in_order = [gaps[criterion.id] for criterion in criteria.scored]
    found = [reversal for path in weight_paths(criteria) for reversal in _reversal_points(path, in_order)]
    return tuple(sorted(found, key=lambda reversal: reversal.moved))


def _reversal_points(path: WeightPath, gaps: Sequence[Fraction]) -> Iterator[ReversalPoint]:
    weights_at_none, weights_at_all = weighted(path.weights_at_none, gaps), weighted(path.weights_at_all, gaps)
    if weights_at_none == weights_at_all:
        return
    crossing = weights_at_none / (weights_at_none - weights_at_all)
    beyond = weights_at_none if crossing <= path.share else weights_at_all
    if 0 <= crossing < 1 and abs(beyond) > Fraction(TOLERANCE):  # else they tie at the very end, and nothing turns
        yield ReversalPoint(path.node, path.points(crossing), abs(crossing - path.share) * path.parent)
