"""Findings as a GitLab Code Quality report. The format has no place for what is not listed."""

from collections import Counter
from typing import Any

from vasterviksmodell.findings import Finding, Report, Severity
from vasterviksmodell.output.findings.finding_format import (
    Context,
    FindingFormat,
    message,
    message_with_count,
    portable_path,
)
from vasterviksmodell.source.json_writer import json_text

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLabReport(FindingFormat):
    name = "gitlab"
    purpose = "A GitLab Code Quality report."
    counts_unlisted = False

    def render(self, report: Report, _: Context) -> str:
        """Return an issue for each finding that is listed."""
        before: Counter[tuple[str, ...]] = Counter()
        entries = []
        for finding in report.listed:
            identity = (finding.code, portable_path(finding), message(finding))
            entries.append(_entry(finding, _fingerprint(*identity, str(before[identity]))))
            before[identity] += 1
        return json_text(entries, indent=2) + "\n"


def _fingerprint(*identity: str) -> str:
    """Return the identity of a finding across runs: without its line, so that a row inserted above changes nothing.

    Equal findings differ by how many came before; no part holds a control character.
    """
    from hashlib import sha256

    return sha256("\0".join(identity).encode()).hexdigest()


def _entry(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "description": message_with_count(finding),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": portable_path(finding), "lines": {"begin": finding.place.line or 1}},
    }
