"""Files in which a key stands twice in a record: each of its values is read in turn, so that none hides a fault."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.chosen_rows import wishes
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.formats.records.table import RecordTable

_MOST = 10
"""No more are looked at; a record with so many repeated keys has been pasted together."""
Opened = tuple[RecordTable | None, tuple[Finding, ...]]
T = TypeVar("T")


@dataclass(frozen=True)
class Turn:
    """What is in a file when one of the values of each repeated key is read."""

    opened: Opened
    turns: int = 1
    """How many there are: as many as a key has values in one record."""


def in_every_turn(read: Callable[[Expected], Turn], expected: Expected) -> Opened:
    """A file as it is read with the first of all values, and beside that with the others."""
    first = read(expected)
    later = (read(replace(expected, turn=number)).opened for number in range(1, min(first.turns, _MOST)))
    return in_one([first.opened, *later])


def where_it_applies(open: Callable[[Expected], Opened], expected: Expected) -> Opened:
    """A file read without such choices of rows as are about columns that it does not have, in any record."""
    table, findings = open(expected)
    asked = wishes(expected.data)
    applying = {it.heading: it.texts for it in asked if table and any(map(it.is_called, table.headings))}
    if table is None or len(applying) == len(asked):
        return table, findings
    return open(replace(expected, data=replace(expected.data, where=applying)))


def in_one(turns: Sequence[Opened]) -> Opened:
    """The first table, with those of other turns beside it, and what is told in any of them."""
    tables, findings = zip(*turns, strict=True) if turns else ((), ())
    found = [it for it in tables if it is not None]
    return replace(found[0], others=tuple(found[1:])) if found else None, tuple(told_once(findings))


def told_once(turns: Iterable[Iterable[Finding]]) -> list[Finding]:
    """What is told in any of some turns; what was told in one is not told again in another."""
    found: list[Finding] = []
    for turn in turns:
        known = {(it.code, it.place) for it in found}
        found += [it for it in turn if (it.code, it.place) not in known]
    return found


def read_in_turn(values: list[T], turn: int) -> T:
    """The value of a repeated key that is read; the last stays for all further turns."""
    return values[min(turn, len(values) - 1)]
