"""Places as the cells in which their inhabitants live: a measure is a mean, and the truth lies in its interval."""

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

PLACES, ZONE = 3, 4_000
MEASURES = {**OF_UNITS_AND_ZONES, "word": "{rule: at, of: zones, column: word, type: text}"}
COUNT = st.integers(1, 9)


@st.composite
def squares(draw: st.DrawFn, side: int) -> tuple[int, int, int, int, list[tuple[int, int]]]:
    """A cell: its corner, its place, what is published of the number of inhabitants, and where each of them lives."""
    within = st.tuples(st.integers(0, side), st.integers(0, side))
    homes = draw(st.lists(within, min_size=1, max_size=4))
    north, east = draw(st.integers(0, 7_000)), draw(st.integers(0, 7_000))
    return north, east, draw(st.integers(0, PLACES - 1)), draw(st.sampled_from([len(homes), 0])), homes


def world(
    folder: Path,
    side: int,
    grid: list[tuple[int, int, int, int, list[tuple[int, int]]]],
    units: list[tuple[int, int, bool]],
) -> Derived:
    zones = [("class", "word"), *((n, "ab"[n % 2], _zone(n)) for n in range(4))]
    package(folder, "zones.gpkg", {"zones": ("POLYGON", 3006, zones)})
    half = side / 2
    rows = "".join(
        f"{NORTH + north + half},{EAST + east + half},P{place},{number or ''}\n"
        for north, east, place, number, _ in grid
    )
    (folder / "cells.csv").write_text("n,e,place,people\n" + rows)
    own = "".join(
        f"u{number},{NORTH + north if known else ''},{EAST + east if known else ''},0883,{number + 1}\n"
        for number, (north, east, known) in enumerate(units)
    )
    (folder / "units.csv").write_text("unit,n,e,code,pupils\n" + own)
    places = "".join(f"P{number},{NORTH + 3_000},{EAST + 3_000 * number},0883\n" for number in range(PLACES))
    (folder / "places.csv").write_text("id,n,e,code\n" + places)
    measures = "".join(f"  {id}: {rule}\n" for id, rule in MEASURES.items())
    (folder / "derive.yaml").write_text(f"""\
version: 1
places: {{file: places.csv, coordinates: {{northing: n, easting: e}}, municipality: code, point: cells}}
cells:
  file: cells.csv
  date: 2025
  source: Statistics
  coordinates: {{northing: n, easting: e}}
  locality: place
  inhabitants: people
  side: {side} m
  suppressed: 1..4
registers:
  units:
    file: units.csv
    date: 2026-06-21
    source: A register
    coordinates: {{northing: n, easting: e}}
    municipality: code
    id: unit
    complete: Sweden
  zones: {{file: zones.gpkg, date: 2026-06-21, source: Zones, complete: Sweden}}
measures:
{measures}""")
    return derive(folder / "derive.yaml")


