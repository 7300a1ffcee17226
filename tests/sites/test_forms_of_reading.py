"""A large file says what a small one says: the quick ways in which it is read find the same, cell for cell."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.sites import InvalidSites, Sites, read_sites, scan

HEAD = """\
version: 1
site: {municipality: kommun}
"""
TREE = """\
criteria:
  school: {range: [-100, 50000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  share: {unit: "%", range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
  any: {range: [null, null], weight: 1, value: {0: 0, 100: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
"""
PLAIN = criteria_of(HEAD + TREE)
MARKED = criteria_of(HEAD + 'data: {missing: {"-99": missing, "1": suppressed, "x9": zero, "5..9": zero}}\n' + TREE)
EMPTY_IS_ZERO = criteria_of(HEAD + 'data: {missing: {"": zero}}\n' + TREE)

NUMBERS = (
    "0 1 5 12 1200 4000 50000 50001 -1 -99 -0 +5 007 1.5 .5 5. 1,5 1.234 1,234 1.234,5 1e3 1E3 1e400 5e-324 1e 0x10"
    " 1_000 inf -inf nan NaN <5 >=48 ≤5 0..2000 5..9 1..2 .. . ... 5* 5¹ 5%  −5 ١ x9 x é 0.1 0,1 0.30000000000000004"
    " 9007199254740993 123456789012345678901234567890 true 1d 5f"
)
FIGURES = (
    *NUMBERS.split(" "),
    " 5",
    "5 ",
    "1 000",
    "1\u00a0000",
    '="5"',
    "\u30005",
    "5 1)",
    "\t7",
    "ca 5",
)
FIGURE = st.sampled_from(["", *FIGURES]) | st.sampled_from(["5", "12", "1200", "3.25"])
TEXT = st.sampled_from(
    ["", "a", "b", "Åby", '="a"', ' ="a"', "A", " a", "\u3000", " ", "\x0b", "a\u030a", "Riket", "#1"]
)
CELLS = st.tuples(
    TEXT,
    TEXT,
    st.sampled_from(["", "Kalmar", '="Kalmar"', "\u2003"]),
    FIGURE,
    FIGURE,
    FIGURE,
    st.sampled_from(["housing", "none", "Housing", "", " ", "castle", '="none"']),
    st.sampled_from(["yes", "no", "ja", "1", "0.0", "", "maybe"]),
    TEXT,
)
HEADINGS = ("id", "name", "kommun", "school", "share", "any", "plan", "bus", "note")


def told(path: Path, criteria: Criteria) -> tuple[Sites | None, tuple[Finding, ...]]:
    try:
        sites = read_sites([path], criteria)
    except InvalidSites as invalid:
        return None, invalid.findings
    return sites, sites.findings


def assert_the_same(rows: Sequence[Sequence[str]], delimiter: str, criteria: Criteria) -> None:
    lines = [delimiter.join(map(quoted, row)) for row in (HEADINGS, *rows)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sites.csv")
        path.write_text("\n".join([*lines, ""]), newline="")
        sites, findings = told(path, criteria)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scan, "_LARGE", 0)
            patch.setattr(scan, "_BLOCK_ROWS", 2)
            large, found = told(path, criteria)
    assert found == findings
    assert (large is None) == (sites is None)
    if sites is not None and large is not None:
        assert large.frame.equals(sites.frame)
        assert large.inputs == sites.inputs


def quoted(cell: str) -> str:
    """Return a cell as it is written; one with a sign of the format stands in quotes."""
    return '"' + cell.replace('"', '""') + '"' if {*cell} & {*'",;'} else cell


@brief
@example(rows=[("a", "", "", "5", "5", "-0.0", "none", "yes", '="n"')], delimiter=",", criteria=PLAIN)
@example(rows=[("a", "", "", "-99", "5", "-99", "none", "yes", '="n"')], delimiter=",", criteria=MARKED)
@example(
    rows=[("\u3000", "", "", "", "", "", "", "", ""), ("a", "", "", "", "", "", "", "", "")],
    delimiter=",",
    criteria=PLAIN,
)
@given(
    rows=st.lists(CELLS, min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";"]),
    criteria=st.sampled_from([PLAIN, MARKED, EMPTY_IS_ZERO]),
)
def test_any_cells_are_read_alike(rows: list[tuple[str, ...]], delimiter: str, criteria: Criteria) -> None:
    assert_the_same(rows, delimiter, criteria)


@brief
@given(
    figures=st.lists(st.sampled_from(FIGURES) | st.floats(-1e4, 1e5).map(repr), min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";"]),
    criteria=st.sampled_from([PLAIN, MARKED]),
)
def test_figures_alone_are_read_alike(figures: list[str], delimiter: str, criteria: Criteria) -> None:
    """Each in a file without faults beside it, so that what it is read as is seen."""
    for number, figure in enumerate(figures):
        row = (f"s{number}", "", "", "5", "5", figure, "none", "yes", "n")
        assert_the_same([("s", "", "", "5", "5", "7", "none", "yes", "n"), row], delimiter, criteria)


@brief
@given(st.lists(st.from_regex(r"[-+]?[0-9]{0,20}([.,][0-9]{0,20})?([eE][-+]?[0-9]{1,3})?", fullmatch=True), max_size=4))
def test_numbers_of_any_length_are_read_alike(figures: list[str]) -> None:
    rows = [("s", "", "", "5", "5", "7", "none", "yes", "n")]
    rows += [(f"s{number}", "", "", "5", "5", figure, "none", "yes", "n") for number, figure in enumerate(figures)]
    for delimiter in (",", ";"):
        assert_the_same(rows, delimiter, PLAIN)


@pytest.mark.parametrize(
    ("rows", "delimiter"),
    [
        pytest.param(["s;St. Olof;;1,5;5;-0,25;none;yes;n", "t;;;;;;housing;no;"], ";", id="decimal commas"),
        pytest.param(["s,St. Olof,,1.5,5,-0.25,none,yes,n", "t,,,,,,housing,no,"], ",", id="decimal points"),
        pytest.param(['s,Ort,,"1,5",5,"-0,25",none,yes,n', "t,,,,,,housing,no,"], ",", id="decimal commas in quotes"),
        pytest.param(["s;Ort 1.5;;1,5;5;-0,25;none;yes;n", "t;;;;;;housing;no;"], ";", id="a point in a name"),
    ],
)
def test_plain_cells_are_read_without_the_grammar(rows: list[str], delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("\n".join([delimiter.join(HEADINGS), *rows, ""]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_LARGE", 0)
        patch.setattr(scan.columns, "full", None)
        sites, findings = told(path, PLAIN)
    assert sites is not None, findings
    assert sites.frame.select("school__low", "school__high", "any__low", "any__high").row(0) == (1.5, 1.5, -0.25, -0.25)
    assert sites.frame["share__low"].to_list() == [5, 0]


@pytest.mark.parametrize("figure", ["1.234", "1.234,5", ".5", "5.", "1.5e3"])
def test_a_decimal_point_among_commas_is_a_fault_in_large_files_too(figure: str, tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(f"id;any\ns;1,5\nt;{figure}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_LARGE", 0)
        sites, findings = told(path, PLAIN)
    assert sites is None
    assert [(finding.code, finding.place.line) for finding in findings if finding.severity == Severity.ERROR] == [
        ("D108", 3)
    ]
