"""The JSON Schemas of the files that the program reads and writes, by what they describe."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from vasterviksmodell.criteria import Criteria

_TITLES = {
    "criteria": "Criteria",
    "actions": "Actions",
    "scenarios": "Scenarios",
    "derive": "Measures from registers",
    "sites": "Sites",
    "ranking": "Ranking",
    "plan": "Plan",
    "events": "Events",
    "decision": "Decision",
    "frozen": "What was frozen",
}
"""What an editor calls a file; of sites the title of the criteria comes before it."""
_FIXED = {
    "criteria": "criteria.file_entry:json_schema",
    "actions": "criteria.action_entries:actions_schema",
    "events": "criteria.event_entries:events_schema",
    "scenarios": "criteria.scenario_entries:scenarios_schema",
    "derive": "derivation.entries:derive_schema",
    "decision": "decision.entries:decision_schema",
    "frozen": "freezing.entries:freeze_schema",
    "ranking": "scoring.saved.schema:ranking_schema",
    "plan": "output.views.plan.schema:plan_schema",
}
_SITES = "sites"
SCHEMAS = ("criteria", "actions", "events", "scenarios", "derive", "decision", "frozen", _SITES, "ranking", "plan")


def schema(what: str, criteria: "Criteria | None" = None) -> dict[str, Any]:
    """Return a JSON Schema of one of the `SCHEMAS`, such as `criteria`, `derive`, `decision`, `sites` or `ranking`.

    `criteria`: those by which `sites` are read, else the default model. Raises `ValueError` for another name.

    >>> schema("ranking")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    if what not in SCHEMAS:
        raise ValueError(f"{what!r} is not one of {', '.join(SCHEMAS)}")
    made = _made(what, criteria)
    named = {"$schema": made["$schema"], "$id": f"urn:vasterviksmodell:{what}", "title": _TITLES[what]}
    return named | made


def _made(what: str, criteria: "Criteria | None") -> dict[str, Any]:
    if what == _SITES:
        from vasterviksmodell.criteria import default_criteria
        from vasterviksmodell.sites.record import sites_schema

        return sites_schema(criteria or default_criteria())
    module, _, name = _FIXED[what].partition(":")
    made: Callable[[], dict[str, Any]] = getattr(import_module(f"vasterviksmodell.{module}"), name)
    return made()
