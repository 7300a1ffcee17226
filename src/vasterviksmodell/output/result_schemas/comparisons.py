"""The schemas of what changed between two rankings, and of scenarios side by side."""

from collections.abc import Callable

from vasterviksmodell.output.result_schemas.shapes import CRITERION, SITE, STANDING, result
from vasterviksmodell.output.views import comparison, scenarios
from vasterviksmodell.scoring.saved.schema import MEASURE, WEIGHTS_OF, counts, finding_shape
from vasterviksmodell.source import json_shapes as of
from vasterviksmodell.source.json_shapes import Shape

_CAUSES = ("data", "criteria", "weights", "version")
_TOLD = {
    "data": "Points because of other data.",
    "criteria": "Points because of other value functions and criteria.",
    "weights": "Points because of other weights.",
    "version": "Points because another version of the program computed it.",
}


def comparison_schema() -> Shape:
    """Return the schema of `compare OLD NEW`."""
    named = {"name": SITE["name"], **STANDING}
    with_id = of.fields("", {"id": SITE["id"], **named})
    cause = of.fields(
        "",
        {
            "cause": of.text("What changed: data, criteria, weights or version."),
            "sites": of.count("How many sites it moved."),
            "points": of.number("By how many points in all."),
            "criterion": of.or_null(of.text("The criterion with most of it.")),
        },
    )
    return result(
        comparison.SCHEMA,
        "A comparison",
        "What changed between two rankings, and because of what.",
        {
            "old": _version("The older ranking."),
            "new": _version("The newer ranking."),
            "unchanged": of.count("How many sites stand as before."),
            "causes": of.listed("What changed the sites, the greatest first.", cause),
            "entered": of.listed("Sites that only the newer one has.", with_id),
            "left": of.listed("Sites that only the older one has.", with_id),
            "changes": of.listed("Sites that changed.", _change(of.fields("", named))),
            "criteria": _criteria(),
            "inputs": of.listed(
                "Files that changed.",
                of.fields(
                    "",
                    {
                        "path": of.text("The file."),
                        "old_sha256": of.or_null(of.sha256("Its SHA-256 then; null if it was not there.")),
                        "new_sha256": of.or_null(of.sha256("Its SHA-256 now; null if it is not there.")),
                    },
                ),
            ),
            "actions": _actions(),
            "decision": _decision(),
        },
        ("decision",),
    )


def _decision() -> Shape:
    """Return what a change means for a decision, where one was given."""
    side = of.fields("", STANDING)
    changed = {
        "id": SITE["id"],
        "outcome": of.one_of("What was decided about it.", "chosen", "rejected", "parked", None),
        "old": of.or_null({**side, "description": "How it stood; null where it was not there."}),
        "new": of.or_null({**side, "description": "How it stands; null where it is not there."}),
    }
    properties = {
        "record_of_old": of.truth("Whether the record was made on the older ranking."),
        "changed": of.listed("The sites that were decided about and changed.", of.fields("", changed)),
        "unchanged": of.count("How many sites that were decided about stand as before."),
        "lacks": of.listed("What the record lacks by the newer ranking.", finding_shape()),
    }
    return of.fields("What it means for a decision, where one was given.", properties)


def _version(told: str) -> Shape:
    properties = {
        "version": of.text("The version of vasterviksmodell that computed it."),
        "sites": of.count("How many sites it shows."),
        "weights_of": WEIGHTS_OF,
    }
    return of.fields(told, properties, ("weights_of",))


