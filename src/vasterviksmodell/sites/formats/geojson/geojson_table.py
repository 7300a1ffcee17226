"""Sites in GeoJSON: the properties of each feature are its cells, a point its position.

A file is a collection of features, or a sequence of them (RFC 8142), with or without separators.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from vasterviksmodell.findings import Finding, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.advice import advice_before_json, advice_on_several
from vasterviksmodell.sites.formats.json_text.document import JsonDocument, with_surrogates_escaped
from vasterviksmodell.sites.formats.json_text.outline import is_geojson
from vasterviksmodell.sites.formats.json_text.reader import JsonPlaces, JsonReader, cell, cells, describe_value
from vasterviksmodell.sites.formats.kinds import GEOMETRY, GEOMETRY_TYPES
from vasterviksmodell.sites.formats.records.gathering import Records, UnreadableError, whole_text
from vasterviksmodell.sites.formats.records.record_cells import MAPPING, KeyLocation, Misfit, RecordCell, misfit, quoted
from vasterviksmodell.sites.formats.records.record_table import OccurrenceReading, OpenedRecords, open_records
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.positions.coordinates import TwoPositions
from vasterviksmodell.sites.positions.position_columns import Axes, axes_of, sweref_99_tm, wgs_84
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.json_scan import Key, after_blanks, keys
from vasterviksmodell.source.text import HEAD

_COLLECTION = Message("a FeatureCollection with a list of features")
_FEATURE = Message("a Feature with properties")
_POINT = Message("a Point with two numbers")
_OTHERS = GEOMETRY_TYPES - {"Point"}
_AS_JSON = Message("if it is a list of sites without geometries, rename it so that it ends in .json")
_AS_POINT = Message('write {{"type": "Point", "coordinates": [longitude, latitude]}}, or null')
_RECORD_SEPARATOR = "\x1e"
"""The separator before each feature of a sequence (RFC 8142)."""
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
_APART = Misfit({}, "D024", level=Severity.WARNING)
_OF_A_FEATURE = ("type", "id", "properties", "geometry")


def open_table(source: Source, expected: Expected) -> OpenedRecords:
    """Open a file; None and findings when it is not a collection of features."""
    return open_records(_read_geojson, source, expected)


def _read_geojson(source: Source, expected: Expected) -> OccurrenceReading:
    try:
        text = whole_text(source).replace(_RECORD_SEPARATOR, " ")
        features = _features(text, source, expected, wgs_84(expected.site))
        features.read()
        if features.axes != features.read_with:
            features = _features(text, source, expected, features.axes)
            features.read()
    except UnreadableError as error:
        return OccurrenceReading((None, (error.finding,)))
    return OccurrenceReading(features.table(), features.occurrences)


def _features(text: str, source: Source, expected: Expected, axes: Axes | None) -> "_Features":
    document = JsonDocument(text, source.name, "GeoJSON", expected)
    return _Features(document, expected, axes)


class _Features:
    """Gathers features. The axes are assumed until a `crs`, which may follow the features, says otherwise."""

    def __init__(self, document: JsonDocument, expected: Expected, axes: Axes | None) -> None:
        self.axes = axes
        self.read_with = axes
        self._document = document
        self._expected = expected
        self._places = _Places(document, expected.site.id)
        self._records = Records(document.path, expected, self._places)
        self._two_positions = TwoPositions()
        self._findings: list[Finding] = []
        self._no_list: Finding | None = None
        """The finding that the features are not a list; the same key may have another value."""
        headings = _outer_headings(expected)
        self._heading_of = cache(lambda written: headings.get(folded(written)))
        """The heading outside the properties that a property's name stands for, or None."""

    @property
    def occurrences(self) -> int:
        """The greatest number of values that a key has in an object."""
        return self._document.occurrences

    def read(self) -> None:
        """Read the file: a collection of features, a list or sequence of them, or a single one."""
        reader = JsonReader(self._document)
        if reader.peek() == "[" and self._are_features(reader):
            self._read_list(reader)
            reader.finish()
            return
        if reader.peek() != "{":
            raise UnreadableError(self._not_a_collection(reader.at, describe_value(reader.value())))
        root = reader.at
        single: dict[str, object] = {}
        collection = False
        for key, _ in reader.members():
            if key == "features":
                collection = True
                self._read_list(reader)
            elif key == "crs":
                self._take_system(reader.at, reader.value())
            elif key in _OF_A_FEATURE:
                single[key] = reader.value()
            else:
                reader.value()
        if collection:
            reader.finish(advice_on_several(self._document, root, self._expected) if reader.peek() == "{" else None)
        elif single.get("type") == "Feature":
            self.read_with = self._places.axes = self.axes
            self._add(root, single)
            self._read_sequence(reader)
        else:
            raise UnreadableError(self._not_a_collection(root, MAPPING))

    def _are_features(self, reader: JsonReader) -> bool:
        """Say whether the list at the cursor may hold features."""
        text = self._document.text
        return is_geojson(text[:HEAD].lstrip()) or text.startswith("]", after_blanks(text, reader.at + 1))

    def _read_sequence(self, reader: JsonReader) -> None:
        """Read the features that follow the first one, each on its line."""
        while reader.peek():
            position = reader.at
            self._add(position, reader.value())

    def _read_list(self, reader: JsonReader) -> None:
        if reader.peek() != "[":
            self._no_list = self._not_a_collection(reader.at, describe_value(reader.value()))
            return
        self.read_with = self._places.axes = self.axes
        for position in reader.items():
            self._add(position, reader.value())

    def _not_a_collection(self, at: int, found: Phrase) -> Finding:
        document = self._document
        facts = misfit(_COLLECTION, found).facts
        unread = JsonDocument(document.text, document.path, document.format, self._expected)
        advice = advice_before_json(unread, self._expected) or _AS_JSON
        return Finding(rule("D012"), document.place(at), facts, advice=advice)

    def _take_system(self, at: int, crs: Any) -> None:
        if crs is None:
            return
        match crs:
            case {"properties": {"name": str(name)}}:
                self.axes = axes_of(name, self._expected.site)
                system = quoted(name)
            case _:
                self.axes = None
                system = quoted("crs")
        if self.axes is None:
            self._findings.append(Finding(rule("D021"), self._document.place(at), {"system": system}))

    def _add(self, position: int, feature: Any) -> None:
        match feature:
            case {"type": "Feature", "properties": dict() | None}:
                found = cells(feature["properties"] or {}, self._expected.measures)
                own = {self._heading_of(heading): heading for heading in found}
                id = feature.get("id")
                self._fill(found, own, {} if id is None else {self._expected.site.id: cell(id)})
                placed = self._are_placed(found, own)
                wanted = self._records.is_chosen(found)
                point = self._coordinates(position, feature.get("geometry"), placed=placed) if wanted else {}
                if not self._fill(found, own, point):
                    self._compare(
                        position, [found.get(own.get(heading, heading)) for heading in point], [*point.values()]
                    )
                self._records.add(position, found)
            case _:
                self._records.reject(position, describe_value(feature), _FEATURE, GEOMETRY.advice)

    @staticmethod
    def _fill(found: dict[str, RecordCell], own: Mapping[str | None, str], outer: Mapping[str, RecordCell]) -> bool:
        """Add cells from outside the properties of a site, unless its properties have them, and say so.

        `own` has the headings that the properties use, by the heading that is looked for.
        """
        headings = [own.get(heading, heading) for heading in outer]
        if any(map(found.get, headings)):
            return False
        found.update(zip(headings, outer.values(), strict=True))
        return True

    def _compare(self, position: int, own: Sequence[RecordCell], point: Sequence[str]) -> None:
        """Keep both positions of a site, unless one of them is a misfit."""
        texts = [text for text in own if not isinstance(text, Misfit)]
        if len(texts) == len(own):
            self._two_positions.add(position, texts, point)

    def _are_placed(self, found: Mapping[str, RecordCell], own: Mapping[str | None, str]) -> bool:
        """Say whether the properties have a position."""
        site = self._expected.site
        return any(
            all(found.get(own.get(heading, heading)) for heading in axes[1:])
            for axes in (wgs_84(site), sweref_99_tm(site))
        )

    def _coordinates(self, position: int, geometry: Any, *, placed: bool) -> Mapping[str, str]:
        """Return the coordinates of a point by their headings."""
        match geometry:
            case None | {"type": "Point", "coordinates": []}:
                return {}
            case {"type": "Point", "coordinates": [str(first), str(second), *_]} if _are_numbers(first, second):
                return {self.axes.first: str(first), self.axes.second: str(second)} if self.axes else {}
            case {"type": str(kind)} if kind in _OTHERS:
                if not placed:
                    self._records.faults.add(Misfit({}, "D022", level=Severity.WARNING), position, kind)
            case _:
                self._records.faults.add(replace(misfit(_POINT, describe_value(geometry)), advice=_AS_POINT), position)
        return {}

    def table(self) -> OpenedRecords:
        if self._no_list is not None:
            return None, (self._no_list, *self._document.repeats())
        dialect = {"encoding": "utf-8"} | ({"coordinates": self.axes.system} if self.axes else {})
        if self.axes:
            for position in self._two_positions.differing(degrees=self.axes.degrees):
                self._records.faults.add(_APART, position, self.axes.second)
        table, found = self._records.table(dialect)
        if table and self.axes:
            table = replace(table, position_headings=self.axes.headings)
        return table, (*self._findings, *self._document.repeats(), *found)


