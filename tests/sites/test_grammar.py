"""One grammar of a cell: the record, the columns in full form and the columns in plain form say the same."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from math import inf, nextafter
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.sites.reading import criteria_of, thorough

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.grammar import Fault, Notation, parse_category
from vasterviksmodell.sites.record import SiteRecord, field_name, record_type

CRITERIA = criteria_of("""\
version: 1
criteria:
  length: {weight: 1, value: {500: 100, 4000: 0}}
  bounded: {weight: 1, range: [-10, 10], value: {0: 100, 4: 0}}
  any: {weight: 1, range: [null, null], value: {0: 100, 4: 0}}
  below: {weight: 1, range: [null, 0], value: {-4: 100, 0: 0}}
  needed: {weight: 1, required: true, range: [1, null], value: {1: 100, 4: 0}}
  plan:
    type: category
    weight: 1
    value: {Housing: 100, garden: 60, "İx": 7, "ſ": 8, "Σας": 1, "K": 2, "no": 3, "0883": 5, "é": 4, "a b": 6}
  needed_plan: {type: category, required: true, weight: 1, value: {Straße: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
  needed_bus: {type: yes_no, weight: 1, required: true}
""")
BY_ID = {it.id: it for it in CRITERIA.criteria}
NUMBERS = [it for it in CRITERIA.criteria if it.kind == "number"]
MANY = ["x"] * 1100
"""Few unusual cells are parsed one by one, many together."""

Outcome = tuple[Any, ...] | str
"""What a cell says: both ends or the category; or the code of its fault."""


@cache
def record(*, comma: bool) -> type[SiteRecord]:
    return record_type(CRITERIA, Notation(comma))


def by_record(text: str | None, criterion: Criterion, *, comma: bool) -> Outcome:
    given = {"id": "x", "needed": "1", "needed_plan": "none", "needed_bus": "yes", criterion.column: text}
    try:
        site = record(comma=comma).model_validate(given)
    except ValidationError as error:
        (detail,) = error.errors()
        assert detail["loc"] == (field_name(criterion),)
        return detail["type"]
    read = getattr(site, field_name(criterion))
    return tuple(read) if criterion.kind == "number" else (read,)


def by_full_columns(texts: Sequence[str | None], criterion: Criterion, *, comma: bool) -> list[Outcome]:
    frame = columns.full(_frame(texts), {"text": criterion}, Notation(comma)).collect()
    names = [columns.low(criterion), columns.high(criterion)]
    if criterion.kind != "number":
        names = [columns.category(criterion)]
    rows = frame.select(columns.fault(criterion), *names).rows()
    return [f"D{fault}" if fault else tuple(said) for fault, *said in rows]


def by_plain_columns(texts: Sequence[str | None], criterion: Criterion, *, comma: bool) -> list[Outcome | None]:
    """None where the plain form does not speak for itself."""
    frame = columns.plain(_frame(texts), {"text": criterion}, Notation(comma)).collect()
    name = columns.low(criterion) if criterion.kind == "number" else columns.category(criterion)
    return [_plain(said, criterion) if plain else None for plain, said in frame.select(columns.PLAIN, name).rows()]


def _plain(said: float | str | None, criterion: Criterion) -> Outcome:
    if criterion.kind != "number":
        return (said,)
    return (criterion.range.low, criterion.range.high) if said is None else (said, said)


def _frame(texts: Sequence[str | None]) -> pl.LazyFrame:
    return pl.LazyFrame({"text": pl.Series(texts, dtype=pl.String)})


def assert_agreement(texts: Sequence[str | None], criterion: Criterion, *, comma: bool) -> None:
    expected = [by_record(text, criterion, comma=comma) for text in texts]
    assert by_full_columns(texts, criterion, comma=comma) == expected
    assert by_full_columns([*texts, *MANY], criterion, comma=comma)[: len(texts)] == expected
    plain = by_plain_columns(texts, criterion, comma=comma)
    assert [it for it in plain if it] == [said for it, said in zip(plain, expected, strict=True) if it]


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
    ("1,5", "D103", (1.5, 1.5)),
    ("1,", "D103", (1, 1)),
    (",5", "D103", (0.5, 0.5)),
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
    ("0,5..1,5", "D103", (0.5, 1.5)),
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
    ("nan", "D103", "D103"),
    ("NaN", "D103", "D103"),
    ("1_000", "D103", "D103"),
    ("1 200", "D103", "D103"),
    ("1\u00a0200", "D103", "D103"),
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
    ("−5", "D103", "D103"),
    (".", "D103", "D103"),
    ("+", "D103", "D103"),
    ("<", "D103", "D103"),
    ("5\n", (5, 5), (5, 5)),
    ("\n5\r\n", (5, 5), (5, 5)),
]


@pytest.mark.parametrize(("text", "point", "comma"), CELLS)
def test_what_a_number_may_look_like(text: str | None, point: Outcome, comma: Outcome) -> None:
    length = BY_ID["length"]
    assert by_record(text, length, comma=False) == point
    assert by_record(text, length, comma=True) == comma


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("criterion", CRITERIA.criteria, ids=lambda it: it.id)
def test_the_same_cells_agree_under_every_criterion(criterion: Criterion, comma: bool) -> None:
    assert_agreement([text for text, _, _ in CELLS], criterion, comma=comma)


def test_the_range_ends_what_a_cell_leaves_open() -> None:
    said = {text: by_record(text, BY_ID["bounded"], comma=False) for text in ("", ">3", "<=3", ">10", ">=10", "<11")}
    assert said == {
        "": (-10, 10),
        ">3": (nextafter(3, inf), 10),
        "<=3": (-10, 3),
        ">10": "D104",
        ">=10": (10, 10),
        "<11": "D104",
    }
    assert by_record("..", BY_ID["any"], comma=False) == (-inf, inf)
    assert by_record("..", BY_ID["needed"], comma=False) == "D107"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("housing", ("Housing",)),
        ("Housing", ("Housing",)),
        ("HOUSING", ("Housing",)),
        (" housing\u00a0", ("Housing",)),
        ("0883", ("0883",)),
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
        ("a  b", "D106"),
        ("", (None,)),
        (None, (None,)),
        ("..", (None,)),
        ("\x1fno", "D106"),
        ("no\u2003", "D106"),
    ],
)
def test_how_a_category_may_be_written(text: str | None, said: Outcome) -> None:
    assert by_record(text, BY_ID["plan"], comma=False) == said
    assert_agreement([text], BY_ID["plan"], comma=False)
    assert_agreement([text], BY_ID["needed_plan"], comma=False)


def test_words_for_yes_and_no() -> None:
    yes = ["yes", "YES", " ja ", "J", "y", "sant", "true", "True", "1"]
    no = ["no", "nej", "NEJ", "n", "falskt", "false", "0"]
    neither = ["ye\u017f", "oui", "1.0", "１", "yes no", "on", "-"]
    said = [by_record(text, BY_ID["bus"], comma=False) for text in yes + no + neither]
    assert said == [("yes",)] * len(yes) + [("no",)] * len(no) + ["D106"] * len(neither)
    assert_agreement([*yes, *no, *neither, "", "..", None], BY_ID["bus"], comma=False)
    assert_agreement([*yes, *no, *neither, "", "..", None], BY_ID["needed_bus"], comma=True)


@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("criterion", NUMBERS, ids=lambda it: it.id)
def test_all_short_texts_agree(criterion: Criterion, comma: bool) -> None:
    texts = ["".join(signs) for length in (1, 2, 3) for signs in product("05.,<>=-+e ", repeat=length)]
    assert_agreement(texts, criterion, comma=comma)


SIGNS = st.sampled_from([*"0123456789.,<>=-+eE", " ", "\u00a0", "\u2009", "..", "<=", "≥", "1e30", "\n"])
STRANGE = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    "ſİıKÅßẞΣςﬁǅ\x1c\x1d\x1e\x1f\x85\u2003\u2028\u202f\u3000\ufeff\u0307\u1c89"
)
WORDS = st.sampled_from([*(word for it in CRITERIA.criteria for word in it.categories), "ja", "NEJ", "sant", "j"])
TEXTS = st.one_of(
    st.none(),
    st.lists(SIGNS, max_size=8).map("".join),
    st.lists(SIGNS | STRANGE, max_size=8).map("".join),
    st.floats().map(repr),
    st.integers().map(str),
    st.tuples(st.text(STRANGE, max_size=2), WORDS, st.text(STRANGE, max_size=2)).map("".join),
    WORDS.map(str.upper),
    WORDS.map(str.swapcase),
    st.text(STRANGE, max_size=5),
)


@thorough
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=30),
    criterion=st.sampled_from(CRITERIA.criteria),
    comma=st.booleans(),
)
def test_record_and_columns_agree_on_every_cell(texts: list[str | None], criterion: Criterion, comma: bool) -> None:
    assert_agreement(texts, criterion, comma=comma)


def test_every_letter_alone_agrees() -> None:
    letters = [chr(code) for code in (*range(0x600), *range(0x1E00, 0x2200), *range(0xFB00, 0xFB07))]
    for criterion in (BY_ID["plan"], BY_ID["bus"], BY_ID["length"]):
        assert_agreement(letters, criterion, comma=False)


def test_categories_that_the_grammar_reads_otherwise_are_never_plain() -> None:
    criterion = replace(BY_ID["plan"], categories=("..", " a", "b"))
    texts = ["..", " a", "a", "b", " b"]
    parsed = [parse_category(text, criterion, Notation()) for text in texts]
    expected = [it.code if isinstance(it, Fault) else (it,) for it in parsed]
    assert expected == [(None,), "D106", "D106", ("b",), ("b",)]
    assert by_full_columns(texts, criterion, comma=False) == expected
    assert by_plain_columns(texts, criterion, comma=False) == [None, None, None, ("b",), None]
