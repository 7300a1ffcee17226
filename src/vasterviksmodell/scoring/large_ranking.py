"""A ranking of more sites than are held in memory: read once, stored, and written in parts, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from vasterviksmodell._version import __version__
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import Ranking, Rivalry, counts, detailed, in_words
from vasterviksmodell.scoring.run import Shown, is_large
from vasterviksmodell.scoring.stored_sites import COMPARED, StoredBlock, in_stretches
from vasterviksmodell.sites.files import read_files
from vasterviksmodell.sites.formats import SiteFormat
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

    def with_summary(frame: pl.LazyFrame, columns: MeasureColumns) -> pl.LazyFrame:
        present = frame.collect_schema().names()
        return evaluate(frame, criteria, columns).select(*present, *names.SUMMARY)

    def stored(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, StoredBlock]:
        chosen = shown.candidates(block)
        sites = as_intervals(chosen, columns, criteria)
        return block.select(COMPARED), StoredBlock.of(chosen.select(COMPARED), sites)

    readings, findings = read_files(sources, criteria, with_summary, stored)
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
