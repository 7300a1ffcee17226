"""Sites stored on the disk while they are read, and given back in the order of their ranks, some thousand at a time.

Each block of a file is put in order by itself. When all are read it is known where each site stands among all, and
the sites of a stretch of the ranking are a stretch of each block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import PLACE, Rivalry
from vasterviksmodell.scoring.requirements import EXCLUDED
from vasterviksmodell.sites.positions.places import Places
from vasterviksmodell.source.temporary import TemporaryFile

COMPARED = (names.STATUS, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
_AT_ONCE = 250_000
"""How many sites are given back at once."""
_GROUP = 8192
"""How many stored sites are read together at least."""


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """Some sites in a file of their own, which is removed when the block is no longer referred to."""

    file: TemporaryFile
    schema: pl.Schema
    places: Places
    stored: pl.DataFrame
    """The status and the scores of the sites, in the order in which they are stored."""

    @classmethod
    def of(cls, compared: pl.DataFrame, sites: pl.DataFrame) -> "StoredBlock":
        """Store sites in the order of their scores, the excluded last; `compared` holds their status and scores."""
        is_excluded = (compared[names.STATUS] == EXCLUDED).alias(names.STATUS)
        placed = pl.DataFrame([is_excluded, -compared[names.SCORE]])
        order = placed.select(pl.arg_sort_by(names.STATUS, names.SCORE)).to_series()
        file = TemporaryFile.apart()
        sites[order].write_parquet(file, compression="uncompressed", statistics=False, row_group_size=_GROUP)
        file.flush()
        return cls(file, sites.schema, Places.of(sites), compared[order])

    def rows(self, first: int, end: int) -> pl.LazyFrame:
        return pl.scan_parquet(self.file.path, glob=False).slice(first, end - first)


@dataclass(frozen=True, slots=True)
class _PlacedBlock:
    block: StoredBlock
    places: pl.Series
    """Of the sites in the order in which they are stored, which is that of their places."""

    @classmethod
    def of(cls, block: StoredBlock, rivalry: Rivalry) -> "_PlacedBlock":
        return cls(block, rivalry.places(block.stored).cast(pl.UInt32))

    def between(self, first: int, end: int) -> tuple[pl.LazyFrame, pl.Series]:
        """Return the sites with places from the first up to the end, and their places."""
        start, stop = (int(self.places.search_sorted(place, side="left")) for place in (first, end))
        return self.block.rows(start, stop), self.places[start:stop]


def in_stretches(blocks: Sequence[StoredBlock], rivalry: Rivalry) -> Iterator[pl.DataFrame]:
    """Yield all stored sites in the order of the ranking, ties by id, with the columns that any block has."""
    placed = [_PlacedBlock.of(block, rivalry) for block in blocks]
    everything = pl.concat([pl.Series(dtype=pl.UInt32), *(block.places for block in placed)]).sort()
    for first, end in pairwise(_borders(everything)):
        number = int(everything.search_sorted(end, side="left")) - int(everything.search_sorted(first, side="left"))
        if number > 2 * _AT_ONCE:
            yield from _tied(placed, first)
        else:
            yield _stretch(placed, first, end)


def _borders(places: pl.Series) -> list[int]:
    """Return the places at which stretches begin, and the end; a place shared by very many sites is one of its own."""
    if places.is_empty():
        return []
    sampled = places.gather_every(_AT_ONCE)
    crowded = sampled.filter(sampled.is_duplicated())
    ends = pl.Series([int(places[-1]) + 1], dtype=pl.UInt32)
    return pl.concat([sampled, crowded + 1, ends]).unique().sort().to_list()


def _stretch(blocks: Sequence[_PlacedBlock], first: int, end: int) -> pl.DataFrame:
    parts = [block.between(first, end) for block in blocks]
    places = pl.concat([places for _, places in parts]).alias(PLACE)
    sites = pl.concat([rows for rows, _ in parts], how="diagonal").collect()
    order = pl.DataFrame([places, sites["id"]]).select(pl.arg_sort_by(PLACE, "id")).to_series()
    return sites[order]


def _tied(blocks: Sequence[_PlacedBlock], place: int) -> Iterator[pl.DataFrame]:
    """Yield the sites of one place by id, some at a time."""
    rows = pl.concat([block.between(place, place + 1)[0] for block in blocks], how="diagonal")
    ids = rows.select("id").collect().to_series().sort()
    starts = ids.gather_every(_AT_ONCE).unique().sort()
    for number, start in enumerate(starts):
        later = pl.col("id") < starts[number + 1] if number + 1 < len(starts) else pl.lit(value=True)
        yield rows.filter(pl.col("id") >= start, later).collect().sort("id")
