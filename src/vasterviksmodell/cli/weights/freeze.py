"""`weights freeze`: put on record which weights were settled, when and by whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.options import RunOptions, choices, format_parser
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.cli.weights.judgements_option import refuse_as_outputs, rewrite_criteria
from vasterviksmodell.output.formats import YAML_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.criteria.actors import Frozen
    from vasterviksmodell.findings import Finding

if TYPE_CHECKING:
    Form = str
else:
    Form = choices(YAML_SUFFIXES)
By = Annotated[
    list[str],
    typer.Option(
        "--by", metavar="PERSON", help="Who settled the weights; may be given several times.", show_default=False
    ),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="When: 2026-11-25. Without it, today.", show_default=False)
]
Into = Annotated[
    str | None,
    typer.Option("--into", metavar="FILE", help="Write the criteria with this record to a file; it may be their own."),
]
Format = Annotated[
    Form | None,
    typer.Option(
        "--format",
        "-f",
        parser=format_parser(YAML_SUFFIXES),
        metavar=f"<{'|'.join(YAML_SUFFIXES)}>",
        help="For an output whose suffix names no format.",
        show_default=False,
    ),
]


def run(  # noqa: PLR0913 - the options of the command
    by: By,
    date: Date = None,
    criteria: options.Criteria = None,
    into: Into = None,
    format: Format = None,
    output: options.Output = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Freeze the weights: their fingerprint, with date and names, for the criteria file.

    When the weights (of the tree or of any actor) are changed after that, every command that reads the criteria reports
    it.
    """
    chosen_format(format, output, YAML_SUFFIXES)
    choice = inputs.CriteriaChoice(criteria)
    refuse_as_outputs(output, into, choice.path)
    model, findings, reporter = open_criteria(choice, RunOptions(lang=lang, quiet=quiet, verbose=verbose))
    others = [
        finding for finding in findings if finding.code != "C204"
    ]  # the record of the old weights is about to be replaced
    failing = reporter.findings(others, fail_on)
    if model is None or failing:
        return ExitCode.FINDINGS
    record, faults = _record(model, date or _today(), by)
    if record is None:
        raise CannotRun(faults[0].statement)
    if into is not None:
        _write(criteria, record, into, reporter)
    outputs.write(_yaml(record), output)
    return ExitCode.FINE


def _today() -> str:
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def _record(model: "Criteria", date: str, by: list[str]) -> "tuple[Frozen | None, list[Finding]]":
    """Return the record of weights, or None and the errors in its date or names."""
    from vasterviksmodell.criteria import read_document
    from vasterviksmodell.criteria.actors import Frozen
    from vasterviksmodell.criteria.whose_weights import weights_digest
    from vasterviksmodell.findings import Severity

    frozen = Frozen(weights_digest(model), date, tuple(by))
    section = {"weights": frozen.weights, "date": date, "by": by}
    changed, findings = read_document({**model.document, "frozen": section}, "frozen")
    return changed.frozen if changed else None, [finding for finding in findings if finding.severity == Severity.ERROR]


def _yaml(record: "Frozen") -> str:
    from vasterviksmodell.output.criteria_yaml import frozen_yaml

    return frozen_yaml(record)


def _write(criteria: str | None, record: "Frozen", into: str, reporter: "Reporter") -> None:
    from vasterviksmodell.criteria.rewriting import with_section

    rewrite_criteria(
        criteria,
        lambda text: with_section(text, "frozen", _yaml(record)),
        lambda model: model.frozen == record,
        into,
        reporter,
    )
