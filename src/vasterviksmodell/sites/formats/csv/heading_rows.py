"""The headings of a text table, on one line or several, and the faults of its rows and lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.csv.dialect import Sample
from vasterviksmodell.sites.formats.csv.records import Record, RecordCell, cells
from vasterviksmodell.sites.formats.heading_lines import joined_heading, parts_by_column
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.text import HEAD, place_in_file

_QUOTING_PROBLEMS = {
    "open": Message("is never closed"),
    "trailing": Message("is followed by more text after it closes"),
}
_HEAD = f"{HEAD >> 10} kB"
_LONGEST = 1 << 25
_PROBE = 1 << 20


def endless_line(source: Source) -> Finding | None:
    """Return a finding about a line longer than any table has, because reading it would take too much memory.

    The file is probed at regular offsets and not read as a whole.
    """
    with source.path.open("rb") as file:
        for at in range(0, source.path.stat().st_size - _LONGEST, _LONGEST):
            file.seek(at)
            if not _ends_line(file.read(_PROBE)) and not _ends_line(file.read(_LONGEST - _PROBE)):
                place = Place(source.name, place_in_file(source.path, at, source.name).line)
                problem = Message("a line is longer than {longest} MB").format(longest=_LONGEST >> 20)
                return Finding(rule("F010"), place, {"format": "CSV", "problem": problem})
    return None


def _ends_line(text: bytes) -> bool:
    return b"\n" in text or b"\r" in text


def row_fault(record: Record, delimiter: str, width: int, path: str) -> Finding | None:
    """Return the fault of a row, if any: broken quoting, or too many or too few cells. Blank rows have none."""
    if not record.text or ('"' not in record.text and record.text.count(delimiter) + 1 == width):
        return None
    row = cells(record, delimiter)
    broken = quoting_fault(row, path)
    if broken or len(row) == width or not any(cell.text.strip() for cell in row):
        return broken
    facts = {"found": str(len(row)), "expected": str(width)}
    return Finding(rule("D002"), place_of(row[min(width, len(row) - 1)], path), facts)


@dataclass
class RowFaults:
    """Gathers the faults of rows: all are counted, the first are kept."""

    limit: int
    rows: int = 0
    number: int = 0
    first: list[Finding] = field(default_factory=list)
    widths: set[Phrase | None] = field(default_factory=set)
    """The wrong numbers of cells that rows have; None for another fault."""

    def add(self, fault: Finding) -> None:
        self.number += 1
        self.widths.add(fault.facts.get("found"))
        if self.number <= self.limit:
            self.first.append(fault)

    def findings(self, headings: Place) -> list[Finding]:
        """Return the listed findings; a single one when all rows have the same wrong number of cells."""
        if self.number == self.rows > 1 and len(self.widths) == 1 and None not in self.widths:
            facts = {**self.first[0].facts, "rows": str(self.rows)}
            return [Finding(rule("D039"), headings, facts)]
        return truncated(self.first, self.number, self.limit)


def quoting_fault(row: list[RecordCell], path: str) -> Finding | None:
    """Return the finding about the first cell with broken quotes, if any."""
    broken = next((cell for cell in row if cell.problem), None)
    if broken is None or broken.problem is None:
        return None
    return Finding(rule("D003"), place_of(broken, path), {"problem": _QUOTING_PROBLEMS[broken.problem]})


def ends_inside_quotes(finding: Finding) -> bool:
    """Say whether the rest of the file is part of a broken cell."""
    return finding.facts.get("problem") is _QUOTING_PROBLEMS["open"]


def place_of(cell: RecordCell, path: str) -> Place:
    return Place(path, cell.line, cell.column)


def no_headings(sample: Sample, path: str, *, whole: bool) -> Finding:
    """Return the finding on why a file has no row of headings, given its first rows."""
    if sample.missing_line is not None:
        last = sample.rows[-1].record.line if sample.rows else 0
        is_there = sample.missing_line <= last
        place = Place(path, sample.missing_line if is_there else None)
        return Finding(
            rule("D019"), place, {"problem": _missing_line_problem(sample.missing_line, is_there=is_there, whole=whole)}
        )
    if sample.cut is None:
        return Finding(rule("F006"), Place(path))
    broken = quoting_fault(cells(sample.cut, sample.delimiter), path)
    long = Message("the first row is longer than {head}").format(head=_HEAD)
    return broken or Finding(rule("D019"), Place(path, sample.cut.line), {"problem": long})


def _missing_line_problem(line: int, *, is_there: bool, whole: bool) -> Message:
    if is_there:
        return Message("line {line} is blank").format(line=str(line))
    if whole:
        return Message("the file has no line {line}").format(line=str(line))
    return Message("line {line} is not among the first {head}").format(line=str(line), head=_HEAD)


@dataclass(frozen=True)
class Headings:
    records: tuple[Record, ...]
    """The lines of headings, from the top."""
    delimiter: str
    joined_cells: frozenset[int] = frozenset()
    """The cells that continue the heading before them, which has an unquoted delimiter in it."""

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(record.line for record in self.records)

    @property
    def end(self) -> int:
        """The physical line on which the headings end."""
        last = self.records[-1]
        return last.line + last.text.count("\n")

    @cached_property
    def rows(self) -> list[list[RecordCell]]:
        """The cells of each line."""
        return [self._joined_row(cells(record, self.delimiter)) for record in self.records]

    def _joined_row(self, row: list[RecordCell]) -> list[RecordCell]:
        whole: list[RecordCell] = []
        for number, cell in enumerate(row):
            if number in self.joined_cells:
                whole[-1] = replace(whole[-1], text=whole[-1].text + self.delimiter + cell.text)
            else:
                whole.append(cell)
        return whole

    @property
    def width(self) -> int:
        return max(map(len, self.rows))

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """By column: the text on each line."""
        lines = [{number: text for number, cell in enumerate(row) if (text := cell.text.strip())} for row in self.rows]
        found = parts_by_column(lines)
        return tuple(found.get(number, ()) for number in range(self.width))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(map(joined_heading, self.parts))

    def places(self, path: str) -> tuple[Place, ...]:
        """Return the place of the lowest text above each column."""
        return tuple(place_of(self._lowest(number), path) for number in range(self.width))

    def _lowest(self, column: int) -> RecordCell:
        standing = [row[column] for row in reversed(self.rows) if column < len(row)]
        return next((cell for cell in standing if cell.text.strip()), standing[0])

    def with_joined_cells(self, rows: Sequence[Sequence[str]], sought: frozenset[str]) -> "Headings":
        """Return the headings with surplus cells joined, so that there are as many as each row below has cells."""
        widths = {len(row) for row in rows if len(row) > 1 and any(row) and not row[0].startswith("#")}
        if len(self.records) > 1 or len(widths) != 1:
            return self
        excess = len(self.rows[0]) - widths.pop()
        return replace(self, joined_cells=frozenset(self._cells_to_join(excess, sought))) if excess > 0 else self

    def _cells_to_join(self, excess: int, sought: frozenset[str]) -> Sequence[int]:
        """Return the surplus cells that continue the heading before them, if that is certain; none otherwise.

        It is certain when they make a wanted heading; or when only they begin with a blank or have no quotes, and
        none of the cells to be joined is a wanted heading itself.
        """
        row = self.rows[0]
        loose = [not self._is_quoted(cell) for cell in row]
        after_loose = [at for at in range(1, len(row)) if loose[at - 1] and loose[at]]
        runs = [range(at, at + excess) for at in after_loose if {*range(at, at + excess)} <= {*after_loose}]
        named = [run for run in runs if self._text(row, run.start - 1, run.stop) in sought]
        blank = [at for at in after_loose if row[at].text[:1].isspace()]
        if len(named) == 1:
            return named[0]
        for joined_cells in (blank, [] if all(loose) else after_loose):
            if len(joined_cells) == excess:
                alone = {
                    self._text(row, at, at + 1) for cell_number in joined_cells for at in (cell_number - 1, cell_number)
                }
                return joined_cells if alone.isdisjoint(sought) else ()
        return ()

    def _text(self, row: Sequence[RecordCell], first: int, end: int) -> str:
        return folded(self.delimiter.join(cell.text for cell in row[first:end]))

    def _is_quoted(self, cell: RecordCell) -> bool:
        record = self.records[0]
        return record.text.split("\n")[cell.line - record.line].startswith('"', cell.column - 1)

    def findings(self, path: str) -> Iterator[Finding]:
        """Yield findings about headings with the delimiter in them."""
        places = self.places(path)
        first = sorted(at - 1 for at in self.joined_cells if at - 1 not in self.joined_cells)
        for at in first:
            number = at - sum(cell_number < at for cell_number in self.joined_cells)
            yield Finding(rule("D037"), places[number], {"column": self.texts[number]})
