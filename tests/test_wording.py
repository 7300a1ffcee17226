"""Words for people: two languages, and foreign text made safe to show."""

from hypothesis import given
from hypothesis import strategies as st

from vasterviksmodell.wording import Text, listing, nearest, same, shortened, visible


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
