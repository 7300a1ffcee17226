"""Records, mappings of headings to cells, gathered into a table: what YAML and the kinds of JSON have in common."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.chosen_rows import RowCondition, meets_all, row_conditions
from vasterviksmodell.sites.formats.records.record_cells import (
    A_SITE,
    Locator,
    Misfit,
    RecordCell,
    RecordFaults,
    misfit,
    too_large,
)
from vasterviksmodell.sites.formats.records.record_table import RecordTable
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.misread_letters import old_encoding
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.text import HEAD, read_text, utf_16_order

_MAX_BYTES = 100_000_000
_MAX_CELLS = 20_000_000
_MAX_HEADINGS = 10_000
_MAX_RECORDS = 2_000_000
_CHUNK = 20_000
"""How many records are held as Python texts before they become columns."""
_AS_CSV = Message("write it as CSV, which may be larger")
_AS_UTF_8 = Message("save it as UTF-8")
_IS_UTF_16 = Message("it is UTF-16: save it as UTF-8")
_CELLS, _HEADINGS, _RECORDS = Message("cells"), Message("headings"), Message("sites")
_LEFT_OUT = Message("no criterion uses it, so it is ignored")


class UnreadableError(Exception):
    """A file that cannot be read, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def whole_text(source: Source) -> str:
    """Return the text of a file in UTF-8; raise `UnreadableError` when it is too large or not UTF-8."""
    content = source.head(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        limit = Message("at most {max_bytes} bytes").format(max_bytes=_MAX_BYTES)
        raise UnreadableError(too_large(Place(source.name), limit, _AS_CSV))
    text, findings = read_text(content, source.name)
    if text is None:
        raise UnreadableError(replace(findings[0], advice=_as_utf_8(content, findings[0])))
    return text


def _as_utf_8(content: bytes, finding: Finding) -> Message | None:
    """Return what to do with a text in another encoding, with its name if it is recognised."""
    if utf_16_order(content[:HEAD]):
        return _IS_UTF_16
    if finding.code != "F001":
        return None
    old = old_encoding(content)
    if old is None:
        return _AS_UTF_8
    return Message("it looks like text in {name}: save it as UTF-8").format(name=old.name)


@dataclass
class Records:
    """Gathers records one by one: the cells of sites, and the faults of other records."""

    path: str
    expected: Expected
    locator: Locator
    faults: RecordFaults = field(init=False)
    _positions: "array[int]" = field(default_factory=lambda: array("q"))
    _firsts: dict[str, int] = field(default_factory=dict)
    """By heading, in order of appearance: the position of the first record that has it."""
    _columns: dict[str, list[str | None]] = field(default_factory=dict)
    """By heading: the cells of this chunk; trailing empty cells may be missing."""
    _chunks: list[pl.DataFrame] = field(default_factory=list)
    _number: int = 0
    _height: int = 0
    """The number of records in this chunk."""

    def __post_init__(self) -> None:
        self.faults = RecordFaults(self.expected.limit)

    def add(self, position: int, cells: Mapping[str, RecordCell]) -> None:
        """Add a record, unless a value that fits in no cell stands under a heading that is looked for."""
        self._count()
        fitting = self._fitting(position, cells) if Misfit in map(type, cells.values()) else cells
        if fitting is None:
            return
        height = self._height
        for heading, text in fitting.items():
            column = self._columns.get(heading)
            if column is None:
                column = self._new_column(heading, position)
            if len(column) < height:
                column.extend([None] * (height - len(column)))
            column.append(text or None)  # type: ignore[arg-type] # no misfit is left
        self._positions.append(position)
        self._height = height + 1
        if self._height == _CHUNK:
            self._end_chunk()
        self._check_limit(len(self._columns) * len(self._positions), _MAX_CELLS, _CELLS)

    def is_chosen(self, cells: Mapping[str, RecordCell]) -> bool:
        """Say whether the criteria file chooses a record; the others have no findings."""
        if not self._conditions:
            return True
        return meets_all(
            self._conditions, {heading: None if isinstance(cell, Misfit) else cell for heading, cell in cells.items()}
        )

    @cached_property
    def _conditions(self) -> tuple[RowCondition, ...]:
        return row_conditions(self.expected.data)

    def reject(self, position: int, found: Phrase, expected: Phrase = A_SITE, advice: Phrase | None = None) -> None:
        """Report a value that is not a site."""
        self._count()
        self.faults.add(replace(misfit(expected, found), advice=advice), position)

    def _count(self) -> None:
        self._number += 1
        self._check_limit(self._number, _MAX_RECORDS, _RECORDS)

    def _fitting(self, position: int, cells: Mapping[str, RecordCell]) -> Mapping[str, RecordCell] | None:
        """Return a record without its misfits; None when one stands under a heading that is looked for."""
        if not self.is_chosen(cells):
            return {heading: None if isinstance(cell, Misfit) else cell for heading, cell in cells.items()}
        fitting = dict(cells)
        complete = True
        for heading, cell in cells.items():
            if heading not in self._columns:
                self._new_column(heading, position)
            if isinstance(cell, Misfit):
                del fitting[heading]
                complete = self._is_ignorable(heading, cell, position) and complete
        return fitting if complete else None

    def _is_ignorable(self, heading: str, cell: Misfit, position: int) -> bool:
        """Report a misfit, and say whether it may be ignored because its heading is not looked for."""
        ignorable = cell.code == "D012" and folded(heading) not in self.expected.headings
        self.faults.add(
            replace(cell, level=Severity.WARNING, advice=_LEFT_OUT) if ignorable else cell, position, heading
        )
        return ignorable

    def _new_column(self, heading: str, position: int) -> list[str | None]:
        self._check_limit(len(self._columns) + 1, _MAX_HEADINGS, _HEADINGS)
        self._firsts[heading] = position
        return self._columns.setdefault(heading, [])

    def _check_limit(self, number: int, most: int, what: Message) -> None:
        if number > most:
            limit = Message("at most {most} {what}").format(most=most, what=what)
            raise UnreadableError(too_large(Place(self.path), limit, _AS_CSV))

    def _end_chunk(self) -> None:
        texts = {}
        for number, column in enumerate(self._columns.values()):
            column.extend([None] * (self._height - len(column)))
            texts[str(number)] = pl.Series(column, dtype=pl.String)
            column.clear()
        self._chunks.append(pl.DataFrame(texts))
        self._height = 0

    def table(self, dialect: Mapping[str, str]) -> tuple[RecordTable | None, tuple[Finding, ...]]:
        """Return the table of the sites, or None if there are none, and the findings about records."""
        found = tuple(self.faults.findings(self.locator))
        if not self._positions:
            return None, found or (Finding(rule("D001"), Place(self.path)),)
        self._end_chunk()
        texts = pl.concat(self._chunks, how="diagonal", rechunk=False)
        return RecordTable(
            self._firsts, texts, self._positions, self.locator, dialect, decimal_comma=self.expected.data.comma
        ), found
