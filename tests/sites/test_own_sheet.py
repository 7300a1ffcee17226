"""Which headings of somebody's sheet are which columns: by id, column, label, other name or likeness."""

import pytest

from vasterviksmodell.criteria import default_criteria
from vasterviksmodell.sites.own_sheet.aliases import aliases
from vasterviksmodell.sites.own_sheet.matching import Matching, form, matched, targets

DEFAULT = default_criteria()


def columns(*headings: str) -> dict[str, str]:
    """The column that each matched heading is."""
    return {match.heading: match.target.column for match in matched(headings, DEFAULT).matches}


@pytest.mark.parametrize(
    ("heading", "column", "how"),
    [
        ("school", "school_m", "id"),
        ("SCHOOL_M (km)", "school_m", "column"),
        ("Skola, fågelvägen", "school_m", "label"),
        ("Avstånd till närmaste skola (km)", "school_m", "label"),
        ("Grundskola [mil]", "school_m", "alias"),
        ("Mottagna per 1 000 inv", "reception_per_1000", "likeness"),
        ("Folkmängd 2024", "population", "alias"),
        ("Ort", "name", "alias"),
        ("Kommunkod", "municipality_code", "alias"),
    ],
)
def test_a_heading_is_recognised(heading: str, column: str, how: str) -> None:
    (match,) = matched([heading], DEFAULT).matches
    assert (match.target.column, match.how) == (column, how)


@pytest.mark.parametrize(
    "heading", ["Skola (min)", "Bibliotek", "Lediga tomter", "Antal elever", "Turism", "", "Närmaste ort"]
)
def test_a_heading_that_may_be_something_else_is_not(heading: str) -> None:
    assert columns(heading) == {}


def test_two_headings_for_one_column_are_both_left_and_named() -> None:
    found = matched(["Skola (km)", "Grundskola 1", "Skola (m)"], DEFAULT)
    assert {one.heading for one in found.unmatched} >= {"Skola (km)", "Skola (m)"}
    assert all("school_m" in [target.column for target in one.candidates] for one in found.unmatched)


def test_a_heading_as_like_one_as_another_is_left() -> None:
    (one,) = matched(["Lediga platser i f skolan"], DEFAULT).unmatched
    assert {target.column for target in one.candidates} == {"school_places", "preschool_places"}


def test_no_other_name_is_that_of_two_columns() -> None:
    found: Matching = matched([], DEFAULT)
    assert not found.matches
    seen: dict[str, str] = {}
    for target in targets(DEFAULT):
        for name in {form(name) for names in target.names.values() for name in names}:
            assert seen.setdefault(name, target.column) == target.column, name


def test_the_table_is_about_the_default_model() -> None:
    known = aliases()
    assert set(known.criteria) == {criterion.id for criterion in DEFAULT.criteria}
    for id, names in known.categories.items():
        assert set(names) == set(DEFAULT[id].categories)
