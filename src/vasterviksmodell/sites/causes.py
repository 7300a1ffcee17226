"""Of all that was found in files, what is told: one finding for each cause, as severe as the criteria file says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vasterviksmodell.findings import Finding, Severity

_BROKEN_FILES, _BROKEN_ROWS, _BROKEN_CELLS = ("D039",), ("D002", "D003", "D036"), ("D015",)


def at_their_level(findings: Iterable[Finding], levels: Mapping[str, Severity | None]) -> Iterator[Finding]:
    """The findings with the severities that the criteria file gives them, without those it switches off."""
    for it in findings:
        level = levels.get(it.code, it.severity)
        if level is not None:
            yield it if level == it.severity else replace(it, level=level)


def one_for_each_cause(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those about a cell that is missing or wrong because it, its row or its file is broken."""
    files = {it.place.path for it in findings if it.code in _BROKEN_FILES}
    rows = {(it.place.path, it.place.line) for it in findings if it.code in _BROKEN_ROWS}
    cells = {it.place for it in findings if it.code in _BROKEN_CELLS}
    causes = (*_BROKEN_FILES, *_BROKEN_ROWS, *_BROKEN_CELLS)
    return [
        it
        for it in findings
        if it.code in causes
        or it.code.startswith("F")
        or it.more
        or not (it.place in cells or (it.place.path, it.place.line) in rows)
        if it.code < "D1" or it.place.path not in files
    ]
