"""Where sites lie: what is read as a position, what is wrong with the others, and how it is converted."""

import json
import sys
from math import atan, atanh, cos, cosh, radians, sin, sinh, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate
from numpy.typing import NDArray
from tests.sites.reading import brief, criteria_of, read, sites_in, thorough

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.scoring import Ranking, Shown, rank_files, run
from vasterviksmodell.scoring.saved.schema import ranking_schema
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.sites.positions.coordinates import in_degrees, in_metres
from vasterviksmodell.source.files import Source

CENTIMETRE = 1e-7
"""In degrees of latitude, and a little less than one in those of longitude."""


def criteria_with(site: str, data: str = "{}") -> Criteria:
    return criteria_of(
        f"version: 1\nsite: {site}\ndata: {data}\n"
        "criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}\n",
        checked=True,
    )


DEGREES = criteria_with("{latitude: lat, longitude: lon}")
METRES = criteria_with("{northing: n, easting: e}")
BOTH = criteria_with("{latitude: lat, longitude: lon, northing: n, easting: e}")


def table(*positions: tuple[str, str], headings: str = "lat;lon") -> str:
    rows = (f"{number};{700 + number};{first};{second}\n" for number, (first, second) in enumerate(positions))
    return f"id;school;{headings}\n" + "".join(rows)


def told_of_positions(text: str, criteria: Criteria) -> list[Finding]:
    return [finding for finding in read(text, criteria)[1] if finding.code.startswith("D3")]


def positions_in(text: str, criteria: Criteria) -> list[tuple[float | None, float | None]]:
    return sites_in(text, criteria).frame.select("_latitude", "_longitude").rows()


@pytest.mark.parametrize(
    "latitude",
    ["57.76", "57,76", " 57.76 ", "57.76°", "57.76° N", "N 57,76", "57.76n", "+57.76", "57.760", '"=""57.76"""'],
)
def test_a_latitude_is_read_as_people_write_it(latitude: str) -> None:
    assert positions_in(table((latitude, "16.64")), DEGREES) == [(57.76, 16.64)]


@pytest.mark.parametrize("longitude", ["16,64", "16.64 E", "16,64° Ö", "Ö16,64", "16.64º"])
def test_a_longitude_is_read_as_people_write_it(longitude: str) -> None:
    assert positions_in(table(("57.76", longitude)), DEGREES) == [(57.76, 16.64)]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009"])
def test_thousands_may_be_apart(blank: str) -> None:
    apart = table((f"6{blank}651{blank}411,19", f"500{blank}000"), headings="n;e")
    assert positions_in(apart, METRES) == positions_in(table(("6651411.19", "500000"), headings="n;e"), METRES)


@pytest.mark.parametrize("nothing", ["", " ", "..", "saknas", "Saknas "])
def test_a_position_may_be_unknown(nothing: str) -> None:
    criteria = criteria_with("{latitude: lat, longitude: lon}", "{missing: {saknas: missing}}")
    text = table((nothing, nothing), ("57.76", "16.64"))
    assert told_of_positions(text, criteria) == []
    assert positions_in(text, criteria) == [(None, None), (57.76, 16.64)]


