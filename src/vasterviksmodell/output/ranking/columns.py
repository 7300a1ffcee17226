"""The columns of the tables for people: screening first, then score and rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.ranking import words
from vasterviksmodell.output.ranking.rows import SiteRow, ids_tell
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what it says of a site."""

    key: str
    heading: Message
    text: Callable[[SiteRow, Language], str]
    right: bool = False
    """Whether its texts are numbers, which stand to the right."""


def _remarks(row: SiteRow, language: Language) -> str:
    return "; ".join(words.remark(it, language) for it in row.remarks)


_COLUMNS = (
    Column("name", Message("Site"), lambda row, _: shortened(row.name, _LONGEST_NAME)),
    Column("id", Message("Id"), lambda row, _: shortened(row.id, _LONGEST_NAME)),
    Column("status", Message("Status"), words.status),
    Column("remarks", Message("Requirements"), _remarks),
    Column("score", Message("Score"), words.score, right=True),
    Column("interval", Message("Interval"), words.interval, right=True),
    Column("rank", Message("Rank"), words.rank, right=True),
    Column("range", Message("Range", "of ranks"), words.rank_range, right=True),
    Column("coverage", Message("Coverage"), words.coverage, right=True),
)


def columns_for(ranking: "Ranking") -> Sequence[Column]:
    """The columns that say something of this ranking: ids only where they tell more than names."""
    with_ids = ids_tell(ranking)
    return [it for it in _COLUMNS if with_ids or it.key != "id"]
