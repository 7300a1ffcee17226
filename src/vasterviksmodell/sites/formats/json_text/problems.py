"""Why a text is not JSON, in words: what people and programs write instead."""

import re
from typing import NamedTuple

from vasterviksmodell.i18n import Message, Phrase

_BEFORE, _AFTER = 1000, 12
"""So many characters before and after a fault are looked at."""


class Problem(NamedTuple):
    at: int
    what: Phrase
    advice: Phrase


_REMOVE = Message("remove it")
_EXPORT = Message("the file is cut short, or brackets are missing: export it again")
_CHECK = Message("check commas, quotes and brackets here and before it")
_BREAK = Message(r"close the text before it, or write \n for a new line")
_BACKSLASH = Message("write two backslashes for one")
_QUOTES = Message('write keys and texts like this: "school"')
_WORDS = Message("write null, true or false, or put quotes around it")
_NUMBER = Message('write a number as 883 or 0.5, a code as "0883"')
_POINT = Message("write 0.5, with a decimal point")
_LINES = Message("when each line is a site it is JSON Lines: let the name end in .jsonl")

_LAST_COMMA = r"^Illegal trailing comma|, ?\0[\]}]"
_END = r"\0$"
_PROBLEMS = (
    (_LAST_COMMA, Message("a comma with nothing after it"), _REMOVE),
    (_END, Message("the text ends too early"), _EXPORT),
    (r"^Extra data.*\0\{", Message("a second value"), _LINES),
    (r"^Extra data", Message("text after the end"), _REMOVE),
    (r"^Unterminated", Message("a text is never closed"), _CHECK),
    (r"^Invalid control", Message("a line break or a tab in a text"), _BREAK),
    (r"^Invalid \\", Message("a backslash that escapes nothing"), _BACKSLASH),
    (r"\0['`´’‘“”„]", Message('quotes that are not "'), _QUOTES),
    (r"\0(//|/\*|#)", Message("a comment"), _REMOVE),
    (r"^Expecting property.*, ?\0[0-9]", Message("a decimal comma"), _POINT),
    (r"^Expecting property", Message("a key without quotes"), _QUOTES),
    (r"0\0[0-9]", Message("a number that begins with 0"), _NUMBER),
    (r"\0[+.]|[0-9] ?\0[._A-Za-z0-9]", Message("a number written otherwise"), _NUMBER),
    (r"\0-?[A-Za-z]", Message("a word without quotes"), _WORDS),
    (r"^Expecting ':'", Message("a key without ':'"), _QUOTES),
    (r"^Expecting ','.*\0[\[{\"]", Message("a comma is missing"), _CHECK),
    (r"^Expecting ','", Message("a comma or a bracket is missing"), _CHECK),
    (r"", Message("a value is missing"), _CHECK),
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