WRONG_DEGREES = [
    (("57°45'34\"", "16.64"), "D301", 7, "57°45'34"),
    (("57.76", "öst"), "D301", 13, "öst"),
    (("57.76", "16.64, 57.76"), "D301", 13, "16.64, 57.76"),
    (("57.7 6", "16.64"), "D301", 7, "57.7 6"),
    (("1e999", "16.64"), "D301", 7, "1e999"),
    (("N 57.76 N", "16.64"), "D301", 7, "N 57.76 N"),
    (("NaN", "NaN"), "D301", 7, "NaN"),
    (("16.64", "57.76"), "D302", 7, "latitude and longitude"),
    (("6402600", "597500"), "D303", 7, "looks like SWEREF 99 TM"),
    (("597500", "6402600"), "D303", 7, "looks like SWEREF 99 TM with swapped axes"),
    (("6402600", "150000"), "D303", 7, "a local zone of SWEREF 99"),
    (("6402600,5", "1550000"), "D303", 7, "RT 90"),
    (("57759418", "16638503"), "D303", 7, "WGS 84 without its decimal sign"),
    (("57.759418", "16638503"), "D303", 7, "WGS 84 without its decimal sign"),
    (("52,52", "13,40"), "D304", 7, "52,52; 13,40"),
    (("0", "0"), "D304", 7, "outside Sweden"),
    (("-57.76", "16.64"), "D304", 7, "-57.76"),
    (("57.76 S", "16.64"), "D304", 7, "57.76 S"),
    (("57.76", "16.64 V"), "D304", 7, "16.64 V"),
    (("57.76", ""), "D306", 13, "'lon'"),
    (("", "16.64"), "D306", 7, "'lat'"),
]
WRONG_METRES = [
    (("57.76", "16.64"), "D303", "looks like WGS 84"),
    (("16,64", "57,76"), "D303", "looks like WGS 84 with swapped axes"),
    (("597500", "6402600"), "D302", "northing and easting"),
    (("640260012", "59750034"), "D303", "SWEREF 99 TM without its decimal sign"),
    (("57759418", "16638503"), "D303", "WGS 84 without its decimal sign"),
    (("6402600", "1550000"), "D303", "RT 90"),
    (("6402600", "59750"), "D303", "a local zone"),
    (("6402600", "5975"), "D304", "outside"),
    (("6.402.600", "597.500"), "D301", "6.402.600"),
]


@pytest.mark.parametrize(("position", "code", "column", "words"), WRONG_DEGREES)
def test_a_wrong_position_in_degrees_is_named(position: tuple[str, str], code: str, column: int, words: str) -> None:
    first, second = (f'"{coordinate.replace(chr(34), chr(34) * 2)}"' for coordinate in position)
    text = table(("57.90", "16.41"), (first, second))
    (finding,) = told_of_positions(text, DEGREES)
    place = (finding.place.line, finding.place.column)
    assert (finding.code, place) == (code, (3, column if column == 7 else 8 + len(first)))
    assert words in finding.message()
    assert positions_in(text, DEGREES) == [(57.90, 16.41), (None, None)]


@pytest.mark.parametrize(("position", "code", "words"), WRONG_METRES)
def test_a_wrong_position_in_metres_is_named(position: tuple[str, str], code: str, words: str) -> None:
    text = table(position, headings="n;e")
    (finding,) = told_of_positions(text, METRES)
    assert (finding.code, finding.place.line) == (code, 2)
    assert words in finding.message()
    assert positions_in(text, METRES) == [(None, None)]


NORTHINGS = (6_100_000, 7_700_000)


@pytest.mark.parametrize(
    ("system", "first", "second", "step"),
    [
        ("WGS 84", (55.0, 69.2), (10.5, 24.3), 0.01),
        ("SWEREF 99 TM", NORTHINGS, (250_000, 920_000), 1),
        ("a local zone", NORTHINGS, (50_000, 249_999), 1),
        ("RT 90", NORTHINGS, (1_200_000, 1_900_000), 1),
    ],
)
def test_a_system_is_recognised_up_to_the_ends_of_its_box(
    system: str, first: tuple[float, float], second: tuple[float, float], step: float
) -> None:
    criteria, headings = (METRES, "n;e") if system == "WGS 84" else (DEGREES, "lat;lon")

    def is_recognised(*position: float) -> bool:
        (finding,) = told_of_positions(table(tuple(map(str, position)), headings=headings), criteria)
        return f"looks like {system}" in finding.message()

    assert is_recognised(first[0], second[0])
    assert is_recognised(first[1], second[1])
    for beyond in (first[0] - step, first[1] + step):
        assert not is_recognised(beyond, second[0])
    for beyond in (second[0] - step, second[1] + step):
        assert not is_recognised(first[0], beyond)


