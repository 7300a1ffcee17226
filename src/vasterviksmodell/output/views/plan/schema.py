"""The JSON Schema of a plan in JSON."""

from vasterviksmodell.analysis.planning.saved import PLAN_SCHEMA
from vasterviksmodell.scoring.saved.schema import RANK, SCORE, named, ranking_schema
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape

_KINDS = (
    *("houses", "plots", "inhabitants", "facility", "min_per_site", "max_per_site", "max_sites"),
    *("budget", "action_budget", "fix", "forbid"),
)
_LIMIT = {
    "limit": of.one_of("Which limit it is.", *_KINDS),
    "site": of.text("The site that it is about."),
    "facility": of.text("The facility that it is about."),
    "at": of.text("Where the facility lies."),
}
_NAMES = ("site", "facility", "at")
_HOUSES = of.by_key("By site: how many houses.", {"type": "integer", "minimum": 0})
_ACTIONS = of.ids("The actions that are done.")
_MEAN = of.number("The mean score of the persons.")
_MEAN_OR_NULL = of.or_null(of.number("The mean score of the persons; null where there is none."))


def plan_schema() -> Shape:
    """Return the JSON Schema (draft 2020-12) that every plan written as JSON meets.

    >>> plan_schema()["properties"]["schema"]["const"]
    'vasterviksmodell/plan/1'
    """
    ranking = ranking_schema()
    around = _around()
    inner = {key: value for key, value in ranking.items() if key not in ("$schema", "$defs")}
    properties = {
        "schema": named(PLAN_SCHEMA),
        "version": of.text("The version of vasterviksmodell that made the plan."),
        "question": _question(),
        "plan": _plan(),
        **around,
        "infeasible": _infeasible(),
        "room": of.or_null(_room()),
        "whole": of.truth("Whether everything around the plan was found in time."),
        "ranking": {**inner, "description": "The ranking that it was made from."},
        "checksum": of.sha256("The SHA-256 of every byte before this key's line."),
    }
    told = "How many houses go where, and what must be done first; or why no plan is possible."
    return {
        **of.document("A plan of vasterviksmodell", told, properties, ("plan", *around, "infeasible")),
        "oneOf": [{"required": ["plan"]}, {"required": ["infeasible"]}],
        "$defs": ranking["$defs"],
    }


def _limit(properties: dict[str, Shape]) -> Shape:
    return of.fields("", {**_LIMIT, **properties}, _NAMES)


def _amount(told: str) -> Shape:
    return of.or_null(of.number(told))


def _short(properties: dict[str, Shape]) -> Shape:
    return of.fields("", {**properties, "houses": _HOUSES, "actions": _ACTIONS, "mean_score": _MEAN})


def _around() -> dict[str, Shape]:
    why = {
        "site": of.text("The site."),
        "houses": of.count("How many houses it has."),
        "limits": of.listed("The limits that stop one more.", _limit({})),
        "together": of.truth("Whether they do so only together."),
        "loss": _amount("What the mean score would lose with one more."),
    }
    price = {
        "now": _amount("The limit as it is."),
        "step": _amount("The limit one step wider."),
        "gain": of.number("What the mean score gains by that step."),
        "gain_without": of.number("What it gains without the limit."),
    }
    by_rank = {
        "houses": _HOUSES,
        "missing": of.count("How many houses have no place then."),
        "mean_score": _MEAN_OR_NULL,
    }
    most = {"most_persons": of.count("The most persons in one site.")}
    return {
        "actions": of.listed("The actions that are chosen, with what each opens.", _action()),
        "why_not_more": of.listed("Why sites do not have one house more.", of.fields("", why)),
        "binding": of.listed("The limits that hold the plan back.", _limit(price)),
        "concentration": of.listed("The best plans with fewer persons in one site.", _short(most)),
        "next_best": of.listed("The next best plans.", _short({})),
        "by_rank": of.or_null(of.fields("What filling the sites by rank gives.", by_rank)),
    }


