"""One file for each measure: joined by the ids, or a finding says how to join them."""

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read_files, told

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import Sites

TREE = """\
version: 1
site: {latitude: lat, longitude: lon}
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  bus: {range: [null, null], weight: 1, value: {0: 0, 100: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
"""
JOINED = criteria_of(TREE + "data: {join: true}\n")
APART = criteria_of(TREE)
MEASURES = ["id", "school__low", "school__high", "bus__low", "plan__category"]
INF = float("inf")


def joined(*contents: str, criteria: Criteria = JOINED) -> Sites:
    sites, findings = read_files(contents, criteria)
    assert sites is not None, told(findings)
    return sites


def apart_from_missing(found: Iterable[Finding]) -> list[Finding]:
    """Findings without those about columns that are missing."""
    return [finding for finding in found if finding.code != "D006"]


def findings(*contents: str, criteria: Criteria = JOINED) -> tuple[Finding, ...]:
    return read_files(contents, criteria)[1]


def test_files_are_joined_by_their_ids_in_the_order_of_their_first() -> None:
    sites = joined("id;school\na;5\nb;1..2\n", "id,bus\nB ,7.5\n a,8\n", "id;plan\na;none\nb;housing\n")
    assert sites.frame.select(MEASURES).rows() == [("a", 5, 5, 8, "none"), ("b", 1, 2, 7.5, "housing")]
    assert sites.findings == ()
    assert [file.sites for file in sites.inputs] == [2, 2, 2]
    assert [file.dialect["delimiter"] for file in sites.inputs] == [";", ",", ";"]


def test_joining_one_file_changes_nothing() -> None:
    content = "id;school;bus;plan;lat;lon;note\na;5;7;none;57,7;16,6;x\nb;6;;housing;;;\n"
    one, other = joined(content), joined(content, criteria=APART)
    assert one.frame.equals(other.frame)
    assert one.findings == other.findings


@brief
@given(
    rows=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["housing", "none"])), min_size=1),
    order=st.randoms(use_true_random=False),
)
def test_parts_of_a_table_joined_are_the_table(rows: list[tuple[int, int, str]], order: Random) -> None:
    numbered = list(enumerate(rows))
    shuffled = order.sample(numbered, len(numbered))
    whole = "id;school;bus;plan\n" + "".join(f"s{n};{s};{b};{p}\n" for n, (s, b, p) in numbered)
    parts = [
        "id;school\n" + "".join(f"s{n};{s}\n" for n, (s, _, _) in numbered),
        "id;bus\n" + "".join(f"s{n};{b}\n" for n, (_, b, _) in shuffled),
        "id;plan\n" + "".join(f"s{n};{p}\n" for n, (_, _, p) in shuffled),
    ]
    assert joined(*parts).frame.equals(joined(whole).frame)


def test_a_measure_given_twice_with_different_figures_is_an_error_at_both_places() -> None:
    one, other = "id;school;plan\na;5;none\nb;6;none\nc;7;\n", "id;x;school;plan\nc;;7;housing\nb;;8;none\na;;5;\n"
    found = apart_from_missing(findings(one, other))
    assert told(found) == [("D040", 3, 4)]
    shown = {name: fact if isinstance(fact, str) else fact.en for name, fact in found[0].facts.items()}
    assert (shown["text"], shown["other"], shown["criterion"]) == ("8", "6", "school")
    assert str(shown["first"]).endswith("0.csv:3:3")
    assert str(found[0].place).endswith("1.csv:3:4")


@pytest.mark.parametrize(
    ("first", "other", "text", "read"),
    [
        ("5", "5.0", None, (5, 5)),
        ("", "5", None, (5, 5)),
        ("5", "", None, (5, 5)),
        ("", "", None, (0, 50000)),
        ("0..50000", "5", None, (5, 5)),
        ("<=9", "0..9", None, (0, 9)),
        ("5", "4..6", "4..6", None),
        ("5..6", "5..7", "5..7", None),
        ("5..7", "6..7", "6..7", None),
        ("5", "5.1", "5.1", None),
    ],
)
def test_what_contradicts_what(first: str, other: str, text: str | None, read: tuple[float, float] | None) -> None:
    sites, found = read_files([f"id,school,bus\na,{first},1\n", f"id,school\na,{other}\n"], JOINED)
    shown = [finding.facts["text"] for finding in found if finding.code == "D040"]
    assert shown == ([] if text is None else [text])
    if read is not None and sites is not None:
        assert sites.frame.select("school__low", "school__high").row(0) == read


