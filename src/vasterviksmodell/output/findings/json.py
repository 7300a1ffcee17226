"""Findings for programs: the contract `vasterviksmodell/findings/1`."""

from vasterviksmodell.findings import Report
from vasterviksmodell.findings.entry import finding_entry
from vasterviksmodell.output.findings.finding_format import Context, FindingFormat, counts
from vasterviksmodell.source.json_writer import json_text

SCHEMA = "vasterviksmodell/findings/1"


class JsonFindings(FindingFormat):
    name = "json"
    purpose = "JSON for programs, every field of a finding in it."
    suffixes: tuple[str, ...] = (".json",)

    def render(self, report: Report, context: Context) -> str:
        """Return an object with the counts and the findings."""
        content = {
            "schema": SCHEMA,
            "version": context.tool_version,
            "counts": {severity.label: number for severity, number in counts(report).items()},
            "unlisted": report.unlisted,
            "findings": [finding_entry(finding) for finding in report.listed],
        }
        return json_text(content, indent=2) + "\n"
