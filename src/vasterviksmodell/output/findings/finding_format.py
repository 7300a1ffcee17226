"""What a finding format is, and texts about findings that several formats share: without control characters."""

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from os.path import normpath
from pathlib import PurePath

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.wording import Language, visible

_NAMES = {
    Severity.ERROR: Plural("error", "errors"),
    Severity.WARNING: Plural("warning", "warnings"),
    Severity.INFO: Plural("info", "info"),
}
_NOT_LISTED = Message(" ({number} not listed)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a format needs besides the findings."""

    language: Language
    """The language of formats for people; formats for machines are in English."""
    tool_version: str
    width: int | None = None
    """The columns of the terminal; None where nothing is wrapped. Formats for machines ignore it."""
    folder: PurePath | None = None
    """The working folder, in which paths are resolved; None where they are taken as they are."""
    root: PurePath | None = None
    """The repository, in which build services look for files; None where there is none."""


class FindingFormat(ABC):
    """A member of the family: how findings are written."""

    name: str
    purpose: str
    suffixes: tuple[str, ...] = ()
    """The first is the usual one; none where the files have no suffix of their own."""
    lists_all: bool = True
    """Whether all findings are listed unless fewer are asked for: people read no more than some."""
    counts_unlisted: bool = True
    """Whether it has a place for the number of findings that it does not list."""

    @abstractmethod
    def render(self, report: Report, context: Context, /) -> str:
        """Return a report as text that can be encoded as UTF-8, the same every time."""


def message(finding: Finding, language: Language = "en") -> str:
    """Return what is wrong."""
    return visible(finding.message(language))


def hint(finding: Finding, language: Language = "en") -> str | None:
    """Return what to do about a finding, or None."""
    words = finding.hint(language)
    return None if words is None else visible(words)


def message_with_count(finding: Finding) -> str:
    """Return the message, how many more there are of the kind, and for a workbook the cell."""
    cell = f"{finding.place.cell}: " if finding.place.cell else ""
    more = f" (and {finding.more} more like it)" if finding.more else ""
    return cell + message(finding) + more


def message_with_hint(finding: Finding) -> str:
    """Return the message and, on a second line, the hint."""
    advice = hint(finding)
    return message_with_count(finding) + (f"\nhint: {advice}" if advice else "")


def portable_path(finding: Finding, context: Context) -> str:
    """Return the path as build services match it: within the repository, forward slashes, no `./` in front."""
    return visible(path_in_repository(finding, context).as_posix())


def path_in_repository(finding: Finding, context: Context) -> PurePath:
    """Return the path from the root of the repository; as it was given where the file lies elsewhere."""
    path = PurePath(finding.place.path)
    if context.folder is None or context.root is None or finding.place.path.startswith("<"):
        return path
    whole = PurePath(normpath(context.folder / path))
    return whole.relative_to(context.root) if whole.is_relative_to(context.root) else path


def fingerprints(report: Report, context: Context) -> list[str]:
    """Return the identity of each finding across runs: without its line, so that a row inserted above changes nothing.

    Equal findings differ by how many came before; no part holds a control character.
    """
    before: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in report.listed:
        identity = (finding.code, portable_path(finding, context), message(finding))
        found.append(sha256("\0".join((*identity, str(before[identity]))).encode()).hexdigest())
        before[identity] += 1
    return found


def counts(report: Report) -> dict[Severity, int]:
    """Return how many there are of each severity, the worst first, zeros included."""
    return {severity: report.counts.get(severity, 0) for severity in sorted(Severity, reverse=True)}


def tally(report: Report) -> Phrase:
    """Return `2 errors, 1 warning (5 not listed)`, zeros left out."""
    numbers = ((number, _NAMES[severity].counting(number)) for severity, number in counts(report).items() if number)
    parts = Joined(Joined((str(number), name), " ") for number, name in numbers)
    return Joined((parts, _NOT_LISTED.format(number=report.unlisted)), "") if report.unlisted else parts
