"""What is said beside the result: findings and notes, on standard error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import options
from vasterviksmodell.cli.outputs import note
from vasterviksmodell.findings import Finding, Report, Severity, total
from vasterviksmodell.i18n import Message, Plural
from vasterviksmodell.wording import Language, same, visible

if TYPE_CHECKING:
    from vasterviksmodell.sites.model import Input

_LISTED = 100
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
}
"""What a dialect says, by its keys; other keys are told as they are."""
_HELD_BACK = Message("for information: {number} more with --verbose")
_WORD = re.compile(r"\w[\w.:-]*")


@dataclass(frozen=True, slots=True)
class Voice:
    """How much is said, and in which language."""

    language: Language
    quiet: bool = False
    verbose: bool = False

    def findings(self, findings: Iterable[Finding], fail_on: "options.FailOn") -> bool:
        """Tell the findings; whether one of them is so severe that the run fails.

        Told are warnings and errors, of mere information the number; when verbose all. What makes the run fail is
        always told, when quiet nothing else.
        """
        from vasterviksmodell.output.findings import FINDING_FORMATS, Context

        found, failing = list(findings), Severity[fail_on.upper()]
        usual = Severity.INFO if self.verbose else Severity.WARNING
        least = failing if self.quiet else min(usual, failing)
        told = [it for it in found if it.severity >= least]
        text = FINDING_FORMATS["text"].render(Report.of(told, _LISTED), Context(self.language, __version__))
        if text:
            note(text)
        held_back = total(found, Severity.INFO)
        if held_back and least == Severity.WARNING and not self.quiet:
            note(_HELD_BACK.inside(self.language).format(number=held_back))
        return options.fails(found, fail_on)

    def note(self, text: str) -> None:
        """Tell something that is no finding, unless quiet."""
        if not self.quiet:
            note(text)

    def inputs(self, inputs: "Iterable[Input]") -> None:
        """Tell how the inputs were read, when verbose."""
        for it in inputs if self.verbose else ():
            note(_described(it, self.language))


def _described(file: "Input", language: Language) -> str:
    """How an input was read, in words."""
    dialect = (f"{_NAMES.get(name, same(name)).inside(language)} {_shown(it)}" for name, it in file.dialect.items())
    sites = Plural("{number} site", "{number} sites").counting(file.sites)
    return f"{visible(file.path)}: {', '.join((file.format, *dialect, sites.inside(language)))}, sha256 {file.sha256}"


def _shown(value: str) -> str:
    """A value of a dialect: signs and texts with blanks in quotes, a tab by its name."""
    return value if _WORD.fullmatch(value) else "tab" if value == "\t" else f"'{visible(value)}'"
