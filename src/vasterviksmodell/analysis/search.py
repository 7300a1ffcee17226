"""Finding a site or a criterion by what people call it."""

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.words import folded
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.wording import nearest


def find_sites(ranking: Ranking, called: str) -> tuple[list[str], str | None]:
    """The ids of the sites with an id or, when none has it, a name; and what was perhaps meant when there are none."""
    frame = ranking.frame.select("id", "name")
    if frame.filter(pl.col("id") == called).height:
        return [called], None
    for column in ("id", "name"):
        found = [id for id, text in zip(frame["id"], frame[column], strict=True) if folded(text) == folded(called)]
        if found:
            return found, None
    return [], nearest(called, [*frame["id"], *frame["name"]])


def the_site(ranking: Ranking, id: str) -> pl.DataFrame:
    """The row of a site; `KeyError` when the ranking has no such site."""
    found = ranking.frame.filter(pl.col("id") == id)
    if found.is_empty():
        raise KeyError(id)
    return found


def find_measure(criteria: Criteria, called: str) -> tuple[list[Criterion], str | None]:
    """The criteria that read a measure, by the id of one of them or by its column; and what was perhaps meant."""
    named = [(it.id, it) for it in criteria.criteria]
    named += [(name, it) for it in criteria.criteria for name in (it.column, *criteria.data.columns.get(it.column, ()))]
    for alike in (str, folded):
        for name, found in named:
            if alike(name) == alike(called):
                return [it for it in criteria.criteria if it.column == found.column], None
    return [], nearest(called, (name for name, _ in named))
