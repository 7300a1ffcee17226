"""Two statements in one row that contradict each other: municipalities, counties, positions, and dates to come."""

from math import hypot

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read, read_files

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import scan
from vasterviksmodell.sites.municipalities import COUNTIES, municipalities
from vasterviksmodell.sites.positions.coordinates import in_degrees, in_metres

NUMBER = "criteria: {n: {weight: 1, value: {0: 0, 9: 100}, measure: n}}\n"
KNOWN = municipalities()
assert KNOWN is not None
CODES = dict(KNOWN.select("name", "code").iter_rows())


def told(code: str, content: str, site: str, more: str = "") -> list[Finding]:
    """What is told of a code where the site columns are declared so."""
    criteria = criteria_of(f"version: 1\nsite: {{{site}}}\n{more}{NUMBER}", checked=True)
    return [finding for finding in read(content, criteria)[1] if finding.code == code]


def table(headings: str, *rows: str) -> str:
    """A file with a measure `n` at the end of each row."""
    return "".join(f"{row};{'n' if number == 0 else number}\n" for number, row in enumerate([headings, *rows]))


def places(findings: list[Finding]) -> list[tuple[int | None, int | None]]:
    return [(finding.place.line, finding.place.column) for finding in findings]


BOTH = "municipality_code: kod, municipality: kommun"


def test_a_code_and_a_name_of_two_municipalities_are_told_of_at_the_name() -> None:
    content = table("id;kod;kommun", "a;0883;Västervik", "b;0884;Västerviks kommun", "c;883;Vimmerby", "d;;Vimmerby")
    first, second = told("D217", content, BOTH)
    assert places([first, second]) == [(3, 8), (4, 7)]
    assert first.message() == (
        "'Västerviks kommun' is 0883 Västervik, and '0884' is 0884 Vimmerby: two municipalities for one site"
    )
    assert second.message("sv") == "'Vimmerby' är 0884 Vimmerby, och '883' är 0883 Västervik: två kommuner för en ort"


@pytest.mark.parametrize(
    "row", ["a;9999;Vimmerby", "a;0883;Ankarby", "a;..;Vimmerby", "a;0883;", "a;0884 Vimmerby;Vimmerby"]
)
def test_what_is_no_municipality_contradicts_none(row: str) -> None:
    assert told("D217", table("id;kod;kommun", row), BOTH) == []


def test_an_id_that_is_a_code_is_compared_with_the_name() -> None:
    content = table("kod;namn", "0883;Västervik", "0884;Falun", "2080;Falu kommun")
    assert places(told("D217", content, "id: kod, name: namn")) == [(3, 6)]
    assert places(told("D217", content, "id: kod, name: x, municipality: namn")) == [(3, 6)]
    assert places(told("D217", content, "id: kod, name: namn, municipality: namn")) == [(3, 6)]
    assert places(told("D217", content, "id: kod, municipality_code: kod, name: namn")) == [(3, 6)]
    twice = table("id;kod;namn", "0883;0884;Västervik", "0884;0884;Vimmerby")
    assert places(told("D217", twice, "municipality_code: kod, name: namn")) == [(2, 6)]


@pytest.mark.parametrize(
    ("ids", "number"),
    [
        (("0883", "0884"), 2),
        (("0883", "1"), 1),
        (("0883", "1", "2"), 0),
        (("883", "x"), 1),
        (("1001", "1002"), 0),
        (("0883", "1001", "1002"), 0),
    ],
)
def test_ids_are_codes_where_at_least_half_of_them_are(ids: tuple[str, ...], number: int) -> None:
    content = table("id;name", *(f"{id};Lund" for id in ids))
    assert len(told("D217", content, "id: id")) == number


def test_where_the_sites_are_municipalities_their_names_are_compared_with_the_code() -> None:
    declared = "id: namn, municipality_code: kod"
    assert places(told("D217", table("namn;kod", "Lund;1281", "Malmö;1283"), declared)) == [(3, 1)]
    assert told("D217", table("namn;kod", "Malmö;1283"), declared) == []
    assert told("D217", table("namn;kod", "Berg;0580", "Lund;0580"), declared) == []
    assert told("D217", table("namn;kod", "Berg;0580", "Ekby;0581", "Oby;0582"), declared) == []
    assert told("D217", table("namn;kod;kommun", "Berg;0580;Linköping", "Kil;1880;Örebro"), f"id: namn, {BOTH}") == []


