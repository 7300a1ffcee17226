"""Files or sites → Ranking, and a ranking with some measures changed.

A ranking that is shown whole is read whole. When only the first sites of large files are shown, the rows are scored
while they are read, and only those that can be among the first are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Any

import polars as pl

from vasterviksmodell._version import __version__
from vasterviksmodell.criteria import AppliedActions, Criteria, Criterion, chosen_actions
from vasterviksmodell.expected import expect, expect_top
from vasterviksmodell.findings import Finding, InvalidInput, Severity, worst
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import (
    TOLERANCE,
    Ranking,
    counts,
    detailed,
    expect_ranking,
    in_order,
    in_words,
    sites_of,
)
from vasterviksmodell.scoring.requirements import EXCLUDED, STATUSES
from vasterviksmodell.scoring.stored_sites import COMPARED
from vasterviksmodell.scoring.what_if import Change, Setting, State, known_in, with_settings
from vasterviksmodell.sites import Input, Sites
from vasterviksmodell.sites.action_measures import action_cell_findings, read_measures
from vasterviksmodell.sites.files import read_files
from vasterviksmodell.sites.formats import SiteFormat
from vasterviksmodell.sites.read import as_intervals, empty_frame, whole
from vasterviksmodell.sites.scan import BlockResult, Keep, MeasureColumns, Reading
from vasterviksmodell.source.files import Source

if TYPE_CHECKING:
    from vasterviksmodell.scoring.saved.reading import SavedRanking

_LARGE = 16_000_000
"""The size in bytes from which files are scored while they are read."""


@dataclass(frozen=True, slots=True)
class Shown(FrozenValue):
    """Which sites a ranking keeps: the first `top` (all when None), perhaps only the qualified."""

    top: int | None = None
    """How many; None for all."""
    qualified_only: bool = False
    """Whether only those that meet every requirement; their ranks stay."""

    def __post_init__(self) -> None:
        expect_top(self.top)

    def candidates(self, sites: pl.DataFrame) -> pl.DataFrame:
        """Return the sites that can be among the first; ties are kept and broken later."""
        status, score = sites[names.STATUS], sites[names.SCORE]
        if self.qualified_only:
            return sites.filter(_highest(score, status == STATUSES.index("qualified"), self.top))
        excluded = status == EXCLUDED
        return sites.filter(_highest(score, ~excluded, self.top) | _highest(score, excluded, self.top))


def _highest(score: pl.Series, among: pl.Series, number: int | None) -> pl.Series:
    """Return which of some sites have the highest scores, with those that tie (or nearly do) with the last."""
    scores = score.filter(among)
    if number is None or len(scores) <= number:
        return among
    last = scores.top_k(number).min() if number else inf
    return among & (score >= pl.Series([last]) - 2 * TOLERANCE)


def rank_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[Ranking | None, tuple[Finding, ...]]:
    """Rank the sites in files; return the ranking (None when there are errors) and every finding."""
    if shown.top is None or criteria.data.join or not is_large(sources):
        sites, findings = whole(sources, criteria)
        return (None if sites is None else rank_sites(sites, criteria, shown)), findings
    return _rank_while_reading(sources, criteria, shown)


def is_large(sources: Sequence[tuple[Source, SiteFormat]]) -> bool:
    """Say whether files may hold so many sites that they are scored while they are read."""
    packed = any(format.binary for _, format in sources)  # then few bytes may be many sites
    return packed or sum(source.path.stat().st_size for source, _ in sources) >= _LARGE


def rank_sites(sites: Sites, criteria: Criteria, shown: Shown = Shown()) -> Ranking:
    """Rank sites that have been read; `ValueError` when they were read with other measures."""
    expect(shown, Shown, "which sites are shown belongs", "give Shown(top=…, qualified_only=…)")
    if not sites.suit(criteria):
        raise ValueError("the sites were read with other columns, ranges or categories, or data: read them again")
    details = detailed(sites.frame, criteria)
    ranking = _ranking(details, [details.select(COMPARED)], criteria, sites.inputs, sites.findings, shown)
    return replace(ranking, redaction=sites.redaction, blind=sites.blind)


def _rank_while_reading(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, shown: Shown
) -> tuple[Ranking | None, tuple[Finding, ...]]:
    def compared_and_candidates(block: pl.DataFrame, columns: MeasureColumns) -> tuple[pl.DataFrame, pl.DataFrame]:
        return block.select(COMPARED), as_intervals(shown.candidates(block), columns, criteria)

    readings, findings = scored_while_read(sources, criteria, compared_and_candidates)
    if worst(findings) == Severity.ERROR:
        return None, findings
    blocks = [block for reading in readings for block in reading.blocks]
    candidates = (
        pl.concat([candidates for _, candidates in blocks], how="diagonal") if blocks else empty_frame(criteria)
    )
    details = detailed(candidates, criteria)
    compared = [block for block, _ in blocks] or [details.select(COMPARED)]
    inputs = tuple(reading.input for reading in readings)
    return _ranking(details, compared, criteria, inputs, findings, shown), findings


def scored_while_read(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, keep: Keep[BlockResult]
) -> tuple[list[Reading[BlockResult]], tuple[Finding, ...]]:
    """Read files, and score their sites in the same pass; return what is kept of each block, and every finding."""

    def with_summary(frame: pl.LazyFrame, columns: MeasureColumns) -> pl.LazyFrame:
        present = frame.collect_schema().names()
        return evaluate(frame, criteria, columns).select(*present, *names.SUMMARY)

    return read_files(sources, criteria, with_summary, keep)


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
    frame = in_words(ordered.head(ordered.height if shown.top is None else min(shown.top, ordered.height)), criteria)
    return Ranking(criteria, inputs, findings, counts(compared), frame, __version__)


def what_if(ranking: Ranking, settings: Iterable[Setting], shown: Shown | None = None) -> Ranking:
    """Set some measures in a ranking that holds all its sites, and rank them again, perhaps cut to the first sites.

    Earlier settings stay; changes are always reported against the files. `KeyError` for a setting of an unknown site.
    """
    earlier = (change.setting for change in ranking.changes)
    return replace(set_measures(as_in_files(ranking), (*earlier, *settings), shown), actions=ranking.actions)


def apply_actions(ranking: Ranking, until: str, shown: Shown | None = None) -> Ranking:
    """Return a ranking of all its sites with what actions set, ranked again, perhaps cut to the first sites.

    `until`: `done` for the actions that are done, or a date (`2027`, `2027-06`, `2027-06-30`) for those agreed or
    under way, too, that are due by then. Of earlier settings those by hand stay, and go before those of actions. Sites
    that are not in the ranking are passed over. Raises `InvalidInput` with every finding when actions set what cannot
    be read, `ValueError` when `until` is neither.
    """
    expect_ranking(ranking)
    return _with_actions(as_in_files(ranking), until, ranking.set_by_hand, shown)


def _with_actions(before: Ranking, until: str, by_hand: Iterable[Setting], shown: Shown | None) -> Ranking:
    chosen, known = chosen_actions(before.criteria.actions, until), set(before.frame["id"])
    settings = [setting for setting in _action_settings(before.criteria, chosen) if setting.site in known]
    return replace(set_measures(before, (*settings, *by_hand), shown), actions=chosen)


def _action_settings(criteria: Criteria, chosen: AppliedActions) -> Iterator[Setting]:
    """Yield what the applied actions set, in the order of needs."""
    findings = action_cell_findings(criteria)
    if findings:
        raise InvalidInput(findings)
    by_id = {action.id: action for action in criteria.actions}
    for id in chosen.applied:
        for stated in read_measures(criteria, by_id[id].sets):
            yield Setting(stated.site, stated.criterion, stated.known, id)


def set_measures(before: Ranking, settings: Iterable[Setting], shown: Shown | None) -> Ranking:
    """Rank sites again with measures set; of two settings of one measure the later counts."""
    settings = tuple({(setting.site, setting.criterion.id): setting for setting in settings}.values())
    sites = with_settings(sites_of(before), settings)
    after = rank_sites(sites, before.criteria)
    rows_before, rows_after = (_rows(state, {setting.site for setting in settings}) for state in (before, after))
    changes = tuple(_change(setting, rows_before[setting.site], rows_after[setting.site]) for setting in settings)
    selected = after if shown is None else rank_sites(sites, before.criteria, shown)
    return replace(selected, changes=changes)


def rank_saved(saved: "SavedRanking", shown: Shown | None = None) -> Ranking:
    """Rank the sites of a saved ranking again, with the changes that it reports, perhaps cut to the first sites."""
    ranking = rank_sites(saved.unchanged, saved.criteria)
    return ranking if not saved.is_changed and shown is None else changed_like(saved, ranking, shown)


def changed_like(saved: "SavedRanking", ranking: Ranking, shown: Shown | None) -> Ranking:
    """Change a whole ranking of the sites of a saved one in the same way: its actions applied, and measures set."""
    return _changed_again(ranking, saved.until, saved.settings, shown)


def first_sites(ranking: Ranking, top: int | None = None, *, qualified_only: bool = False) -> Ranking:
    """Return a ranking of all its sites cut to the first `top` of them, perhaps only those that are qualified.

    Ranks and counts stay those among all sites. Raises `ValueError` for a ranking that is cut already, or a number
    below 0.
    """
    expect_ranking(ranking)
    if ranking.is_cut:
        raise ValueError("the ranking does not hold all its sites: cut the whole one")
    expect_top(top)
    kept = ranking.frame.filter(pl.col(names.STATUS) == "qualified") if qualified_only else ranking.frame
    return replace(ranking, frame=kept if top is None else kept.head(min(top, kept.height)))


def ranked_like(ranking: Ranking, sites: Sites, shown: Shown = Shown()) -> Ranking:
    """Rank some sites of a whole ranking, as its files have them, by themselves, with the same changes made."""
    known = set(sites.frame["id"])
    if ranking.actions is None and not any(setting.site in known for setting in ranking.set_by_hand):
        return rank_sites(sites, ranking.criteria, shown)
    until = None if ranking.actions is None else ranking.actions.until
    return _changed_again(rank_sites(sites, ranking.criteria), until, ranking.set_by_hand, shown)


def _changed_again(before: Ranking, until: str | None, by_hand: Iterable[Setting], shown: Shown | None) -> Ranking:
    """Make the same changes in a ranking that holds all its sites, as its files have them; others' are passed over."""
    known = set(before.frame["id"])
    kept = [setting for setting in by_hand if setting.site in known]
    return what_if(before, kept, shown) if until is None else _with_actions(before, until, kept, shown)


def without_actions(ranking: Ranking) -> Ranking:
    """Return a ranking of all its sites without what actions set; what is set by hand stays."""
    if all(change.action is None for change in ranking.changes):
        return ranking
    return set_measures(as_in_files(ranking), ranking.set_by_hand, None)


def as_in_files(ranking: Ranking) -> Ranking:
    """Return a ranking with the measures that its files have, without those that were set."""
    if not ranking.changes:
        return ranking
    originals = (Setting(change.id, change.criterion, change.before.known) for change in ranking.changes)
    return rank_sites(with_settings(sites_of(ranking), originals), ranking.criteria)


def _rows(ranking: Ranking, sites: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of some sites by their ids."""
    rows = ranking.frame.filter(pl.col("id").is_in(list(sites)))
    return {row["id"]: row for row in rows.iter_rows(named=True)}


def _change(setting: Setting, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    then, now = (_state(setting.criterion, row) for row in (before, after))
    return Change(before["id"], before["name"], setting.criterion, then, now, setting.action)


def _state(criterion: Criterion, row: Mapping[str, Any]) -> State:
    return State(known_in(row, criterion), row[names.STATUS], row[names.RANK], row[names.SCORE])
