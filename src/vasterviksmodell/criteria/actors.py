"""Who weighs, and how: the actors, their raw judgements, and the weights as they were frozen."""

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
"""The weights of the tree, those of all actors together, and the outermost set of siblings."""
RESERVED = (TREE, COMBINED, TOP)
GREATEST_SWING = 100
"""That of the most important one; the others are judged beside it."""
GREATEST_RATIO = 1000
"""The scale of comparisons ends at 9; what lies far beyond it is a slip."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Pairs, compared: how many times as important one is as the other (as in AHP)."""

    siblings: tuple[str, ...]
    """The ids of all that are weighed in the set, in the order of the file; so in every judgement."""
    times: Mapping[tuple[str, str], Fraction]
    """By pair: `("school", "bus"): 3`; each pair in one direction, and perhaps not every pair."""


@dataclass(frozen=True, slots=True)
class Swing:
    """Points for the swing of each from its worst to its best, the most important one's by custom being 100."""

    siblings: tuple[str, ...]
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class RankOrder:
    """An order from the most to the least important, and the formula by which it becomes weights."""

    siblings: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    """Those in one tier tie."""
    formula: RankFormula


@dataclass(frozen=True, slots=True)
class BestWorst:
    """The most important compared with all others, and all others with the least important (best–worst method)."""

    siblings: tuple[str, ...]
    best: str
    worst: str
    best_over: Mapping[str, Fraction]
    """By each other sibling: how many times as important the best is; 1 or more."""
    over_worst: Mapping[str, Fraction]
    """By each other sibling: how many times as important it is as the worst; 1 or more."""


@dataclass(frozen=True, slots=True)
class DirectPoints:
    """Points that were given directly."""

    siblings: tuple[str, ...]
    points: Mapping[str, Fraction]


Judgement = Comparisons | Swing | RankOrder | BestWorst | DirectPoints
"""What somebody judged of a set of siblings: only stated here; what weights follow is computed elsewhere."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who weighs."""

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
    """Points among siblings by id; sets of siblings that are not here are as in the tree."""
    judgements: Mapping[str, Judgement]
    """By set of siblings (the id of a group, or `top`): from what the points were derived. No score reads them."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The weights as they were when they were frozen."""

    weights: str
    """Their fingerprint: what `weights_digest` gave."""
    date: str
    """As it is written: a year, a month or a day."""
    by: tuple[str, ...]
