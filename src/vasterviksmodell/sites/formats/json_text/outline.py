"""What a JSON text is about, by the keys near its beginning; it may be cut off."""

import re
from itertools import takewhile

from vasterviksmodell.sites.formats.json_text.keys import Key, keys, too_deep
from vasterviksmodell.sites.formats.kinds import GEOJSON, GEOMETRY, GEOMETRY_TYPES, JSON_SHAPES, TOPOJSON, Kind

_TYPE = re.compile(r'"([A-Za-z]+)"')
_TYPES = {"FeatureCollection": GEOJSON, "Feature": GEOJSON, "Topology": TOPOJSON}
_OF_A_GEOMETRY = frozenset({"type", "coordinates", "geometries", "bbox", "crs"})
_DEEPEST = 3
"""Keys below so many others tell nothing."""
_DEEP = 40


def json_kind(text: str) -> Kind | None:
    """The kind of a text that begins with a bracket, when it is GeoJSON or holds a table in a shape of its own."""
    found = [key for key in _keys(text) if len(key.path) < _DEEPEST]
    types = {
        it[1] for key in found if key.name == "type" and _is_outside(key) if (it := _TYPE.match(text, key.value_at))
    }
    for type, kind in _TYPES.items():
        if type in types:
            return kind
    outside = {key.name for key in found if key.path in ((), (None,))}
    if GEOMETRY_TYPES & types and outside <= _OF_A_GEOMETRY:
        return GEOMETRY
    names = {"/".join([*(step for step in key.path if step), key.name]) for key in found}
    return next((kind for wanted, kind in JSON_SHAPES if wanted <= names), None)


def _keys(text: str) -> list[Key]:
    """The keys of the first value, as far as it is not nested too deep; none when its strings are broken."""
    deep = too_deep(text, 0, _DEEP)
    try:
        return list(keys(text[:deep] if deep else text, 0))
    except ValueError:
        return []


def _is_outside(key: Key) -> bool:
    """Whether a key stands in the outermost object, in those of an outermost list, or in the features of one."""
    return [*takewhile(lambda step: step in (None, "features"), key.path)] == [*key.path]
