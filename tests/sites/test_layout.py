"""Headings: which column is read as which, and what is said of those that are not."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import criteria_of, read, sites_in, thorough, told, told_of

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import scan
from vasterviksmodell.sites.record import sites_schema

CRITERIA = criteria_of("""\
version: 1
site: {id: id, name: ort}
data: {columns: {walk å m: [Skola (m), Avstånd skola], id: Platsnummer}}
criteria:
  school:
    measure: walk å m
    label: {en: School, sv: "Skola, fågelvägen"}
    weight: 1
    value: {500: 100, 4000: 0}
""")
TWO_MEASURES = """\
version: 1
criteria:
  school: {measure: school_m, label: {en: "School, walking", sv: Skola}, weight: 1, value: {500: 100, 4000: 0}}
  bus: {measure: stop_m, weight: 1, value: {100: 100, 900: 0}}
"""
TWO = criteria_of(TWO_MEASURES)
IN_METRES = criteria_of(TWO_MEASURES.replace("weight: 1, value: {500", "unit: m, weight: 1, value: {500"))


def in_csv(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def file_with(*headings: str) -> str:
    """One site whose measures are 1000, 2000, …, under headings that follow `id`."""
    measures = "".join(f";{number + 1}000" for number in range(len(headings)))
    return f"id;{';'.join(map(in_csv, headings))}\na{measures}\n"


def measure(content: str) -> float:
    low: float = sites_in(content, CRITERIA).frame["school__low"][0]
    return low


def messages(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [finding.message() for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    "heading",
    [
        "Walk Å M",
        "WALK Å M",
        "walk a\u030a m",
        "walk\u00a0å\u202fm",
        "walk\nå\r\n  m",
        "  walk   å m",
        "'walk å m'",
        "”walk å m”",
        "\ufeffwalk å m",
        "wa\u00adlk å m\u200b",
        "SKOLA\n(M)",
        '"Skola (m)"',
    ],
)
def test_headings_are_read_without_regard_to_case_blanks_and_quotes_and_it_is_said(heading: str) -> None:
    assert measure(file_with(heading)) == 1000
    _, findings = read(file_with(heading), CRITERIA)
    assert told(findings) == [("D010", 1, 4)]
    assert findings[0].message().endswith("is read as 'walk å m'")


@pytest.mark.parametrize("heading", ["walk å m", "Skola (m)", "Avstånd skola", " Avstånd skola\t"])
def test_headings_written_as_the_criteria_say_are_nothing_to_tell(heading: str) -> None:
    assert measure(file_with(heading)) == 1000
    assert told_of(file_with(heading), CRITERIA) == []


@pytest.mark.parametrize("heading", ["walk_å_m", "walkåm", "Skola m"])
def test_other_letters_are_another_heading(heading: str) -> None:
    _, findings = read(file_with(heading), CRITERIA)
    assert [(finding.code, finding.suggestion) for finding in findings] == [("D007", heading)]


def test_the_hint_says_when_letters_only_look_the_same() -> None:
    _, (finding,) = read(file_with("walk a\u030a m"), CRITERIA)
    assert "macOS" in str(finding.hint())


def test_the_heading_that_is_written_so_goes_before_one_that_is_like_it() -> None:
    both = file_with("WALK Å M", "walk å m")
    sites = sites_in(both, CRITERIA)
    assert sites.frame.select("school__low", "_extra__WALK Å M").rows() == [(2000, "1000")]
    assert told(sites.findings) == [("D025", 1, 4)]
    assert sites.findings[0].message() == "the heading 'WALK Å M' is like 'walk å m', which is read instead"
    assert measure(file_with("Walk å m", "Skola (m)")) == 2000


def test_a_heading_like_another_name_of_what_is_read_is_passed_over_and_told() -> None:
    assert told_of(file_with("Skola (m)", "Walk å m"), CRITERIA) == [("D025", 1, 16)]
    assert told_of(file_with("Skola (m)", "Walk å m (vinter)"), CRITERIA) == []


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (("Walk å m", "WALK Å M"), ("'Walk å m'", "'WALK Å M'")),
        (("walk å m", "Skola (m)"), ("'walk å m'", "'Skola (m)'")),
        (("Avstånd skola", "Skola (m)"), ("'Avstånd skola'", "'Skola (m)'")),
        (("SKOLA (M)", "Walk å m"), ("'SKOLA (M)'", "'Walk å m'")),
    ],
)
def test_two_columns_for_one_heading_are_one_too_many(headings: tuple[str, str], words: tuple[str, str]) -> None:
    _, findings = read(file_with(*headings), CRITERIA)
    (finding,) = (finding for finding in findings if finding.code == "D004")
    assert (finding.place.line, finding.place.column) == (1, 7 + len(headings[0]))
    assert finding.message() == "the heading 'walk å m' occurs twice"
    assert all(word in str(finding.hint()) for word in words)


def test_headings_that_nothing_reads_may_be_alike() -> None:
    sites = sites_in(file_with("walk å m", "Note", "note", "NOTE"), CRITERIA)
    assert {"_extra__Note", "_extra__note", "_extra__NOTE"} <= set(sites.frame.columns)
    assert sites.findings == ()


def test_a_column_with_a_heading_of_its_own_serves_no_other() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  a: {measure: Shop, weight: 1, value: {0: 0, 1: 100}}
  b: {measure: shop, weight: 1, value: {0: 0, 1: 100}}
""")
    assert told_of("id;Shop\na;1\n", criteria) == [("D006", 1, None)]
    both = sites_in("id;shop;Shop\na;0;1\n", criteria)
    assert both.frame.select("a__low", "b__low").rows() == [(1, 0)]


