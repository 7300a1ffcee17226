"""Registers and places at the edge of what there is: one unit, one point twice, the sea, an island, swapped axes."""

from pathlib import Path

import pytest
from tests.derivation.files import DERIVE, PLACES, SCHOOLS, cells, codes, derived

from vasterviksmodell.derivation.bounds import Cause

ONE = "school,lat,lon,code,kind,pupils\nAnkarby skola,57.71,16.41,0883,primary,40\n"


def test_one_unit_is_the_nearest_and_there_is_no_second(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=ONE)
    assert codes(findings) == ["V204"]
    assert "second_m" in findings[0].message()
    assert cells(found) == {
        "ankarby": {"school_m": "1260", "second_m": "", "schools": "1", "pupils": "40", "any": "yes"},
        "ekby": {"school_m": "11360", "second_m": "", "schools": "0", "pupils": "0", "any": "no"},
    }


def test_one_unit_without_a_position_leaves_everything_open_but_that_there_is_one(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, schools=ONE.replace("57.71,16.41", ","))
    ekby = cells(found)["ekby"]
    assert (ekby["schools"], ekby["pupils"], ekby["any"], ekby["second_m"]) == ("0..1", "0..40", "", "")
    assert ekby["school_m"].startswith("0..")
    assert float(ekby["school_m"].removeprefix("0..")) < 100_000


def test_a_register_of_no_unit_is_refused(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=ONE.splitlines()[0] + "\n")
    assert (found, codes(findings)) == (None, ["V008"])


def test_two_units_at_one_point_are_two(tmp_path: Path) -> None:
    twice = SCHOOLS.replace("57.81,16.50", "57.79,16.50")
    found, findings = derived(tmp_path, schools=twice)
    assert findings == ()
    assert cells(found)["ekby"] == {
        "school_m": "1110",
        "second_m": "1110",
        "schools": "2",
        "pupils": "160",
        "any": "yes",
    }


def test_two_places_at_one_point_have_the_same_measures(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, places=PLACES + "tvilling,Tvilling,57.80,16.50,0883\n")
    assert cells(found)["tvilling"] == cells(found)["ekby"]


@pytest.mark.parametrize("code", ["", "0883"])
def test_a_place_in_the_sea_is_measured_from_where_it_lies(tmp_path: Path, code: str) -> None:
    """Some kilometres off the coast, in no municipality as the map draws them."""
    found, findings = derived(tmp_path, places=PLACES + f"skar,Skär,57.75,16.82,{code}\n")
    assert codes(findings) == []
    assert float(cells(found)["skar"]["school_m"]) == pytest.approx(19_500, abs=200)


def test_a_place_in_the_sea_may_have_a_unit_beside_it_where_the_register_covers_no_other_municipality(
    tmp_path: Path,
) -> None:
    local = DERIVE.replace("complete: Sweden", "complete: [Västervik]")
    found, _ = derived(tmp_path, derive=local, places=PLACES + "skar,Skär,57.45,16.90,\n")
    assert found is not None
    cell = found.cell("skar", "school_m")
    assert 0 < cell.low < cell.high
    assert set(cell.causes) == {Cause.UNCOVERED}


def test_a_unit_on_an_island_that_the_map_leaves_out_is_used_and_told(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + "Skärskolan,57.75,16.82,0883,primary,5\n")
    assert codes(findings) == ["V107"]
    assert cells(found)["ekby"]["school_m"] == "1110"


def test_a_unit_that_stands_twice_under_one_id_counts_once_and_its_other_row_is_told(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + "Ekby skola,57.79,16.50,0883,upper,60\n")
    assert codes(findings) == ["V104"]
    assert cells(found)["ekby"]["schools"] == "2"


SWAPPED = "{latitude: lon, longitude: lat}"


@pytest.mark.parametrize("where", ["places", "registers"])
def test_swapped_degrees_are_one_finding_and_no_table(tmp_path: Path, where: str) -> None:
    before, after = DERIVE.split("registers:")
    own = "{latitude: lat, longitude: lon}"
    parts = (before.replace(own, SWAPPED), after) if where == "places" else (before, after.replace(own, SWAPPED))
    found, findings = derived(tmp_path, derive="registers:".join(parts))
    assert (found, codes(findings)) == (None, ["V102"])
    assert findings[0].hint() == "the axes are swapped: 'lat' comes first"


def test_units_most_of_which_lie_far_outside_their_municipality_are_one_finding_and_no_table(tmp_path: Path) -> None:
    """As where a column is read in another system, within whose range its numbers lie by chance."""
    away = SCHOOLS.replace("57.71,16.41", "56.2,14.1").replace("57.79,16.50", "56.3,14.2").replace("57.81", "56.4")
    found, findings = derived(tmp_path, schools=away)
    assert (found, codes(findings)) == (None, ["V105"])


@pytest.mark.parametrize("metres", [0, 4])
def test_a_place_that_is_a_unit_is_a_finding_and_its_distance_reaches_the_next_one(tmp_path: Path, metres: int) -> None:
    """A degree of latitude is 111 km."""
    place = f"ankarby,Ankarby,{57.71 + metres / 111_300:.6f},16.41,0883\n"
    found, findings = derived(tmp_path, places=PLACES.splitlines(keepends=True)[0] + place)
    assert codes(findings) == ["V203"] * 5
    assert cells(found)["ankarby"]["school_m"].startswith("0..1")
    assert cells(found)["ankarby"]["schools"] == "0..1"


def test_a_count_that_is_withheld_lies_between_the_bounds_of_its_publisher(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("primary,60", "primary,"))
    assert findings == ()
    assert cells(found)["ekby"]["pupils"] == "101..114"
