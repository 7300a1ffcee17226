"""A text file as UTF-8 with line feeds: itself when it is so written, otherwise a copy, made in one pass."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.formats.csv.encoding import (
    LONE_RETURN,
    NAMES,
    encoding_of,
    first_of,
    said_wrongly,
    why_not_utf8,
)
from vasterviksmodell.source import Source
from vasterviksmodell.temporary import TemporaryFile
from vasterviksmodell.text_file import HEAD, blocks, place_in_file, wrong_byte

_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class PlainText:
    source: Source
    """UTF-8 with line feeds, perhaps after carriage returns."""
    encoding: str
    """That of the file."""
    converted: bool = False
    """Whether it is a copy in which all lines end with line feeds."""

    @property
    def head(self) -> tuple[str, bool]:
        """The first characters, and whether they are all."""
        head = self.source.head(HEAD)
        whole = len(head) < HEAD
        decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        return decoder.decode(head, final=whole), whole

    def until(self, end: int) -> "PlainText":
        """A copy of the bytes before an offset."""
        temporary = TemporaryFile.apart()
        _write(temporary, blocks(self.source.path, end))
        return replace(self, source=Source(self.source.name, temporary.path, temporary))


def plain_text(source: Source, declared: str | None) -> tuple[PlainText | None, tuple[Finding, ...]]:
    """The text of a file by its first bytes and by what the criteria file says; None when it is no text."""
    head = source.head(HEAD)
    encoding = encoding_of(head, declared, whole=len(head) < HEAD)
    if encoding == "cp1252" and declared is None:
        finding = why_not_utf8(source, declared)
        if finding is None or finding.code != "F008":
            return PlainText(source, "utf-8"), ()  # reading it fails, and then it is asked why
        return _converted(source, encoding, (finding,))
    if encoding == "utf-8" and LONE_RETURN.pattern.search(head) is None:
        return PlainText(source, encoding), ()
    return _converted(source, encoding, said_wrongly(source, head) if encoding == "cp1252" else ())


def on_closer_look(source: Source, why: Finding | None) -> PlainText | None:
    """The text of a file that could not be read as its head promised, given why it is not UTF-8.

    None when another encoding or other ends of lines do not explain it.
    """
    if why is None and first_of(source.path, LONE_RETURN) is None:
        return None
    if why is not None and why.code != "F008":
        return None
    return _converted(source, "utf-8" if why is None else "cp1252", ())[0]


def _converted(
    source: Source, encoding: str, findings: tuple[Finding, ...]
) -> tuple[PlainText | None, tuple[Finding, ...]]:
    """The text as a copy; None and what is wrong with it when it cannot be made."""
    temporary = TemporaryFile.apart()
    path = temporary.path
    try:
        nul = _write(temporary, _with_line_feeds(_as_utf8(source.path, encoding)))
        wrong = None if nul is None else Finding(rule("F002"), place_in_file(path, nul, source.name))
    except UnicodeDecodeError as error:
        end = _write(temporary, [error.object[: error.start].decode(encoding).encode()]) or temporary.tell()
        wrong = wrong_byte(error.object[error.start], NAMES[encoding], place_in_file(path, end, source.name))
    if wrong is not None:
        temporary.close()
        return None, (wrong,)
    return PlainText(Source(source.name, path, temporary), encoding, converted=True), findings


def _write(file: IO[bytes], pieces: Iterable[bytes]) -> int | None:
    """Write pieces until the end or a NUL byte, whose offset is returned."""
    nul = None
    for piece in pieces:
        if b"\0" in piece:
            nul = file.tell() + piece.index(b"\0")
        file.write(piece)
        if nul is not None:
            break
    file.flush()
    return nul


def _as_utf8(path: Path, encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield from blocks(path)
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    for block in blocks(path):
        yield decoder.decode(block).encode()
    decoder.decode(b"", final=True)


def _with_line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Carriage returns that stand alone become line feeds. One at the end of a piece waits for the next."""
    waiting = b""
    for piece in pieces:
        text = waiting + piece
        waiting = b"\r" if text.endswith(b"\r") else b""
        text = text[: len(text) - len(waiting)]
        yield _RETURN.sub(b"\n", text) if text.count(b"\r") > text.count(b"\r\n") else text
    yield waiting
