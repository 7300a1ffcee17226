"""A ranking as tab-separated values."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def render(ranking: "Ranking", _: View) -> Iterator[str]:
    """The same columns as in CSV, a tab between them."""
    from vasterviksmodell.output.ranking.delimited import delimited

    return delimited(ranking, "\t")
