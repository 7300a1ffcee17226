"""Findings for programs: the contract `vasterviksmodell/findings/1`."""

import json
from typing import Any

from vasterviksmodell.findings import Finding, Report
from vasterviksmodell.output.findings.interface import Context
from vasterviksmodell.output.findings.shown import counts, hint, message, safe

_SCHEMA = "vasterviksmodell/findings/1"


def render(report: Report, context: Context) -> str:
    """JSON for programs, every field of a finding in it."""
    content = {
        "schema": _SCHEMA,
        "version": context.tool_version,
        "counts": {severity.label: number for severity, number in counts(report).items()},
        "unlisted": report.unlisted,
        "findings": [_entry(finding) for finding in report.listed],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": message(finding),
        "path": safe(finding.place.path),
        "line": finding.place.line,
        "column": finding.place.column,
        "hint": hint(finding),
        "suggestion": None if finding.suggestion is None else safe(finding.suggestion),
        "count": finding.count,
    }