def _zone(number: int) -> shapely.Polygon:
    north, east = NORTH - 500 + ZONE * (number // 2), EAST - 500 + ZONE * (number % 2)
    return shapely.box(east, north, east + ZONE, north + ZONE)


def truths(homes: list[tuple[float, float]], units: list[tuple[int, int, bool]]) -> dict[str, list[float]]:
    """The measures at each home."""
    found: dict[str, list[float]] = {measure: [] for measure in MEASURES if measure != "word"}
    for north, east in homes:
        distances = np.array([np.hypot(NORTH + n - north, EAST + e - east) for n, e, _ in units])
        found["nearest"].append(float(distances.min()))
        found["near"].append(float((distances <= 3_000).sum()))
        found["pupils"].append(float(np.arange(1, len(units) + 1)[distances <= 5_000].sum()))
        found["any"].append(float((distances <= 2_000).any()))
        around = [n for n in range(4) if _zone(n).covers(shapely.Point(east, north))]
        found["class"].append(float(around[0]) if len(around) == 1 else np.nan)
    return found


@given(st.data(), st.sampled_from([0, 100, 1_000]))
@tried(40)
def test_the_mean_over_all_homes_lies_in_every_interval(data: st.DataObject, side: int) -> None:
    grid = data.draw(st.lists(squares(side), min_size=1, max_size=8))
    unit = st.tuples(st.integers(0, 8_000), st.integers(0, 8_000), st.booleans())
    units = data.draw(st.lists(unit, min_size=1, max_size=6))
    with TemporaryDirectory() as folder:
        found = world(Path(folder), side, grid, units)
        for place in range(PLACES):
            own = [(n, e, homes) for n, e, owner, _, homes in grid if owner == place]
            homes = [(NORTH + n + a, EAST + e + b) for n, e, inside in own for a, b in inside]
            for measure, values in truths(homes or [(NORTH + 3_000, EAST + 3_000 * place)], units).items():
                check(found, f"P{place}", measure, values)


def check(found: Derived, place: str, measure: str, values: list[float]) -> None:
    cell = found.cell(place, measure)
    true = float(np.mean(values))
    if measure == "any":
        assert cell.written in ("", "yes" if min(values) == 1 else "no" if max(values) == 0 else "")
    elif not np.isnan(true):
        slack = (5 if measure == "nearest" else 0.005) if cell.exact else 1e-9
        assert cell.low - slack <= true <= cell.high + slack
    assert cell.exact or cell.causes


CELLS = """\
n,e,ort,people
6396197,583433,ankarby,30
6406197,583433,ankarby,10
6407430.8,589159.2,ekby,5
"""
WITH_CELLS = DERIVE.replace("municipality: code}", "municipality: code, point: cells}", 1).replace(
    "registers:",
    "cells: {file: cells.csv, date: 2025, source: {en: Statistics, sv: Statistiken}, locality: ort, "
    "inhabitants: people, side: 0 m, coordinates: {northing: n, easting: e}}\nregisters:",
)


def test_a_measure_is_weighted_by_inhabitants(tmp_path: Path) -> None:
    write(tmp_path, {"cells.csv": CELLS})
    found, findings = derived(tmp_path, derive=WITH_CELLS)
    assert (found is not None, codes(findings)) == (True, [])
    near, far = (np.hypot(6397298.3 - 6396197, 584013.1 - 583433), np.hypot(6406318.4 - 6406197, 589177.9 - 583433))
    assert float(cells(found)["ankarby"]["school_m"]) == pytest.approx((30 * near + 10 * far) / 40, abs=6)
    assert cells(found)["ankarby"]["schools"] == "0.75"
    assert cells(found)["ankarby"]["any"] == ""
    assert found is not None
    assert set(found.cell("ankarby", "any").causes) == {Cause.INHABITANTS}
    assert cells(found)["ekby"]["schools"] == "2"


def test_a_number_that_is_withheld_widens_the_mean_as_far_as_it_may(tmp_path: Path) -> None:
    write(tmp_path, {"cells.csv": CELLS.replace("ankarby,10", "ankarby,")})
    found, findings = derived(tmp_path, derive=WITH_CELLS.replace("side: 0 m", "side: 0 m, suppressed: 0..10"))
    assert codes(findings) == []
    assert cells(found)["ankarby"]["schools"] == "0.75..1"


def test_a_cell_has_a_width(tmp_path: Path) -> None:
    write(tmp_path, {"cells.csv": CELLS})
    found, _ = derived(tmp_path, derive=WITH_CELLS.replace("side: 0 m", "side: 1 km"))
    assert found is not None
    cell = found.cell("ekby", "school_m")
    assert cell.high - cell.low == pytest.approx(1_420, abs=10)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ekby,5", "ekby,0", "V209"),
        ("ekby,5", "oby,5", "V209"),
        ("6407430.8,589159.2", ",", "V210"),
        ("ekby,5", "ekby,", "V211"),
    ],
)
def test_what_a_cell_lacks_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    write(tmp_path, {"cells.csv": CELLS.replace(old, new)})
    found, findings = derived(tmp_path, derive=WITH_CELLS, schools=SCHOOLS)
    assert codes(findings) == [code]
    if code == "V209":
        assert cells(found)["ekby"]["school_m"] == "1110"
    else:
        assert found is None


def test_without_the_file_of_cells_nothing_can_be_a_mean(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, derive=DERIVE.replace("code}", "code, point: cells}", 1))
    assert (found, codes(findings)) == (None, ["C002"])
