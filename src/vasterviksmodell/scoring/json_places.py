"""Where each value of a JSON text stands."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.findings import Place

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s{}\[\],:"]+')
_NEWLINE = re.compile("\n")
Way = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no other: a text, a number, …, an empty list or object."""

    way: Way
    at: int
    """The offset at which it begins."""
    text: str
    """As it is written."""


def leaves(text: str) -> Iterator[Leaf]:
    """Every leaf of a JSON text, in its order; the text must be valid.

    >>> [(leaf.way, leaf.text) for leaf in leaves('{"a": [1, "b"], "c": {}}')]
    [(('a', 0), '1'), (('a', 1), '"b"'), (('c',), '{}')]
    """
    way: list[str | int] = []
    keyless, opened = False, None
    for found in _TOKEN.finditer(text):
        sign = found[0]
        match sign:
            case "{" | "[":
                way.append("" if sign == "{" else 0)
                keyless, opened = sign == "{", found.start()
                continue
            case "}" | "]":
                way.pop()
                if opened is not None:
                    yield Leaf(tuple(way), opened, "{}" if sign == "}" else "[]")
            case ",":
                last = way[-1]
                keyless = isinstance(last, str)
                way[-1] = last + 1 if isinstance(last, int) else ""
            case _ if keyless:
                way[-1], keyless = _plain(sign), False
            case _:
                yield Leaf(tuple(way), found.start(), sign)
        opened = None


def _plain(quoted: str) -> str:
    """A key without its quotes and escapes."""
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]


class Lines:
    """The lines of a text, to tell places in it."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._ends = [found.start() for found in _NEWLINE.finditer(text)]

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        line = bisect_left(self._ends, offset)
        begins = self._ends[line - 1] + 1 if line else 0
        return Place(self._path, line + 1, offset - begins + 1)


def place_of(text: str, path: str, way: Sequence[str | int]) -> Place:
    """Where a value stands, or what is nearest to one that is missing; steps that lead nowhere are passed over."""
    found, depth = list(leaves(text)), 0
    for step in way:
        inside = [it for it in found if it.way[depth : depth + 1] == (step,)]
        if inside:
            found, depth = inside, depth + 1
    return Lines(text, path).place(found[0].at)
