"""Reading in one pass: a file → blocks of measures, checked on the way. Only ids and what is kept take memory."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.words import BLANKS
from vasterviksmodell.findings import Finding, Place, in_order, rule
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.causes import at_their_level, one_for_each_cause
from vasterviksmodell.sites.cell_findings import FaultCollector
from vasterviksmodell.sites.checks import Part, Seen, check_findings, look_at
from vasterviksmodell.sites.formats.interface import ROW, Cell, SiteFormat, Table
from vasterviksmodell.sites.grammar import Notation
from vasterviksmodell.sites.identity import KEY, Identities, composed, lowered
from vasterviksmodell.sites.layout import Layout, beside, expected, extra, match, text_column
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.sites.model import Input
from vasterviksmodell.source import Source
from vasterviksmodell.text_file import HEAD, place_in_file, utf_16_order

_BLOCK_ROWS = 250_000
_LARGE = 1_000_000
"""The size in bytes from which the plain form is tried first."""
_BLANK, _SHORT = "_blank", "_short"
_FILLED = "_filled__"
"""What the columns begin with that say where a column without heading holds something."""
_NO_TEXT = ("F001", "F002", "F009")

MeasureColumns = Mapping[str, tuple[str, ...]]
"""By criterion id: one column for a number known exactly or not at all, or for a category; two for an interval."""
Then = Callable[[pl.LazyFrame, MeasureColumns], pl.LazyFrame]
"""What is computed in the same pass; it may add columns and keeps those it is given."""
Kept = TypeVar("Kept")
Keep = Callable[[pl.DataFrame, MeasureColumns], Kept]
"""What is kept of each block."""


def nothing_more(frame: pl.LazyFrame, _: MeasureColumns) -> pl.LazyFrame:
    """Compute nothing besides the measures."""
    return frame


class _NotPlainError(Exception):
    """A file holds cells that the plain form does not read."""


@dataclass(frozen=True)
class Reading(Generic[Kept]):
    """What was kept of a file, and what was found in it."""

    kept: list[Kept]
    input: Input
    findings: list[Finding]
    seen: Seen


@dataclass(slots=True)
class _Pass(Generic[Kept]):
    """What gathers while a file is read; thrown away when it must be read in another form."""

    kept: list[Kept] = field(default_factory=list)
    identities: Identities = field(default_factory=Identities)
    seen: Seen = field(default_factory=lambda: defaultdict(list))
    """What the checks keep of the blocks."""
    sites: int = 0
    short: bool = False
    unheaded: dict[int, int] = field(default_factory=dict)
    """By column without heading: the first row where it holds something."""

    def see_unheaded(self, numbers: Sequence[int], block: pl.DataFrame) -> None:
        """Look where columns without heading hold something."""
        for number in numbers:
            first = block[f"{_FILLED}{number}"].arg_max()
            if number not in self.unheaded and first is not None and block[f"{_FILLED}{number}"][first]:
                self.unheaded[number] = block[ROW][first]


@dataclass(frozen=True)
class SiteFile:
    """A file ready to be read."""

    source: Source
    format: SiteFormat
    table: Table
    layout: Layout
    criteria: Criteria
    sites_before: int = 0
    """How many sites stand in the files before it."""

    def read(self, then: Then, keep: Keep[Kept], identities: Identities) -> Reading[Kept]:
        """Read all rows; when Polars refuses them, read a copy that it takes, and say what was wrong."""
        try:
            return self._read(then, keep, identities)
        except pl.exceptions.PolarsError:
            findings = self.table.faults(LISTED)
        with self.table.rewritten() as table:
            reading = replace(self, table=table)._read(then, keep, identities)  # noqa: SLF001 - itself, in other form
        return replace(reading, findings=[*findings, *reading.findings])

    @property
    def notation(self) -> Notation:
        return Notation.of(self.criteria.data, comma=self.table.decimal_comma)

    def _read(self, then: Then, keep: Keep[Kept], identities: Identities) -> Reading[Kept]:
        faults = FaultCollector(list(self.layout.texts(self.criteria).values()))
        done = self._through_in_either_form(then, keep, faults)
        identities.join(done.identities)
        found = faults.findings(self.table, self.layout, self.criteria, self.notation)
        seen = {} if faults.stop else done.seen
        return Reading(done.kept, self._input(done.sites), [*found, *self._file_findings(done)], seen)

    def _through_in_either_form(self, then: Then, keep: Keep[Kept], faults: FaultCollector) -> _Pass[Kept]:
        """A large file in the plain form, and once more in the full one when that is not enough."""
        if self.source.path.stat().st_size >= _LARGE:
            with suppress(_NotPlainError):
                return self._through(self._plain_blocks(then), keep, faults, plain=True)
        return self._through(self._full_blocks(then, faults), keep, faults, plain=False)

    def _file_findings(self, done: _Pass[Kept]) -> Iterator[Finding]:
        if self.table.doubtful(short=done.short):
            yield from self.table.faults(LISTED)
        if done.sites == 0:
            yield Finding(rule("D001"), Place(self.source.name))
        yield from self._unheaded_findings(done.unheaded)

    def _unheaded_findings(self, rows: Mapping[int, int]) -> list[Finding]:
        places = self.table.places([Cell(row, number) for number, row in rows.items()])
        found = [
            Finding(rule("D011"), place, {"number": str(place.column if place.sheet else number + 1)})
            for number, place in zip(rows, places, strict=True)
        ]
        return listed(found, len(found))

    def _input(self, sites: int) -> Input:
        digest = self.source.fingerprint.sha256
        self.source.refuse_change()
        return Input(self.source.name, digest, self.format.name, self.table.dialect, sites)

    def _plain_blocks(self, then: Then) -> Iterator[pl.DataFrame]:
        """The rows with measures and all that is computed from them, in one plan."""
        texts = self.layout.texts(self.criteria)
        frame = columns.plain(self._texts(), texts, self.notation)
        return _in_blocks(then(frame, self._measure_columns(plain=True)).drop(texts))

    def _full_blocks(self, then: Then, faults: FaultCollector) -> Iterator[pl.DataFrame]:
        """The same with every cell checked; once there are errors, nothing more is computed."""
        texts = self.layout.texts(self.criteria)
        for block in _in_blocks(columns.full(self._texts(), texts, self.notation)):
            faults.add(block.filter(~pl.col(_BLANK)) if block[_BLANK].any() else block)
            yield block if faults.stop else then(block.lazy(), self._measure_columns(plain=False)).collect()

    def _texts(self) -> pl.LazyFrame:
        """The file's columns by their meaning, with marks for blank rows and rows that may be short."""
        numbered = [pl.col(str(number)) for number in range(len(self.table.headings))]
        bare = [columns.unwrapped(text) for text in numbered]
        id_text = bare[self.layout.id]
        name = id_text if self.layout.name is None else pl.coalesce(bare[self.layout.name], id_text)
        return self.table.frame.select(
            ROW,
            pl.all_horizontal(text.is_null() for text in numbered).alias(_BLANK),
            numbered[-1].is_null().alias(_SHORT),
            id_text.alias("id"),
            lowered(id_text).alias(KEY),
            name.alias("name"),
            *(bare[number].alias(extra(heading)) for heading, number in self.layout.extras.items()),
            *(bare[number].alias(beside(what)) for what, number in self.layout.beside.items()),
            *(
                (pl.col(str(number)).str.strip_chars(BLANKS) != "").alias(f"{_FILLED}{number}")
                for number in self.layout.unheaded
            ),
            *(
                pl.col(str(self.layout.measures[it.id])).alias(text_column(it))
                for it in self.layout.texts(self.criteria).values()
            ),
        )

    def _measure_columns(self, *, plain: bool) -> MeasureColumns:
        return {
            it.id: (columns.category(it),)
            if it.kind != "number"
            else (columns.low(it),)
            if plain
            else (columns.low(it), columns.high(it))
            for it in self.layout.texts(self.criteria).values()
        }

    def _through(
        self, blocks: Iterator[pl.DataFrame], keep: Keep[Kept], faults: FaultCollector, *, plain: bool
    ) -> _Pass[Kept]:
        done: _Pass[Kept] = _Pass()
        measure_columns = self._measure_columns(plain=plain)
        for whole in blocks:
            blank = whole[_BLANK]
            block = whole.filter(~blank) if blank.any() else whole
            if plain and not block[columns.PLAIN].all():
                raise _NotPlainError
            block = block.with_columns(composed(block[text]) for text in ("id", "name"))
            done.short = done.short or bool(block[_SHORT].any())
            done.see_unheaded(self.layout.unheaded, block)
            done.identities.add(self.table, self.layout.id, block)
            if not faults.stop:
                part = Part(
                    self.table, self.layout, self.criteria, block, measure_columns, self.sites_before + done.sites
                )
                look_at(part, done.seen)
                done.kept.append(keep(block, measure_columns))
            done.sites += block.height
        return done


