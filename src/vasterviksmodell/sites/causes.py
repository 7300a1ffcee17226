"""Of all that was found in files, what is told: one finding for each cause, as severe as the criteria file says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vasterviksmodell.findings import Finding, Severity

_BROKEN_FILES, _BROKEN_ROWS, _BROKEN_CELLS = ("D039",), ("D002", "D003", "D036"), ("D015",)
_UNREAD = ("F001", "F007")


def at_their_level(findings: Iterable[Finding], levels: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """The findings with the severities that the criteria file gives them, without those it switches off."""
    for it in findings:
        level = levels.get(it.code, it.severity)
        if level is not None:
            yield it if level == it.severity else replace(it, level=level)


def one_for_each_cause(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out findings about a cell that is missing or wrong because it, its row or its file is broken.

    In a file with bytes that cannot be read it is no finding that two texts with such bytes are alike, or mean nothing.
    """
    files = {it.place.path for it in findings if it.code in _BROKEN_FILES}
    unread = {it.place.path for it in findings if it.code in _UNREAD}
    rows = {(it.place.path, it.place.line) for it in findings if it.code in _BROKEN_ROWS}
    cells = {it.place for it in findings if it.code in _BROKEN_CELLS}

    def follows(finding: Finding) -> bool:
        """Whether a finding says only what follows from another."""
        if finding.code >= "D1" and finding.place.path in files:
            return True
        if finding.code in (*_BROKEN_FILES, *_BROKEN_ROWS, *_BROKEN_CELLS) or finding.code.startswith("F"):
            return False
        if finding.place.path in unread and _holds_unread(finding):
            return True
        return not finding.more and (finding.place in cells or (finding.place.path, finding.place.line) in rows)

    return [finding for finding in findings if not follows(finding)]


def _holds_unread(finding: Finding) -> bool:
    """Whether a finding is about a text with a byte that could not be read."""
    return any("\ufffd" in text for text in finding.facts.values() if isinstance(text, str))
