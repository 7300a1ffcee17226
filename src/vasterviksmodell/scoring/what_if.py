"""What if: a ranking with some measures set to something else, told as changes against what it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.changes import Change, Setting, State, changed, known_in
from vasterviksmodell.scoring.ranking import Ranking, sites_of
from vasterviksmodell.scoring.run import Shown, rank_sites
from vasterviksmodell.scoring.saved.reading import SavedRanking


def what_if(ranking: Ranking, settings: Iterable[Setting], shown: Shown | None = None) -> Ranking:
    """A ranking that holds all its sites, with some of their measures set, perhaps cut to the first sites.

    What was set in it before stays set; changes are always told against the files. `KeyError` when it lacks a site of
    which something is set.
    """
    before = _as_in_files(ranking)
    earlier = (Setting(it.id, it.criterion, it.after.known) for it in ranking.changes)
    together = tuple({(it.site, it.criterion.id): it for it in (*earlier, *settings)}.values())
    sites = changed(sites_of(before), together)
    after = rank_sites(sites, ranking.criteria)
    then, now = (_rows(it, {setting.site for setting in together}) for it in (before, after))
    changes = tuple(_change(it.criterion, then[it.site], now[it.site]) for it in together)
    cut = after if shown is None else rank_sites(sites, ranking.criteria, shown)
    return replace(cut, changes=changes)


def ranked_again(saved: SavedRanking, shown: Shown | None = None) -> Ranking:
    """Return the ranking of a saved one's sites, with the changes that it reports, perhaps cut to the first sites."""
    ranking = rank_sites(saved.unchanged, saved.criteria)
    return what_if(ranking, saved.settings, shown) if saved.settings or shown else ranking


def _as_in_files(ranking: Ranking) -> Ranking:
    if not ranking.changes:
        return ranking
    originals = (Setting(it.id, it.criterion, it.before.known) for it in ranking.changes)
    return rank_sites(changed(sites_of(ranking), originals), ranking.criteria)


def _rows(ranking: Ranking, sites: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """The rows of some sites by their ids."""
    rows = ranking.frame.filter(pl.col("id").is_in(list(sites)))
    return {row["id"]: row for row in rows.iter_rows(named=True)}


def _change(criterion: Criterion, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    return Change(before["id"], before["name"], criterion, _state(criterion, before), _state(criterion, after))


def _state(criterion: Criterion, row: Mapping[str, Any]) -> State:
    return State(known_in(row, criterion), row[names.STATUS], row[names.RANK], row[names.SCORE])
