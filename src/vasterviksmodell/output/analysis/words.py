"""Words that several analyses use."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Language, in_line

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion, Group

_LABEL = 60
AND, OR = Message("and"), Message("or")
TRUTHS = {
    "met": Message("met"),
    "not_met": Message("not met"),
    "unknown": Message("unknown"),
}
COLUMNS = {
    "criterion": Message("Criterion"),
    "requirement": Message("Requirement"),
    "limit": Message("Limit"),
    "measure": Message("Measure"),
    "outcome": Message("Outcome"),
    "margin": Message("Margin"),
    "source": Message("Source"),
    "value": Message("Value"),
    "weight": Message("Weight"),
    "points": Message("Points"),
    "missing": Message("Missing"),
    "others": Message("Others' mean"),
    "difference": Message("Difference"),
    "rank": Message("Rank"),
    "site": Message("Site"),
    "status": Message("Status"),
    "obstacle": Message("Obstacle"),
    "needed": Message("Needed"),
    "change": Message("Change"),
    "effort": Message("Effort"),
    "points_then": Message("Points then"),
    "points_more": Message("Points more"),
}


NOT_EXACT = Message("Where a measure is not exactly known, the value that counts in the score stands for it.")


def heading(key: str, language: Language) -> str:
    return COLUMNS[key].inside(language)


def label(node: "Criterion | Group", language: Language) -> str:
    """The name of a criterion or group for people; of a figure that several criteria read, the names of all."""
    from vasterviksmodell.criteria import Criterion

    named = node.readers if isinstance(node, Criterion) else (node,)
    return enumerated((in_line(it.label.inside(language), _LABEL) or it.id for it in named), language)


def enumerated(names: Iterable[str], language: Language, between: Message = AND) -> str:
    """`a, b and c`."""
    *first, last = list(names)
    return f"{', '.join(first)} {between.inside(language)} {last}" if first else last