def _change(side: Shape) -> Shape:
    by_criterion = {cause: of.by_key(_TOLD[cause], {"type": "number"}) for cause in _CAUSES}
    truths = ("met", "not_met", "unknown", None)
    outcome = of.fields(
        "",
        {
            "criterion": CRITERION,
            "old": of.one_of("Whether its requirement was met.", *truths),
            "new": of.one_of("Whether it is now.", *truths),
            "because": of.ids("Because of what: data, criteria."),
        },
    )
    return of.fields(
        "",
        {
            "id": SITE["id"],
            "old": {**side, "description": "How it stood."},
            "new": {**side, "description": "How it stands."},
            "points": of.number("By how many points its score changed."),
            "parts": of.fields(
                "How much of that each cause makes.", {cause: of.number(_TOLD[cause]) for cause in _CAUSES}
            ),
            "by_criterion": of.fields("The same by criterion.", by_criterion, _CAUSES),
            "most": of.or_null(of.text("The criterion with most of it.")),
            "measures": of.listed(
                "Measures that changed.",
                of.fields(
                    "",
                    {
                        "criterion": CRITERION,
                        "old": {**MEASURE, "description": "What the measure was."},
                        "new": {**MEASURE, "description": "What it is."},
                    },
                ),
            ),
            "requirements": of.listed("Requirements whose outcome changed.", outcome),
        },
    )


def _criteria() -> Shape:
    weighed = of.fields("", {"criterion": CRITERION, "weight": of.number("Its share of the whole.")})
    unknown = of.fields("How unknown measures count, if that changed.", _sides("low, middle or high", of.text))
    aspect = {"criterion": CRITERION, "what": of.text("What of it changed."), **_sides("What it said", of.text)}
    return of.fields(
        "How the criteria changed.",
        {
            "unknown": of.or_null(unknown),
            "added": of.listed("Criteria that are new.", weighed),
            "removed": of.listed("Criteria that are gone.", weighed),
            "weights": of.listed(
                "Weights that changed.", of.fields("", {"criterion": CRITERION, **_sides("Its share", of.number)})
            ),
            "altered": of.listed("What else of a criterion changed.", of.fields("", aspect)),
        },
    )


def _sides(told: str, shape: Callable[[str], Shape]) -> dict[str, Shape]:
    return {"old": shape(f"{told}, before."), "new": shape(f"{told}, now.")}


def _actions() -> Shape:
    action = of.text("The id of the action.")
    whole = of.fields(
        "", {"action": action, "by": of.or_null(of.text("By when.")), "status": of.text("How far it is.")}
    )
    moved = of.fields(
        "",
        {
            "action": action,
            "old": of.or_null(of.text("By when, before.")),
            "new": of.or_null(of.text("By when, now.")),
        },
    )
    restated = of.fields("", {"action": action, "old": of.text("How far it was."), "new": of.text("How far it is.")})
    return of.fields(
        "How the actions changed.",
        {
            "added": of.listed("Actions that are new.", whole),
            "removed": of.listed("Actions that are gone.", whole),
            "moved": of.listed("Actions with another date.", moved),
            "statuses": of.listed("Actions with another status.", restated),
            "altered": of.listed(
                "What of actions changed.", of.fields("", {"action": action, "what": of.ids("What changed.")})
            ),
            "applied": of.ids("Actions that are applied only in the newer ranking."),
            "no_longer_applied": of.ids("Actions that are applied only in the older ranking."),
        },
    )


def scenarios_schema() -> Shape:
    """Return the schema of `compare --scenarios`."""
    from vasterviksmodell.scoring.saved.schema import change_shape

    id = of.or_null(of.text("The scenario; null for the files as they are."))
    label = of.fields("What it is called.", {"en": of.text("In English."), "sv": of.text("In Swedish.")})
    scenario = of.fields(
        "",
        {
            "id": id,
            "label": of.or_null(label),
            "counts": counts("The numbers of sites."),
            "first": of.ids("The sites that stand first."),
            "changes": of.listed("What it sets, and what followed.", change_shape()),
        },
    )
    outcomes = of.listed("How it stands in each scenario.", of.fields("", {"scenario": id, **STANDING}))
    return result(
        scenarios.SCHEMA,
        "Scenarios side by side",
        "How sites stand in each of several scenarios.",
        {
            "scenarios": of.listed("The files as they are, then the scenarios.", scenario),
            "sites": of.listed("The sites.", of.fields("", {**SITE, "outcomes": outcomes})),
        },
    )
