"""Small counts and rates as intervals that are the same for all of them."""

from math import inf, nextafter

import polars as pl

from vasterviksmodell.sites.redaction.figures import Figure

THRESHOLD = 5.0
"""Counts below it, except 0, are hidden. 0 tells of nobody, and that there is nothing often decides a requirement."""
_ABOVE_NOUGHT = nextafter(0.0, inf)
_BELOW = nextafter(THRESHOLD, -inf)


def is_small(end: pl.Series) -> pl.Series:
    """Say which ends of measures are above 0 and below the threshold."""
    return (end > 0) & (end < THRESHOLD)


def hidden_counts(low: pl.Series, high: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return ends of counts with 1–4 as `1` and `<5`, whichever it is."""
    lowest = (low >= 1).replace_strict({True: 1.0, False: _ABOVE_NOUGHT}, return_dtype=pl.Float64)
    below = pl.Series([_BELOW]).new_from_index(0, len(high))
    return low.zip_with(~is_small(low), lowest), high.zip_with(~is_small(high), below)


def hidden_rates(
    low: pl.Series, high: pl.Series, figure: Figure, people: pl.Series
) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return ends of rates with those of 1–4 people as one interval, and which rates are hidden.

    `people`: the fewest that the rates can be of. Where that is 0, because it is unknown, only a rate of 0 is shown.
    """
    base, nought = float(figure.base or 1), people * 0.0
    least = (THRESHOLD * base / people).clip(upper_bound=base if figure.in_percent else inf)  # infinite of nobody
    if figure.in_percent and not figure.people:  # per cent of what, nobody says: of people where some are counted
        least = least.zip_with(people > 0, nought)
    few = _between(low, high, nought, least)
    most = _between(low, high, base - least, nought + base) if figure.in_percent else (few[0] & ~few[0],) * 2
    lows = low.zip_with(~most[0], base - least).zip_with(~few[0], nought + _ABOVE_NOUGHT)
    highs = high.zip_with(~few[1], least).zip_with(~most[1], nought + nextafter(base, -inf))
    return lows, highs, few[0] | few[1] | most[0] | most[1]


def _between(low: pl.Series, high: pl.Series, least: pl.Series, most: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Say which low and which high ends lie between two bounds."""
    return (low > least) & (low < most), (high > least) & (high < most)
