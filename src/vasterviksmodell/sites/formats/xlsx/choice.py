"""Which sheet of a workbook is read."""

from vasterviksmodell.criteria.words import folded
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.formats.xlsx.sheet import Head, head_of
from vasterviksmodell.sites.formats.xlsx.workbook import Workbook
from vasterviksmodell.wording import Text, listing, nearest


def chosen_sheet(workbook: Workbook, expected: Expected, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    """The sheet to read: the one asked for, else that with most of the headings in a row, else the first with any."""
    if expected.data.sheet is not None:
        return _asked_for(workbook, expected.data.sheet, path)
    heads = [head_of(workbook, sheet) for sheet in workbook.sheets if sheet.visible]
    filled = [head for head in heads if head.rows]
    if not filled:
        return None, (Finding(rule("F006"), Place(path)),)
    best = max(filled, key=lambda head: head.hits(expected.headings))
    others = [head.sheet.name for head in filled if head is not best]
    facts: dict[str, str | Text] = {"sheet": best.sheet.name, "others": listing(others)}
    return best, (Finding(rule("D013"), Place(path, sheet=best.sheet.name), facts),) if others else ()


def _asked_for(workbook: Workbook, name: str, path: str) -> tuple[Head | None, tuple[Finding, ...]]:
    sheet = next((it for it in workbook.sheets if folded(it.name) == folded(name)), None)
    if sheet is None:
        names = [it.name for it in workbook.sheets]
        facts: dict[str, str | Text] = {"sheet": name, "known": listing(names)}
        return None, (Finding(rule("D014"), Place(path), facts, suggestion=nearest(name, names)),)
    head = head_of(workbook, sheet)
    return (head, ()) if head.rows else (None, (Finding(rule("F006"), Place(path, sheet=sheet.name)),))
