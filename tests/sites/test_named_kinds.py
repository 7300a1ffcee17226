"""Files that are no tables of sites are named, and doing what the hint says leads to a file that is read."""

import json
import struct
import zipfile
from io import BytesIO

import polars as pl
import pytest
from tests.sites.reading import criteria_of, read, sites_in
from tests.sites.workbooks import workbook

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats import SITE_FORMATS, kinds
from vasterviksmodell.sites.formats.json_text.outline import foreign_shape, is_geojson
from vasterviksmodell.sites.formats.kinds import BEGINNINGS, IN_OLD_OFFICE, IN_TEXT, IN_ZIP, JSON_SHAPES
from vasterviksmodell.sites.formats.site_format import Kind

CRITERIA = criteria_of("version: 1\ncriteria: {n: {weight: 1, value: {0: 0, 9: 100}}}\n")
IDS = ["a", "b"]
PARQUET = BytesIO()
pl.DataFrame({"id": IDS, "n": [1, 2]}).write_parquet(PARQUET)
FEATURES = [{"type": "Feature", "id": id, "properties": {"n": n}, "geometry": None} for n, id in enumerate(IDS)]
LINES = "\n".join(map(json.dumps, FEATURES))
TABLES = {
    ".csv": b"id,n\na,1\nb,2\n",
    ".xlsx": workbook([["id", "n"], ["a", 1], ["b", 2]]),
    ".parquet": PARQUET.getvalue(),
    ".geojson": json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode(),
    ".json": b'[{"id": "a", "n": 1}, {"id": "b", "n": 2}]',
    ".jsonl": b'{"id": "a", "n": 1}\n{"id": "b", "n": 2}\n',
}
"""The same sites as files whose contents tell what they are, by the ends of their names."""
YAML = b"- {id: a, n: 1}\n- {id: b, n: 2}\n"


