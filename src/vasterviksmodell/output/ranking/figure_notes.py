"""What a ranking tells about how its figures were read: conversions, and warnings that touch figures."""

from collections.abc import Sequence

from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.i18n import Message, Phrase, Plural

_MOST = 10
_WARNING = Message("Warning: {text} ({place}).")
_NOTE = Message("Note: {text} ({place}).")
_REST = Plural("… and {number} more finding about figures.", "… and {number} more findings about figures.")


def figure_notes(findings: Sequence[Finding]) -> tuple[Phrase, ...]:
    """Return the findings that whoever reads a ranking must know, because they say how figures were read."""
    found = [finding for finding in findings if finding.rule.about_figures]
    rest = sum(finding.count for finding in found) - len(found[:_MOST])
    notes = (_noted(finding) for finding in found[:_MOST])
    return (*notes, *((_REST.counting(rest),) if rest else ()))


def _noted(finding: Finding) -> Phrase:
    form = _WARNING if finding.severity > Severity.INFO else _NOTE
    return form.format(text=finding.statement, place=str(finding.place))
