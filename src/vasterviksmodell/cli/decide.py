"""`decide`: put on record what was decided about each site, and judge the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.decisions import judged, refuse_cut
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.options import RunOptions, SitesOrRanking, with_options
from vasterviksmodell.cli.rankings import open_ranking
from vasterviksmodell.cli.reporting import FINDING_FORMAT, FORMAT_HELP, Format, MaxFindings, write_findings
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.findings import FINDING_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.scoring import Ranking

Init = Annotated[bool, typer.Option("--init", help="Write the record to start from: no site is decided in it.")]
DecisionFile = Annotated[
    str, typer.Option("--decision", "-d", metavar="FILE", help="The record that is judged, or that --init writes.")
]
FormatOption = Annotated[Format | None, typer.Option("--format", "-f", parser=FINDING_FORMAT, help=FORMAT_HELP)]

_NOT_OVERWRITTEN = Message("{path} exists and is not overwritten")
_STARTED = Message("{path}: write what was decided about each site, then judge it with decide without --init")
_FITS = Message("the decision fits the ranking")


@with_options(format=FormatOption)
def run(
    sites: SitesOrRanking,
    decision: DecisionFile = "decision.yaml",
    init: Init = False,
    max_findings: MaxFindings = 100,
    *,
    options: RunOptions,
) -> ExitCode:
    """Record what was decided about each site, and judge the record against the ranking.

    Every site is chosen, rejected or parked, by someone, on a day. A choice that departs from the screening or the
    ranking needs a reason; the figures that a reason names must be those of the ranking; and what has changed since the
    decision was prepared is reported.
    """
    form = chosen_format(options.format, options.output, FINDING_SUFFIXES)
    if init and Path(decision).exists():
        raise CannotRun(_NOT_OVERWRITTEN.format(path=visible(decision)))
    sources = inputs.open_sources(sites)
    inputs.refuse_as_output(options.output, [Path(decision), *(source.named_path for source in sources)])
    opened = open_ranking(sources, options)
    if opened.reporter.findings(opened.findings, options.fail_on) or opened.ranking is None:
        return ExitCode.FINDINGS
    refuse_cut(opened.ranking)
    opened.reporter.inputs(opened.ranking.inputs)
    if init:
        return _started(opened.ranking, decision, opened.reporter)
    _, findings = judged(decision, opened.ranking)
    failing = write_findings(findings, max_findings, form, options.output, opened.reporter.language, options.fail_on)
    if not findings:
        opened.reporter.note(_FITS)
    return ExitCode.FINDINGS if failing else ExitCode.FINE


def _started(ranking: "Ranking", path: str, reporter: "Reporter") -> ExitCode:
    from vasterviksmodell.decision.starting import starting_decision
    from vasterviksmodell.source.yaml_writer import as_yaml

    outputs.write(as_yaml(starting_decision(ranking)), path)
    reporter.note(_STARTED.format(path=visible(path)))
    return ExitCode.FINE
