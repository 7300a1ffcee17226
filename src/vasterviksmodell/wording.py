"""Words for people: two languages, and foreign text made safe to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_SHOWN = 60
_LINE_BLANKS = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English, Swedish or both; a missing language falls back on the other."""

    en: str | None = None
    sv: str | None = None

    def inside(self, language: Language) -> str:
        """The text in a language, or in the other when it is not written."""
        first, second = (self.sv, self.en) if language == "sv" else (self.en, self.sv)
        return first if first is not None else second or ""


def same(text: str) -> Text:
    """A text that is the same in all languages."""
    return Text(text, text)


def listing(names: Iterable[str], most: int = 12) -> Text:
    """Names in a row, each made safe to show; beyond `most` only their number."""
    shown = [shortened(name) for name in names]
    rest = f", … ({len(shown)})" if len(shown) > most else ""
    return same(", ".join(shown[:most]) + rest)


def visible(text: str) -> str:
    r"""The text with every control, direction and other unprintable character written as an escape.

    No-break spaces, which Swedish numbers and some names have, stay.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def shortened(text: str, length: int = _SHOWN) -> str:
    """The text made visible, its middle left out when it is longer than `length` characters.

    >>> shortened("x" * 100, 7)
    'xxx…xxx'
    """
    if len(text) > length:
        half = (length - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return visible(text)


def in_line(text: str, length: int) -> str:
    r"""A text of a criteria file, which may go over several lines, on one.

    >>> in_line("Where should\n  they live?\n", 100)
    'Where should they live?'
    """
    return shortened(_LINE_BLANKS.sub(" ", text).strip(), length)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like a name, if one is like it."""
    from difflib import get_close_matches

    folded = {other.casefold(): other for other in known}
    close = get_close_matches(name.casefold()[:200], folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None
