"""Which sheet of a workbook is read."""

import json
from collections.abc import Iterator, Sequence

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.formats.xlsx.sheet import Head, head_of
from vasterviksmodell.sites.formats.xlsx.workbook import Workbook
from vasterviksmodell.wording import listing, nearest
from vasterviksmodell.words import folded


def chosen_sheet(workbook: Workbook, expected: Expected, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    """The sheet to read: the one asked for, else that with most of the headings in a row, else the first with any.

    Of sheets with as many headings it is that on which the workbook opens, or the first.
    """
    if expected.data.sheet is not None:
        return _asked_for(workbook, expected.data.sheet, path)
    heads = [head_of(workbook, sheet) for sheet in workbook.sheets if sheet.visible]
    filled = [head for head in heads if head.rows]
    if not filled:
        return None, (Finding(rule("F006"), Place(path)),)
    most = max(head.hits(expected) for head in filled)
    fitting = [head for head in filled if head.hits(expected) == most]
    best = next((head for head in fitting if head.sheet.name == workbook.opens_on), fitting[0])
    alike = fitting if most else [best]
    return best, (*_alike(best, alike, path), *_unread(best, [it for it in filled if it not in alike], path))


def _alike(best: Head, alike: Sequence[Head], path: str) -> Iterator[Finding]:
    """That other sheets have the same headings: which figures are meant is a guess."""
    if len(alike) > 1:
        name = best.sheet.name
        setting = json.dumps(name, ensure_ascii=False)
        facts: dict[str, Phrase] = {"sheet": name, "sheets": _names(alike), "setting": setting}
        yield Finding(rule("D026"), Place(path, sheet=name), facts)


def _unread(best: Head, others: Sequence[Head], path: str) -> Iterator[Finding]:
    if others:
        facts: dict[str, Phrase] = {"sheet": best.sheet.name, "others": _names(others)}
        yield Finding(rule("D013"), Place(path, sheet=best.sheet.name), facts)


def _names(heads: Sequence[Head]) -> Phrase:
    return listing(head.sheet.name for head in heads)


def _asked_for(workbook: Workbook, name: str, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    sheet = next((it for it in workbook.sheets if folded(it.name) == folded(name)), None)
    if sheet is None:
        names = [it.name for it in workbook.sheets]
        facts: dict[str, Phrase] = {"sheet": name, "known": listing(names)}
        return None, (Finding(rule("D014"), Place(path), facts, suggestion=nearest(name, names)),)
    head = head_of(workbook, sheet)
    return (head, ()) if head.rows else (None, (Finding(rule("F006"), Place(path, sheet=sheet.name)),))
