"""Places that are areas, units that may lie anywhere in their locality, and what areas state: nothing false is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.files import DERIVE, SCHOOLS, cells, codes, derived, write
from tests.derivation.packages import package
from tests.derivation.worlds import EAST, NORTH, OF_UNITS_AND_ZONES

from vasterviksmodell.derivation import Derived, derive
from vasterviksmodell.derivation.bounds import Cause

MEASURES = {**OF_UNITS_AND_ZONES, "second": "{rule: nearest, of: units, nth: 2}"}
SIDE = st.integers(0, 9_000)
Box = tuple[int, int, int]
"""The least northing and easting, counted from the corner, and the side."""


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    return draw(SIDE), draw(SIDE), draw(st.integers(200, 2_500))


@st.composite
def inside(draw: st.DrawFn, box: Box) -> tuple[float, float]:
    north, east, side = box
    return NORTH + north + draw(st.integers(0, side)), EAST + east + draw(st.integers(0, side))


def shape(box: Box) -> shapely.Polygon:
    north, east = NORTH + box[0], EAST + box[1]
    return shapely.box(east, north, east + box[2], north + box[2])


def world(
    folder: Path, localities: list[Box], units: list[tuple[float, float, int, bool]], zones: list[Box], how: str
) -> Derived:
    """Localities, units with their locality and whether their position is known, and zones of classes 0, 1, …"""
    package(
        folder,
        "towns.gpkg",
        {"towns": ("POLYGON", 3006, [("town",), *((f"T{n}", shape(box)) for n, box in enumerate(localities))])},
    )
    package(
        folder,
        "zones.gpkg",
        {"zones": ("POLYGON", 3006, [("class",), *((n, shape(box)) for n, box in enumerate(zones))])},
    )
    rows = "".join(
        f"u{number},{north if known else ''},{east if known else ''},0883,{number + 1},T{town}\n"
        for number, (north, east, town, known) in enumerate(units)
    )
    middles = [shape(box).centroid for box in localities]
    places = "".join(f"T{number},{middle.y},{middle.x},0883\n" for number, middle in enumerate(middles))
    measures = "".join(f"  {id}: {rule}\n" for id, rule in MEASURES.items())
    (folder / "units.csv").write_text("unit,n,e,code,pupils,town\n" + rows)
    (folder / "places.csv").write_text("id,n,e,code\n" + places)
    (folder / "derive.yaml").write_text(f"""\
version: 1
places: {{file: places.csv, coordinates: {{northing: n, easting: e}}, municipality: code, point: {how}}}
localities: {{file: towns.gpkg, by: town}}
registers:
  units:
    file: units.csv
    date: 2026-06-21
    source: A register
    coordinates: {{northing: n, easting: e}}
    municipality: code
    locality: town
    id: unit
    unlocated: locality
    complete: Sweden
  zones: {{file: zones.gpkg, date: 2026-06-21, source: Zones, complete: Sweden}}
