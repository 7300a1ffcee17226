"""The nearest unit by road: exact where roads and units are known, else an interval that holds the truth."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.files import cells, codes, derived
from tests.derivation.packages import package

from vasterviksmodell.derivation import Derived, derive
from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.surroundings import Points

NORTH, EAST = 6_400_000, 585_000
"""Inside the municipality of Västervik."""
AT = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda at: (NORTH + 1000 * at[0], EAST + 1000 * at[1]))
POINT = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).map(
    lambda at: (NORTH + at[0] + 0.3, EAST + at[1] + 0.7)
)
Road = tuple[list[tuple[float, float]], str]


@st.composite
def roads(draw: st.DrawFn) -> list[Road]:
    lines = draw(st.lists(st.lists(AT, min_size=2, max_size=5, unique=True), min_size=1, max_size=8))
    return [(line, draw(st.sampled_from(["", "yes", "-1"]))) for line in lines]


def world(
    folder: Path,
    lines: list[Road],
    places: list[tuple[float, float]],
    units: list[tuple[float, float, bool]],
    known: str,
) -> Derived:
    drawn = [(way, shapely.LineString([(east, north) for north, east in line])) for line, way in lines]
    package(folder, "roads.gpkg", {"roads": ("LINESTRING", 3006, [("oneway",), *drawn])})
    rows = "".join(
        f"u{number},{north if placed else ''},{east if placed else ''},0883\n"
        for number, (north, east, placed) in enumerate(units)
    )
    (folder / "units.csv").write_text("unit,n,e,code\n" + rows)
    own = "".join(f"p{number},{north},{east},0883\n" for number, (north, east) in enumerate(places))
    (folder / "places.csv").write_text("id,n,e,code\n" + own)
    (folder / "derive.yaml").write_text(f"""\
version: 1
places: {{file: places.csv, coordinates: {{northing: n, easting: e}}, municipality: code}}
roads: {{file: roads.gpkg, complete: {known}, one_way: oneway}}
registers:
  units: {{file: units.csv, date: 2026-06-21, source: A register, municipality: code, id: unit, complete: Sweden,
    coordinates: {{northing: n, easting: e}}}}
measures:
  way: {{rule: nearest_by_road, of: units, access: 400 m}}
