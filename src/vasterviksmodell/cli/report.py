"""`report`: what is put before a committee, in one format or several."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.decisions import judged
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, cannot_read, without_collecting
from vasterviksmodell.cli.languages import speaking
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, choices, format_parser, with_options
from vasterviksmodell.cli.rankings import Answer, open_ranking
from vasterviksmodell.cli.report_files import account_target, report_targets, write_report
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import shortened, visible
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES
from vasterviksmodell.output.report.matter import Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.analysis.decided_sites import Record
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.analysis.planning.plan import Plan
    from vasterviksmodell.decision import Decision
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.report.report import Report
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.sites.outlines import Outline as Boundaries

    Edition = str
    Format = str
else:
    Edition = choices(("full", "redacted"))
    Format = choices(REPORT_FORMATS)

_NO_DATE = Message("--date takes a day like 2026-11-29, not '{text}'")
_SET_AFTER = Message("--set would be published as it is in a redacted ranking: set measures in the full one")
_PLAN_NOT_REDACTED = Message("--plan says which places get houses: the redacted edition shows no plan")
_NAMES_WITHHELD = Message("--decision names sites, and the redacted edition withholds their names")
_OTHER_PLAN = Message("the plan in {path} does not follow from this ranking: {problem}")
_NO_PLAN = Message("there is no plan in {path}: none was possible")
_MOST_SHEETS = 300

Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, whole or not at all; its suffix tells the format. May be given several times. Without it"
        " Markdown goes to standard output.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=format_parser(REPORT_SUFFIXES),
        help="By default that of the suffix of --output, else markdown.",
    ),
]
Reference = Annotated[
    str, typer.Option("--reference", metavar="TEXT", help="The reference number of the matter.", show_default=False)
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="DAY", help="The date of the report, 2026-11-29.", show_default=False)
]
Unit = Annotated[
    str, typer.Option("--unit", metavar="TEXT", help="The unit that answers for the report.", show_default=False)
]
EditionOption = Annotated[
    Edition,
    typer.Option("--edition", help="redacted: what could point out a plot or a few people is left out before scoring."),
]
Outline = Annotated[
    str | None,
    typer.Option(
        "--outline",
        metavar="FILE",
        help="Boundaries to draw on the map (GeoJSON or GeoPackage), instead of those of municipalities.",
        show_default=False,
    ),
]
PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        help="A plan of the same sites that `plan` saved as JSON: it gets a section, and the houses stand on the first"
        " page.",
        show_default=False,
    ),
]
DecisionOption = Annotated[
    str | None,
    typer.Option(
        "--decision",
        metavar="FILE",
        help="The record of the decision, as `decide` judges it: it gets a section, and one with the account of"
        " alternatives.",
        show_default=False,
    ),
]
Account = Annotated[
    str | None,
    typer.Option(
        "--account",
        metavar="FILE",
        help="With --decision: write the account of alternatives by itself (.txt, .md, .ods, .html, .pdf).",
        show_default=False,
    ),
]
Top = Annotated[int, typer.Option("--top", min=0, max=2**31, metavar="N", help="Explain the first N sites one by one.")]


@with_options(without=("output", "color"), format=FormatOption)
def run(  # noqa: PLR0913 - the options of the command
    sites: SitesOrRanking,
    output: Outputs = None,
    reference: Reference = "",
    day: Date = None,
    unit: Unit = "",
    edition: EditionOption = Edition("full"),
    outline: Outline = None,
    plan: PlanOption = None,
    decision: DecisionOption = None,
    account: Account = None,
    top: Top = _MOST_SHEETS,
    *,
    options: RunOptions,
) -> ExitCode:
    """Write the report for a committee: a first page, the evidence behind it, and how anyone can check it.

    Formats: html (one page that needs no network), pdf, xlsx, md, and geojson or gpkg with the sites on a map. It rests
    on one ranking: of files with sites, or a saved one.
    """
    matter = Matter(reference, _day(day), unit)
    by_itself = account_target(account, decision, edition)
    targets = report_targets(output or ([] if by_itself and options.format is None else [None]), options.format)
    answer = Answer(options)
    sources = answer.sources(sites)
    if plan is not None and edition == "redacted":
        raise CannotRun(_PLAN_NOT_REDACTED)
    read = [*(source.named_path for source in sources), *(Path(path) for path in (outline, plan, decision) if path)]
    written = [path for path, _ in (*targets, *by_itself)]
    for path in written:
        inputs.refuse_as_output(path, read)
    boundaries = _boundaries(outline)
    opened = open_ranking(sources, options, outputs=written)
    decided, found = (None, ()) if decision is None else judged(decision, opened.ranking)
    opened = replace(opened, findings=(*opened.findings, *found))
    if not answer.is_due(opened) or opened.ranking is None or (decision is not None and decided is None):
        return ExitCode.FINDINGS
    quiet = opened.reporter.quiet
    with speaking(opened.reporter.language):
        ranking = _redacted(opened.ranking, decided) if edition == "redacted" else opened.ranking
        planned = None if plan is None else _saved_plan(plan, ranking)
        gathered = _gathered(ranking, top, quiet=quiet)
        record = None if decided is None else _record(decided, gathered, found)
        report = _composed(gathered, matter, boundaries, planned, record)
        write_report(report, targets, by_itself, opened.reporter.language)
    return ExitCode.FINE


def _redacted(ranking: "Ranking", decision: "Decision | None") -> "Ranking":
    from vasterviksmodell.scoring.redaction import is_changed_after, redacted_ranking

    criteria = ranking.criteria
    if decision is not None and {criteria.site.id, criteria.site.name} & set(criteria.redact.withhold):
        raise CannotRun(_NAMES_WITHHELD)
    if is_changed_after(ranking):
        raise CannotRun(_SET_AFTER)
    return redacted_ranking(ranking)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise CannotRun(_NO_DATE.format(text=shortened(text or ""))) from error


def _boundaries(path: str | None) -> "Boundaries | None":
    if path is None:
        return None
    from vasterviksmodell.sites.outline_files import UnusableOutline, read_outline

    try:
        return read_outline(Path(path))
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error
    except UnusableOutline as unusable:
        raise CannotRun(Joined((str(unusable.place), unusable.problem), ": ")) from unusable


def _saved_plan(path: str, ranking: "Ranking") -> "Plan":
    """Return the plan in a file; it must keep its limits and follow from the ranking of the report."""
    from vasterviksmodell.analysis.planning.reading import read_plan
    from vasterviksmodell.analysis.planning.verification import reported_plan, verified_plan

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error
    saved, findings = read_plan(content, path)
    found = findings if saved is None or findings else verified_plan(saved, ranking)
    if saved is None or found:
        raise CannotRun(_OTHER_PLAN.format(path=visible(path), problem=found[0].statement))
    plan = reported_plan(saved, ranking)
    if plan is None:
        raise CannotRun(_NO_PLAN.format(path=visible(path)))
    return plan


@without_collecting()
def _gathered(ranking: "Ranking", top: int, *, quiet: bool) -> "Evidence":
    from vasterviksmodell.analysis.evidence import evidence

    with outputs.progress(quiet) as told:
        return evidence(ranking, top, told=told)


def _record(decision: "Decision", evidence: "Evidence", findings: "Sequence[Finding]") -> "Record":
    from vasterviksmodell.analysis.decided_sites import record_of

    return record_of(decision, evidence, findings, Path(decision.path).read_bytes())


@without_collecting()
def _composed(
    evidence: "Evidence",
    matter: Matter,
    boundaries: "Boundaries | None",
    plan: "Plan | None",
    record: "Record | None",
) -> "Report":
    from vasterviksmodell.output.report.composition import composed

    return composed(evidence, matter, boundaries, plan, record)
