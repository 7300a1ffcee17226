"""Which change of one weight would turn the order of two sites: exact, because scores are linear in each weight.

A weight is the points of a criterion or a group among its siblings. When they change, the siblings share the rest of
their parent's weight as before; nothing else moves. So the gap between two scores is a straight line in the share
that the points give, and crosses zero at one place at most.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vasterviksmodell.criteria import Criteria, Criterion, Group


@dataclass(frozen=True, slots=True)
class Turning:
    """The points of one weight at which two sites tie; beyond them the order is the other."""

    node: Criterion | Group
    points: Fraction
    """Where they tie; the points as they are stand in the node."""
    moved: Fraction
    """How much of the whole weight moves from the node's siblings to it (or back)."""

    @property
    def is_increase(self) -> bool:
        return self.points > self.node.points


def turnings(criteria: Criteria, gaps: Mapping[str, Fraction]) -> tuple[Turning, ...]:
    """Every change of one weight that makes two sites tie, the smallest first.

    `gaps`: by the ids of the scored criteria, how much higher one site's value is than the other's.
    """
    points = {it.id: it.weight * gaps[it.id] for it in criteria.scored}
    found = [turning for node in criteria.nodes if node.weight > 0 for turning in _turning(node, criteria, points)]
    return tuple(sorted(found, key=lambda it: it.moved))


def _turning(node: Criterion | Group, criteria: Criteria, points: Mapping[str, Fraction]) -> Iterator[Turning]:
    siblings = [it for it in criteria.nodes if it.groups == node.groups and it is not node]
    others = sum((it.points for it in siblings), Fraction(0))
    if not others:
        return
    parent = node.weight + sum((it.weight for it in siblings), Fraction(0))
    share = node.weight / parent
    here = _inside(node, criteria, points)
    beside = sum((_inside(it, criteria, points) for it in siblings), Fraction(0))
    elsewhere = sum(points.values(), Fraction(0)) - here - beside
    if_all, if_none = elsewhere + here / share, elsewhere + beside / (1 - share)
    if if_all == if_none:
        return
    crossing = if_none / (if_none - if_all)
    if 0 <= crossing < 1:
        yield Turning(node, crossing / (1 - crossing) * others, abs(crossing - share) * parent)


def _inside(node: Criterion | Group, criteria: Criteria, points: Mapping[str, Fraction]) -> Fraction:
    """The part of the gap that comes from a criterion, or from the criteria of a group."""
    return sum((points[it.id] for it in criteria.scored if node.id in (it.id, *it.groups)), Fraction(0))
