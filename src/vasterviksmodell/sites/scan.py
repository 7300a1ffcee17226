"""Reading in one pass: a file → blocks of measures, checked on the way. Only ids and what is kept take memory."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import numbered_lines
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.cell_findings import FaultCollector
from vasterviksmodell.sites.checks import Part, Seen, look_at
from vasterviksmodell.sites.checks.check import SURVEYED
from vasterviksmodell.sites.formats.site_format import ROW, Cell, SiteFormat, Table
from vasterviksmodell.sites.grammar import Notation
from vasterviksmodell.sites.identity import KEY, Identities, composed, lowered
from vasterviksmodell.sites.layout import Layout, beside, extra, text_column
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.sites.long_tables import AS_THEY_ARE, are_the_same, long_table, without_difference
from vasterviksmodell.sites.model import Input
from vasterviksmodell.sites.record import second_headings
from vasterviksmodell.sites.rows_read import BLANK, RowsRead, are_blank, asked
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.words import BLANKS

_BLOCK_ROWS = 250_000
_LARGE = 1_000_000
"""The size in bytes from which the plain form is tried first."""
_SHORT = "_short"
_NEAR = 50
"""A second line of headings stands among so many first rows, all others of which are blank."""
_FILLED = "_filled__"
"""What the columns begin with that say where a column without heading holds something."""

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
    file: "SiteFile"
    """The file in the form in which it was read."""
    identities: Identities


@dataclass(slots=True)
class _Pass(Generic[Kept]):
    """What gathers while a file is read; thrown away when it must be read in another form."""

    rows: RowsRead
    identities: Identities
    kept: list[Kept] = field(default_factory=list)
    seen: Seen = field(default_factory=lambda: defaultdict(list))
    """What the checks keep of the blocks."""
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
    limit: int = LISTED
    """How many findings of a kind in a column are listed."""

    def read(self, then: Then, keep: Keep[Kept]) -> Reading[Kept]:
        """Read all rows; when Polars refuses them, read a copy that it takes, and say what was wrong."""
        try:
            return self._read(then, keep)
        except pl.exceptions.PolarsError:
            findings = self.table.faults(self.limit)
        with self.table.rewritten() as table:
            reading = replace(self, table=table)._read(then, keep)  # noqa: SLF001 - itself, in other form
        return replace(reading, findings=[*findings, *reading.findings])

    @property
    def notation(self) -> Notation:
        return Notation.of(self.criteria.data, comma=self.table.decimal_comma)

    def _read(self, then: Then, keep: Keep[Kept]) -> Reading[Kept]:
        faults = FaultCollector(list(self.layout.texts(self.criteria).values()), self.limit)
        done = self._through_in_either_form(then, keep, faults)
        found = faults.findings(self.table, self.layout, self.criteria, self.notation)
        long = self._long(done)
        identities = done.identities.without_repeats() if long else done.identities
        seen = {} if faults.stop or long else done.seen
        findings = [*found, *long, *self._second_headings(done), *self._file_findings(done)]
        return Reading(done.kept, self._input(done.rows), findings, seen, self, identities)

    def _through_in_either_form(self, then: Then, keep: Keep[Kept], faults: FaultCollector) -> _Pass[Kept]:
        """A large file in the plain form, and once more in the full one when that is not enough."""
        if self.source.path.stat().st_size >= _LARGE:
            done: _Pass[Kept] = self._pass()
            with suppress(_NotPlainError):
                return self._through(self._plain_blocks(then, done.rows), keep, faults, done, plain=True)
        done = self._pass()
        return self._through(self._full_blocks(then, faults, done.rows), keep, faults, done, plain=False)

    def _pass(self) -> _Pass[Kept]:
        return _Pass(self._rows(), Identities(self.limit))

    def _rows(self) -> RowsRead:
        return RowsRead(self.layout.wishes, self.table.decimal_comma)

    def _long(self, done: _Pass[Kept]) -> list[Finding]:
        """That the table has several rows for each site, when it has."""
        if not done.identities.have_repeats:
            return []
        columns = [*map(extra, self.layout.extras), *self.layout.texts(self.criteria)]
        wished = sorted(set(map(asked, self.layout.wishes.values())))
        rows = self._texts().select(ROW, BLANK, KEY, "id", *columns, *wished).head(SURVEYED).collect()
        sites = self._rows().sites_of(rows)
        return list(long_table(sites, self.layout.extras, self.place)) or list(self._without_difference(sites))

    def _without_difference(self, sites: pl.DataFrame) -> Iterator[Finding]:
        """That most sites have several rows, and no column says in what they differ."""
        rows = without_difference(sites)
        if rows is not None:
            places = self.table.places([Cell(row, None) for row in rows[ROW]])
            facts = {"text": rows["id"][0], "lines": numbered_lines(sorted({place.line or 0 for place in places}))}
            yield Finding(rule("D046"), self.place, facts, advice=AS_THEY_ARE if are_the_same(sites) else None)

    def _second_headings(self, done: _Pass[Kept]) -> Iterator[Finding]:
        """That the first row is no site but headings."""
        lines = self.table.heading_lines
        if not done.identities.number_without or not lines:
            return
        blank = self._texts().select(BLANK).head(_NEAR).collect()[BLANK]
        first = blank.arg_min() or 0
        if done.identities.without[0][1].row != first:
            return
        row = self.table.frame.drop(ROW).slice(first, 1).collect().row(0)
        measures = [(text, self.layout.measures[text.id]) for text in self.layout.texts(self.criteria).values()]
        if second_headings(row, measures, self.criteria, self.notation):
            (place,) = self.table.places([Cell(first, None)])
            line = place.line or 0
            yield Finding(rule("D036"), replace(place, column=None), {"lines": str([*lines, line])})

    @property
    def place(self) -> Place:
        """Where its headings stand."""
        return replace(self.table.heading_places[0], column=None)

    def _file_findings(self, done: _Pass[Kept]) -> Iterator[Finding]:
        if self.table.doubtful(short=done.short):
            yield from self.table.faults(self.limit)
        if done.rows.sites == 0 and not done.rows.left_out:
            yield Finding(rule("D001"), Place(self.source.name))
        places = {wish: self.table.heading_places[number] for wish, number in self.layout.wishes.items()}
        yield from done.rows.findings(places, self.source.name)
        yield from self._unheaded_findings(done.unheaded)

    def _unheaded_findings(self, rows: Mapping[int, int]) -> list[Finding]:
        places = self.table.places([Cell(row, number) for number, row in rows.items()])
        found = [
            Finding(rule("D011"), place, {"number": str(place.column if place.sheet else number + 1)})
            for number, place in zip(rows, places, strict=True)
        ]
        return listed(found, len(found), self.limit)

    def _input(self, rows: RowsRead) -> Input:
        digest = self.source.fingerprint.sha256
        self.source.refuse_change()
        dialect = {**self.table.dialect, **({"left_out": str(rows.left_out)} if rows.left_out else {})}
        return Input(self.source.name, digest, self.format.name, dialect, rows.sites)

    def _plain_blocks(self, then: Then, rows: RowsRead) -> Iterator[pl.DataFrame]:
        """The sites with measures and all that is computed from them, in one plan."""
        texts = self.layout.texts(self.criteria)
        frame = columns.plain(self._texts(), texts, self.notation)
        return map(rows.sites_of, _in_blocks(then(frame, self._measure_columns(plain=True)).drop(texts)))

    def _full_blocks(self, then: Then, faults: FaultCollector, rows: RowsRead) -> Iterator[pl.DataFrame]:
        """The same with every cell checked; once there are errors, nothing more is computed."""
        texts = self.layout.texts(self.criteria)
        for block in map(rows.sites_of, _in_blocks(columns.full(self._texts(), texts, self.notation))):
            faults.add(block)
            yield block if faults.stop else then(block.lazy(), self._measure_columns(plain=False)).collect()

    def _texts(self) -> pl.LazyFrame:
        """The file's columns by their meaning, with marks for blank rows and rows that may be short."""
        numbered = [pl.col(str(number)) for number in range(len(self.table.headings))]
        bare = [columns.unwrapped(text) for text in numbered]
        id_text = bare[self.layout.id].str.strip_chars(BLANKS)
        name = id_text if self.layout.name is None else pl.coalesce(bare[self.layout.name], id_text)
        return self.table.frame.select(
            ROW,
            are_blank(numbered, self.layout.id).alias(BLANK),
            numbered[-1].is_null().alias(_SHORT),
            id_text.alias("id"),
            lowered(id_text).alias(KEY),
            name.alias("name"),
            *(bare[number].alias(asked(number)) for number in set(self.layout.wishes.values())),
            *(bare[number].alias(extra(heading)) for heading, number in self.layout.extras.items()),
            *(bare[number].alias(beside(what)) for what, number in self.layout.beside.items()),
            *(
                (pl.col(str(number)).str.strip_chars(BLANKS) != "").alias(f"{_FILLED}{number}")
                for number in self.layout.unheaded
            ),
            *(
                pl.col(str(self.layout.measures[criterion.id])).alias(text_column(criterion))
                for criterion in self.layout.texts(self.criteria).values()
            ),
        )

    def _measure_columns(self, *, plain: bool) -> MeasureColumns:
        return {
            text.id: (columns.category(text),)
            if text.kind != "number"
            else (columns.low(text),)
            if plain
            else (columns.low(text), columns.high(text))
            for text in self.layout.texts(self.criteria).values()
        }

    def _through(
        self,
        blocks: Iterator[pl.DataFrame],
        keep: Keep[Kept],
        faults: FaultCollector,
        done: _Pass[Kept],
        *,
        plain: bool,
    ) -> _Pass[Kept]:
        measure_columns = self._measure_columns(plain=plain)
        before = self.sites_before
        for sites in blocks:
            if plain and not sites[columns.PLAIN].all():
                raise _NotPlainError
            block = sites.with_columns(composed(sites[text]) for text in ("id", "name"))
            done.short = done.short or bool(block[_SHORT].any())
            done.see_unheaded(self.layout.unheaded, block)
            done.identities.add(self.table, self.layout.id, block)
            if not faults.stop:
                part = Part(self.table, self.layout, self.criteria, block, measure_columns, before, self.limit)
                look_at(part, done.seen)
                done.kept.append(keep(block, measure_columns))
            before += block.height
        return done


def _in_blocks(frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    return iter(frame.collect_batches(chunk_size=_BLOCK_ROWS, maintain_order=True, engine="streaming"))
