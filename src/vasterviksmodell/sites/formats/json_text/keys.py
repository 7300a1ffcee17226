"""Where the keys of a JSON value stand in its text. Slow and exact; asked only about what is shown."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:]', re.DOTALL)
BLANKS = re.compile(r"[ \t\r\n]*")

Path = tuple[str | None, ...]
"""The keys that something stands under, outermost first; None for a list."""


class Key(NamedTuple):
    path: Path
    """What its object stands under."""
    name: str
    at: int
    value_at: int
    first: int | None
    """Where the same key stood before in the object, if it did."""
    before: int
    """How often it stood there before."""


def keys(text: str, at: int) -> Iterator[Key]:
    """Every key in the value that begins at an offset, inner ones included; the value must be sound."""
    open_levels: list[tuple[Path, dict[str, list[int]]]] = []
    under: Path = ()
    said, said_at = "", at
    for token in TOKEN.finditer(text, at):
        match token[0]:
            case "{" | "[":
                open_levels.append((under, {}))
                under = (*under, None)
            case "}" | "]":
                open_levels.pop()
                if not open_levels:
                    return
                under = (*open_levels[-1][0], None)
            case ":":
                path, seen = open_levels[-1]
                name = json.loads(said) if "\\" in said else said[1:-1]
                others = seen.setdefault(name, [])
                first = others[0] if others else None
                yield Key(path, name, said_at, after_blanks(text, token.end()), first, len(others))
                others.append(said_at)
                under = (*path, name)
            case said:
                said_at = token.start()


def after_blanks(text: str, at: int) -> int:
    found = BLANKS.match(text, at)
    return found.end() if found else at


def too_deep(text: str, at: int, most: int) -> int:
    """Where brackets stand more than `most` levels deep; the text need not be sound."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
        if depth > most:
            return token.start()
    return at
