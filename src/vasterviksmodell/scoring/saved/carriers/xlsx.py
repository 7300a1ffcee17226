"""A workbook that carries its ranking as texts in a sheet that nobody sees, which spreadsheet programs keep.

A text in a cell is limited to 32 767 characters, so the ranking stands in several: each says its number and how many
there are. Which cells hold them does not matter, nor how a program stores texts when it saves the workbook.
"""

import re
import zlib
from typing import IO, ClassVar
from zipfile import BadZipFile, ZipFile

from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.saved.carriers.carrier import (
    MOST,
    NAME,
    Carrier,
    damaged,
    packed,
    several,
    stem,
    too_large,
    unpacked,
)

_LONGEST = 32_000
_TEXT = "vasterviksmodell {stem} {number}/{of} {piece}"
_FOUND = rb"vasterviksmodell %b ([0-9]{1,6})/([0-9]{1,6}) ([A-Za-z0-9+/=]+)"
_SHEET = rb"<(?:\w+:)?sheet\b[^>]*\sname=[\"']%b[\"']"
_WORKBOOK = "xl/workbook.xml"
_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml", re.IGNORECASE)
_DAMAGE = (BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError, NotImplementedError)
"""What damaged, encrypted and unusual archives raise."""


class Xlsx(Carrier):
    title: ClassVar[Message] = Message("a workbook or another archive")

    def recognises(self, head: bytes) -> bool:
        """Say whether a file is an archive, as workbooks are."""
        return head.startswith(b"PK\x03\x04")

    def inner_bytes(self, file: IO[bytes], name: str) -> bytes | None:
        """Return what the texts of a workbook hold; None without the sheet, as in files of sites."""
        if not _has_sheet(file, name):
            return None
        try:
            with ZipFile(file) as archive:
                pieces = _pieces(archive, name)
        except _DAMAGE as error:
            raise damaged() from error
        return unpacked(_joined(pieces))


def cell_texts(content: bytes, name: str = NAME) -> list[str]:
    """Return the texts of the cells that carry something: one below the other in a very hidden sheet of the name."""
    text = packed(content)
    pieces = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]
    return [
        _TEXT.format(stem=stem(name), number=number, of=len(pieces), piece=piece)
        for number, piece in enumerate(pieces, 1)
    ]


def _has_sheet(file: IO[bytes], name: str) -> bool:
    """Say whether the workbook has the sheet; other archives, and damaged ones, are left to those who read sites."""
    try:
        with ZipFile(file) as archive:
            return re.search(_SHEET % re.escape(name.encode()), _part(archive, _WORKBOOK)) is not None
    except _DAMAGE:
        return False


def _part(archive: ZipFile, name: str) -> bytes:
    """Return a part; no more than it declares is ever unpacked."""
    if archive.getinfo(name).file_size > MOST:
        raise too_large()
    return archive.read(name)


def _pieces(archive: ZipFile, name: str) -> set[tuple[int, int, bytes]]:
    """Return the pieces, each with its number and how many there are."""
    found = re.compile(_FOUND % stem(name).encode())
    parts = (_part(archive, part) for part in archive.namelist() if _TEXTS.fullmatch(part))
    return {(int(number), int(of), piece) for part in parts for number, of, piece in found.findall(part)}


def _joined(pieces: set[tuple[int, int, bytes]]) -> bytes:
    numbers = [number for number, _, _ in pieces]
    if len(set(numbers)) < len(numbers) or len({of for _, of, _ in pieces}) > 1:
        raise several()
    if not pieces or sorted(numbers) != list(range(1, next(iter(pieces))[1] + 1)):
        raise damaged()
    return b"".join(piece for _, _, piece in sorted(pieces))
