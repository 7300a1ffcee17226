"""A divided ranking for programs: the contract `vasterviksmodell/rankings/1`."""

from collections.abc import Iterator
from dataclasses import asdict

from vasterviksmodell.scoring.division import Division
from vasterviksmodell.scoring.names import DIVIDED_SCHEMA
from vasterviksmodell.scoring.saved.document import header, unsealed_document, with_checksum


def divided_json(division: Division) -> Iterator[str]:
    """Yield the header, which counts the sites of each part; then the sites, each with its part."""
    together = division.together
    parts = [{"part": part.key, "counts": asdict(part.ranking.counts)} for part in division.parts]
    first = {"schema": DIVIDED_SCHEMA, "per": division.heading}
    return with_checksum(unsealed_document({**header(together), **first, "parts": parts}, [together]))