def test_ids_and_names_have_other_names_too() -> None:
    sites = sites_in("PLATSNUMMER;Ort;Skola (m)\n7;Ekby;500\n", CRITERIA)
    assert sites.frame.select("id", "name").rows() == [("7", "Ekby")]
    assert told(sites.findings) == [("D010", 1, 1), ("D010", 1, 13)]


def test_one_column_can_be_both_id_and_name() -> None:
    criteria = criteria_of("""\
version: 1
site: {id: Namn, name: Namn}
criteria:
  school: {weight: 1, value: {500: 100, 4000: 0}}
""")
    sites = sites_in("Namn;school\nEkby;500\n", criteria)
    assert sites.frame.select("id", "name").rows() == [("Ekby", "Ekby")]
    assert not [name for name in sites.frame.columns if name.startswith("_extra__")]
    assert told_of("Namn;school\nEkby;500\nekby;600\n", criteria) == [("D102", 3, 1)]
    assert sites_schema(criteria)["$defs"]["Site"]["required"] == ["Namn"]


def test_where_only_names_are_they_can_be_ids() -> None:
    _, (finding,) = read("ort;Skola (m)\nEkby;500\n", CRITERIA)
    assert finding.code == "D005"
    assert "site: {id: ort}" in str(finding.hint())
    assert "site: {id: ort}" in str(finding.hint("sv"))


@pytest.mark.parametrize(
    ("headings", "code", "suggestion"),
    [
        ("id;school_n;stop_m", "D006", "school_n"),
        ("id;Schools_M;stop_m", "D006", "Schools_M"),
        ("idd;school_m;stop_m", "D005", "idd"),
        ("id;sch0ol_m;x", "D007", "sch0ol_m"),
    ],
)
def test_did_you_mean(headings: str, code: str, suggestion: str) -> None:
    _, findings = read(f"{headings}\na;1;2\n", TWO)
    assert [finding.suggestion for finding in findings if finding.code == code] == [suggestion]


def test_a_heading_that_was_perhaps_meant_is_shown_in_one_line() -> None:
    heading = in_csv("School\nM")
    _, (finding,) = read(f"id;{heading};stop_m\na;1;2\n", TWO)
    assert (finding.code, finding.suggestion) == ("D006", "School M")


def test_did_you_mean_looks_at_other_names_too() -> None:
    _, (no_id,) = read("Plattsnummer;walk å m\na;5\n", CRITERIA)
    assert (no_id.code, no_id.suggestion) == ("D005", "Plattsnummer")
    _, (no_measure,) = read("id;Avstand skola\na;5\n", CRITERIA)
    assert (no_measure.code, no_measure.suggestion) == ("D007", "Avstand skola")


@pytest.mark.parametrize(
    "heading", ["SKOLA", "School,\nwalking", "skola (m)", "Skola(M)", "Skola [meter]", "School_M (m)", "«Skola»"]
)
def test_a_heading_that_is_the_label_of_a_criterion_is_read_and_told(heading: str) -> None:
    content = f"id;{in_csv(heading)};stop_m\na;1;2\n"
    _, (finding,) = read(content, IN_METRES)
    assert (finding.code, finding.severity.label, finding.facts["read"]) == ("D010", "info", "school_m")
    assert sites_in(content, IN_METRES).frame["school__low"].to_list() == [1]


