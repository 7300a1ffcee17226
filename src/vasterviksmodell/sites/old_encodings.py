"""Encodings of old programs: which of them a text that is not UTF-8 is written in."""

import re
from dataclasses import dataclass
from functools import cached_property

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
NAMES = {it.codec: it.name for it in _OLD_ENCODINGS}


def old_encoding(content: bytes) -> OldEncoding | None:
    """The old encoding of a text; None when it is none of them, or too few letters tell.

    >>> old_encoding("Västervik".encode("cp850")).name, old_encoding("Västervik".encode("cp1252"))
    ('DOS (cp850)', None)
    """
    likeliest = max(_OLD_ENCODINGS, key=lambda encoding: encoding.letters_in(content))
    return likeliest if likeliest.letters_in(content) else None