def _in_blocks(frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    return iter(frame.collect_batches(chunk_size=_BLOCK_ROWS, maintain_order=True, engine="streaming"))


def open_file(
    source: Source, format: SiteFormat, criteria: Criteria, sites_before: int = 0
) -> tuple[SiteFile | None, list[Finding]]:
    """A file with its layout, or None and what is wrong with its head."""
    table, findings = format.open(source, expected(criteria))
    if table is None:
        return None, list(findings)
    layout, found = match(table, criteria, source.name)
    if layout is None:
        return None, [*findings, *found]
    return SiteFile(source, format, table, layout, criteria, sites_before), [*findings, *found]


def read_files(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, then: Then, keep: Keep[Kept]
) -> tuple[list[Reading[Kept]], tuple[Finding, ...]]:
    """Read files one after another. The findings are those of all files and of all together."""
    identities = Identities()
    readings: list[Reading[Kept]] = []
    findings: list[Finding] = []
    for source, format in sources:
        file, found = open_file(source, format, criteria, sum(it.input.sites for it in readings))
        if file is not None:
            readings.append(file.read(then, keep, identities))
            found = [*found, *readings[-1].findings]
        no_text = [it for it in found if it.code in _NO_TEXT] or list(() if format.binary else _nul_byte(source))
        findings += no_text if file is None and no_text else [*found, *(it for it in no_text if it not in found)]
    findings += [*identities.findings(), *check_findings([it.seen for it in readings], criteria)]
    return readings, in_order(at_their_level(one_for_each_cause(findings), criteria.checks))


def _nul_byte(source: Source) -> Iterator[Finding]:
    nul_at = source.fingerprint.nul_at
    if nul_at is not None and utf_16_order(source.head(HEAD)) is None:
        yield Finding(rule("F002"), place_in_file(source.path, nul_at, source.name))
