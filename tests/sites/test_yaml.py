"""Sites in YAML: the same record and the same checks, every cell with its place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.sites.reading import CRITERIA, brief, criteria_of, read, read_files, sites_in, told, told_of

from vasterviksmodell.findings import Severity
from vasterviksmodell.sites import Sites
from vasterviksmodell.sites.record import sites_schema

REQUIRED = criteria_of("""\
version: 1
criteria:
  school: {range: [0, 50000], weight: 2, value: {500: 100, 4000: 0}}
  bus: {type: yes_no, weight: 1, required: true}
""")


def sites(text: str) -> Sites:
    return sites_in(text, CRITERIA, ".yaml")


def told_in(text: str) -> list[Any]:
    """The findings but for columns that are not there."""
    return [fault for fault in told_of(text, CRITERIA, ".yaml") if fault[0] != "D006"]


MEASURES = ["school__low", "school__high", "plan__category", "bus__category"]
RANGE = (0, 50000)


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("1200", (1200, 1200)),
        ("1200.5", (1200.5, 1200.5)),
        ("'0883'", (883, 883)),
        ("1e3", (1000, 1000)),
        ("'1200'", (1200, 1200)),
        ("[0, 2000]", (0, 2000)),
        ("['0', 2.5]", (0, 2.5)),
        ("[~, 2000]", (0, 2000)),
        ("[48, null]", (48, 50000)),
        ("[~, ~]", RANGE),
        ("0..2000", (0, 2000)),
        ('"<=5"', (0, 5)),
        ('">= 48"', (48, 50000)),
        ("≤ 5", (0, 5)),
        ("", RANGE),
        ("~", RANGE),
        ("null", RANGE),
        ("''", RANGE),
        ("..", RANGE),
    ],
)
def test_numbers(cell: str, ends: tuple[float, float]) -> None:
    found = sites(f"- id: a\n  school: {cell}\n  plan: none\n").frame
    assert found.select(MEASURES[:2]).row(0) == ends


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,5", "D108"),
        ("0x10", "D103"),
        ("1_000", "D103"),
        ("1:30", "D103"),
        (".inf", "D103"),
        (".nan", "D103"),
        ("'null'", "D109"),
        ("true", "D103"),
        ("tolv", "D103"),
        ("0883", "D020"),
        ("010", "D020"),
        ("[010, 20]", "D020"),
        ("[5, 2]", "D105"),
        ("-1", "D104"),
        ("[0, 50001]", "D104"),
    ],
)
def test_what_is_no_number_in_csv_is_none_here(cell: str, code: str) -> None:
    assert told_in(f"- id: a\n  school: {cell}\n") == [(code, 2, 11)]


@pytest.mark.parametrize(
    "cell", ["[]", "[1]", "[1, 2, 3]", "[[1], 2]", "{a: 1}", "['', '']", "[{}, 1]", "['<0', 5]", "[true, 5]", "[a, b]"]
)
def test_nested_values_are_refused_where_they_stand(cell: str) -> None:
    assert told_in(f"- id: a\n  school: 5\n- id: b\n  school: {cell}\n") == [("D012", 4, 11)]


def test_what_fits_in_no_cell_is_left_out_with_a_warning_where_no_criterion_reads_it() -> None:
    text = "- {id: a, school: 5, tags: [x, y, z]}\n- {id: b, school: 6, tags: {x: 1}}\n"
    found, findings = read(text, CRITERIA, ".yaml")
    assert found is not None
    (warning,) = [finding for finding in findings if finding.code == "D012"]
    assert (warning.severity, warning.place.line, warning.place.column, warning.count) == (Severity.WARNING, 1, 28, 2)
    assert found.frame.select("id", "_extra__tags").rows() == [("a", None), ("b", None)]


def test_a_fault_of_structure_hides_no_fault_of_another_site() -> None:
    text = "- 5\n- {id: a, school: {x: 1}}\n- {id: b, school: tolv}\n- {id: c, id: d, school: 5}\n"
    assert told_in(text) == [("D012", 1, 3), ("D012", 2, 19), ("D103", 3, 19), ("F005", 4, 11)]


def test_keys_beside_the_sites_are_told_and_may_hold_what_is_referred_to() -> None:
    text = "base: &near [0, 500]\nsites:\n- {id: a, school: *near}\nSites: []\n"
    assert told_in(text) == [("D023", 1, 1), ("D023", 4, 1)]
    assert sites(text).frame.select(MEASURES[:2]).row(0) == (0, 500)


def test_what_some_readers_merge_is_refused() -> None:
    assert told_in("- &a {id: a, school: 5}\n- {<<: *a, id: b}\n") == [("D012", 2, 3)]


def test_a_heading_in_quotes_is_the_same_heading() -> None:
    assert told_in("- {id: a, school: 5, 2015: 7, '2015': 8}\n") == [("D012", 1, 3)]


def test_a_code_keeps_its_zero_where_no_measure_stands() -> None:
    text = "- {id: 0884, school: 5, kod: 0883}\n"
    assert sites(text).frame.select("id", "_extra__kod").row(0) == ("0884", "0883")


def test_a_byte_order_mark_is_fine_and_another_encoding_is_not() -> None:
    text = "- {id: å, school: 5}\n"
    assert sites_in(b"\xef\xbb\xbf" + text.encode(), CRITERIA, ".yaml").frame.equals(sites(text).frame)
    assert told_of(text.encode("cp1252"), CRITERIA, ".yaml") == [("F001", 1, 8)]
    assert told_of(text.encode("utf-16"), CRITERIA, ".yaml") == [("F001", 1, 1)]


def test_yes_and_no_and_codes_stay_what_is_written() -> None:
    text = "".join(
        f"- {{id: {id}, school: 5, bus: {bus}, plan: none, code: {id}}}\n"
        for id, bus in [("0883", "no"), ("883", "yes"), ("1e3", "true"), ("~x", "False"), ("010", "ja")]
    )
    frame = sites(text).frame
    assert frame["id"].to_list() == frame["_extra__code"].to_list() == ["0883", "883", "1e3", "~x", "010"]
    assert frame["bus__category"].to_list() == ["no", "yes", "yes", "no", "yes"]


def test_what_is_missing_is_unknown_and_what_is_required_is_asked_for() -> None:
    text = "- {id: a, bus: no}\n- {id: b, school: 5}\n- {bus: no, school: 5}\n- {id: ~, bus: ja}\n"
    assert told_of(text, REQUIRED, ".yaml") == [("D107", 2, 3), ("D101", 3, 3), ("D101", 4, 8)]
    found = sites_in(text.splitlines()[0], REQUIRED, ".yaml").frame
    assert found.select(MEASURES[:2]).row(0) == RANGE


def test_a_list_under_sites_is_as_good_as_a_bare_one() -> None:
    bare = "- {id: a, school: 5}\n- {id: b, school: 6}\n"
    assert sites("sites:\n" + bare).frame.equals(sites(bare).frame)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("F006", None, None)]),
        ("[]", [("D001", None, None)]),
        ("sites: []", [("D001", None, None)]),
        ("sites:", [("D012", 1, 7)]),
        ("id: a\nschool: 5\n", [("D012", 1, 1)]),
        ("sites: many", [("D012", 1, 8)]),
        ("sites:\n  id: a\n", [("D012", 2, 3)]),
        ("many", [("D012", 1, 1)]),
        ("- a\n- {id: b, school: 5}\n- 5\n", [("D012", 1, 3), ("D012", 3, 3)]),
        ("- {id: a, id: b, school: 5}\n", [("F005", 1, 11)]),
        ("- {id: a\n", [("F003", 1, 3)]),
        ("- {id: a}\n---\n- {id: b}\n", [("F003", 3, 1)]),
        ("- {id: !!python/object:os.system a}\n", [("F003", 1, 8)]),
        ("- {school: 5}\n", [("D005", 1, None)]),
        ("- {id: a, name: A}\n", [("D007", 1, None)]),
        ("- {id: a\0}\n", [("F002", 1, 9)]),
        (b"- {id: a\xe5, school: 5}\n", [("F001", 1, 9)]),
    ],
)
def test_faults_of_structure(text: str | bytes, expected: list[Any]) -> None:
    assert [fault for fault in told_of(text, CRITERIA, ".yaml") if fault[0] != "D006"] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("- {id: a, school: " + "[" * 60 + "]" * 60 + "}", id="nested in a cell"),
        pytest.param("- {id: a, school: &s [*s, 1]}", id="referring to itself"),
        pytest.param(
            "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
            + "sites: *j\n",
            id="multiplying references",
        ),
        pytest.param("- {id: a, school: '" + "9" * 2_000_000 + "'}", id="a huge text"),
        pytest.param(
            "".join(
                f"- {{id: i{site}, school: 5{''.join(f', k{site}_{n}: 1' for n in range(15))}}}\n"
                for site in range(1500)
            ),
            id="every site with columns of its own",
        ),
    ],
)
def test_hostile_files_end_in_a_finding(text: str) -> None:
    assert told_of(text, CRITERIA, ".yaml")[0][0] == "F004"


def test_references_within_limits_are_what_they_refer_to() -> None:
    text = "- &a {id: a, school: &s [5, 6], plan: none}\n- {id: b, school: *s, plan: none}\n"
    assert sites(text).frame.select("school__low", "school__high").rows() == [(5, 6), (5, 6)]
    assert ("D102", 1, 11) in told_in(text + "- *a\n")


def test_every_one_of_many_faults_is_listed() -> None:
    _, findings = read("".join(f"- {{id: i{n}, school: w}}\n" for n in range(1000)), CRITERIA, ".yaml")
    bad = [finding for finding in findings if finding.code == "D103"]
    assert (len(bad), sum(finding.count for finding in bad)) == (1000, 1000)
    _, findings = read("- 5\n" * 1000, CRITERIA, ".yaml")
    assert (len(findings), sum(finding.count for finding in findings)) == (1000, 1000)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff"),
    max_size=8,
)


@brief
@given(names=st.lists(TEXTS, min_size=1, max_size=5), bad=st.integers(0, 4), before=st.integers(0, 2))
def test_texts_come_back_and_bad_cells_are_found(names: list[str], bad: int, before: int) -> None:
    def entry(number: int, name: str) -> str:
        written = name.replace("'", "''")
        return f"- school: {'w' if number == bad else '5'}\n  name: '{written}'\n  id: s{number}\n"

    text = "# å\n" * before + "".join(entry(number, name) for number, name in enumerate(names))
    found, findings = read(text, CRITERIA, ".yaml")
    if bad < len(names):
        assert [fault for fault in told(findings) if fault[0] != "D006"] == [("D103", before + 3 * bad + 1, 11)]
        return
    assert found is not None
    assert found.frame["name"].to_list() == [name or f"s{number}" for number, name in enumerate(names)]


@brief
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(["", "5", "1200.5", "0..2000", "<5", ">=48", "x", "-1", "5..2", "<0"]),
            st.sampled_from(["", "none", "HOUSING", "castle", ".."]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_yaml_and_csv_say_the_same(cells: list[tuple[str, str]]) -> None:
    csv = "id,school,plan\n" + "".join(f"s{n},{school},{plan}\n" for n, (school, plan) in enumerate(cells))
    yaml = "".join(f"- {{id: s{n}, school: '{school}', plan: '{plan}'}}\n" for n, (school, plan) in enumerate(cells))
    (by_csv, csv_findings), (by_yaml, yaml_findings) = read(csv), read(yaml, CRITERIA, ".yaml")
    assert sorted(finding.code for finding in csv_findings) == sorted(finding.code for finding in yaml_findings)
    if by_csv is None or by_yaml is None:
        assert by_csv is None
        assert by_yaml is None
        return
    assert by_csv.frame.equals(by_yaml.frame)


def test_ids_are_unique_across_yaml_files() -> None:
    _, findings = read_files(["- {id: a, school: 5}\n", "- {school: 5, id: A}\n"], CRITERIA, ".yaml")
    (repeated,) = [finding for finding in findings if finding.code == "D102"]
    assert told([repeated]) == [("D102", 1, 19)]
    assert str(repeated.facts["first"]).endswith("0.yaml:1:8")


def test_the_schema_for_editors_takes_what_is_read() -> None:
    schema = Draft202012Validator(sites_schema(CRITERIA))
    for school in (1200, "0..2000", [0, 2000], [None, 5], None):
        assert schema.is_valid([{"id": "a", "school": school, "bus": True}])
    for school in ([1], [1, 2, 3], ["x", 5], {"x": 1}, "tolv"):
        assert not schema.is_valid([{"id": "a", "school": school}])