def zipped(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x" * 50)
    return file.getvalue()


DBF = struct.pack("<BBBBIHH20x", 3, 126, 1, 15, 2, 65, 30) + b"id".ljust(11, b"\0") + b"C" + b"\0" * 20 + b"\r"
FOREIGN: list[tuple[str, bytes, str]] = [
    ("x.shp", struct.pack(">i", 9994) + b"\0" * 96, "part of a shapefile"),
    ("x.shx", struct.pack(">i", 9994) + b"\0" * 96, "part of a shapefile"),
    ("x.dbf", DBF, "a dBASE table (.dbf), which is part of a shapefile"),
    ("x.prj", b'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', "part of a shapefile"),
    ("x.prj", b'PROJCRS["SWEREF99 TM"]', "part of a shapefile"),
    ("x.cpg", b"UTF-8", "part of a shapefile"),
    ("x.zip", zipped("orter.shp"), "a zipped shapefile"),
    ("x.zip", zipped("orter.gpkg"), "a zipped GeoPackage"),
    ("x.csv", zipped("orter.csv"), "a zip or gzip archive"),
    ("x.kmz", zipped("doc.kml"), "KML, as Google Earth writes it"),
    ("x.fgb", b"fgb\x03fgb\0" + b"\0" * 40, "a FlatGeobuf"),
    ("x.gpkg", b"SQLite format 3\0" + b"\1" * 52 + b"GPKG", "a GeoPackage"),
    ("x.gpkg", b"SQLite format 3\0" + b"\1" * 52 + b"GP10", "a GeoPackage"),
    ("x.sqlite", b"SQLite format 3\0" + b"\1" * 60, "a SQLite database"),
    ("x.kml", b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">', "KML, as Google Earth writes it"),
    ("x.gml", b'<?xml version="1.0"?>\n<wfs:x xmlns:gml="http://www.opengis.net/gml">', "GML"),
    ("x.gpx", b'<?xml version="1.0"?><gpx version="1.1">', "GPX"),
    ("x.xml", b'<?xml version="1.0"?>\n<orter/>', "XML"),
    ("x.px", b'CHARSET="ANSI";\r\nAXIS-VERSION="2000";\r\nDATA=\r\n1 2;', "a PC-Axis file (.px)"),
    ("x.csv", b'AXIS-VERSION="2013";\nTITLE="Folk";\n', "a PC-Axis file (.px)"),
    ("x.px", b"folk", "a PC-Axis file (.px)"),
    ("x.feather", b"FEA1\0\0", "an Arrow file"),
    ("x.mdb", b"\0\1\0\0Standard Jet DB\0", "an Access database"),
    ("x.sav", b"$FL2@(#) SPSS", "an SPSS file (.sav)"),
    ("x.dta", b"<stata_dta><header>", "a Stata file (.dta)"),
    ("x.rtf", b"{\\rtf1 x}", "a text document (RTF)"),
    ("x.mht", b"MIME-Version: 1.0\nX: y\n", "a web page (HTML)"),
    ("x.xls", b"<html><table>", "a web page (HTML)"),
    ("x.csv", b"<!DOCTYPE html>\n<html>", "a web page (HTML)"),
    ("x.pdf", b"%PDF-1.7", "a PDF"),
    ("x.docx", zipped("word/document.xml"), "an Office document that is not a workbook"),
    ("x.ods", zipped("mimetype-application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument spreadsheet (.ods)"),
    ("x.numbers", zipped("Index/Document.iwa"), "an Apple Numbers sheet"),
    ("x.csv", b"\x1f\x8b\x08", "a zip or gzip archive"),
]


def findings(name: str, content: bytes) -> list[Finding]:
    return list(read(content, CRITERIA, name.removeprefix("x"))[1])


@pytest.mark.parametrize(("name", "content", "called"), FOREIGN)
def test_a_file_of_another_kind_is_named_alone(name: str, content: bytes, called: str) -> None:
    (finding,) = findings(name, content)
    assert finding.code == "F009"
    assert f"this is {called}, not " in finding.message()


KOLADA_V2 = (
    '{"count": 1, "values": [{"kpi": "N1", "municipality": "0883", "period": 2023, "values": [{"gender": "T"}]}]}'
)
KOLADA_V3 = '{"values":[{"kpi":"N1","municipality":"0883","period":2023,"values":[]}],"count":1,"next_url":null}'
SHAPES = [
    (KOLADA_V2, "a response from Kolada"),
    (KOLADA_V3, "a response from Kolada"),
    ('{"version": "2.0", "class": "dataset", "id": [], "size": [], "dimension": {}, "value": [1]}', "JSON-stat"),
    ('{"dataset": {"dimension": {"x": 1}, "value": [1]}}', "JSON-stat"),
    ('{"columns": [{"code": "Region"}], "comments": [], "data": [{"key": ["0883"]}]}', "PxWeb's JSON"),
    ('{"geometryType": "esriGeometryPoint", "features": [{"attributes": {}}]}', "Esri's JSON"),
    ('{"features": [{"attributes": {"id": "a"}, "geometry": {"x": 1}}]}', "Esri's JSON"),
    ('{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON"),
    ('{"type": "Topology", "objects": {"x": {"type": "GeometryCollection", "geometries": []}}}', "TopoJSON"),
    ('{"count": 1, "results": [{"kpi": "N1", "municipality": "0883", "period": 2023, "values": []}]}', "Kolada"),
    ('{"osm3s": {}, "elements": []}', "OpenStreetMap's JSON"),
    ('{"head": {"vars": ["id"]}, "results": {"bindings": []}}', "a SPARQL query"),
]


@pytest.mark.parametrize(("text", "called"), SHAPES)
@pytest.mark.parametrize("suffix", [".json", ".csv", ".jsonl", ".geojson", ".xlsx", ""])
def test_json_of_another_shape_is_named_whatever_the_file_is_called(text: str, called: str, suffix: str) -> None:
    (finding,) = findings(f"x{suffix}", text.encode())
    assert finding.code == ("D012" if suffix in (".json", "") else "F009")
    assert called in f"{finding.message()} {finding.hint()}"


@pytest.mark.parametrize(
    "text", ['{"sites": [{"id": "a", "n": 1}]}', '[{"id": "a", "type": "Features"}]', "{", "[[", '{"a": "\\q"}']
)
def test_other_json_is_of_no_shape(text: str) -> None:
    assert foreign_shape(text) is None
    assert not is_geojson(text)


GEOJSON = [
    json.dumps({"type": "FeatureCollection", "features": FEATURES}),
    json.dumps({"name": "x", "crs": None, "features": FEATURES, "type": "FeatureCollection"}),
    json.dumps({"features": FEATURES}),
    json.dumps(FEATURES),
    LINES,
    "".join(f"\x1e{line}\n" for line in LINES.splitlines()),
    LINES.replace("\n", "\r\n\r\n"),
    "\n".join(json.dumps(feature, indent=1) for feature in FEATURES),
]


@pytest.mark.parametrize(
    "suffix", [".geojson", ".geojsonl", ".geojsons", ".geojsonseq", ".json", ".jsonl", ".ndjson", ""]
)
@pytest.mark.parametrize("text", GEOJSON)
def test_features_are_read_in_whatever_they_stand_and_whatever_it_is_called(text: str, suffix: str) -> None:
    sites = sites_in(text.encode(), CRITERIA, suffix)
    assert sites.frame.select("id", "n__low").rows() == [("a", 0), ("b", 1)]
    assert sites.inputs[0].format == "geojson"


@pytest.mark.parametrize(
    ("second", "code", "line"),
    [('{"id": "b"}', "D012", 2), ("[1]", "D012", 2), ("x", "F010", 2), ('{"type": "Fea', "F010", 2)],
)
def test_what_is_no_feature_in_a_sequence_is_found_where_it_stands(second: str, code: str, line: int) -> None:
    (finding,) = findings("x.geojsonl", f"{LINES.splitlines()[0]}\n{second}".encode())
    assert (finding.code, finding.place.line) == (code, line)


def test_what_lies_deep_says_nothing_of_the_shape() -> None:
    for text in (
        '{"a": [{"b": {"type": "Feature"}}]}',
        '{"a": {"type": "FeatureCollection"}}',
        '{"properties": {"type": "Feature"}, "x": 1}',
        "[" * 5000,
    ):
        assert foreign_shape(text) is None
        assert not is_geojson(text)
    assert is_geojson('{"type": "Feature", "properties": {"a": ' + "[" * 5000)


EVERY = {
    id(kind): kind
    for kind in (
        *(kind for _, kind in (*BEGINNINGS, *IN_ZIP, *IN_OLD_OFFICE, *IN_TEXT, *JSON_SHAPES)),
        *kinds.BY_NAME.values(),
        *(site_format.kind for site_format in SITE_FORMATS.values()),
        kinds.ZIP,
        kinds.OLD_DOCUMENT,
    )
}
ACTIONS = {
    "ends in .xlsx": ".xlsx",
    "ends in .yaml": ".yaml",
    "ends in .csv": ".csv",
    "ends in .parquet": ".parquet",
    "ends in .jsonl": ".jsonl",
    "ends in .json;": ".json",
    "ends in .geojson;": ".geojson",
    "save it as .xlsx": ".xlsx",
    "CSV UTF-8": ".csv",
    "as GeoJSON": ".geojson",
    "Parquet": ".parquet",
    "as CSV": ".csv",
    "CSV or Excel": ".xlsx",
    "Excel workbook or CSV": ".xlsx",
    "an object for each municipality": ".json",
    "> sites.json": ".json",
    "a Feature for each site": ".geojson",
    "unpack it": ".csv",
    "remove the password": ".xlsx",
}
"""What hints say, each with the end of the name of what comes of it."""


@pytest.mark.parametrize("kind", EVERY.values(), ids=lambda kind: kind.description.inside("en"))
def test_doing_what_the_hint_says_leads_to_a_file_that_is_read(kind: Kind) -> None:
    done = [suffix for words, suffix in ACTIONS.items() if words in kind.advice.inside("en")]
    assert done
    for suffix in done:
        assert sites_in({**TABLES, ".yaml": YAML}[suffix], CRITERIA, suffix).frame["id"].to_list() == IDS


@pytest.mark.parametrize("suffix", TABLES)
@pytest.mark.parametrize("called", TABLES)
def test_a_file_with_the_name_of_another_is_read_or_named_with_what_it_is(suffix: str, called: str) -> None:
    sites, found = read(TABLES[suffix], CRITERIA, called)
    if sites is not None:
        assert sites.frame["id"].to_list() == IDS
    else:
        assert f".{suffix[1:]}" in " ".join(str(finding.hint()) for finding in found)


def test_a_list_of_sites_called_geojson_is_told_to_be_json() -> None:
    (finding,) = findings("x.geojson", TABLES[".json"])
    assert (finding.code, "rename it so that it ends in .json" in str(finding.hint())) == ("D012", True)
    assert "namnet sluta på .json" in str(finding.hint("sv"))


AREA = '{"type": "Polygon", "coordinates": [[[18.7, 63.2], [18.8, 63.2], [18.8, 63.3], [18.7, 63.2]]]}'


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('"Y": 7023232.8, "X": 678145.41', False),
        ('"y": 7023232.8, "x": 678145.41', False),
        ('"lat": 63.29, "lon": 18.55', False),
        ('"Y": 7023232.8', True),
        ('"Y": 7023232.8, "X": null', True),
        ('"lat": 63.29, "X": 678145.41', True),
        ('"z": 1', True),
    ],
)
def test_a_geometry_that_is_no_point_is_told_of_unless_columns_have_the_position(
    properties: str, *, told: bool
) -> None:
    criteria = criteria_of(
        "version: 1\nsite: {northing: Y, easting: X, latitude: lat, longitude: lon}\n"
        "criteria: {n: {weight: 1, value: {0: 0, 9: 100}}}\n"
    )
    text = f'{{"type": "Feature", "id": "a", "properties": {{"n": 1, {properties}}}, "geometry": {AREA}}}'
    assert ("D022" in {finding.code for finding in read(text, criteria, ".geojson")[1]}) == told
