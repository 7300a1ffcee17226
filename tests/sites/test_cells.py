"""What each text says of a measure: answers worked out by hand."""

from math import inf, nextafter

import pytest
from tests.sites.forms import (
    BY_ID,
    COMMA,
    CRITERIA,
    DATES,
    DECLARED_POINT,
    FORMULAS,
    MARKS,
    NOTATIONS,
    POINT,
    Outcome,
    assert_agreement,
    by_record,
)
from tests.sites.reading import criteria_of, read, sites_in

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites.cell_grammar import Notation

UNKNOWN = (0.0, inf)
BELOW_5, ABOVE_5 = nextafter(5, -inf), nextafter(5, inf)


CELLS: list[tuple[str | None, Outcome, Outcome]] = [
    ("1200", (1200, 1200), (1200, 1200)),
    (" 450 ", (450, 450), (450, 450)),
    ("\u00a0450\u202f", (450, 450), (450, 450)),
    ("\u20091\t", (1, 1), (1, 1)),
    ("+5", (5, 5), (5, 5)),
    ("-0", (0, 0), (0, 0)),
    ("007", (7, 7), (7, 7)),
    ("5.0", (5, 5), "D108"),
    ("5.", (5, 5), "D108"),
    (".5", (0.5, 0.5), "D108"),
    ("1.234", (1.234, 1.234), "D108"),
    ("1,5", "D108", (1.5, 1.5)),
    ("1,", "D108", (1, 1)),
    (",5", "D108", (0.5, 0.5)),
    ("4e-1", (0.4, 0.4), (0.4, 0.4)),
    ("1E+2", (100, 100), (100, 100)),
    ("", UNKNOWN, UNKNOWN),
    (None, UNKNOWN, UNKNOWN),
    ("  ", UNKNOWN, UNKNOWN),
    ("..", UNKNOWN, UNKNOWN),
    (" .. ", UNKNOWN, UNKNOWN),
    ("0..2000", (0, 2000), (0, 2000)),
    ("0 .. 2000", (0, 2000), (0, 2000)),
    ("5..5", (5, 5), (5, 5)),
    ("0.5..1.5", (0.5, 1.5), "D108"),
    ("0,5..1,5", "D108", (0.5, 1.5)),
    ("0...7", "D103", "D103"),
    (".5...7", "D103", "D103"),
    ("5...7", "D103", "D103"),
    ("1....2", "D103", "D103"),
    ("5..2", "D105", "D105"),
    ("5..", "D103", "D103"),
    ("..5", "D103", "D103"),
    ("1..2..3", "D103", "D103"),
    ("<5", (0, BELOW_5), (0, BELOW_5)),
    ("< 5", (0, BELOW_5), (0, BELOW_5)),
    ("<=5", (0, 5), (0, 5)),
    ("≤5", (0, 5), (0, 5)),
    (">5", (ABOVE_5, inf), (ABOVE_5, inf)),
    (">=48", (48, inf), (48, inf)),
    ("≥\u00a048", (48, inf), (48, inf)),
    ("<0", "D104", "D104"),
    ("<=0", (0, 0), (0, 0)),
    ("<-1", "D104", "D104"),
    (">=-1", "D104", "D104"),
    ("=<5", "D103", "D103"),
    ("=5", "D103", "D103"),
    ("< =5", "D103", "D103"),
    ("<5..7", "D103", "D103"),
    ("-1", "D104", "D104"),
    ("-1..5", "D104", "D104"),
    ("1e400", "D104", "D104"),
    ("1e400..2e400", "D104", "D104"),
    ("0..1e400", (0, inf), (0, inf)),
    (">=1e400", "D104", "D104"),
    ("1e-400", (0, 0), (0, 0)),
    ("inf", "D103", "D103"),
    ("Infinity", "D103", "D103"),
    ("nan", "D109", "D109"),
    ("NaN", "D109", "D109"),
    ("1_000", "D103", "D103"),
    ("1 200", (1200, 1200), (1200, 1200)),
    ("1\u00a0200", (1200, 1200), (1200, 1200)),
    ("0x10", "D103", "D103"),
    ("1:30", "D103", "D103"),
    ("１２３", "D103", "D103"),
    ("١٢", "D103", "D103"),
    ("１.5", "D103", "D103"),
    ("5 m", "D103", "D103"),
    ("tolv", "D103", "D103"),
    ("5\u2003", "D103", "D103"),
    ("\x1c5", "D103", "D103"),
    ("5\x1f", "D103", "D103"),
    ("5\x85", "D103", "D103"),
    ("\ufeff5", "D103", "D103"),
    ("5\u200b", "D103", "D103"),
    ("5\0", "D103", "D103"),
    ("e5", "D103", "D103"),
    ("1e", "D103", "D103"),
    ("1e1.5", "D103", "D103"),
    ("--5", "D103", "D103"),
    ("−5", "D104", "D104"),
    (".", UNKNOWN, UNKNOWN),
    ("+", "D103", "D103"),
    ("<", "D103", "D103"),
    ("5\n", (5, 5), (5, 5)),
    ("\n5\r\n", (5, 5), (5, 5)),
    # thousands
    ("12\u202f345\u2009678", (12345678, 12345678), (12345678, 12345678)),
    ("1 234,5", "D108", (1234.5, 1234.5)),
    ("1 234.5", (1234.5, 1234.5), "D108"),
    ("1 000..2\u00a0000", (1000, 2000), (1000, 2000)),
    ("> 1 000", (nextafter(1000, inf), inf), (nextafter(1000, inf), inf)),
    ("1 20", "D103", "D103"),
    ("1 2000", "D103", "D103"),
    ("1200 300", "D103", "D103"),
    ("0 500", "D103", "D103"),
    ("1  200", "D103", "D103"),
    ("1\n200", "D103", "D103"),
    ("1_200", "D103", "D103"),
    ("1'200", "D103", "D103"),
    ("− 5", "D103", "D103"),
    ("–5", "D103", "D103"),
    ("5E−1", (0.5, 0.5), (0.5, 0.5)),
    # another decimal sign than the file's
    ("1,234", "D108", (1.234, 1.234)),
    ("1.234.567", "D108", "D108"),
    ("1,234,567", "D108", "D108"),
    ("1.234,56", "D108", "D108"),
    ("1,234.56", "D108", "D108"),
    ("1.234.567,8", "D108", "D108"),
    ("<1,5*", "D108", (0, nextafter(1.5, -inf), "D114")),
    ("1.2.3", "D103", "D103"),
    ("1,,5", "D103", "D103"),
    # footnote marks
    ("12*", (12, 12, "D114"), (12, 12, "D114")),
    ("12 **", (12, 12, "D114"), (12, 12, "D114")),
    ("12†", (12, 12, "D114"), (12, 12, "D114")),
    ("12¹", (12, 12, "D114"), (12, 12, "D114")),
    ("12 1)", (12, 12, "D114"), (12, 12, "D114")),
    ("12 a)", (12, 12, "D114"), (12, 12, "D114")),
    ("12*)", (12, 12, "D114"), (12, 12, "D114")),
    ("12,5\u00a01)", "D108", (12.5, 12.5, "D114")),
    ("1 200 1) 2)", (1200, 1200, "D114"), (1200, 1200, "D114")),
    ("5..7*", (5, 7, "D114"), (5, 7, "D114")),
    ("5*..7", "D103", "D103"),
    ("*5", "D103", "D103"),
    ("5 1", "D103", "D103"),
    ("121)", "D113", "D113"),
    ("12,51)", "D113", "D113"),
    ("12.51)", "D113", "D113"),
    ("1 200)", "D113", "D113"),
    ("<51)", "D113", "D113"),
    ("(5)", "D103", "D103"),
    ("tolv 1)", "D103", "D103"),
    # text by Excel's leave
    ('="0883"', (883, 883), (883, 883)),
    ('="1 200" ', (1200, 1200), (1200, 1200)),
    (' ="1 200"', "D103", "D103"),
    ('="<5*"', (0, BELOW_5, "D114"), (0, BELOW_5, "D114")),
    ('=""', UNKNOWN, UNKNOWN),
    ('=".."', UNKNOWN, UNKNOWN),
    ('="x"', "D109", "D109"),
    ('="=""5"""', "D103", "D103"),
    ('="5', "D103", "D103"),
    # percent where the unit is none
    ("45 %", "D110", "D110"),
    ("<45%", "D110", "D110"),
    ("% 45", "D103", "D103"),
    # dates
    *((date, "D111", "D111") for date in DATES),
    ("2015-13", "D103", "D103"),
    ("5-10", "D103", "D103"),
    ("12 decibel", "D103", "D103"),
    ("mars", "D103", "D103"),
    ("1/100", "D103", "D103"),
    # failed formulas and marks
    *((formula, "D112", "D112") for formula in FORMULAS),
    *((mark, "D109", "D109") for mark in MARKS),
    ("~100", "D109", "D109"),
    ("ca 1 200", "D109", "D109"),
    ("ca", "D103", "D103"),
    ("...", UNKNOWN, UNKNOWN),
    ("....", "D103", "D103"),
    ("#5", "D103", "D103"),
]


