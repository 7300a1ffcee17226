"""Checks of the subject: what is reported about sites that can be read, in which words, and when nothing is."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read_files, told

from vasterviksmodell.criteria import Criteria, default_criteria
from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.sites import scan

WAYS = criteria_of(
    """\
version: 1
site: {municipality_code: code}
criteria:
  school: {unit: m, range: [0, 50000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  preschool: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
  shop: {unit: m, requirement: {at_most: 9000}}
""",
    checked=True,
)
APART = (900, 250, 1800, 400, 3100, 700, 2200, 150, 1300, 500)
"""Distances to school that raise no doubt."""


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read as intervals, large ones first as numbers and in blocks."""
    if request.param == "large":
        monkeypatch.setattr(scan, "_LARGE", 0)
        monkeypatch.setattr(scan, "_BLOCK_ROWS", 2)


in_both_forms = pytest.mark.usefixtures("size")


def table(**columns: Iterable[object]) -> str:
    """A file of sites `s0`, `s1`, … with the given columns."""
    rows = zip(*columns.values(), strict=True)
    lines = [",".join([f"s{number}", *map(str, row)]) for number, row in enumerate(rows)]
    return "\n".join([",".join(["id", *columns]), *lines, ""])


def found(code: str, *contents: str, criteria: Criteria = WAYS) -> list[Finding]:
    """The findings of a code in some files."""
    return [finding for finding in read_files(contents, criteria)[1] if finding.code == code]


def messages(code: str, *contents: str, criteria: Criteria = WAYS) -> list[str]:
    return [finding.message() for finding in found(code, *contents, criteria=criteria)]


def first_of(namesake: Finding) -> str:
    """Where the first site of a name stands, without the folder."""
    return str(namesake.facts["first"]).rpartition("/")[2]


@in_both_forms
def test_d203_a_name_stands_once_in_a_municipality() -> None:
    a_with_ring = "A\N{COMBINING RING ABOVE}"
    names = ["Ekby", "Oby", " EK  BY", "Ekby", "Oby", "Åby", f"{a_with_ring}by"]
    codes = ["0883", "0883", "883", "0884", "", "0883", "0883"]
    sites = table(name=names, code=codes, school=APART[:7])
    ekby, aby = found("D203", sites)
    assert told([ekby, aby]) == [("D203", 4, 4), ("D203", 8, 4)]
    assert ekby.message().startswith("two sites in municipality 0883 are called ' EK  BY': the other is at ")
    assert aby.message("sv").startswith("två orter i kommun 0883 heter 'Åby': den andra finns på ")
    assert (first_of(ekby), first_of(aby)) == ("0.csv:2:4", "0.csv:7:4")


def test_d203_without_a_municipality_a_name_stands_once_in_all_files() -> None:
    one, other = table(name=["Ekby", "Oby"], school=[900, 400]), "id,name,school\nx,Ekby,700\ny,oby,1200\n"
    ekby, oby = found("D203", one, other)
    assert told([ekby, oby]) == [("D203", 2, 3), ("D203", 3, 3)]
    assert ekby.message().startswith("two sites are called 'Ekby': the other is at ")
    assert (first_of(ekby), first_of(oby)) == ("0.csv:2:4", "0.csv:3:4")


def test_d203_a_site_whose_name_is_its_id_has_none_of_its_own() -> None:
    assert [
        finding.code for finding in read_files(["id,name,school\nekby,,900\noby,Oby,400\nEkby,Ekby,700\n"], WAYS)[1]
    ] == [
        "D006",
        "D102",
    ]


@in_both_forms
@pytest.mark.parametrize(
    ("column", "cells", "message"),
    [
        ("school", ["1200.5"] * 3, "'school' is 1200.5 m for all 3 sites: it cannot influence the ranking"),
        ("plan", ["none"] * 4, "'plan' is none for all 4 sites: it cannot influence the ranking"),
        ("bus", ["yes", "ja", "1"], "'bus' is yes for all 3 sites: it cannot influence the ranking"),
        ("school", ["1200", "1200", "1201"], None),
        ("school", ["1200", "1200", ""], None),
        ("school", ["<5", "<5", "<5"], None),
        ("bus", ["", "", ""], None),
        ("school", ["1200"] * 2, None),
        ("shop", ["1200"] * 3, None),
    ],
)
def test_d204_a_criterion_that_is_scored_differs(column: str, cells: list[str], message: str | None) -> None:
    assert messages("D204", table(**{column: cells})) == ([message] if message else [])


def test_d204_looks_at_all_files_together() -> None:
    one, same, other = (
        f"id,bus,plan\n{id},yes,{plan}\n" for id, plan in (("x", "none"), ("y", "none"), ("z", "housing"))
    )
    without = "id,plan\nz,none\n"
    assert told(found("D204", one, same, other)) == [("D204", 1, 4)]
    assert messages("D204", one, same, without) == ["'plan' is none for all 3 sites: it cannot influence the ranking"]
    assert found("D204", "id,plan\n", one, same, without)[0].place.path.endswith("1.csv")


@in_both_forms
def test_d205_two_criteria_that_go_together() -> None:
    up = [600 + 200 * number for number in range(12)]
    down = [4000 - measure for measure in up]
    sites = table(preschool=[*down, *[""] * 4], school=[*up, 900, 800, 700, 3000])
    (finding,) = found("D205", sites)
    assert told([finding]) == [("D205", 1, 4)]
    assert finding.message("sv") == (
        "'preschool' följer 'school' (r = −1,00 för 12 orter): det som båda mäter räknas dubbelt"
    )
    assert not found("D205", table(preschool=down[:8], school=up[:8])), "eight sites agree by chance"


def test_d205_a_correlation_at_the_limit_is_told_whatever_its_last_digits_are() -> None:
    order = (3, 2, 1, 6, 5, 4, 8, 9, 7, 10, 11)
    school, preschool = ([600 + 0.7 * place for place in places] for places in (range(1, 12), order))
    assert pl.DataFrame({"a": school, "b": preschool}).select(pl.corr("a", "b")).item() < 0.9
    (finding,) = found("D205", table(school=school, preschool=preschool))
    assert finding.facts["r"] == Figure("0.90")


def test_d205_one_large_town_does_not_carry_the_correlation() -> None:
    ups, downs = [600, 3400, 700, 3300, 800, 3200] * 2, [3400, 3300, 600, 700, 3200, 800] * 2
    assert not found("D205", table(school=[*ups, 49000], preschool=[*downs, 49000]))


def test_d205_yes_and_no_count_as_one_and_zero() -> None:
    assert messages("D205", table(school=[300] * 6 + [2900] * 6, bus=["yes"] * 6 + ["no"] * 6)) == [
        "'bus' goes with 'school' (r = −1.00 over 12 sites): what both measure counts twice"
    ]


@example(pairs=[(0, 0)] * 9 + [(1, 1)], unit=1.0)
@example(pairs=[(0, 0)] * 9 + [(1, 1)], unit=600.0)
@example(pairs=[(number, number) for number in range(10)], unit=999.0)
@brief
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=14), st.floats(1, 999))
def test_d205_tells_what_numpy_computes_and_nothing_of_constants(pairs: list[tuple[int, int]], unit: float) -> None:
    school, preschool = ([round(measure * unit, 9) for measure in column] for column in zip(*pairs, strict=True))
    (told_r,) = [finding.facts["r"] for finding in found("D205", table(school=school, preschool=preschool))] or [None]
    school, preschool = (
        np.clip(column, 500, 4000).tolist() for column in (school, preschool)
    )  # beyond, more is worth no more
    spread = len(set(school)) > 1 and len(set(preschool)) > 1
    r = np.corrcoef(school, preschool)[0, 1] if spread else 0
    assume(abs(abs(r) - 0.9) > 1e-6)
    assert (told_r is not None) == (abs(r) >= 0.9 - 1e-9)
    assert told_r is None or abs(float(told_r.inside("en").replace("−", "-")) - r) <= 0.00501


