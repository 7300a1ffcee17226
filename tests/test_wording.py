"""Words for people: two languages, and foreign text made safe to show."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vasterviksmodell.i18n import wording
from vasterviksmodell.i18n.wording import Text, is_visible, listing, nearest, same, shortened, visible, with_escapes


def test_the_examples_run() -> None:
    assert doctest.testmod(wording).failed == 0


def test_a_text_is_given_in_the_language_asked_for() -> None:
    assert Text("school", "skola").inside("en") == "school"
    assert Text("school", "skola").inside("sv") == "skola"
    assert same("500 m").inside("sv") == "500 m"


def test_an_empty_translation_is_a_translation() -> None:
    assert Text("school", "").inside("sv") == ""
    assert Text().inside("sv") == ""


def test_swedish_letters_are_shown_as_they_are() -> None:
    assert visible("Ankarsrum – Överum, 12 km") == "Ankarsrum – Överum, 12 km"


def test_terminal_escapes_direction_marks_and_line_breaks_are_shown_as_escapes() -> None:
    assert visible("a\x1b[2J") == "a\\x1b[2J"
    assert visible("a\u202eb") == "a\\u202eb"
    assert visible("a\nb\u2028c") == "a\\nb\\u2028c"
    assert visible("\udce5") == "\\udce5"


UNSEEN = [
    *"\x00\x07\x1b\x7f\x85\x9b\u00ad\u061c\u180e\ufeff\ufff9\ufffc",
    *map(chr, (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070))),
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0",
    *map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0xE0000, 0xE0080))),
    *"\U00016fe4\U0001d159\U0001d173\U000f0000\ud800\udfff",
]
SEEN = [*"aåÖ–−…’´½²³€№→≥≤漢あ가бגע🏠🇸🇪\u0301\u20dd\u00a0", " "]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda it: f"{ord(it):04x}")
def test_what_nobody_sees_is_shown_as_an_escape(sign: str) -> None:
    assert not is_visible(sign)
    for text in (f"a{sign}b", f"{sign}b", f"a{sign}", f"漢{sign}", sign):
        assert visible(text) == with_escapes(text) == text.replace(sign, sign.encode("unicode_escape").decode())
    assert visible(f"å{sign}\n") != with_escapes(f"å{sign}\n")


@pytest.mark.parametrize("sign", SEEN)
def test_what_people_see_stays(sign: str) -> None:
    assert is_visible(sign)
    assert visible(f"a{sign}") == with_escapes(f"a{sign}") == f"a{sign}"


def test_lines_and_cells_stay_apart_and_nothing_else_that_is_unseen_does() -> None:
    kept = [code for code in range(0x110000) if with_escapes(chr(code)) == chr(code) and not is_visible(chr(code))]
    assert kept == [ord("\t"), ord("\n"), ord("\r")]
    assert [visible(sign) for sign in "\t\n\r"] == ["\\t", "\\n", "\\r"]


def test_marks_of_composed_emojis_and_scripts_are_shown_too() -> None:
    assert visible("👩\u200d🌾 ❤\ufe0f") == "👩\\u200d🌾 ❤\\ufe0f"
    assert visible("می\u200cخواهم") == "می\\u200cخواهم"


def test_what_is_visible_already_stays_as_it_is() -> None:
    for sign in UNSEEN:
        assert visible(visible(sign)) == visible(sign)


@given(st.text(st.characters()))
def test_what_is_visible_is_printable(text: str) -> None:
    assert visible(text).replace("\u00a0", " ").isprintable()
    assert shortened(text).replace("\u00a0", " ").isprintable()


def test_a_long_text_loses_its_middle() -> None:
    assert shortened("x" * 60) == "x" * 60
    assert len(shortened("x" * 61)) < 61
    assert shortened("beginning" + "x" * 100 + "end", 21) == "beginningx…xxxxxxxend"


def test_a_long_list_tells_how_many_there_are() -> None:
    assert listing(["a", "b"]).inside("en") == "a, b"
    assert listing((str(number) for number in range(5)), most=3).inside("sv") == "0, 1, 2, … (5)"


def test_did_you_mean() -> None:
    known = ["weight", "value", "requirement", "at_most"]
    assert nearest("wieght", known) == "weight"
    assert nearest("Weight", known) == "weight"
    assert nearest("at_mots", known) == "at_most"
    assert nearest("colour", known) is None
    assert nearest("x" * 1_000_000, known) is None