def _outer_headings(expected: Expected) -> dict[str, str]:
    """Return the headings of what may stand outside the properties, by their folded names in the properties."""
    site, aliases = expected.site, expected.data.columns
    headings = (site.id, *wgs_84(site)[1:], *sweref_99_tm(site)[1:])
    return {folded(name): heading for heading in headings for name in (heading, *aliases.get(heading, ()))}


def _are_numbers(*texts: str) -> bool:
    return all(map(_NUMBER.fullmatch, texts))


class _Places(JsonPlaces):
    """Finds the places of features by their offset."""

    def __init__(self, document: JsonDocument, id_heading: str) -> None:
        super().__init__(document)
        self.axes: Axes | None = None
        self._id_heading = id_heading

    def key_locations(self, position: int) -> Mapping[str, KeyLocation]:
        outer: dict[str, KeyLocation] = {}
        properties: dict[str, KeyLocation] = {}
        own = True
        for key in keys(self.document.text, position):
            own = key.before <= self.document.occurrence if not key.path else own
            match key.path, key.name:
                case _ if not own or key.before > self.document.occurrence:
                    pass
                case (), "properties":
                    properties.clear()
                case ("properties",), name:
                    properties[with_surrogates_escaped(name)] = self.key_location(key)
                case (), "id":
                    outer[self._id_heading] = self.key_location(key)
                case ("geometry",), "coordinates" if self.axes:
                    outer[self.axes.first], outer[self.axes.second] = self._coordinates(key)
        return {**outer, **properties}

    def _coordinates(self, key: Key) -> tuple[KeyLocation, KeyLocation]:
        text, at = self.document.text, key.value_at
        first = self.key_location(key._replace(value_at=after_blanks(text, at + 1)))
        second = self.key_location(key._replace(value_at=after_blanks(text, text.find(",", at) + 1)))
        return first, second
