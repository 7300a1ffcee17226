"""Letters that were written as UTF-8, read in another encoding, and written again: `Ã…by`, or `?by`, for `Åby`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

_FURTHER = "éÉüÜèàøØæÆñ"
"""Letters that may stand beside å, ä and ö in names."""
_NOT_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_HIGH = 0x80


@dataclass(frozen=True)
class OldEncoding:
    """An encoding in which å, ä and ö are what nobody writes inside a word in Windows-1252."""

    codec: str
    """How Python calls it, and the criteria file."""
    name: str
    telling: str
    """The letters that are a sign or a capital there, so that one inside a word is enough."""

    @cached_property
    def _letters(self) -> bytes:
        return "åäöÅÄÖ".encode(self.codec)

    def letters_in(self, content: bytes) -> int:
        """How many bytes are å, ä or ö in it; 0 when others are no letters, or when they may be signs after all."""
        high = {byte for byte in content if byte >= _HIGH}
        if not high <= {*self._letters, *_FURTHER.encode(self.codec)}:
            return 0
        lower, upper = re.escape(self._letters[:3]), re.escape(self._letters[3:])
        placed = rb"(?<=[A-Za-z])[%b](?=[A-Za-z])|(?<![0-9])[%b](?=[A-Za-z])" % (lower, upper)
        found = re.findall(placed, content)
        inside = rb"[A-Za-z][%b][a-z]" % re.escape(self.telling.encode(self.codec))
        sure = bool(high & _NOT_CP1252) or len(set(found)) > 1 or re.search(inside, content) is not None
        return len(found) if sure else 0


_OLD_ENCODINGS = (OldEncoding("cp850", "DOS (cp850)", "åäö"), OldEncoding("mac-roman", "Mac OS Roman", "åä"))
NAMES = {encoding.codec: encoding.name for encoding in _OLD_ENCODINGS}


def old_encoding(content: bytes) -> OldEncoding | None:
    """The old encoding of a text; None when it is none of them, or too few letters tell.

    >>> old_encoding("Västervik".encode("cp850")).name, old_encoding("Västervik".encode("cp1252"))
    ('DOS (cp850)', None)
    """
    likeliest = max(_OLD_ENCODINGS, key=lambda encoding: encoding.letters_in(content))
    return likeliest if likeliest.letters_in(content) else None


_ENCODINGS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_LEADS = b"\xc2\xc3\xe2"
"""With these begin the letters of Western Europe, dashes and quotes in UTF-8: what they become, nobody writes."""
_FROM_DOS = {"„": "ä", "†": "å", "”": "ö"}
"""What letters of DOS (cp850) are in Windows-1252. Between two letters nobody writes them."""
_DOS_LETTER = r"\pL[„†”]\pL"
_BETWEEN = r"(?<=[^\W\d_])[„†”](?=[^\W\d_])"
LOST = "\ufffd"
"""What programs write for a byte that they cannot read."""
_QUESTION = "?"
"""What others write for it, or for a letter that they cannot write."""
_LOST_IN_WORD = r"\pL\?+\pL|(?:^|[\s(/-])\?+\pL"
"""A question mark where none can stand: within a word, or before one."""
_RUN = re.compile(f"([{LOST}?]+)")
_CODE_BEFORE = re.compile(r"[0-9]+ +")


def _letters(encoding: str) -> str:
    return bytes(range(0x80, 0x100)).decode(encoding, "ignore")


def _become(encoding: str) -> dict[str, str]:
    """By what letters become that are written as UTF-8 and read in an encoding, be it more than once: the letters."""
    became = {letter.encode().decode(encoding, "ignore"): letter for letter in _letters(encoding) + _letters("cp1252")}
    return {text: letter for text, letter in became.items() if text.encode(encoding) == letter.encode()}


_MEANT = {text: letter for encoding in reversed(_ENCODINGS) for text, letter in _become(encoding).items()}
_FIRST = {bytes([lead]).decode(encoding) for lead in _LEADS for encoding in _ENCODINGS}
_TELLING = [misread for misread in _MEANT if misread[0] in _FIRST]


def are_misread(texts: pl.Series) -> pl.Series:
    """Which texts hold letters that were misread, or a sign for one that was lost."""
    return texts.str.contains_any([*_TELLING, LOST]) | texts.str.contains(f"{_DOS_LETTER}|{_LOST_IN_WORD}")


def may_have_lost(texts: pl.Series) -> pl.Series:
    """Which texts hold a sign that may stand for a letter that was lost."""
    return texts.str.contains_any([LOST, _QUESTION])


def meant_by(text: str, known: Iterable[str] = ()) -> str | None:
    """The text with the letters that were meant, however often they were misread.

    Letters that are lost are those of the one known name that the text can be; None when there is none, or another.

    >>> meant_by("Ã…by"), meant_by("Ãƒâ€¦by"), meant_by("\ufffdby"), meant_by("?by", ["Åby", "Visby"])
    ('Åby', 'Åby', None, 'Åby')
    """
    while text != (better := _once_better(text)):
        text = better
    if LOST not in text and _QUESTION not in text:
        return text
    lost = bool(are_misread(pl.Series([text])).item())
    return _known_as(text, known) or (None if lost else text)


def _known_as(text: str, known: Iterable[str]) -> str | None:
    """The one known name that differs only in letters beyond ASCII where the text has signs for lost ones."""
    code = _CODE_BEFORE.match(text)
    before = code[0] if code else ""
    parts = _RUN.split(text[len(before) :])
    pattern = "".join(
        f"[^\\x00-\\x7f]{{1,{len(part)}}}" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    found = {name for name in known if re.fullmatch(pattern, name, re.IGNORECASE)}
    return before + found.pop() if len(found) == 1 else None


def told_of(text: str, meant: str | None, place: Place) -> Finding:
    """The finding that letters of a text were misread."""
    return Finding(rule("D220"), place, {"text": text, "meant": _instead_of(meant)})


def _instead_of(meant: str | None) -> Message:
    if meant is None:
        return Message(": letters of it are lost")
    shown = shortened(meant)
    return Message(", instead of '{shown}'").format(shown=shown)


def _once_better(text: str) -> str:
    better = str(pl.Series([text]).str.replace_many(_MEANT, leftmost=True).item())
    return better if better != text else re.sub(_BETWEEN, lambda found: _FROM_DOS[found[0]], text)
