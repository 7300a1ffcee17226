"""The regular expressions of cells.

Python and Rust read them alike: they look neither ahead nor back, and digits are 0 to 9. So one text says what a
number is, both for the cell that is looked at closely and for whole columns.
"""

import re
from collections.abc import Mapping

from vasterviksmodell.criteria import Meaning
from vasterviksmodell.source.words import BLANKS, USUAL_MARKS

_GROUPING = " \u00a0\u2009\u202f"
"""Those that may separate thousands."""
_BLANK = f"[{BLANKS}]*"
_FOOTNOTE_SIGNS = "*†‡⁰¹²³⁴-⁹"
_FOOTNOTE_NUMBER = rf"[{BLANKS}](?:[1-9][0-9]?|[a-z])\)"
"""A blank must stand before it: `12,51)` may be 12.5 with the mark 1)."""

FOOTNOTE = rf"[{_FOOTNOTE_SIGNS})⁾]"
"""What tells that there is a footnote mark in the text of a number."""
BESIDE_NUMBER = rf"{_FOOTNOTE_NUMBER}|[{BLANKS}{_FOOTNOTE_SIGNS})⁾]"
"""What the text of a number holds besides its digits and signs."""
EXCEL_TEXT = rf'^="((?:[^"]|"")*)"{_BLANK}$'
"""How Excel is told to leave a text as it is; blanks before it, and Excel would not take it so either."""


def measure_pattern(point: str, grouping: str = _GROUPING) -> str:
    """The regular expression of a measure with a decimal sign and signs between thousands.

    The ends of an interval have digits on both sides of their decimal sign, lest `0...7` be read as 0 to 0.7.
    """
    digits = rf"(?:[1-9][0-9]{{0,2}}(?:[{grouping}][0-9]{{3}})+|[0-9]+)"
    exponent = r"(?:[eE][+−-]?[0-9]+)?"
    bound = rf"[+−-]?{digits}(?:{point}[0-9]+)?{exponent}"
    number = rf"[+−-]?(?:{digits}(?:{point}[0-9]*)?|{point}[0-9]+){exponent}"
    percent = rf"(?:{_BLANK}%)?"
    return (
        rf"^{_BLANK}(?:(?P<number>{number})"
        rf"|(?P<low>{bound}){percent}{_BLANK}\.\.{_BLANK}(?P<high>{bound})"
        rf"|(?P<sign><=|>=|<|>|≤|≥){_BLANK}(?P<end>{number})){percent}"
        rf"(?P<footnote>(?:{_BLANK}[{_FOOTNOTE_SIGNS}][)⁾]?|{_BLANK}{_FOOTNOTE_NUMBER})+)?{_BLANK}$"
    )


MEASURE = {False: measure_pattern(r"\."), True: measure_pattern(",")}
"""By whether the file has decimal commas."""
MEASURE_OF_EITHER_SIGN = measure_pattern("[.,]", f"{_GROUPING}.,")
GLUED_FOOTNOTE = rf"^[{BLANKS}<>=≤≥+−-]*[0-9][0-9.,{_GROUPING}]*\){_BLANK}$"

_MONTH = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|jun[ei]?|jul[iy]?|aug(?:usti?)?"
    "|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:[t ][0-9]{1,2}:[0-9:.]+(?:z|[+-][0-9:]+)?)?"
DATE = (
    rf"^(?:[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}{_TIME}|[0-9]{{4}}-(?:0[1-9]|1[0-2])"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.](?:[0-9]{{2}}){{1,2}}{_TIME}"
    rf"|[0-9]{{1,2}}[-./ ]*{_MONTH}\.?(?:[-./ ]*(?:[0-9]{{2}}){{1,2}})?|{_MONTH}\.?[-./ ]*[0-9]{{1,4}})$"
)
"""A date in lower case, as programs and people write it."""


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