def _question() -> Shape:
    house = {"flats": of.count("Flats in a house."), "persons": of.count("Persons in a house.")}
    properties = {
        "houses": of.count("How many houses are asked for."),
        "house": of.fields("What a house holds.", house),
        "include_unverified": of.truth("Whether sites with unknown requirements may have houses."),
        "min_per_site": of.count("The fewest houses in a site that has any."),
        "max_per_site": of.or_null(of.count("The most houses in a site.")),
        "max_sites": of.or_null(of.count("The most sites with houses.")),
        "budget": _amount("The most that houses and actions may cost."),
        "action_budget": _amount("The most that actions may cost."),
        "fix": of.by_key("By site: how many houses it must have.", {"type": "integer", "minimum": 0}),
        "forbid": of.ids("Sites that may have none."),
    }
    return of.fields("What was asked.", properties)


def _plan() -> Shape:
    site = {
        "id": of.text("The site."),
        "name": of.text("Its name."),
        "rank": RANK,
        "score": SCORE,
        "houses": of.count("How many houses stand there."),
        "persons": of.count("How many persons live in them."),
        "per_1000": _amount("How many that is for every thousand inhabitants; null where those are not known."),
    }
    facility = {
        "facility": of.text("The facility."),
        "at": of.text("Where it lies."),
        "sites": of.ids("The sites that use it."),
        "places": _amount("How many places are free; null where that is not known."),
        "used": of.number("How many of them are used."),
        "left": _amount("How many are left."),
    }
    properties = {
        "houses": of.count("How many houses are placed."),
        "flats": of.count("How many flats they have."),
        "persons": of.count("How many persons live in them."),
        "mean_score": _MEAN,
        "proven": of.truth("Whether no better plan is possible."),
        "gap": _amount("How much better one could be; null where that is not known."),
        "settled": of.truth("Whether no unknown figure can make it impossible."),
        "cost": _amount("What houses and actions cost; null where costs are not stated."),
        "action_cost": of.number("What the actions cost."),
        "sites": of.listed("The sites with houses.", of.fields("", site)),
        "facilities": of.listed("The facilities that they use.", of.fields("", facility)),
        "actions": _ACTIONS,
    }
    return of.fields("The best plan.", properties)


def _action() -> Shape:
    opens = {"site": of.text("The site."), "houses": of.count("How many houses it may have then.")}
    room = {
        "facility": of.text("The facility."),
        "at": of.text("Where it lies."),
        "houses": of.count("For how many houses it makes room."),
    }
    properties = {
        "action": of.text("The action."),
        "cost": of.number("What it costs."),
        "needs": of.ids("The actions that it needs."),
        "opens": of.listed("The sites that it opens.", of.fields("", opens)),
        "makes_room": of.listed("The facilities in which it makes room.", of.fields("", room)),
    }
    return of.fields("", properties)


def _infeasible() -> Shape:
    change = {"now": _amount("The limit as it is."), "to": _amount("The limit that would be enough.")}
    more = {**change, "most_houses": of.count("How many houses are possible then.")}
    properties = {
        "limits": of.listed("The limits that collide.", _limit({})),
        "changes": of.listed("The smallest changes, each enough by itself.", _limit(change)),
        "most_houses": of.count("How many houses are possible."),
        "most_persons": of.count("How many persons live in them."),
        "more_room": of.listed("Changes that make room for more, though not for all.", _limit(more)),
    }
    return of.fields("Why no plan is possible.", properties)


def _room() -> Shape:
    worth = {
        "criterion": of.text("The criterion."),
        "site": of.text("The site."),
        "guaranteed_houses": of.count("How many houses are certain to have a place once it is known and good."),
        "mean_score": _MEAN_OR_NULL,
    }
    properties = {
        "guaranteed_houses": of.count("How many houses have a place whatever the unknown figures are."),
        "possible_houses": of.count("How many have one at best."),
        "asked_up_to": of.count("Up to how many was asked."),
        "mean_score": _MEAN_OR_NULL,
        "possible_mean_score": _MEAN_OR_NULL,
        "worth_finding_out": of.listed("The figures most worth finding out.", of.fields("", worth)),
        "untried": of.count("How many figures were not tried, for want of time."),
    }
    return of.fields("What unknown figures leave room for.", properties)
