"""How words of cells and headings are compared, and the words that mean yes and no in every file."""

import re
from collections.abc import Mapping
from unicodedata import category, normalize

BLANKS = " \t\r\n\u00a0\u2009\u202f"
"""The characters that may stand round what a cell says."""
RUN_OF_BLANKS = f"[{BLANKS}]+"
YES_NO_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "ja", "j", "y", "sant", "true", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "n", "falskt", "false", "0"), "no"),
}
USUAL_MARKS = ("", ".", "..", "...")
"""The marks that mean missing without being declared."""
_RUN_OF_BLANKS = re.compile(RUN_OF_BLANKS)
_QUOTES = "\"'”“„’‘«»"


def as_word(text: str) -> str:
    """The text as words are compared: in lower case, composed, without outer blanks and with single inner ones."""
    return _RUN_OF_BLANKS.sub(" ", normalize("NFC", text)).strip(" ").lower()


def composed(heading: str) -> str:
    """A heading without outer blanks, with å written as one character, not as a and a ring."""
    return normalize("NFC", heading.strip())


def folded(heading: str) -> str:
    r"""The same without regard to case, quotes around it, invisible signs, and how many blanks of which kind.

    >>> folded("\ufeff'School\n\xa0(M)' ")
    'school (m)'
    """
    plain = heading if heading.isascii() else "".join(sign for sign in heading if category(sign) != "Cf")
    text = composed(plain)
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text.strip(_QUOTES)
    return " ".join(text.casefold().split())
