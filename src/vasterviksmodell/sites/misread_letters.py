"""Letters that were read in a wrong encoding and written again: `Ã…by` or `?by` for `Åby`; and old encodings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites.occurring_signs import OccurringSigns

_FURTHER = "éÉüÜèàøØæÆñ"
"""Letters besides å, ä and ö that occur in names."""
_NOT_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_HIGH = 0x80


@dataclass(frozen=True)
class OldEncoding:
    """An encoding whose å, ä and ö would be signs in Windows-1252 that nobody writes inside a word."""

    codec: str
    """Its name in Python and in the criteria file."""
    name: str
    telling: str
    """The letters that would be signs or capitals, so that a single one inside a word is enough."""

    @cached_property
    def _letters(self) -> bytes:
        return "åäöÅÄÖ".encode(self.codec)

    def letters_in(self, content: bytes) -> int:
        """Return how many bytes are å, ä or ö in this encoding; 0 when others are not letters, or it is uncertain."""
        high = {byte for byte in content if byte >= _HIGH}
        if not high <= {*self._letters, *_FURTHER.encode(self.codec)}:
            return 0
        lower, upper = re.escape(self._letters[:3]), re.escape(self._letters[3:])
        placed = rb"(?<=[A-Za-z])[%b](?=[A-Za-z])|(?<![0-9])[%b](?=[A-Za-z])" % (lower, upper)
        found = re.findall(placed, content)
        inside = rb"[A-Za-z][%b][a-z]" % re.escape(self.telling.encode(self.codec))
        certain = bool(high & _NOT_CP1252) or len(set(found)) > 1 or re.search(inside, content) is not None
        return len(found) if certain else 0


_OLD_ENCODINGS = (OldEncoding("cp850", "DOS (cp850)", "åäö"), OldEncoding("mac-roman", "Mac OS Roman", "åä"))
NAMES = {encoding.codec: encoding.name for encoding in _OLD_ENCODINGS}


def old_encoding(content: bytes) -> OldEncoding | None:
    """Return the old encoding of a text; None when it is in another, or it is uncertain.

    >>> old_encoding("Västervik".encode("cp850")).name, old_encoding("Västervik".encode("cp1252"))
    ('DOS (cp850)', None)
    """
    likeliest = max(_OLD_ENCODINGS, key=lambda encoding: encoding.letters_in(content))
    return likeliest if likeliest.letters_in(content) else None


_ENCODINGS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_LEADS = b"\xc2\xc3\xe2"
"""The first bytes of Western European letters, dashes and quotes in UTF-8."""
_FROM_DOS = {"„": "ä", "†": "å", "”": "ö"}
"""Letters of DOS (cp850) by what they are in Windows-1252, which nobody writes between two letters."""
_DOS_LETTER = r"\pL[„†”]\pL"
_BETWEEN = r"(?<=[^\W\d_])[„†”](?=[^\W\d_])"
LOST = "\ufffd"
"""The sign that programs write for a byte they cannot read."""
_QUESTION = "?"
"""The sign that others write for it, or for a letter they cannot write."""
_LOST_IN_WORD = r"\pL\?+\pL|(?:^|[\s(/-])\?+\pL"
"""A question mark within a word or before one."""
_RUN = re.compile(f"([{LOST}?]+)")
_CODE_BEFORE = re.compile(r"[0-9]+ +")


def _letters(encoding: str) -> str:
    return bytes(range(0x80, 0x100)).decode(encoding, "ignore")


def _letters_by_misreading(encoding: str) -> dict[str, str]:
    """Return letters by what they become when they are written in UTF-8 and read in an encoding."""
    letters = {letter.encode().decode(encoding, "ignore"): letter for letter in _letters(encoding) + _letters("cp1252")}
    return {text: letter for text, letter in letters.items() if text.encode(encoding) == letter.encode()}


_RESTORED = {
    text: letter for encoding in reversed(_ENCODINGS) for text, letter in _letters_by_misreading(encoding).items()
}
_FIRST = {bytes([lead]).decode(encoding) for lead in _LEADS for encoding in _ENCODINGS}
_TELLING = [misread for misread in _RESTORED if misread[0] in _FIRST]


_SIGNS = (*sorted(_FIRST), *_FROM_DOS, LOST, _QUESTION)
"""Without one of these signs no text is misread."""


def may_be_misread(texts: pl.Series) -> bool:
    """Say quickly whether a column may have misread letters, or a sign for a lost one."""
    return OccurringSigns(texts).include(_SIGNS)


def are_misread(texts: pl.Series) -> pl.Series:
    """Say which texts have misread letters, or a sign for a lost one."""
    return texts.str.contains_any([*_TELLING, LOST]) | texts.str.contains(f"{_DOS_LETTER}|{_LOST_IN_WORD}")


def may_have_lost_letters(texts: pl.Series) -> pl.Series:
    """Say which texts have a sign that may stand for a lost letter."""
    return texts.str.contains_any([LOST, _QUESTION])


def restored_text(text: str, known: Iterable[str] = ()) -> str | None:
    """Return a text with its letters restored, however often they were misread.

    Lost letters are those of the only known name that fits; None when no name, or more than one, fits.

    >>> restored_text("Ã…by"), restored_text("Ãƒâ€¦by"), restored_text("\ufffdby")
    ('Åby', 'Åby', None)
    >>> restored_text("?by", ["Åby", "Visby"])
    'Åby'
    """
    while text != (better := _restored_once(text)):
        text = better
    if LOST not in text and _QUESTION not in text:
        return text
    lost = bool(are_misread(pl.Series([text])).item())
    return _known_as(text, known) or (None if lost else text)


def _known_as(text: str, known: Iterable[str]) -> str | None:
    """Return the only known name that has letters beyond ASCII where the text has signs for lost ones."""
    code = _CODE_BEFORE.match(text)
    before = code[0] if code else ""
    parts = _RUN.split(text[len(before) :])
    pattern = "".join(
        f"[^\\x00-\\x7f]{{1,{len(part)}}}" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    found = {name for name in known if re.fullmatch(pattern, name, re.IGNORECASE)}
    return before + found.pop() if len(found) == 1 else None


def misread_finding(text: str, restored: str | None, place: Place) -> Finding:
    """Return the finding that letters of a text were misread."""
    return Finding(rule("D220"), place, {"text": text, "meant": _instead_of(restored)})


def _instead_of(restored: str | None) -> Message:
    if restored is None:
        return Message(": some of its letters are lost")
    shown = shortened(restored)
    return Message(", instead of '{shown}'").format(shown=shown)


def _restored_once(text: str) -> str:
    better = str(pl.Series([text]).str.replace_many(_RESTORED, leftmost=True).item())
    return better if better != text else re.sub(_BETWEEN, lambda found: _FROM_DOS[found[0]], text)
