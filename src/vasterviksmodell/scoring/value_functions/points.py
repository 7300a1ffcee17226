import narwhals as nw

from vasterviksmodell.criteria.value_functions import Points


def points(function: Points, measure: nw.Expr) -> nw.Expr:
    """Piecewise linear as a sum of clipped segments: free of branches, exact at every knot."""
    knots = list(function.points.items())
    value = nw.lit(knots[0][1])
    for (start, before), (end, after) in zip(knots, knots[1:], strict=False):
        if after != before:
            value = value + (after - before) * ((measure - start) / (end - start)).clip(0.0, 1.0)
    return value
