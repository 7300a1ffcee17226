"""A page that carries its ranking as an element of data, which no browser runs."""

import re
from typing import IO, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.saved.carriers.carrier import MOST, Carrier, packed, several, too_large, unpacked

ELEMENT = "ranking"
"""The id of the element."""
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,900}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FOUND = re.compile(rb"""<script\b[^>]*\sid=(["']?)%b\1(?=[\s>])[^>]*>([^<]*)<""" % ELEMENT.encode(), re.IGNORECASE)


class Html(Carrier):
    title: ClassVar[Message] = Message("a web page")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is a page."""
        return _PAGE.match(head) is not None

    def ranking_bytes(self, file: IO[bytes]) -> bytes | None:
        """Return the ranking in the element, None without one."""
        content = file.read(MOST + 1)
        if len(content) > MOST:
            raise too_large()
        found = [text for _, text in _FOUND.findall(content)]
        if len(found) > 1:
            raise several()
        return unpacked(found[0]) if found else None


def element(ranking: bytes) -> str:
    """Return the element of a page that carries a ranking; a strict content security policy allows it."""
    return f'<script type="application/gzip" id="{ELEMENT}">{packed(ranking)}</script>'
