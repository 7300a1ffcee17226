"""How a command that reads rankings answers: from opened inputs to a written analysis."""

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.collecting import without_collecting
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.options import RunOptions
from vasterviksmodell.cli.terminal import view_on
from vasterviksmodell.output.views import VIEW_SUFFIXES
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.cli.rankings import Opened, OpenedEach
    from vasterviksmodell.output.suffixes import Suffixes
    from vasterviksmodell.output.view import View
    from vasterviksmodell.source import Source

Found = TypeVar("Found")
"""What an analysis is made of: one ranking, or several."""


class Answer:
    """Where the answer goes and how it is written, and from which severity of findings on there is none."""

    def __init__(self, options: RunOptions, suffixes: "Suffixes" = VIEW_SUFFIXES) -> None:
        """Choose the format that is asked for, else that of the suffix of the output."""
        self.output = options.output
        self.fail_on = options.fail_on
        self.format = chosen_format(options.format, options.output, suffixes)

    def sources(self, paths: Sequence[str]) -> "list[Source]":
        """The inputs, opened; the answer is written to none of them."""
        sources = inputs.open_sources(paths)
        inputs.refuse_as_output(self.output, [it.given for it in sources])
        return sources

    def sources_about(self, command: str, sites: str, *named: str | None) -> "list[Source]":
        """The input of a command that names sites after it; when these stand the other way round, that is said."""
        beside = [it for it in named if it is not None]
        misplaced = next((it for it in beside if _is_file(it)), None)
        if misplaced is not None and sites != "-" and not _is_file(sites):
            beside.remove(misplaced)
            order = visible(shlex.join([command, misplaced, sites, *beside]))
            raise CannotRun(f"{visible(sites)} is no file, but {visible(misplaced)} is: give the file first: {order}")
        return self.sources([sites])

    def is_due(self, opened: "Opened | OpenedEach") -> bool:
        """Tell the findings, and how the inputs were read; whether there is an answer, or they are too severe."""
        failing = opened.voice.findings(opened.findings, self.fail_on)
        if opened.rankings is None or failing:
            return False
        opened.voice.inputs(it for ranking in opened.rankings for it in ranking.inputs)
        return True

    @without_collecting()
    def give(
        self,
        found: Found | None,
        opened: "Opened | OpenedEach",
        rendered: "Callable[[Found, View], outputs.Rendered]",
    ) -> ExitCode:
        """Report the findings, then, unless they are too severe, write what was found."""
        if not self.is_due(opened) or found is None:
            return ExitCode.FINDINGS
        outputs.write(rendered(found, view_on(self.output, opened.voice.language)), self.output)
        return ExitCode.FINE


def _is_file(path: str) -> bool:
    """Whether something can be read there; pipes have no other name for it."""
    try:
        return Path(path).exists() and not Path(path).is_dir()
    except OSError:  # no path at all: too long
        return False
