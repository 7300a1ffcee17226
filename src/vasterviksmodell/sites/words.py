"""The words and marks of cells: those that stand for a figure, for yes and for no, and those that only seem to."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from vasterviksmodell.criteria import Meaning
from vasterviksmodell.sites.patterns import EXCEL_TEXT, RUN_OF_BLANKS

YES_NO_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "ja", "j", "y", "sant", "true", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "n", "falskt", "false", "0"), "no"),
}
MISSING_MARKS: Mapping[str, Meaning] = dict.fromkeys(("", ".", "..", "..."), "missing")
"""The marks that need no declaration. To these a criteria file may give another meaning."""
_EXCEL_TEXT = re.compile(EXCEL_TEXT)
_RUN_OF_BLANKS = re.compile(RUN_OF_BLANKS)
_FAILED_FORMULA = re.compile(r"#[^\s#!?]+[!?]|#n/a|err:[0-9]{3}")
_USUAL_MARK = re.compile(
    r"[-–—−*?:…]+|x+|n/a|n\.?a\.?|null|nan|none|nil|missing|unknown|not (?:available|applicable)"
    r"|okän(?:d|da|t)|(?:(?:uppgift|uppgifter|data|värde) )?saknas|saknar uppgift|(?:ej|ingen|inga) uppgift(?:er)?"
    r"|ej (?:aktuell|tillämplig|tillgänglig)[at]?|ej relevant|vet (?:ej|inte)"
)
_ABOUT = re.compile(r"(?:[~≈]|(?:ca|c:a|cirka|circa|about|approx)\.? ) ?[0-9][0-9., %]*")


def unwrapped(text: str) -> str:
    """The text inside `="…"`, or the text itself."""
    match = _EXCEL_TEXT.match(text)
    return match[1].replace('""', '"') if match else text


def as_word(text: str) -> str:
    """The text as words are compared: in lower case, composed, without outer blanks and with single inner ones."""
    return _RUN_OF_BLANKS.sub(" ", normalize("NFC", text)).strip(" ").lower()


def is_failed_formula(word: str) -> bool:
    """Whether a spreadsheet writes the word where a formula has no result."""
    return _FAILED_FORMULA.fullmatch(word) is not None


def is_about(word: str) -> bool:
    """Whether the word says that a figure is only near a number."""
    return _ABOUT.fullmatch(word) is not None


def is_usual_mark(word: str) -> bool:
    """Whether one publisher uses the word for zero, another for a figure that is withheld: it must be declared."""
    return _USUAL_MARK.fullmatch(word) is not None
