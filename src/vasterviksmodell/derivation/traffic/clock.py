"""Times of timetables as seconds after midnight: `25:10:00` is ten past one on the day after."""

import polars as pl


def seconds(column: str) -> pl.Expr:
    """Return the times in a column of texts such as `7:05:00`; null where there is none."""
    text = pl.col(column).str.pad_start(len("00:00:00"), "0")
    hours, minutes, own = (text.str.slice(start, 2).cast(pl.Int32, strict=False) for start in (0, 3, 6))
    return (hours * 3600 + minutes * 60 + own).alias(column)


def clock(time: int) -> str:
    """Return a time as `07:05`; past midnight it is told as `25:10`, as timetables do."""
    return f"{time // 3600:02}:{time // 60 % 60:02}"
