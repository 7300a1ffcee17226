"""The regular expressions of cells.

They mean the same in Python and in Rust: no look-around, and digits are 0 to 9. So single cells and whole columns are
read by the same patterns.
"""

import re
from collections.abc import Mapping

from vasterviksmodell.criteria import Meaning
from vasterviksmodell.source.folding import BLANKS, USUAL_MARKS

_GROUPING = " \u00a0\u2009\u202f"
"""The blanks that may separate thousands."""
_BLANK = f"[{BLANKS}]*"
_FOOTNOTE_SIGNS = "*†‡⁰¹²³⁴-⁹"
_FOOTNOTE_NUMBER = rf"[{BLANKS}](?:[1-9][0-9]?|[a-z])\)"
"""With a blank before it, because `12,51)` may be 12.5 with the mark 1)."""

FOOTNOTE = rf"[{_FOOTNOTE_SIGNS})⁾]"
"""The signs of footnote marks in the text of a number."""
BESIDE_NUMBER = rf"{_FOOTNOTE_NUMBER}|[{BLANKS}{_FOOTNOTE_SIGNS})⁾]"
"""The parts of the text of a number that are not its digits and signs."""
EXCEL_TEXT = rf'^="((?:[^"]|"")*)"{_BLANK}$'
"""A text that Excel is to leave as it is; Excel allows no blanks before it."""


def measure_pattern(point: str, grouping: str = _GROUPING) -> str:
    """Return the regular expression of a measure, given the decimal sign and the signs between thousands.

    The ends of an interval have digits on both sides of the decimal sign, lest `0...7` be read as 0 to 0.7.
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
"""A date in lower case."""


MISSING_MARKS: Mapping[str, Meaning] = dict.fromkeys(USUAL_MARKS, "missing")
"""The marks that need no declaration, though a criteria file may give them another meaning."""
_FAILED_FORMULA = r"#[^\s#!?]+[!?]|#n/a|err:[0-9]{3}"
_DASHES = "-–—−"
_CROSSES = "x+|[×✓✔]"
_USUAL_MARK = (
    rf"[{_DASHES}*?:…]+|{_CROSSES}|n/a|n\.?a\.?|null|nan|none|nil|missing|unknown|not (?:available|applicable)"
    r"|okän(?:d|da|t)|(?:(?:uppgift|uppgifter|data|värde) )?saknas|saknar uppgift|(?:ej|ingen|inga) uppgift(?:er)?"
    r"|ej (?:aktuell|tillämplig|tillgänglig)[at]?|ej relevant|vet (?:ej|inte)"
)
_ABOUT = r"(?:[~≈]|(?:ca|c:a|cirka|circa|about|approx)\.? ) ?[0-9][0-9., %]*"


def unwrapped(text: str) -> str:
    """Return the text inside `="…"`, or the text itself."""
    match = re.match(EXCEL_TEXT, text)
    return match[1].replace('""', '"') if match else text


def is_failed_formula(word: str) -> bool:
    """Say whether a word is a spreadsheet's error value of a formula."""
    return re.fullmatch(_FAILED_FORMULA, word) is not None


def is_about(word: str) -> bool:
    """Say whether a word is an approximate figure."""
    return re.fullmatch(_ABOUT, word) is not None


def is_usual_mark(word: str) -> bool:
    """Say whether a word is a mark that must be declared, because publishers use it with different meanings."""
    return re.fullmatch(_USUAL_MARK, word) is not None


def is_dash(word: str) -> bool:
    """Say whether a word is a dash, which means zero at Statistics Sweden."""
    return word != "" and not word.strip(_DASHES)


def is_cross(word: str) -> bool:
    """Say whether a word is a mark that may mean yes."""
    return re.fullmatch(_CROSSES, word) is not None
