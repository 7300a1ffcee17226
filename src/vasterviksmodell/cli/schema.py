"""`schema`: JSON Schemas, so that editors complete and check."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.options import choices
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.source.json_writer import json_text

if TYPE_CHECKING:
    What = str
else:
    What = choices(("criteria", "actions", "scenarios", "derive", "sites", "ranking", "plan"))


def run(
    what: Annotated[What, typer.Argument(help="What the schema describes.", show_default=False)],
    criteria: options.Criteria = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Print the JSON Schema of criteria, actions, scenarios, derive.yaml, sites, a ranking or a plan."""
    schema = _sites(criteria, lang) if what == "sites" else _fixed(what)
    if schema is None:
        return ExitCode.FINDINGS
    outputs.write(json_text(schema, indent=2) + "\n", None)
    return ExitCode.FINE


def _fixed(what: str) -> dict[str, Any]:
    if what == "criteria":
        from vasterviksmodell.criteria.file_entry import json_schema

        return json_schema()
    if what == "actions":
        from vasterviksmodell.criteria.action_entries import actions_schema

        return actions_schema()
    if what == "scenarios":
        from vasterviksmodell.criteria.scenario_entries import scenarios_schema

        return scenarios_schema()
    if what == "derive":
        from vasterviksmodell.derivation.entries import derive_schema

        return derive_schema()
    if what == "plan":
        from vasterviksmodell.output.views.plan.schema import plan_schema

        return plan_schema()
    from vasterviksmodell.scoring.saved.schema import ranking_schema

    return ranking_schema()


def _sites(criteria: str | None, lang: "options.Language | None") -> dict[str, Any] | None:
    """Return the schema of sites; None where the criteria have errors, which are reported."""
    from vasterviksmodell.sites.record import sites_schema

    model, findings, reporter = open_criteria(inputs.CriteriaChoice(criteria), options.RunOptions(lang=lang))
    reporter.findings(findings, options.FailOn("error"))
    return None if model is None else sites_schema(model)
