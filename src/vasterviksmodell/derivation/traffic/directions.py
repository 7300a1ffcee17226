"""In which of two directions the trips of each line run: as the feed states, else by the order of their stops."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Whole

UNKNOWN = 2
"""Neither stated nor found."""
_BOTH = 2
_ENOUGH = 2
"""How many stops two trips must share so that their order tells something."""


def directions(trips: pl.DataFrame, calls: pl.DataFrame) -> Whole:
    """Return the direction of each trip: 0, 1 or UNKNOWN.

    What a feed states counts where a line has both directions. A line of which only one is stated, or none, may run in
    both all the same: then trips that call at the same stops in the opposite order run in opposite directions.
    """
    stated = trips["direction"].fill_null(UNKNOWN).cast(pl.Int64).to_numpy().copy()
    doubtful = trips.filter((pl.col("direction").drop_nulls().n_unique() < _BOTH).over("route"))
    missing = trips.filter(pl.col("direction").is_null())
    asked = pl.concat([doubtful, missing]).unique("trip", maintain_order=True)
    if asked.height == 0:
        return stated
    whole_lines = trips.filter(pl.col("route").is_in(asked["route"].unique().to_list()))
    for patterns in _by_line(whole_lines, calls):
        for own, direction in zip(patterns, _found(patterns), strict=True):
            stated[own.trips] = np.where(own.fixed, stated[own.trips], direction)
    return stated


class _Pattern:
    """The trips of a line that call at the same stops in the same order."""

    def __init__(self, stops: tuple[int, ...], trips: Sequence[int], stated: int | None) -> None:
        self.trips = np.array(trips, dtype=np.int64)
        self.fixed = stated is not None
        self.stated = stated
        self.order: Mapping[int, int] = {stop: place for place, stop in reversed(list(enumerate(stops)))}


def _by_line(trips: pl.DataFrame, calls: pl.DataFrame) -> list[list[_Pattern]]:
    """Return the patterns of each line, those of most trips first."""
    both = (pl.col("direction").drop_nulls().n_unique() == _BOTH).over("route")
    known = trips.select("trip", "route", pl.when(both).then("direction").alias("direction"))
    stops = calls.lazy().join(known.lazy(), on="trip", how="semi").group_by("trip", maintain_order=True).agg("unit")
    ordered = known.lazy().join(stops, on="trip", maintain_order="left")
    groups = ordered.group_by("route", "unit", "direction", maintain_order=True).agg("trip").collect()
    lines: dict[int, list[_Pattern]] = defaultdict(list)
    for route, units, direction, own in groups.iter_rows():
        lines[route].append(_Pattern(tuple(units), own, direction))
    return [sorted(patterns, key=lambda one: (not one.fixed, -len(one.trips))) for patterns in lines.values()]


def _found(patterns: Sequence[_Pattern]) -> list[int]:
    """Return the direction of each pattern, compared with those before it."""
    found: list[int] = []
    for number, pattern in enumerate(patterns):
        if pattern.stated is not None:
            found.append(pattern.stated)
        elif number == 0:
            found.append(0)
        else:
            found.append(_compared(pattern, [one for one in zip(patterns, found, strict=False) if one[1] != UNKNOWN]))
    return found


def _compared(pattern: _Pattern, others: Sequence[tuple[_Pattern, int]]) -> int:
    """Return the direction in which the stops that a pattern shares with others come in the same order."""
    along = 0
    for other, direction in others:
        shared = [stop for stop in pattern.order if stop in other.order]
        if len(shared) >= _ENOUGH:
            steps = np.sign(np.diff([other.order[stop] for stop in sorted(shared, key=pattern.order.__getitem__)]))
            along += int(steps.sum()) * (1 if direction == 0 else -1)
    return UNKNOWN if along == 0 else int(along < 0)