def test_categories_contradict_each_other_and_all_are_listed() -> None:
    one = "id;plan\n" + "".join(f"s{number};none\n" for number in range(150))
    found = apart_from_missing(findings(one, one.replace("none", "housing")))
    assert {(finding.code, finding.facts["other"], finding.facts["text"]) for finding in found} == {
        ("D040", "none", "housing")
    }
    assert (len(found), sum(finding.count for finding in found)) == (150, 150)


def test_two_names_of_a_site_are_told_and_the_first_is_shown() -> None:
    one = "id;name;school\na;Ankarby;5\nb;Ekby ;6\nc;;7\nd;Oby;8\n"
    other = "id;bus;name\na;1;Ankarby kyrkby\nb;2;EKBY\nc;3;Cby\nd;4;\n"
    sites = joined(one, other)
    (finding,) = apart_from_missing(sites.findings)
    assert told([finding]) == [("D041", 2, 5)]
    assert sites.frame["name"].to_list() == ["Ankarby", "Ekby ", "Cby", "Oby"]
    assert {name: str(fact) for name, fact in finding.facts.items() if name != "first"} == {
        "id": "a",
        "text": "Ankarby kyrkby",
        "other": "Ankarby",
        "column": "name",
    }
    without = joined("id;school\na;5\n", "id;name;bus\na;Ankarby;1\n")
    assert without.frame["name"].to_list() == ["Ankarby"]
    assert apart_from_missing(without.findings) == []


def test_sites_that_a_file_lacks_have_unknown_measures_and_that_is_told() -> None:
    sites = joined("id;school\na;5\nb;6\n", "id;bus\na;1\nc;2\nd;3\n", "id;name\na;Ankarby\n")
    assert sites.frame.select(MEASURES[:4]).rows() == [
        ("a", 5, 5, 1),
        ("b", 6, 6, -INF),
        ("c", 0, 50000, 2),
        ("d", 0, 50000, 3),
    ]
    lacking = [finding for finding in sites.findings if finding.code == "D042"]
    shown = [(finding.facts["number"], finding.facts["sites"], finding.facts["ids"]) for finding in lacking]
    assert [(number, all, ids if isinstance(ids, str) else ids.en) for number, all, ids in shown] == [
        ("2", "4", "c, d"),
        ("1", "4", "b"),
    ]
    assert {finding.severity.label for finding in lacking} == {"warning"}


def test_a_site_that_lacks_what_is_required_is_an_error() -> None:
    required = criteria_of(TREE.replace("type: category", "type: category, required: true") + "data: {join: true}\n")
    sites, found = read_files(["id;school\na;5\nb;6\n", "id;plan\na;none\n"], required)
    assert sites is None
    assert [(finding.code, finding.severity.label) for finding in found if finding.code == "D042"] == [
        ("D042", "error")
    ]
    sites, _ = read_files(["id;school\na;5\n", "id;plan\na;none\nb;none\n"], required)
    assert sites is not None


def test_columns_that_no_file_has_are_told_once_where_one_is_like_them() -> None:
    found = findings("id;school\na;5\n", "id;buss\na;1\n")
    assert [finding.code for finding in found] == ["D006", "D006"]
    assert [(finding.place.path[-5:], finding.hint()) for finding in found if finding.suggestion] == [
        ("1.csv", "did you mean 'buss'?")
    ]
    assert [finding.place.path[-5:] for finding in found if not finding.suggestion] == ["0.csv"]


