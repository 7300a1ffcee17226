import narwhals as nw

from vasterviksmodell.criteria.value_functions import Logistic

_FAR = 700.0
"""Beyond this exponent e^x overflows; the value is then 100, or less than any that could matter (1e-302)."""


def logistic(function: Logistic, measure: nw.Expr) -> nw.Expr:
    """100 / (1 + e^(−steepness·(x − midpoint)))."""
    it = function.logistic
    exponent = ((measure - it.midpoint) * -it.steepness).clip(-_FAR, _FAR)
    return 100.0 / (exponent.exp() + 1.0)
