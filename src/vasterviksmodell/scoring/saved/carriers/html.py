"""A page that carries its ranking as an element of data, which no browser runs."""

import re
from typing import IO, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.saved.carriers.carrier import (
    MOST,
    NAME,
    Carrier,
    packed,
    several,
    stem,
    too_large,
    unpacked,
)

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,900}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FOUND = rb"""<script\b[^>]*\sid=(["']?)%b\1(?=[\s>])[^>]*>([^<]*)<"""


class Html(Carrier):
    title: ClassVar[Message] = Message("a web page")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is a page."""
        return _PAGE.match(head) is not None

    def inner_bytes(self, file: IO[bytes], name: str) -> bytes | None:
        """Return what the element of the name holds, None without one."""
        content = file.read(MOST + 1)
        if len(content) > MOST:
            raise too_large()
        found = [text for _, text in re.findall(_FOUND % _id(name).encode(), content, re.IGNORECASE)]
        if len(found) > 1:
            raise several()
        return unpacked(found[0]) if found else None


def element(content: bytes, name: str = NAME) -> str:
    """Return the element of a page that carries something under a name; a strict content security policy allows it."""
    return f'<script type="application/gzip" id="{_id(name)}">{packed(content)}</script>'


def _id(name: str) -> str:
    """Return the id of an element, which no section of a page has."""
    return stem(name) if name == NAME else f"carried-{stem(name)}"
