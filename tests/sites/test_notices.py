"""What is reported about cells: faults with a remedy that helps, and notices that stop nothing."""

import re

import polars as pl
import pytest
from tests.sites.reading import criteria_of, read, sites_in, told

from vasterviksmodell.sites import scan

MODEL = """\
version: 1
criteria:
  school: {weight: 2, unit: m, range: [0, 50000], value: {500: 100, 4000: 0}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
"""
SUPPRESSED = criteria_of(f"{MODEL}data: {{missing: {{x: suppressed}}}}\n")
HEAD = "id;name;school;plan;bus\n"


@pytest.fixture(params=["small", "large"], autouse=True)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read in the full form, large ones first in the plain form and in blocks."""
    if request.param == "large":
        monkeypatch.setattr(scan, "_LARGE", 0)
        monkeypatch.setattr(scan, "_BLOCK_ROWS", 2)


def test_a_notice_is_told_once_for_each_column_and_stops_nothing() -> None:
    rows = "a;A;1 200;housing;ja\nb;B;1 300*;x;ja\nc;C;x;none;ja\nd;D;1,5 **;x;nej\ne;E;7 1);none;nej\n"
    sites, findings = read(HEAD + rows, SUPPRESSED)
    assert sites is not None
    assert sites.frame["school__low"].to_list() == [1200, 1300, 0, 1.5, 7]
    assert sites.frame["school__high"].to_list() == [1200, 1300, 50000, 1.5, 7]
    assert sites.frame["plan__category"].to_list() == ["housing", None, "none", None, "none"]
    assert told(findings) == [("D114", 3, 5), ("D115", 3, 12), ("D115", 4, 5)]
    assert [finding.count for finding in findings] == [3, 2, 1]


def test_notices_are_told_beside_errors() -> None:
    sites, findings = read(HEAD + "a;A;5*;x;ja\nb;B;tolv;none;ja\nc;C;6*;none;ja\nd;D;7;none;nix\n", SUPPRESSED)
    assert sites is None
    assert told(findings) == [("D114", 2, 5), ("D115", 2, 8), ("D103", 3, 5), ("D106", 5, 12)]
    assert findings[0].count == 2


def test_a_notice_may_be_switched_off_or_made_an_error() -> None:
    checks = "data: {missing: {x: suppressed}}\nchecks: {D114: off, D115: error}\n"
    sites, findings = read(HEAD + "a;A;5*;x;ja\n", criteria_of(MODEL + checks))
    assert sites is None
    assert [finding.code for finding in findings] == ["D115"]


@pytest.mark.parametrize(
    "cell",
    ["-;none;ja", "~100;none;ja", "Uppgift saknas;none;ja", "5;NA;ja", "5;none;x", "5;none;?", "5;none;×", "✓;none;ja"],
)
def test_the_hint_about_a_mark_is_a_remedy(cell: str) -> None:
    _, (finding,) = read(f"{HEAD}a;A;{cell}\n", criteria_of(MODEL))
    assert finding.code == "D109"
    hint = finding.hint()
    assert hint is not None
    remedies = re.findall(r"data: \{.*?\}+", hint)
    assert remedies
    for remedy in remedies:
        assert sites_in(f"{HEAD}a;A;{cell}\n", criteria_of(f"{MODEL}{remedy}\n")).findings == ()


@pytest.mark.parametrize(
    ("cell", "meanings"),
    [
        ("-;none;ja", ['missing: {"-": missing}', 'missing: {"-": zero}']),
        ("x;none;ja", ['missing: {"x": missing}']),
        ("5;-;ja", ['missing: {"-": missing}']),
        ("5;none;-", ['missing: {"-": missing}']),
        ("5;none;X", ['missing: {"x": missing}', 'yes: ["x"]']),
    ],
)
def test_only_a_dash_may_be_zero_and_only_a_cross_yes(cell: str, meanings: list[str]) -> None:
    _, (finding,) = read(f"{HEAD}a;A;{cell}\n", criteria_of(MODEL))
    for hint in (finding.hint("en"), finding.hint("sv")):
        assert re.findall(r"data: \{(.*?\}?)\}(?!\})", hint or "") == meanings


@pytest.mark.parametrize(
    ("cell", "code", "hint"),
    [
        ("1200 m;none;ja", "D103", "write the figure without its unit"),
        ("1 200meter;none;ja", "D103", "write the figure without its unit"),
        ("1,2 km;none;ja", "D103", "write the figure in m, the unit of the criterion, without 'km'"),
        ("< 2 mil;none;ja", "D103", "write the figure in m, the unit of the criterion, without 'mil'"),
        ("5;none;ja*", "D106", "write 'ja' without its footnote mark"),
        ("5;none;Nej 1)", "D106", "write 'Nej' without its footnote mark"),
        ("5;housing†;ja", "D106", "write 'housing' without its footnote mark"),
        ("5;none;jaha*", "D106", "the categories are: yes, no, ja, nej"),
    ],
)
def test_units_and_footnote_marks_are_left_out(cell: str, code: str, hint: str) -> None:
    _, (finding,) = read(f"{HEAD}a;A;{cell}\n", criteria_of(MODEL))
    assert (finding.code, finding.hint()) == (code, hint)


def test_a_mark_for_zero_says_nothing_of_a_category() -> None:
    zero = criteria_of(f'{MODEL}data: {{missing: {{"-": zero, "*": [1, 4]}}}}\n')
    sites, findings = read(f"{HEAD}a;A;-;none;ja\nb;B;*;none;-\nc;C;;*;\n", zero)
    assert sites is None
    assert told(findings) == [("D109", 3, 12), ("D109", 4, 6)]
    assert "a category is expected" in (findings[0].hint() or "")


@pytest.mark.parametrize(
    ("delimiter", "usual", "cell", "words"),
    [
        (";", "2,5", "1.5", "decimal commas"),
        (",", "2.5", '"1,5"', "decimal points"),
        (";", "2,5", "45 %", "the unit of criterion 'school' is m"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_in_its_terms(delimiter: str, usual: str, cell: str, words: str) -> None:
    content = f"{HEAD}a;A;{usual};none;ja\nb;B;{usual};none;ja\nc;C;{cell};none;ja\n".replace(";", delimiter)
    _, (finding,) = read(content, criteria_of(MODEL))
    assert words in finding.message()


def test_texts_that_excel_was_told_to_leave_are_unwrapped() -> None:
    head = "id;name;school;plan;bus;kod\n"
    rows = (
        'a;A;5;none;ja;1\nb;B;5;none;ja;="1\n="0883";="Ek ""by""";="1 200";="none";="1";="007"\nc;="";5;none;ja;=""\n'
    )
    frame = sites_in(head + rows.replace('="Ek ""by"""', '"=""Ek """"by"""""""'), criteria_of(MODEL)).frame
    assert frame["id"].to_list() == ["a", "b", "0883", "c"]
    assert frame["name"].to_list() == ["A", "B", 'Ek "by"', ""]
    assert frame["_extra__kod"].to_list() == ["1", '="1', "007", ""]
    assert frame.filter(pl.col("id") == "0883")["school__low"].item() == 1200


def test_an_unwrapped_id_is_compared_with_the_others() -> None:
    _, findings = read(f'{HEAD}0883;A;5;none;ja\n="0883";B;5;none;ja\n="";C;5;none;ja\n', criteria_of(MODEL))
    assert told(findings) == [("D102", 3, 1), ("D101", 4, 1)]
