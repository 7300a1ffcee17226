"""Sites in GeoJSON: properties are cells, a point is a position, in the system that the file names."""

from typing import Any

import pytest
from tests.sites.reading import Told, criteria_of, read, sites_in, told, told_of

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Severity

SCHOOL = "criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}"
PLAIN = criteria_of(f"version: 1\n{SCHOOL}\n")
PLACED = criteria_of(
    f"version: 1\nsite: {{id: kod, latitude: lat, longitude: lon, northing: N, easting: E}}\n{SCHOOL}\n"
)
POINT = '{"type": "Point", "coordinates": [16.60, 57.70]}'
POLYGON = '{"type": "Polygon", "coordinates": [[[16, 57], [17, 57], [17, 58], [16, 57]]]}'


def feature(properties: str = '{"school": 5}', geometry: str = POINT, id: str = '"a"') -> str:
    return f'{{"type": "Feature", "id": {id}, "geometry": {geometry}, "properties": {properties}}}'


def collection(*features: str, before: str = "", after: str = "") -> str:
    """A collection with each feature on a line of its own, the first on line 2."""
    listed = ",\n".join(features)
    return f'{{"type": "FeatureCollection", {before} "features": [\n{listed}\n]{after}}}'


def named(system: str) -> str:
    return f'"crs": {{"type": "name", "properties": {{"name": "{system}"}}}}'


def extras(text: str, criteria: Criteria = PLACED) -> dict[str, Any]:
    """What the first site has besides its measures, by heading."""
    row = sites_in(text, criteria, ".geojson").frame.row(0, named=True)
    return {name.removeprefix("_extra__"): value for name, value in row.items() if name.startswith("_extra__")}


def place(text: str, part: str) -> tuple[int, int]:
    """Line and column of what stands in a text once."""
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def told_in(text: str, criteria: Criteria = PLACED) -> list[Told]:
    return told_of(text, criteria, ".geojson")


def test_properties_are_cells_and_the_features_id_is_the_id() -> None:
    text = collection(feature('{"school": [0, 2e3], "name": "Ankarby"}'), feature('{"school": null}', "null", "0883"))
    text = text.replace("0883", '"0883"')
    frame = sites_in(text, PLACED, ".geojson").frame
    assert frame.select("id", "name", "school__low", "school__high").rows() == [
        ("a", "Ankarby", 0, 2000),
        ("0883", "0883", 0, 50000),
    ]


@pytest.mark.parametrize(("properties", "id"), [('"kod": 7', "7"), ('"KOD": 7', "7"), ('"kod": null', "a")])
def test_a_property_with_the_heading_of_the_id_is_the_id(properties: str, id: str) -> None:
    text = collection(feature(f'{{"school": 5, {properties}}}'))
    assert sites_in(text, PLACED, ".geojson").frame["id"].to_list() == [id]


@pytest.mark.parametrize(
    "system", ["", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4326"]
)
def test_a_point_becomes_the_columns_of_longitude_and_latitude_as_it_is_written(system: str) -> None:
    text = collection(feature(), before=f"{named(system)}," if system else "")
    assert extras(text) == {"lon": "16.60", "lat": "57.70"}
    assert extras(text.replace('"id"', '"kod": 1, "id"'), PLAIN) == {"longitude": "16.60", "latitude": "57.70"}


@pytest.mark.parametrize("behind", [False, True])
def test_in_sweref_99_tm_it_becomes_those_of_easting_and_northing(behind: bool) -> None:
    point = '{"type": "Point", "coordinates": [594500.50, 6403200, 12]}'
    system = named("urn:ogc:def:crs:EPSG::3006")
    text = collection(feature(geometry=point), **({"after": f", {system}"} if behind else {"before": f"{system},"}))
    assert extras(text) == {"E": "594500.50", "N": "6403200"}
    assert extras(text, PLAIN) == {"easting": "594500.50", "northing": "6403200"}
    assert sites_in(text, PLACED, ".geojson").inputs[0].dialect["coordinates"] == "SWEREF 99 TM"


@pytest.mark.parametrize(
    "system", [named("EPSG:3010"), named("urn:ogc:def:crs:EPSG::3857"), '"crs": {"type": "link"}', '"crs": "EPSG:3006"']
)
def test_another_system_is_an_error_where_it_is_named(system: str) -> None:
    assert told_in(collection(feature(), before=system + ",")) == [("D021", 1, 38)]
    assert told_in(collection(feature(), after=", " + system)) == [("D021", 3, 11)]


def test_properties_that_hold_coordinates_win() -> None:
    assert extras(collection(feature('{"school": 5, "lat": 57.1, "lon": 16}'))) == {"lat": "57.1", "lon": "16"}
    assert extras(collection(feature('{"school": 5, "lon": null}'))) == {"lon": "16.60", "lat": "57.70"}


def test_other_geometries_are_told_once_for_each_kind() -> None:
    line = '{"type": "LineString", "coordinates": []}'
    kinds = ["null", POLYGON, line, POLYGON, '{"type": "Point", "coordinates": []}']
    _, findings = read(
        collection(*(feature(geometry=geometry, id=str(n)) for n, geometry in enumerate(kinds))), PLACED, ".geojson"
    )
    assert told(findings) == [("D022", 3, 1), ("D022", 4, 1)]
    assert [(finding.count, finding.facts["column"], finding.severity) for finding in findings] == [
        (2, "Polygon", Severity.WARNING),
        (1, "LineString", Severity.WARNING),
    ]


def test_what_is_no_feature_or_no_point_is_an_error_and_hides_no_other() -> None:
    text = collection(
        feature(geometry='{"type": "Point", "coordinates": ["16", null]}'),
        feature(geometry="[16, 57]", id="1"),
        POINT,
        "5",
        '{"type": "Feature", "geometry": null}',
        feature('{"school": {"x": 1}}', id="2"),
        feature('{"school": "tolv"}', id="3"),
        feature('{"school": 5, "school": 6}', id="4"),
    )
    assert told_in(text) == [
        *(("D012", line, 1) for line in (2, 3, 4, 5, 6)),
        ("D012", *place(text, '{"x": 1}')),
        ("D103", *place(text, '"tolv"')),
        ("F005", *place(text, '"school": 6')),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (POINT, [("D012", 1, 1)]),
        ("[ ]", [("D001", None, None)]),
        ("{}", [("D012", 1, 1)]),
        ('{"type": "FeatureCollection", "features": {}}', [("D012", 1, 43)]),
        ('{"type": "FeatureCollection", "features": []}', [("D001", None, None)]),
        (collection(feature(), feature().replace('"a"', "")), [("F010", 3, 27)]),
    ],
)
def test_faults(text: str, expected: list[Told]) -> None:
    assert told_in(text) == expected


