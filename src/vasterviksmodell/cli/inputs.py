"""From arguments to criteria and sources."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import IS_CLOSED, CannotRun, cannot_read
from vasterviksmodell.cli.languages import BESIDE
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.cli.options import InputFormat
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.sites.formats import SiteFormat
    from vasterviksmodell.source.files import Source

_IS_INPUT = Message("{path} is an input: write to another file")
_PACKAGED = Message("the packaged default model")


def open_sources(paths: Sequence[str]) -> "list[Source]":
    """Every input, opened; fingerprints are taken in the background from here on."""
    from vasterviksmodell.source.files import Source

    if paths.count("-") > 1:
        raise CannotRun(Message("standard input can be read only once"))
    sources: list[Source] = []
    refusals: list[Phrase] = []
    for path in paths:
        try:
            sources.append(_standard_input() if path == "-" else Source.of(path))
        except OSError as error:
            refusals.append(cannot_read(path, error))
    if refusals:
        raise CannotRun(Joined(refusals, "; "))
    return sources


def refuse_as_output(output: str | None, read: "Sequence[Path]") -> None:
    """An input is not overwritten by what was made of it."""
    path = Path(output) if output not in (None, "-") else None
    if path is not None and path.is_file() and any(it.is_file() and path.samefile(it) for it in read):
        raise CannotRun(_IS_INPUT.format(path=visible(str(path))))


def _standard_input() -> "Source":
    from vasterviksmodell.source.files import Source

    if sys.stdin is None:
        raise CannotRun(IS_CLOSED)
    return Source.copied(sys.stdin.buffer, "<stdin>")


def with_formats(sources: "Sequence[Source]", asked: "InputFormat | None") -> "list[tuple[Source, SiteFormat]]":
    """Each source with its format: its suffix's, else the one asked for, else what its contents tell."""
    from vasterviksmodell.sites.formats import format_for

    return [(source, format_for(source, asked)) for source in sources]


class CriteriaChoice:
    """Which criteria apply: those asked for, else those beside, else the packaged model."""

    def __init__(self, asked: str | None) -> None:
        from vasterviksmodell.criteria import default_criteria_path

        self.given = asked is not None
        self.packaged = asked is None and not BESIDE.is_file()
        self.path = default_criteria_path() if self.packaged else Path(asked or BESIDE)
        self.name = "criteria.yaml" if self.packaged else str(self.path)

    @property
    def described(self) -> Phrase:
        """What is told when the criteria were not asked for."""
        return _PACKAGED if self.packaged else f"./{self.name}"

    def read(self) -> "tuple[Criteria | None, tuple[Finding, ...]]":
        """The criteria, or None when the file has errors; and every finding."""
        from vasterviksmodell.criteria import read_criteria_file

        try:
            return read_criteria_file(self.path, self.name)
        except OSError as error:
            raise CannotRun(cannot_read(self.name, error)) from error
