"""Findings in words that are safe in every format: on one line, without control characters, encodable."""

from pathlib import PurePath

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Language, visible

_ONE = {
    Severity.ERROR: Message("error"),
    Severity.WARNING: Message("warning"),
    Severity.INFO: Message("info"),
}
_MANY = {
    Severity.ERROR: Message("errors"),
    Severity.WARNING: Message("warnings"),
    Severity.INFO: Message("info"),
}
_NOT_LISTED = Message(" ({number} not listed)")


def message(finding: Finding, language: Language = "en") -> str:
    """What is wrong."""
    return visible(finding.message(language))


def hint(finding: Finding, language: Language = "en") -> str | None:
    """What to do about it, or None."""
    words = finding.hint(language)
    return None if words is None else visible(words)


def counted(finding: Finding) -> str:
    """The message, and how many more there are of the kind; in a workbook with the cell, which a line does not tell."""
    cell = f"{finding.place.cell}: " if finding.place.cell else ""
    more = f" (and {finding.more} more like it)" if finding.more else ""
    return cell + message(finding) + more


def explained(finding: Finding) -> str:
    """The message and, on a second line, the hint."""
    advice = hint(finding)
    return counted(finding) + (f"\nhint: {advice}" if advice else "")


def portable_path(finding: Finding) -> str:
    """The path as build services match it: forward slashes, no `./` in front."""
    return visible(PurePath(finding.place.path).as_posix())


def counts(report: Report) -> dict[Severity, int]:
    """How many there are of each severity, the worst first, zeros included."""
    return {severity: report.counts.get(severity, 0) for severity in sorted(Severity, reverse=True)}


def tally(report: Report, language: Language = "en") -> str:
    """`2 errors, 1 warning (5 not listed)`, zeros left out."""
    parts = [
        f"{number} {(_ONE if number == 1 else _MANY)[severity].inside(language)}"
        for severity, number in counts(report).items()
        if number
    ]
    rest = _NOT_LISTED.inside(language).format(number=report.unlisted) if report.unlisted else ""
    return ", ".join(parts) + rest
