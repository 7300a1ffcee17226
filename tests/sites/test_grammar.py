"""One grammar of a cell: the record, the columns in full form and the columns in plain form say the same."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.forms import (
    BY_ID,
    COMMA,
    CRITERIA,
    DATES,
    DECLARED_COMMA,
    FORMULAS,
    MARKS,
    NOTATIONS,
    POINT,
    assert_agreement,
    by_full_columns,
    by_plain_columns,
    by_record,
)
from tests.sites.reading import thorough

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites.cell_grammar import Fault, Notation, parse_category

every_notation = pytest.mark.parametrize("notation", NOTATIONS, ids=["point", "comma", "declared", "declared comma"])


@every_notation
@pytest.mark.parametrize("criterion", CRITERIA.criteria, ids=lambda criterion: criterion.id)
def test_all_short_texts_agree(criterion: Criterion, notation: Notation) -> None:
    texts = ["".join(signs) for length in (1, 2, 3) for signs in product("05.,<>=-+e x%*)", repeat=length)]
    assert_agreement(texts, criterion, notation)


GROUPING = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "", "  ", ".", ","])
DIGITS = st.lists(st.sampled_from(["0", "5", "12", "883", "000", "1234"]), min_size=1, max_size=4)
NUMBERS = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["", "", "-", "+", "−", "–", "− "]),
    st.builds(lambda groups, sign: sign.join(groups), DIGITS, GROUPING),
    st.sampled_from(["", "", ",5", ".5", ",", ".250", "e3", ",1E−2"]),
)
PERCENT = st.sampled_from(["", "", " %", "%", "\u00a0%", "%%", " % "])
FOOTNOTES = st.sampled_from(
    ["", "", "*", " **", "†", "¹", " ¹²", "1)", " 1)", " 12)", " 0)", " a)", "*)", "¹⁾", " 1) 2)"]
)
ONE_ENDED = st.tuples(st.sampled_from(["", "", "<", ">= ", "≤", "\u2009"]), NUMBERS, PERCENT, FOOTNOTES)
TWO_ENDED = st.tuples(
    NUMBERS, PERCENT, st.sampled_from(["..", " .. ", "...", "-", ".. ."]), NUMBERS, PERCENT, FOOTNOTES
)
DECLARED = ["-99", "−99", "9 999", "9\u00a0999", "1E3", "~20", "ej känt", "EJ\u00a0 KÄNT", "finns", "Öppet", "x*"]
BLANK_WORDS = ["", ".", "..", "...", "a b", "A\u00a0\u2009B"]
SIGNS = st.sampled_from([*"0123456789.,<>=-+eE−%*)¹ ", "\u00a0", "\u2009", "..", "<=", "≥", "1e30", "\n", '="', '"'])
STRANGE = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    "ſİıKÅßẞΣςﬁǅ\x1c\x1d\x1e\x1f\x85\u2003\u2028\u202f\u3000\ufeff\u0307\u1c89"
)
WORDS = st.sampled_from(
    [*(word for criterion in CRITERIA.criteria for word in criterion.categories), "ja", "NEJ", "sant", "j"]
)
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


WRITTEN = st.one_of(
    ONE_ENDED.map("".join),
    TWO_ENDED.map("".join),
    st.sampled_from([*MARKS, *DATES, *FORMULAS, *DECLARED, *BLANK_WORDS]),
    TEXTS.map(lambda text: text or ""),
)
BLANKS = st.sampled_from(["", "", " ", "\u00a0", "\n", "\u202f", "\u2003"])
CELLS = st.one_of(
    TEXTS,
    WRITTEN,
    st.tuples(BLANKS, WRITTEN, BLANKS).map("".join),
    WRITTEN.map(lambda text: '="{}"'.format(text.replace('"', '""'))),
    WRITTEN.map(lambda text: f'="{text}" '),
)


@thorough
@given(
    texts=st.lists(CELLS, min_size=1, max_size=30),
    criterion=st.sampled_from(CRITERIA.criteria),
    notation=st.sampled_from(NOTATIONS),
)
def test_record_and_columns_agree_on_every_cell(
    texts: list[str | None], criterion: Criterion, notation: Notation
) -> None:
    assert_agreement(texts, criterion, notation)


@thorough
@given(number=st.floats(0, 1e18) | st.integers(0, 10**15), comma=st.booleans())
def test_a_number_means_the_same_however_it_is_written(number: float, comma: bool) -> None:
    plain = f"{number:.17g}" if abs(number) < 1e15 else repr(number)
    whole, point, rest = plain.partition(".")
    thousands = f"{int(whole):,}" if whole.isdigit() else whole
    decimals = f"{',' if comma else '.'}{rest}" if point else ""
    written = [f"{thousands.replace(',', sign)}{decimals}" for sign in ("", " ", "\u00a0", "\u202f", "\u2009")]
    written += [f"+{written[2]}", f'="{written[1]}"', f" {written[0]}\u00a0", f"{written[0]} *", f"{written[3]} 1)"]
    notation = COMMA if comma else POINT
    expected = (float(plain), float(plain))
    assert [by_record(text, BY_ID["length"], notation)[:2] for text in written] == [expected] * len(written)
    assert_agreement(written, BY_ID["length"], notation)
    negative = [f"{sign}{text}" for sign in "-−" for text in written[:5]]
    assert [by_record(text, BY_ID["any"], notation) for text in negative] == [(-float(plain), -float(plain))] * 10
    assert_agreement(negative, BY_ID["any"], notation)


def test_every_letter_alone_agrees() -> None:
    letters = [chr(code) for code in (*range(0x600), *range(0x1E00, 0x2200), *range(0xFB00, 0xFB07))]
    for criterion in (BY_ID["plan"], BY_ID["bus"], BY_ID["length"]):
        assert_agreement(letters, criterion, POINT)
    assert_agreement([f"5{letter}" for letter in letters], BY_ID["length"], DECLARED_COMMA)


def test_categories_that_the_grammar_reads_otherwise_are_never_plain() -> None:
    criterion = replace(BY_ID["plan"], categories=("", " a", "b", '="c"'))
    texts = ["", " a", "a", "b", " b", '="c"']
    parsed = [parse_category(text, criterion, POINT) for text in texts]
    expected = [outcome.code if isinstance(outcome, Fault) else (outcome.content,) for outcome in parsed]
    assert expected == [(None,), (" a",), (" a",), ("b",), ("b",), "D106"]
    assert by_full_columns(texts, criterion, POINT) == expected
    assert by_plain_columns(texts, criterion, POINT) == [None, (" a",), None, ("b",), None, None]
