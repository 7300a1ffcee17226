"""Which change of one weight would turn the order of two sites: exact, because scores are linear in each weight.

The gap between two scores is a straight line in the share that a weight has (see `levers.py`), and crosses zero at one
place at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vasterviksmodell.analysis.robustness.levers import Lever, levers, weighted
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring.ranks import TOLERANCE


@dataclass(frozen=True, slots=True)
class Turning:
    """The points of one weight at which two sites tie; beyond them the order is the other."""

    node: Criterion | Group
    points: Fraction
    """Where they tie; the points as they are stand in the node."""
    moved: Fraction
    """How much of the whole weight moves from the node's siblings to it (or back)."""


def turnings(criteria: Criteria, gaps: Mapping[str, Fraction]) -> tuple[Turning, ...]:
    """Every change of one weight at which two sites tie and beyond which the other is in front, the smallest first.

    `gaps`: by the ids of the scored criteria, how much higher one site's value is than the other's.
    """
    in_order = [gaps[it.id] for it in criteria.scored]
    found = [turning for lever in levers(criteria) for turning in _turning(lever, in_order)]
    return tuple(sorted(found, key=lambda it: it.moved))


def _turning(lever: Lever, gaps: Sequence[Fraction]) -> Iterator[Turning]:
    if_none, if_all = weighted(lever.if_none, gaps), weighted(lever.if_all, gaps)
    if if_none == if_all:
        return
    crossing = if_none / (if_none - if_all)
    beyond = if_none if crossing <= lever.share else if_all
    if 0 <= crossing < 1 and abs(beyond) > Fraction(TOLERANCE):  # else they tie at the very end, and nothing turns
        yield Turning(lever.node, lever.points(crossing), abs(crossing - lever.share) * lever.parent)
