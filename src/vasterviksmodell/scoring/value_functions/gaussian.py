import narwhals as nw

from vasterviksmodell.criteria.value_functions import Gaussian

_FAR = 40.0
"""Beyond this many widths the value is 0 in floating point."""


def gaussian(function: Gaussian, measure: nw.Expr) -> nw.Expr:
    """100·e^(−(x − target)² / (2·width²))."""
    it = function.gaussian
    widths = ((measure - it.target) / it.width).clip(-_FAR, _FAR)
    return 100.0 * (widths * widths * -0.5).exp()
