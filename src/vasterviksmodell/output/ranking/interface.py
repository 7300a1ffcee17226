"""What a ranking format is."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from vasterviksmodell.output.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.scoring import Ranking


@dataclass(frozen=True, slots=True)
class RankingFormat:
    """A member of the family: how it is called, what it is for, and which files are its own."""

    name: str
    """Also that of its module, which is imported when it writes: it may need much."""
    purpose: str
    suffixes: tuple[str, ...]
    """The first is the usual one."""

    def render(self, ranking: "Ranking", view: View) -> "Iterable[str]":
        """The text in chunks that can be encoded as UTF-8, the same for the same ranking every time."""
        module = import_module(f"{__package__}.{self.name}")
        return module.render(ranking, view)  # type: ignore[no-any-return]
