"""The forms in which words of cells and headings are compared, and the words for yes and no in every file."""

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import category, normalize

BLANKS = " \t\r\n\u00a0\u2009\u202f"
"""The blank characters that may surround the text of a cell."""
RUN_OF_BLANKS = f"[{BLANKS}]+"
YES_NO_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "ja", "j", "y", "sant", "true", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "n", "falskt", "false", "0"), "no"),
}
USUAL_MARKS = ("", ".", "..", "...")
"""The marks that mean missing although they are not declared."""
_RUN_OF_BLANKS = re.compile(RUN_OF_BLANKS)
_QUOTES = "\"'”“„’‘«»"


def as_word(text: str) -> str:
    """Return the form in which words are compared: lower case, composed, no outer blanks, single inner ones."""
    return _RUN_OF_BLANKS.sub(" ", normalize("NFC", text)).strip(" ").lower()


def composed(heading: str) -> str:
    """Return a heading without outer blanks, with å written as one character, not as a and a ring."""
    return normalize("NFC", heading.strip())


@lru_cache(maxsize=1 << 15)
def folded(heading: str) -> str:
    r"""Return the form in which headings are compared: no case, outer quotes, invisible signs or kinds of blanks.

    >>> folded("\ufeff'School\n\xa0(M)' ")
    'school (m)'
    """
    plain = heading if heading.isascii() else "".join(sign for sign in heading if category(sign) != "Cf")
    text = composed(plain)
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text.strip(_QUOTES)
    return " ".join(text.casefold().split())
