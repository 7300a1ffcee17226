"""The content of a saved ranking in pieces: all but its sites, and then some hundred sites at a time.

A ranking as the program writes it has a line for each site, so that it need not be parsed as a whole. Any other
layout is one piece.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

_FIRST = b'\n  "sites": [\n    '
_LAST = b"\n  ]"
_BETWEEN = b",\n    {"
_SIZE = 1 << 19
"""The bytes of sites that are parsed together."""


class Pieces(NamedTuple):
    """A document without its sites, and where these begin and end in it."""

    content: bytes
    header: bytes
    """The document with an empty list of sites."""
    start: int
    end: int

    @classmethod
    def of(cls, content: bytes) -> "Pieces | None":
        """Return the pieces of a content that is laid out as the program does it; None for any other."""
        at = content.find(_FIRST)
        end = content.find(_LAST, at)
        if at < 0 or end < 0:
            return None
        before, after = content[:at], content[end + len(_LAST) :]
        if not _are_around(before, after):
            return None
        return cls(content, before + b'\n  "sites": []' + after, at + len(_FIRST), end)

    def sites(self) -> Iterator[bytes]:
        """Yield lists of some sites, which follow each other."""
        start = self.start
        while start < self.end:
            cut = self.content.find(_BETWEEN, min(start + _SIZE, self.end), self.end)
            stop = self.end if cut < 0 else cut
            yield b"[" + self.content[start:stop] + b"]"
            start = stop + 1


def _are_around(before: bytes, after: bytes) -> bool:
    """Say whether two texts are the beginning and the end of one object, whose key of sites is between them alone."""
    try:
        first = json.loads(before.rstrip().removesuffix(b",") + b"}")
        last = json.loads(b"{" + after.lstrip().removeprefix(b","))
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and isinstance(last, dict) and "sites" not in {*first, *last}
