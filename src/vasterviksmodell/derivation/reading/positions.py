"""The positions of rows in SWEREF 99 TM: from declared columns, or from columns that are found by heading and range."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.section_entries import CoordinatesEntry
from vasterviksmodell.derivation.surroundings import Flags, Points
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, same, shortened
from vasterviksmodell.sites.positions.coordinates import (
    SWEREF_99_TM,
    WGS_84,
    System,
    coordinates,
    from_system,
    in_metres,
)
from vasterviksmodell.sites.positions.position_columns import position_problems
from vasterviksmodell.source.folding import folded

_TOKEN = re.compile(
    r"(?:^|[^a-zåäö])(?:lat|latitud|latitude|lon|lng|long|longitud|longitude|x|y|n|e|nord|norr|öst|ost|north|northing|"
    r"east|easting|sweref[0-9 ]*(?:tm)?)(?:$|[^a-zåäö])"
)
"""What the heading of a column of coordinates has in it."""
_MOST = 0.5
"""The share of a column's numbers that must lie in the range of an axis."""
APART = 100.0
"""In metres. Rounded coordinates, and positions of a house and its plot, differ by less."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns that hold positions, in a system that is known by its code."""

    first: str
    second: str
    system: System | None
    """Whose ranges positions in Sweden keep; None for a system that is only converted."""
    code: str = ""

    @property
    def called(self) -> Phrase:
        return same(self.code) if self.system is None else self.system.name


class Read(NamedTuple):
    """Positions, NaN where there is none, and which rows have two that disagree."""

    points: Points
    disagreeing: Flags
    findings: list[Finding]

    @classmethod
    def nowhere(cls, height: int) -> "Read":
        """Return what is read where nobody needs positions."""
        return cls(_none(height), np.zeros(height, dtype=np.bool_), [])


def read_positions(rows: Rows, declared: CoordinatesEntry | None, at: Place) -> Read:
    """Return the positions of rows; an error is found where there are no columns, or no position lies in Sweden."""
    none = np.full(rows.height, np.nan)
    findings: list[Finding] = []
    pairs = list(_declared(declared)) if declared else _of_format(rows) or _found(rows)
    if declared is None:
        findings += _how_found(rows, pairs, at)
    if not pairs:
        return Read(Points(none, none), np.zeros(rows.height, dtype=np.bool_), findings)
    read = []
    for pair in pairs:
        points, found = _in_metres(rows, pair, at)
        read.append(points)
        findings += found
    return Read(*_together(read), findings)


def _declared(entry: CoordinatesEntry) -> Iterator[Columns]:
    if entry.latitude and entry.longitude:
        yield Columns(entry.latitude, entry.longitude, WGS_84)
    if entry.northing and entry.easting:
        own = entry.crs is None or entry.crs.upper() == "EPSG:3006"
        yield Columns(entry.northing, entry.easting, SWEREF_99_TM if own else None, entry.crs or "")


def _of_format(rows: Rows) -> list[Columns]:
    """Return the columns that the format itself declares to be positions."""
    own = rows.files[0].position_headings
    pairs = ((("latitude", "longitude"), WGS_84), (("northing", "easting"), SWEREF_99_TM))
    return [
        Columns(own[first], own[second], system)
        for (first, second), system in pairs
        if first in own and rows.has(own[first])
    ]


def _found(rows: Rows) -> list[Columns]:
    """Return the columns whose headings and numbers are those of coordinates: one pair for a system at most."""
    suspects = [heading for heading in rows.headings if _TOKEN.search(folded(heading).replace("_", " "))]
    numbers = {heading: coordinates(rows.texts(heading)).drop_nulls() for heading in suspects}
    found = []
    for system in (WGS_84, SWEREF_99_TM):
        firsts = [heading for heading, read in numbers.items() if _mostly(read.is_between(*system.first))]
        seconds = [heading for heading, read in numbers.items() if _mostly(read.is_between(*system.second))]
        if len(firsts) == len(seconds) == 1 and firsts != seconds:
            found.append(Columns(firsts[0], seconds[0], system))
    return found


