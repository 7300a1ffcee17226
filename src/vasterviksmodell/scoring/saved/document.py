"""A ranking for programs: the contract `vasterviksmodell/ranking/1`."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from vasterviksmodell.findings.entry import finding_entry
from vasterviksmodell.json_text import json_text
from vasterviksmodell.scoring.names import RANKING_SCHEMA
from vasterviksmodell.scoring.saved.file import path_written

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.sites import Input

CHECKSUM = "checksum"


def sealed(chunks: Iterable[str]) -> Iterator[str]:
    """A document up to its last two lines, passed on as it comes, and then these."""
    seen = sha256()
    for chunk in chunks:
        seen.update(chunk.encode())
        yield chunk
    yield last_lines(f'"{seen.hexdigest()}"')


def last_lines(checksum: str) -> str:
    """The end of a ranking; the checksum as JSON writes it."""
    return f'  "{CHECKSUM}": {checksum}\n}}\n'


_LENGTH = sum(map(len, sealed(())))


def holds(content: bytes) -> bool:
    """Whether a ranking is to the byte what was saved: it ends with the checksum of all before."""
    before = memoryview(content)[:-_LENGTH]
    return content.endswith(last_lines(f'"{sha256(before).hexdigest()}"').encode())


def json_document(ranking: "Ranking") -> Iterator[str]:
    """Yield everything that the ranking rests on, then the sites, at last the checksum of all that."""
    yield from sealed(written(head(ranking), ranking))


def written(head: dict[str, Any], ranking: "Ranking") -> Iterator[str]:
    """The document that begins with a head, then the sites of a ranking, a line each, up to its last two lines."""
    from vasterviksmodell.scoring.saved.site_objects import site_objects

    yield json_text(head, indent=2).removesuffix("\n}")
    yield ',\n  "sites": ['
    before = "\n    "
    for objects in site_objects(ranking):
        yield before + ",\n    ".join(objects)
        before = ",\n    "
    yield "\n  ],\n" if ranking.frame.height else "],\n"


def head(ranking: "Ranking") -> dict[str, Any]:
    """What the ranking rests on, and how many sites there are."""
    first = {
        "schema": RANKING_SCHEMA,
        "version": ranking.version,
        "unknown": ranking.criteria.unknown,
        **whose_weights_entry(ranking.criteria),
        "counts": asdict(ranking.counts),
        "inputs": [_input(it) for it in ranking.inputs],
        "findings": [finding_entry(it) for it in ranking.findings],
    }
    if ranking.changes:
        from vasterviksmodell.scoring.saved.change_entries import change_entry

        first["changes"] = [change_entry(it) for it in ranking.changes]
    return first | {"criteria": ranking.criteria.document}


def _input(it: "Input") -> dict[str, Any]:
    return {
        "path": path_written(it.path),
        "sha256": it.sha256,
        "format": it.format,
        "dialect": dict(it.dialect),
        "sites": it.sites,
    }


def whose_weights_entry(criteria: "Criteria") -> dict[str, str]:
    """Whose weights count, for programs; nothing where the criteria name no actors."""
    return {"weights_of": criteria.weights_of} if criteria.actors else {}
