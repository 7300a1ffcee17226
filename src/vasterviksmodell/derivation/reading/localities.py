"""The localities as areas, found by their code or name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from vasterviksmodell.derivation.area_set import AreaSet, shapely
from vasterviksmodell.derivation.bounds import Whole
from vasterviksmodell.derivation.reading.keys import keys_of
from vasterviksmodell.derivation.reading.layers import areas_among
from vasterviksmodell.derivation.reading.table import Wanted, declared_rows
from vasterviksmodell.derivation.section_entries import LocalitiesEntry
from vasterviksmodell.findings import Finding, Place, rule


@dataclass(frozen=True, slots=True, eq=False)
class Localities(AreaSet):
    known: Mapping[str, int]
    """By code or name, as they are compared: the number of the area."""

    def numbers(self, texts: pl.Series) -> Whole:
        """Return the number of the locality that each text names; -1 for other texts."""
        return np.array([self.known.get(key or "", -1) for key in keys_of(texts)], dtype=np.int64)


def read_localities(
    entry: LocalitiesEntry, path: Path, wanted: Wanted, at: Place
) -> tuple[Localities | None, list[Finding]]:
    """Return the localities of a file, or None where it has errors, and findings.

    Several areas of one name are one locality: which of them is meant, nobody knows.
    """
    rows, findings = declared_rows(entry, [path], wanted, at, "areas")
    if rows is None:
        return None, findings
    shapes, keys = rows.shapes(), keys_of(rows.texts(entry.by))
    parts: dict[str, list[int]] = defaultdict(list)
    for row in areas_among(shapes):
        if keys[row]:
            parts[keys[row] or ""].append(row)
    if not parts:
        return None, [*findings, Finding(rule("V014"), at, {"path": rows.files[0].path})]
    names = rows.texts(entry.by)
    whole = np.array([shapely().union_all(shapes[rows_of]) for rows_of in parts.values()], dtype=object)
    called = tuple(str(names[rows_of[0]]) for rows_of in parts.values())
    return Localities(
        whole, shapely().bounds(whole), called, {key: number for number, key in enumerate(parts)}
    ), findings
