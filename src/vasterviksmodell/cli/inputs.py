"""From arguments to criteria and sources."""

import re
import sys
from collections.abc import Callable, Sequence
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

    SectionReader = Callable[[Criteria, Path, str], tuple[Criteria | None, tuple[Finding, ...]]]
    """Reads a file of actions or events, in place of those that criteria have."""

_IS_INPUT = Message("{path} is an input: write to another file")
_BROKEN = Message("{path} cannot be opened as a report that carries a ranking: {problem}")
_PACKAGED = Message("the packaged default model")


def open_sources(paths: Sequence[str], stdin_name: str = "<stdin>") -> "list[Source]":
    """Return every input, opened; fingerprints are computed in the background from now on."""
    from vasterviksmodell.source.files import Source

    if paths.count("-") > 1:
        raise CannotRun(Message("standard input can be read only once"))
    sources: list[Source] = []
    refusals: list[Phrase] = []
    for path in paths:
        try:
            sources.append(_opened(_standard_input(stdin_name) if path == "-" else Source.of(path)))
        except OSError as error:
            refusals.append(cannot_read(path, error))
    if refusals:
        raise CannotRun(Joined(refusals, "; "))
    return sources


def _opened(source: "Source") -> "Source":
    """Return the ranking that a report carries in place of the report; findings have the lines of the ranking."""
    from vasterviksmodell.scoring.saved.carriers import NAME, BrokenCarrierError, carried_in

    try:
        with source.path.open("rb") as file:
            ranking = carried_in(file)
    except BrokenCarrierError as error:
        raise CannotRun(_BROKEN.format(path=visible(source.name), problem=error.problem)) from error
    return source if ranking is None else source.inner(NAME, ranking)


def holds_criteria(source: "Source") -> bool:
    """Say whether a file is one of criteria: YAML with `criteria:` among its keys, and no sites."""
    text = yaml_head(source)
    return bool(re.search(rb"^criteria[ \t]*:", text, re.MULTILINE)) and not re.search(
        rb"^sites[ \t]*:", text, re.MULTILINE
    )


def holds_decision(source: "Source") -> bool:
    """Say whether a file is the record of a decision."""
    from vasterviksmodell.decision.file import is_decision

    return is_decision(yaml_head(source))


def yaml_head(source: "Source") -> bytes:
    """Return the beginning of a YAML file; nothing of other files, or of what a report carries."""
    is_yaml = source.path == source.named_path and source.path.suffix.lower() in {".yaml", ".yml"}
    return source.head(1 << 20) if is_yaml else b""


def refuse_as_output(output: str | None, read: "Sequence[Path]") -> None:
    """Refuse an output that is one of the inputs."""
    path = Path(output) if output not in (None, "-") else None
    if path is not None and path.is_file() and any(input.is_file() and path.samefile(input) for input in read):
        raise CannotRun(_IS_INPUT.format(path=visible(str(path))))


def _standard_input(name: str) -> "Source":
    from vasterviksmodell.source.files import Source

    if sys.stdin is None:
        raise CannotRun(IS_CLOSED)
    return Source.copied(sys.stdin.buffer, name)


def with_formats(sources: "Sequence[Source]", requested: "InputFormat | None") -> "list[tuple[Source, SiteFormat]]":
    """Return each source with its format: that of its suffix, else the requested one, else that of its contents."""
    from vasterviksmodell.sites.formats import format_for

    return [(source, format_for(source, requested)) for source in sources]


def with_section_of(
    read: "SectionReader",
    criteria: "Criteria | None",
    findings: "tuple[Finding, ...]",
    path: str | None,
    meant: "Callable[[str], Phrase | None]" = lambda _: None,
) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    """Return criteria with a section from a file, if one is named, and all findings about both; None with errors.

    `meant`: what a name that is no file was perhaps meant to be.
    """
    if criteria is None or path is None:
        return criteria, findings
    try:
        criteria, found = read(criteria, Path(path), path)
    except OSError as error:
        told = (cannot_read(path, error), meant(path))
        raise CannotRun(Joined([phrase for phrase in told if phrase is not None], "; ")) from error
    return criteria, (*findings, *found)


class CriteriaChoice:
    """Which criteria apply.

    Those of `--criteria`, else `./criteria.yaml`, else those beside the first file with sites, else the packaged model.
    """

    def __init__(self, requested: str | None, first: "Source | None" = None) -> None:
        from vasterviksmodell.criteria import default_criteria_path

        places = [BESIDE, *(() if first is None else (first.named_path.parent / BESIDE,))]
        found = next((place for place in places if place.is_file()), None)
        self.given: bool = requested is not None
        self.packaged: bool = requested is None and found is None
        self.path: Path = default_criteria_path() if self.packaged else Path(requested or found or BESIDE)
        self.name: str = "criteria.yaml" if self.packaged else str(self.path)

    def is_same(self, other: "CriteriaChoice") -> bool:
        """Say whether two choices are the same file."""
        return self.path.is_file() and other.path.is_file() and self.path.samefile(other.path)

    @property
    def described(self) -> Phrase:
        """What is reported where no option names the criteria."""
        if self.packaged:
            return _PACKAGED
        return visible(f"./{self.name}" if self.path.name == self.name else self.name)

    def read(self) -> "tuple[Criteria | None, tuple[Finding, ...]]":
        """Return the criteria, or None where the file has errors; and every finding."""
        from vasterviksmodell.criteria import read_criteria_file

        try:
            return read_criteria_file(self.path, self.name)
        except OSError as error:
            raise CannotRun(cannot_read(self.name, error)) from error
