"""`derive`: measures of places from registers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.beside_table import BesideTable, tell
from vasterviksmodell.cli.derivations import (
    OpenedDerivation,
    Wanted,
    criteria_choice,
    explained,
    in_language_of,
    open_derivation,
)
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.languages import speaking
from vasterviksmodell.cli.options import RunOptions, format_parser, with_options
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.rankings import files_of_criteria, open_criteria
from vasterviksmodell.cli.reporting import MaxFindings, Reporter, most_listed, write_findings
from vasterviksmodell.i18n import Enumeration, Joined, Message, Plural
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.derivation import DERIVED_FORMATS, DERIVED_SUFFIXES
from vasterviksmodell.output.findings import FINDING_SUFFIXES
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.derivation import Derived
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import Suffixes

DeriveFile = Annotated[
    str,
    typer.Argument(metavar="DERIVE.yaml", help="What is derived: places, registers and measures.", show_default=False),
]
Check = Annotated[bool, typer.Option("--check", help="Judge the registers only, and list every finding.")]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="SITE.MEASURE",
        help="Say why a measure of a place is what it is: the nearest units, and those that keep it open.",
        show_default=False,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="MEASURE",
        help="Only these measures, with commas between: school_m,stop_m.",
        show_default=False,
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="FILE",
        help="Figures that are given by hand, as a file of sites or a form of --questions: no register replaces them.",
        show_default=False,
    ),
]
Questions = Annotated[
    str | None,
    typer.Option(
        "--questions",
        metavar="FILE.xlsx",
        help="Write a form that asks for what no register answers: a sheet for each who is to be asked.",
        show_default=False,
    ),
]
Summary = Annotated[
    str | None,
    typer.Option(
        "--summary",
        metavar="FILE",
        help="Write what is told below the table to a file: how much is known, what would settle more, whom to ask.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day of which the table is: a register of a later day is refused. By default today.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=f"<{'|'.join(dict.fromkeys((*DERIVED_SUFFIXES, *VIEW_SUFFIXES, *FINDING_SUFFIXES)))}>",
        help=f"By default that of the suffix of --output, else csv ({', '.join(DERIVED_SUFFIXES)}); with --check and "
        "--explain text.",
        show_default=False,
    ),
]

_TOGETHER = Message("{options} exclude each other")
_NO_FINDINGS = Message("no findings")
_TIMETABLE = Message("{id}: {calls} calls and {departures} departures of trips that run on some of {days} days")
_ROWS = Plural("{number} row", "{number} rows")


@with_options(
    only=("criteria", "format", "output", "lang", "color", "fail_on", "quiet", "verbose"), format=FormatOption
)
def run(  # noqa: PLR0913 - the options of the command
    derivation: DeriveFile,
    check: Check = False,
    explain: Explain = None,
    only: Only = None,
    keep: Keep = None,
    questions: Questions = None,
    summary: Summary = None,
    as_of: AsOf = None,
    max_findings: MaxFindings = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Derive measures of places from registers: each exact, or an interval that holds the truth.

    Writes a file of sites with the source and the date of every figure. A unit without a certain position, an area that
    a register does not cover and a figure that is not stated make intervals, never a figure that may be wrong.
    """
    beside = BesideTable(questions, summary)
    _refuse_together({"--check": check, "--explain": explain is not None}, beside)
    beside.refuse_unusable(options.output)
    form = _format(options, check=check, explained=explain is not None)
    opened, wanted = open_derivation(derivation, options), Wanted(only or (), as_of, keep or ())
    with speaking(opened.reporter.language):
        for output in (options.output, *beside.paths):
            inputs.refuse_as_output(output, [Path(derivation), *opened.read(), *map(Path, wanted.keep)])
        if check:
            findings = opened.derived(wanted, None)[1]
            return _check(findings, max_findings, form, options, opened.reporter)
        if explain is not None:
            return _explain(opened, wanted, explain, form, options)
    return _derive(derivation, opened, wanted, beside, form, options)


