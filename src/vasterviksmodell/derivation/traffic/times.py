"""The times of calls: those that a feed leaves out lie evenly between those that it states."""

import polars as pl

_BOTH = ("arrival", "departure")


def with_times(calls: pl.DataFrame) -> pl.DataFrame:
    """Return calls with every time that follows from others; null where none does."""
    arrival, departure = pl.coalesce(_BOTH), pl.coalesce(reversed(_BOTH))
    filled = calls.with_columns(arrival.alias("arrival"), departure.alias("departure"))
    if filled["arrival"].null_count() == 0:
        return filled
    # Between two stated calls a trip leaves the first and comes to the second.
    number = pl.int_range(pl.len())
    at = pl.when(pl.col("arrival").is_not_null()).then(number)
    before, after = at.forward_fill(), at.backward_fill()
    left, comes = pl.col("departure").forward_fill(), pl.col("arrival").backward_fill()
    between = left + (comes - left) * (number - before) // (after - before)
    made = pl.when(pl.col("arrival").is_null()).then(between).cast(pl.Int32)
    return filled.with_columns(pl.coalesce(name, made.over("trip")).alias(name) for name in _BOTH)


def untimed(calls: pl.DataFrame) -> int:
    """Return how many trips lack a time at an end, or go back in time."""
    before = pl.col("departure").shift(1).over("trip")
    wrong = (
        pl.col("arrival").is_null()
        | pl.col("departure").is_null()
        | (pl.col("departure") < pl.col("arrival"))
        | (pl.col("arrival") < before)
    )
    return calls.filter(wrong)["trip"].n_unique()
