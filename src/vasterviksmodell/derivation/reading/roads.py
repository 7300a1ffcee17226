"""Reads the roads along which distances are measured."""

from pathlib import Path

import numpy as np

from vasterviksmodell.derivation.reading.layers import lines_among
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.reading.table import Wanted, declared_rows
from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.section_entries import RoadsEntry
from vasterviksmodell.derivation.surroundings import Flags
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.source.folding import as_word


def read_roads(entry: RoadsEntry, path: Path, wanted: Wanted, at: Place) -> tuple[RoadNetwork | None, list[Finding]]:
    """Return the network of the lines of a file, or None where it has errors, and findings."""
    rows, findings = declared_rows(entry, [path], wanted, at, "lines")
    if rows is None:
        return None, findings
    shapes = rows.shapes()
    lines = list(lines_among(shapes))
    if not lines:
        return None, [*findings, Finding(rule("V016"), at, {"path": rows.files[0].path})]
    along, against = _ways(rows, entry)
    return RoadNetwork.of(shapes[lines], along[lines], against[lines], complete=entry.complete), findings


def _ways(rows: Rows, entry: RoadsEntry) -> tuple[Flags, Flags]:
    """Return by row whether one may drive along the line, and against it."""
    if entry.one_way is None:
        both = np.ones(rows.height, dtype=np.bool_)
        return both, both
    texts = [as_word(text) for text in rows.texts(entry.one_way).fill_null("")]
    along, against = (set(map(as_word, marks)) for marks in (entry.along, entry.against))
    return np.array([text not in against for text in texts]), np.array([text not in along for text in texts])
