"""What checks see quickly at a whole column changes nothing of what they find."""

import sys

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vasterviksmodell.sites.checks import totals
from vasterviksmodell.sites.checks.similar_names import REMOVED_IN_ORDER, bare_ids
from vasterviksmodell.sites.identity import composed, normalised
from vasterviksmodell.sites.misread_letters import are_misread, may_be_misread, may_have_lost_letters
from vasterviksmodell.sites.municipalities import codes_in, mostly_hold_codes
from vasterviksmodell.sites.occurring_signs import OccurringSigns

WORDS = (
    "summa övriga ÖVRIGT riket Riket total län Kalmar västra götaland alla kommuner okänd ej min skåne Ort Åby region"
)
words = st.sampled_from(WORDS.split())
pieces = (
    words
    | words.map(str.upper)
    | st.sampled_from([" ", "  ", "08 ", "(", ")", ":", "/", "-", "\u212a", "\u212b", "\u0130"])
)
names = st.lists(pieces | st.text(max_size=2), max_size=5).map("".join)
columns = st.lists(st.none() | names | st.text(max_size=6), max_size=6).map(
    lambda texts: pl.Series(texts, dtype=pl.String)
)


@given(columns)
def test_totals_are_found_as_if_each_name_were_compared_with_all_of_their_words(texts: pl.Series) -> None:
    found, ends = totals.are_totals(texts), totals.end_the_places(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(totals, "parts_of_totals", lambda: ("",))
        assert found.equals(totals.are_totals(texts))
        assert ends.equals(totals.end_the_places(texts))


def test_no_sign_but_the_named_ones_becomes_a_letter_of_a_part_in_lower_case() -> None:
    letters = {letter for part in totals.parts_of_totals() if len(part) > 1 for letter in part.lower()}
    others = [chr(number) for number in range(128, sys.maxunicode) if not 0xD800 <= number <= 0xDFFF]
    lowered = pl.Series(others).str.to_lowercase().to_list()
    known = {sign for part in totals.parts_of_totals() for sign in part}
    assert [sign for sign, low in zip(others, lowered, strict=True) if letters & {*low} and sign not in known] == []


@given(columns)
def test_every_total_ends_the_places_only_where_it_is_a_total(texts: pl.Series) -> None:
    assert totals.are_totals(texts).gather(totals.end_the_places(texts)).all()


misread = st.sampled_from(["Ã…by", "V„stervik", "V?stervik", "?by", "\ufffdby", "√Öby", "â€“", "Åby", "Ort 1"])


@given(
    st.lists(st.none() | misread | st.text(max_size=4), max_size=4).map(lambda texts: pl.Series(texts, dtype=pl.String))
)
def test_a_column_without_a_telling_sign_has_no_misread_letters(texts: pl.Series) -> None:
    if not may_be_misread(texts):
        assert not are_misread(texts).any()
        assert not may_have_lost_letters(texts).any()


ids = st.text(alphabet="0123as., -\t\u00ad\u2010\u00a0å\x00", max_size=6)


@given(st.lists(st.none() | ids, max_size=5).map(lambda texts: pl.Series(texts, dtype=pl.String)))
def test_ids_lose_what_alike_ids_may_differ_in(keys: pl.Series) -> None:
    expected = keys
    for _, remove in REMOVED_IN_ORDER:
        expected = remove(expected)
    assert bare_ids(keys).equals(expected)


codes = st.sampled_from(["883", "0883", " 0883", '="0883"', "1480.0", "883,00", "08", "s883", "=", "0883 Västervik"])


@given(
    st.lists(st.none() | codes | st.text(max_size=4), max_size=5).map(lambda texts: pl.Series(texts, dtype=pl.String))
)
def test_most_texts_are_codes_where_most_are_read_as_codes(texts: pl.Series) -> None:
    assert mostly_hold_codes(texts) == (2 * codes_in(texts).count() >= len(texts))


@given(columns, st.sampled_from(["NFC", "NFKC"]))
def test_normal_forms_are_those_of_each_text(texts: pl.Series, form: str) -> None:
    assert normalised(texts, form).equals(texts.str.normalize(form))  # type: ignore[arg-type]


@given(columns)
def test_composed_texts_have_each_letter_and_ring_as_one(texts: pl.Series) -> None:
    combining = texts.str.contains("[\u0300-\u036f]").any()
    assert composed(texts).equals(texts.str.normalize("NFC") if combining else texts)


@given(columns, st.text(max_size=3))
def test_a_sign_occurs_where_a_text_has_it(texts: pl.Series, signs: str) -> None:
    wanted = signs.replace("\0", "")
    assert OccurringSigns(texts).include(wanted) == any(sign in (text or "") for text in texts for sign in wanted)