@pytest.mark.parametrize("heading", ["Skola, F–3", "Skola (F–3)", "Skola (dagar)", "Min skola", "Skola ()"])
def test_a_heading_that_only_resembles_a_label_is_not_read(heading: str) -> None:
    _, findings = read(f"id;{in_csv(heading)};stop_m\na;1;2\n", IN_METRES)
    assert [finding.code for finding in findings] == ["D006"]


def test_a_label_yields_to_every_heading_that_the_criteria_use() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  school: {label: Stop, weight: 1, value: {500: 100, 4000: 0}}
  stop: {label: Skola, weight: 1, value: {500: 100, 4000: 0}}
""")
    frame = sites_in("id;Stop;Skola;school\na;1;2;3\n", criteria).frame
    assert frame.select("school__low", "stop__low").rows() == [(3, 1)]
    assert told_of("id;Stop;Skola\na;1;2\n", criteria) == [("D006", 1, None), ("D010", 1, 4), ("D025", 1, 9)]


def test_a_label_that_two_criteria_share_must_be_declared() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  one: {measure: one_m, label: Skola, weight: 1, value: {500: 100, 4000: 0}}
  two: {measure: two_m, label: skola, weight: 1, value: {500: 100, 4000: 0}}
  three: {weight: 1, value: {500: 100, 4000: 0}}
""")
    _, findings = read("id;Skola;three\na;1;2\n", criteria)
    assert {finding.code for finding in findings} == {"D006"}
    assert "data: {columns: {one_m: Skola}}" in str(findings[0].hint())


def test_two_columns_with_labels_of_one_criterion_are_one_too_many() -> None:
    assert told_of('id;Skola;"School, walking";stop_m\na;1;2;3\n', TWO) == [("D010", 1, 4), ("D004", 1, 10)]


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
def test_the_note_can_be_switched_off(suffix: str) -> None:
    criteria = criteria_of(f"checks: {{D010: off}}\n{TWO_MEASURES}")
    content = "id,School_m,stop_m\na,5,6\n" if suffix == ".csv" else "- {id: a, School_m: 5, stop_m: 6}\n"
    assert told_of(content, criteria, suffix) == []


def test_a_column_without_heading_that_holds_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 3)
    rows = "".join(f"s{number};1;2;;; \u00a0;\n" for number in range(10))
    content = f"id;school_m;stop_m;; ;;\n{rows}x;1;2; ;450;;\ny;1;2;;460;;z\n"
    assert told_of(content, TWO) == [("D011", 12, 9), ("D011", 13, 13)]
    _, findings = read(content, TWO)
    assert messages(findings, "D011") == [
        "column 5 has no heading; its cells are not read",
        "column 7 has no heading; its cells are not read",
    ]


def test_a_column_without_heading_in_a_large_file() -> None:
    rows = "".join(f"s{number};1;2;;\n" for number in range(100_000))
    assert len(rows) > 1_000_000
    assert told_of(f"id;school_m;stop_m;;\n{rows}x;1;2;3;\n", TWO) == [("D011", 100_002, 7)]
    assert told_of(f"id;school_m;stop_m;;\n{rows}x;1;>2;;3\n", TWO) == [("D011", 100_002, 9)]


def test_every_one_of_many_columns_without_heading_is_listed() -> None:
    _, findings = read(f"id;school_m;stop_m{';' * 300}\na;1;2{';9' * 300}\n", TWO)
    assert (len(findings), sum(finding.count for finding in findings)) == (300, 300)


@st.composite
def rewritten(draw: st.DrawFn, heading: str) -> str:
    """A heading in other case, with other blanks and in other form of its letters."""
    blanks = st.text(st.sampled_from(" \t\n\u00a0\u2009\u202f"), min_size=1, max_size=3)
    signs = [
        draw(blanks) if sign == " " else draw(st.sampled_from([sign, sign.upper(), sign.lower()])) for sign in heading
    ]
    edges = st.sampled_from(["", " ", "\u00a0", "\ufeff", "\u200b"])
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return draw(edges) + normalize(form, "".join(signs)) + draw(edges)


@thorough
@given(data=st.data())
def test_however_headings_are_written_the_same_is_read(data: st.DataObject) -> None:
    headings = ["Platsnummer", "ort", "Avstånd skola", "avstånd skola__source"]
    written = [in_csv(data.draw(rewritten(heading))) for heading in headings]
    content = ",".join(written) + "\n7,Ekby,500,Vägdata\n"
    frame = sites_in(content, CRITERIA).frame
    assert frame.rows(named=True) == [
        {"id": "7", "name": "Ekby", "school__low": 500, "school__high": 500, "school__source": "Vägdata"}
    ]
