"""A ranking as comma-separated values."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def render(ranking: "Ranking", _: View) -> Iterator[str]:
    """A row for each site; docs/ranking.md describes the columns."""
    from vasterviksmodell.output.ranking.delimited import delimited

    return delimited(ranking, ",")