def _mostly(inside: pl.Series) -> bool:
    return bool(len(inside)) and float(inside.mean() or 0) > _MOST  # type: ignore[arg-type]


def _how_found(rows: Rows, pairs: Sequence[Columns], at: Place) -> Iterator[Finding]:
    if not pairs:
        known = listing(f"'{shortened(heading)}'" for heading in rows.headings if heading)
        yield Finding(rule("V005"), at, {"path": rows.files[0].path, "known": known})
    elif not rows.files[0].position_headings:
        for pair in pairs:
            facts = {"first": pair.first, "second": pair.second, "system": pair.called}
            yield Finding(rule("V101"), rows.heading_place, facts)


def _in_metres(rows: Rows, pair: Columns, at: Place) -> tuple[Points, list[Finding]]:
    """Return the positions in a pair of columns; those outside Sweden are none."""
    first, second = (coordinates(rows.texts(heading)) for heading in (pair.first, pair.second))
    system = pair.system or SWEREF_99_TM
    frame = pl.DataFrame([first.alias("first"), second.alias("second")])
    if pair.system is None:
        converted = _converted(frame, pair.code)
        if converted is None:
            return _none(rows.height), [Finding(rule("V006"), at, {"code": pair.code})]
        frame = converted
    valid = frame.select(system.holds(pl.col("first"), pl.col("second")).fill_null(value=False)).to_series().to_numpy()
    north, east = (frame[name].fill_null(np.nan).to_numpy().copy() for name in ("first", "second"))
    north[~valid], east[~valid] = np.nan, np.nan
    findings = [] if valid.any() or not first.is_not_null().any() else [_elsewhere(rows, pair, frame)]
    return Points(*(in_metres(north, east) if pair.system is WGS_84 else (north, east))), findings


def _none(height: int) -> Points:
    return Points(np.full(height, np.nan), np.full(height, np.nan))


def _converted(frame: pl.DataFrame, code: str) -> pl.DataFrame | None:
    """Return positions in another system in SWEREF 99 TM; None where the system is not known."""
    north, east = (frame[name].fill_null(np.nan).to_numpy() for name in ("first", "second"))
    found = from_system(code, east, north)
    if found is None:
        return None
    finite = [np.where(np.isfinite(axis), axis, np.nan) for axis in found]
    return pl.DataFrame({"first": finite[0], "second": finite[1]}).fill_nan(None)


def _elsewhere(rows: Rows, pair: Columns, frame: pl.DataFrame) -> Finding:
    """Return the finding that no position lies in Sweden, with what the first one looks like."""
    stated = frame.with_columns(has_first=pl.col("first").is_not_null(), has_second=pl.col("second").is_not_null())
    row = int((frame["first"].is_not_null() & frame["second"].is_not_null()).arg_max() or 0)
    one = stated[row : row + 1]
    facts: dict[str, Phrase] = {"first": pair.first, "second": pair.second, "declared": pair.called}
    advice: Phrase | None = None
    for condition, problem in position_problems(pair.system or SWEREF_99_TM, in_geometries=False):
        if one.select(condition).to_series()[0]:
            if problem.code == "D302":
                advice = _SWAPPED.format(first=pair.second, second=pair.first)
            elif "system" in problem.facts:
                advice = _LOOKS.format(system=problem.facts["system"])
            break
    return Finding(rule("V102"), rows.place(row, pair.first), facts, advice=advice)


_SWAPPED = Message("the axes are swapped: '{first}' comes first")
_LOOKS = Message("they look like {system}: say so under coordinates, with crs: where it is not SWEREF 99 TM")


def _together(read: Sequence[Points]) -> tuple[Points, Flags]:
    """Return one position of each row; none where two lie apart."""
    first, *others = read
    north, east = first.north.copy(), first.east.copy()
    disagreeing = np.zeros(first.size, dtype=np.bool_)
    for other in others:
        apart = np.hypot(north - other.north, east - other.east)
        disagreeing |= apart > APART
        gaps = np.isnan(north)
        north[gaps], east[gaps] = other.north[gaps], other.east[gaps]
    north[disagreeing], east[disagreeing] = np.nan, np.nan
    return Points(north, east), disagreeing
