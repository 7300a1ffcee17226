"""What stands in a cell when: each line of the table in docs/derive.md."""

from pathlib import Path

import pytest
from tests.derivation.files import DERIVE, PLACES, SCHOOLS, cells, codes, derived

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.bounds import Cause

NONE = SCHOOLS.splitlines(keepends=True)[0]
SOUTH = "oby,Oby,57.61,16.50,0883\n"
"""A place 2.3 km from the border of the municipality, and beyond it 0882."""


def of(found: Derived | None, site: str, measure: str = "school_m") -> tuple[str, set[Cause]]:
    assert found is not None
    cell = found.cell(site, measure)
    return cell.written, set(cell.causes)


def test_distances_are_rounded_to_ten_metres_and_intervals_outwards(tmp_path: Path) -> None:
    exact, _ = derived(tmp_path)
    bounded, _ = derived(tmp_path, schools=SCHOOLS.replace("57.79,16.50", ","))
    assert of(exact, "ekby") == ("1110", set())
    assert of(bounded, "ekby") == ("0..1120", {Cause.UNLOCATED})


def test_an_unlocated_unit_elsewhere_changes_nothing(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, schools=SCHOOLS + "Fjärran skola,,,2584,primary,9\n")
    assert of(found, "ekby") == ("1110", set())


def test_an_unlocated_unit_of_another_municipality_is_at_least_as_far_as_its_border(tmp_path: Path) -> None:
    schools = NONE + "Ekby skola,57.79,16.50,0883,primary,60\n" + "Grannby skola,,,0882,primary,9\n"
    found, _ = derived(tmp_path, places=PLACES + SOUTH, schools=schools)
    assert of(found, "ekby") == ("1110", set())
    low, high = of(found, "oby")[0].split("..")
    assert int(low) == pytest.approx(2_350 - 1_000, abs=20)
    assert int(high) == pytest.approx(20_000, abs=200)


def test_an_unlocated_unit_whose_municipality_is_not_known_may_lie_anywhere(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS + "Någon skola,,,9999,primary,9\n")
    assert sorted(codes(findings)) == ["V108", "V110"]
    assert of(found, "ekby") == ("0..1120", {Cause.UNLOCATED})
    assert of(found, "ekby", "schools") == ("2..3", {Cause.UNLOCATED})


def test_units_without_position_may_be_left_out_for_a_reason(tmp_path: Path) -> None:
    dropping = DERIVE.replace("    complete:", "    unlocated: {drop: They are closed}\n    complete:")
    found, _ = derived(tmp_path, derive=dropping, schools=SCHOOLS + "Stängd skola,,,0883,primary,9\n")
    assert of(found, "ekby") == ("1110", set())


def test_a_register_that_is_not_complete_gives_an_upper_bound_of_distances_and_a_lower_one_of_counts(
    tmp_path: Path,
) -> None:
    found, findings = derived(tmp_path, derive=DERIVE.replace("complete: Sweden", "complete: false"))
    assert findings == ()
    assert cells(found)["ekby"] == {
        "school_m": "0..1120",
        "second_m": "0..1120",
        "schools": ">=2",
        "pupils": ">=160",
        "any": "yes",
    }
    assert of(found, "ekby")[1] == {Cause.INCOMPLETE}


def test_a_register_that_is_not_complete_never_says_none(tmp_path: Path) -> None:
    incomplete = DERIVE.replace("complete: Sweden", "complete: false").replace("within: 3 km", "within: 200 m")
    found, _ = derived(tmp_path, derive=incomplete)
    assert {of(found, "ekby", measure)[0] for measure in ("schools", "pupils", "any")} == {""}


def test_a_complete_register_says_none(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, derive=DERIVE.replace("within: 3 km", "within: 200 m"))
    assert [of(found, "ekby", measure)[0] for measure in ("schools", "pupils", "any")] == ["0", "0", "no"]


