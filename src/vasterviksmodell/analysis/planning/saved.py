"""The parts of a saved plan that are read and counted again: what was asked, and the houses with what they count."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from vasterviksmodell.analysis.planning.around import Filling
from vasterviksmodell.analysis.planning.building import PlanQuestion
from vasterviksmodell.analysis.planning.checking import action_cost, cost, placed
from vasterviksmodell.analysis.planning.opened import Opening
from vasterviksmodell.analysis.planning.optimum import Best
from vasterviksmodell.analysis.planning.problem import POINTS, Limit, Problem, mean
from vasterviksmodell.criteria import PlanSettings
from vasterviksmodell.criteria.plan import House
from vasterviksmodell.source.frozen_mapping import FrozenMapping

PLAN_SCHEMA = "vasterviksmodell/plan/1"
RANKING_KEY = "ranking"
"""The key of the ranking that a plan was made from, as it is saved by itself; only the checksum comes after it."""
_LIMITS = ("min_per_site", "max_per_site", "max_sites")
_BUDGETS = ("budget", "action_budget")


def amount_entry(amount: Fraction | int | None) -> float | int | None:
    """Return a number as JSON has it."""
    if amount is None or isinstance(amount, int):
        return amount
    return int(amount) if amount.denominator == 1 else float(amount)


def limit_entry(limit: Limit) -> dict[str, Any]:
    """Return a limit by its name."""
    subject = {"facility": limit.subject, "at": limit.at} if limit.kind == "facility" else {"site": limit.subject}
    return {"limit": limit.kind, **(subject if limit.subject else {})}


def question_entry(question: PlanQuestion) -> dict[str, Any]:
    """Return what was asked: what options may have changed. The rest of `plan:` stands in the criteria."""
    settings = question.settings
    return {
        "houses": question.houses,
        "house": {"flats": question.house.flats, "persons": question.house.persons},
        "include_unverified": question.include_unverified,
        **{name: getattr(settings, name) for name in _LIMITS},
        **{name: amount_entry(getattr(settings, name)) for name in _BUDGETS},
        "fix": dict(sorted(settings.fix.items())),
        "forbid": sorted(settings.forbid),
    }


def question_of(entry: dict[str, Any], stated: PlanSettings) -> PlanQuestion:
    """Return what was asked, from its entry and what the criteria state."""
    changed: dict[str, Any] = {name: None if entry[name] is None else Fraction(repr(entry[name])) for name in _BUDGETS}
    changed |= {name: None if entry[name] is None else _whole(entry[name]) for name in _LIMITS[1:]}
    fix = {site: _whole(number, least=0) for site, number in entry["fix"].items()}
    changed |= {"fix": FrozenMapping(fix), "forbid": tuple(map(str, entry["forbid"]))}
    settings = replace(stated, **changed, min_per_site=_whole(entry["min_per_site"]))
    house = House(_whole(entry["house"]["flats"]), _whole(entry["house"]["persons"]))
    return PlanQuestion(settings, _whole(entry["houses"]), house, bool(entry["include_unverified"]))


def _whole(number: Any, least: int = 1) -> int:
    """Return a whole number; `ValueError` where it is none, or too small."""
    if type(number) is not int or number < least:
        raise ValueError(number)
    return number


def best_entry(found: Best, problem: Problem) -> dict[str, Any]:
    """Return a placement with what it counts."""
    spent = cost(problem, found.placement)
    return {
        "houses": found.placement.number,
        "flats": found.placement.number * problem.house.flats,
        "persons": found.placement.number * problem.house.persons,
        "mean_score": mean(found.value, problem),
        "proven": found.gap == 0,
        "gap": None if found.gap is None else mean(found.gap, problem),
        "settled": found.is_settled,
        "cost": amount_entry(spent),
        "action_cost": amount_entry(action_cost(problem, found.placement)),
        "sites": list(site_entries(found, problem)),
        "facilities": list(_facilities(found, problem)),
        "actions": sorted(found.placement.actions),
    }


def openings_entry(openings: Sequence[Opening]) -> list[dict[str, Any]]:
    """Return the chosen actions with what each opens."""
    return [
        {
            "action": one.action,
            "cost": one.cost,
            "needs": list(one.needs),
            "opens": [{"site": site, "houses": houses} for site, houses in one.sites],
            "makes_room": [{"facility": kind, "at": at, "houses": houses} for kind, at, houses in one.facilities],
        }
        for one in openings
    ]


def filling_entry(filled: Filling, problem: Problem) -> dict[str, Any]:
    """Return what filling by rank gives."""
    return {
        "houses": dict(sorted(filled.placement.houses.items())),
        "missing": filled.missing,
        "mean_score": None if filled.missing else mean(filled.value, problem),
    }


def short_entry(found: Best, problem: Problem) -> dict[str, Any]:
    """Return a placement in short."""
    return {
        "houses": dict(sorted(found.placement.houses.items())),
        "actions": sorted(found.placement.actions),
        "mean_score": mean(found.value, problem),
    }


def site_entries(found: Best, problem: Problem) -> Iterator[dict[str, Any]]:
    for site, state, houses in sorted(placed(problem, found.placement), key=lambda one: (-one[2], one[0].id)):
        persons = houses * problem.house.persons
        share = None if not state.inhabitants else float(Fraction(1000 * persons) / state.inhabitants)
        yield {
            "id": site.id,
            "name": site.name,
            "rank": site.rank,
            "score": state.score / POINTS,
            "houses": houses,
            "persons": persons,
            "per_1000": share,
        }


def _facilities(found: Best, problem: Problem) -> Iterator[dict[str, Any]]:
    for room in sorted(problem.rooms, key=lambda room: (room.facility, room.at)):
        houses = sum(found.placement.houses.get(site, 0) for site in room.sites)
        if houses:
            places = room.state(found.placement.actions).places
            used = room.per_house * houses
            yield {
                "facility": room.facility,
                "at": room.at,
                "sites": sorted(site for site in room.sites if found.placement.houses.get(site)),
                "places": amount_entry(places),
                "used": amount_entry(used),
                "left": None if places is None else amount_entry(places - used),
            }
