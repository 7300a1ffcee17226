"""Foreign texts made safe to show to people: on one line, without control characters, encodable."""

import re

from vasterviksmodell.wording import visible

NO_BREAK_SPACE = "\u00a0"
_BLANKS = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")


def safe(text: str) -> str:
    r"""The text made visible; no-break spaces, which Swedish numbers and some names have, stay.

    >>> safe("Södra\u00a0Vi\n")
    'Södra\xa0Vi\\n'
    """
    return NO_BREAK_SPACE.join(visible(part) for part in text.split(NO_BREAK_SPACE))


def shown(text: str, most: int) -> str:
    """The text made safe, its middle left out when it is longer than `most` characters.

    >>> shown("x" * 100, 7)
    'xxx…xxx'
    """
    if len(text) > most:
        half = (most - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return safe(text)


def in_line(text: str, most: int) -> str:
    r"""A text of a criteria file, which may go over several lines, on one.

    >>> in_line("Where should\n  they live?\n", 100)
    'Where should they live?'
    """
    return shown(_BLANKS.sub(" ", text).strip(), most)
