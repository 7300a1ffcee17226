"""Classes of distances and times: wide enough that those to several known places do not tell where a site lies.

They are made of what the criteria declare and of round numbers, so that they are the same for every site.
"""

from collections.abc import Iterator
from math import inf, nextafter

import polars as pl

from vasterviksmodell.criteria import Limits
from vasterviksmodell.sites.redaction.figures import Figure

_ROUND = (1, 2, 4, 10, 20, 40, 100, 200)
"""Ends of classes, in widths of the narrowest: 500 m, 1, 2, 5, 10, 20, 50 and 100 km."""
_SHARE = 1 / 4
"""A class is at least this share of its distance wide."""


def class_starts(figure: Figure, width: float) -> list[float]:
    """Return the lowest measure of each class but the first, in order.

    Limits come first, so that what is required can still be told; then the knots of values; then round numbers.
    """
    lowest = max(0.0, *(reader.range.low for reader in figure.numbers))
    accepted: list[float] = []
    for start in _candidates(figure, width):
        near = (abs(start - other) < max(width, min(start, other) * _SHARE) for other in (*accepted, lowest))
        if start > lowest and not any(near):
            accepted.append(start)
    return sorted(accepted)


def _candidates(figure: Figure, width: float) -> Iterator[float]:
    for reader in figure.numbers:
        for limit in (reader.requirement, reader.warning):
            if isinstance(limit, Limits):
                yield from (end for end in (nextafter(limit.at_most, inf), limit.at_least) if 0 < end < inf)
    for reader in figure.numbers:
        if reader.value is not None:
            jumps = reader.value.jumps
            yield from (knot if knot in jumps else nextafter(knot, inf) for knot in reader.value.knots)
    yield from (nextafter(number * width, inf) for number in _ROUND)


def in_classes(low: pl.Series, high: pl.Series, starts: list[float]) -> tuple[pl.Series, pl.Series]:
    """Return the lower end of the class of each low end, and the upper end of that of each high end."""
    places = pl.Series(starts, dtype=pl.Float64)
    ends = [*(nextafter(start, -inf) for start in starts), inf]
    lows = pl.Series([-inf, *starts]).gather(places.search_sorted(low, side="right"))
    return lows.alias(low.name), pl.Series(ends).gather(places.search_sorted(high, side="right")).alias(high.name)
