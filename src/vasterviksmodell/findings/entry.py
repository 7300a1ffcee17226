"""Findings as plain values for machine-readable formats, with keys as in `vasterviksmodell/findings/1`."""

from typing import Any

from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n.wording import visible


def finding_entry(finding: Finding) -> dict[str, Any]:
    """Return every field of a finding, in English."""
    hint = finding.hint()
    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": visible(finding.message()),
        "path": visible(finding.place.path),
        "line": finding.place.line,
        "column": finding.place.column,
        "sheet": None if finding.place.sheet is None else visible(finding.place.sheet),
        "hint": None if hint is None else visible(hint),
        "suggestion": None if finding.suggestion is None else visible(finding.suggestion),
        "count": finding.count,
    }
