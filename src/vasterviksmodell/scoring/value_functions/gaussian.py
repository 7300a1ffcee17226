from sys import float_info

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Gaussian
from vasterviksmodell.scoring.division import divided

_FAR = 40.0
"""Beyond this many widths the value is 0 in floating point."""


def gaussian(function: Gaussian, measure: nw.Expr) -> nw.Expr:
    """100·e^(−(x − target)² / (2·width²))."""
    it = function.gaussian
    reach = min(it.width * _FAR, float_info.max)
    distance = (measure - it.target).clip(-reach, reach)
    widths = divided(distance, it.width, distance)
    return 100.0 * (widths * widths * -0.5).exp()