@pytest.mark.parametrize(("text", "point", "comma"), CELLS)
def test_what_a_number_may_look_like(text: str | None, point: Outcome, comma: Outcome) -> None:
    length = BY_ID["length"]
    assert by_record(text, length, POINT) == point
    assert by_record(text, length, COMMA) == comma


@pytest.mark.parametrize("notation", NOTATIONS, ids=["point", "comma", "declared", "declared comma"])
@pytest.mark.parametrize("criterion", CRITERIA.criteria, ids=lambda criterion: criterion.id)
def test_the_same_cells_agree_under_every_criterion(criterion: Criterion, notation: Notation) -> None:
    assert_agreement([text for text, _, _ in CELLS], criterion, notation)


def said(criterion: str, notation: Notation, *texts: str | None) -> list[Outcome]:
    """What texts say of a criterion, in whatever form."""
    assert_agreement(texts, BY_ID[criterion], notation)
    return [by_record(text, BY_ID[criterion], notation) for text in texts]


def test_the_range_ends_what_a_cell_leaves_open() -> None:
    cells = {
        "": (-10, 10),
        ">3": (nextafter(3, inf), 10),
        "<=3": (-10, 3),
        ">10": "D104",
        ">=10": (10, 10),
        "<11": "D104",
    }
    assert said("bounded", POINT, *cells) == list(cells.values())
    assert said("any", POINT, "..") == [(-inf, inf)]
    assert said("needed", POINT, "..") == ["D107"]


