from math import log
from sys import float_info

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Decay
from vasterviksmodell.scoring.division import divided

_FAR = 1100.0
"""After this many halvings the value is 0 in floating point."""


def decay(function: Decay, measure: nw.Expr) -> nw.Expr:
    """100·2^(−x / half), 100 at and below 0."""
    half = function.decay.half
    distance = measure.clip(0.0, min(half * _FAR, float_info.max))
    halvings = divided(distance, half, distance)
    return 100.0 * (halvings * -log(2.0)).exp()
