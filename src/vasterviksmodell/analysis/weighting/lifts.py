"""From which measure to which a criterion is lifted when it goes from its worst to its best."""

from itertools import product

from vasterviksmodell.analysis.reaching.inverse import worths
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.base import NEAR

Measure = float | str
_DIGITS = 3
"""So many digits of a place on a curve say where it levels out."""


def ends(criterion: Criterion) -> tuple[Measure, Measure] | None:
    """The worst and the best measure of a criterion; of several that are worth as much, those nearest to each other."""
    function = criterion.value
    if function is None:
        return None
    if function.domain == "categories":
        values = function.category_values
        return min(values, key=lambda name: values[name]), max(values, key=lambda name: values[name])
    return _ends(function, _places(function, criterion))


def _places(function: ValueFunction, criterion: Criterion) -> list[float]:
    """The measures among which the worst and the best are: where the function bends, and the ends of the range."""
    rounded = (float(f"{place:.{_DIGITS}g}") for place in function.slopes) if function.curved else function.slopes
    span = criterion.range
    places = {*function.knots, *rounded, *function.turns, span.low, span.high}
    return sorted(place for place in places if place in span and abs(place) != float("inf"))


def _ends(function: ValueFunction, places: list[float]) -> tuple[float, float] | None:
    if not places:
        return None
    valued = list(zip(places, worths(function, places), strict=True))
    least, most = (extreme(value for _, value in valued) for extreme in (min, max))
    close = NEAR if function.curved else TOLERANCE
    worst = [place for place, value in valued if value <= least + close]
    best = [place for place, value in valued if value >= most - close]
    return min(product(worst, best), key=lambda pair: abs(pair[0] - pair[1]))