def test_a_percent_sign_says_the_unit_again() -> None:
    cells = {
        "45 %": (45, 45),
        "45%": (45, 45),
        "45,5\u00a0%*": (45.5, 45.5, "D114"),
        "10 %..20 %": (10, 20),
        "10..20%": (10, 20),
        "<5 %": (0, BELOW_5),
        "0,5": (0.5, 0.5),
        "101 %": "D104",
        "45 %%": "D103",
        "%": "D103",
    }
    assert said("share", COMMA, *cells) == list(cells.values())
    assert said("length", COMMA, *cells)[:6] == ["D110"] * 6


def test_declared_marks_stand_for_what_the_criteria_file_says() -> None:
    cells: dict[str | None, Outcome] = {
        "-": (0, 0),
        " - ": (0, 0),
        "x": (-10, 10, "D115"),
        "X": (-10, 10, "D115"),
        "..": (-10, 10, "D115"),
        "...": (-10, 10),
        "": (1, 4),
        None: (1, 4),
        "\u00a0": (1, 4),
        "9\u2009999": (-3, 2),
        "9999": "D104",
        "-99": (-10, 10),
        "−99": "D104",
        "~20": "D104",
        "EJ\u00a0\u00a0KÄNT": (-10, 10),
        "1E3": (-10, 10, "D115"),
        '="x"': (-10, 10, "D115"),
        "–": "D109",
        "x*": "D103",
    }
    assert said("bounded", DECLARED_POINT, *cells) == list(cells.values())
    assert said("length", DECLARED_POINT, "~20", "9 999", "-99", "1e3", "1000") == [
        (20, inf), (0, 2), UNKNOWN, (*UNKNOWN, "D115"), (1000, 1000),
    ]  # fmt: skip
    assert said("needed", DECLARED_POINT, "-", "x", "...", "", "9 999") == ["D104", "D107", "D107", (1, 4), (1, 2)]