WAY, TIME, SHARE = (500, 4000), (0.5, 1.5), (10, 60)


@in_both_forms
@pytest.mark.parametrize(
    ("unit", "named", "measures", "doubt"),
    [
        ("m", WAY, "0.9 0 1.2 3 2.4 0.3", ("0.3–3", "500–4000", "km", "300–3000")),
        ("km", (0.5, 4), "900 1200 3000 2400 300", ("300–3000", "0.5–4", "m", "0.3–3")),
        ("min", (20, 90), "0.5 1.25 0.75 1 1.5", ("0.5–1.5", "20–90", "hours", "30–90")),
        ("timmar", TIME, "30 75 45 60 90", ("30–90", "0.5–1.5", "minutes", "0.5–1.5")),
        ("%", SHARE, "0.12 0.55 0.4 0.2 0.31", ("0.12–0.55", "10–60", "shares of 1", "12–55")),
        ("m", WAY, "900 1500 1.2 2300", ("1.2", "900–2300", "km", "1200")),
        ("km", (0.5, 4), "0.9 1.5 1200 2.3", ("1200", "0.9–2.3", "m", "1.2")),
        ("min", (20, 90), "45 0.5 75 30", ("0.5", "30–75", "hours", "30")),
        ("Procent", SHARE, "35 0.4 20 60", ("0.4", "20–60", "shares of 1", "40")),
        ("m", WAY, "900 1500 5 2300", None),
        ("m", WAY, "0 0 0 0 0 0", None),
        ("m", WAY, "60 120 80 95 40 0", None),
        ("m", WAY, "0.9 1.2 3 2.4", None),
        ("m", (1, 4000), "2 4 3 2.5 8", None),
        ("km", (0.5, 4), "12 30 9 25 14", None),
        ("%", (0.5, 3), "0.6 0.9 0.2 0.4 0.8", None),
        ("", WAY, "0.9 1.2 3 2.4 0.3", None),
    ],
)
def test_d206_figures_that_would_suit_another_unit(
    unit: str, named: tuple[float, float], measures: str, doubt: tuple[str, ...] | None
) -> None:
    value = f"{{{named[0]}: 100, {named[1]}: 0}}"
    criteria = criteria_of(
        f"version: 1\ncriteria: {{way: {{unit: '{unit}', weight: 1, value: {value}}}}}\n", checked=True
    )
    facts = [finding.facts for finding in found("D206", table(way=measures.split()), criteria=criteria)]
    shown = [
        tuple(fact[name].inside("en") for name in ("measures", "expected", "other", "converted")) for fact in facts
    ]  # type: ignore[union-attr]
    assert shown == ([doubt] if doubt else [])


