"""Finding a site by what people call it."""

import polars as pl

from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.sites.headings import folded
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