measures:
{measures}""")
    return derive(folder / "derive.yaml")


def truth(
    point: tuple[float, float], units: list[tuple[float, float, int, bool]], zones: list[Box]
) -> dict[str, float]:
    distances = np.array([np.hypot(north - point[0], east - point[1]) for north, east, *_ in units])
    pupils = np.arange(1, len(units) + 1)
    here = shapely.Point(point[1], point[0])
    classes = [number for number, box in enumerate(zones) if shape(box).covers(here)]
    found = {
        "nearest": float(distances.min()),
        "second": float(np.sort(distances)[1]) if len(units) > 1 else np.inf,
        "near": float((distances <= 3_000).sum()),
        "pupils": float(pupils[distances <= 5_000].sum()),
        "any": float((distances <= 2_000).any()),
    }
    return {**found, "class": float(classes[0])} if len(classes) == 1 else found


@given(st.data())
@tried(25)
def test_the_truth_at_every_point_of_a_place_lies_in_every_interval(data: st.DataObject) -> None:
    localities = data.draw(st.lists(boxes(), min_size=1, max_size=4))
    towns = data.draw(st.lists(st.integers(0, len(localities) - 1), min_size=1, max_size=8))
    units = [(*data.draw(inside(localities[town])), town, data.draw(st.booleans())) for town in towns]
    zones = data.draw(st.lists(boxes(), max_size=3))
    how = data.draw(st.sampled_from(["centre", "area"]))
    with TemporaryDirectory() as folder:
        found = world(Path(folder), localities, units, [*zones, (20_000, 20_000, 5)], how)
        for number, box in enumerate(localities):
            middle = shape(box).centroid
            point = data.draw(inside(box)) if how == "area" else (middle.y, middle.x)
            for measure, true in truth(point, units, zones).items():
                cell = found.cell(f"T{number}", measure)
                slack = 5 if cell.exact and measure in ("nearest", "second") else 0
                assert cell.low - slack <= true <= cell.high + slack
                assert cell.exact or cell.causes


def square(name: str, lat: float, lon: float, half: float) -> dict[str, object]:
    corners = [(lon - half, lat - half), (lon + half, lat - half), (lon + half, lat + half), (lon - half, lat + half)]
    geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    return {"type": "Feature", "properties": {"town": name, "class": name}, "geometry": geometry}


def collection(*features: Mapping[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


IN_TOWN = (
    DERIVE.replace("registers:", "localities: {file: towns.geojson, by: town}\nregisters:")
    .replace("    complete:", "    locality: kind\n    unlocated: locality\n    border: 0 m\n    complete:")
)  # fmt: skip
LOST = SCHOOLS.replace("57.79,16.50,0883,primary", ",,0883,Lillby")


def test_a_unit_without_position_lies_in_its_locality(tmp_path: Path) -> None:
    """Lillby begins 3.3 km south of Ekby, and a school stands at 1.1 km: it is still the nearest."""
    write(tmp_path, {"towns.geojson": collection(square("Lillby", 57.75, 16.5, 0.02))})
    found, findings = derived(tmp_path, derive=IN_TOWN, schools=LOST)
    assert codes(findings) == ["V108"]
    assert cells(found)["ekby"]["school_m"] == "1110"
    assert found is not None
    second = found.cell("ekby", "second_m")
    assert (second.low, second.high) == (pytest.approx(3_340, abs=30), pytest.approx(7_900, abs=60))
    assert set(second.causes) == {Cause.UNLOCATED}


def test_a_unit_whose_locality_is_not_known_lies_in_its_municipality(tmp_path: Path) -> None:
    write(tmp_path, {"towns.geojson": collection(square("Storby", 57.75, 16.5, 0.02))})
    found, findings = derived(tmp_path, derive=IN_TOWN, schools=LOST)
    assert codes(findings) == ["V108", "V111"]
    assert cells(found)["ekby"]["school_m"] == "0..1120"


def test_over_an_area_distances_spread_by_how_far_it_reaches(tmp_path: Path) -> None:
    write(tmp_path, {"towns.geojson": collection(square("EKBY", 57.80, 16.50, 0.002))})
    whole = IN_TOWN.replace("municipality: code}", "municipality: code, point: area}", 1)
    found, findings = derived(tmp_path, derive=whole)
    assert [code for code in codes(findings) if code != "V111"] == ["V208"]
    assert found is not None
    cell = found.cell("ekby", "school_m")
    assert (cell.low, cell.high) == (pytest.approx(860, abs=20), pytest.approx(1_370, abs=20))
    assert set(cell.causes) == {Cause.SPREAD}
    assert found.cell("ankarby", "school_m").written == "1260"


AT = (
    DERIVE.split("registers:")[0]
    + """\
registers:
  zones: {file: zones.geojson, date: 2026-06-21, source: Zones, complete: Sweden}
measures:
  zone: {rule: at, of: zones, column: class, type: text}
"""
)


@pytest.mark.parametrize(
    ("zones", "written", "causes"),
    [
        ([square("A", 57.8, 16.5, 0.01)], "A", set()),
        ([square("A", 57.8, 16.5, 0.01), square("B", 57.8, 16.51, 0.02)], "", {Cause.CONTRADICTING}),
        ([square("A", 57.8, 16.5, 0.01), square("A", 57.8, 16.51, 0.02)], "A", set()),
        ([square("A", 57.6, 16.5, 0.01)], "", {Cause.NO_ROW}),
    ],
)
def test_a_place_has_what_its_area_states(
    tmp_path: Path, zones: list[dict[str, object]], written: str, causes: set[Cause]
) -> None:
    write(tmp_path, {"zones.geojson": collection(*zones)})
    found, _ = derived(tmp_path, derive=AT)
    assert found is not None
    cell = found.cell("ekby", "zone")
    assert (cell.written, set(cell.causes)) == (written, causes)


def test_a_place_without_position_lies_in_no_area_that_is_known(tmp_path: Path) -> None:
    write(tmp_path, {"zones.geojson": collection(square("A", 57.8, 16.5, 0.01))})
    found, findings = derived(tmp_path, derive=AT, places="id,name,lat,lon,code\nekby,Ekby,,,0883\n")
    assert "V201" in codes(findings)
    assert found is not None
    assert set(found.cell("ekby", "zone").causes) == {Cause.NO_POSITION}


def test_only_a_whole_area_that_lies_in_one_zone_has_its_class(tmp_path: Path) -> None:
    towns = collection(square("ekby", 57.8, 16.5, 0.01))
    whole = AT.replace("municipality: code}", "municipality: code, point: area}").replace(
        "registers:", "localities: {file: towns.geojson, by: town}\nregisters:"
    )
    for half, written in ((0.02, "A"), (0.005, "")):
        write(tmp_path, {"zones.geojson": collection(square("A", 57.8, 16.5, half)), "towns.geojson": towns})
        found, _ = derived(tmp_path, derive=whole)
        assert found is not None
        assert found.cell("ekby", "zone").written == written


def test_without_the_file_of_localities_nothing_can_lie_in_them(tmp_path: Path) -> None:
    without = IN_TOWN.replace("localities: {file: towns.geojson, by: town}\n", "")
    found, findings = derived(tmp_path, derive=without)
    assert found is None
    assert codes(findings) == ["C002"]
