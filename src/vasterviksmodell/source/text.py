"""Decoding text files: their text, or what is wrong with their bytes and where."""

from collections.abc import Iterator
from pathlib import Path

from vasterviksmodell.findings import Finding, Place, rule

BYTE_ORDER_MARK = "\ufeff"
HEAD = 1 << 18
"""The bytes that are examined to detect how a file is written."""
_BLOCK = 1 << 20


def read_text(content: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of UTF-8 bytes without byte order mark, or None and a finding when they are not such a text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place_of_byte(content, error.start, path)
        return None, (wrong_byte(content[error.start], "UTF-8", place),)
    if "\0" in text:
        return None, (Finding(rule("F002"), place_of_byte(content, content.index(b"\0"), path)),)
    return text, ()


def wrong_byte(byte: int, encoding: str, place: Place) -> Finding:
    """Return the finding about a byte that has no meaning in an encoding."""
    return Finding(rule("F001"), place, {"byte": f"0x{byte:02X}", "encoding": encoding})


def place_of_byte(content: bytes, offset: int, path: str) -> Place:
    """Return the line and column, in characters, of a byte offset; the bytes before it must be UTF-8."""
    before = content[:offset].decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK)
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def place_in_file(file: Path, offset: int, path: str) -> Place:
    """Return the same for a file of any size, which is called `path`; a carriage return alone ends a line too."""
    line, begins, at, previous = 1, 0, 0, b""
    for block in blocks(file, offset):
        split = previous == b"\r" and block.startswith(b"\n")
        line += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n") - split
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        begins = at + last + 1 if last >= 0 else begins
        at, previous = at + len(block), block[-1:]
    with file.open("rb") as opened:
        opened.seek(begins)
        before = opened.read(offset - begins).decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK)
    return Place(path, line, len(before) + 1)


def blocks(file: Path, end: int | None = None) -> Iterator[bytes]:
    """Yield the bytes of a file, or those before an offset, in blocks."""
    left = file.stat().st_size if end is None else end
    with file.open("rb") as opened:
        while block := opened.read(min(left, _BLOCK)):
            left -= len(block)
            yield block


def utf_16_order(head: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` if a file begins so, by its mark or its many NULs; else None."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le" if head[0] == 0xFF else "utf-16-be"  # noqa: PLR2004 - the mark's first byte
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and max(even, odd) > 0.8 * half and min(even, odd) < 0.05 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None
