"""Roads of OpenStreetMap as a layer of lines: extracts as .pbf, and answers of Overpass as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vasterviksmodell.derivation.reading.layers import Layer, in_sweref, shapely, unreadable
from vasterviksmodell.extras import from_extra
from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source

TAGS = (
    "highway", "oneway", "junction", "name", "ref", "access", "service", "surface", "foot", "bicycle", "motor_vehicle",
    "maxspeed", "bridge", "tunnel", "area",
)  # fmt: skip
"""The tags of roads that become columns."""
_NO_ROADS = frozenset(
    {"construction", "proposed", "planned", "razed", "abandoned", "platform", "rest_area", "services"}
)
"""Values of `highway` for what nobody can go along yet, or any more, or at all."""
_ROUND = frozenset({"roundabout", "circular"})
_ONE_WAY_KINDS = frozenset({"motorway", "motorway_link"})
_PBF = b"OSMHeader"
_OVERPASS = b'"elements"'
_GEOJSON = b'"FeatureCollection"'
_HEAD = 4096
_NO_PBF = Message("it is no extract of OpenStreetMap that can be read")
_NO_ANSWER = Message("it is no answer of Overpass that can be read")
Corner = tuple[float, float]
"""A longitude and a latitude."""


class Road(NamedTuple):
    """A way of OpenStreetMap."""

    id: int
    tags: Mapping[str, str]
    corners: Sequence[Corner]

    @property
    def is_road(self) -> bool:
        return self.tags.get("highway", "no") not in {*_NO_ROADS, "no"} and len(self.corners) > 1

    @property
    def one_way(self) -> str | None:
        """What its tag says; where that is missing, what OpenStreetMap means for its kind."""
        implied = self.tags.get("junction") in _ROUND or self.tags.get("highway") in _ONE_WAY_KINDS
        return self.tags.get("oneway", "yes" if implied else None)

    @property
    def cells(self) -> list[object]:
        tags = {**self.tags, "oneway": self.one_way}
        return [self.id, *map(tags.get, TAGS)]


def is_pbf(source: "Source") -> bool:
    """Say whether a file is an extract of OpenStreetMap."""
    return _PBF in source.head(64)


def is_overpass(source: "Source") -> bool:
    """Say whether a JSON file is an answer of Overpass, which begins with what it is about."""
    head = source.head(_HEAD)
    return _OVERPASS in head and _GEOJSON not in head


def read_pbf(source: "Source") -> Layer:
    """Return the roads of an extract; raise `UnreadableLayer`, and `MissingExtra` without the extra `roads`."""
    place = Place(source.name)
    try:
        return _layer(_ways_of_pbf(source), place)
    except (RuntimeError, ValueError) as error:  # what osmium raises
        raise unreadable(place, "OpenStreetMap", _NO_PBF) from error


def _ways_of_pbf(source: "Source") -> Iterator[Road]:
    osmium = from_extra("roads", "osmium", "reading .pbf")
    ways = osmium.FileProcessor(str(source.path)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    for way in ways:
        if way.is_way():
            corners = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
            yield Road(way.id, dict(way.tags), corners)


def read_overpass(source: "Source") -> Layer:
    """Return the roads of an answer in JSON, with `out geom` or with its nodes; raise `UnreadableLayer`."""
    place = Place(source.name)
    try:
        elements = json.loads(source.path.read_bytes().decode("utf-8-sig"))["elements"]
        return _layer(_ways_of_overpass(elements), place)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(place, "Overpass", _NO_ANSWER) from error


def _ways_of_overpass(elements: Sequence[Any]) -> Iterator[Road]:
    nodes = {one["id"]: (one["lon"], one["lat"]) for one in elements if one["type"] == "node"}
    for one in elements:
        if one["type"] == "way":
            drawn = [(corner["lon"], corner["lat"]) for corner in one.get("geometry") or () if corner]
            corners = drawn or [nodes[node] for node in one.get("nodes", ()) if node in nodes]
            yield Road(one["id"], one.get("tags") or {}, corners)


def _layer(ways: Iterable[Road], place: Place) -> Layer:
    """Return those of the ways that are roads."""
    roads = [way for way in ways if way.is_road]
    corners = np.array([corner for road in roads for corner in road.corners], dtype=np.float64).reshape(-1, 2)
    owners = np.repeat(np.arange(len(roads)), [len(road.corners) for road in roads])
    lines = shapely().linestrings(corners, indices=owners) if roads else np.array([], dtype=object)
    return Layer("roads", ("id", *TAGS), [road.cells for road in roads], in_sweref(lines, "EPSG:4326", place))
