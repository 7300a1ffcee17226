"""Crossings: which rival passes a site first when weights change, and at which weights; exact, and fast for many.

On the straight path from the stated weights to others, the site's lead over each rival is a linear function. All leads
are computed in floating point; those within the error of that are computed again in fractions of the values in the
ranking, and only these decide. So no result needs rounding. The reversal points of two sites are found the same way.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import TOLERANCE

Weights = tuple[Fraction, ...]
"""The weights of the scored criteria, in their order, sum 1."""


@dataclass(frozen=True, slots=True)
class WeightPath:
    """The path of one weight: all weights at both ends of what it can be."""

    node: Criterion | Group
    others: Fraction
    """The points of the other members of its group."""
    parent: Fraction
    """The share of the whole weight that the members of its group divide."""
    weights_at_none: Weights
    """All weights when its local weight is 0."""
    weights_at_all: Weights
    """All weights when its local weight is 1: its points would have to be infinite."""

    @property
    def share(self) -> Fraction:
        """Its local weight, as stated."""
        return self.node.weight / self.parent

    def points(self, share: Fraction) -> Fraction:
        """Return the points that give a local weight below 1."""
        return share / (1 - share) * self.others


def weight_paths(criteria: Criteria) -> Iterator[WeightPath]:
    """Yield the path of every weight that can move: above 0, and not the only one in its group."""
    for node in criteria.nodes:
        others = [other for other in criteria.nodes if other.groups == node.groups and other is not node]
        points = sum((other.points for other in others), Fraction(0))
        if node.weight > 0 and points > 0:
            parent = node.weight + sum((other.weight for other in others), Fraction(0))
            weights_at_none = _scaled_weights(node, criteria, Fraction(0), parent / (parent - node.weight))
            weights_at_all = _scaled_weights(node, criteria, parent / node.weight, Fraction(0))
            yield WeightPath(node, points, parent, weights_at_none, weights_at_all)


def _scaled_weights(node: Criterion | Group, criteria: Criteria, inside: Fraction, beside: Fraction) -> Weights:
    """Return all weights, with those inside a node and those of the other members of its group multiplied."""

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
    """Where a rival passes the site: there they tie, beyond it the rival has more points."""

    id: str
    name: str
    part: Fraction
    """The part of the path, 0–1, after which it passes."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """A site, and the rivals whose scores may cross its score when weights change."""

    matrix: ValueMatrix
    site: int
    """The row of the site."""
    rivals: NDArray[np.intp]
    """The rows of its rivals; of those with the same values only the first."""

    @classmethod
    def for_first_place(cls, matrix: ValueMatrix) -> "Crossings":
        """Compare the first site in order with all others; `ValueError` when there is no site."""
        if not matrix.ids:
            raise ValueError("there is no site to be first")
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
        """Return the crossing with the rival that passes first on the path to other weights.

        `then` are the leads over the rivals at the end of the path; `exactly_then` computes one exactly from the leads
        by criterion. Of several rivals that pass at one point, return the one that gains most; return None when no
        rival is ahead at the end by more than the tolerance of ties.
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
        values, rival_values = self._exact_values(self.site), self._exact_values(rival)
        return [one - two for one, two in zip(values, rival_values, strict=True)]

    def _exact_values(self, row: int) -> list[Fraction]:
        ends = zip(self.matrix.low[row].tolist(), self.matrix.high[row].tolist(), strict=True)
        return [value_that_counts(Fraction(low), Fraction(high), self.matrix.criteria.unknown) for low, high in ends]


def _part(now: Fraction, then: Fraction) -> Fraction:
    """Return the part of a path at which a lead that falls from `now` to `then` (below 0) is 0; 0 for a tie now."""
    return max(now, Fraction(0)) / (max(now, Fraction(0)) - then)


def _error(criteria: int) -> float:
    """Return a bound on the rounding error of Σ weight · value, both rounded, with weights up to twice as large."""
    return (criteria + 8) * 200 * float(np.finfo(np.float64).eps)


def _in_question(now: Floats, then: Floats, error: float) -> NDArray[np.bool_]:
    """Return the rivals that may pass first, given the rounding errors of all leads."""
    able = then < error - TOLERANCE
    sure = then < -error - TOLERANCE
    lead = np.maximum(now, 0)
    soonest = np.maximum(lead - error, 0) / np.where(able, np.maximum(lead - error, 0) + error - then, 1)
    latest = (lead + error) / np.where(sure, lead - then, 1)
    return np.asarray(able & (soonest <= latest[sure].min(initial=np.inf)))


@dataclass(frozen=True, slots=True)
class ReversalPoint:
    """The points of one weight at which two sites tie; beyond them the order is reversed."""

    node: Criterion | Group
    points: Fraction
    """The points at which they tie; the node has the stated points."""
    moved: Fraction
    """How much of the whole weight moves from the other members of its group to the node, or back."""


def reversal_points(criteria: Criteria, gaps: Mapping[str, Fraction]) -> tuple[ReversalPoint, ...]:
    """Return every reversal point of two sites, that of the smallest change first.

    `gaps`: by the ids of the scored criteria, how much higher one site's value is than the other's.
    """
    in_order = [gaps[criterion.id] for criterion in criteria.scored]
    found = [reversal for path in weight_paths(criteria) for reversal in _reversal_points(path, in_order)]
    return tuple(sorted(found, key=lambda reversal: reversal.moved))


def _reversal_points(path: WeightPath, gaps: Sequence[Fraction]) -> Iterator[ReversalPoint]:
    gap_at_none, gap_at_all = weighted(path.weights_at_none, gaps), weighted(path.weights_at_all, gaps)
    if gap_at_none == gap_at_all:
        return
    crossing = gap_at_none / (gap_at_none - gap_at_all)
    beyond = gap_at_none if crossing <= path.share else gap_at_all
    if 0 <= crossing < 1 and abs(beyond) > Fraction(TOLERANCE):  # else they tie at the very end and nothing reverses
        yield ReversalPoint(path.node, path.points(crossing), abs(crossing - path.share) * path.parent)