def test_d206_says_what_it_would_be() -> None:
    column, cell = [0.9, 1.2, 3, 2.4, 0.3], [900, 1500, 1.2, 2300]
    assert messages("D206", table(school=column), table(preschool=cell)) == [
        "'school' is 0.3–3 m, far from the 500–4000 m in the criteria file: read as km it would be 300–3000 m",
        "'preschool' is 1.2 m, far from the 900–2300 m at the other sites: read as km it would be 1200 m",
    ]
    assert found("D206", table(school=column))[0].message("sv") == (
        "'school' är 0,3–3 m, långt från 500–4000 m i kriteriefilen: läst som km vore det 300–3000 m"
    )


def test_d206_is_an_error_until_the_unit_is_declared() -> None:
    column, cell = [0.9, 1.2, 3, 2.4, 0.3], [900, 1500, 1.2, 2300]
    findings = found("D206", table(school=column), table(preschool=cell))
    assert {finding.severity for finding in findings} == {Severity.ERROR}
    assert "data: {units: {school: km}}" in str(findings[0].hint())
    assert "data: {units: {preschool: m}}" in str(findings[1].hint("sv"))
    declared = replace(WAYS, data=replace(WAYS.data, units={"school": "m", "preschool": "m"}))
    (finding,) = found("D206", table(school=column), table(preschool=cell), criteria=declared)
    assert (finding.severity, finding.facts["criterion"]) == (Severity.WARNING, "preschool")
    converted = replace(WAYS, data=replace(WAYS.data, units={"school": "km"}))
    assert not found("D206", table(school=column), criteria=converted)


def test_d206_the_size_that_is_expected_may_be_a_limit_or_a_single_parameter() -> None:
    criteria = criteria_of(
        """\
version: 1
criteria:
  care: {unit: m, weight: 1, value: {decay: {half: 5000}}}
  stop: {unit: m, weight: 1, value: {logistic: {midpoint: 1000, steepness: -0.002}}}
  town: {unit: km, warning: {at_most: 30}}
""",
        checked=True,
    )
    ways = [12, 7.5, 3, 1.5, 9]
    findings = found("D206", table(care=ways, stop=ways, town=[1000 * way for way in ways]), criteria=criteria)
    assert [finding.facts["expected"].inside("sv") for finding in findings] == ["5000", "1000", "30"]  # type: ignore[union-attr]


