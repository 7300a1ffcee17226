"""JSON in the shapes that services give: it is read, or refused with one hint, and doing what that says is enough."""

import json
import re
import subprocess
from collections.abc import Callable
from itertools import zip_longest
from shutil import which
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import criteria_of, read, sites_in, thorough

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats.json_text.shapes import ROWS

CRITERIA = criteria_of("version: 1\nsite: {id: kod}\ncriteria: {n: {weight: 1, value: {0: 0, 9: 100}}}\n")
SITES = [{"kod": "a", "n": 1}, {"kod": "b", "n": 2}]
TABLE = [["kod", "n"], ["a", 1], ["b", 2]]
POINT = {"type": "Point", "coordinates": [16.6, 57.7]}
KODER = {"kod": ["a", "b"], "n": [1, 2]}
KEYED = {"a": {"n": 1}, "b": {"n": 2}}
ELEMENTS = [
    {"type": "node", "id": 1, "lat": 57.7, "lon": 16.6, "tags": {"kod": "a", "n": "1"}},
    {"type": "way", "id": 1, "center": {"lat": 57.7, "lon": 16.6}, "nodes": [7, 8], "tags": {"kod": "b", "n": "2"}},
]
BINDINGS = [{key: {"type": "literal", "value": str(cell)} for key, cell in site.items()} for site in SITES]

COMMANDED: dict[str, Any] = {
    "Overpass": {"version": 0.6, "osm3s": {"copyright": "x"}, "elements": ELEMENTS},
    "the map's editor": {"version": "0.6", "elements": ELEMENTS},
    "CKAN": {"success": True, "result": {"fields": [{"id": "kod"}, {"id": "n"}], "records": SITES}},
    "CKAN's lists": {"result": {"fields": [{"id": "kod"}, {"id": "n"}], "records": [["a", 1], ["b", 2]]}},
    "Kolada's municipalities": {"values": SITES, "count": 2},
    "Kolada's newer answer": {"count": 2, "results": SITES, "next_url": None},
    "OData": {"@odata.context": "x", "value": SITES},
    "a search": {"response": {"numFound": 2, "facets": [{"x": 1}], "docs": SITES}},
    "a key with blanks": {"alla orter": {"kommunens 'orter'": SITES}},
    "pages": [{"page": 1, "pages": 1}, SITES],
    "a list in a list": [SITES],
    "columns": KODER,
    "columns beside their number": {**KODER, "count": 2},
    "sites by id": KEYED,
    "sites by id, further in": {"data": KEYED, "count": 2},
    "sites by id under sites": {"sites": KEYED},
    "rows": TABLE,
    "rows under sites": {"sites": TABLE},
    "rows of a sheet": {"range": "A1:B3", "majorDimension": "ROWS", "values": TABLE},
    "pandas, split": {"columns": TABLE[0], "index": [0, 1], "data": TABLE[1:]},
    "pandas, table": {"schema": {"fields": [{"name": "kod"}]}, "data": SITES},
    "fields in records": {"records": [{"recordid": site["kod"], "fields": site} for site in SITES]},
    "fields in a list": {"items": [{"kod": site["kod"], "my fields": {"n": site["n"]}} for site in SITES]},
    "SPARQL": {"head": {"vars": ["kod", "n"]}, "results": {"bindings": BINDINGS}},
}
"""Tables that a command makes a list of sites of."""
SEVERAL = {
    "rows on lines": "\n".join(map(json.dumps, TABLE)),
    "lists on lines": "\n".join(json.dumps([site]) for site in SITES),
    "objects over several lines": "\n".join(json.dumps(site, indent=1) for site in SITES),
    "one object": json.dumps(SITES[0], indent=1),
    "objects on one line": " ".join(map(json.dumps, SITES)),
    "lists under sites": "\n".join(json.dumps({"sites": [site]}) for site in SITES),
}
COMMAND = re.compile(r"(?P<what>.*?)\bjq (?P<options>-s )?'(?P<filter>.*)' (FILE > sites|FIL > orter)\.json")


def path_of(steps: str) -> Callable[[Any], Any]:
    """What stands under steps such as `.a["b c"][1]`."""
    found = re.findall(r"\.?(?:\[(\"[^\"]*\"|[0-9]+)\]|([A-Za-z_]+))", steps)

    def follow(value: Any) -> Any:
        for quoted, plain in found:
            value = value[json.loads(quoted) if quoted else plain]
        return value

    return follow


def as_objects(rows: Any) -> Any:
    return [dict(zip_longest(rows[0], row)) for row in rows[1:]]