@given(st.permutations(sorted(CODES)[:12]))
@brief
def test_exactly_the_rows_that_were_moved_are_told_of(names: list[str]) -> None:
    rows = [
        f"s{number};{CODES[name]};{other}"
        for number, (name, other) in enumerate(zip(sorted(CODES), names, strict=False))
    ]
    moved = [number for number, (name, other) in enumerate(zip(sorted(CODES), names, strict=False), 2) if name != other]
    assert [line for line, _ in places(told("D217", table("id;kod;kommun", *rows), BOTH))] == moved


def test_every_municipality_agrees_with_its_code_and_its_county() -> None:
    names = {code: name for name, code in COUNTIES.items()}
    rows = [f"{code};{name};{names[code[:2]]} län;{code[:2]}" for name, code in CODES.items()]
    content = table("kod;namn;Län;Länskod", *rows)
    assert told("D217", content, "id: kod, name: namn") == []
    assert told("D218", content, "id: kod, municipality_code: kod") == []


@pytest.mark.parametrize(
    "heading", ["Län", "län", "Länskod", "LAN_KOD", "lan_code", "lan_name", "County", "county_code"]
)
def test_a_county_is_compared_with_the_code_of_the_municipality(heading: str) -> None:
    content = table(f"id;kod;{heading}", "a;0883;8", "b;0883;07", "c;0127;Kalmar län", "d;;01", "e;0883;Småland")
    first, second = told("D218", content, "municipality_code: kod")
    assert places([first, second]) == [(3, 8), (4, 8)]
    assert first.message() == "'07' is not the county of municipality 0883, which lies in 08 Kalmar"
    assert second.message("sv") == "'Kalmar län' är inte länet för kommun 0127, som ligger i 01 Stockholm"


def test_a_county_is_compared_with_the_name_of_the_municipality() -> None:
    content = table("id;kommun;Län", "a;Västervik;Kalmar", "b;Västervik;Gotland")
    assert places(told("D218", content, "municipality: kommun")) == [(3, 13)]
    assert told("D218", content, "name: kommun") == []


@pytest.mark.parametrize("heading", ["Lansering", "Slän", "Plan", "Landskod"])
def test_other_columns_are_no_counties(heading: str) -> None:
    assert told("D218", table(f"id;kod;{heading}", "a;0883;07"), "municipality_code: kod") == []


@pytest.mark.parametrize(
    "text", ["08", "8", "8.0", "Kalmar", "KALMAR LÄN", "08 Kalmar län", "Kalmar county", "", "11", "99", "Småland"]
)
def test_names_and_codes_of_the_same_county_and_of_none_are_not_told_of(text: str) -> None:
    assert told("D218", table("id;kod;Län", f"a;0883;{text}"), "municipality_code: kod") == []


FOUR = "latitude: lat, longitude: lon, northing: n, easting: e"


def positions(*rows: str) -> list[Finding]:
    return told("D307", table("id;lat;lon;n;e", *(f"s{number};{row}" for number, row in enumerate(rows))), FOUR)


def test_two_positions_far_apart_are_told_of() -> None:
    (finding,) = positions("57.754881;16.638405;6402600;597500", "57.895110;16.406898;6438917;583404")
    assert places([finding]) == [(3, 4)]
    assert finding.message() == (
        "57.895110; 16.406898 and 6438917; 583404 lie 21.0 km apart: two positions for one site"
    )
    assert finding.message("sv").endswith("ligger 21,0 km från varandra: två positioner för en ort")


def test_a_short_distance_is_told_in_metres() -> None:
    (finding,) = positions("57.754881;16.638405;6402811;597511")
    assert "lie 211 m apart" in finding.message()


