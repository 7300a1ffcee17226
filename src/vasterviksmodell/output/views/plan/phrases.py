"""Limits of a plan and their changes, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.planning.problem import Limit, Problem
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Exact, Whole, rounded
from vasterviksmodell.output.document.cells import Label, Name

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.changes import Amount, Change
    from vasterviksmodell.analysis.planning.plan import NoPlan, Plan

HOUSES = Plural("{number} house", "{number} houses")
PERSONS = Plural("{number} person", "{number} persons")
_DIGITS = 7
_EXACTLY = Message("exactly {houses}")
_PLOTS = Message("the room on the plots")
_INHABITANTS = Message("at most {number} persons per 1,000 inhabitants")
_PER_SITE = Message("at most {houses} in a site")
_AT_LEAST = Message("at least {houses} in a site that has any")
_SITES = Plural("at most {number} site", "at most {number} sites")
_BUDGET = Message("the budget of {amount}")
_ACTION_BUDGET = Message("the budget of {amount} for actions")
_FIXED = Message("exactly {houses} in {site}")
_FORBIDDEN = Message("no house in {site}")
_AT = Message("{facility} {at}")
_IN = Message("{facility} in {site}")
_WITH_PLACES = Message("the places at {facility} ({places})")
_CHANGES: Mapping[str, Message] = {
    "houses": Message("place {houses} instead ({persons}, that is {difference} fewer)"),
    "plots": Message("plots for {houses} more"),
    "inhabitants": Message("permit {number} persons per 1,000 inhabitants"),
    "max_per_site": Message("permit {houses} in a site"),
    "min_per_site": Message("permit sites with {houses}"),
    "budget": Message("a budget of {amount}, that is {more} more"),
    "action_budget": Message("a budget of {amount} for actions, that is {more} more"),
    "fix": Message("leave open how many houses stand in {site}"),
    "forbid": Message("permit houses in {site}"),
}
_NO_BUDGET = Message("leave out the budget: what houses cost in some sites is not known")
_MORE_HOUSES = Message("place {houses} instead ({persons}, that is {difference} more)")
_MORE_SITES = Plural("permit {number} site", "permit {number} sites")
_MORE_PLACES = Plural("{number} more place at {facility}", "{number} more places at {facility}")


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Names the limits and the changes of one plan."""

    answer: "Plan | NoPlan"

    @property
    def problem(self) -> Problem:
        return self.answer.problem

    def site(self, id: str) -> Name:
        """Return the name of a site."""
        return Name(self.problem.by_id[id].name if id in self.problem.by_id else id)

    def houses(self, number: int) -> Phrase:
        """Return `4 houses`."""
        return HOUSES.counting(number)

    def persons(self, houses: int) -> Phrase:
        """Return the persons in some houses: `48 persons`."""
        return PERSONS.counting(houses * self.problem.house.persons)

    def facility(self, facility: str, at: str) -> Phrase:
        """Return `School Ekskolan`, or of a facility that a site has for itself `School in Ekby`."""
        stated = next(one for one in self.answer.question.settings.facilities if one.id == facility)
        named = Label(stated.label, stated.id)
        own = at if stated.at is None else at.removeprefix("(").removesuffix(")")
        is_own = own in self.problem.by_id and (stated.at is None or own != at)
        return _IN.format(facility=named, site=self.site(own)) if is_own else _AT.format(facility=named, at=Name(at))

    def limit(self, limit: Limit) -> Phrase:  # noqa: C901, PLR0911 - one case for each kind
        """Return a limit by its name."""
        problem = self.problem
        match limit.kind:
            case "houses":
                return _EXACTLY.format(houses=self.houses(problem.houses))
            case "plots":
                return _PLOTS
            case "inhabitants":
                return _INHABITANTS.format(number=number(problem.inhabitants_per_1000))
            case "facility":
                return _WITH_PLACES.format(
                    facility=self.facility(limit.subject, limit.at), places=number(self._places(limit))
                )
            case "max_per_site":
                return _PER_SITE.format(houses=self.houses(problem.max_per_site or 0))
            case "min_per_site":
                return _AT_LEAST.format(houses=self.houses(problem.min_per_site))
            case "max_sites":
                return _SITES.counting(problem.max_sites or 0)
            case "budget":
                return _BUDGET.format(amount=number(problem.budget))
            case "action_budget":
                return _ACTION_BUDGET.format(amount=number(problem.action_budget))
            case "fix":
                houses = self.houses((problem.fix or {})[limit.subject])
                return _FIXED.format(houses=houses, site=self.site(limit.subject))
            case "forbid":
                return _FORBIDDEN.format(site=self.site(limit.subject))

    def _places(self, limit: Limit) -> Fraction | None:
        room = self.problem.by_limit[limit]
        return room.state(()).places

    def limits(self, limits: Iterable[Limit]) -> Phrase:
        """Return several limits."""
        return Joined(map(self.limit, limits), "; ")

    def change(self, change: "Change") -> Phrase:
        """Return a change of a limit: `permit 5 sites`."""
        return self.changed(change.limit, change.now, change.to)

    def changed(self, limit: Limit, now: "Amount | None", to: "Amount | None") -> Phrase:
        """Return what it is to change a limit from a number to another."""
        if limit.kind == "facility":
            facility = self.facility(limit.subject, limit.at)
            return _MORE_PLACES.counting(int((to or 0) - (now or 0)), facility=facility)
        if limit.kind == "max_sites":
            return _MORE_SITES.counting(int(to or 0))
        if limit.kind == "budget" and to is None:
            return _NO_BUDGET
        whole = int(to or 0)
        change = _MORE_HOUSES if limit.kind == "houses" and whole > (now or 0) else _CHANGES[limit.kind]
        return change.format(
            houses=self.houses(whole) if limit.kind != "inhabitants" else "",
            persons=self.persons(whole) if limit.kind == "houses" else "",
            difference=Whole(abs(int(now or 0) - whole) * self.problem.house.persons),
            number=number(to),
            amount=number(to),
            more=number((to or 0) - (now or 0)),
            site=self.site(limit.subject),
        )


def number(amount: "Amount | None") -> Phrase:
    """Return an amount with as many digits as people read, and two decimals at least; more are rounded up."""
    digits = max(_DIGITS, len(f"{float(amount or 0):.0f}") + 2)
    return Exact(rounded(float(amount or 0), 1, digits))