def flat(element: Any) -> Any:
    inner = ("tags", "center", "bounds", "geometry", "nodes", "members")
    own = {key: value for key, value in element.items() if key not in inner}
    return element.get("tags", {}) | element.get("center", {}) | own


STEPS: list[tuple[str, Callable[[re.Match[str], Any], Any]]] = [
    (re.escape(ROWS), lambda _, value: as_objects(value)),
    (
        r"\[keys_unsorted\] \+ \(\[\.\[\]\] \| transpose\)",
        lambda _, value: [[*value], *map(list, zip_longest(*value.values()))],
    ),
    (r"\[\.columns\] \+ \.data", lambda _, value: [value["columns"], *value["data"]]),
    (
        r"\[\[\.fields\[\]\.id\]\] \+ \.records",
        lambda _, value: [[field["id"] for field in value["fields"]], *value["records"]],
    ),
    (
        r"with_entries\(select\(\.value \| type == \"array\"\)\)",
        lambda _, columns: {key: value for key, value in columns.items() if isinstance(value, list)},
    ),
    (
        r"to_entries \| map\(\{(\"[^\"]+\"): \.key\} \+ \.value\)",
        lambda found, sites: [{json.loads(found[1]): key} | value for key, value in sites.items()],
    ),
    (r"map\(\.tags \+ \.center \+ del\([^)]*\)\)", lambda _, elements: [flat(element) for element in elements]),
    (
        r"map\((\.[^ ]+|\.\[.*?\]) \+ del\(\1\)\)",
        lambda found, value: [
            path_of(found[1])(one) | {k: v for k, v in one.items() if v is not path_of(found[1])(one)} for one in value
        ],
    ),
    (r"map\(map_values\(\.value\)\)", lambda _, rows: [{k: v["value"] for k, v in one.items()} for one in rows]),
    (r"map\(\.sites\[\]\)", lambda _, parts: [site for one in parts for site in one["sites"]]),
    (
        r"\{features: map\(\.features\[\]\)\}",
        lambda _, parts: {"features": [one for part in parts for one in part["features"]]},
    ),
    (r"add", lambda _, parts: [one for part in parts for one in part]),
    (r"\.(?!\[keys)[^|]*?", lambda found, value: path_of(found[0])(value)),
]
"""What each step of a filter does, as jq has it."""


def done(filter: str, value: Any) -> Any:
    """The value of a filter."""
    rest = filter
    while rest:
        found, does = next(
            (found, does) for pattern, does in STEPS if (found := re.match(f"(?s:{pattern})(?= \\| |$)", rest))
        )
        value = does(found, value)
        rest = rest[found.end() :].removeprefix(" | ")
    return value


def values_in(text: str) -> list[Any]:
    found, decoder = [], json.JSONDecoder()
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:]
    return found


def followed(text: str, finding: Finding, *, by_jq: bool = True) -> str:
    """The file that comes of doing what a hint commands."""
    english, swedish = COMMAND.search(str(finding.hint())), COMMAND.search(str(finding.hint("sv")))
    assert english
    assert swedish
    assert english["filter"] == swedish["filter"]
    assert english["what"] != swedish["what"]
    filter = english["filter"].replace("'\\''", "'")
    values = values_in(text)
    result = json.loads(json.dumps(done(filter, values if english["options"] else values[0])))
    if by_jq and which("jq"):  # what is taken for the meaning of a filter here is its meaning there
        command = ["jq", *(["-s"] if english["options"] else []), filter]
        assert (
            json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout) == result
        )
    return json.dumps(result)


@pytest.mark.parametrize("suffix", [".json", ".geojson", ".jsonl", ".csv"])
@pytest.mark.parametrize("shape", [*COMMANDED, *SEVERAL])
def test_the_command_of_the_one_hint_makes_a_file_that_is_read(shape: str, suffix: str) -> None:
    text = SEVERAL.get(shape) or json.dumps(COMMANDED[shape])
    sites, found = read(text, CRITERIA, suffix)
    assert sites is None
    (finding,) = found
    made = sites_in(followed(text, finding), CRITERIA, ".json")
    assert made.frame.select("id", "n__low").rows() == [("a", 1), ("b", 2)][: 1 if shape == "one object" else 2]
    assert "D012" not in {finding.code for finding in made.findings}


GEOMETRIES = [POINT, {"type": "GeometryCollection", "geometries": [POINT]}, [POINT, POINT]]


