"""The JSON Schema of a plan in JSON."""

from typing import Any

from vasterviksmodell.analysis.planning.saved import PLAN_SCHEMA
from vasterviksmodell.scoring.saved.schema import ranking_schema

_COUNT = {"type": "integer", "minimum": 0}
_NUMBER = {"type": "number"}
_NUMBER_OR_NULL = {"type": ["number", "null"]}
_COUNT_OR_NULL = {"type": ["integer", "null"], "minimum": 0}
_TEXT = {"type": "string"}
_TRUTH = {"type": "boolean"}
_IDS = {"type": "array", "items": _TEXT}
_HOUSES = {"type": "object", "additionalProperties": _COUNT}
_KINDS = (
    *("houses", "plots", "inhabitants", "facility", "min_per_site", "max_per_site", "max_sites"),
    *("budget", "action_budget", "fix", "forbid"),
)
_LIMIT: dict[str, dict[str, Any]] = {"limit": {"enum": list(_KINDS)}, "site": _TEXT, "facility": _TEXT, "at": _TEXT}
_NAMES = ("site", "facility", "at")


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every plan written as JSON meets.

    >>> plan_schema()["properties"]["schema"]
    {'const': 'vasterviksmodell/plan/1'}
    """
    ranking = ranking_schema()
    around: dict[str, dict[str, Any]] = {
        "actions": _list(_action()),
        "why_not_more": _list(
            _object(site=_TEXT, houses=_COUNT, limits=_list(_limit()), together=_TRUTH, loss=_NUMBER_OR_NULL)
        ),
        "binding": _list(_limit(now=_NUMBER_OR_NULL, step=_NUMBER_OR_NULL, gain=_NUMBER, gain_without=_NUMBER)),
        "concentration": _list(_short(most_persons=_COUNT)),
        "next_best": _list(_short()),
        "by_rank": {"anyOf": [_object(houses=_HOUSES, missing=_COUNT, mean_score=_NUMBER_OR_NULL), {"type": "null"}]},
    }
    inner: dict[str, Any] = {key: value for key, value in ranking.items() if key not in ("$schema", "$defs")}
    optional = ("plan", *around, "infeasible")
    return {
        "$schema": ranking["$schema"],
        "title": "A plan of vasterviksmodell",
        **_of(
            {
                "schema": {"const": PLAN_SCHEMA},
                "version": _TEXT,
                "question": _question(),
                "plan": _plan(),
                **around,
                "infeasible": _infeasible(),
                "room": {"anyOf": [_room(), {"type": "null"}]},
                "whole": _TRUTH,
                "ranking": inner,
                "checksum": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            },
            optional,
        ),
        "oneOf": [{"required": ["plan"]}, {"required": ["infeasible"]}],
        "$defs": ranking["$defs"],
    }


def _of(properties: dict[str, dict[str, Any]], optional: tuple[str, ...]) -> dict[str, Any]:
    """Return an object with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object with all these keys and no others."""
    return _of(properties, ())


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _limit(**besides: dict[str, Any]) -> dict[str, Any]:
    return _of({**_LIMIT, **besides}, _NAMES)


def _short(**besides: dict[str, Any]) -> dict[str, Any]:
    return _object(**besides, houses=_HOUSES, actions=_IDS, mean_score=_NUMBER)


def _question() -> dict[str, Any]:
    return _object(
        houses=_COUNT,
        house=_object(flats=_COUNT, persons=_COUNT),
        include_unverified=_TRUTH,
        min_per_site=_COUNT,
        max_per_site=_COUNT_OR_NULL,
        max_sites=_COUNT_OR_NULL,
        budget=_NUMBER_OR_NULL,
        action_budget=_NUMBER_OR_NULL,
        fix=_HOUSES,
        forbid=_IDS,
    )


def _plan() -> dict[str, Any]:
    site = _object(
        id=_TEXT,
        name=_TEXT,
        rank=_COUNT_OR_NULL,
        score=_NUMBER,
        houses=_COUNT,
        persons=_COUNT,
        per_1000=_NUMBER_OR_NULL,
    )
    facility = _object(facility=_TEXT, at=_TEXT, sites=_IDS, places=_NUMBER_OR_NULL, used=_NUMBER, left=_NUMBER_OR_NULL)
    return _object(
        houses=_COUNT,
        flats=_COUNT,
        persons=_COUNT,
        mean_score=_NUMBER,
        proven=_TRUTH,
        gap=_NUMBER_OR_NULL,
        settled=_TRUTH,
        cost=_NUMBER_OR_NULL,
        action_cost=_NUMBER,
        sites=_list(site),
        facilities=_list(facility),
        actions=_IDS,
    )


def _action() -> dict[str, Any]:
    return _object(
        action=_TEXT,
        cost=_NUMBER,
        needs=_IDS,
        opens=_list(_object(site=_TEXT, houses=_COUNT)),
        makes_room=_list(_object(facility=_TEXT, at=_TEXT, houses=_COUNT)),
    )


def _infeasible() -> dict[str, Any]:
    change = {"now": _NUMBER_OR_NULL, "to": _NUMBER_OR_NULL}
    return _object(
        limits=_list(_limit()),
        changes=_list(_limit(**change)),
        most_houses=_COUNT,
        most_persons=_COUNT,
        more_room=_list(_limit(**change, most_houses=_COUNT)),
    )


def _room() -> dict[str, Any]:
    worth = _object(criterion=_TEXT, site=_TEXT, guaranteed_houses=_COUNT, mean_score=_NUMBER_OR_NULL)
    return _object(
        guaranteed_houses=_COUNT,
        possible_houses=_COUNT,
        asked_up_to=_COUNT,
        mean_score=_NUMBER_OR_NULL,
        possible_mean_score=_NUMBER_OR_NULL,
        worth_finding_out=_list(worth),
        untried=_COUNT,
    )