@pytest.mark.parametrize(
    ("position", "criteria", "advice"),
    [
        (("57.76", "16.64"), METRES, "as latitude and longitude under site:"),
        (("6402600", "597500"), DEGREES, "as northing and easting under site:"),
        (("6402600", "1550000"), DEGREES, "convert"),
        (("6402600", "1550000"), METRES, "convert"),
        (("6402600", "159750"), METRES, "convert"),
    ],
)
def test_only_what_can_be_declared_is_to_be_declared(
    position: tuple[str, str], criteria: Criteria, advice: str
) -> None:
    headings = "lat;lon" if criteria is DEGREES else "n;e"
    (finding,) = told_of_positions(table(position, headings=headings), criteria)
    assert finding.code == "D303"
    assert advice in str(finding.hint())


def test_zero_and_zero_are_told_to_be_unknown() -> None:
    (finding,) = told_of_positions(table(("0", "0,0")), DEGREES)
    assert "unknown position" in str(finding.hint())
    assert "inte är känd" in str(finding.hint("sv"))


def test_every_repeat_is_listed() -> None:
    text = table(*[("16.64", "57.76")] * 150, *[("0", "0")] * 2)
    found = told_of_positions(text, DEGREES)
    assert [(finding.code, finding.place.line) for finding in found[:2]] == [("D302", 2), ("D302", 3)]
    assert [finding.count for finding in found if finding.code == "D302"] == [1] * 150
    assert sum(finding.count for finding in found if finding.code == "D304") == 2


@pytest.mark.parametrize(
    ("site", "headings"),
    [("{latitude: lat, longitude: lon}", "lat;long"), ("{latitude: lat}", "lat;lon"), ("{easting: lat}", "lat;lon")],
)
def test_half_a_pair_of_columns_is_told_once_and_gives_no_position(site: str, headings: str) -> None:
    text = table(("57.76", "16.64"), ("57.90", "16.41"), headings=headings)
    (finding,) = told_of_positions(text, criteria_with(site))
    assert (finding.code, finding.place.line, finding.place.column) == ("D306", 1, 11)
    assert "_latitude" not in sites_in(text, criteria_with(site)).frame.columns


def test_without_columns_of_positions_there_are_none() -> None:
    assert "_latitude" not in sites_in("id;school\n1;700\n", DEGREES).frame.columns
    assert told_of_positions("id;school\n1;700\n", DEGREES) == []


def test_degrees_go_first_and_metres_fill_their_gaps() -> None:
    text = "id;school;lat;lon;n;e\n1;700;57.76;16.64;6651411;500000\n2;800;;;6651411.19;500000\n3;900;16;57;;\n"
    first, second, third = positions_in(text, BOTH)
    assert (first, third) == ((57.76, 16.64), (None, None))
    assert second == pytest.approx((60, 15), abs=CENTIMETRE)


def test_the_texts_pass_through_untouched() -> None:
    frame = sites_in(table(("57,76° N", "x")), DEGREES).frame
    assert frame.select("_extra__lat", "_extra__lon").rows() == [("57,76° N", "x")]


def test_the_northing_on_the_central_meridian_is_0_9996_of_the_meridian_arc() -> None:
    """15° E is the axis of SWEREF 99 TM; the arc of GRS 80 from the equator to 60° is 6 654 072.819 m."""
    northing, easting = in_metres(*_arrays(60.0, 15.0))
    assert (northing[0], easting[0]) == pytest.approx((0.9996 * 6_654_072.819, 500_000), abs=0.01)


IN_SWEDEN = st.tuples(st.floats(55.0, 69.2), st.floats(10.5, 24.3))


@given(IN_SWEDEN)
@thorough
def test_metres_are_those_of_the_formulas(position: tuple[float, float]) -> None:
    northing, easting = in_metres(*_arrays(*position))
    assert (northing[0], easting[0]) == pytest.approx(gauss_krueger(*position), abs=0.01)