def test_a_register_without_any_unit_near_or_far_gives_an_empty_cell_and_a_finding(tmp_path: Path) -> None:
    lost = NONE + "Någon skola,,,9999,primary,9\n"
    found, findings = derived(tmp_path, derive=DERIVE.replace("complete: Sweden", "complete: false"), schools=lost)
    assert "V204" in codes(findings)
    assert of(found, "ekby") == ("", {Cause.UNLOCATED, Cause.INCOMPLETE, Cause.NO_UNIT})


def test_there_may_be_a_nearer_unit_beyond_the_edge_of_what_is_covered(tmp_path: Path) -> None:
    partial = DERIVE.replace("complete: Sweden", "complete: ['0883']")
    found, findings = derived(tmp_path, derive=partial, places=PLACES + SOUTH)
    assert findings == ()
    assert of(found, "ekby") == ("1110", set())
    text, causes = of(found, "oby")
    low, high = map(int, text.split(".."))
    assert causes == {Cause.UNCOVERED}
    assert low == pytest.approx(2_350 - 1_000, abs=20)
    assert high == pytest.approx(12_400, abs=200)


def test_a_place_that_is_not_covered_itself_may_have_a_unit_next_door(tmp_path: Path) -> None:
    partial = DERIVE.replace("complete: Sweden", "complete: [Vimmerby]")
    found, _ = derived(tmp_path, derive=partial)
    assert of(found, "ekby") == ("0..1120", {Cause.UNCOVERED})


def test_the_municipality_that_a_place_states_decides_whether_it_is_covered(tmp_path: Path) -> None:
    """The map draws the border some 100 m wrong: a place just across it may have a unit next door."""
    partial = DERIVE.replace("complete: Sweden", "complete: ['0883']")
    places = PLACES + "oby,Oby,57.61,16.50,0882\n"
    found, findings = derived(tmp_path, derive=partial, places=places)
    assert findings == ()
    assert of(found, "oby")[0].startswith("0..")


@pytest.mark.parametrize(
    "area", ["Kalmar län", "'08'", "[Kalmar län, Östergötlands län]", "[Västervik, '0882', Hultsfred, Vimmerby]"]
)
def test_a_county_or_a_list_is_covered_as_its_municipalities_are(tmp_path: Path, area: str) -> None:
    found, findings = derived(tmp_path, derive=DERIVE.replace("complete: Sweden", f"complete: {area}"))
    assert findings == ()
    assert of(found, "ekby") == ("1110", set())


def test_a_name_of_a_county_and_a_municipality_claims_the_municipality_only(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, derive=DERIVE.replace("complete: Sweden", "complete: [Kalmar]"))
    assert of(found, "ekby")[1] == {Cause.UNCOVERED}


def test_a_unit_at_the_very_point_of_a_place_is_not_believed(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, schools=SCHOOLS.replace("57.79,16.50", "57.80,16.50"))
    assert {finding.code for finding in findings} == {"V203"}
    assert of(found, "ekby") == ("0..1120", {Cause.COINCIDES})
    assert of(found, "ekby", "schools") == ("1..2", {Cause.COINCIDES})
    assert of(found, "ekby", "pupils") == ("100..160", {Cause.COINCIDES})
    assert of(found, "ankarby") == ("1260", set())


def test_a_place_without_a_position_has_no_distances(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, places=PLACES.replace("57.80,16.50", ","))
    assert codes(findings) == ["V201"]
    assert cells(found)["ekby"] == dict.fromkeys(cells(found)["ekby"], "")
    assert of(found, "ekby") == ("", {Cause.NO_POSITION})
    assert of(found, "ankarby") == ("1260", set())


def test_a_place_far_outside_its_municipality_has_no_distances(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, places=PLACES.replace("57.80,16.50", "59.33,18.06"))
    assert codes(findings) == ["V202"]
    assert of(found, "ekby") == ("", {Cause.NO_POSITION})