@pytest.mark.parametrize(
    ("row", "told_of"),
    [
        ("57.754881;16.638405;6402695;597511", False),
        ("57.754881;16.638405;6402711;597511", True),
        ("57.754881;16.638405;6402601;597590", False),
        ("57.754881;16.638405;6402601;597629", True),
        ("57.75;16.64;6402611;597511", False),
        ("57.75;16.64;6404611;597511", True),
        ("57,754881;16,638405;6 402 811;597 511", True),
        ("57.754881;16.638405;6403000;597501", False),
        ("57.754881;16.638405;6403001;597501", True),
        ("57.754881;16.638405;6402601;598000", False),
        ("57.754881;16.638405;6410000;597501", True),
        ("57.754881;16.638405;;", False),
        ("..;..;6402601;597501", False),
        ("17.754881;16.638405;6402601;597501", False),
        ("57.754881;16.638405;6402601;97501", False),
    ],
)
def test_what_rounding_leaves_open_is_allowed(row: str, *, told_of: bool) -> None:
    assert bool(positions(row)) == told_of


@given(
    st.floats(6_150_000, 7_600_000), st.floats(300_000, 850_000), st.integers(2, 6), st.integers(0, 3), st.booleans()
)
@brief
def test_the_same_point_rounded_in_either_system_is_never_told_of(
    north: float,
    east: float,
    decimals: int,
    places: int,
    moved: bool,
) -> None:
    latitude, longitude = (float(degrees[0]) for degrees in in_degrees([north], [east]))  # type: ignore[arg-type]
    step = 10**places
    metres = [round(coordinate / step) * step for coordinate in (north + 30_000 * moved, east)]
    degrees = f"{latitude:.{decimals}f};{longitude:.{decimals}f}"
    back = in_metres([round(latitude, decimals)], [round(longitude, decimals)])  # type: ignore[arg-type]
    apart = hypot(float(back[0][0]) - metres[0], float(back[1][0]) - metres[1])
    in_sweden = 55 < latitude < 69.2 and 10.5 < longitude < 24.3 and metres[0] < 7_700_000
    assert bool(positions(f"{degrees};{metres[0]};{metres[1]}")) == (moved and in_sweden and apart > 0)


def test_a_file_with_one_system_is_compared_with_nothing() -> None:
    assert told("D307", table("id;lat;lon", "a;57.75;16.64"), FOUR) == []


def test_a_point_of_geojson_is_compared_with_the_metres_in_its_properties() -> None:
    criteria = criteria_of(
        f"version: 1\nsite: {{{FOUR.replace('northing: n,', 'northing: north,')}}}\n{NUMBER}", checked=True
    )
    features = ",".join(
        f'{{"type":"Feature","id":"{id}","properties":{{"n":1,"north":{north},"e":597500}},'
        '"geometry":{"type":"Point","coordinates":[16.638405,57.754881]}}'
        for id, north in (("a", 6402600), ("b", 6412600))
    )
    found = read(f'{{"type":"FeatureCollection","features":[{features}]}}', criteria, ".geojson")[1]
    assert [finding.facts["metres"] for finding in found if finding.code == "D307"] == ["6412600; 597500"]


DATED = "data: {as_of: 2026-06-15}\n"


def dates(*cells: str, more: str = DATED) -> list[Finding]:
    return told(
        "D219", "id;n;n__date\n" + "".join(f"s{number};1;{cell}\n" for number, cell in enumerate(cells)), "id: id", more
    )


@pytest.mark.parametrize("date", ["2026-06-16", "2026-07", "2027", "2026-06-16 10:00", " 2027-01-01 "])
def test_a_date_after_the_day_is_told_of(date: str) -> None:
    (finding,) = dates("2024", date)
    assert places([finding]) == [(3, 6)]
    shown = date.strip()[:10]
    assert finding.message() == f"'n' is dated {shown}, which is after 2026-06-15"
    assert finding.message("sv") == f"'n' är daterat {shown}, vilket är efter 2026-06-15"


@pytest.mark.parametrize("date", ["2026-06-15", "2026-06", "2026", "2025-12", "", "..", "i morgon"])
def test_a_date_that_may_lie_before_is_not(date: str) -> None:
    assert dates(date) == []


def test_without_a_day_no_date_comes_too_late() -> None:
    assert dates("2999", more="") == []


