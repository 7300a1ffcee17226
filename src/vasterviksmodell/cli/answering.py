"""How a command that reads rankings answers: from opened inputs to a written analysis."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.terminal import view_on

if TYPE_CHECKING:
    from vasterviksmodell.cli.rankings import Opened, OpenedEach
    from vasterviksmodell.output.view import View
    from vasterviksmodell.source import Source

Found = TypeVar("Found")
"""What an analysis is made of: one ranking, or several."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the answer goes, and from which severity of findings on there is none."""

    output: str | None
    fail_on: "options.FailOn"

    def sources(self, paths: Sequence[str]) -> "list[Source]":
        """The inputs, opened; none of them is what the answer is written to."""
        sources = inputs.open_sources(paths)
        inputs.refuse_as_output(self.output, [it.path for it in sources])
        return sources

    def give(
        self, found: Found | None, opened: "Opened | OpenedEach", told: "Callable[[Found, View], str]"
    ) -> ExitCode:
        """Tell the findings, then, unless they are too severe, what is told of what was found."""
        opened.voice.findings(opened.findings)
        if found is None or options.fails(opened.findings, self.fail_on):
            return ExitCode.FINDINGS
        outputs.write([told(found, view_on(self.output, opened.voice.language))], self.output)
        return ExitCode.FINE
