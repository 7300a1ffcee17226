"""`schema`: JSON Schemas, so that editors complete and check."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.options import choices
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.output.schemas import SCHEMAS, schema
from vasterviksmodell.source.json_writer import json_text

if TYPE_CHECKING:
    What = str
else:
    What = choices(SCHEMAS)


def run(
    what: Annotated[What, typer.Argument(help="What the schema describes.", show_default=False)],
    criteria: options.Criteria = None,
    lang: options.Lang = None,
) -> ExitCode:
    """Print the JSON Schema of a file that commands read, or of what one writes as JSON.

    Of a document in JSON, the word between the strokes of its key `schema` names its schema: explanation of
    vasterviksmodell/explanation/1.
    """
    described = _sites(criteria, lang) if what == "sites" else schema(what)
    if described is None:
        return ExitCode.FINDINGS
    outputs.write(json_text(described, indent=2) + "\n", None)
    return ExitCode.FINE


def _sites(criteria: str | None, lang: "options.Language | None") -> dict[str, Any] | None:
    """Return the schema of sites; None where the criteria have errors, which are reported."""
    model, findings, reporter = open_criteria(inputs.CriteriaChoice(criteria), options.RunOptions(lang=lang))
    reporter.findings(findings, options.FailOn("error"))
    return None if model is None else schema("sites", model)
