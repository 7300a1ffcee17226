"""Roads of OpenStreetMap, as extracts and as answers of Overpass: both give the same ways along the streets."""

import json
from collections.abc import Sequence
from pathlib import Path

import osmium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.files import codes

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.findings import Finding

NODES = {number: (57.70 + 0.009 * (number // 4), 16.40 + 0.0168 * (number % 4)) for number in range(16)}
"""Four rows of crossings about a kilometre apart, from south-west to north-east."""
Way = tuple[Sequence[int], dict[str, str]]
ROAD = {"highway": "residential"}
FORMATS = ("roads.osm.pbf", "geometry.json", "nodes.json")


def write_roads(folder: Path, name: str, ways: Sequence[Way]) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    if name.endswith(".pbf"):
        with osmium.SimpleWriter(str(path)) as out:
            for number, (lat, lon) in NODES.items():
                out.add_node(osmium.osm.mutable.Node(id=number + 1, location=(lon, lat), version=1))
            for number, (nodes, tags) in enumerate(ways):
                own = [node + 1 for node in nodes]
                out.add_way(osmium.osm.mutable.Way(id=number + 1, nodes=own, tags=tags, version=1))
        return
    elements: list[dict[str, object]] = []
    for number, (nodes, tags) in enumerate(ways):
        shape = {"nodes": [node + 1 for node in nodes]}
        if name == "geometry.json":
            shape = {"geometry": [dict(zip(("lat", "lon"), NODES[node], strict=True)) for node in nodes]}
        elements.append({"type": "way", "id": number + 1, "tags": tags, **shape})
    if name == "nodes.json":
        elements += [{"type": "node", "id": number + 1, "lat": lat, "lon": lon} for number, (lat, lon) in NODES.items()]
    path.write_text(json.dumps({"version": 0.6, "osm3s": {}, "elements": elements}))


def derived(folder: Path, name: str, own: str = "", unit: int = 3) -> tuple[Derived | None, Sequence[Finding]]:
    """The way from the first crossing to a unit beside another."""
    (folder / "places.csv").write_text("id,lat,lon,code\nplace,57.70,16.40,0883\n")
    lat, lon = NODES[unit]
    (folder / "units.csv").write_text(f"unit,lat,lon,code\nunit,{lat},{lon + 0.00002},0883\n")
    (folder / "derive.yaml").write_text(f"""\
version: 1
places: {{file: places.csv, coordinates: {{latitude: lat, longitude: lon}}, municipality: code}}
roads: {{file: {name}, complete: true{own}}}
registers:
  units: {{file: units.csv, date: 2026-06-21, source: A register, municipality: code, id: unit, complete: Sweden,
    coordinates: {{latitude: lat, longitude: lon}}}}
measures:
  way: {{rule: nearest_by_road, of: units, access: 100 m}}
""")
    derivation, findings = read_derive_file(folder / "derive.yaml", "derive.yaml")
    return (None, findings) if derivation is None else derived_measures(derivation)


def way(folder: Path, name: str, ways: Sequence[Way], own: str = ", one_way: oneway", unit: int = 3) -> str:
    write_roads(folder, name, ways)
    found, findings = derived(folder, name, own, unit)
    assert found is not None, codes(tuple(findings))
    return found.cell("place", "way").written


STRAIGHT, ROUND = "3010", "5010"
"""Along the first row; over the second, up and down again."""


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
    def test_streets_meet_at_nodes_that_they_share(self, tmp_path: Path, name: str) -> None:
        assert way(tmp_path, name, [((0, 1), ROAD), ((1, 2, 3), ROAD)]) == STRAIGHT

    def test_a_one_way_street_is_no_way_against_it(self, tmp_path: Path, name: str) -> None:
        detour = [((0, 4), ROAD), ((4, 5, 6, 7), ROAD), ((7, 3), ROAD)]
        against = ((3, 2, 1, 0), {**ROAD, "oneway": "yes"})
        assert way(tmp_path, name, [against, *detour]) == ROUND
        assert way(tmp_path, name, [against, *detour], own="") == STRAIGHT
        assert way(tmp_path, name, [((3, 2, 1, 0), {**ROAD, "oneway": "-1"}), *detour]) == STRAIGHT

    def test_of_parallel_streets_the_shorter_counts(self, tmp_path: Path, name: str) -> None:
        longer = ((0, 4, 5, 6, 7, 3), ROAD)
        assert way(tmp_path, name, [longer, ((0, 3), ROAD)]) == STRAIGHT
        assert way(tmp_path, name, [((0, 3), ROAD), ((0, 3), ROAD), longer]) == STRAIGHT

    def test_a_roundabout_and_a_motorway_lead_one_way_though_nobody_says_so(self, tmp_path: Path, name: str) -> None:
        detour = ((0, 4, 5, 6, 7, 3), ROAD)
        for implied in ({"highway": "tertiary", "junction": "roundabout"}, {"highway": "motorway"}):
            assert way(tmp_path, name, [((3, 2, 1, 0), implied), detour]) == ROUND
            assert way(tmp_path, name, [((3, 2, 1, 0), {**implied, "oneway": "no"}), detour]) == STRAIGHT

    def test_a_road_that_is_not_there_yet_is_none(self, tmp_path: Path, name: str) -> None:
        detour = ((0, 4, 5, 6, 7, 3), ROAD)
        for kind in ("construction", "proposed"):
            assert way(tmp_path, name, [((0, 3), {"highway": kind}), detour]) == ROUND

    def test_only_the_kinds_that_are_kept_count(self, tmp_path: Path, name: str) -> None:
        ways = [((0, 1, 2, 3), {"highway": "path"}), ((0, 4, 5, 6, 7, 3), ROAD)]
        assert way(tmp_path, name, ways, ", keep: {highway: [residential]}") == ROUND
        assert way(tmp_path, name, ways, "") == STRAIGHT

    def test_streets_that_only_cross_do_not_meet(self, tmp_path: Path, name: str) -> None:
        """As at a bridge: one way over the middle, one under it, and no node that both have."""
        crossing: list[Way] = [((0, 5), ROAD), ((1, 4), ROAD)]
        assert way(tmp_path, name, crossing, unit=4) == ""
        assert way(tmp_path, name, [*crossing, ((5, 1), ROAD)], unit=4) not in ("", STRAIGHT)

    def test_without_roads_there_is_one_finding(self, tmp_path: Path, name: str) -> None:
        write_roads(tmp_path, name, [((0, 1), {"building": "yes"})])
        found, findings = derived(tmp_path, name)
        assert (found, codes(tuple(findings))) == (None, ["V016"])


@given(st.data())
@tried(15)
def test_all_formats_give_the_same_way(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("roads")
    corners = st.lists(st.integers(0, 15), min_size=2, max_size=5, unique=True)
    tags = st.fixed_dictionaries({"highway": st.sampled_from(["residential", "motorway"])}, optional={
        "oneway": st.sampled_from(["yes", "no", "-1"]), "junction": st.just("roundabout"),
    })  # fmt: skip
    ways = [((0, 3), {"highway": "path"}), *data.draw(st.lists(st.tuples(corners, tags), min_size=1, max_size=6))]
    assert len({way(folder, name, ways, unit=data.draw(st.just(7))) for name in FORMATS}) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("roads.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x07 and nothing more"),
        ("roads.json", b'{"osm3s": {}, "elements": [{"type": "way", "id": 1, "nodes": 5}]}'),
        ("roads.json", b'{"osm3s": {}, "elements": '),
        ("roads.json", b'{"osm3s": {}, "elements": [7]}'),
    ],
)
def test_a_broken_file_is_one_finding(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found, findings = derived(tmp_path, name)
    assert (found, codes(tuple(findings))) == (None, ["F010"])


def test_a_tag_that_is_not_read_is_told_with_those_that_are(tmp_path: Path) -> None:
    write_roads(tmp_path, "roads.osm.pbf", [((0, 1), ROAD)])
    found, findings = derived(tmp_path, "roads.osm.pbf", ", one_way: onway")
    assert (found, codes(tuple(findings))) == (None, ["V004"])
    assert findings[0].hint() == "did you mean 'oneway'?"
