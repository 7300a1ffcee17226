"""Saved rankings: one document, written and read in this room."""

import re

from vasterviksmodell.scoring import names

HEAD, TAIL = 1 << 20, 1 << 10
"""How many first and last bytes of a file tell what it is."""
_SCHEMAS = tuple(schema.encode() for schema in (names.RANKING_SCHEMA, names.FIRST_RANKING_SCHEMA))
_DECLARED = re.compile(rb'"schema"\s*:\s*"([^"\\]*)"')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def is_ranking(head: bytes, tail: bytes = b"") -> bool:
    """Say whether a file, by its first bytes, declares itself a ranking.

    Where a program has put its keys in another order, more first bytes tell it, or the last of the file.
    """
    if any(schema in head[:200] for schema in _SCHEMAS):
        return True
    declared = _DECLARED.search(head) or _DECLARED.search(tail) if _OBJECT.match(head) else None
    return declared is not None and declared[1] in _SCHEMAS
