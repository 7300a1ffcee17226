"""The manual of the rules, made from the rules themselves."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from vasterviksmodell.findings import Rule
from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.output.formats import Suffixes
from vasterviksmodell.source.json_writer import json_text

_FAMILIES = {"F": "Any file", "C": "Criteria", "D": "Sites", "R": "Saved rankings"}


def text(rules: Sequence[Rule]) -> str:
    """Return a line for each rule; of one alone its whole manual."""
    if len(rules) != 1:
        return "".join(f"{rule.code}  {rule.severity.label:8}{rule.title}\n" for rule in rules)
    (rule,) = rules
    return (
        f"{rule.code} {rule.severity.label}: {rule.title}\n\n{rule.why}\n\n{_adjustable(rule)}"
        f"Breaks it:\n\n{_indented(rule.bad)}\nKeeps it:\n\n{_indented(rule.good)}"
    )


def _adjustable(rule: Rule) -> str:
    """Return how to change the severity of a rule that may be switched off; nothing of any other."""
    levels = "off, info, warning or error"
    return f"Under `checks:` in the criteria file it can be {levels}: `{{{rule.code}: off}}`.\n\n" * rule.adjustable


def markdown(rules: Sequence[Rule]) -> str:
    """Return a page with a section for each rule."""
    parts = ["# Rules\n\nMade by `vasterviksmodell rules --format markdown`.\n"]
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            family = rule.code[0]
            parts.append(f"\n## {family}: {_FAMILIES[family]}\n")
        parts.append(
            f"\n### {rule.code} {rule.title}\n\nSeverity: {rule.severity.label}. {rule.why}\n\n{_adjustable(rule)}"
            f"Breaks it:\n\n```\n{_shown(rule.bad)}```\n\nKeeps it:\n\n```\n{_shown(rule.good)}```\n"
        )
    return "".join(parts)


def json(rules: Sequence[Rule]) -> str:
    """Return a list of objects."""
    objects = [
        {
            "code": rule.code,
            "severity": rule.severity.label,
            "title": rule.title,
            "adjustable": rule.adjustable,
            "why": rule.why,
            "bad": _shown(rule.bad),
            "good": rule.good,
        }
        for rule in rules
    ]
    return json_text(objects, indent=2) + "\n"


def _indented(example: str) -> str:
    return "".join(f"    {line}\n" for line in _shown(example).splitlines())


def _shown(example: str) -> str:
    """Return an example with its unprintable bytes written as escapes, and long lines cut."""
    lines = (line if len(line) < 100 else f"{line[:40]} … {line[-40:]}" for line in example.splitlines())  # noqa: PLR2004
    return "".join(f"{_escaped(line)}\n" for line in lines)


def _escaped(line: str) -> str:
    return with_escapes(line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


RULE_FORMATS: Mapping[str, Callable[[Sequence[Rule]], str]] = MappingProxyType(
    {"text": text, "markdown": markdown, "json": json}
)
RULE_SUFFIXES: Suffixes = MappingProxyType({"text": (".txt",), "markdown": (".md",), "json": (".json",)})
