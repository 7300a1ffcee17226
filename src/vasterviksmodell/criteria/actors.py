"""Who gives weights, and how: actors, their raw judgements, and the weights as they were frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from vasterviksmodell.i18n.wording import Text

Combination = Literal["mean", "geometric_mean"]
"""The rules by which the weights of actors are combined."""
RankFormula = Literal["centroid", "sum", "reciprocal"]
"""The rules by which an order becomes weights."""
TREE, COMBINED, TOP = "tree", "combined", "top"
"""The weights of the tree, those of all actors combined, and the outermost level of the tree."""
RESERVED = (TREE, COMBINED, TOP)
GREATEST_SWING = 100
"""The points of the most important swing; the others are judged in comparison with it."""
GREATEST_RATIO = 1000
"""The scale of comparisons ends at 9; a number far beyond it is a typing error."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Pairwise comparisons: how many times as important one member is as another (as in AHP)."""

    members: tuple[str, ...]
    """The ids of all weighed members of the group, in the order of the file; so in every judgement."""
    times: Mapping[tuple[str, str], Fraction]
    """By pair: `("school", "bus"): 3`; each pair in one direction, and perhaps not every pair."""


@dataclass(frozen=True, slots=True)
class Swing:
    """Points for the swing of each member from its worst to its best; by custom the most important one has 100."""

    members: tuple[str, ...]
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class RankOrder:
    """An order from the most to the least important, and the formula that makes weights of it."""

    members: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    """Members in one tier are equally important."""
    formula: RankFormula


@dataclass(frozen=True, slots=True)
class BestWorst:
    """The most important compared with all others, and all others with the least important (best–worst method)."""

    members: tuple[str, ...]
    best: str
    worst: str
    best_over: Mapping[str, Fraction]
    """By other member: how many times as important the best is; 1 or more."""
    over_worst: Mapping[str, Fraction]
    """By other member: how many times as important it is as the worst; 1 or more."""


@dataclass(frozen=True, slots=True)
class DirectPoints:
    """Points that were given directly."""

    members: tuple[str, ...]
    points: Mapping[str, Fraction]


Judgement = Comparisons | Swing | RankOrder | BestWorst | DirectPoints
"""What somebody judged about the members of a group. `analysis.weighting` derives the weights from it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who gives weights."""

    id: str
    label: Text
    who: Text
    """Who gave the weights."""
    when: str
    """As it is written: a year, a month or a day."""
    why: Text
    share: Fraction
    """Points among actors, by which they count when they are combined."""
    weights: Mapping[str, Fraction]
    """Points among the members of a group, by id; groups that are not here are as in the tree."""
    judgements: Mapping[str, Judgement]
    """By group (its id, or `top`): what the points were derived from. No score reads them."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The weights as they were when they were frozen."""

    weights: str
    """Their fingerprint, as `weights_digest` returned it."""
    date: str
    """As it is written: a year, a month or a day."""
    by: tuple[str, ...]
