"""The headings of a text table: on one line or several, with their places, joined where a delimiter divided them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.csv.faults import place_of
from vasterviksmodell.sites.formats.csv.records import Record, RecordCell, cells
from vasterviksmodell.sites.formats.heading_lines import joined, parts_by_column
from vasterviksmodell.words import folded


@dataclass(frozen=True)
class Headings:
    records: tuple[Record, ...]
    """The lines of headings, from the top."""
    delimiter: str
    joints: frozenset[int] = frozenset()
    """The cells that go on with the heading before them, which has the delimiter in it without quotes."""

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(record.line for record in self.records)

    @property
    def end(self) -> int:
        """The physical line on which they end."""
        last = self.records[-1]
        return last.line + last.text.count("\n")

    @cached_property
    def rows(self) -> list[list[RecordCell]]:
        """The cells of each line."""
        return [self._whole(cells(record, self.delimiter)) for record in self.records]

    def _whole(self, row: list[RecordCell]) -> list[RecordCell]:
        whole: list[RecordCell] = []
        for number, cell in enumerate(row):
            if number in self.joints:
                whole[-1] = replace(whole[-1], text=whole[-1].text + self.delimiter + cell.text)
            else:
                whole.append(cell)
        return whole

    @property
    def width(self) -> int:
        return max(map(len, self.rows))

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """By column: what stands on each line."""
        lines = [{number: text for number, cell in enumerate(row) if (text := cell.text.strip())} for row in self.rows]
        found = parts_by_column(lines)
        return tuple(found.get(number, ()) for number in range(self.width))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(map(joined, self.parts))

    def places(self, path: str) -> tuple[Place, ...]:
        """Where the lowest text above each column stands."""
        return tuple(place_of(self._lowest(number), path) for number in range(self.width))

    def _lowest(self, column: int) -> RecordCell:
        standing = [row[column] for row in reversed(self.rows) if column < len(row)]
        return next((cell for cell in standing if cell.text.strip()), standing[0])

    def fitted_to(self, rows: Sequence[Sequence[str]], sought: frozenset[str]) -> "Headings":
        """With cells put together, when only so they are as many headings as all the rows below have cells."""
        widths = {len(row) for row in rows if len(row) > 1 and any(row) and not row[0].startswith("#")}
        if len(self.records) > 1 or len(widths) != 1:
            return self
        excess = len(self.rows[0]) - widths.pop()
        return replace(self, joints=frozenset(self._joints(excess, sought))) if excess > 0 else self

    def _joints(self, excess: int, sought: frozenset[str]) -> Sequence[int]:
        """So many cells too many that go on with the heading before them, if it is plain which; none otherwise.

        They make a heading that is looked for; or they alone begin with a blank, or have no quotes, as the cells before
        them, and none of these is looked for as it is.
        """
        row = self.rows[0]
        loose = [not self._is_quoted(cell) for cell in row]
        after_loose = [at for at in range(1, len(row)) if loose[at - 1] and loose[at]]
        runs = [range(at, at + excess) for at in after_loose if {*range(at, at + excess)} <= {*after_loose}]
        named = [run for run in runs if self._text(row, run.start - 1, run.stop) in sought]
        blank = [at for at in after_loose if row[at].text[:1].isspace()]
        if len(named) == 1:
            return named[0]
        for joints in (blank, [] if all(loose) else after_loose):
            if len(joints) == excess:
                alone = {self._text(row, at, at + 1) for joint in joints for at in (joint - 1, joint)}
                return joints if alone.isdisjoint(sought) else ()
        return ()

    def _text(self, row: Sequence[RecordCell], first: int, end: int) -> str:
        return folded(self.delimiter.join(cell.text for cell in row[first:end]))

    def _is_quoted(self, cell: RecordCell) -> bool:
        record = self.records[0]
        return record.text.split("\n")[cell.line - record.line].startswith('"', cell.column - 1)

    def findings(self, path: str) -> Iterator[Finding]:
        """That headings have the delimiter in them."""
        places = self.places(path)
        first = sorted(at - 1 for at in self.joints if at - 1 not in self.joints)
        for at in first:
            number = at - sum(joint < at for joint in self.joints)
            yield Finding(rule("D037"), places[number], {"column": self.texts[number]})
