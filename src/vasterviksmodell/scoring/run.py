"""Files or sites → Ranking. Files are scored while they are read; only what is shown is kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from vasterviksmodell import __version__
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.findings import in_order as sorted_findings
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import Counts, Ranking, counts, detailed, in_order, in_words
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import EXCLUDED, STATUSES
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.read import as_intervals, empty_frame
from vasterviksmodell.sites.scan import MeasureColumns, read_files
from vasterviksmodell.sites.source import Source

_COMPARED = (names.STATUS, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which sites a ranking keeps: the first `top` (all when None), perhaps only the qualified."""

    top: int | None = None
    qualified_only: bool = False

    def candidates(self, block: pl.DataFrame) -> pl.DataFrame:
        """The sites of a block that can be among the first; ties are kept, they are broken later."""
        if self.qualified_only:
            block = block.filter(pl.col(names.STATUS) == STATUSES.index("qualified"))
        if self.top is None or block.height <= self.top:
            return block
        excluded = pl.col(names.STATUS) == EXCLUDED
        return pl.concat([_highest(block.filter(~excluded), self.top), _highest(block.filter(excluded), self.top)])


def _highest(sites: pl.DataFrame, number: int) -> pl.DataFrame:
    """The sites with the highest scores, and those that tie with the last of them."""
    if sites.height <= number or number == 0:
        return sites.head(number)
    last = sites[names.SCORE].top_k(number).min()
    return sites.filter(pl.col(names.SCORE) >= pl.lit(last) - TOLERANCE)


def rank_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[Ranking | None, tuple[Finding, ...]]:
    """The ranking of the sites in files, or None when there are errors; and every finding."""

    def summarised(frame: pl.LazyFrame, columns: MeasureColumns) -> pl.LazyFrame:
        given = frame.collect_schema().names()
        return evaluate(nw.from_native(frame), criteria, columns).select(*given, *names.SUMMARY).to_native()

    def kept(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, pl.DataFrame]:
        return block.select(_COMPARED), as_intervals(shown.candidates(block), columns, criteria)

    readings, findings = read_files(sources, criteria, summarised, kept)
    if worst(findings) == Severity.ERROR:
        return None, sorted_findings(findings)
    blocks = [block for reading in readings for block in reading.kept]
    whole = pl.concat([candidates for _, candidates in blocks], how="diagonal") if blocks else empty_frame(criteria)
    inputs = tuple(reading.input for reading in readings)
    among = [compared for compared, _ in blocks]
    return _ranking(whole, among, criteria, inputs, findings, shown), sorted_findings(findings)


def rank_sites(sites: Sites, criteria: Criteria) -> Ranking:
    """The ranking of sites that were read before."""
    return _ranking(sites.frame, None, criteria, sites.inputs, sites.findings, Shown())


def _ranking(  # noqa: PLR0913 - what a ranking is made of
    sites: pl.DataFrame,
    among: list[pl.DataFrame] | None,
    criteria: Criteria,
    inputs: tuple[Input, ...],
    findings: Sequence[Finding],
    shown: Shown,
) -> Ranking:
    details = detailed(sites, criteria)
    compared = [details.select(_COMPARED)] if not among else among
    ordered = in_order(details, pl.concat(compared)).head(shown.top if shown.top is not None else details.height)
    of: Counts = counts(compared)
    frame = in_words(ordered, criteria)
    return Ranking(criteria, inputs, sorted_findings(findings), of, frame, __version__)
