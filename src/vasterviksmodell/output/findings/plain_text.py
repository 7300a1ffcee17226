"""Findings for people: a line each, repeats collapsed, everything counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from vasterviksmodell.findings import Finding, Report
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural, written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.findings.finding_format import Context, FindingFormat, hint, message, tally

_SHOWN = 3
_MOST_LINES = 10
_HINT = Message("  hint: ")
_REST = Message("  … and {number} more {code} like it")
_LINES = Plural(" (line {lines})", " (lines {lines})")

_Numbered = tuple[int, Finding]
"""A finding with its number in the report."""


class TextFindings(FindingFormat):
    name = "text"
    purpose = "Lines for people, repeats in one column collapsed; empty when there are no findings."
    suffixes: tuple[str, ...] = (".txt",)
    lists_all: bool = False

    def render(self, report: Report, context: Context) -> str:
        """Return the findings in order, then how many there are; nothing when there are none."""
        if not report.total:
            return ""
        blocks = (block for group in _groups(report.listed) for block in _blocks(group, context.language))
        in_place = [line for _, line in sorted(blocks, key=itemgetter(0))]
        return "\n".join([*_fitted(in_place, context.width), written(tally(report), context.language), ""])


def _fitted(lines: Sequence[str], width: int | None) -> Sequence[str]:
    """Return lines that fit on the terminal, if there is one."""
    if width is None:
        return lines
    from vasterviksmodell.output.document.wrapping import hanging  # with it comes rich

    return [part for line in lines for part in hanging(line, width)]


def _groups(findings: Iterable[Finding]) -> Iterable[Sequence[_Numbered]]:
    groups: defaultdict[object, list[_Numbered]] = defaultdict(list)
    for number, finding in enumerate(findings):
        groups[finding.kind].append((number, finding))
    return groups.values()


def _blocks(group: Sequence[_Numbered], language: Language) -> Iterator[tuple[int, str]]:
    """Yield the lines of a group, each with the number of the finding after which the line stands."""
    shown: set[str | None] = {None}
    for number, finding in group[:_SHOWN]:
        yield number, _line(finding, language)
        advice = hint(finding, language)
        if advice not in shown:
            yield number, f"{_HINT.inside(language)}{advice}"
        shown.add(advice)
    last, _ = group[:_SHOWN][-1]
    yield from ((last, written(count, language)) for count in _count_not_shown([finding for _, finding in group]))


def _line(finding: Finding, language: Language) -> str:
    return f"{finding.place}: {finding.severity.label}[{finding.code}] {message(finding, language)}"


def _count_not_shown(group: Sequence[Finding]) -> Iterator[Phrase]:
    """Yield how many of a group are not shown, and where, if any are not."""
    number = sum(finding.count for finding in group) - len(group[:_SHOWN])
    if number:
        yield Joined((_REST.format(number=number, code=group[0].code), _lines(group)), "")


def _lines(group: Sequence[Finding]) -> Phrase:
    """Return the lines of those not shown, as far as known."""
    places = [finding.place for finding in group[_SHOWN:]]
    known = list(dict.fromkeys(place.line for place in places if place.line is not None))
    if not known:
        return ""
    incomplete = len(known) > _MOST_LINES or any(finding.more for finding in group)
    lines = [str(line) for line in known[:_MOST_LINES]] + ["…"] * incomplete
    return _LINES.counting(len(lines), lines=", ".join(lines))
