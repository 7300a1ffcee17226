"""Why a text is not JSON, in words: what people and programs write instead."""

import re
from typing import NamedTuple

from vasterviksmodell.wording import Text

_BEFORE, _AFTER = 1000, 12
"""So many characters before and after a fault are looked at."""


class Problem(NamedTuple):
    at: int
    what: Text
    advice: Text


_REMOVE = Text("remove it", "ta bort det")
_EXPORT = Text(
    "the file is cut short, or brackets are missing: export it again",
    "filen är avkortad, eller så saknas klamrar: exportera den på nytt",
)
_CHECK = Text(
    "check commas, quotes and brackets here and before it",
    "kontrollera komman, citattecken och klamrar här och före",
)
_BREAK = Text(
    r"close the text before it, or write \n for a new line", r"avsluta texten före, eller skriv \n för en ny rad"
)
_BACKSLASH = Text("write two backslashes for one", "skriv två omvända snedstreck för ett")
_QUOTES = Text('write keys and texts like this: "school"', 'skriv nycklar och texter så här: "school"')
_WORDS = Text("write null, true or false, or put quotes around it", "skriv null, true eller false, eller citera det")
_NUMBER = Text('write a number as 883 or 0.5, a code as "0883"', 'skriv ett tal som 883 eller 0.5, en kod som "0883"')
_POINT = Text("write 0.5, with a decimal point", "skriv 0.5, med decimalpunkt")
_LINES = Text(
    "when each line is a site it is JSON Lines: let the name end in .jsonl",
    "om varje rad är en plats är det JSON Lines: låt namnet sluta på .jsonl",
)

_LAST_COMMA = r"^Illegal trailing comma|, ?\0[\]}]"
_END = r"\0$"
_PROBLEMS = (
    (_LAST_COMMA, Text("a comma with nothing after it", "ett komma utan något efter"), _REMOVE),
    (_END, Text("the text ends too early", "texten slutar för tidigt"), _EXPORT),
    (r"^Extra data.*\0\{", Text("a second value", "ett andra värde"), _LINES),
    (r"^Extra data", Text("text after the end", "text efter slutet"), _REMOVE),
    (r"^Unterminated", Text("a text is never closed", "en text avslutas aldrig"), _CHECK),
    (r"^Invalid control", Text("a line break or a tab in a text", "en radbrytning eller en tabb i en text"), _BREAK),
    (r"^Invalid \\", Text("a backslash that escapes nothing", "ett omvänt snedstreck som inget betyder"), _BACKSLASH),
    (r"\0['`´’‘“”„]", Text('quotes that are not "', 'citattecken som inte är "'), _QUOTES),
    (r"\0(//|/\*|#)", Text("a comment", "en kommentar"), _REMOVE),
    (r"^Expecting property.*, ?\0[0-9]", Text("a decimal comma", "ett decimalkomma"), _POINT),
    (r"^Expecting property", Text("a key without quotes", "en nyckel utan citattecken"), _QUOTES),
    (r"0\0[0-9]", Text("a number that begins with 0", "ett tal som börjar med 0"), _NUMBER),
    (r"\0[+.]|[0-9] ?\0[._A-Za-z0-9]", Text("a number written otherwise", "ett tal skrivet på annat sätt"), _NUMBER),
    (r"\0-?[A-Za-z]", Text("a word without quotes", "ett ord utan citattecken"), _WORDS),
    (r"^Expecting ':'", Text("a key without ':'", "en nyckel utan ':'"), _QUOTES),
    (r"^Expecting ','.*\0[\[{\"]", Text("a comma is missing", "ett komma saknas"), _CHECK),
    (r"^Expecting ','", Text("a comma or a bracket is missing", "ett komma eller en klammer saknas"), _CHECK),
    (r"", Text("a value is missing", "ett värde saknas"), _CHECK),
)
"""Patterns of what the decoder says, the sign before the fault, perhaps a blank, NUL, and what stands there."""


def problem(text: str, at: int, end: int, said: str) -> Problem:
    """What is wrong at an offset of a text that ends at `end`, where the decoder said so much."""
    before = text[max(0, at - _BEFORE) : at]
    last = before.rstrip()
    blank = " " if last != before else ""
    seen = f"{said} {last[-1:]}{blank}\0{text[at : min(at + _AFTER, end)].strip()}"
    pattern, what, advice = next(it for it in _PROBLEMS if re.search(it[0], seen, re.DOTALL))
    if pattern == _END:
        at -= len(before) - len(last)
    elif pattern == _LAST_COMMA and not said.startswith("Illegal"):
        at -= len(before) - len(last) + 1
    return Problem(at, what, advice)