@in_both_forms
def test_d206_all_figures_of_a_column_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 700)
    in_kilometres = [0.3 + number / 100 for number in range(250)]
    rest = [700 + 3 * number for number in range(1000)]
    findings = found("D206", table(school=[*rest[:600], *in_kilometres, *rest[600:]]))
    assert sorted(finding.place.line or 0 for finding in findings) == [*range(602, 852)]
    assert not found("D206", table(school=[*rest[:749], *in_kilometres]))  # more than one in four


@pytest.mark.parametrize("number", [99, 100, 101, 102])
def test_d206_no_number_of_figures_hides_them(number: int) -> None:
    rest = [700 + 3 * place for place in range(3 * number)]
    findings = found("D206", table(school=[*[1.2] * number, *rest]))
    assert len(findings) == number


def test_d206_each_file_is_looked_at_by_itself_and_each_figure_where_it_stands() -> None:
    in_metres = table(school=[*APART, 1.2, 0.3])
    in_kilometres = "id,school\n" + "".join(f"k{measure},{measure / 1000}\n" for measure in APART)
    assert told(found("D206", in_metres, in_kilometres)) == [("D206", 12, 5), ("D206", 13, 5), ("D206", 1, 4)]


@brief
@given(st.lists(st.integers(10, 9000), min_size=1, max_size=30))
def test_d206_plausible_distances_raise_no_doubt(ways: list[int]) -> None:
    """However they are spread, when one is of the size that the criteria file names."""
    assert not found("D206", table(school=[*ways, 700]))


@pytest.mark.parametrize(
    ("example", "delimiter", "decimal"), [("vastervik/sites.csv", ",", "."), ("exempelkommun/orter.csv", ";", ",")]
)
def test_d206_the_examples_raise_no_doubt_unless_their_metres_are_kilometres(
    root: Path, example: str, delimiter: str, decimal: str
) -> None:
    text = (root / "examples" / example).read_text(encoding="utf-8-sig")
    assert not found("D206", text, criteria=default_criteria())
    headings, *rows = csv.reader(text.splitlines(), delimiter=delimiter)
    for row, number in product(rows, range(len(headings))):
        if headings[number].endswith("_m") and row[number].isdigit():
            row[number] = f"{int(row[number]) / 1000:g}".replace(".", decimal)
    csv.writer(in_kilometres := StringIO(), delimiter=delimiter, lineterminator="\n").writerows([headings, *rows])
    assert found("D206", in_kilometres.getvalue(), criteria=default_criteria())


@in_both_forms
@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("900; ; ; ;400; ", "known for 2 of 6 sites"),
        ("900;0..2000;<5;..;0..50000;400", "known for 2 of 6 sites, within limits for 2 more"),
        ("900; ; ;700;400; ", None),
        (" ; ", None),
    ],
)
def test_d207_a_criterion_known_for_few_sites(cells: str, told: str | None) -> None:
    assert messages("D207", table(school=cells.split(";"))) == ([f"'school' is {told}"] if told else [])


def test_d207_counts_the_sites_of_files_without_the_column_and_knows_categories() -> None:
    one, without = table(school=[900, 300], plan=["none", "housing"]), "id,school\nx,800\ny,450\nz,1700\n"
    assert told(found("D207", one, without)) == [("D207", 1, 11)]
    assert messages("D207", one, without) == ["'plan' is known for 2 of 5 sites"]


AGES = """\
version: 1
data: {as_of: 2026-01-31}
sources: {pupils: {source: Invented, date: SOURCE}}
criteria:
  school: {measure: pupils, weight: 1, value: {0: 0, 20: 100}, fresh_within: 18 months}
"""


@in_both_forms
@pytest.mark.parametrize(
    ("dates", "source", "expected"),
    [
        (["2024-07-31", "2024-07", "2024", "2024-08-01T10:15"], "2019", []),
        (["2024-07-30", "2025", "2023", "2024-06"], "2019", [("D208", 2, 9), ("D208", 4, 7), ("D208", 5, 6)]),
        (["", "2025", "..", "2024"], "2024-06-30", [("D208", 1, 4)]),
        (["", "2025", "..", "2024"], "2024-07-31", []),
        (["3/4 2024", "2024-13", "2023/24", "2025"], "2025", [("D213", 2, 9), ("D213", 3, 8), ("D213", 4, 7)]),
    ],
)
def test_d208_the_date_of_a_figure_else_that_of_its_source(
    dates: list[str], source: str, expected: list[tuple[str, int, int]]
) -> None:
    criteria = criteria_of(AGES.replace("SOURCE", source), checked=True)
    sites = table(pupils=[1200, 110, 12, 1], pupils__date=dates)
    findings = read_files([sites], criteria)[1]
    assert sorted(told(findings)) == expected