""")
    return derive(folder / "derive.yaml")


def truth(lines: list[Road], places: list[tuple[float, float]], units: list[tuple[float, float]]) -> np.ndarray:
    drawn = np.array([shapely.LineString(line) for line, _ in lines])
    along, against = ([way != other for _, way in lines] for other in ("-1", "yes"))
    network = RoadNetwork.of(drawn, np.array(along), np.array(against), complete=True)
    found, off, _ = network.to_nearest(Points(*np.array(places).T), Points(*np.array(units).T), 400)
    return np.where(off, np.nan, found)


@given(st.data())
@tried(30)
def test_the_truth_lies_in_every_interval_whatever_is_hidden(data: st.DataObject) -> None:
    lines, places = data.draw(roads()), data.draw(st.lists(POINT, min_size=1, max_size=3))
    spots = data.draw(st.lists(POINT, min_size=1, max_size=5))
    units = [(*spot, data.draw(st.booleans())) for spot in spots]
    known, missing = data.draw(st.sampled_from(["true", "false"])), data.draw(st.integers(0, len(lines) - 1))
    listed = lines if known == "true" else [line for n, line in enumerate(lines) if n != missing] or lines
    with TemporaryDirectory() as folder:
        found = world(Path(folder), listed, places, units, known)
    for number, true in enumerate(truth(lines, places, spots)):
        cell = found.cell(f"p{number}", "way")
        if np.isfinite(true):
            assert cell.low - (5 if cell.exact else 0.5) <= true
            assert known == "false" or true <= cell.high + (5 if cell.exact else 0.5)
        assert cell.exact or cell.causes


def test_missing_roads_make_the_way_no_longer_than_the_known_one(tmp_path: Path) -> None:
    lines: list[Road] = [([(NORTH, EAST), (NORTH + 1000, EAST), (NORTH + 1000, EAST + 1000)], "")]
    units = [(NORTH + 1000.0, EAST + 987.0, True)]
    whole = world(tmp_path, lines, [(NORTH, EAST)], units, "true").cell("p0", "way")
    assert whole.written == "1990"
    part = world(tmp_path, lines, [(NORTH, EAST)], units, "false").cell("p0", "way")
    assert (part.written, set(part.causes)) == ("1400..1990", {Cause.ROADS})


def test_where_no_way_leads_or_a_place_lies_beside_all_roads_the_cell_is_empty(tmp_path: Path) -> None:
    lines: list[Road] = [([(NORTH, EAST), (NORTH + 1000, EAST)], "yes")]
    places = [(NORTH + 900.0, EAST + 0.0), (NORTH + 500.0, EAST + 3000.0)]
    found = world(tmp_path, lines, places, [(NORTH + 100.0, EAST, True)], "true")
    first, second = (found.cell(id, "way") for id in ("p0", "p1"))
    assert (first.written, set(first.causes)) == ("", {Cause.NOT_REACHED})
    assert (second.written, set(second.causes)) == ("", {Cause.OFF_ROADS})
    assert codes(found.findings) == ["V207", "V212"]


def test_a_unit_far_beside_all_roads_may_be_the_nearest(tmp_path: Path) -> None:
    lines: list[Road] = [([(NORTH, EAST), (NORTH + 3000, EAST)], "")]
    units = [(NORTH + 2500.0, EAST + 1.0, True), (NORTH + 100.0, EAST + 1000.0, True)]
    cell = world(tmp_path, lines, [(NORTH, EAST)], units, "true").cell("p0", "way")
    assert (cell.low, cell.high, set(cell.causes)) == (1000, 2510, {Cause.OFF_ROADS})


def test_a_place_at_the_point_of_a_unit_has_the_way_to_the_next_one(tmp_path: Path) -> None:
    lines: list[Road] = [([(NORTH, EAST), (NORTH + 3000, EAST)], "")]
    units = [(NORTH + 500.0, EAST + 1.0, True), (NORTH + 1500.0, EAST + 1.0, True)]
    cell = world(tmp_path, lines, [(NORTH + 500.0, EAST + 0.0)], units, "true").cell("p0", "way")
    assert (cell.written, set(cell.causes)) == ("0..1010", {Cause.COINCIDES})


GEOJSON = """\
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"way": "E22"}, "geometry":
 {"type": "MultiLineString", "coordinates": [[[16.40, 57.70], [16.41, 57.71]], [[16.41, 57.71], [16.50, 57.79],
  [16.50, 57.80], [16.50, 57.81]]]}}]}
"""


def test_roads_may_be_geojson_and_must_be_declared(tmp_path: Path) -> None:
    from tests.derivation.files import DERIVE

    (tmp_path / "roads.geojson").write_text(GEOJSON)
    measure = DERIVE.split("measures:")[0] + "measures:\n  way: {rule: nearest_by_road, of: schools}\n"
    found, findings = derived(tmp_path, derive=measure)
    assert (found, codes(findings)) == (None, ["C002"])
    declared = measure.replace("registers:", "roads: {file: roads.geojson, complete: true}\nregisters:")
    found, findings = derived(tmp_path, derive=declared)
    assert codes(findings) == []
    assert cells(found)["ekby"]["way"] == "1110"
    found, findings = derived(tmp_path, derive=declared.replace("complete: true}", "complete: true, one_way: oneway}"))
    assert (found, codes(findings)) == (None, ["V004"])
    (tmp_path / "roads.geojson").write_text(
        GEOJSON.replace("MultiLineString", "MultiPoint").replace("[[[", "[[").replace("]]]", "]]")
    )
    assert codes(derived(tmp_path, derive=declared)[1])[0] in ("V016", "F010")


def test_without_the_extra_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from vasterviksmodell.extras import MissingExtra

    for name in ("scipy", "scipy.sparse", "scipy.sparse.csgraph"):
        monkeypatch.setitem(sys.modules, name, None)
    lines: list[Road] = [([(NORTH, EAST), (NORTH + 1000, EAST)], "")]
    with pytest.raises(MissingExtra, match="needs scipy: pip install "):
        world(tmp_path, lines, [(NORTH, EAST)], [(NORTH + 100.0, EAST, True)], "true")
