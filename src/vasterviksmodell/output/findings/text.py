"""Findings for people: a line each, repeats collapsed, everything counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from vasterviksmodell.findings import Finding, Report
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.findings.interface import Context
from vasterviksmodell.output.findings.shown import hint, message, tally
from vasterviksmodell.wording import Language

_SHOWN = 3
_MOST_LINES = 10
_HINT = Message("  hint: ")
_REST = Message("  … and {number} more {code} like it")
_LINE = Message(" (line {lines})")
_LINES = Message(" (lines {lines})")

_Numbered = tuple[int, Finding]
"""A finding with its number in the report."""


def render(report: Report, context: Context) -> str:
    """Lines for people, repeats in one column collapsed; empty when there are no findings."""
    if not report.total:
        return ""
    blocks = (block for group in _groups(report.listed) for block in _blocks(group, context.language))
    in_place = [line for _, line in sorted(blocks, key=itemgetter(0))]
    return "\n".join([*in_place, tally(report, context.language), ""])


def _groups(findings: Iterable[Finding]) -> Iterable[Sequence[_Numbered]]:
    groups: defaultdict[object, list[_Numbered]] = defaultdict(list)
    for number, finding in enumerate(findings):
        groups[finding.kind].append((number, finding))
    return groups.values()


def _blocks(group: Sequence[_Numbered], language: Language) -> Iterator[tuple[int, str]]:
    """The lines of a group, each with the number of the finding after which it stands."""
    said: set[str | None] = {None}
    for number, finding in group[:_SHOWN]:
        yield number, _line(finding, language)
        advice = hint(finding, language)
        if advice not in said:
            yield number, f"{_HINT.inside(language)}{advice}"
        said.add(advice)
    last, _ = group[:_SHOWN][-1]
    yield from ((last, rest) for rest in _rest([finding for _, finding in group], language))


def _line(finding: Finding, language: Language) -> str:
    return f"{finding.place}: {finding.severity.label}[{finding.code}] {message(finding, language)}"


def _rest(group: Sequence[Finding], language: Language) -> Iterator[str]:
    """How many of a group are not shown, and where, if any are not."""
    number = sum(it.count for it in group) - len(group[:_SHOWN])
    if number:
        words = _REST.inside(language).format(number=number, code=group[0].code)
        yield words + _lines(group, language)


def _lines(group: Sequence[Finding], language: Language) -> str:
    """The lines of those not shown, as far as they are known."""
    known = list(dict.fromkeys(it.place.line for it in group[_SHOWN:] if it.place.line is not None))
    if not known:
        return ""
    incomplete = len(known) > _MOST_LINES or any(it.more for it in group)
    lines = [str(line) for line in known[:_MOST_LINES]] + ["…"] * incomplete
    return (_LINES if len(lines) > 1 else _LINE).inside(language).format(lines=", ".join(lines))