def _derive(  # noqa: PLR0913 - what is derived, and where it goes
    path: str, opened: OpenedDerivation, wanted: Wanted, beside: BesideTable, form: str, options: RunOptions
) -> ExitCode:
    """Write the table of sites and what is wanted beside it, and tell how much is known."""
    from vasterviksmodell.analysis.derivation_summary import summarised

    choice = criteria_choice(path, options)
    for output in (options.output, *beside.paths):
        inputs.refuse_as_output(output, files_of_criteria(choice, options))
    model = open_criteria(choice, options)
    reporter = in_language_of(opened, model, options).reporter
    with speaking(reporter.language):
        derived, findings = opened.derived(wanted, model.criteria)
        failing = reporter.findings((*model.findings, *findings), options.fail_on)
        if failing or derived is None or model.criteria is None:
            return ExitCode.FINDINGS
        _report_inputs(derived, reporter)
        found = None if reporter.quiet and not beside.paths else summarised(derived, model.criteria)
        if found is not None:
            beside.write(found, reporter)
        view = view_on(options.output, reporter.language, options.color)
        outputs.write(DERIVED_FORMATS[form].render(derived, view), options.output)
        if found is not None and not reporter.quiet:
            tell(found, reporter)
    return ExitCode.FINE


def _explain(opened: OpenedDerivation, wanted: Wanted, explain: str, form: str, options: RunOptions) -> ExitCode:
    """Write why a measure of a place is what it is."""
    from vasterviksmodell.output.views.derived_measure import DerivedMeasureView

    reporter = opened.reporter
    derived, findings = opened.derived(wanted, None)
    if reporter.findings(findings, options.fail_on) or derived is None:
        return ExitCode.FINDINGS
    _report_inputs(derived, reporter)
    view = view_on(options.output, reporter.language, options.color)
    outputs.write(DerivedMeasureView().rendered(explained(derived, explain), form, view), options.output)
    return ExitCode.FINE


def _refuse_together(instead_of_table: dict[str, bool], beside: BesideTable) -> None:
    """Refuse options that exclude each other: two in place of the table, or one and what stands beside the table."""
    names = [name for name, is_chosen in instead_of_table.items() if is_chosen]
    if len(names) > 1 or (names and beside.options):
        raise CannotRun(_TOGETHER.format(options=Enumeration((*names, *beside.options))))


def _report_inputs(derived: "Derived", reporter: Reporter) -> None:
    """Report how the places and the registers were read, when verbose."""
    tables = [
        derived.places.rows,
        *{measure.register.id: measure.register.every for measure in derived.measures}.values(),
    ]
    for table in tables if reporter.verbose else ():
        for file in table.files:
            details = (file.format, _ROWS.counting(table.rows_of(file)), f"sha256 {file.sha256}")
            reporter.say(Joined((visible(file.path), Joined(details)), ": "))
    timetables = {measure.register.id: measure.register.timetable for measure in derived.measures}
    for id, timetable in timetables.items() if reporter.verbose else ():
        if timetable is not None:
            facts = {"days": Whole(len(timetable.days)), "calls": Whole(timetable.all_calls)}
            departures = Whole(timetable.departures.height)
            reporter.say(_TIMETABLE.format(id=id, departures=departures, **facts))


def _format(options: RunOptions, *, check: bool, explained: bool) -> str:
    suffixes: Suffixes = FINDING_SUFFIXES if check else VIEW_SUFFIXES if explained else DERIVED_SUFFIXES
    if options.format is None:
        return chosen_format(None, options.output, suffixes)
    try:
        return chosen_format(format_parser(suffixes)(options.format), options.output, suffixes)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _check(
    findings: "Sequence[Finding]", most: int | None, format: str, options: RunOptions, reporter: Reporter
) -> ExitCode:
    listed = most_listed(most, format)
    failing = write_findings(findings, listed, format, options.output, reporter.language, options.fail_on)
    if not findings:
        reporter.note(_NO_FINDINGS)
    return ExitCode.FINDINGS if failing else ExitCode.FINE