def test_files_without_any_measure_are_told_once() -> None:
    assert [finding.code for finding in findings("id;x\na;5\n", "id;y\na;1\n")] == ["D007"]


def test_an_id_twice_in_one_file_and_a_file_without_ids_are_errors() -> None:
    for one, other, expected in (
        ("id;school\na;5\nA;6\n", "id;bus\na;1\n", ("D102", 3, 1)),
        ("id;school\na;5\n", "nr;bus\na;1\n", ("D005", 1, None)),
        ("id;school\na;w\n", "id;bus\na;1\n", ("D103", 2, 3)),
    ):
        assert told(apart_from_missing(findings(one, other))) == [expected]


def test_other_columns_sources_and_positions_come_along_from_the_first_that_has_them() -> None:
    one = "id;school;school__source;lat;lon;note\na;;old;57,7;;\nb;6;own;57,8;16,5;x\n"
    other = "id;bus;school;school__source;lat;lon;note;more\na;1;5;new;57,6;16,6;y;z\nb;2;6;;57,9;16,9;w;\n"
    frame = joined(one, other).frame
    assert frame["school__source"].to_list() == ["new", "own"]
    assert frame.select("_latitude", "_longitude").rows() == [(57.6, 16.6), (57.8, 16.5)]
    assert frame.select("_extra__note", "_extra__more").rows() == [("y", "z"), ("x", None)]


def test_files_without_rows_join() -> None:
    sites = joined("id;school\n", "id;bus\n")
    assert sites.frame.height == 0
    assert [finding.code for finding in sites.findings if finding.code != "D006"] == ["D001", "D001"]


def test_checks_look_at_each_file_and_ids_that_look_alike_across_them() -> None:
    checked = criteria_of(TREE + "data: {join: true}\n", checked=True)
    one = "id;name;school\nek-by;Ekby;5\noby;Oby;6\nhaby;Håby;700\nalby;Alby;800\n"
    other = "id;name;bus\nek by;Ekby;1\noby;Oby;2\nhaby;Håby;3\nalby;Alby;9\n"
    codes = [finding.code for finding in findings(one, other, criteria=checked)]
    assert sorted(codes) == ["D006", "D042", "D042", "D117"]


def test_files_that_could_be_joined_are_told_once_with_how() -> None:
    (finding,) = (
        finding
        for finding in findings("id;school\na;5\nb;6\n", "id;bus\na;1\nb;2\n", criteria=APART)
        if finding.code != "D006"
    )
    assert finding.code == "D035"
    files = finding.facts["files"]
    assert not isinstance(files, str)
    assert "0.csv ('school')" in files.inside("en")
    assert "1.csv ('bus')" in files.inside("en")
    assert "--join" in (finding.hint() or "")


def test_checks_count_the_sites_of_files_that_could_be_joined_once() -> None:
    checked = criteria_of(TREE, checked=True)
    one = "id;school\n" + "".join(f"s{number};{100 * number + number % 3}\n" for number in range(4))
    other = "id;bus\n" + "".join(f"s{number};{number}\n" for number in range(4))
    assert [finding.code for finding in apart_from_missing(findings(one, other, criteria=checked))] == ["D035"]


@pytest.mark.parametrize(
    ("contents", "codes", "missing"),
    [
        (["id;school\na;5\nb;6\n", "id;bus\na;1\nb;2\n", "id;plan\nb;none\na;none\n"], ["D035"], []),
        (["id;school\na;5\nb;6\nc;7\n", "id;bus\na;1\nb;2\nd;3\n"], ["D035"], ["'plan'", "'plan'"]),
        (["id;school\na;5\nb;6\n", "id;bus\na;1\nx;2\n"], ["D102"], ["'bus', 'plan'", "'school', 'plan'"]),
        (["id;school\na;5\nb;6\n", "id;bus\nc;1\nd;2\n"], [], ["'bus', 'plan'", "'school', 'plan'"]),
        (["id;school;bus\na;5;1\nb;6;2\n", "id;bus;plan\na;1;\nb;2;\n"], ["D047"], ["'plan'", "'school'"]),
        (["id;school\na;5\nb;6\n", "id;bus\na;1\na;1\nb;2\n"], ["D035"], ["'plan'", "'plan'"]),
        (
            ["id;school\na;5\n", "id;school\na;1\n", "id;bus\na;1\n"],
            ["D035", "D102"],
            ["'plan'", "'bus', 'plan'", "'plan'"],
        ),
    ],
)
def test_which_files_belong_together(contents: list[str], codes: list[str], missing: list[str]) -> None:
    found = findings(*contents, criteria=APART)
    assert sorted(finding.code for finding in apart_from_missing(found)) == codes
    lists = [finding.facts["columns"] for finding in found if finding.code == "D006"]
    assert [listing if isinstance(listing, str) else listing.en for listing in lists] == missing


