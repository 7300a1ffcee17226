"""A ranking of more sites than are held in memory: read once, stored, and written in parts, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from vasterviksmodell._version import __version__
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.division import column_under
from vasterviksmodell.scoring.ranking import Counts, Ranking, Rivalry, counts, detailed, in_words
from vasterviksmodell.scoring.requirements import STATUSES
from vasterviksmodell.scoring.run import Shown, is_large, scored_while_read
from vasterviksmodell.scoring.stored_sites import COMPARED, StoredBlock, in_stretches
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.layout import EXTRA
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS
from vasterviksmodell.sites.positions.places import Places
from vasterviksmodell.sites.read import as_intervals, empty_frame
from vasterviksmodell.sites.scan import MeasureColumns
from vasterviksmodell.source.files import Source


class RankingParts(Protocol):
    """A ranking in parts that follow each other, all with the same columns."""

    @property
    def places(self) -> Places:
        """Where the sites of all parts are."""

    def parts(self) -> Iterator[Ranking]:
        """Yield the parts, at least one."""


_WORDS = pl.Enum(STATUSES)
_STATUS = pl.col(names.STATUS).replace_strict(dict(enumerate(STATUSES)), return_dtype=_WORDS)


@dataclass(frozen=True, slots=True)
class OnePart:
    """A ranking as its only part."""

    ranking: Ranking

    @property
    def places(self) -> Places:
        return Places.of(self.ranking.frame)

    def parts(self) -> Iterator[Ranking]:
        yield self.ranking


@dataclass(frozen=True, slots=True)
class LargeRanking:
    """All sites of large files in the order of their ranks, of which only some thousand are in memory at a time."""

    head: Ranking
    """The ranking without its sites, but with all their columns."""
    rivalry: Rivalry
    blocks: Sequence[StoredBlock]

    @property
    def places(self) -> Places:
        return Places.together(block.places for block in self.blocks)

    def parts(self) -> Iterator[Ranking]:
        if not any(block.stored.height for block in self.blocks):
            yield self.head
        criteria, columns = self.head.criteria, self.head.frame
        for sites in in_stretches(self.blocks, self.rivalry):
            frame = in_words(self.rivalry.with_ranks(detailed(sites, criteria)), criteria)
            yield replace(self.head, frame=pl.concat([columns, frame], how="diagonal"))


def rank_large_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[LargeRanking | None, tuple[Finding, ...]] | None:
    """Rank all sites in large files, perhaps only the qualified; None where the files are small or to be joined."""
    if shown.top is not None or criteria.data.join or not is_large(sources):
        return None

    def stored(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, StoredBlock]:
        chosen = shown.candidates(block)
        sites = as_intervals(chosen, columns, criteria)
        return block.select(COMPARED), StoredBlock.of(chosen.select(COMPARED), sites)

    readings, findings = scored_while_read(sources, criteria, stored)
    if worst(findings) == Severity.ERROR:
        return None, findings
    blocks = [block for reading in readings for block in reading.blocks]
    inputs = tuple(reading.input for reading in readings)
    among = [compared for compared, _ in blocks]
    columns = _columns([block for _, block in blocks], criteria)
    head = Ranking(criteria, inputs, findings, counts(among), columns, __version__)
    none = detailed(empty_frame(criteria), criteria).select(COMPARED)
    return LargeRanking(head, Rivalry.of(pl.concat([none, *among])), [block for _, block in blocks]), findings


def _columns(blocks: Sequence[StoredBlock], criteria: Criteria) -> pl.DataFrame:
    """Return the columns of the ranking of stored sites, without rows."""
    frames = [block.schema.to_frame() for block in blocks] or [empty_frame(criteria)]
    sites = detailed(pl.concat(frames, how="diagonal"), criteria)
    return in_words(Rivalry.of(sites.select(COMPARED)).with_ranks(sites), criteria)


def scores_of_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, per: str | None
) -> tuple[Ranking | None, tuple[Finding, ...]] | None:
    """Return a ranking of all sites in files with the status, the score and the part `per` of each, and no more.

    None where files are to be joined. Of other columns that could divide the sites only the headings are kept.
    """
    if criteria.data.join:
        return None

    def narrow(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, pl.DataFrame]:
        sites = as_intervals(block, columns, criteria)
        return block.select(_STATUS, names.SCORE), _dividing(sites, criteria, per)

    readings, findings = scored_while_read(sources, criteria, narrow)
    if worst(findings) == Severity.ERROR:
        return None, findings
    blocks = [pl.concat(block, how="horizontal") for reading in readings for block in reading.blocks]
    none = pl.DataFrame(schema={names.STATUS: _WORDS, names.SCORE: pl.Float64})
    frame = pl.concat([none, *blocks], how="diagonal")
    numbers = [frame.filter(pl.col(names.STATUS) == status).height for status in STATUSES]
    inputs = tuple(reading.input for reading in readings)
    return Ranking(criteria, inputs, findings, Counts(frame.height, *numbers), frame, __version__), findings


def _dividing(sites: pl.DataFrame, criteria: Criteria, per: str | None) -> pl.DataFrame:
    """Return the columns that can divide sites, those under another heading than `per` as null."""
    dividing = [name for name in sites.columns if name.startswith(EXTRA) or name in MUNICIPALITY_COLUMNS.values()]
    found = None if per is None else column_under(per, criteria, sites.columns)
    kept = {found, *(MUNICIPALITY_COLUMNS.values() if found in MUNICIPALITY_COLUMNS.values() else ())}
    dropped = [pl.lit(None, pl.String).alias(name) for name in dividing if name not in kept]
    return sites.with_columns(dropped).select(dividing)
