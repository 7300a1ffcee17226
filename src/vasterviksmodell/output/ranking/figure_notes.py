"""What a ranking tells about how its figures were read: conversions, and warnings that touch figures."""

from collections.abc import Iterator, Sequence

from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.i18n import Message, Phrase, Plural
from vasterviksmodell.i18n.wording import listing, shortened

_MOST = 10
_WARNING = Message("Warning: {text} ({place}).")
_NOTE = Message("Note: {text} ({place}).")
_CONVERTED_CODE = "D048"
_CONVERTED = Message("Converted from {other} to {unit}: {columns}.")
_REST = Plural("… and {number} more finding about figures.", "… and {number} more findings about figures.")


def figure_notes(findings: Sequence[Finding]) -> tuple[Phrase, ...]:
    """Return what whoever reads a ranking must know of how its figures were read: conversions on one line for each."""
    about = [finding for finding in findings if finding.rule.about_figures]
    others = [finding for finding in about if finding.code != _CONVERTED_CODE]
    rest = sum(finding.count for finding in others) - len(others[:_MOST])
    notes = (*_conversions(about), *map(_noted, others[:_MOST]))
    return (*notes, *((_REST.counting(rest),) if rest else ()))


def _conversions(findings: Sequence[Finding]) -> Iterator[Phrase]:
    """Yield a line for each pair of units between which figures were converted, with the columns."""
    columns: dict[tuple[str, str], dict[str, None]] = {}
    for finding in findings:
        if finding.code == _CONVERTED_CODE:
            units = (str(finding.facts["other"]), str(finding.facts["unit"]))
            columns.setdefault(units, {})[str(finding.facts["column"])] = None
    for (other, unit), names in columns.items():
        yield _CONVERTED.format(other=shortened(other), unit=shortened(unit), columns=listing(names))


def _noted(finding: Finding) -> Phrase:
    form = _WARNING if finding.severity > Severity.INFO else _NOTE
    return form.format(text=finding.statement, place=str(finding.place))
