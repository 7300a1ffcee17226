"""The two languages, texts of criteria files in them, and foreign text made safe to show."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "sv"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_SHOWN = 60
_LINE_BLANKS = r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+"
UNSEEN = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
"""Characters that count as printable though nobody sees them: joiners, fillers, variation selectors, blank patterns."""
_UNUSUAL = (
    "[^\t\n\r -~\u00a0-\u00ac\u00ae-\u034e\u0350-\u0377\u0400-\u052f\u2010-\u2027\u2190-\u23ff\u3041-\u3096"
    "\u4e00-\u9fff\uac00-\ud7a3]"
)
"""Characters that may need an escape; all others are visible, or divide lines and cells."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a criteria file gives in English, Swedish or both; a missing language falls back on the other."""

    en: str | None = None
    sv: str | None = None

    def inside(self, language: Language) -> str:
        """Return the text in a language, or in the other one when it is missing."""
        first, second = (self.sv, self.en) if language == "sv" else (self.en, self.sv)
        return first if first is not None else second or ""


def same(text: str) -> Text:
    """Return a text that is the same in all languages."""
    return Text(text, text)


def listing(names: Iterable[str], most: int = 12) -> Text:
    """Return names separated by commas, each made safe to show; beyond `most` only their number."""
    shown = [shortened(name) for name in names]
    rest = f", … ({len(shown)})" if len(shown) > most else ""
    return same(", ".join(shown[:most]) + rest)


def visible(text: str) -> str:
    r"""Return a text with an escape for every control, direction, invisible and other unprintable character.

    The joiners and selectors of composed emojis and of some scripts are escaped too, so that two names that look alike
    differ. No-break spaces, which Swedish numbers and some names have, stay.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable() and (text.isascii() or not re.search(UNSEEN, text)):
        return text
    return "".join(sign if is_visible(sign) else escape(sign) for sign in text)


def is_visible(sign: str) -> bool:
    """Return whether a reader sees a character, or the room that it takes."""
    return sign == "\u00a0" or (sign.isprintable() and not re.match(UNSEEN, sign))


def escape(sign: str) -> str:
    r"""Return a character as an escape that Python and YAML read: `\x1b`, `\u202e`, `\U000e0001`."""
    return sign.encode("unicode_escape").decode("ascii")


def with_escapes(text: str, escape: Callable[[str], str] = escape) -> str:
    r"""Return a text of several lines or cells with an escape for what is invisible, except tabs and line ends.

    >>> with_escapes("a\u200b\tb\n")
    'a\\u200b\tb\n'
    """
    return re.sub(_UNUSUAL, lambda found: found[0] if is_visible(found[0]) else escape(found[0]), text)


def shortened(text: str, length: int = _SHOWN) -> str:
    """Return a text made visible, without its middle when it is longer than `length` characters.

    >>> shortened("x" * 100, 7)
    'xxx…xxx'
    """
    if len(text) > length:
        half = (length - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return visible(text)


def in_line(text: str, length: int) -> str:
    r"""Return a text of a criteria file on one line, shortened.

    >>> in_line("Where should\n  they live?\n", 100)
    'Where should they live?'
    """
    return shortened(re.sub(_LINE_BLANKS, " ", text).strip(), length)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most similar to a name, if any is."""
    from difflib import get_close_matches

    folded = {other.casefold(): other for other in known}
    close = get_close_matches(name.casefold()[:200], folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None
