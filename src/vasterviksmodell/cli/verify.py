"""`verify`: does this result still follow from its inputs?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options
from vasterviksmodell.cli.decisions import CUT, carried_decision, opened_decision
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, without_collecting
from vasterviksmodell.cli.folders import verify_folder
from vasterviksmodell.cli.reporting import (
    FINDING_FORMAT,
    FORMAT_HELP,
    Format,
    MaxFindings,
    Reporter,
    finding_format,
    most_listed,
    write_findings,
)
from vasterviksmodell.i18n import Message, written
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.verification import PlanVerification
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring.saved.verification import Verification
    from vasterviksmodell.source.files import Source

_OF_A_PLAN = Message("--decision is judged against a ranking, not against a plan")
Saved = Annotated[
    str,
    typer.Argument(
        metavar="RANKING",
        help="A saved ranking or plan (JSON), a report that carries a ranking, or a folder with all of it; - is"
        " standard input.",
        show_default=False,
    ),
]
Inputs = Annotated[
    str | None,
    typer.Option(
        "--inputs",
        metavar="DIR",
        help="Where its input files are; by default where they were, seen from here or from the ranking, or beside it.",
    ),
]
DecisionOption = Annotated[
    str | None,
    typer.Option(
        "--decision",
        metavar="FILE",
        help="The record of a decision on the ranking, which is judged, too; by default that which a report carries.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", parser=FINDING_FORMAT, envvar="VASTERVIKSMODELL_VERIFY_FORMAT", help=FORMAT_HELP),
]


def run(  # noqa: PLR0913 - the options of the command
    context: typer.Context,
    ranking: Saved,
    folder: Inputs = None,
    decision: DecisionOption = None,
    format: FormatOption = None,
    output: options.Output = None,
    max_findings: MaxFindings = None,
    fail_on: options.Fail = options.FailOn("error"),
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Verify that a saved ranking or plan follows from what it rests on.

    Computes it again from the criteria and measures that it carries, or from its input files where these are unchanged,
    and reports every figure that differs, with its line and column; a checksum finds any other change. Ends with 0 when
    it is verified. Of a plan the limits are checked, too, without searching for a better one. A decision on the ranking
    is judged, and what has changed since is told. Of a folder: what each file is, and whether criteria, sites, ranking,
    decision and reports fit together.
    """
    form = finding_format(context, format, output)
    if Path(ranking).is_dir():
        besides = (folder, decision)
        return verify_folder(ranking, besides, form, output, max_findings, fail_on, lang, quiet=quiet)
    (source,) = inputs.open_sources([ranking])
    inputs.refuse_as_output(output, [source.named_path, *([Path(decision)] if decision else [])])
    folders = _folders(folder, source.named_path)
    verification, findings, criteria = _verification(source, folders)
    inputs.refuse_as_output(output, _compared(verification, folders))
    findings = (*findings, *_about_decision(decision, source, verification))
    reporter = Reporter(options.language(lang, criteria), quiet)
    failing = write_findings(findings, most_listed(max_findings, form), form, output, reporter.language, fail_on)
    if verification is not None:
        reporter.note(written(verification.closing, reporter.language))
    return ExitCode.FINDINGS if failing else ExitCode.FINE


def _compared(verification: "Verification | PlanVerification | None", folders: Sequence[Path]) -> list[Path]:
    """Return the files that are there under the paths of a ranking's input files."""
    from vasterviksmodell.scoring.saved.verification import Verification

    if not isinstance(verification, Verification):
        return []
    paths = [Path(file.path) for file in verification.saved.sites.inputs]
    places = (place for folder in folders for path in paths for place in (folder / path, folder / path.name))
    return list(filter(_is_there, places))


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no path that this system can have
        return False


def _folders(folder: str | None, ranking: Path) -> list[Path]:
    if folder is None:
        return [Path(), ranking.parent]
    if not Path(folder).is_dir():
        raise CannotRun(Message("{path} is not a directory").format(path=visible(folder)))
    return [Path(folder).absolute()]


@without_collecting()
def _verification(
    source: "Source", folders: Sequence[Path]
) -> "tuple[Verification | PlanVerification | None, tuple[Finding, ...], Criteria | None]":
    """Return the verification of a ranking or a plan, every finding, and the criteria where they can be read."""
    from vasterviksmodell.analysis.planning.reading import is_plan
    from vasterviksmodell.analysis.planning.verification import verification_of_plan
    from vasterviksmodell.scoring.saved.in_files import verification_of_file

    content, path = source.path.read_bytes(), source.name
    if is_plan(content):
        return verification_of_plan(content, path, folders)
    verification, findings = verification_of_file(content, path, folders)
    return verification, findings, verification.saved.criteria if verification else None


@without_collecting()
def _about_decision(
    path: str | None, source: "Source", verification: "Verification | PlanVerification | None"
) -> "tuple[Finding, ...]":
    """Return the findings about a decision on the ranking: that of a file, else that which the report carries."""
    from vasterviksmodell.decision.judgement import judge
    from vasterviksmodell.scoring.run import rank_saved
    from vasterviksmodell.scoring.saved.verification import Verification

    decision, findings = carried_decision(source) if path is None else opened_decision(path)
    if decision is None or verification is None:
        return findings
    if not isinstance(verification, Verification):
        raise CannotRun(_OF_A_PLAN)
    if verification.saved.is_cut:
        raise CannotRun(CUT)
    return (*findings, *judge(decision, rank_saved(verification.saved)))
