"""The marks of cells: those that stand for a figure, and those that only seem to."""

import re
from collections.abc import Mapping

from vasterviksmodell.criteria import Meaning
from vasterviksmodell.sites.patterns import EXCEL_TEXT
from vasterviksmodell.words import USUAL_MARKS

MISSING_MARKS: Mapping[str, Meaning] = dict.fromkeys(USUAL_MARKS, "missing")
"""The marks that need no declaration. To these a criteria file may give another meaning."""
_EXCEL_TEXT = re.compile(EXCEL_TEXT)
_FAILED_FORMULA = re.compile(r"#[^\s#!?]+[!?]|#n/a|err:[0-9]{3}")
_DASHES = "-–—−"
_CROSSES = "x+|[×✓✔]"
_USUAL_MARK = re.compile(
    rf"[{_DASHES}*?:…]+|{_CROSSES}|n/a|n\.?a\.?|null|nan|none|nil|missing|unknown|not (?:available|applicable)"
    r"|okän(?:d|da|t)|(?:(?:uppgift|uppgifter|data|värde) )?saknas|saknar uppgift|(?:ej|ingen|inga) uppgift(?:er)?"
    r"|ej (?:aktuell|tillämplig|tillgänglig)[at]?|ej relevant|vet (?:ej|inte)"
)
_ABOUT = re.compile(r"(?:[~≈]|(?:ca|c:a|cirka|circa|about|approx)\.? ) ?[0-9][0-9., %]*")


def unwrapped(text: str) -> str:
    """The text inside `="…"`, or the text itself."""
    match = _EXCEL_TEXT.match(text)
    return match[1].replace('""', '"') if match else text


def is_failed_formula(word: str) -> bool:
    """Whether a spreadsheet writes the word where a formula has no result."""
    return _FAILED_FORMULA.fullmatch(word) is not None


def is_about(word: str) -> bool:
    """Whether the word says that a figure is only near a number."""
    return _ABOUT.fullmatch(word) is not None


def is_usual_mark(word: str) -> bool:
    """Whether one publisher uses the word for zero, another for a figure that is withheld: it must be declared."""
    return _USUAL_MARK.fullmatch(word) is not None


def is_dash(word: str) -> bool:
    """Whether the word is a dash, which is zero at Statistics Sweden."""
    return word != "" and not word.strip(_DASHES)


def is_cross(word: str) -> bool:
    """Whether the word is a mark that is set where something is the case."""
    return re.fullmatch(_CROSSES, word) is not None