@given(IN_SWEDEN)
@thorough
def test_there_and_back_is_the_same_position(position: tuple[float, float]) -> None:
    latitude, longitude = in_degrees(*in_metres(*_arrays(*position)))
    assert (latitude[0], longitude[0]) == pytest.approx(position, abs=CENTIMETRE)


@given(
    st.lists(st.text("0123456789.,- °NSEÖ\u00a0eE_x", max_size=12), min_size=1, max_size=8),
    st.sampled_from([DEGREES, METRES]),
)
@brief
def test_a_site_has_a_position_or_a_finding_or_two_empty_cells(cells: list[str], criteria: Criteria) -> None:
    pairs = [(cell, "16.64") for cell in cells] + [("57.76", cell) for cell in cells]
    text = table(*((f'"{first}"', f'"{second}"') for first, second in pairs), headings="lat;lon")
    text = text.replace("lat;lon", "n;e") if criteria is METRES else text
    lines = {finding.place.line for finding in told_of_positions(text, criteria)}
    for line, (latitude, longitude) in enumerate(positions_in(text, criteria), start=2):
        assert (latitude is None) == (longitude is None) == (line in lines)


def test_without_the_extra_metres_are_told_and_not_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyproj", None)
    text = table(("6651411", "500000"), ("6651411", "500001"), headings="n;e")
    (finding,) = told_of_positions(text, METRES)
    assert (finding.code, finding.place.line, finding.place.column) == ("D305", 1, 11)
    assert positions_in(text, METRES) == [(None, None)] * 2


@pytest.mark.parametrize("large", [0, 10**9], ids=["while reading", "whole"])
def test_a_ranking_has_the_positions_of_the_sites_it_shows(
    large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_LARGE", large)
    ranking = ranking_of(tmp_path, table(("57,76", "16,64"), ("", ""), ("57,90", "16,41")), DEGREES, Shown(top=2))
    assert ranking.frame.select("_latitude", "_longitude").rows() == [(57.76, 16.64), (None, None)]
    document = json.loads("".join(RANKING_FORMATS["json"].render(ranking, View("en"))))
    assert [site["position"] for site in document["sites"]] == [[57.76, 16.64], None]
    validate(document, ranking_schema())


def test_a_ranking_of_sites_without_columns_of_positions_says_nothing_of_them(tmp_path: Path) -> None:
    ranking = ranking_of(tmp_path, "id;school\n1;700\n", DEGREES, Shown())
    (site,) = json.loads("".join(RANKING_FORMATS["json"].render(ranking, View("en"))))["sites"]
    assert "position" not in site


def ranking_of(folder: Path, text: str, criteria: Criteria, shown: Shown) -> Ranking:
    (folder / "sites.csv").write_text(text, encoding="utf-8")
    ranking, _ = rank_files([(Source.of(folder / "sites.csv"), SITE_FORMATS["csv"])], criteria, shown)
    assert ranking is not None
    return ranking


def gauss_krueger(latitude: float, longitude: float) -> tuple[float, float]:
    """Northing and easting in SWEREF 99 TM by Krüger's series of 1912, to the third power of the flattening."""
    flattening = 1 / 298.257222101
    n = flattening / (2 - flattening)
    radius = 6_378_137 / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    terms = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    phi, east_of_axis = radians(latitude), radians(longitude - 15)
    eccentricity = 2 * sqrt(n) / (1 + n)
    t = sinh(atanh(sin(phi)) - eccentricity * atanh(eccentricity * sin(phi)))
    xi, eta = atan(t / cos(east_of_axis)), atanh(sin(east_of_axis) / sqrt(1 + t**2))
    northing = xi + sum(term * sin(2 * j * xi) * cosh(2 * j * eta) for j, term in enumerate(terms, start=1))
    easting = eta + sum(term * cos(2 * j * xi) * sinh(2 * j * eta) for j, term in enumerate(terms, start=1))
    return 0.9996 * radius * northing, 500_000 + 0.9996 * radius * easting


def _arrays(first: float, second: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([first]), np.array([second])