def of_ids(*contents: str) -> list[tuple[str, str]]:
    """What is found of ids that several files hold, and in which."""
    found = [it for it in findings(*contents, criteria=APART) if it.code in {"D047", "D102"}]
    return [(Path(it.place.path).name, re.sub(r"\S*/", "", it.message())) for it in found]


def test_two_files_with_the_same_ids_are_told_once() -> None:
    rows = "".join(f"s{number};{number}\n" for number in range(9))
    one, shouted, other = f"id;school\n{rows}", f"id;school\n{rows.upper()}", "id;school\nx;1\ny;2\n"
    told = "this file holds ids that 0.csv holds too: all 9"
    assert of_ids(one, one) == [("1.csv", told)]
    assert of_ids(one, other, shouted, one) == [("2.csv", told), ("3.csv", told)]
    assert of_ids(one, f"id;school\n{rows}z;1\n") == [("1.csv", told.replace("all 9", "9 of 10, first s0, s1, s2"))]
    assert of_ids(f"id;school\n{rows}z;1\n", one) == [("1.csv", told)]
    assert of_ids(one, other, f"id;school\n{rows}x;1\ny;2\n") == [
        ("2.csv", "this file holds ids that 0.csv holds too: 9 of 11, first s0, s1, s2"),
        ("2.csv", "this file holds ids that 1.csv holds too: 2 of 11, first x, y"),
    ]


def test_a_file_that_is_joined_with_one_and_a_copy_of_another_is_told_of_both() -> None:
    one, bus = "id;school\na;5\nb;6\n", "id;bus\na;5\nb;6\n"
    assert [it.code for it in apart_from_missing(findings(one, one, bus, criteria=APART))] == ["D047", "D035"]


def test_a_few_ids_of_another_file_are_told_one_by_one() -> None:
    rows = "".join(f"s{number};{number}\n" for number in range(9))
    few = "id;school\ns1;1\ns2;1\nt3;1\nt4;1\n"
    assert of_ids(f"id;school\n{rows}", few) == [
        ("1.csv", "the id 's1' is already used at 0.csv:3:1"),
        ("1.csv", "the id 's2' is already used at 0.csv:4:1"),
    ]
    assert of_ids("id;school\na;1\nb;2\n", "id;school\na;1\nb;2\nc;3\nc;4\n") == [
        ("1.csv", "this file holds ids that 0.csv holds too: 2 of 3, first a, b"),
        ("1.csv", "the id 'c' is already used at 1.csv:4:1"),
    ]


def test_copies_can_be_joined() -> None:
    one = "id;school\na;5\nb;6\n"
    assert joined(one, one).frame["id"].to_list() == ["a", "b"]


def test_figures_of_several_blocks_join(monkeypatch: pytest.MonkeyPatch) -> None:
    from vasterviksmodell.sites import scan

    monkeypatch.setattr(scan, "_BLOCK_ROWS", 3)
    one = "id;school\n" + "".join(f"s{number};{number}\n" for number in range(10))
    other = "id;bus\n" + "".join(f"s{number};{number}\n" for number in reversed(range(10)))
    frame = joined(one, other).frame
    assert frame.filter(pl.col("school__low") != pl.col("bus__low")).is_empty()
    assert frame.height == 10
