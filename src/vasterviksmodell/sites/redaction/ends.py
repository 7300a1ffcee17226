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
    least = (THRESHOLD * float(figure.base or 1)) / people  # infinite of nobody
    small_low, small_high = (low > 0) & (low < least), (high > 0) & (high < least)
    above = pl.Series([_ABOVE_NOUGHT]).new_from_index(0, len(low))
    return low.zip_with(~small_low, above), high.zip_with(~small_high, least), small_low | small_high
