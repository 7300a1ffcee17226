from math import log

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Decay

_FAR = 1100.0
"""After this many halvings the value is 0 in floating point."""


def decay(function: Decay, measure: nw.Expr) -> nw.Expr:
    """100·2^(−x / half), 100 at and below 0."""
    halvings = (measure / function.decay.half).clip(0.0, _FAR)
    return 100.0 * (halvings * -log(2.0)).exp()
