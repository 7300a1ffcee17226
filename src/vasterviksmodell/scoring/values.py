"""From measures to values: the lowest and highest that each can be worth."""

from collections.abc import Sequence

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.criteria.value_functions import Categories, ValueFunction
from vasterviksmodell.scoring.measures import Measure
from vasterviksmodell.scoring.value_functions import value_of

Bounds = dict[str, tuple[float, float]]
"""By criterion id: the lowest and highest value over everything the measure can be."""


def values(measure: Measure, function: ValueFunction, bounds: Bounds) -> tuple[nw.Expr, nw.Expr]:
    """The lowest and highest value of a measure. An unknown one can be worth anything in the bounds."""
    worst, best = bounds[measure.criterion.id]
    if not measure.columns:
        return nw.lit(worst), nw.lit(best)
    if measure.is_point:
        value = value_of(function, measure.first)
        return value.fill_null(worst), value.fill_null(best)
    return _over_interval(function, measure.low, measure.high)


def _over_interval(function: ValueFunction, low: nw.Expr, high: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """The extremes of a function on an interval: at its ends, or where the function turns inside it."""
    ends = [value_of(function, low), value_of(function, high)]
    turns = [
        nw.when((low < measure) & (high > measure)).then(nw.lit(value)).otherwise(ends[0])
        for measure, value in function.turning_points
    ]
    return nw.min_horizontal(*ends, *turns), nw.max_horizontal(*ends, *turns)


def value_bounds(criteria: Sequence[Criterion]) -> Bounds:
    """What each criterion can be worth at all, by the same expressions on its whole range."""
    bounds: Bounds = {}
    exprs: list[nw.Expr] = []
    for it in criteria:
        if isinstance(it.value, Categories):
            worths = it.value.categories.values()
            bounds[it.id] = (min(worths), max(worths))
        elif it.value is not None:
            low, high = _over_interval(it.value, nw.lit(it.range.low), nw.lit(it.range.high))
            exprs += [low.alias(f"{it.id}__low"), high.alias(f"{it.id}__high")]
    found = nw.from_native(pl.DataFrame({"": [0]})).select(*exprs).row(0) if exprs else ()
    curved = [it.id for it in criteria if it.value is not None and it.id not in bounds]
    return bounds | {id: (found[2 * n], found[2 * n + 1]) for n, id in enumerate(curved)}
