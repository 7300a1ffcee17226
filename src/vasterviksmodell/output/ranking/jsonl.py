"""A ranking as JSON lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


def render(ranking: "Ranking", _: View) -> Iterator[str]:
    """The objects that stand under `sites` in the JSON, a line each."""
    from vasterviksmodell.output.ranking.site_objects import site_objects

    for objects in site_objects(ranking):
        yield "\n".join([*objects, ""])