def test_a_place_of_the_municipality_may_be_where_the_map_draws_no_land(tmp_path: Path) -> None:
    """An island outside the simplified border still belongs to its municipality: a unit may stand on it."""
    found, _ = derived(
        tmp_path, places=PLACES + "on,Ön,57.76,16.80,0883\n", schools=SCHOOLS.replace("57.79,16.50", ",")
    )
    assert of(found, "on")[0].startswith("0..")


JOIN = DERIVE.split("measures:")[0] + "measures:\n  figure: {rule: join, of: schools, by: school, column: pupils}\n"
JOINED = SCHOOLS.replace("Ankarby skola", "ANKARBY").replace("Ekby skola", "ekby")


def test_a_figure_is_joined_by_code_or_name_in_any_case(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, derive=JOIN, schools=JOINED)
    assert findings == ()
    assert cells(found) == {"ankarby": {"figure": "40"}, "ekby": {"figure": "60"}}


def test_codes_are_joined_with_and_without_the_zeros_before_them(tmp_path: Path) -> None:
    places = "id,name,lat,lon,code\n0883,Ankarby,57.70,16.40,0883\n1480,Ekby,57.80,16.50,0883\n"
    schools = JOINED.replace("ANKARBY", "883").replace("ekby", "1480")
    found, findings = derived(tmp_path, derive=JOIN, places=places, schools=schools)
    assert findings == ()
    assert cells(found) == {"0883": {"figure": "40"}, "1480": {"figure": "60"}}


def test_another_column_of_places_may_hold_the_name(tmp_path: Path) -> None:
    named = JOIN.replace("by: school,", "by: school, place: name,")
    found, _ = derived(tmp_path, derive=named, schools=JOINED.replace("ekby", "Ekby"))
    assert cells(found)["ekby"] == {"figure": "60"}


def test_a_place_without_a_row_has_no_figure(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, derive=JOIN, schools=JOINED.replace("ekby", "oby"))
    assert codes(findings) == ["V205"]
    assert of(found, "ekby", "figure") == ("", {Cause.NO_ROW})


def test_rows_that_differ_give_everything_between(tmp_path: Path) -> None:
    anonymous = JOIN.replace("    id: school\n", "")
    schools = JOINED + "ekby,57.79,16.50,0883,primary,90\n"
    found, findings = derived(tmp_path, derive=anonymous, schools=schools)
    assert codes(findings) == ["V206"]
    assert of(found, "ekby", "figure") == ("60..90", {Cause.CONTRADICTING})


def test_a_text_is_joined_as_it_stands(tmp_path: Path) -> None:
    text = JOIN.replace("column: pupils}", "column: kind, type: text}")
    found, _ = derived(tmp_path, derive=text, schools=JOINED)
    assert cells(found) == {"ankarby": {"figure": "primary"}, "ekby": {"figure": "primary"}}
    anonymous = text.replace("    id: school\n", "")
    found, _ = derived(tmp_path, derive=anonymous, schools=JOINED + "ekby,57.79,16.50,0883,upper,60\n")
    assert of(found, "ekby", "figure") == ("", {Cause.CONTRADICTING})


def test_a_joined_figure_may_be_negative_or_bounded(tmp_path: Path) -> None:
    schools = JOINED.replace("primary,40", "primary,-3").replace("primary,60", "primary,<5")
    found, _ = derived(tmp_path, derive=JOIN, schools=schools)
    assert cells(found)["ankarby"] == {"figure": "-3"}
    assert of(found, "ekby", "figure")[0].startswith("<=4.99")


def test_a_join_needs_no_positions(tmp_path: Path) -> None:
    bare = JOIN.replace("    coordinates: {latitude: lat, longitude: lon}\n", "").replace(
        "coordinates: {latitude: lat, longitude: lon}, ", ""
    )
    schools = "school,code,pupils\nankarby,0883,40\nekby,0883,60\n"
    found, findings = derived(
        tmp_path, derive=bare, places="id,name,code\nankarby,A,0883\nekby,E,0883\n", schools=schools
    )
    assert findings == ()
    assert cells(found) == {"ankarby": {"figure": "40"}, "ekby": {"figure": "60"}}