def test_d208_says_how_old_figures_may_be_and_to_which_day_it_counts() -> None:
    criteria = criteria_of(AGES.replace("SOURCE", "2022-05"), checked=True)
    (finding,) = found("D208", table(pupils=[9, 11]), criteria=criteria)
    assert finding.message() == "'school' is as of 2022-05: on 2026-01-31 it may not be older than 18 months"
    assert finding.message("sv") == "'school' är från 2022-05: den 2026-01-31 får det inte vara äldre än 18 månader"


def test_d208_does_not_ask_the_clock() -> None:
    criteria = criteria_of(AGES.replace("SOURCE", "1999"), checked=True)
    assert not found("D208", table(pupils=[9, 11]), criteria=replace(criteria, data=replace(criteria.data, as_of=None)))
    early = replace(criteria, data=replace(criteria.data, as_of=date(2000, 5, 1)))
    assert not found("D208", table(pupils=[9, 11]), criteria=early)


def test_d214_counts_the_known_figures_without_a_date() -> None:
    criteria = criteria_of(AGES.replace("sources: {pupils: {source: Invented, date: SOURCE}}\n", ""), checked=True)
    sites = table(pupils=[9, "", "<5", 7], pupils__date=["2025", "", "", ""])
    (finding,) = found("D214", sites, criteria=criteria)
    assert finding.message() == "no date for 2 of 3 figures of 'school', which may not be older than 18 months"
    assert str(finding.hint()).endswith("or in a column 'pupils__date'")


ABOUT_PERSONS = ["Personnummer", "KÖN", "Medborgarskap (land)", "birth_country/nationality", "firstName", "fodelseland"]
ABOUT_PERSONS += ["andel_medborgarskap_annat", "Country of  Birth", "personnr2", "Fo\N{COMBINING DIAERESIS}delseland"]
ABOUT_PLACES = ["barn_fodda", "könsfördelning_skola", "kon", "religionskunskap", "namn", "sex_km", "Religiösa samfund"]


@pytest.mark.parametrize("heading", [*ABOUT_PERSONS, *ABOUT_PLACES])
def test_d209_headings_about_persons(heading: str) -> None:
    expected = [("D209", 1, 11)] if heading in ABOUT_PERSONS else []
    assert told(found("D209", f"id,school,{heading}\nx,900,\n")) == expected


@in_both_forms
def test_d209_cells_that_are_personal_identity_numbers_are_not_repeated() -> None:
    """121212-1212: the digits, every other doubled, are nine twos, and with the check digit they add up to 20."""
    note = ["121212-1213", "", "556012-5790", "191212121212", "19121212-1212"]
    (finding,) = found("D209", table(school=APART[:5], note=note))
    assert told([finding]) == [("D209", 5, 8)]
    assert finding.message() == (
        "the column 'note' seems to contain personal identity numbers: places are scored, never people"
    )
    assert not found("D209", table(school=APART[:4], note=["121212-1213", "0012121212", "20121332-1212", "1212121212"]))


PUPILS = """\
version: 1
criteria:
  pupils: {unit: UNIT, weight: 1, value: {0: 0, 20: 100}}
"""


@in_both_forms
@pytest.mark.parametrize("unit", ["pupils", "Elever", "INVÅNARE", "asylum  seekers"])
def test_d210_small_counts_of_persons(unit: str) -> None:
    criteria = criteria_of(PUPILS.replace("UNIT", unit), checked=True)
    one, other = table(pupils=["0", "5", "<5", "3.5", "4", "1"]), "id,pupils\nx,2\n"
    (finding,) = found("D210", one, other, criteria=criteria)
    assert told([finding]) == [("D210", 6, 4)]
    assert finding.message("en").endswith("at 3 of 7 sites: so few can be recognised")


