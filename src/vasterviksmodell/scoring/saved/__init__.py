"""Saved rankings: one document, written and read in this room."""

from vasterviksmodell.scoring import names


def is_ranking(head: bytes) -> bool:
    """Say whether a file, by its first bytes, declares itself a ranking."""
    return any(schema.encode() in head[:200] for schema in (names.RANKING_SCHEMA, names.FIRST_RANKING_SCHEMA))
