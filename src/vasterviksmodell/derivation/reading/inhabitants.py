"""Reads the cells in which the inhabitants of places live."""

from pathlib import Path

import numpy as np
import polars as pl

from vasterviksmodell.derivation.inhabitants import Inhabitants
from vasterviksmodell.derivation.reading.figures import NOT_NEGATIVE, figure_faults, read_figures
from vasterviksmodell.derivation.reading.keys import keys_of
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.reading.positions import read_positions
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.reading.table import Wanted, declared_rows
from vasterviksmodell.derivation.section_entries import CellsEntry
from vasterviksmodell.derivation.surroundings import Flags
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.sites.truncation import truncated

_TOLD = 20


def read_inhabitants(  # noqa: PLR0913, PLR0917 - where they stand, and whose they are
    entry: CellsEntry, path: Path, wanted: Wanted, at: Place, places: Places, keys: pl.Series
) -> tuple[Inhabitants | None, list[Finding]]:
    """Return the cells of places, or None where the file has errors, and findings.

    `keys`: the codes or names of the localities of the places.
    """
    rows, findings = declared_rows(entry, [path], wanted, at)
    if rows is None:
        return None, findings
    data = entry.data.domain()
    read = read_positions(rows, entry.coordinates, at)
    findings += [*read.findings, *figure_faults(rows, entry.inhabitants, data, NOT_NEGATIVE)]
    if worst(findings) == Severity.ERROR:
        return None, findings
    figures = read_figures(rows, entry.inhabitants, data, NOT_NEGATIVE, entry.suppressed or (0.0, np.inf))
    numbers = {key: number for number, key in enumerate(keys_of(keys)) if key}
    owners = np.array([numbers.get(key or "", -1) for key in keys_of(rows.texts(entry.locality))], dtype=np.int64)
    own = owners >= 0
    findings += _unusable(rows, own & ~read.points.known, "V210", entry)
    findings += _unusable(rows, own & np.isinf(figures.high), "V211", entry)
    if worst(findings) == Severity.ERROR:
        return None, findings
    able = own & (figures.high > 0)
    stated = Inhabitants(entry, read.points.at(able), owners[able], figures.low[able], figures.high[able])
    found = stated.with_points(places)
    return found, [*findings, *_without_cells(found.owners[len(stated.owners) :].tolist(), places)]


def _unusable(rows: Rows, chosen: Flags, code: str, entry: CellsEntry) -> list[Finding]:
    """Return a finding for each cell that lacks what it needs."""
    lost = np.flatnonzero(chosen).tolist()
    names = rows.texts(entry.locality)
    heading = entry.inhabitants if code == "V211" else None
    found = [Finding(rule(code), rows.place(row, heading), {"name": str(names[row])}) for row in lost[:_TOLD]]
    return truncated(found, len(lost), _TOLD)


def _without_cells(lost: list[int], places: Places) -> list[Finding]:
    """Return a finding for each place, by its row, in which no cell is inhabited."""
    told = [Finding(rule("V209"), places.rows.place(row), {"name": places.names[row]}) for row in lost[:_TOLD]]
    return truncated(told, len(lost), _TOLD)
