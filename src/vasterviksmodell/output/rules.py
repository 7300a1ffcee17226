"""The manual of the rules, made from the rules themselves."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from vasterviksmodell.findings import Rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import Language, with_escapes
from vasterviksmodell.output.formats import Suffixes, View
from vasterviksmodell.source.json_writer import json_text

_FAMILIES = {
    "F": Message("Any file"),
    "C": Message("Criteria"),
    "D": Message("Sites"),
    "H": Message("The order of events"),
    "O": Message("Decisions"),
    "M": Message("Folders that are handed over"),
    "R": Message("Saved rankings"),
    "A": Message("The audit of a tree of criteria"),
    "V": Message("Registers that measures are derived from"),
}
_INDENT = 4
_LONGEST, _KEPT = 99, 40
"""The longest line of an example that is shown whole; and how much of both ends of a longer one."""
_HEADING = Message("# Rules\n\nMade by `vasterviksmodell rules --format markdown`.\n")
_SEVERITY = Message("Severity: {severity}.")
_BREAKS_IT = Message("Breaks it:")
_KEEPS_IT = Message("Keeps it:")
_ADJUSTABLE = Message(
    "Under `checks:` in the criteria file it can be off, info, warning or error: `{{{code}: off}}`.\n\n"
)


def text(rules: Sequence[Rule], view: View) -> str:
    """Return a line for each rule; for a single one its whole manual."""
    language = view.language
    if len(rules) != 1:
        listed = (f"{rule.code}  {rule.severity.label:8}{rule.title.inside(language)}\n" for rule in rules)
        return "".join(_fitted(line, view) for line in listed)
    (rule,) = rules
    told = (
        f"{rule.code} {rule.severity.label}: {rule.title.inside(language)}\n\n"
        f"{rule.why.inside(language)}\n\n{_adjustable(rule, language)}"
    )
    return (
        f"{_fitted(told, view)}"
        f"{_BREAKS_IT.inside(language)}\n\n{_indented(rule.bad, view)}\n"
        f"{_KEEPS_IT.inside(language)}\n\n{_indented(rule.good, view)}"
    )


def _fitted(text: str, view: View) -> str:
    """Return paragraphs, wrapped on a terminal."""
    if view.width is None:
        return text
    from vasterviksmodell.output.document.wrapping import wrapped  # with it comes rich

    return "".join(f"{part}\n" for line in text.splitlines() for part in wrapped(line, view.width))


def _adjustable(rule: Rule, language: Language) -> str:
    """Return how to change the severity of a rule that may be switched off; nothing for other rules."""
    return _ADJUSTABLE.format(code=rule.code).inside(language) if rule.adjustable else ""


def markdown(rules: Sequence[Rule], view: View) -> str:
    """Return a page with a section for each rule."""
    language = view.language
    parts = [_HEADING.inside(language)]
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            family = rule.code[0]
            parts.append(f"\n## {family}: {_FAMILIES[family].inside(language)}\n")
        parts.append(_section(rule, language))
    return "".join(parts)


def _section(rule: Rule, language: Language) -> str:
    severity = _SEVERITY.format(severity=rule.severity.label).inside(language)
    return (
        f"\n### {rule.code} {rule.title.inside(language)}\n\n"
        f"{severity} {rule.why.inside(language)}\n\n{_adjustable(rule, language)}"
        f"{_BREAKS_IT.inside(language)}\n\n```\n{_shown(rule.bad)}```\n\n"
        f"{_KEEPS_IT.inside(language)}\n\n```\n{_shown(rule.good)}```\n"
    )


def json(rules: Sequence[Rule], _: View) -> str:
    """Return a list of objects, in English."""
    objects = [
        {
            "code": rule.code,
            "severity": rule.severity.label,
            "title": rule.title.inside("en"),
            "adjustable": rule.adjustable,
            "why": rule.why.inside("en"),
            "bad": _shown(rule.bad),
            "good": rule.good,
        }
        for rule in rules
    ]
    return json_text(objects, indent=2) + "\n"


def _indented(example: str, view: View) -> str:
    most = _LONGEST if view.width is None else min(view.width - _INDENT, _LONGEST)
    return "".join(f"{' ' * _INDENT}{line}\n" for line in _shown(example, most).splitlines())


def _shown(example: str, most: int = _LONGEST) -> str:
    """Return an example with its unprintable bytes written as escapes, and long lines cut."""
    kept = max(min(_KEPT, (most - 3) // 2), 1)
    lines = (line if len(line) <= most else f"{line[:kept]} … {line[-kept:]}" for line in example.splitlines())
    return "".join(f"{_escaped(line)}\n" for line in lines)


def _escaped(line: str) -> str:
    return with_escapes(line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


RULE_FORMATS: Mapping[str, Callable[[Sequence[Rule], View], str]] = MappingProxyType(
    {"text": text, "markdown": markdown, "json": json}
)
RULE_SUFFIXES: Suffixes = MappingProxyType({"text": (".txt",), "markdown": (".md",), "json": (".json",)})
