"""What is said beside the result: findings and notes, on standard error."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell import __version__
from vasterviksmodell.cli.outputs import note
from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.wording import Language, visible

if TYPE_CHECKING:
    from vasterviksmodell.sites.model import Input

_LISTED = 100


@dataclass(frozen=True, slots=True)
class Voice:
    """How much is said, and in which language."""

    language: Language
    quiet: bool = False
    verbose: bool = False

    def findings(self, findings: Iterable[Finding]) -> None:
        """Tell the findings; when quiet, only the errors."""
        from vasterviksmodell.output.findings import FINDING_FORMATS, Context

        told = [it for it in findings if not self.quiet or it.severity == Severity.ERROR]
        text = FINDING_FORMATS["text"](Report.of(told, _LISTED), Context(self.language, __version__))
        if text:
            note(text)

    def note(self, text: str) -> None:
        """Tell something that is no finding, unless quiet."""
        if not self.quiet:
            note(text)

    def inputs(self, inputs: "Iterable[Input]") -> None:
        """Tell how the inputs were read, when verbose."""
        for it in inputs if self.verbose else ():
            dialect = ", ".join(f"{name} {value!r}" for name, value in it.dialect.items())
            note(f"{visible(it.path)}: {it.format} ({dialect}), {it.sites} sites, sha256 {it.sha256}")
