"""What is wrong with the rows of a text table, and with the row of headings that it lacks."""

from dataclasses import dataclass, field

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.csv.headings_row import Sample
from vasterviksmodell.sites.formats.csv.records import Record, RecordCell, cells
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.source import Source
from vasterviksmodell.text_file import HEAD, place_in_file

_TROUBLES = {
    "open": Message("is never closed"),
    "trailing": Message("is followed by more text after it closes"),
}
_HEAD = f"{HEAD >> 10} kB"
_LONGEST = 1 << 25
_PROBE = 1 << 20


def endless_line(source: Source) -> Finding | None:
    """A line that is longer than any table's: reading it would take many times its size.

    It is looked for where a probe at every so many bytes meets no end of line, not by reading the file.
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
    """Broken quoting, or too many or too few cells; blank rows have no fault."""
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
    """Gathers what is wrong with rows: all are counted, the first kept."""

    limit: int
    rows: int = 0
    number: int = 0
    first: list[Finding] = field(default_factory=list)
    widths: set[Phrase | None] = field(default_factory=set)
    """How many cells the rows have, when that is what is wrong; None for another fault."""

    def add(self, fault: Finding) -> None:
        self.number += 1
        self.widths.add(fault.facts.get("found"))
        if self.number <= self.limit:
            self.first.append(fault)

    def findings(self, headings: Place) -> list[Finding]:
        """Those that are listed; one alone when all rows differ from the headings in the same way."""
        if self.number == self.rows > 1 and len(self.widths) == 1 and None not in self.widths:
            facts = {**self.first[0].facts, "rows": str(self.rows)}
            return [Finding(rule("D039"), headings, facts)]
        return listed(self.first, self.number, self.limit)


def quoting_fault(row: list[RecordCell], path: str) -> Finding | None:
    """The first cell whose quotes are broken."""
    broken = next((cell for cell in row if cell.trouble), None)
    if broken is None or broken.trouble is None:
        return None
    return Finding(rule("D003"), place_of(broken, path), {"problem": _TROUBLES[broken.trouble]})


def ends_inside_quotes(finding: Finding) -> bool:
    """Whether all that follows is part of a broken cell."""
    return finding.facts.get("problem") is _TROUBLES["open"]


def place_of(cell: RecordCell, path: str) -> Place:
    return Place(path, cell.line, cell.column)


def no_headings(sample: Sample, path: str, *, whole: bool) -> Finding:
    """Why a file has no row of headings, given its first rows."""
    if sample.lacking is not None:
        last = sample.rows[-1].record.line if sample.rows else 0
        is_there = sample.lacking <= last
        place = Place(path, sample.lacking if is_there else None)
        return Finding(rule("D019"), place, {"problem": _declared(sample.lacking, is_there=is_there, whole=whole)})
    if sample.cut is None:
        return Finding(rule("F006"), Place(path))
    broken = quoting_fault(cells(sample.cut, sample.delimiter), path)
    long = Message("the first row is longer than {head}").format(head=_HEAD)
    return broken or Finding(rule("D019"), Place(path, sample.cut.line), {"problem": long})


def _declared(line: int, *, is_there: bool, whole: bool) -> Message:
    if is_there:
        return Message("line {line} is blank").format(line=line)
    if whole:
        return Message("the file has no line {line}").format(line=line)
    return Message("line {line} is not among the first {head}").format(line=line, head=_HEAD)
