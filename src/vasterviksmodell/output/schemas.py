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
_FILES = {
    "criteria": "criteria.file_entry:json_schema",
    "actions": "criteria.action_entries:actions_schema",
    "events": "criteria.event_entries:events_schema",
    "scenarios": "criteria.scenario_entries:scenarios_schema",
    "derive": "derivation.entries:derive_schema",
    "decision": "decision.entries:decision_schema",
    "frozen": "freezing.entries:freeze_schema",
}
_SITES = "sites"
_RESULTS = {
    "ranking": "scoring.saved.schema:ranking_schema",
    "rankings": "scoring.saved.schema:divided_schema",
    "plan": "output.views.plan.schema:plan_schema",
    "explanation": "output.result_schemas.explanations:explanation_schema",
    "pair": "output.result_schemas.explanations:pair_schema",
    "reaching": "output.result_schemas.explanations:reaching_schema",
    "similarity": "output.result_schemas.explanations:similarity_schema",
    "obstacles": "output.result_schemas.obstacles:obstacles_schema",
    "losses": "output.result_schemas.obstacles:losses_schema",
    "timeline": "output.result_schemas.obstacles:timeline_schema",
    "action-plan": "output.result_schemas.obstacles:action_plan_schema",
    "robustness": "output.result_schemas.robustness:robustness_schema",
    "comparison": "output.result_schemas.comparisons:comparison_schema",
    "scenario-comparison": "output.result_schemas.comparisons:scenarios_schema",
    "agreement": "output.result_schemas.weighings:agreement_schema",
    "weight-contrast": "output.result_schemas.weighings:weight_contrast_schema",
    "derived-weights": "output.result_schemas.weighings:derived_weights_schema",
    "derivation": "output.result_schemas.derivations:derivation_schema",
    "derived-measure": "output.result_schemas.derivations:derived_measure_schema",
    "score-summary": "output.result_schemas.summaries:score_summary_schema",
    "findings": "output.result_schemas.findings:findings_schema",
    "folder": "output.result_schemas.findings:folder_schema",
    "rules": "output.result_schemas.findings:rules_schema",
}
"""What commands write as JSON."""
_FIXED = {**_FILES, **_RESULTS}
SCHEMAS = (*_FILES, _SITES, *_RESULTS)


def schema(what: str, criteria: "Criteria | None" = None) -> dict[str, Any]:
    """Return a JSON Schema of one of the `SCHEMAS`, such as `criteria`, `derive`, `decision`, `sites` or `ranking`.

    `criteria`: those by which `sites` are read, else the default model. Raises `ValueError` for another name.

    >>> schema("ranking")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    if what not in SCHEMAS:
        raise ValueError(f"{what!r} is not one of {', '.join(SCHEMAS)}")
    made = _made(what, criteria)
    named = {
        "$schema": made["$schema"],
        "$id": f"urn:vasterviksmodell:{what}",
        "title": _TITLES.get(what) or made["title"],
    }
    return named | made


def _made(what: str, criteria: "Criteria | None") -> dict[str, Any]:
    if what == _SITES:
        from vasterviksmodell.criteria import default_criteria
        from vasterviksmodell.sites.record import sites_schema

        return sites_schema(criteria or default_criteria())
    module, _, name = _FIXED[what].partition(":")
    made: Callable[[], dict[str, Any]] = getattr(import_module(f"vasterviksmodell.{module}"), name)
    return made()
