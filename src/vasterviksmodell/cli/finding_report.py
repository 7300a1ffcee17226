"""Findings as the result of a command: in which format, how many, and that a run which fails is never silent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.options import choices
from vasterviksmodell.findings import Finding, Report
from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.findings import FINDING_FORMATS, FINDING_SUFFIXES, Context, tally
from vasterviksmodell.output.suffixes import format_told
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    Format = str
else:
    Format = choices(FINDING_FORMATS)

FORMAT_HELP = "By default that of the suffix of --output, else text."
MaxFindings = Annotated[
    int, typer.Option("--max-findings", min=0, metavar="N", help="List at most N; all are counted.")
]
_SEE = Message("{tally}: see {path}")


def finding_format(context: typer.Context, asked: Format | None, output: str | None) -> str:
    """The format of `--format`, else of the suffix of the output, else of the environment, else text."""
    source = context.get_parameter_source("format")
    if output is not None and source is not None and source.name == "ENVIRONMENT":
        asked = format_told(output, FINDING_SUFFIXES) or asked
    return chosen_format(asked, output, FINDING_SUFFIXES)


def write_findings(  # noqa: PLR0913 - which findings, and all that options say of them
    findings: Sequence[Finding],
    most: int,
    format: str,
    output: str | None,
    language: Language,
    fail_on: "options.FailOn | None",
) -> bool:
    """Write findings, at most so many of them; whether the run fails, which is told where the result does not."""
    report = Report.of(findings, most)
    outputs.write([FINDING_FORMATS[format].render(report, Context(language, __version__))], output)
    failing = fail_on is not None and options.fails(findings, fail_on)
    if failing:
        _tell(report, format, output, language)
    return failing


def _tell(report: Report, format: str, output: str | None, language: Language) -> None:
    """Tell how many findings there are where nobody sees them: in a file, or left out of what cannot tell that."""
    if output not in (None, "-"):
        outputs.note(_SEE.format(tally=tally(report), path=output).inside(language))
    elif not (report.listed or FINDING_FORMATS[format].tells_unlisted):
        outputs.note(written(tally(report), language))
