"""A plan as a file of actions: what is listed already, and the houses of the plan as proposals."""

from collections.abc import Iterator
from typing import Any

from vasterviksmodell.analysis.planning.checking import placed
from vasterviksmodell.analysis.planning.plan import Plan
from vasterviksmodell.analysis.planning.saved import amount_entry
from vasterviksmodell.i18n import Plural
from vasterviksmodell.i18n.wording import LANGUAGES, in_line
from vasterviksmodell.source.yaml_writer import as_yaml

_LABEL = Plural("{number} house in {site}", "{number} houses in {site}")
_LONGEST = 200


def proposed_actions(plan: Plan) -> str:
    """Return the actions of the criteria as they stand, and one for each site with houses: proposed, by nobody agreed.

    Each comes after the chosen actions without which the houses have no room.
    """
    actions = dict(plan.criteria.document.get("actions") or {})
    number = 0
    for action in _placements(plan):
        if action in actions.values():  # proposed before
            continue
        number += 1
        while (id := f"houses_{number}") in actions:
            number += 1
        actions[id] = action
    return as_yaml({"version": 1, "actions": actions})


def _placements(plan: Plan) -> Iterator[dict[str, Any]]:
    for site, state, houses in placed(plan.problem, plan.best.placement):
        label = _LABEL.counting(houses, site=in_line(site.name, _LONGEST))
        needs = list(_needs(plan, site.id))
        known = state.cost_per_house is not None and state.cost_per_site is not None
        cost = (state.cost_per_house or 0) * houses + (state.cost_per_site or 0)
        yield {
            "label": {language: label.inside(language) for language in LANGUAGES},
            **({"cost": amount_entry(cost)} if known and cost else {}),
            **({"needs": needs} if needs else {}),
            "status": "proposed",
        }


def _needs(plan: Plan, site: str) -> Iterator[str]:
    """Yield the actions that open a site, or make room at a facility that it uses."""
    used = {(room.facility, room.at) for room in plan.problem.rooms if site in room.sites}
    for opening in plan.openings:
        makes_room = any((facility, at) in used for facility, at, _ in opening.facilities)
        if makes_room or any(id == site for id, _ in opening.sites):
            yield opening.action
