"""Points and swings: each member's part of the sum.

The arithmetic is the same, what is judged is not. Points say how much a criterion matters as such. A swing says how
much the step from its worst to its best is worth, beside the same step on the others, the greatest of which is 100.
In an additive value model a weight is what that step is worth (value 0 to value 100), so swings ask what weights mean;
points given without a thought of the range are the more misleading, the narrower the range is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from vasterviksmodell.analysis.weighting.interface import Weights, amounts, require_all, require_members, shares
from vasterviksmodell.criteria.actors import GREATEST_SWING
from vasterviksmodell.i18n import Message

_NONE_IS_GREATEST = Message("no swing is 100: the greatest should be, and the others be judged beside it")


def points(ids: Sequence[str], given: Mapping[str, Any]) -> Weights:
    """Weights in proportion to points, at least 0, of which one is above; `CannotWeigh` for other judgements."""
    require_members(ids)
    require_all(ids, given)
    return Weights("points", shares(ids, amounts(given)))


def swing(ids: Sequence[str], given: Mapping[str, Any]) -> Weights:
    """Weights in proportion to swings of 0–100, of which one is above 0; `CannotWeigh` for other judgements."""
    require_members(ids)
    require_all(ids, given)
    swings = amounts(given, most=GREATEST_SWING)
    notes = () if max(swings.values()) == GREATEST_SWING else (_NONE_IS_GREATEST,)
    return Weights("swing", shares(ids, swings), notes=notes)
