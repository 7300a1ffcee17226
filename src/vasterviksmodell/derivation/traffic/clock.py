"""Times of timetables as seconds after midnight: `25:10:00` is ten past one on the day after."""

import polars as pl

_WRITTEN = "00:00:00"
_SIXTY = 60


def seconds(column: str) -> pl.Expr:
    """Return the times in a column of texts such as `7:05:00`; null where there is none, or something else."""
    text = pl.col(column).str.pad_start(len(_WRITTEN), "0")
    hours, minutes, own = (text.str.slice(start, 2).cast(pl.UInt8, strict=False).cast(pl.Int32) for start in (0, 3, 6))
    written = (text.str.len_bytes() == len(_WRITTEN)) & (text.str.slice(2, 1) == ":") & (text.str.slice(5, 1) == ":")
    time = hours * 3600 + minutes * 60 + own
    return pl.when(written & (minutes < _SIXTY) & (own < _SIXTY)).then(time).alias(column)


def clock(time: int) -> str:
    """Return a time as `07:05`; past midnight it is told as `25:10`, as timetables do."""
    return f"{time // 3600:02}:{time // 60 % 60:02}"
