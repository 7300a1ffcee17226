"""Words that several analyses use."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vasterviksmodell.wording import Language, Text, in_line

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion, Group

_LABEL = 60
AND, OR = Text("and", "och"), Text("or", "eller")
TRUTHS = {
    "met": Text("met", "uppfyllt"),
    "not_met": Text("not met", "ej uppfyllt"),
    "unknown": Text("unknown", "okänt"),
}
COLUMNS = {
    "criterion": Text("Criterion", "Kriterium"),
    "requirement": Text("Requirement", "Krav"),
    "limit": Text("Limit", "Gräns"),
    "measure": Text("Measure", "Mått"),
    "outcome": Text("Outcome", "Utfall"),
    "margin": Text("Margin", "Marginal"),
    "source": Text("Source", "Källa"),
    "value": Text("Value", "Värde"),
    "weight": Text("Weight", "Vikt"),
    "points": Text("Points", "Poäng"),
    "missing": Text("Missing", "Saknas"),
    "others": Text("Others' mean", "Övrigas medel"),
    "difference": Text("Difference", "Skillnad"),
    "rank": Text("Rank", "Rang"),
    "site": Text("Site", "Plats"),
    "status": Text("Status", "Status"),
    "obstacle": Text("Obstacle", "Hinder"),
    "needed": Text("Needed", "Krävs"),
    "change": Text("Change", "Ändring"),
    "effort": Text("Effort", "Insats"),
    "points_then": Text("Points then", "Poäng då"),
    "points_more": Text("Points more", "Poäng mer"),
}


NOT_EXACT = Text(
    "Where a measure is not exactly known, the value that counts in the score stands for it.",
    "Där ett mått inte är exakt känt står det värde som räknas i poängen för det.",
)


def heading(key: str, language: Language) -> str:
    return COLUMNS[key].inside(language)


def label(node: "Criterion | Group", language: Language) -> str:
    """The name of a criterion or group for people; of a figure that several criteria read, the names of all."""
    from vasterviksmodell.criteria import Criterion

    named = node.readers if isinstance(node, Criterion) else (node,)
    return enumerated((in_line(it.label.inside(language), _LABEL) or it.id for it in named), language)


def enumerated(names: Iterable[str], language: Language, between: Text = AND) -> str:
    """`a, b and c`."""
    *first, last = list(names)
    return f"{', '.join(first)} {between.inside(language)} {last}" if first else last
