"""Findings as SARIF 2.1.0, the exchange format of static analysis tools."""

from pathlib import PurePath
from typing import Any

from vasterviksmodell.findings import Finding, Report, Rule, Severity
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.findings.finding_format import (
    Context,
    FindingFormat,
    fingerprints,
    message_with_hint,
    path_in_repository,
)
from vasterviksmodell.source.json_writer import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class SarifLog(FindingFormat):
    name = "sarif"
    purpose = "SARIF 2.1.0, for code scanning and editors."
    suffixes: tuple[str, ...] = (".sarif", ".sarif.json")

    def render(self, report: Report, context: Context) -> str:
        """Return a log of one run, with the rules that its findings break."""
        content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report, context)]}
        return json_text(content, indent=2) + "\n"


def _run(report: Report, context: Context) -> dict[str, Any]:
    rules = {finding.code: finding.rule for finding in sorted(report.listed, key=lambda finding: finding.code)}
    numbers = {code: number for number, code in enumerate(rules)}
    driver = {
        "name": "vasterviksmodell",
        "version": context.tool_version,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, numbers[finding.code], fingerprint, context)
            for finding, fingerprint in zip(report.listed, fingerprints(report, context), strict=True)
        ],
        "properties": {"unlisted": report.unlisted},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    title = rule.title.inside("en")
    return {
        "id": rule.code,
        "name": "".join(filter(str.isalnum, title.title())),
        "shortDescription": {"text": title},
        "fullDescription": {"text": rule.why.inside("en")},
        "help": {"text": _help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _help(rule: Rule) -> str:
    bad, good = ("\n".join(map(visible, example.split("\n"))) for example in (rule.bad, rule.good))
    return f"{rule.why.inside('en')}\n\nA file that breaks the rule:\n\n{bad}\nPut right:\n\n{good}"


def _result(finding: Finding, rule_number: int, fingerprint: str, context: Context) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_number,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escaped(message_with_hint(finding))},
        "locations": [{"physicalLocation": _location(finding, context)}],
        "occurrenceCount": finding.count,
        "partialFingerprints": {"vasterviksmodell/v1": fingerprint},
    }


def _escaped(text: str) -> str:
    """Escape braces, which mark placeholders in SARIF (§3.11.5), and links as `[text](target)` (§3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _location(finding: Finding, context: Context) -> dict[str, Any]:
    place = finding.place
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(path_in_repository(finding, context))}}
    if place.line is not None:
        column = {} if place.column is None else {"startColumn": place.column}
        location["region"] = {"startLine": place.line, **column}
    return location


def _uri(path: PurePath) -> str:
    from urllib.parse import quote

    if path.is_absolute():
        return "file:///" + quote(path.as_posix().lstrip("/"), safe="/:", errors="backslashreplace")
    return quote(path.as_posix(), errors="backslashreplace")
