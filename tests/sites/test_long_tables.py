"""Tables with several rows for each site: one finding that says in what they differ."""

from itertools import product

import pytest
from tests.sites.reading import criteria_of, read, read_files, told

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.sites import long_tables, scan

SCHOOL = """\
version: 1
criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}
"""
PLACES = [f"ort{number}" for number in range(4)]


def criteria(where: str = "") -> Criteria:
    return criteria_of(SCHOOL + (f"data: {{where: {where}}}\n" if where else ""))


def table(headings: str, *columns: list[str], extra: str = "") -> str:
    """A table with a row for everything that can be combined, and a figure that is another in each."""
    rows = [";".join([*row, str(number)]) for number, row in enumerate(product(*columns))]
    return f"{headings};school\n" + "".join(f"{row}{extra}\n" for row in rows)


def told_long(content: str, where: str = "") -> tuple[str, str]:
    """In what rows differ, and the advice, of the only finding."""
    _, (finding,) = read(content, criteria(where))
    assert (finding.code, finding.place.line, finding.place.column) == ("D034", 1, None)
    columns = finding.facts["columns"]
    assert not isinstance(columns, str)
    assert columns.en == columns.sv
    return columns.inside("en"), finding.hint() or ""


def choice(advice: str) -> str:
    """The setting that an advice proposes."""
    return advice.partition("data: {where: ")[2].partition("} in the")[0]


def test_years_are_told_with_the_last_as_an_example() -> None:
    columns, advice = told_long(table("id;år", PLACES, ["2015", "2017", "2016"]))
    assert columns == "'år' (2015, 2017, 2016)"
    assert choice(advice) == "{år: 2017}"
    assert "--data where.år=2017;" in advice


@pytest.mark.parametrize(
    ("headings", "columns", "told", "chosen"),
    [
        ("id;kön;år", (["män", "totalt"], ["2016", "2017"]), "'kön' (män, totalt), 'år' (2016, 2017)", None),
        ("id;ålder;år", (["totalt ålder"], ["2016", "2017"]), "'år' (2016, 2017)", "{år: 2017}"),
        ("id;Kvartal", (["2016K1", "2016K2"],), "'Kvartal' (2016K1, 2016K2)", None),
        ("id;läsår", (["2015/16", "2016/17"],), "'läsår' (2015/16, 2016/17)", None),
        ("id;month", (["2016-01", "2016-02"],), "'month' (2016-01, 2016-02)", None),
        ("id;kpi", (["N15033", "N15034"],), "'kpi' (N15033, N15034)", "{kpi: N15033}"),
        ("id;Sex", (["M", "T"],), "'Sex' (M, T)", "{Sex: T}"),
        ("id;a b", (["1", "2"],), "'a b' (1, 2)", '{"a b": 1}'),
        ("id;grupp", (["", "x"],), "'grupp' (x)", "{grupp: x}"),
    ],
)
def test_what_rows_differ_in(headings: str, columns: tuple[list[str], ...], told: str, chosen: str | None) -> None:
    found, advice = told_long(table(headings, PLACES, *columns))
    assert found == told
    if chosen:
        assert choice(advice) == chosen


def test_the_choice_that_is_proposed_leaves_each_site_once() -> None:
    content = table("id;kön;år", PLACES, ["män", "totalt"], ["2016", "2017"])
    _, advice = told_long(content)
    assert choice(advice) == "{kön: totalt, år: 2017}"
    sites, findings = read(content, criteria(choice(advice)))
    assert (sites is not None and sites.frame["school__low"].to_list(), findings) == ([3, 7, 11, 15], ())


def test_what_is_left_to_choose_is_told() -> None:
    content = table("id;kön;år", PLACES, ["män", "totalt"], ["2016", "2017"])
    assert told_long(content, "{år: 2017}")[0] == "'kön' (män, totalt)"
    assert told_long(content, "{kön: totalt}")[0] == "'år' (2016, 2017)"


def test_a_choice_is_proposed_that_some_rows_meet() -> None:
    content = "id;kön;år;school\na;totalt;2016;1\na;män;2017;2\nb;totalt;2016;3\nb;män;2017;4\n"
    assert choice(told_long(content)[1]) in {"{år: 2017}", "{kön: totalt}"}
    content = "id;kön;år;school\n" + "".join(
        f"{id};{sex};{year};1\n" for id in "ab" for sex, year in (("totalt", 2016), ("män", 2016), ("män", 2017))
    )
    assert choice(told_long(content)[1]) == "{kön: män, år: 2017}"


def test_figures_that_no_criterion_reads_are_no_difference() -> None:
    rows = "".join(
        f"{id};{year};{number}{year};{number}\n" for number, id in enumerate(PLACES) for year in (2016, 2017)
    )
    columns, _ = told_long(f"id;år;inkomst;school\n{rows}")
    assert columns == "'år' (2016, 2017)"


