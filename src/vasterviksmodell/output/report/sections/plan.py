"""The plan of houses, as its command shows it; and on the first page the houses in each place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.output.document import Block, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.report.report import Section, lowered

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.plan import Plan

KEY = "plan"
_TITLE = Message("Plan: how many houses go where")
_PER_PLACE = Message("Houses in each place")
_PLACE = Message("{site}: {things}")
_PROPOSAL = Message("A proposal of what follows from the limits: nobody has agreed to it.")


def plan_section(plan: "Plan") -> Section:
    """Return the plan with what limits it and what lies around it."""
    from vasterviksmodell.output.views.plan import PlanView

    return Section(KEY, _TITLE, tuple(lowered(PlanView().document(plan))))


def houses_per_place(plan: "Plan") -> Iterator[Block]:
    """Yield the houses and persons in each place."""
    from vasterviksmodell.output.views.plan import headline
    from vasterviksmodell.output.views.plan.tables import placed_rows

    yield Heading(_PER_PLACE)
    yield Paragraph(Joined((headline(plan), _PROPOSAL), " "))
    yield Items(tuple(_place(plan, name, houses) for _, name, houses in placed_rows(plan)))


def _place(plan: "Plan", name: str, houses: int) -> Phrase:
    from vasterviksmodell.output.views.plan.phrases import PlanWords

    words = PlanWords(plan)
    return _PLACE.format(site=Name(name), things=Joined((words.houses(houses), words.persons(houses))))