def test_the_date_of_a_source_is_told_of_once_at_the_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 2)
    sources = f"{DATED}sources: {{n: {{source: Register, date: 2026-07}}}}\n"
    rows = "".join(f"s{number};1\n" for number in range(5))
    assert places(told("D219", f"id;n\n{rows}", "id: id", sources)) == [(1, 4)]
    assert told("D219", f"id;n\n{rows}", "id: id", sources.replace("2026-07", "2026")) == []
    criteria = criteria_of(f"version: 1\n{sources}{NUMBER}", checked=True)
    two = read_files([f"id;n\n{rows}", "id;n\nx;2\n"], criteria)[1]
    assert [finding.place.path[-5:] for finding in two if finding.code == "D219"] == ["0.csv", "1.csv"]


@pytest.mark.parametrize("code", ["D217", "D218", "D307", "D219"])
def test_contradictions_are_found_in_every_block(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 3)
    good, bad = "0883;Västervik;08;57.75;16.64;6402000;597500;2024", "0884;Västervik;07;57.75;16.64;6502000;597500;2099"
    rows = [f"s{number};{bad if number == 4 else good}" for number in range(6)]
    content = table("id;kod;kommun;Län;lat;lon;n1;e;n__date", *rows)
    site = f"{BOTH}, latitude: lat, longitude: lon, northing: n1, easting: e"
    assert [line for line, _ in places(told(code, content, site, DATED))] == [6]


UNDECLARED = "id: id"
AGREEING = ("a;0883;Västervik", "b;0884;Vimmerby", "c;0180;Stockholm")


@pytest.mark.parametrize(
    "headings", ["kommunkod;kommunnamn", "Kommun_kod;Kommun", "mun_code;mun_name", "municipality_code;municipality"]
)
def test_a_code_and_a_name_that_are_not_declared_are_compared_by_their_headings(headings: str) -> None:
    content = table(f"id;{headings}", *AGREEING, "d;0883;Vimmerby", "e;0881;")
    assert places(told("D217", content, UNDECLARED)) == [(5, 8)]
    assert told("D217", table(f"id;{headings}", *AGREEING), UNDECLARED) == []


def test_columns_that_were_sorted_apart_are_told_though_no_row_agrees() -> None:
    content = table("id;kommunnamn;kommunkod", "a;Västervik;0884", "b;Vimmerby;0883")
    assert places(told("D217", content, UNDECLARED)) == [(2, 3), (3, 3)]


@pytest.mark.parametrize(
    "content",
    [
        table("id;hemkommun;arbetskommun", "a;Lund;Lund", "b;Lund;Lund", "c;Lund;Malmö"),
        table("id;kommun 1;kommun 2", "a;Lund;Lund", "b;Lund;Lund", "c;Lund;Malmö"),
        table("id;kommunkod;kommunnamn", "a;0883;Västervik", "b;0884;en by", "c;0180;Lund", "d;x;y"),
        table("id;kod;namn", "a;0883;Västervik", "b;0884;Vimmerby", "c;0180;Lund"),
    ],
)
def test_columns_in_doubt_are_not_compared(content: str) -> None:
    assert told("D217", content, UNDECLARED) == []


def test_ids_and_declared_columns_are_compared_with_others_that_mostly_agree_with_them() -> None:
    rows = ["0883;Västervik", "0884;Vimmerby", "0180;Stockholm"]
    assert places(told("D217", table("id;kommun", *rows, "0881;Lund"), UNDECLARED)) == [(5, 6)]
    assert (
        told("D217", table("id;kommun", *rows, *(f"{code};Lund" for code in ("0881", "0882", "0885"))), UNDECLARED)
        == []
    )
    named = [f"{name};{code}" for code, name in (row.split(";") for row in rows)]
    assert places(told("D217", table("id;kommunkod", *named, "Lund;0881"), UNDECLARED)) == [(5, 6)]
    declared = table("id;kod;kommun", *AGREEING, "d;0883;Lund")
    assert places(told("D217", declared, "municipality_code: kod")) == [(5, 8)]
    work = table("id;kod;kommun", *(f"{id};0883;Lund" for id in "abc"))
    assert told("D217", work, "municipality_code: kod") == []