def test_a_fault_of_a_position_is_found_among_the_coordinates() -> None:
    text = collection(feature(geometry=POINT.replace("57.70", "97.70")))
    checked = criteria_of(f"version: 1\nsite: {{latitude: lat, longitude: lon}}\n{SCHOOL}\n", checked=True)
    (finding,) = [finding for finding in read(text, checked, ".geojson")[1] if finding.code.startswith("D3")]
    assert (finding.place.line, finding.place.column) in {place(text, "16.60"), place(text, "97.70")}


def test_a_single_feature_is_a_single_site() -> None:
    assert extras(feature()) == {"lon": "16.60", "lat": "57.70"}


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".ndjson", ".geojsonl", ""])
def test_whatever_it_is_called_it_is_read_by_its_contents(suffix: str) -> None:
    assert sites_in(collection(feature()), PLACED, suffix).frame.equals(
        sites_in(collection(feature()), PLACED, ".geojson").frame
    )


DEGREES = '{"type": "Point", "coordinates": [16.64, 57.76]}'
METRES = '{"type": "Point", "coordinates": [597500, 6402600]}'
IN_METRES = named("urn:ogc:def:crs:EPSG::3006") + ","
NEITHER, LATITUDE, NORTHING = (
    criteria_of(f"version: 1\nsite: {site}\n{SCHOOL}\n", checked=True)
    for site in ("{id: id}", "{latitude: lat, longitude: lon}", "{northing: n, easting: e}")
)


@pytest.mark.parametrize("criteria", [NEITHER, LATITUDE, NORTHING])
@pytest.mark.parametrize(("point", "system"), [(DEGREES, ""), (METRES, IN_METRES)])
def test_a_point_is_the_position_whatever_columns_are_declared(point: str, system: str, criteria: Criteria) -> None:
    text = collection(feature(geometry=point), feature(id='"b"', geometry="null"), before=system)
    sites, findings = read(text, criteria, ".geojson")
    assert sites is not None
    assert told(findings) == []
    placed, nowhere = sites.frame.select("_latitude", "_longitude").rows()
    assert placed == pytest.approx((57.76, 16.64), abs=0.01)
    assert nowhere == (None, None)


@pytest.mark.parametrize("criteria", [NEITHER, NORTHING])
def test_a_position_in_undeclared_columns_is_checked(criteria: Criteria) -> None:
    text = collection(feature(geometry=DEGREES.replace("57.76", "97.76")))
    findings = read(text, criteria, ".geojson")[1]
    assert told(findings) == [("D304", *place(text, "97.76"))]


def test_metres_without_a_crs_are_to_be_exported_in_degrees() -> None:
    (finding,) = read(collection(feature(geometry=METRES)), LATITUDE, ".geojson")[1]
    assert finding.code == "D303"
    assert "EPSG:4326" in str(finding.hint())


@pytest.mark.parametrize(
    ("point", "system", "properties", "differs"),
    [
        (DEGREES, "", '"lat": 57.7608, "lon": "16,6405"', False),
        (DEGREES, "", '"lat": 57.76, "lon": 16.6412', False),
        (DEGREES, "", '"LAT": 57.7612, "lon": 16.64', True),
        (DEGREES, "", '"lat": 57.76, "lon": 16.643', True),
        (DEGREES, "", '"lat": 6402600, "lon": 597500', True),
        (DEGREES, "", '"lat": "57 45 36", "lon": "16 38 24"', True),
        (METRES, IN_METRES, '"n": "6 402 660", "e": 597570', False),
        (METRES, IN_METRES, '"n": 6402660, "e": 597590', True),
        ("null", "", '"lat": 57.9, "lon": 16.41', False),
    ],
)
def test_a_position_in_the_properties_far_from_the_geometry_is_told(
    point: str, system: str, properties: str, differs: bool
) -> None:
    criteria = criteria_of(f"version: 1\nsite: {{latitude: lat, longitude: lon, northing: n, easting: e}}\n{SCHOOL}\n")
    features = (feature(f'{{"school": 5, {properties}}}', point, str(number)) for number in range(3))
    _, findings = read(collection(*features, before=system), criteria, ".geojson")
    told = [
        (finding.code, finding.place.line, finding.count, finding.severity)
        for finding in findings
        if finding.code != "D010"
    ]
    assert told == ([("D024", 2, 3, Severity.WARNING)] if differs else [])
