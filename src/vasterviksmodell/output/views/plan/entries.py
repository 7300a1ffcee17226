"""A plan for programs: `vasterviksmodell/plan/1`."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vasterviksmodell._version import __version__
from vasterviksmodell.analysis.planning.plan import NoPlan, Plan
from vasterviksmodell.analysis.planning.problem import mean
from vasterviksmodell.analysis.planning.saved import (
    PLAN_SCHEMA,
    RANKING_KEY,
    amount_entry,
    best_entry,
    filling_entry,
    limit_entry,
    openings_entry,
    question_entry,
    short_entry,
    site_entries,
)
from vasterviksmodell.scoring.saved.document import json_document, with_checksum
from vasterviksmodell.source.json_writer import json_text

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.changes import Change
    from vasterviksmodell.analysis.planning.problem import Problem
    from vasterviksmodell.analysis.planning.unknown import Room
    from vasterviksmodell.scoring import Ranking


def plan_entry(answer: Plan | NoPlan) -> dict[str, Any]:
    """Return a plan, or why there is none; without the ranking that it was made from."""
    return {
        "schema": PLAN_SCHEMA,
        "version": __version__,
        "question": question_entry(answer.question),
        **({"plan": best_entry(answer.best, answer.problem)} if isinstance(answer, Plan) else {}),
        **(_around(answer) if isinstance(answer, Plan) else _no_plan(answer)),
        "room": None if answer.room is None else _room(answer.room, answer.problem),
        "whole": answer.is_whole,
    }


def saved_plan(entry: dict[str, Any], ranking: "Ranking") -> Iterator[str]:
    """Yield a plan as it is saved: with its ranking byte for byte as it is saved by itself, and last a checksum."""
    yield from with_checksum(_unsealed(entry, ranking))


def _unsealed(entry: dict[str, Any], ranking: "Ranking") -> Iterator[str]:
    yield json_text(entry, indent=2).removesuffix("\n}") + f',\n  "{RANKING_KEY}": '
    yield "".join(json_document(ranking)).removesuffix("\n") + ",\n"


def _around(plan: Plan) -> dict[str, Any]:
    problem = plan.problem
    return {
        "actions": openings_entry(plan.openings),
        "why_not_more": [
            {
                "site": why.site,
                "houses": why.houses,
                "limits": [limit_entry(limit) for limit in why.limits],
                "together": why.together,
                "loss": None if why.loss is None else mean(why.loss, problem),
            }
            for why in plan.why_not_more
        ],
        "binding": [
            {
                **limit_entry(price.limit),
                "now": amount_entry(price.now),
                "step": amount_entry(price.step),
                "gain": mean(price.gain, problem),
                "gain_without": mean(price.gain_without, problem),
            }
            for price in plan.prices
        ],
        "concentration": [
            {"most_persons": step.most * problem.house.persons, **short_entry(step.found, problem)}
            for step in plan.concentrations
        ],
        "next_best": [short_entry(other, problem) for other in plan.others],
        "by_rank": None if plan.filling is None else filling_entry(plan.filling, problem),
    }


def _no_plan(answer: NoPlan) -> dict[str, Any]:
    found, persons = answer.collision, answer.problem.house.persons
    return {
        "infeasible": {
            "limits": [limit_entry(limit) for limit in found.limits],
            "changes": [_change(change) for change in found.changes],
            "most_houses": found.most,
            "most_persons": found.most * persons,
            "more_room": [{**_change(more.change), "most_houses": more.houses} for more in found.more_room],
        }
    }


def _change(change: "Change") -> dict[str, Any]:
    return {**limit_entry(change.limit), "now": amount_entry(change.now), "to": amount_entry(change.to)}


def _room(room: "Room", problem: "Problem") -> dict[str, Any]:
    return {
        "guaranteed_houses": room.guaranteed,
        "possible_houses": room.possible,
        "asked_up_to": room.asked_up_to,
        "mean_score": None if room.value is None else mean(room.value, problem),
        "possible_mean_score": None if room.possible_value is None else mean(room.possible_value, problem),
        "worth_finding_out": [
            {
                "criterion": one.figure.criterion,
                "site": one.figure.site,
                "guaranteed_houses": one.most,
                "mean_score": None if one.value is None else mean(one.value, problem),
            }
            for one in room.worth
        ],
        "untried": room.untried,
    }


def site_rows(plan: Plan) -> Iterator[Mapping[str, Any]]:
    """Yield the sites with houses."""
    return site_entries(plan.best, plan.problem)
