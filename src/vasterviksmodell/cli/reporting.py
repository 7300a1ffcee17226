"""What is written beside the result, on standard error: findings and notes, in the language of the run."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.outputs import note
from vasterviksmodell.findings import Finding, Report, Severity, total
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural, written
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.findings import FINDING_FORMATS, FINDING_SUFFIXES, Context, tally
from vasterviksmodell.output.formats import format_of_name

if TYPE_CHECKING:
    from vasterviksmodell.sites.model import Input

    Format = str
else:
    Format = options.choices(FINDING_FORMATS)

FINDING_FORMAT = options.format_parser(FINDING_SUFFIXES)

FORMAT_HELP = "By default that of the suffix of --output, else text."
MaxFindings = Annotated[
    int | None,
    typer.Option(
        "--max-findings",
        min=0,
        metavar="N",
        help="List at most N; all are counted. By default 100 as text, and all in formats for programs.",
        show_default=False,
    ),
]
_TALLY_IN_FILE = Message("{tally}: see {path}")


def finding_format(context: typer.Context, requested: Format | None, output: str | None) -> str:
    """Return the format of `--format`, else of the suffix of the output, else of the environment, else text."""
    source = context.get_parameter_source("format")
    if output is not None and source is not None and source.name == "ENVIRONMENT":
        requested = format_of_name(output, FINDING_SUFFIXES) or requested
    return chosen_format(requested, output, FINDING_SUFFIXES)


def most_listed(requested: int | None, format: str) -> int | None:
    """Return how many findings are listed, of which there may be any number in formats for programs: None is all."""
    return _MOST_LISTED if requested is None and not FINDING_FORMATS[format].lists_all else requested


def _repository(folder: Path) -> Path | None:
    """Return the folder that holds the repository of a folder, or None."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def write_findings(  # noqa: PLR0913 - findings, and the options for them
    findings: Sequence[Finding],
    most: int | None,
    format: str,
    output: str | None,
    language: Language,
    fail_on: "options.FailOn | None",
    render: "Callable[[Report, Context], str] | None" = None,
) -> bool:
    """Write at most `most` findings, or all, and return whether the run fails.

    `render`: what writes them, in place of the format.
    """
    report, folder = Report.of(findings, most), Path.cwd()
    width = outputs.view_on(output, language).width
    context = Context(language, __version__, width, folder, _repository(folder))
    outputs.write([(render or FINDING_FORMATS[format].render)(report, context)], output)
    failing = fail_on is not None and options.fails(findings, fail_on)
    if failing:
        _report_tally(report, format, output, language)
    return failing


def _report_tally(report: Report, format: str, output: str | None, language: Language) -> None:
    """Report how many findings there are, where they go to a file, or where the format cannot count those left out."""
    if output not in (None, "-"):
        outputs.note(_TALLY_IN_FILE.format(tally=tally(report), path=output).inside(language))
    elif not (report.listed or FINDING_FORMATS[format].counts_unlisted):
        outputs.note(written(tally(report), language))


_MOST_LISTED = 100
_NAMES = {
    "encoding": Message("encoding"),
    "delimiter": Message("delimiter"),
    "decimal": Message("decimal sign"),
    "sheet": Message("sheet"),
    "headings": Message("headings on line"),
    "titles": Message("title lines"),
    "coordinates": Message("coordinates"),
    "footnotes": Message("note lines"),
    "comments": Message("comment lines"),
    "left_out": Message("rows left out"),
    "units": Message("converted from"),
}
"""Names of the keys of a dialect; other keys are shown as they are."""
_SITES = Plural("{number} site", "{number} sites")
_NOT_LISTED = Message("for information: {number} more with --verbose")
_WORD = re.compile(r"\w[\w.:-]*")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Writes findings and notes on standard error, in one language and as fully as `-q` and `-v` ask for."""

    language: Language
    quiet: bool = False
    verbose: bool = False

    def findings(self, findings: Iterable[Finding], fail_on: "options.FailOn") -> bool:
        """Report the findings, and return whether one of them is so severe that the run fails.

        Warnings and errors are listed, and information is counted; when verbose everything is listed. What makes the
        run fail is always listed; when quiet nothing else is.
        """
        found, failing = list(findings), Severity[fail_on.upper()]
        usual = Severity.INFO if self.verbose else Severity.WARNING
        least = failing if self.quiet else min(usual, failing)
        listed = [finding for finding in found if finding.severity >= least]
        text = FINDING_FORMATS["text"].render(Report.of(listed, _MOST_LISTED), Context(self.language, __version__))
        if text:
            note(text)
        information = total(found, Severity.INFO)
        if information and least == Severity.WARNING and not self.quiet:
            self.say(_NOT_LISTED.format(number=information))
        return options.fails(found, fail_on)

    def say(self, phrase: Phrase) -> None:
        """Write something that the user must read, also when quiet."""
        note(written(phrase, self.language))

    def note(self, phrase: Phrase) -> None:
        """Write something that is not a finding, unless quiet."""
        if not self.quiet:
            self.say(phrase)

    def inputs(self, inputs: "Iterable[Input]") -> None:
        """Write how the inputs were read, when verbose."""
        for file in inputs if self.verbose else ():
            self.say(_described(file))


def _described(file: "Input") -> Phrase:
    """Return how an input was read."""
    dialect = (Joined((_NAMES.get(name, name), _shown(value)), " ") for name, value in file.dialect.items())
    details = Joined((file.format, *dialect, _SITES.counting(file.sites), f"sha256 {file.sha256}"))
    return Joined((visible(file.path), details), ": ")


def _shown(value: str) -> str:
    """Return a value of a dialect: signs and texts with blanks in quotes, a tab by its name."""
    return value if _WORD.fullmatch(value) else "tab" if value == "\t" else f"'{visible(value)}'"
