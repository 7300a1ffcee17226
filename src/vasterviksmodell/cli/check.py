"""`check`: are the data and the criteria sound?"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options
from vasterviksmodell.cli.data_option import as_of_today
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.finding_report import FORMAT_HELP, Format, MaxFindings, finding_format, write_findings
from vasterviksmodell.cli.opening import open_criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.cli.reporting import Voice
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.source import Source

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


def run(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    sites: SitesToo = None,
    criteria: options.Criteria = None,
    format: FormatOption = None,
    output: options.Output = None,
    select: Select = None,
    ignore: Ignore = None,
    max_findings: MaxFindings = 100,
    fail_on: options.Fail = options.FailOn("error"),
    exit_zero: ExitZero = False,
    input_format: options.Input = None,
    data: options.Data = None,
    join: options.Join = False,
    lang: options.Lang = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Check criteria, or sites against criteria."""
    form = finding_format(context, format, output)
    chosen = _chosen(_codes(select) or [""], _codes(ignore))
    sources = inputs.open_sources(sites or [])
    said = options.with_join(data, join=join)
    choice = inputs.CriteriaChoice(criteria)
    inputs.refuse_as_output(output, [choice.path, *(it.given for it in sources)])
    model, findings, voice = open_criteria(choice, lang, said, quiet=quiet, verbose=verbose)
    if model is not None and sources:
        findings = (*findings, *_site_findings(sources, input_format, as_of_today(model), voice, max_findings))
    kept = [it for it in findings if it.code in chosen]
    failing = write_findings(kept, max_findings, form, output, voice.language, None if exit_zero else fail_on)
    if not kept:
        voice.note("no findings")
    return ExitCode.FINDINGS if failing else ExitCode.FINE


def _codes(written: Sequence[str] | None) -> list[str]:
    """The beginnings of codes in options: repeated, or with commas between."""
    return [code.strip().upper() for option in written or () for code in option.split(",") if code.strip()]


def _chosen(select: Sequence[str], ignore: Sequence[str]) -> set[str]:
    """The codes that are asked for; a beginning that no code has is a mistake."""
    from vasterviksmodell.findings import RULES

    for beginning in (*select, *ignore):
        if not any(code.startswith(beginning) for code in RULES):
            raise CannotRun(f"no code begins with '{visible(beginning)}'; `vasterviksmodell rules` lists them")
    return {code for code in RULES if code.startswith(tuple(select)) and not code.startswith(tuple(ignore))}


def _site_findings(
    sources: "list[Source]",
    input_format: "options.InputFormat | None",
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
