"""Letters that were written as UTF-8, read in another encoding, and written again: `Ã…by` for `Åby`."""

import re

import polars as pl

_ENCODINGS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_LEADS = b"\xc2\xc3\xe2"
"""With these begin the letters of Western Europe, dashes and quotes in UTF-8: what they become, nobody writes."""
_FROM_DOS = {"„": "ä", "†": "å", "”": "ö"}
"""What letters of DOS (cp850) are in Windows-1252. Between two letters nobody writes them."""
_DOS_LETTER = r"\pL[„†”]\pL"
_BETWEEN = r"(?<=[^\W\d_])[„†”](?=[^\W\d_])"
LOST = "\ufffd"
"""What programs write for a byte that they cannot read."""


def _letters(encoding: str) -> str:
    return bytes(range(0x80, 0x100)).decode(encoding, "ignore")


def _become(encoding: str) -> dict[str, str]:
    """By what letters become that are written as UTF-8 and read in an encoding, be it more than once: the letters."""
    became = {it.encode().decode(encoding, "ignore"): it for it in _letters(encoding) + _letters("cp1252")}
    return {text: it for text, it in became.items() if text.encode(encoding) == it.encode()}


_MEANT = {text: letter for encoding in reversed(_ENCODINGS) for text, letter in _become(encoding).items()}
_FIRST = {bytes([lead]).decode(encoding) for lead in _LEADS for encoding in _ENCODINGS}
_TELLING = [it for it in _MEANT if it[0] in _FIRST]


def are_misread(texts: pl.Series) -> pl.Series:
    """Which texts hold letters that were misread, or a sign for one that was lost."""
    return texts.str.contains_any([*_TELLING, LOST]) | texts.str.contains(_DOS_LETTER)


def meant_by(text: str) -> str | None:
    """The text with the letters that were meant, however often they were misread; None when they are lost.

    >>> meant_by("Ã…by"), meant_by("Ãƒâ€¦by"), meant_by("\ufffdby")
    ('Åby', 'Åby', None)
    """
    while text != (better := _once_better(text)):
        text = better
    return None if LOST in text else text


def _once_better(text: str) -> str:
    better = str(pl.Series([text]).str.replace_many(_MEANT, leftmost=True).item())
    return better if better != text else re.sub(_BETWEEN, lambda found: _FROM_DOS[found[0]], text)
