"""Findings as plain values, for the formats for programs: keys as in `vasterviksmodell/findings/1`."""

from typing import Any

from vasterviksmodell.findings import Finding
from vasterviksmodell.output.texts import safe


def finding_entry(finding: Finding) -> dict[str, Any]:
    """Every field of a finding, in English."""
    hint = finding.hint()
    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": safe(finding.message()),
        "path": safe(finding.place.path),
        "line": finding.place.line,
        "column": finding.place.column,
        "hint": None if hint is None else safe(hint),
        "suggestion": None if finding.suggestion is None else safe(finding.suggestion),
        "count": finding.count,
    }