@pytest.mark.parametrize("suffix", [".json", ".geojson", ".csv"])
@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_a_geometry_without_a_site_is_told_to_become_a_feature(geometry: Any, suffix: str) -> None:
    (finding,) = read(json.dumps(geometry), CRITERIA, suffix)[1]
    template = str(finding.hint()).partition("for each site: ")[2]
    for part, said in (("{…}", json.dumps({"n": 1})), ("{…}", json.dumps(POINT)), ("…", '"a"')):
        template = template.replace(part, said, 1)
    assert sites_in(template, CRITERIA, ".geojson").frame.select("id", "n__low").rows() == [("a", 1)]


def test_a_feature_without_properties_is_told_how_a_feature_is_written() -> None:
    (finding,) = read(json.dumps({"type": "Feature", "geometry": POINT}), CRITERIA, ".geojson")[1]
    assert '"properties": {…}' in str(finding.hint())


@pytest.mark.parametrize("geometry", [{"type": "Circle"}, {"type": "Point", "coordinates": ["x", "y"]}, 5])
def test_what_is_no_geometry_is_told_how_a_point_is_written(geometry: Any) -> None:
    feature = {"type": "Feature", "properties": SITES[0], "geometry": geometry}
    (finding,) = read(json.dumps(feature), CRITERIA, ".geojson")[1]
    written = re.sub("longitude, latitude", "16.6, 57.7", str(finding.hint()).removeprefix("write ").split(", or")[0])
    made = sites_in(json.dumps({**feature, "geometry": json.loads(written)}), CRITERIA, ".geojson")
    assert made.frame["_latitude"].to_list() == [57.7]


@pytest.mark.parametrize("text", ["[]", "[ ]", '{"type": "FeatureCollection", "features": []}'])
@pytest.mark.parametrize("suffix", [".json", ".geojson"])
def test_an_empty_list_has_no_sites(text: str, suffix: str) -> None:
    assert [finding.code for finding in read(text, CRITERIA, suffix)[1]] == ["D001"]


@pytest.mark.parametrize("text", ["5", "null", "true", '"x"', "{}", '{"count": 0}'])
@pytest.mark.parametrize("suffix", [".json", ".geojson"])
def test_what_holds_no_sites_is_not_to_be_renamed(text: str, suffix: str) -> None:
    (finding,) = read(text, CRITERIA, suffix)[1]
    assert "there are no sites in it" in str(finding.hint())


def test_objects_on_lines_are_read_whatever_the_file_is_called() -> None:
    text = "\n".join(map(json.dumps, SITES))
    sites = sites_in(text, CRITERIA, ".json")
    assert sites.frame["id"].to_list() == ["a", "b"]
    assert sites.inputs[0].format == "jsonl"


def test_a_comma_that_lacks_between_lines_does_not_make_lines_of_a_list() -> None:
    (finding,) = read('{"sites": [{"kod": "a"}\n{"kod": "b"}]}', CRITERIA, ".json")[1]
    assert (finding.code, finding.place.line, finding.place.column) == ("F010", 2, 1)


def test_collections_one_after_another_become_one() -> None:
    parts = [
        json.dumps(
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": site, "geometry": None}]}
        )
        for site in SITES
    ]
    (finding,) = read("\n".join(parts), CRITERIA, ".geojson")[1]
    made = sites_in(followed("\n".join(parts), finding), CRITERIA, ".json")
    assert made.frame.select("id", "n__low").rows() == [("a", 1), ("b", 2)]


CELLS = st.sampled_from([None, True, 5, 0.5, "a", "kod", "n"])
KEYS = st.sampled_from(
    ["kod", "n", "a", "b", "sites", "data", "values", "columns", "records", "fields", "en nyckel", "'"]
)
VALUES = st.recursive(
    CELLS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@given(st.lists(VALUES, min_size=1, max_size=2), st.sampled_from([".json", ".geojson", ".jsonl"]))
@thorough
def test_no_command_leads_to_another_refusal_of_the_shape(values: list[Any], suffix: str) -> None:
    text = "\n".join(map(json.dumps, values))
    sites, found = read(text, CRITERIA, suffix)
    commands = [finding for finding in found if " > sites.json" in str(finding.hint())]
    assert len(commands) <= 1 or sites is None
    for finding in commands[:1]:
        again = read(followed(text, finding, by_jq=False), CRITERIA, ".json")[1]
        assert not [
            finding
            for finding in again
            if " > sites.json" in str(finding.hint()) or "no sites in it" in str(finding.hint())
        ]
