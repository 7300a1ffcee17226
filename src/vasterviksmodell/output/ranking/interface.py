"""What a ranking format is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vasterviksmodell.scoring import Ranking


@dataclass(frozen=True, slots=True)
class View:
    """How people see a ranking. Formats for programs do not look at it."""

    language: Language = "en"
    width: int | None = None
    """The columns of the terminal; None when nothing may be cut or wrapped."""
    colour: bool = False
    """Whether colours, and what is drawn with them, may be used."""


@dataclass(frozen=True, slots=True)
class RankingFormat:
    """A member of the family: its name, what it is for, which files are its own, and how it writes."""

    name: str
    purpose: str
    """For the command line's help."""
    suffixes: tuple[str, ...]
    """The first is the usual one."""
    render: "Callable[[Ranking, View], Iterable[str]]"
    """The text in chunks that can be encoded as UTF-8, the same for the same ranking every time."""
