"""Findings as a GitLab Code Quality report. The format has no place for what is not listed."""

from typing import Any

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.output.findings.finding_format import (
    Context,
    FindingFormat,
    fingerprints,
    message_with_count,
    portable_path,
)
from vasterviksmodell.source.json_writer import json_text

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLabReport(FindingFormat):
    name = "gitlab"
    purpose = "A GitLab Code Quality report."
    counts_unlisted = False

    def render(self, report: Report, context: Context) -> str:
        """Return an issue for each finding that is listed."""
        pairs = zip(report.listed, fingerprints(report, context), strict=True)
        return json_text([_entry(*pair, context) for pair in pairs], indent=2) + "\n"


def _entry(finding: Finding, fingerprint: str, context: Context) -> dict[str, Any]:
    return {
        "description": message_with_count(finding),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": portable_path(finding, context), "lines": {"begin": finding.place.line or 1}},
    }
