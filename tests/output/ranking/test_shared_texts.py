import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief

from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.i18n.wording import in_line, shortened, visible
from vasterviksmodell.source.json_writer import escaped, json_text


@pytest.mark.parametrize(
    ("share", "en"),
    [
        (0, "0%"),
        (1e-12, "0%"),
        (0.001, "<1%"),
        (0.009, "<1%"),
        (0.01, "1%"),
        (0.99, "99%"),
        (0.996, ">99%"),
        (1 - 1e-12, "100%"),
        (1, "100%"),
    ],
)
def test_percent(share, en):
    assert Percent(share).inside("en") == en
    assert Percent(share).inside("sv") == en.replace("%", "\u00a0%")


def test_large_numbers():
    assert Whole(1234567).inside("sv") == "1\u00a0234\u00a0567"
    assert Decimal(1234.56).inside("en") == "1,234.6"
    assert Decimal(1234.56).inside("sv") == "1\u00a0234,6"
    assert Decimal(100).inside("sv") == "100,0"


def test_texts_are_printable_and_keep_their_no_break_spaces():
    assert visible("a\u00a0b\n\ud800") == "a\u00a0b\\n\\ud800"
    assert shortened("å" * 1000, 40) == "å" * 19 + "…" + "å" * 19
    assert in_line(" a\n\n  b\tc ", 40) == "a b c"


def test_json_is_exact_and_encodable():
    text = "\x00\x7f\x9b\u2028\u202e\ud800é"
    assert json_text(text).encode() == b'"\\u0000\\u007f\\u009b\\u2028\\u202e\\ud800' + "é".encode() + b'"'
    assert escaped("é") == "é"
    assert escaped('{\n "a": "\u200b\u034f\U000e0041"}') == '{\n "a": "\\u200b\\u034f\\udb40\\udc41"}'
    with pytest.raises(ValueError, match="JSON"):
        json_text(float("nan"))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers() | st.booleans(), inner),
)


@brief
@given(PLAIN, st.integers(min_value=0, max_value=4))
def test_indented_json_is_as_python_indents_it(value, indent):
    assert json_text(value, indent) == escaped(json.dumps(value, ensure_ascii=False, indent=indent))


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": -float("inf")}, {"a": object()}, {(1, 2): 3}])
def test_what_json_cannot_hold_is_refused_indented_too(value):
    with pytest.raises((ValueError, TypeError)):
        json_text(value, indent=2)


def test_what_is_made_while_it_is_written_is_an_array():
    made = iter([{"a": iter(())}, 2])
    assert json_text({"many": made}, indent=1) == json_text({"many": [{"a": []}, 2]}, indent=1)
