"""The place of each value and key in a JSON text. The text must be valid, except for `too_deep`."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vasterviksmodell.findings import Place

_TOKEN = re.compile(r'\{\s*\}|\[\s*\]|"(?:[^"\\]++|\\.)*+"|[{}\[\],]|[^\s{}\[\],:"]+', re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n]*")
_NEWLINE = re.compile("\n")
_HOLDS_OTHERS = ("{", "[")

Way = tuple[str | int, ...]
"""The keys and numbers that lead to a value, the outermost first."""


class Value(NamedTuple):
    """A value of a JSON text."""

    way: Way
    at: int
    """The offset at which it begins."""
    text: str
    """The value as it is written; only the bracket of one that holds others, `{}` or `[]` of an empty one."""
    key_at: int | None
    """The offset of its key, if it has one."""


class Key(NamedTuple):
    """A key of an object."""

    path: tuple[str | None, ...]
    """The keys that lead to its object, the outermost first; None for a list."""
    name: str
    at: int
    value_at: int
    first: int | None
    """The offset of the first same key in the object, if the key is repeated."""
    before: int
    """How often the key occurs before in the object."""


def values(text: str, at: int = 0) -> Iterator[Value]:
    """Yield the value that begins at an offset, and all that it holds, in their order; the same key may come again.

    >>> [(value.way, value.text) for value in values('{"a": [1, "b"], "c": { }}')]
    [((), '{'), (('a',), '['), (('a', 0), '1'), (('a', 1), '"b"'), (('c',), '{}')]
    """
    way: list[str | int] = []
    key_at: int | None = None
    awaits_key = False
    for token in _TOKEN.finditer(text, at):
        sign = token[0]
        if sign in _HOLDS_OTHERS:
            yield Value(tuple(way), token.start(), sign, key_at)
            way.append("" if sign == "{" else 0)
            awaits_key, key_at = sign == "{", None
            continue
        if sign in "}]":
            way.pop()
        elif sign == ",":
            last = way[-1]
            awaits_key, key_at = isinstance(last, str), None
            way[-1] = last + 1 if isinstance(last, int) else ""
        elif awaits_key:
            way[-1], key_at, awaits_key = _unquoted(sign), token.start(), False
        else:
            yield Value(tuple(way), token.start(), sign[0] + sign[-1] if sign[0] in "{[" else sign, key_at)
        if not way:
            return


def leaves(text: str) -> Iterator[Value]:
    """Yield each value that holds no other: a text, a number, …, an empty list or object.

    >>> [(leaf.way, leaf.text) for leaf in leaves('{"a": [1, "b"], "c": {}}')]
    [(('a', 0), '1'), (('a', 1), '"b"'), (('c',), '{}')]
    """
    return (value for value in values(text) if value.text not in _HOLDS_OTHERS)


def keys(text: str, at: int) -> Iterator[Key]:
    """Yield every key in the value that begins at an offset, inner ones included."""
    levels: list[dict[str, list[int]]] = []
    for value in values(text, at):
        if value.key_at is not None:
            name = str(value.way[-1])
            before = levels[len(value.way) - 1].setdefault(name, [])
            path = tuple(step if isinstance(step, str) else None for step in value.way[:-1])
            yield Key(path, name, value.key_at, value.at, before[0] if before else None, len(before))
            before.append(value.key_at)
        if value.text in _HOLDS_OTHERS:
            levels[len(value.way) :] = [{}]


def after_blanks(text: str, at: int) -> int:
    """Return the offset of what follows the blanks at an offset."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def too_deep(text: str, at: int, most: int) -> int:
    """Return the offset where brackets are nested more than `most` levels deep; the text need not be valid."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        opens = token[0][0] in "{["
        if depth + opens > most:
            return token.start()
        depth += opens - (token[0][-1] in "}]")
    return at


def _unquoted(quoted: str) -> str:
    """Return a key without its quotes and escapes."""
    return str(json.loads(quoted)) if "\\" in quoted else quoted[1:-1]


class Lines:
    """The lines of a text, for finding the line and column of an offset."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._ends = [found.start() for found in _NEWLINE.finditer(text)]

    def place(self, offset: int) -> Place:
        """Return the line and column of an offset."""
        line = bisect_left(self._ends, offset)
        begins = self._ends[line - 1] + 1 if line else 0
        return Place(self._path, line + 1, offset - begins + 1)


def place_of(text: str, path: str, way: Sequence[str | int]) -> Place:
    """Return the place of a value, or of the nearest one when it is missing; steps that lead nowhere are skipped."""
    found, depth = list(leaves(text)), 0
    for step in way:
        inside = [leaf for leaf in found if leaf.way[depth : depth + 1] == (step,)]
        if inside:
            found, depth = inside, depth + 1
    return Lines(text, path).place(found[0].at)
