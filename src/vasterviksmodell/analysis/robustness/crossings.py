"""Crossings: which rival passes a site first when weights change, and at which weights; exact, and fast for many.

On the straight path from the stated weights to others, the site's lead over each rival is a linear function. All leads
are computed in floating point; those within the error of that are computed again in fractions of the values in the
ranking, and only these decide. So no result needs rounding. The reversal points of two sites are found the same way.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import TOLERANCE

Sums = Mapping[str, Fraction]
"""By the ids of criteria and groups, exactly: Σ weight · figure of the criteria inside, as weights are stated."""
WHOLE = ""
"""What stands for all criteria among `Sums`; no id is empty."""


def sums_of(criteria: Criteria, figures: Sequence[Fraction]) -> Sums:
    """Return the sums of figures, one for each scored criterion, in every node of the value tree."""
    sums = dict.fromkeys((WHOLE, *(node.id for node in criteria.nodes)), Fraction(0))
    for criterion, figure in zip(criteria.scored, figures, strict=True):
        part = criterion.weight * figure
        for id in (WHOLE, *criterion.groups, criterion.id):
            sums[id] += part
    return sums


@dataclass(frozen=True, slots=True)
class WeightPath:
    """The path of one weight, from 0 to all that the members of its group divide."""

    node: Criterion | Group
    others: Fraction
    """The points of the other members of its group."""
    parent: Fraction
    """The share of the whole weight that the members of its group divide."""

    @property
    def share(self) -> Fraction:
        """Its local weight, as stated."""
        return self.node.weight / self.parent

    @property
    def inside_at_all(self) -> Fraction:
        """By what the weights inside the node are multiplied when its local weight is 1; those beside it are 0."""
        return self.parent / self.node.weight

    @property
    def beside_at_none(self) -> Fraction:
        """By what the weights beside it in its group are multiplied when its local weight is 0."""
        return self.parent / (self.parent - self.node.weight)

    @property
    def group(self) -> str:
        """What its group is called among sums."""
        return self.node.groups[-1] if self.node.groups else WHOLE

    def points(self, share: Fraction) -> Fraction:
        """Return the points that give a local weight below 1."""
        return share / (1 - share) * self.others

    def at_none(self, sums: Sums) -> Fraction:
        """Return the sum of all weighted figures when its local weight is 0."""
        group, own = sums[self.group], sums[self.node.id]
        return sums[WHOLE] - group + self.beside_at_none * (group - own)

    def at_all(self, sums: Sums) -> Fraction:
        """Return the sum when its local weight is 1: its points would have to be infinite."""
        return sums[WHOLE] - sums[self.group] + self.inside_at_all * sums[self.node.id]


def weight_paths(criteria: Criteria) -> Iterator[WeightPath]:
    """Yield the path of every weight that can move: above 0, and not the only one in its group."""
    points: dict[tuple[str, ...], Fraction] = {}
    weights: dict[tuple[str, ...], Fraction] = {}
    for node in criteria.nodes:
        points[node.groups] = points.get(node.groups, Fraction(0)) + node.points
        weights[node.groups] = weights.get(node.groups, Fraction(0)) + node.weight
    for node in criteria.nodes:
        others = points[node.groups] - node.points
        if node.weight > 0 and others > 0:
            yield WeightPath(node, others, weights[node.groups])


class FloatWeights:
    """All weights, rounded, at both ends of a path; which criteria a node has is looked up once."""

    def __init__(self, criteria: Criteria) -> None:
        self._stated = np.array([float(criterion.weight) for criterion in criteria.scored])
        self._places: dict[str, list[int]] = {id: [] for id in (WHOLE, *(node.id for node in criteria.nodes))}
        for place, criterion in enumerate(criteria.scored):
            for id in (WHOLE, *criterion.groups, criterion.id):
                self._places[id].append(place)

    def at_none(self, path: WeightPath) -> Floats:
        return self._scaled(path, 0.0, float(path.beside_at_none))

    def at_all(self, path: WeightPath) -> Floats:
        return self._scaled(path, float(path.inside_at_all), 0.0)

    def _scaled(self, path: WeightPath, inside: float, beside: float) -> Floats:
        weights, own = self._stated.copy(), self._places[path.node.id]
        weights[self._places[path.group]] *= beside
        weights[own] = self._stated[own] * inside
        return weights


Leads = Sequence[Fraction]
"""By criterion, exactly: how much higher the site's value is than the rival's."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What is known exactly of a rival."""

    leads: Leads
    sums: Sums
    """Of the leads."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a rival passes the site: there they tie, beyond it the rival has more points."""

    id: str
    name: str
    part: Fraction
    """The part of the path, 0–1, after which it passes."""


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def leads(self) -> Floats:
        """Rivals × criteria: how much higher the site's value is."""
        return np.asarray(self.matrix.values[self.site] - self.matrix.values[self.rivals])

    @cached_property
    def now(self) -> Floats:
        """The leads over the rivals in points of the score."""
        return np.asarray(self.leads @ self.matrix.weights)

    @cached_property
    def _exactly(self) -> dict[int, Rival]:
        """The rivals that were in question so far, by their rows."""
        return {}

    def rival(self, row: int) -> Rival:
        """Return what is known exactly of a rival."""
        if row not in self._exactly:
            pairs = zip(self._exact_values(self.site), self._exact_values(row), strict=True)
            leads = [one - two for one, two in pairs]
            self._exactly[row] = Rival(leads, sums_of(self.matrix.criteria, leads))
        return self._exactly[row]

    def first_crossing(self, then: Floats, exactly_then: Callable[[Rival], Fraction]) -> Crossing | None:
        """Return the crossing with the rival that passes first on the path to other weights.

        `then` are the leads over the rivals at the end of the path; `exactly_then` computes one exactly. Of several
        rivals that pass at one point, return the one that gains most; return None when no rival is ahead at the end by
        more than the tolerance of ties.
        """
        in_question = self.rivals[_in_question(self.now, then, _error(len(self.matrix.weights)))]
        found = [
            (_part(rival.sums[WHOLE], gap), gap, row)
            for row in in_question.tolist()
            if (gap := exactly_then(rival := self.rival(row))) < -Fraction(TOLERANCE)
        ]
        if not found:
            return None
        part, _, row = min(found)
        return Crossing(self.matrix.ids[row], self.matrix.names[row], part)

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
    sums = sums_of(criteria, [gaps[criterion.id] for criterion in criteria.scored])
    found = [reversal for path in weight_paths(criteria) for reversal in _reversal_points(path, sums)]
    return tuple(sorted(found, key=lambda reversal: reversal.moved))


def _reversal_points(path: WeightPath, gaps: Sums) -> Iterator[ReversalPoint]:
    gap_at_none, gap_at_all = path.at_none(gaps), path.at_all(gaps)
    if gap_at_none == gap_at_all:
        return
    crossing = gap_at_none / (gap_at_none - gap_at_all)
    beyond = gap_at_none if crossing <= path.share else gap_at_all
    if 0 <= crossing < 1 and abs(beyond) > Fraction(TOLERANCE):  # else they tie at the very end and nothing reverses
        yield ReversalPoint(path.node, path.points(crossing), abs(crossing - path.share) * path.parent)
