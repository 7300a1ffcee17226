"""Comments in a text table: lines that begin with # and cannot be rows of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.csv.plain_text import PlainText
from vasterviksmodell.sites.formats.csv.records import Record, cells, ends_inside
from vasterviksmodell.sites.formats.csv.surroundings import counted_lines
from vasterviksmodell.source import Source
from vasterviksmodell.temporary import TemporaryFile
from vasterviksmodell.text_file import blocks

_SIGN = b"#"


def without_comments(
    text: PlainText, delimiter: str, width: int, after: int
) -> tuple[PlainText, int, tuple[Finding, ...]]:
    """The text with blank lines for the comments after a line, how many they are, and a finding that says so."""
    if not any(_SIGN in block for block in blocks(text.source.path)):
        return text, 0, ()
    numbers = set(_comments(text.source.path, delimiter, width, after))
    if not numbers:
        return text, 0, ()
    temporary = TemporaryFile.apart()
    with text.source.path.open("rb") as file:
        temporary.writelines(b"\n" if number in numbers else line for number, line in enumerate(file, 1))
    temporary.flush()
    finding = Finding(rule("D038"), Place(text.source.name, min(numbers)), {"lines": counted_lines(len(numbers))})
    copy = Source(text.source.name, temporary.path, temporary)
    return replace(text, source=copy), len(numbers), (finding,)


def _comments(path: Path, delimiter: str, width: int, after: int) -> Iterator[int]:
    """The numbers of the lines that are comments; inside of a quoted cell there are none."""
    inside = False
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if number <= after:
                continue
            if line.startswith(_SIGN) and not inside and _is_comment(line, delimiter, width):
                yield number
            elif inside or b'"' in line:
                inside = ends_inside(line.decode(errors="replace"), delimiter, inside=inside)


def _is_comment(line: bytes, delimiter: str, width: int) -> bool:
    """Whether a line that begins with # is no row: it has one cell, or a blank after the sign and no row's cells.

    A site may be called #5.
    """
    row = [cell.text for cell in cells(Record(1, line.decode(errors="replace").rstrip("\r\n")), delimiter)]
    alone = not any(text.strip() for text in row[1:])
    apart = row[0][1:2].isspace()
    return width > 1 and ((len(row) == 1) or (apart and (alone or len(row) != width)))
