"""The redacted edition of a ranking: its sites are redacted, and then ranked anew."""

from dataclasses import replace

from vasterviksmodell.scoring.ranking import Ranking, expect_ranking, sites_of
from vasterviksmodell.scoring.run import Shown, rank_sites
from vasterviksmodell.sites.redaction import redacted


def redacted_ranking(ranking: Ranking, shown: Shown | None = None) -> Ranking:
    """Return a ranking of the redacted sites, perhaps cut to the first of them; no figure of the full one remains.

    Measures that were set stay set, and only their number is told. Raises `ValueError` for a ranking that does not
    hold all its sites: which ones it holds would tell of their scores. And for a redacted one in which measures were
    set: they would be shown as they are.
    """
    expect_ranking(ranking)
    if ranking.is_cut:
        raise ValueError("the ranking does not hold all its sites: redact the whole one, then cut it")
    if is_changed_after(ranking):
        raise ValueError("measures were set in a redacted ranking: set them in the full one, then redact it")
    sites = redacted(sites_of(ranking))
    if ranking.changes and sites.redaction is not None:
        sites = replace(sites, redaction=replace(sites.redaction, changes=len(ranking.changes)))
    return rank_sites(sites, sites.criteria, Shown() if shown is None else shown)


def is_changed_after(ranking: Ranking) -> bool:
    """Say whether measures were set in a ranking that was redacted before."""
    return ranking.redaction is not None and bool(ranking.changes)