@pytest.mark.parametrize(
    "content",
    [
        "id;note;school\na;x;1\nb;x;2\na;y;3\n",
        "id;note;school\na;x;1\nb;x;2\nc;x;3\nd;y;4\na;y;5\n",
        "id;note;school\na;x;1\na;y;2\nb;x;3\nc;x;4\nd;x;5\n",
        "id;school\na;1\na;2\nb;1\nb;3\nc;4\nd;5\n",
        "id;school\na;1\na;2\na;1\na;3\nb;4\nc;5\n",
        "id;skola;school\na;Ekskolan;1\na;Alskolan;2\nb;Bokskolan;1\n",
    ],
)
def test_an_id_that_stands_twice_by_mistake_is_that(content: str) -> None:
    _, findings = read(content, criteria())
    assert {finding.code for finding in findings} == {"D102"}


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("id;år;school\na;2016;1\na;2016;2\nb;2016;1\nb;2017;3\n", "lines 2 and 3"),
        ("id;school\nc;7\na;1\nb;1\nA;2\nb;3\n", "lines 3 and 5"),
        ("id;fid;school\na;1;1\na;2;2\n;;\nb;3;1\nb;4;3\n", "lines 2 and 3"),
        ("id;skola;school\na;Ekskolan;1\na;Alskolan;2\nb;Bokskolan;1\nb;Bokskolan;3\n", "lines 2 and 3"),
        ("id;school\n" + "a;1\n" * 1000 + "a;2\n", "lines 2 and 3"),
    ],
)
def test_rows_that_nothing_tells_apart_are_told_once_with_the_first_of_them(content: str, lines: str) -> None:
    _, (finding,) = read(content, criteria())
    assert (finding.code, finding.place.line, finding.count) == ("D046", 1, 1)
    assert finding.message().endswith(f"'a' stands on {lines}")
    assert finding.message("sv").endswith(f"'a' står på {lines.replace('lines', 'raderna').replace('and', 'och')}")
    assert (finding.hint() or "").startswith("sum them up to one row for each site; or give them a column")


def test_a_table_that_was_pasted_in_twice_is_told_as_that() -> None:
    rows = "a;x;1\nb;y;2\n"
    _, (finding,) = read(f"id;note;school\n{rows}{rows}", criteria())
    assert (finding.code, "pasted in twice" in (finding.hint() or "")) == ("D046", True)
    _, (other,) = read(f"id;note;school\n{rows}{rows}".replace("2\n", "3\n", 1), criteria())
    assert (other.code, "pasted" in (other.hint() or "")) == ("D046", False)


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_records_that_nothing_tells_apart_are_told_once(suffix: str) -> None:
    a, b = ([f'{{"id": "{id}", "school": {number}}}' for number in (1, 2)] for id in "ab")
    records = f"[{a[0]},\n{a[1]},\n{b[0]}, {b[1]}]"
    _, (finding,) = read(records, criteria(), suffix)
    assert finding.code == "D046"
    assert finding.message().endswith("'a' stands on lines 1 and 2")


def test_rows_that_are_things_within_a_site_are_told_with_the_column_that_names_them() -> None:
    content = "id;nr;skola;school\na;1;Ekskolan;1\na;2;Alskolan;2\nb;3;Bokskolan;1\nb;4;Granskolan;3\n"
    columns, advice = told_long(content)
    assert columns == "'skola' (Ekskolan, Alskolan, Bokskolan, Granskolan)"
    assert advice.startswith("sum them up to one row for each site")
    assert "write site: {id: skola}" in advice
    assert (read(content, criteria())[1][0].hint("sv") or "").startswith("summera dem till en rad för varje ort")
    sites, findings = read(content, criteria_of("site: {id: skola}\n" + SCHOOL))
    assert (sites is not None and sites.frame.height, findings) == (4, ())


def test_one_site_of_two_years_is_enough() -> None:
    assert told_long("id;år;school\na;2016;1\na;2017;2\nb;2017;3\n")[0] == "'år' (2016, 2017)"
    assert told_long("id;note;school\na;x;1\na;y;2\nb;x;3\nb;y;4\n")[0] == "'note' (x, y)"


def test_only_the_first_rows_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "SURVEYED", 3)
    content = "id;år;school\nx;2017;0\ny;2017;0\nz;2017;0\na;2016;1\na;2017;2\n"
    assert [finding.code for finding in read(content, criteria())[1]] == ["D102"]


def test_rows_without_id_are_told_beside() -> None:
    _, findings = read("id;år;school\na;2016;1\na;2017;2\n;2016;3\n;2017;3\n", criteria())
    assert [finding.code for finding in findings] == ["D034", "D101", "D101"]


def test_names_are_not_told_twice_and_other_files_are_compared() -> None:
    checked = criteria_of(SCHOOL, checked=True)
    long = "id;name;år;school\na;Ekby;2016;1\na;Ekby;2017;2\nb;Oby;2016;3\nb;Oby;2017;3\n"
    _, findings = read_files([long, "id;school\nB;5\n"], checked)
    assert sorted(finding.code for finding in findings) == ["D034", "D102"]


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_records_can_be_long(suffix: str) -> None:
    records = [f'{{"id": "{id}", "år": {year}, "school": 5}}' for id in "ab" for year in (2016, 2017)]
    _, findings = read(f"[{', '.join(records)}]", criteria(), suffix)
    assert [code for code, *_ in told(findings)] == ["D034"]


@pytest.mark.parametrize(
    "text", ["1999", "2016K1", "2016-01-31", "2015/16", "2015/2016", " 2017 ", "2017.0", "2016m03"]
)
def test_what_a_period_is(text: str) -> None:
    difference = long_tables._Difference("x", long_tables.pl.Series([text]))
    assert difference.is_period


@pytest.mark.parametrize("text", ["1", "12345", "x2017", "totalt", "2017 år efter", "1200.5", "1599", "2200"])
def test_what_no_period_is(text: str) -> None:
    difference = long_tables._Difference("x", long_tables.pl.Series([text]))
    assert not difference.is_period
