"""`check`: are the data and the criteria sound?"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.options import RunOptions, with_options
from vasterviksmodell.cli.overrides import as_of_today
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.cli.reporting import FORMAT_HELP, Format, MaxFindings, finding_format, write_findings
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.cli.options import InputFormat
    from vasterviksmodell.cli.reporting import Voice
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.source.files import Source

SitesToo = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SITES]...", help="Files with sites; without any, the criteria alone.", show_default=False),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", envvar="VASTERVIKSMODELL_CHECK_FORMAT", help=FORMAT_HELP)
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODE", help="Only these codes, or all that begin so: D1,C."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODE", help="Not these codes, or all that begin so."),
]

_NO_FINDINGS = Message("no findings")
_NO_CODE = Message("no code begins with '{beginning}'; `vasterviksmodell rules` lists them")


@with_options(without=("actor", "set"), format=FormatOption)
def run(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    sites: SitesToo = None,
    select: Select = None,
    ignore: Ignore = None,
    max_findings: MaxFindings = 100,
    exit_zero: ExitZero = False,
    *,
    options: RunOptions,
) -> ExitCode:
    """Check criteria, or sites against criteria."""
    form = finding_format(context, options.format, options.output)
    chosen = _chosen(_codes(select) or [""], _codes(ignore))
    sources = inputs.open_sources(sites or [])
    choice = inputs.CriteriaChoice(options.criteria)
    inputs.refuse_as_output(options.output, [choice.path, *(source.named_path for source in sources)])
    model, findings, voice = open_criteria(choice, options)
    if model is not None and sources:
        found = _site_findings(sources, options.input_format, as_of_today(model), voice, max_findings)
        findings = (*findings, *found)
    kept = [finding for finding in findings if finding.code in chosen]
    fail_on = None if exit_zero else options.fail_on
    failing = write_findings(kept, max_findings, form, options.output, voice.language, fail_on)
    if not kept:
        voice.note(_NO_FINDINGS)
    return ExitCode.FINDINGS if failing else ExitCode.FINE


def _codes(written: Sequence[str] | None) -> list[str]:
    """The beginnings of codes in options: repeated, or with commas between."""
    return [code.strip().upper() for option in written or () for code in option.split(",") if code.strip()]


def _chosen(select: Sequence[str], ignore: Sequence[str]) -> set[str]:
    """The codes that are asked for; a beginning that no code has is a mistake."""
    from vasterviksmodell.findings import RULES

    for beginning in (*select, *ignore):
        if not any(code.startswith(beginning) for code in RULES):
            raise CannotRun(_NO_CODE.format(beginning=visible(beginning)))
    return {code for code in RULES if code.startswith(tuple(select)) and not code.startswith(tuple(ignore))}


def _site_findings(
    sources: "list[Source]",
    input_format: "InputFormat | None",
    criteria: "Criteria",
    voice: "Voice",
    max_findings: int,
) -> Iterable[Finding]:
    from vasterviksmodell.sites.listed import LISTED
    from vasterviksmodell.sites.read import checked

    chosen = inputs.with_formats(sources, input_format)
    read, findings = checked(chosen, criteria, max(max_findings, LISTED))
    voice.inputs(read)
    return findings
