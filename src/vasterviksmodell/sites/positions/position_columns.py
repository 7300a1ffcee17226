"""The columns of positions: as numbers, as points in WGS 84, and what is wrong with invalid ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple

import polars as pl

from vasterviksmodell.criteria import SiteColumns
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.layout import detail_column
from vasterviksmodell.sites.positions.coordinates import (
    SWEREF_99_TM,
    SYSTEMS,
    WGS_84,
    System,
    converts,
    coordinates,
    in_degrees,
)

LATITUDE, LONGITUDE = "_latitude", "_longitude"
"""The columns of positions in degrees, WGS 84; null where they are unknown or invalid."""
FIRST, SECOND = pl.col("first"), pl.col("second")
"""The coordinates of a position as numbers; null where they are unknown or not numbers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns that together hold positions."""

    columns: tuple[str, str]
    """By the names of `SiteColumns`."""
    system: System

    def within(self, block: pl.DataFrame) -> bool:
        """Say whether a block has both columns."""
        return {detail_column(name) for name in self.columns} <= set(block.columns)

    def read(self, block: pl.DataFrame) -> pl.DataFrame:
        """Return the coordinates as numbers, in columns `first` and `second`."""
        first, second = (coordinates(block[detail_column(name)]) for name in self.columns)
        return pl.DataFrame([first.alias("first"), second.alias("second")])

    @property
    def is_valid(self) -> pl.Expr:
        """Whether the coordinates are a position in Sweden."""
        return self.system.holds(FIRST, SECOND).fill_null(value=False)


PAIRS = (Pair(("latitude", "longitude"), WGS_84), Pair(("northing", "easting"), SWEREF_99_TM))


def positions(block: pl.DataFrame) -> pl.DataFrame | None:
    """Return `LATITUDE` and `LONGITUDE` of a block of sites, or None when it has no columns of positions.

    If both systems have columns, SWEREF 99 TM fills the gaps of WGS 84.
    """
    found = [_in_degrees(block, pair) for pair in PAIRS if pair.within(block)]
    if not found:
        return None
    return found[0] if len(found) == 1 else _with_gaps_filled(*found)


def _in_degrees(block: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    read = pair.read(block).select(pl.when(pair.is_valid).then(coordinate) for coordinate in (FIRST, SECOND))
    if pair.system is not WGS_84:
        read = _as_degrees(read) if converts() else read.clear(read.height)
    return read.rename({"first": LATITUDE, "second": LONGITUDE})


def _as_degrees(metres: pl.DataFrame) -> pl.DataFrame:
    degrees = in_degrees(metres["first"].to_numpy(), metres["second"].to_numpy())
    return pl.DataFrame(dict(zip(metres.columns, degrees, strict=True))).fill_nan(None)


def _with_gaps_filled(degrees: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    known = degrees[LATITUDE].is_not_null()
    return pl.DataFrame([degrees[name].zip_with(known, others[name]) for name in degrees.columns])


_EPSG = re.compile(r".*EPSG[:/](?:[0-9.]*[:/])?([0-9]+)", re.IGNORECASE | re.DOTALL)


_WGS_84, _SWEREF_99_TM = "WGS 84", "SWEREF 99 TM"
_NAMES = {_WGS_84: ("longitude", "latitude"), _SWEREF_99_TM: ("easting", "northing")}
"""By system: the names in `SiteColumns` of x and y, which are also the headings of undeclared columns."""


class Axes(NamedTuple):
    """A coordinate system, with the headings of x and y in the order of the file."""

    system: str
    first: str
    second: str

    @property
    def headings(self) -> dict[str, str]:
        """The headings by the names of `SiteColumns`."""
        return dict(zip(_NAMES[self.system], (self.first, self.second), strict=True))

    @property
    def degrees(self) -> bool:
        return self.system == _WGS_84


def wgs_84(site: SiteColumns) -> Axes:
    return _axes(_WGS_84, site)


def sweref_99_tm(site: SiteColumns) -> Axes:
    return _axes(_SWEREF_99_TM, site)


def _axes(system: str, site: SiteColumns) -> Axes:
    return Axes(system, *(getattr(site, name) or name for name in _NAMES[system]))


def axes_of(name: str, site: SiteColumns) -> Axes | None:
    """Return the axes of a system by its name in a `crs`; None for other systems.

    >>> axes_of("urn:ogc:def:crs:EPSG::3006", SiteColumns())
    Axes(system='SWEREF 99 TM', first='easting', second='northing')
    """
    code = _EPSG.fullmatch(name)
    match code[1] if code else name.upper().rpartition(":")[2]:
        case "4326" | "CRS84":
            return wgs_84(site)
        case "3006":
            return sweref_99_tm(site)
        case _:
            return None


HAS_FIRST, HAS_SECOND = pl.col("has_first"), pl.col("has_second")
"""Whether a coordinate is stated."""


@dataclass(frozen=True, slots=True)
class PositionProblem:
    code: str
    axis: Literal[0, 1] = 0
    """The coordinate at whose cell it is reported."""
    facts: Mapping[str, Phrase] = field(default_factory=dict)
    advice: Phrase | None = None


_NOT_KNOWN = Message("0, 0 is often written for an unknown position: leave the cells empty")
_SIGN_LOST = Message(
    "put the decimal sign back, or download the column again; a program read it as a thousands separator"
)
_EXPORT = Message("export the file in WGS 84 (EPSG:4326)")
_DECLARE = {
    pair.system.name: Message("declare the columns as {first} and {second} under site: in the criteria file").format(
        first=pair.columns[0], second=pair.columns[1]
    )
    for pair in PAIRS
}
"""By the name of the system that a position seems to be in: how to declare its columns."""


def position_problems(declared: System, *, in_geometries: bool) -> Iterator[tuple[pl.Expr, PositionProblem]]:
    """Yield each problem of invalid positions with its condition; the first that is met counts."""
    advices = {} if in_geometries else _DECLARE
    otherwise = _EXPORT if in_geometries else None
    yield FIRST.is_null() & HAS_FIRST, PositionProblem("D301", 0)
    yield SECOND.is_null() & HAS_SECOND, PositionProblem("D301", 1)
    yield ~HAS_FIRST, PositionProblem("D306", 0)
    yield ~HAS_SECOND, PositionProblem("D306", 1)
    yield declared.holds(SECOND, FIRST), PositionProblem("D302", facts={"axes": declared.axes})
    names = {"declared": declared.name}
    for system, swapped in product(SYSTEMS, (False, True)):
        holds = system.holds(SECOND, FIRST) if swapped else system.holds(FIRST, SECOND)
        looks = {**names, "system": _name_with_swapped_axes(system.name) if swapped else system.name}
        yield holds, PositionProblem("D303", facts=looks, advice=advices.get(system.name, otherwise))
    for system in SYSTEMS:
        looks = {**names, "system": _name_without_sign(system.name)}
        yield system.holds_without_sign(FIRST, SECOND), PositionProblem("D303", facts=looks, advice=_SIGN_LOST)
    yield (FIRST == 0) & (SECOND == 0), PositionProblem("D304", advice=_NOT_KNOWN)
    yield pl.lit(value=True), PositionProblem("D304")


def _name_with_swapped_axes(name: Phrase) -> Phrase:
    return Message("{name} with swapped axes").format(name=name)


def _name_without_sign(name: Phrase) -> Phrase:
    return Message("{name} without its decimal sign").format(name=name)
