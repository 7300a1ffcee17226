"""Rankings for maps: GeoJSON in degrees, GeoPackage in metres."""

import json
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from tests.output.ranking.conftest import ranked

from vasterviksmodell import Ranking, load_criteria
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.output.ranking.flat import flat_columns

CRITERIA = """
version: 1
title: {en: Homes, sv: Bostäder}
site: {id: id, name: name, latitude: lat, longitude: lon}
criteria:
  school:
    label: {en: School, sv: Skola}
    measure: school_m
    unit: m
    range: [0, 4000]
    weight: 100
    value: {0: 100, 4000: 0}
"""
SITES = '''id,name,lat,lon,school_m,FID,fid,geom,"a ""b"""
a,Ankarsrum,57.7,16.33,100,7,x,=1,2
b,</script>,,,200,,y,,
c,Centrum,57,15,900,,,,
'''


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory) -> Ranking:
    folder = tmp_path_factory.mktemp("located")
    (folder / "criteria.yaml").write_text(CRITERIA)
    return ranked(folder, SITES, load_criteria(folder / "criteria.yaml"))


def collection(ranking: Ranking) -> dict[str, Any]:
    rendered = RANKING_FORMATS["geojson"].render(ranking, View())
    return json.loads("".join(rendered))  # type: ignore[arg-type]


@pytest.fixture
def layer(tmp_path: Path) -> Callable[[Ranking], sqlite3.Connection]:
    def opened(ranking: Ranking) -> sqlite3.Connection:
        path = tmp_path / "sites.gpkg"
        path.write_bytes(RANKING_FORMATS["gpkg"].render(ranking, View()))  # type: ignore[arg-type]
        return sqlite3.connect(path)

    return opened


def point(geometry: bytes) -> tuple[float, float]:
    magic, version, flags, system = struct.unpack_from("<2sBBi", geometry)
    order, kind, east, north = struct.unpack_from("<BIdd", geometry, 8)
    assert (magic, version, flags, system, order, kind) == (b"GP", 0, 1, 3006, 1, 1)
    return east, north


def test_a_feature_for_each_site_in_the_order_of_the_ranking_longitude_first(located: Ranking) -> None:
    features = collection(located)["features"]
    assert [feature["id"] for feature in features] == located.frame["id"].to_list() == ["a", "b", "c"]
    assert [feature["geometry"] for feature in features] == [
        {"type": "Point", "coordinates": [16.33, 57.7]},
        None,
        {"type": "Point", "coordinates": [15.0, 57.0]},
    ]


def test_the_properties_are_the_columns_of_the_flat_table(ranking: Ranking) -> None:
    table = ranking.frame.select(flat_columns(ranking))
    properties = [feature["properties"] for feature in collection(ranking)["features"]]
    assert properties == table.to_dicts()


def test_the_columns_are_those_of_csv(case: Ranking) -> None:
    heading = next(iter(RANKING_FORMATS["csv"].render(case, View()))).split("\n")[0]  # type: ignore[call-overload]
    assert [expr.meta.output_name() for expr in flat_columns(case)] == heading.split(",")


def test_metres_of_the_central_meridian_are_500_000_east(
    located: Ranking, layer: Callable[[Ranking], sqlite3.Connection]
) -> None:
    """SWEREF 99 TM has its central meridian at 15 degrees east, and a false easting of 500 000 m (Lantmäteriet)."""
    rows = layer(located).execute("SELECT id, geom FROM sites ORDER BY fid").fetchall()
    places = {id: geometry and point(geometry) for id, geometry in rows}
    assert list(places) == ["a", "b", "c"]
    assert places["b"] is None
    assert places["c"][0] == 500_000  # type: ignore[index]
    assert 6_317_000 < places["c"][1] < 6_318_000  # type: ignore[index]


def test_a_layer_is_registered_with_its_system_and_how_far_it_reaches(
    located: Ranking, layer: Callable[[Ranking], sqlite3.Connection]
) -> None:
    database = layer(located)
    assert database.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"GPKG"),)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    contents = database.execute("SELECT table_name, data_type, min_x, max_x, srs_id FROM gpkg_contents").fetchall()
    ((name, kind, west, east, system),) = contents
    assert (name, kind, west, system) == ("sites", "features", 500_000, 3006)
    assert east > west
    systems = database.execute("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1").fetchall()
    assert systems == [(-1,), (0,), (3006,), (4326,)]


def test_headings_that_are_names_of_the_format_or_of_each_other_stay_apart(
    located: Ranking, layer: Callable[[Ranking], sqlite3.Connection]
) -> None:
    database = layer(located)
    columns = [name for _, name, *_ in database.execute("PRAGMA table_info(sites)")]
    assert [name for name in columns if name.casefold().endswith(("fid", "geom", 'b"'))] == [
        "fid",
        "geom",
        "extra.FID",
        "extra.extra.fid",
        "extra.geom",
        'a "b"',
    ]
    assert database.execute("SELECT name FROM sites WHERE fid = 2").fetchone() == ("</script>",)


def test_figures_are_those_of_the_ranking(ranking: Ranking, layer: Callable[[Ranking], sqlite3.Connection]) -> None:
    stored = layer(ranking).execute("SELECT id, status, rank, score FROM sites ORDER BY fid").fetchall()
    assert stored == ranking.frame.select("id", "status", pl.col("rank").cast(pl.Int64), "score").rows()


def test_the_style_draws_each_status_with_a_shape_of_its_own(
    located: Ranking, layer: Callable[[Ranking], sqlite3.Connection]
) -> None:
    ((table, style, default),) = layer(located).execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
    root = ET.fromstring(style)
    assert (table, default) == ("sites", 1)
    assert [category.get("value") for category in root.iter("category")] == ["qualified", "unverified", "excluded"]
    shapes = [option.get("value") for option in root.iter("Option") if option.get("name") == "name"]
    assert len(set(shapes)) == len(shapes) == 3


def test_the_bytes_are_the_same_every_time_and_name_no_version(located: Ranking) -> None:
    first, second = (RANKING_FORMATS["gpkg"].render(located, View()) for _ in range(2))
    assert first == second
    assert bytes(first)[92:100] == bytes(8)  # type: ignore[arg-type]


def test_without_what_computes_metres_the_extra_is_named(located: Ranking, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from vasterviksmodell.extras import MissingExtra

    monkeypatch.setitem(sys.modules, "pyproj", None)
    with pytest.raises(MissingExtra, match=r"needs pyproj: pip install .*\[geo\]"):
        RANKING_FORMATS["gpkg"].render(located, View())
