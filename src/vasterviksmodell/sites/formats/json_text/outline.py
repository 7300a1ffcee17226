"""The sort of a JSON text, by the keys near its beginning; it may be cut off."""

import json
import re
from enum import Enum, auto
from functools import lru_cache
from itertools import takewhile

from vasterviksmodell.sites.formats.kinds import GEOMETRY, GEOMETRY_TYPES, JSON_SHAPES, TOPOJSON
from vasterviksmodell.sites.formats.site_format import Kind
from vasterviksmodell.source.json_scan import Key, keys, too_deep

_TYPE = re.compile(r'"([A-Za-z]+)"')
_FEATURES = frozenset({"FeatureCollection", "Feature"})
_JSON = re.compile(r'\{\s*["}]|\[\s*(["{\[\]]|$)')
_LINES = re.compile(r'\{\s*"[^\n]*\}[^\S\n]*\n\s*\{')
_DELIMITERS = (";", ",", "\t")
_OF_A_GEOMETRY = frozenset({"type", "coordinates", "geometries", "bbox", "crs"})
_DEEPEST = 3
"""How many levels of keys are looked at."""
_DEEP = 40


class Sort(Enum):
    """The sorts of JSON that formats read."""

    VALUE = auto()
    LINES = auto()
    FEATURES = auto()


@lru_cache(maxsize=1)
def sort_of(text: str) -> Sort | Kind | None:
    """Return the sort or kind of JSON that a text without leading blanks is; None when it is not JSON."""
    if not _JSON.match(text):
        return None
    if is_geojson(text):
        return Sort.FEATURES
    lines = _LINES.match(text) is not None and _is_json(text.partition("\n")[0])
    return foreign_shape(text) or (Sort.LINES if lines else Sort.VALUE)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def in_columns(text: str) -> bool:
    """Say whether a text is a table in columns rather than broken JSON."""
    return text[0] not in "[{" and any(sign in text.partition("\n")[0] for sign in _DELIMITERS)


def is_geojson(text: str) -> bool:
    """Say whether a text that begins with a bracket is GeoJSON with features."""
    return not _FEATURES.isdisjoint(_types(text, _outer_keys(text)))


def foreign_shape(text: str) -> Kind | None:
    """Return the kind of a text that begins with a bracket and holds a table in another shape; None for others."""
    found = _outer_keys(text)
    types = _types(text, found)
    if not _FEATURES.isdisjoint(types):
        return None
    if "Topology" in types:
        return TOPOJSON
    outside = {key.name for key in found if key.path in ((), (None,))}
    if GEOMETRY_TYPES & types and outside <= _OF_A_GEOMETRY:
        return GEOMETRY
    names = {"/".join([*(step for step in key.path if step), key.name]) for key in found}
    return next((kind for wanted, kind in JSON_SHAPES if wanted <= names), None)


def _types(text: str, found: list[Key]) -> set[str]:
    """Return the values of `type` in the outermost objects."""
    matches = (_TYPE.match(text, key.value_at) for key in found if key.name == "type" and _is_outside(key))
    return {match[1] for match in matches if match}


@lru_cache(maxsize=1)
def _outer_keys(text: str) -> list[Key]:
    return [key for key in _keys(text) if len(key.path) < _DEEPEST]


def _keys(text: str) -> list[Key]:
    """Return the keys of the first value up to a depth; none when its strings are broken."""
    deep = too_deep(text, 0, _DEEP)
    try:
        return list(keys(text[:deep] if deep else text, 0))
    except ValueError:
        return []


def _is_outside(key: Key) -> bool:
    """Say whether a key stands in the outermost object, in those of an outermost list, or in their features."""
    return [*takewhile(lambda step: step in (None, "features"), key.path)] == [*key.path]
