"""The encoding of a text file, detected from its first bytes, the places where it differs, and the text in UTF-8."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, NamedTuple

from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.misread_letters import NAMES as OLD_NAMES
from vasterviksmodell.sites.misread_letters import old_encoding
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.temporary import TemporaryFile
from vasterviksmodell.source.text import HEAD, blocks, place_in_file, utf_16_order, wrong_byte

NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", **OLD_NAMES}
_OVERLAP = 3
_PIECE = 1 << 15
"""How many bytes are decoded at a time: so many stay in the cache of a processor while they are written in UTF-8."""


class Mark(NamedTuple):
    """A pattern of bytes to search for."""

    leads: bytes
    """Bytes one of which is in every match; searching for them first takes a tenth of the time."""
    pattern: re.Pattern[bytes]


_UTF_8 = Mark(
    b"\xc2\xc3\xcc\xe2\xef\xf0",
    re.compile(
        rb"\xc2[\xa0-\xbf]|[\xc3\xcc][\x80-\xbf]|\xe2[\x80-\xbf]{2}|\xef(?:\xbb\xbf|\xbf\xbd)|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    ),
)
"""Letters and signs in UTF-8 that nobody writes in Windows-1252, such as `Ã¥` or `â€“`."""
_NOT_CP1252 = Mark(b"\x81\x8d\x8f\x90\x9d", re.compile(rb"[\x81\x8d\x8f\x90\x9d]"))
LONE_RETURN = Mark(b"\r", re.compile(rb"\r[^\n]"))
_DECLARED = Message("the criteria file says so")
_TAKE_OUT = Message("it looks like UTF-8: remove encoding: from the criteria file")


def encoding_of(head: bytes, declared: str | None, *, whole: bool) -> str:
    """Return the encoding of a file by its first bytes, perhaps its `whole`, and by the declared one."""
    order = utf_16_order(head)
    if order or declared == "utf-16":
        return order or "utf-16-le"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if declared:
        return declared
    foreign = _not_utf8(codecs.getincrementaldecoder("utf-8")(), head, whole=whole) is not None
    return "cp1252" if foreign and not any(mark.pattern.search(head) for mark in (_UTF_8, _NOT_CP1252)) else "utf-8"


def encoding_warning(source: Source, head: bytes) -> tuple[Finding, ...]:
    """Return a warning if a file that is declared as Windows-1252 looks like UTF-8."""
    letter = _UTF_8.pattern.search(head)
    if letter is None or _not_utf8(codecs.getincrementaldecoder("utf-8")(), head, whole=False) is not None:
        return ()
    place = place_in_file(source.path, letter.start(), source.name)
    return (Finding(rule("F008"), place, {"reason": _DECLARED}, advice=_TAKE_OUT),)


def why_not_utf8(source: Source, declared: str | None) -> Finding | None:
    """Return the finding on a file that is not UTF-8: Windows-1252 (F008), mixed (F007), or not text (F001)."""
    at = _first_not_utf8(source.path)
    if at is None:
        return None
    finding = _byte_finding(source, at)
    mixed = first_of(source.path, _UTF_8)
    if declared is not None or (mixed is not None and _is_cut(source.path, at)):
        return finding
    if mixed is not None:
        other = str(place_in_file(source.path, mixed, source.name))
        return replace(finding, rule=rule("F007"), facts={**finding.facts, "other": other})
    advice = _advice_on_encoding(source, at)
    if advice is not None:
        return replace(finding, advice=advice)
    undefined = first_of(source.path, _NOT_CP1252)
    if undefined is not None:
        return _byte_finding(source, undefined)
    byte = finding.facts["byte"]
    reason = Message("byte {byte} is not UTF-8").format(byte=byte)
    return Finding(rule("F008"), finding.place, {"reason": reason})


def _advice_on_encoding(source: Source, at: int) -> Message | None:
    """Return what to do with a file in an old encoding, judged around its first byte that is not UTF-8."""
    with source.path.open("rb") as file:
        file.seek(max(0, at - 1))
        old = old_encoding(file.read(HEAD))
    if old is None:
        return None
    return Message(
        "it looks like text in {name}: write encoding: {codec} under data: in the criteria file, or save it as UTF-8"
    ).format(name=old.name, codec=old.codec)


def _byte_finding(source: Source, at: int) -> Finding:
    with source.path.open("rb") as file:
        file.seek(at)
        return wrong_byte(file.read(1)[0], NAMES["utf-8"], place_in_file(source.path, at, source.name))


def _first_not_utf8(path: Path) -> int | None:
    """Return the offset of the first byte that is not UTF-8."""
    decoder, before = codecs.getincrementaldecoder("utf-8")(), 0
    for block in blocks(path):
        at = _not_utf8(decoder, block, whole=False)
        if at is not None:
            return before + at
        before += len(block)
    at = _not_utf8(decoder, b"", whole=True)
    return None if at is None else before + at


def _not_utf8(decoder: codecs.IncrementalDecoder, block: bytes, *, whole: bool) -> int | None:
    """Return the offset of an invalid byte in a block; negative when its letter begins in the block before."""
    try:
        decoder.decode(block, final=whole)
    except UnicodeDecodeError as error:
        return error.start - (len(error.object) - len(block))
    return None


def _is_cut(path: Path, at: int) -> bool:
    """Say whether the file ends within the letter at an offset."""
    if path.stat().st_size - at > _OVERLAP:
        return False
    with path.open("rb") as file:
        file.seek(at)
        return _not_utf8(codecs.getincrementaldecoder("utf-8")(), file.read(), whole=False) is None


def first_of(path: Path, mark: Mark) -> int | None:
    """Return the offset of the first match of a mark."""
    before, at = b"", 0
    for block in blocks(path):
        piece = before + block
        found = mark.pattern.search(piece) if any(lead in piece for lead in mark.leads) else None
        if found:
            return at - len(before) + found.start()
        before, at = piece[-_OVERLAP:], at + len(block)
    return None


_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class PlainText:
    source: Source
    """A file in UTF-8 whose lines end with line feeds, perhaps after carriage returns."""
    encoding: str
    """The encoding of the original file."""
    converted: bool = False
    """Whether it is a converted copy."""

    @property
    def head(self) -> tuple[str, bool]:
        """The first characters, and whether they are the whole text."""
        head = self.source.head(HEAD)
        whole = len(head) < HEAD
        decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        return decoder.decode(head, final=whole), whole

    def until(self, end: int) -> "PlainText":
        """Return a copy of the text before an offset."""
        temporary = TemporaryFile.apart()
        _write(temporary, blocks(self.source.path, end))
        temporary.settle()
        return replace(self, source=Source(self.source.name, temporary.path, temporary))


def plain_text(source: Source, declared: str | None) -> tuple[PlainText | None, tuple[Finding, ...]]:
    """Return the text of a file in the declared or detected encoding, or None, and findings."""
    head = source.head(HEAD)
    encoding = encoding_of(head, declared, whole=len(head) < HEAD)
    if encoding == "cp1252" and declared is None:
        finding = why_not_utf8(source, declared)
        if finding is None or finding.code != "F008":
            return PlainText(source, "utf-8"), ()  # reading it will fail, and then the cause is found
        return _converted_copy(source, encoding, (finding,))
    if encoding == "utf-8" and LONE_RETURN.pattern.search(head) is None:
        return PlainText(source, encoding), ()
    return _converted_copy(source, encoding, encoding_warning(source, head) if encoding == "cp1252" else ())


def reread_text(source: Source, why: Finding | None) -> PlainText | None:
    """Return the text of a file whose head was misleading, given the finding on why it is not UTF-8.

    None when neither another encoding nor other line ends explain it.
    """
    if why is None and first_of(source.path, LONE_RETURN) is None:
        return None
    if why is not None and why.code != "F008":
        return None
    return _converted_copy(source, "utf-8" if why is None else "cp1252", ())[0]


def _converted_copy(
    source: Source, encoding: str, findings: tuple[Finding, ...]
) -> tuple[PlainText | None, tuple[Finding, ...]]:
    """Return the text as a copy in UTF-8; None and a finding when it cannot be converted."""
    temporary = TemporaryFile.apart()
    path = temporary.path
    try:
        nul = _write(temporary, _with_line_feeds(_as_utf8(source.path, encoding)))
        temporary.settle()
        wrong = None if nul is None else Finding(rule("F002"), place_in_file(path, nul, source.name))
    except UnicodeDecodeError as error:
        end = _write(temporary, [error.object[: error.start].decode(encoding).encode()]) or temporary.tell()
        temporary.settle()
        wrong = wrong_byte(error.object[error.start], NAMES[encoding], place_in_file(path, end, source.name))
    if wrong is not None:
        temporary.close()
        return None, (wrong,)
    return PlainText(Source(source.name, path, temporary), encoding, converted=True), findings


def _write(file: IO[bytes], pieces: Iterable[bytes]) -> int | None:
    """Write pieces until a NUL byte, and return its offset if there is one."""
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
        for start in range(0, len(block), _PIECE):
            yield decoder.decode(block[start : start + _PIECE]).encode()
    decoder.decode(b"", final=True)


def _with_line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces in which lone carriage returns are line feeds. One at the end of a piece waits for the next.

    Where the next cannot be decoded, what waits is yielded before, so that the lines up to there are all counted.
    """
    waiting = b""
    try:
        for piece in pieces:
            text = waiting + piece
            waiting = b"\r" if text.endswith(b"\r") else b""
            text = text[: len(text) - len(waiting)]
            yield _RETURN.sub(b"\n", text) if _RETURN.search(text) else text
    except UnicodeDecodeError:
        yield waiting
        raise
    yield waiting