COUNTED = ("a;Västervik;Kalmar län", "b;Vimmerby;8", "c;Stockholm;01")


@pytest.mark.parametrize("headings", ["kommun;län", "Municipality;County", "kommunnamn;Länskod"])
def test_a_county_is_compared_with_a_municipality_that_is_not_declared(headings: str) -> None:
    content = table(f"id;{headings}", *COUNTED, "d;Lund;Kalmar")
    assert [line for line, _ in places(told("D218", content, UNDECLARED))] == [5]
    assert told("D218", table(f"id;{headings}", *COUNTED), UNDECLARED) == []


def test_a_county_is_compared_with_ids_that_are_codes() -> None:
    rows = ["0883;Kalmar", "0884;08", "0180;Stockholm"]
    assert [line for line, _ in places(told("D218", table("id;län", *rows, "1281;Kalmar"), UNDECLARED))] == [5]
    assert (
        told("D218", table("id;län", *rows, *(f"{code};Kalmar" for code in ("1281", "1280", "1283"))), UNDECLARED) == []
    )
    assert told("D218", table("id;län", "0883;Kalmar", "1;Kalmar", "2;Kalmar", "1281;Kalmar"), UNDECLARED) == []
    assert told("D218", table("id;lan", *rows, "1281;Kalmar", "0881;lån", "0882;lån"), UNDECLARED) == []


DEGREES = [(57.754881, 16.638405), (57.895110, 16.406898), (59.33, 18.06)]


def both(*, wrong: int = 1, swapped: bool = False) -> list[str]:
    """Rows with positions in degrees and in metres; of the last `wrong` the metres lie 20 km to the north."""
    north, east = in_metres(*(np.array(column) for column in zip(*DEGREES, strict=True)))
    shifted = [at + 20_000 * (number >= len(DEGREES) - wrong) for number, at in enumerate(north)]
    metres = [(e, n) if swapped else (n, e) for n, e in zip(shifted, east, strict=True)]
    return [
        f"s{number};{latitude:.6f};{longitude:.6f};{first:.1f};{second:.1f}"
        for number, ((latitude, longitude), (first, second)) in enumerate(zip(DEGREES, metres, strict=True))
    ]


@pytest.mark.parametrize(
    ("headings", "site"),
    [
        ("lat;lon;N;E", UNDECLARED),
        ("Latitud;Longitud;n_sweref99tm;e_sweref99tm", UNDECLARED),
        ("WGS84 lat;WGS84 lon;SWEREF99 N;SWEREF99 E", UNDECLARED),
        ("lat;lon;northing;easting", UNDECLARED),
        ("b;l;N;E", "latitude: b, longitude: l"),
        ("lat;lng;x;y", "northing: x, easting: y"),
    ],
)
def test_two_pairs_of_coordinates_are_compared_though_they_are_not_declared(headings: str, site: str) -> None:
    assert [line for line, _ in places(told("D307", table(f"id;{headings}", *both()), site))] == [4]
    assert told("D307", table(f"id;{headings}", *both(wrong=0)), site) == []
    assert told("D307", table(f"id;{headings}", *both(wrong=2)), site) == []


def test_the_figures_tell_which_of_x_and_y_is_north() -> None:
    for swapped in (False, True):
        content = table("id;latitud;longitud;x_sweref;y_sweref", *both(swapped=swapped))
        assert [line for line, _ in places(told("D307", content, UNDECLARED))] == [4]


@pytest.mark.parametrize("headings", ["lat;lon;x;y", "lat;lon;N;E2", "lat;lat2;N;E", "lat;lon;N;n_sweref"])
def test_columns_that_may_be_something_else_are_no_coordinates(headings: str) -> None:
    assert told("D307", table(f"id;{headings}", *both()), UNDECLARED) == []


def test_figures_that_are_no_coordinates_are_none_whatever_they_are_called() -> None:
    rows = [";".join(row.split(";")[:3]) + f";{number};{number}" for number, row in enumerate(both())]
    assert told("D307", table("id;lat;lon;N;E", *rows), UNDECLARED) == []
