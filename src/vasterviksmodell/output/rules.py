"""The manual of the rules, from the rules themselves."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from vasterviksmodell.findings import Rule
from vasterviksmodell.json_text import json_text
from vasterviksmodell.wording import with_escapes

_FAMILIES = {"F": "Any file", "C": "Criteria", "D": "Sites", "R": "Saved rankings"}


def text(rules: Sequence[Rule]) -> str:
    """A line for each rule; one alone with its whole manual."""
    if len(rules) != 1:
        return "".join(f"{it.code}  {it.severity.label:8}{it.title}\n" for it in rules)
    (rule,) = rules
    return (
        f"{rule.code} {rule.severity.label}: {rule.title}\n\n{rule.why}\n\n{_adjustable(rule)}"
        f"Breaks it:\n\n{_indented(rule.bad)}\nKeeps it:\n\n{_indented(rule.good)}"
    )


def _adjustable(rule: Rule) -> str:
    """How to change the severity of a rule that may be switched off."""
    levels = "off, info, warning or error"
    return f"Under `checks:` in the criteria file it can be {levels}: `{{{rule.code}: off}}`.\n\n" * rule.adjustable


def markdown(rules: Sequence[Rule]) -> str:
    """A page with a section for each rule."""
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
    """A list of objects."""
    objects = [
        {
            "code": it.code,
            "severity": it.severity.label,
            "title": it.title,
            "adjustable": it.adjustable,
            "why": it.why,
            "bad": _shown(it.bad),
            "good": it.good,
        }
        for it in rules
    ]
    return json_text(objects, indent=2) + "\n"


def _indented(example: str) -> str:
    return "".join(f"    {line}\n" for line in _shown(example).splitlines())


def _shown(example: str) -> str:
    """An example with its unprintable bytes written as escapes, and long lines cut."""
    lines = (line if len(line) < 100 else f"{line[:40]} … {line[-40:]}" for line in example.splitlines())  # noqa: PLR2004
    return "".join(f"{_escaped(line)}\n" for line in lines)


def _escaped(line: str) -> str:
    return with_escapes(line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


RULE_FORMATS: Mapping[str, Callable[[Sequence[Rule]], str]] = MappingProxyType(
    {"text": text, "markdown": markdown, "json": json}
)
