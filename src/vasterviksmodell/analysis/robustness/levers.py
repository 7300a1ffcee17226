"""One weight that moves while its siblings share the rest of their parent's weight as before; nothing else moves.

A weight is the points of a criterion or a group among its siblings. What counts is the share of the parent's weight
that the points give: in it the weight of every criterion, and so every score, is a straight line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vasterviksmodell.criteria import Criteria, Criterion, Group

Weights = tuple[Fraction, ...]
"""Those of the criteria that are scored, in their order, sum 1."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A weight that can move, and all weights at both ends of its way."""

    node: Criterion | Group
    others: Fraction
    """The points of its siblings."""
    parent: Fraction
    """The share of the whole weight that it divides with its siblings."""
    if_none: Weights
    """All weights when it has nothing of that."""
    if_all: Weights
    """All weights when it has the whole of that: its points would have to be endless."""

    @property
    def share(self) -> Fraction:
        """The share of its parent's weight that it has."""
        return self.node.weight / self.parent

    def points(self, share: Fraction) -> Fraction:
        """The points among its siblings that give a share of less than 1."""
        return share / (1 - share) * self.others


def levers(criteria: Criteria) -> Iterator[Lever]:
    """Every weight that can move: not one that is nothing, nor one that stands alone among its siblings."""
    for node in criteria.nodes:
        siblings = [it for it in criteria.nodes if it.groups == node.groups and it is not node]
        others = sum((it.points for it in siblings), Fraction(0))
        if node.weight > 0 and others > 0:
            parent = node.weight + sum((it.weight for it in siblings), Fraction(0))
            if_none = _weights(node, criteria, Fraction(0), parent / (parent - node.weight))
            if_all = _weights(node, criteria, parent / node.weight, Fraction(0))
            yield Lever(node, others, parent, if_none, if_all)


def _weights(node: Criterion | Group, criteria: Criteria, inside: Fraction, beside: Fraction) -> Weights:
    """All weights, those inside a node and those beside it under the same parent multiplied."""

    def factor(it: Criterion) -> Fraction:
        if node.id in (it.id, *it.groups):
            return inside
        return beside if it.groups[: len(node.groups)] == node.groups else Fraction(1)

    return tuple(it.weight * factor(it) for it in criteria.scored)


def weighted(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    """Σ weight · value, exactly."""
    return sum((weight * value for weight, value in zip(weights, values, strict=True)), Fraction(0))
