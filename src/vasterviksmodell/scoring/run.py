"""Files or sites → Ranking.

A ranking that is shown whole is read whole. Of large files only the first sites of which are wanted, all rows are
scored while they are read, and only those that can be among the first are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import polars as pl

from vasterviksmodell._version import __version__
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.changes import Change, Setting, State, changed, known_in
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, counts, detailed, in_order, in_words, sites_of
from vasterviksmodell.scoring.requirements import EXCLUDED, STATUSES
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.sites.files import read_files
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.read import as_intervals, empty_frame, whole
from vasterviksmodell.sites.scan import MeasureColumns
from vasterviksmodell.source.files import Source

_COMPARED = (names.STATUS, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
_LARGE = 16_000_000
"""The size in bytes from which files are scored while they are read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which sites a ranking keeps: the first `top` (all when None), perhaps only the qualified."""

    top: int | None = None
    qualified_only: bool = False

    def candidates(self, sites: pl.DataFrame) -> pl.DataFrame:
        """Return the sites that can be among the first; ties are kept, they are broken later."""
        status, score = sites[names.STATUS], sites[names.SCORE]
        if self.qualified_only:
            return sites.filter(_highest(score, status == STATUSES.index("qualified"), self.top))
        excluded = status == EXCLUDED
        return sites.filter(_highest(score, ~excluded, self.top) | _highest(score, excluded, self.top))


def _highest(score: pl.Series, among: pl.Series, number: int | None) -> pl.Series:
    """Return which have the highest scores among some, with those that tie with the last of them (and a few, for
    rounding).
    """
    scores = score.filter(among)
    if number is None or len(scores) <= number:
        return among
    last = scores.top_k(number).min() if number else inf
    return among & (score >= pl.Series([last]) - 2 * TOLERANCE)


def rank_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[Ranking | None, tuple[Finding, ...]]:
    """Return the ranking of the sites in files, or None when there are errors; and every finding."""
    packed = any(format.binary for _, format in sources)  # then few bytes may be many sites
    large = packed or sum(source.path.stat().st_size for source, _ in sources) >= _LARGE
    if shown.top is None or not large or criteria.data.join:
        sites, findings = whole(sources, criteria)
        return (None if sites is None else rank_sites(sites, criteria, shown)), findings
    return _rank_while_reading(sources, criteria, shown)


def rank_sites(sites: Sites, criteria: Criteria, shown: Shown = Shown()) -> Ranking:
    """Return the ranking of sites that were read before; `ValueError` when that was with other measures."""
    if not sites.suit(criteria):
        raise ValueError("the sites were read with other columns, ranges or categories, or data: read them anew")
    details = detailed(sites.frame, criteria)
    return _ranking(details, [details.select(_COMPARED)], criteria, sites.inputs, sites.findings, shown)


def _rank_while_reading(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[Ranking | None, tuple[Finding, ...]]:
    def summarised(frame: pl.LazyFrame, columns: MeasureColumns) -> pl.LazyFrame:
        given = frame.collect_schema().names()
        return evaluate(frame, criteria, columns).select(*given, *names.SUMMARY)

    def kept(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, pl.DataFrame]:
        return block.select(_COMPARED), as_intervals(shown.candidates(block), columns, criteria)

    readings, findings = read_files(sources, criteria, summarised, kept)
    if worst(findings) == Severity.ERROR:
        return None, findings
    blocks = [block for reading in readings for block in reading.kept]
    candidates = (
        pl.concat([candidates for _, candidates in blocks], how="diagonal") if blocks else empty_frame(criteria)
    )
    details = detailed(candidates, criteria)
    compared = [block for block, _ in blocks] or [details.select(_COMPARED)]
    inputs = tuple(reading.input for reading in readings)
    return _ranking(details, compared, criteria, inputs, findings, shown), findings


def _ranking(  # noqa: PLR0913, PLR0917 - what a ranking is made of
    sites: pl.DataFrame,
    compared: list[pl.DataFrame],
    criteria: Criteria,
    inputs: tuple[Input, ...],
    findings: tuple[Finding, ...],
    shown: Shown,
) -> Ranking:
    """Rank detailed sites among all sites (`compared`: their status and scores)."""
    ordered = in_order(shown.candidates(sites), pl.concat(compared))
    frame = in_words(ordered.head(ordered.height if shown.top is None else shown.top), criteria)
    return Ranking(criteria, inputs, findings, counts(compared), frame, __version__)


def what_if(ranking: Ranking, settings: Iterable[Setting], shown: Shown | None = None) -> Ranking:
    """Return a ranking that holds all its sites, with some of their measures set, perhaps cut to the first sites.

    What was set in it before stays set; changes are always told against the files. `KeyError` when it lacks a site of
    which something is set.
    """
    before = _as_in_files(ranking)
    earlier = (Setting(change.id, change.criterion, change.after.known) for change in ranking.changes)
    together = tuple({(setting.site, setting.criterion.id): setting for setting in (*earlier, *settings)}.values())
    sites = changed(sites_of(before), together)
    after = rank_sites(sites, ranking.criteria)
    then, now = (_rows(value, {setting.site for setting in together}) for value in (before, after))
    changes = tuple(_change(setting.criterion, then[setting.site], now[setting.site]) for setting in together)
    cut = after if shown is None else rank_sites(sites, ranking.criteria, shown)
    return replace(cut, changes=changes)


def ranked_again(saved: SavedRanking, shown: Shown | None = None) -> Ranking:
    """Return the ranking of a saved one's sites, with the changes that it reports, perhaps cut to the first sites."""
    ranking = rank_sites(saved.unchanged, saved.criteria)
    return what_if(ranking, saved.settings, shown) if saved.settings or shown else ranking


def _as_in_files(ranking: Ranking) -> Ranking:
    if not ranking.changes:
        return ranking
    originals = (Setting(change.id, change.criterion, change.before.known) for change in ranking.changes)
    return rank_sites(changed(sites_of(ranking), originals), ranking.criteria)


def _rows(ranking: Ranking, sites: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of some sites by their ids."""
    rows = ranking.frame.filter(pl.col("id").is_in(list(sites)))
    return {row["id"]: row for row in rows.iter_rows(named=True)}


def _change(criterion: Criterion, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    return Change(before["id"], before["name"], criterion, _state(criterion, before), _state(criterion, after))


def _state(criterion: Criterion, row: Mapping[str, Any]) -> State:
    return State(known_in(row, criterion), row[names.STATUS], row[names.RANK], row[names.SCORE])
