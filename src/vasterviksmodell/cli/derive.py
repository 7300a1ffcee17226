"""`derive`: measures of places from registers."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, cannot_read, with_suggestion
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.languages import language_in_file, speaking
from vasterviksmodell.cli.lookup import KNOWN
from vasterviksmodell.cli.options import RunOptions, format_parser, language, with_options
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.reporting import MaxFindings, Reporter, most_listed, write_findings
from vasterviksmodell.i18n import Joined, Message, Plural
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import nearest, visible
from vasterviksmodell.output.derivation import DERIVED_FORMATS, DERIVED_SUFFIXES
from vasterviksmodell.output.findings import FINDING_SUFFIXES
from vasterviksmodell.output.formats import Suffixes, View
from vasterviksmodell.output.views import VIEW_SUFFIXES
from vasterviksmodell.source.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.derivation import Derivation, Derived
    from vasterviksmodell.derivation.explanation import DerivedExplanation
    from vasterviksmodell.findings import Finding

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
        metavar="FORMAT",
        help=f"By default that of the suffix of --output, else csv ({', '.join(DERIVED_SUFFIXES)}); with --check and "
        "--explain text.",
        show_default=False,
    ),
]

_BOTH = Message("--check and --explain exclude each other")
_NO_DATE = Message("--as-of takes a date such as 2026-12-01, not '{text}'")
_NO_MEASURE = Message("no measure '{name}'")
_NO_PLACE = Message("no place '{name}'")
_FORM = Message("--explain takes SITE.MEASURE, not '{option}'")
_NO_FINDINGS = Message("no findings")
_TIMETABLE = Message("{id}: {calls} calls and {departures} departures of trips that run on some of {days} days")
_ROWS = Plural("{number} row", "{number} rows")


@with_options(only=("format", "output", "lang", "color", "fail_on", "quiet", "verbose"), format=FormatOption)
def run(  # noqa: PLR0913 - the options of the command
    derivation: DeriveFile,
    check: Check = False,
    explain: Explain = None,
    only: Only = None,
    as_of: AsOf = None,
    max_findings: MaxFindings = None,
    *,
    options: RunOptions,
) -> ExitCode:
    """Derive measures of places from registers: each exact, or an interval that holds the truth.

    Writes a file of sites with the source and the date of every figure. A unit without a certain position, an area that
    a register does not cover and a figure that is not stated make intervals, never a figure that may be wrong.
    """
    if check and explain is not None:
        raise CannotRun(_BOTH)
    form = _format(options, check=check, explained=explain is not None)
    asked, findings, reporter = _opened(derivation, options)
    with speaking(reporter.language):
        derived = None
        inputs.refuse_as_output(options.output, [Path(derivation), *(_read(asked) if asked is not None else ())])
        if asked is not None:
            derived, findings = _derived(asked, only or (), as_of)
        if check:
            return _check(findings, max_findings, form, options, reporter)
        if reporter.findings(findings, options.fail_on) or derived is None:
            return ExitCode.FINDINGS
        _report_inputs(derived, reporter)
        _write(derived, explain, form, options, reporter)
    return ExitCode.FINE


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


def _write(derived: "Derived", explain: str | None, form: str, options: RunOptions, reporter: Reporter) -> None:
    """Write the explanation of a measure, or the table of sites and below it how much is known."""
    view = view_on(options.output, reporter.language, options.color)
    if explain is not None:
        from vasterviksmodell.output.views.derived_measure import DerivedMeasureView

        outputs.write(DerivedMeasureView().rendered(_explained(derived, explain), form, view), options.output)
        return
    outputs.write(DERIVED_FORMATS[form].render(derived, view), options.output)
    if not reporter.quiet:
        from vasterviksmodell.output.renderers import RENDERERS
        from vasterviksmodell.output.views.derivation import summary

        outputs.note("".join(RENDERERS["text"].render(summary(derived), View(reporter.language))))  # type: ignore[arg-type]


def _explained(derived: "Derived", option: str) -> "DerivedExplanation":
    """Return the explanation of `SITE.MEASURE`; the site is named by its id or its name."""
    from vasterviksmodell.derivation.explanation import explain_cell

    site, dot, measure = option.rpartition(".")
    if not dot:
        raise CannotRun(_FORM.format(option=visible(option)))
    places, measures = derived.places, [found.id for found in derived.measures]
    if measure not in measures:
        raise CannotRun(with_suggestion(_NO_MEASURE.format(name=visible(measure)), nearest(measure, measures)))
    found = [
        id for id, name in zip(places.ids, places.names, strict=True) if folded(site) in (folded(id), folded(name))
    ]
    if len(found) != 1:
        known = [*places.ids, *places.names]
        raise CannotRun(with_suggestion(_NO_PLACE.format(name=visible(site)), nearest(site, known)))
    return explain_cell(derived, found[0], measure)


def _format(options: RunOptions, *, check: bool, explained: bool) -> str:
    suffixes: Suffixes = FINDING_SUFFIXES if check else VIEW_SUFFIXES if explained else DERIVED_SUFFIXES
    if options.format is None:
        return chosen_format(None, options.output, suffixes)
    try:
        return chosen_format(format_parser(suffixes)(options.format), options.output, suffixes)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _opened(path: str, options: RunOptions) -> "tuple[Derivation | None, Sequence[Finding], Reporter]":
    """Return what a file asks for, None where it has errors; the findings; and a reporter in its language."""
    from vasterviksmodell.derivation.file import read_derive_file

    try:
        derivation, findings = read_derive_file(Path(path), path)
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error
    stated = language_in_file(Path(path)) if derivation is None else derivation.entry.language
    return derivation, findings, Reporter(language(options.lang, None, stated), options.quiet, options.verbose)


def _read(derivation: "Derivation") -> list[Path]:
    """Return the files that a derivation names."""
    entry = derivation.entry
    names = [entry.places.file, *(name for register in entry.registers.values() for name in register.file)]
    return list(map(derivation.file, names))


def _derived(
    derivation: "Derivation", only: "Sequence[str]", as_of: str | None
) -> "tuple[Derived | None, Sequence[Finding]]":
    from vasterviksmodell.derivation.run import derived_measures

    measures = [name.strip() for option in only for name in option.split(",") if name.strip()]
    known = list(derivation.entry.measures)
    for name in measures:
        if name not in known:
            problem = with_suggestion(_NO_MEASURE.format(name=visible(name)), nearest(name, known))
            raise CannotRun(KNOWN.format(problem=problem, known=", ".join(known)))
    return derived_measures(derivation, only=measures, as_of=_day(as_of))


def _day(text: str | None) -> date:
    """Return the day of the table: today where none is stated."""
    if text is None:
        return datetime.now().astimezone().date()
    from vasterviksmodell.criteria import parse_date

    day = parse_date(text)
    if day is None:
        raise CannotRun(_NO_DATE.format(text=visible(text)))
    return day


def _check(
    findings: "Sequence[Finding]", most: int | None, format: str, options: RunOptions, reporter: Reporter
) -> ExitCode:
    failing = write_findings(
        findings, most_listed(most, format), format, options.output, reporter.language, options.fail_on
    )
    if not findings:
        reporter.note(_NO_FINDINGS)
    return ExitCode.FINDINGS if failing else ExitCode.FINE
