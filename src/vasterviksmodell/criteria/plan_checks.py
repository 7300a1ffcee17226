"""Checks of `plan:` in view of the criteria and of `need:`."""

from collections.abc import Iterator
from typing import Any

from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.criteria.plan import PlanSettings, planned_measure, share
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.source.yaml_document import Node

_NO_HOUSE = Message("nothing says how many persons live in a house")
_STATE_HOUSE = Message(
    "house: {{flats: 2, persons_per_flat: 6}}, or state flats_per_house and persons_per_flat in need:"
)
_NO_SHARE = Message("nothing says how many places each person takes")
_STATE_SHARE = Message("used_by: pupils, a number that need: states, or per_person: 0.27")
_TWO_SHARES = Message("it states both used_by and per_person")
_LEAVE_OUT = Message("leave one of them out")
_NOT_STATED = Message("'need:' does not state '{users}' and the persons, of which they are a share")
_NO_COST = Message("there is a budget, and nothing says what houses cost")
_STATE_COST = Message("cost: {{per_house: 1500, per_site: 400}}, in the unit of the budget")
_FIXED_AND_FORBIDDEN = Message("'{site}' is to have {number}, and none")


def plan_findings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about the plan of criteria."""
    plan = criteria.plan
    if plan is None:
        return
    yield from _unknown_measures(plan, criteria, root, path)
    if plan.house(criteria.need) is None:
        yield _contradiction(_NO_HOUSE, _STATE_HOUSE, root, path, KEY)
    for facility in plan.facilities:
        at = ("facilities", facility.id)
        if facility.used_by is None and facility.per_person is None:
            yield _contradiction(_NO_SHARE, _STATE_SHARE, root, path, *at, KEY)
        elif facility.used_by is not None and facility.per_person is not None:
            yield _contradiction(_TWO_SHARES, _LEAVE_OUT, root, path, *at, "per_person", KEY)
        elif share(facility, criteria.need) is None:
            yield _contradiction(_NOT_STATED.format(users=facility.used_by), _STATE_SHARE, root, path, *at, "used_by")
    if plan.budget is not None and not (plan.cost_per_house or plan.cost_per_site):
        yield _contradiction(_NO_COST, _STATE_COST, root, path, "limits", "budget", KEY)
    for number, site in enumerate(plan.forbid):
        if plan.fix.get(site):
            problem = _FIXED_AND_FORBIDDEN.format(site=site, number=plan.fix[site])
            yield _contradiction(problem, _LEAVE_OUT, root, path, "forbid", number)


def _contradiction(problem: Phrase, advice: Phrase, root: Node, path: str, *way: Any) -> Finding:
    return Finding(rule("C128"), locate(root, ("plan", *way), path).place, {"problem": problem}, advice=advice)


def _unknown_measures(plan: PlanSettings, criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    numbers = [one for one in criteria.criteria if one.kind == "number"]
    known = list(dict.fromkeys(name for one in numbers for name in (one.id, one.column)))
    for way, measure in _measures(plan):
        if planned_measure(criteria, measure) is None:
            facts: dict[str, Phrase] = {"measure": measure, "known": listing(known)}
            place = locate(root, ("plan", *way), path).place
            yield Finding(rule("C127"), place, facts, suggestion=nearest(measure, known))


def _measures(plan: PlanSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each measure that a plan names, with the keys that lead to it."""
    if plan.plots is not None:
        yield ("plots", "measure"), plan.plots.measure
    if plan.inhabitants is not None:
        yield ("inhabitants", "measure"), plan.inhabitants.measure
    for facility in plan.facilities:
        yield ("facilities", facility.id, "places"), facility.places
    for key, cost in (("per_house", plan.cost_per_house), ("per_site", plan.cost_per_site)):
        if isinstance(cost, str):
            yield ("cost", key), cost