def test_d210_counts_of_other_things_may_be_small() -> None:
    assert not found(
        "D210", table(pupils=[1, 2, 3]), criteria=criteria_of(PUPILS.replace("UNIT", "bus lines"), checked=True)
    )


def test_files_with_faults_are_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 3)
    bad = table(school=[1200] * 3 + ["tolv"])
    assert {finding.code for finding in read_files([bad], WAYS)[1]} == {"D006", "D103"}


def test_a_check_may_be_switched_off_or_made_an_error() -> None:
    strict = criteria_of(
        "version: 1\nchecks: {D204: error, D207: off}\ncriteria: {school: {weight: 1, value: {500: 100, 4000: 0}}}\n",
        checked=True,
    )
    constant = table(school=[1200] * 3)
    assert read_files([constant], strict)[0] is None
    assert read_files([table(school=["", "", 5])], strict)[1] == ()


def test_d215_a_total_is_no_place() -> None:
    (finding,) = found("D215", table(name=["Ekby", "Oby", "TOTALT:"], school=[900, 400, 1300]))
    assert told([finding]) == [("D215", 4, 4)]
    assert finding.message("sv").startswith("'TOTALT:' läses som en ort")
    assert not found("D215", table(name=["Ekby", "Oby", "Totaltorp"], school=[900, 400, 1300]))


@pytest.mark.parametrize(
    "name",
    [
        "Kalmar län",
        "08 Kalmar län",
        "Västra  Götalands län",
        "Ankarby totalt",
        "Ankarby kommun totalt:",
        "Ankarby (totalt)",
        "Totalt: alla orter",
        "Summa tätorter",
        "Delsumma",
        "Alla",
        "Alla orter",
        "Median",
        "Övriga",
        "Övriga orter",
        "Hela landet",
        "SVERIGE",
        "00 Riket",
    ],
)
def test_d215_a_total_has_many_names(name: str) -> None:
    assert told(found("D215", table(name=["Ekby", name, "Oby"], school=[900, 400, 1300]))) == [("D215", 3, 4)]


@pytest.mark.parametrize(
    "name",
    [
        "Länghem",
        "Allaby",
        "Skola för alla",
        "Alla barns skola",
        "Ankarby län",
        "Kalmar",
        "Kalmar läns museum",
        "Totaltorp norra",
        "Norra Summaby",
        "Medelpad",
        "Sverigetorp",
        "Riketorp",
        "Medianen",
        "Övrigatorp",
        "Ankarby kommun",
    ],
)
def test_d215_a_place_whose_name_is_like_a_total_is_none(name: str) -> None:
    assert not found("D215", table(name=["Ekby", name, "Oby"], school=[900, 400, 1300]))


def test_d215_where_the_sites_are_counties_none_is_a_total() -> None:
    names = ["Kalmar län", "Skåne län", "Örebro län"]
    assert not found("D215", table(name=names, school=[900, 400, 1300]))


@pytest.mark.parametrize(
    ("heading", "unit", "told_so"),
    [
        ("Skolavstånd (min)", "m", True),
        ("Skolavstånd [MIN]", "m", True),
        ("Skolavstånd (2024) ( km )", "%", True),
        ("Restid (km)", "min", True),
        ("Restid (tim)", "min", False),
        ("Skolavstånd (km)", "m", False),
        ("Skolavstånd (m)", "meter", False),
        ("Skolavstånd (fågelvägen)", "m", False),
        ("Skolavstånd (km)", "personer", False),
        ("Skolavstånd (km)", "", False),
        ("Skolavstånd km", "m", False),
    ],
)
@pytest.mark.parametrize("declared", ["measure", "alias"])
def test_d216_a_heading_that_says_another_unit(heading: str, unit: str, declared: str, *, told_so: bool) -> None:
    column, data = ("way", f'data: {{columns: {{way: "{heading}"}}}}') if declared == "alias" else (heading, "")
    school = f'school: {{measure: "{column}", unit: "{unit}", weight: 1, value: {{500: 100, 4000: 0}}}}'
    criteria = criteria_of(f"version: 1\n{data}\ncriteria: {{{school}}}\n", checked=True)
    findings = found("D216", f'id,"{heading}"\na,900\nb,400\n', f'id,"{heading}"\nc,700\n', criteria=criteria)
    assert told(findings) == [("D216", 1, 4)] * (2 if told_so else 0)
