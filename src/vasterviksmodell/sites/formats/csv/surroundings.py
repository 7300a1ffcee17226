"""What surrounds a text table: titles above its headings, blank lines, comments, and notes below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase, numbered_lines
from vasterviksmodell.sites.formats.csv.dialect import Dialect, named_delimiter
from vasterviksmodell.sites.formats.csv.encoding import PlainText
from vasterviksmodell.sites.formats.csv.heading_rows import Headings
from vasterviksmodell.sites.formats.csv.records import Record, cells, ends_inside, records
from vasterviksmodell.sites.formats.table_rows import may_be_note, number_of_notes
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.temporary import TemporaryFile
from vasterviksmodell.source.text import HEAD, blocks, place_in_file

_END = 1 << 16
"""How many last bytes are searched for notes."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    begin: int
    """The offset of the first note in bytes."""
    number: int
    """The number of their rows."""


class _Row(NamedTuple):
    begin: int
    cells: Sequence[str]


def find_footnotes(path: Path, delimiter: str, width: int) -> Footnotes | None:
    """Return the notes at the end of a file whose table has `width` columns; None when there are none."""
    rows = list(takewhile(lambda row: may_be_note(row.cells, width), _rows_from_end(path, delimiter)))[::-1]
    number = number_of_notes([row.cells for row in rows], width)
    notes = rows[len(rows) - number :]
    return Footnotes(notes[0].begin, sum(1 for row in notes if any(row.cells))) if notes else None


def _rows_from_end(path: Path, delimiter: str) -> Iterator[_Row]:
    """Yield the last rows in reverse order. A row whose quoted cells span lines has an even number of quotes."""
    before, end = _end_of(path)
    at = len(end)
    while at > 0:
        begin = end.rfind(b"\n", 0, at - 1) + 1
        while end.count(b'"', begin, at) % 2 and begin:
            begin = end.rfind(b"\n", 0, begin - 1) + 1
        text = end[begin:at].decode("utf-8", errors="replace").rstrip("\r\n")
        found = cells(Record(1, text), delimiter)
        if any(cell.problem for cell in found):
            return
        yield _Row(before + begin, [cell.text.strip() for cell in found])
        at = begin


def _end_of(path: Path) -> tuple[int, bytes]:
    """Return the offset of the last whole lines of a file, and these lines."""
    size = path.stat().st_size
    before = max(0, size - _END)
    with path.open("rb") as file:
        file.seek(before)
        end = file.read()
    cut = end.find(b"\n") + 1 if before else 0
    return (before + cut, end[cut:]) if cut or not before else (size, b"")


@dataclass(frozen=True, slots=True)
class Titles:
    """The lines with text above the headings."""

    first: int | None
    number: int

    @classmethod
    def above(cls, headings: Headings, head: str) -> "Titles":
        lines = head.split("\n", headings.lines[-1])[: headings.lines[-1] - 1]
        held = [
            number
            for number, line in enumerate(lines, 1)
            if number not in headings.lines
            and line.strip(f'{headings.delimiter}"\r\t ')
            and not (number == 1 and named_delimiter(line))
        ]
        return cls(held[0] if held else None, len(held))

    def findings(self, headings: Headings, path: str) -> tuple[Finding, ...]:
        """Return the finding that they are ignored."""
        if self.first is None:
            return ()
        facts: dict[str, Phrase] = {
            "lines": counted_lines(self.number),
            "headings": numbered_lines(headings.lines),
        }
        return (Finding(rule("D008"), Place(path, self.first), facts),)


def counted_lines(number: int) -> Message:
    return Message("1 line") if number == 1 else Message("{number} lines").format(number=number)


def first_row(text: PlainText, headings: Headings) -> int | None:
    """Return the line of the first row below the headings; blank lines may stand before it."""
    lines = enumerate(text.head[0].split("\n")[headings.end :], headings.end + 1)
    found = next((number for number, line in lines if line.strip("\r")), None)
    if found is not None or text.source.path.stat().st_size < HEAD:
        return found
    return next(
        (record.line for record in records(text.source.path, headings.delimiter, headings.end) if record.text), None
    )


def without_footnotes(text: PlainText, delimiter: str, width: int) -> tuple[PlainText, int, tuple[Finding, ...]]:
    """Return the text without the notes below its table, their number, and a finding about them."""
    found = find_footnotes(text.source.path, delimiter, width)
    if found is None:
        return text, 0, ()
    place = place_in_file(text.source.path, found.begin, text.source.name)
    finding = Finding(rule("D009"), replace(place, column=None), {"lines": counted_lines(found.number)})
    return text.until(found.begin), found.number, (finding,)


def dialect_record(
    dialect: Dialect, encoding: str, headings: Headings, skipped_lines: Mapping[str, int]
) -> dict[str, str]:
    """Return the dialect of a file and the numbers of skipped lines, as they are recorded with a result."""
    return {
        "encoding": encoding,
        "delimiter": dialect.delimiter,
        "decimal": "," if dialect.decimal_comma else ".",
        **({"headings": "-".join(map(str, headings.lines))} if headings.lines != (1,) else {}),
        **{name: str(number) for name, number in skipped_lines.items() if number},
    }


_SIGN = b"#"


def without_comments(
    text: PlainText, delimiter: str, width: int, after: int
) -> tuple[PlainText, int, tuple[Finding, ...]]:
    """Return the text with comments below a line made blank, their number, and a finding about them."""
    if not any(_SIGN in block for block in blocks(text.source.path)):
        return text, 0, ()
    numbers = set(_comments(text.source.path, delimiter, width, after))
    if not numbers:
        return text, 0, ()
    temporary = TemporaryFile.apart()
    with text.source.path.open("rb") as file:
        temporary.writelines(b"\n" if number in numbers else line for number, line in enumerate(file, 1))
    temporary.settle()
    finding = Finding(rule("D038"), Place(text.source.name, min(numbers)), {"lines": counted_lines(len(numbers))})
    copy = Source(text.source.name, temporary.path, temporary)
    return replace(text, source=copy), len(numbers), (finding,)


def _comments(path: Path, delimiter: str, width: int, after: int) -> Iterator[int]:
    """Yield the numbers of the lines that are comments; there are none inside a quoted cell."""
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
    """Say whether a line that begins with # is a comment and not a row.

    It has one cell, or a blank after the sign and not the cells of a row, because a site may be called #5.
    """
    row = [cell.text for cell in cells(Record(1, line.decode(errors="replace").rstrip("\r\n")), delimiter)]
    alone = not any(text.strip() for text in row[1:])
    apart = row[0][1:2].isspace()
    return width > 1 and ((len(row) == 1) or (apart and (alone or len(row) != width)))