CATEGORIES: list[tuple[str | None, Outcome]] = [
    ("housing", ("Housing",)),
    ("Housing", ("Housing",)),
    ("HOUSING", ("Housing",)),
    (" housing\u00a0", ("Housing",)),
    ('="housing"', ("Housing",)),
    ("0883", ("0883",)),
    ('="0883"', ("0883",)),
    ("883", "D106"),
    ("no", ("no",)),
    ("NO", ("no",)),
    ("É", ("é",)),
    ("e\u0301", ("é",)),  # å, ä, ö and é as some systems write them
    ("s", "D106"),
    ("ſ", ("ſ",)),
    ("S", "D106"),
    ("k", ("K",)),
    ("\u212a", ("K",)),
    ("İx", ("İx",)),
    ("i\u0307x", ("İx",)),
    ("ix", "D106"),
    ("ΣΑΣ", ("Σας",)),
    ("a  b", ("a b",)),
    ("A\u00a0B", ("a b",)),
    ("ab", "D106"),
    ("", (None,)),
    (None, (None,)),
    ("..", (None,)),
    ("...", (None,)),
    ("-", "D109"),
    ("okänt", "D109"),
    ("#REF!", "D112"),
    ("\x1fno", "D106"),
    ("no\u2003", "D106"),
]


@pytest.mark.parametrize(("text", "meant"), CATEGORIES)
def test_how_a_category_may_be_written(text: str | None, meant: Outcome) -> None:
    assert said("plan", POINT, text) == [meant]


def test_a_declared_category_or_word_wins_over_a_mark() -> None:
    assert said("plan", DECLARED_POINT, "a b", "x", "ej känt", "", "-", "9 999") == [
        ("a b",), (None, "D115"), (None,), (None,), "D109", "D109",
    ]  # fmt: skip
    assert said("needed_plan", DECLARED_POINT, "None", "NONE", "null", "x", "...") == [
        ("none",), ("none",), "D109", "D107", "D107",
    ]  # fmt: skip
    assert said("bus", DECLARED_POINT, "v", "..", "-", "n/a") == [("yes",), (None, "D115"), "D109", "D109"]


def test_words_for_yes_and_no() -> None:
    yes = ["yes", "YES", " ja ", "J", "y", "sant", "true", "True", "1", '="1"', "1.0", "1,00"]
    no = ["no", "nej", "NEJ", "n", "falskt", "false", "0", "0,0", " 0.0 "]
    neither = ["ye\u017f", "oui", "1.", "1.5", "2.0", "01.0", "1.0.0", "１", "yes no", "on", "finns", "öppet"]
    assert said("bus", POINT, *yes) == [("yes",)] * len(yes)
    assert said("bus", COMMA, *no) == [("no",)] * len(no)
    assert said("bus", POINT, *neither) == ["D106"] * len(neither)
    assert said("bus", DECLARED_POINT, *yes, "FINNS") == [("yes",)] * (len(yes) + 1)
    assert said("bus", DECLARED_POINT, *no, "Öppet", "o\u0308ppet") == [("no",)] * (len(no) + 2)
    assert said("needed_bus", POINT, "..", "ja") == ["D107", ("yes",)]


def test_a_huge_cell_takes_time_by_its_length() -> None:
    size = 100_000
    cells = {
        f"1{' ' * size}x": "D103",
        f"1{' *' * size}": (1, 1, "D114"),
        f"1{' 1)' * size}x": "D103",
        f"1{',234' * size}": "D108",
        "-" * size: "D109",
        f'="{"a" * size}': "D103",
        f"{'<' * size}1": "D103",
    }
    assert said("length", POINT, *cells) == list(cells.values())


def test_a_cross_may_be_a_withheld_figure_and_a_yes() -> None:
    criteria = criteria_of("""\
version: 1
data: {missing: {x: suppressed}, yes: [x]}
criteria:
  pupils: {range: [0, 500], weight: 1, value: {0: 0, 100: 100}}
  bus: {type: yes_no, weight: 1}
""")
    frame = sites_in("id,pupils,bus\na,x,x\n", criteria).frame
    assert frame.select("pupils__low", "pupils__high", "bus__category").row(0) == (0.0, 500.0, "yes")


def test_an_open_end_of_a_range_is_told_as_such() -> None:
    model = criteria_of("version: 1\ncriteria: {x: {range: [null, 9], weight: 1, value: {0: 0, 9: 100}}}\n")
    (finding,) = read("id,x\na,10\n", model)[1]
    assert (finding.code, "−∞..9" in finding.message()) == ("D104", True)
