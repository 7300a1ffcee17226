"""Reads a file in one pass as blocks of measures, and checks them. Only ids and the results of blocks are kept."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import numbered_lines
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.cell_findings import CellFindingCollector
from vasterviksmodell.sites.cell_grammar import Notation
from vasterviksmodell.sites.checks import Observations, SiteBlock, observe
from vasterviksmodell.sites.checks.check import SURVEYED
from vasterviksmodell.sites.formats.site_format import ROW, Cell, NumberReader, SiteFormat, Table
from vasterviksmodell.sites.identity import KEY, Identities, composed
from vasterviksmodell.sites.layout import Layout, detail_column, extra_column, text_column
from vasterviksmodell.sites.long_tables import REMOVE_REPEATS, are_the_same, long_table, without_difference
from vasterviksmodell.sites.model import Input
from vasterviksmodell.sites.positions.places import GEOMETRIES
from vasterviksmodell.sites.record import are_second_headings
from vasterviksmodell.sites.rows_read import BLANK, RowSelector, are_blank, are_plainly_blank, condition_column
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, truncated
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import BLANKS

_BLOCK_ROWS = 250_000
_LARGE = 1_000_000
"""The size in bytes from which on the plain form is tried first."""
_SHORT = "_short"
_DOUBTFUL = "_doubtful"
"""The column that marks rows with texts, beside measures, that the plain form may read otherwise."""
_NEAR = 50
"""How many first rows are searched for a second line of headings below blank rows."""
_FILLED = "_filled__"
"""The prefix of columns that mark where a column without heading is filled."""

MeasureColumns = Mapping[str, tuple[str, ...]]
"""By criterion id: one column for a number known exactly or not at all, or for a category; two for an interval."""
Computation = Callable[[pl.LazyFrame, MeasureColumns], pl.LazyFrame]
"""Computes more columns in the same pass, and keeps those it is given."""
BlockResult = TypeVar("BlockResult")
Keep = Callable[[pl.DataFrame, MeasureColumns], BlockResult]
"""Makes of a block what is kept of it."""


def compute_nothing(frame: pl.LazyFrame, _: MeasureColumns) -> pl.LazyFrame:
    """Compute nothing besides the measures."""
    return frame


class _NotPlainError(Exception):
    """A file has cells that the plain form does not read."""


@dataclass(frozen=True)
class Reading(Generic[BlockResult]):
    """The result of reading a file."""

    blocks: list[BlockResult]
    input: Input
    findings: list[Finding]
    observations: Observations
    file: "SiteFile"
    """The file, in the form in which it was read."""
    identities: Identities


@dataclass(slots=True)
class _Progress(Generic[BlockResult]):
    """What is gathered while a file is read; discarded when it must be read in another form."""

    rows: RowSelector
    identities: Identities
    blocks: list[BlockResult] = field(default_factory=list)
    observations: Observations = field(default_factory=lambda: defaultdict(list))
    short: bool = False
    """Whether a row lacks its last cell."""
    unheaded: dict[int, int] = field(default_factory=dict)
    """By column without heading: the first row where it is filled."""

    def add_unheaded(self, numbers: Sequence[int], block: pl.DataFrame) -> None:
        """Note the first rows where columns without heading are filled."""
        for number in numbers:
            first = block[f"{_FILLED}{number}"].arg_max()
            if number not in self.unheaded and first is not None and block[f"{_FILLED}{number}"][first]:
                self.unheaded[number] = block[ROW][first]


@dataclass(frozen=True)
class SiteFile:
    """A file that is ready to be read."""

    source: Source
    format: SiteFormat
    table: Table
    layout: Layout
    criteria: Criteria
    sites_before: int = 0
    """The number of sites in the files before it."""
    limit: int = DEFAULT_LIMIT
    """How many findings of a kind in a column are listed."""

    def read(self, compute: Computation, keep: Keep[BlockResult]) -> Reading[BlockResult]:
        """Read all rows; if Polars rejects them, read a copy that it accepts, and report the faults."""
        try:
            return self._read(compute, keep)
        except pl.exceptions.PolarsError:
            findings = self.table.faults(self.limit)
        with self.table.rewritten() as table:
            reading = replace(self, table=table)._read(compute, keep)  # noqa: SLF001 - itself, in other form
        return replace(reading, findings=[*findings, *reading.findings])

    @property
    def notation(self) -> Notation:
        return Notation.of(self.criteria.data, comma=self.table.decimal_comma)

    def _read(self, compute: Computation, keep: Keep[BlockResult]) -> Reading[BlockResult]:
        faults = CellFindingCollector(list(self.layout.texts(self.criteria).values()), self.limit)
        progress = self._read_blocks(compute, keep, faults)
        found = faults.findings(self.table, self.layout, self.criteria, self.notation)
        long = self._long_table_findings(progress)
        identities = progress.identities.without_repeats() if long else progress.identities
        observations = {} if faults.has_errors or long else progress.observations
        findings = [*found, *long, *self._second_headings(progress), *self._file_findings(progress)]
        return Reading(progress.blocks, self._input(progress.rows), findings, observations, self, identities)

    def _read_blocks(
        self, compute: Computation, keep: Keep[BlockResult], faults: CellFindingCollector
    ) -> _Progress[BlockResult]:
        """Read a large file in the plain form, and all others, or if that fails, in the full form."""
        if self.source.path.stat().st_size >= _LARGE:
            progress: _Progress[BlockResult] = self._new_progress()
            with suppress(_NotPlainError, pl.exceptions.PolarsError):
                return self._process(self._plain_blocks(compute, progress.rows), keep, faults, progress, plain=True)
        progress = self._new_progress()
        return self._process(self._full_blocks(compute, faults, progress.rows), keep, faults, progress, plain=False)

    def _new_progress(self) -> _Progress[BlockResult]:
        return _Progress(self._row_selector(), Identities(self.limit))

    def _row_selector(self) -> RowSelector:
        return RowSelector(self.layout.conditions, self.table.decimal_comma)

    def _long_table_findings(self, progress: _Progress[BlockResult]) -> list[Finding]:
        """Return a finding if the table has several rows for each site."""
        if not progress.identities.have_repeats:
            return []
        compared = [*map(extra_column, self.layout.extras), *self.layout.texts(self.criteria)]
        conditions = sorted(set(map(condition_column, self.layout.conditions.values())))
        rows = self._texts().select(ROW, BLANK, KEY, "id", *compared, *conditions).head(SURVEYED).collect()
        sites = self._with_extras(self._row_selector().sites_of(rows))
        return list(long_table(sites, self.layout.extras, self.place)) or list(self._without_difference(sites))

    def _without_difference(self, sites: pl.DataFrame) -> Iterator[Finding]:
        """Yield a finding if most sites have several rows that no column distinguishes."""
        rows = without_difference(sites)
        if rows is not None:
            places = self.table.places([Cell(row, None) for row in rows[ROW]])
            facts = {"text": rows["id"][0], "lines": numbered_lines(sorted({place.line or 0 for place in places}))}
            yield Finding(rule("D046"), self.place, facts, advice=REMOVE_REPEATS if are_the_same(sites) else None)

    def _second_headings(self, progress: _Progress[BlockResult]) -> Iterator[Finding]:
        """Yield a finding if the first row is a second line of headings."""
        lines = self.table.heading_lines
        if not progress.identities.number_missing or not lines:
            return
        blank = self._texts().select(BLANK).head(_NEAR).collect()[BLANK]
        first = blank.arg_min() or 0
        if progress.identities.missing[0][1].row != first:
            return
        row = self.table.frame.drop(ROW).slice(first, 1).collect().row(0)
        measures = [
            (criterion, self.layout.measures[criterion.id]) for criterion in self.layout.texts(self.criteria).values()
        ]
        if are_second_headings(row, measures, self.criteria, self.notation):
            (place,) = self.table.places([Cell(first, None)])
            line = place.line or 0
            yield Finding(rule("D036"), replace(place, column=None), {"lines": str([*lines, line])})

    @property
    def place(self) -> Place:
        """The place of its headings."""
        return replace(self.table.heading_places[0], column=None)

    def _file_findings(self, progress: _Progress[BlockResult]) -> Iterator[Finding]:
        if self.table.may_have_faults(short=progress.short):
            yield from self.table.faults(self.limit)
        if progress.rows.sites == 0 and not progress.rows.left_out:
            yield Finding(rule("D001"), Place(self.source.name))
        places = {condition: self.table.heading_places[number] for condition, number in self.layout.conditions.items()}
        yield from progress.rows.findings(places, self.source.name)
        yield from self._unheaded_findings(progress.unheaded)

    def _unheaded_findings(self, rows: Mapping[int, int]) -> list[Finding]:
        places = self.table.places([Cell(row, number) for number, row in rows.items()])
        found = [
            Finding(rule("D011"), place, {"number": str(place.column if place.sheet else number + 1)})
            for number, place in zip(rows, places, strict=True)
        ]
        return truncated(found, len(found), self.limit)

    def _input(self, rows: RowSelector) -> Input:
        digest = self.source.fingerprint.sha256
        self.source.refuse_change()
        converted = ", ".join(
            f"{self.criteria[id].column}: {unit.unit}" for id, unit in self.layout.units.items() if unit.converts
        )
        found = {"left_out": str(rows.left_out) if rows.left_out else "", "units": converted}
        dialect = {**self.table.dialect, **{key: value for key, value in found.items() if value}}
        return Input(self.source.name, digest, self.format.name, dialect, rows.sites)

    def _plain_blocks(self, compute: Computation, rows: RowSelector) -> Iterator[pl.DataFrame]:
        """Yield blocks of sites with measures in plain form and computed columns, in one plan."""
        texts, numbers = self.layout.texts(self.criteria), self._number_columns()
        read = self.table.frame_with(numbers.values()) if numbers and isinstance(self.table, NumberReader) else None
        frame, known = (self.table.frame, ()) if read is None else (read, numbers)
        frame = columns.plain(self._plain_texts(frame), texts, self.notation, self.layout.units, known)
        frame = frame.with_columns(pl.col(columns.PLAIN) & ~pl.col(_DOUBTFUL)).drop(_DOUBTFUL)
        return map(rows.sites_of, _in_blocks(compute(frame, self._measure_columns(plain=True)).drop(texts)))

    def _number_columns(self) -> dict[str, int]:
        """Return the columns that hold nothing but figures in the criteria's units, by what their texts are called."""
        columns_of = {name: self.layout.measures[one.id] for name, one in self.layout.texts(self.criteria).items()}
        apart = {
            name
            for name, criterion in self.layout.texts(self.criteria).items()
            if not columns.may_be_numbers(criterion, self.notation, self.layout.units)
        }
        texts = {*self.layout.text_columns, *(columns_of[name] for name in apart)}
        return {name: number for name, number in columns_of.items() if number not in texts}

    def _full_blocks(
        self, compute: Computation, faults: CellFindingCollector, rows: RowSelector
    ) -> Iterator[pl.DataFrame]:
        """Yield blocks of sites with every cell checked; after an error nothing is computed any more."""
        texts = self.layout.texts(self.criteria)
        read = _in_blocks(columns.full(self._texts(), texts, self.notation, self.layout.units))
        for block in map(self._with_extras, map(rows.sites_of, read)):
            faults.add(block)
            yield block if faults.has_errors else compute(block.lazy(), self._measure_columns(plain=False)).collect()

    def _texts(self) -> pl.LazyFrame:
        """Return the columns by their meaning, with marks for blank and short rows; the others are still wrapped."""
        return self._selected(self.table.frame, are_blank(self._numbered, self.layout.id), columns.unwrapped)

    def _plain_texts(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Return the same columns in a file without `="…"` and blanks in blank rows, and where these may be."""
        texts = self._numbered
        blank, doubtful = are_plainly_blank(texts, self.layout.id)
        wrapped = [columns.may_be_wrapped(texts[number]) for number in sorted(self.layout.text_columns)]
        return self._selected(frame, blank, _as_written, pl.any_horizontal(doubtful, *wrapped).alias(_DOUBTFUL))

    @cached_property
    def _numbered(self) -> list[pl.Expr]:
        return [pl.col(str(number)) for number in range(len(self.table.headings))]

    def _selected(
        self, frame: pl.LazyFrame, blank: pl.Expr, bare: Callable[[pl.Expr], pl.Expr], *more: pl.Expr
    ) -> pl.LazyFrame:
        """Return the columns by their meaning. `bare`: takes the `="…"` away from the texts of a column."""
        numbered, layout = self._numbered, self.layout
        id_text = bare(numbered[layout.id]).str.strip_chars(BLANKS)
        name = id_text if layout.name is None else pl.coalesce(bare(numbered[layout.name]), id_text)
        return frame.select(
            ROW,
            blank.alias(BLANK),
            numbered[-1].is_null().alias(_SHORT),
            *more,
            id_text.alias("id"),
            id_text.str.to_lowercase().alias(KEY),
            name.alias("name"),
            *(bare(numbered[number]).alias(condition_column(number)) for number in set(layout.conditions.values())),
            *(numbered[number].alias(extra_column(heading)) for heading, number in layout.extras.items()),
            *(bare(numbered[number]).alias(detail_column(detail)) for detail, number in layout.details.items()),
            *(name for name in GEOMETRIES if name in self.table.frame.collect_schema()),
            *(
                (numbered[number].str.strip_chars(BLANKS) != "").alias(f"{_FILLED}{number}")
                for number in layout.unheaded
            ),
            *(
                numbered[layout.measures[criterion.id]].alias(text_column(criterion))
                for criterion in layout.texts(self.criteria).values()
            ),
        )

    def _with_extras(self, block: pl.DataFrame) -> pl.DataFrame:
        """Return a block with its other columns unwrapped."""
        present = {*block.columns}
        return columns.with_unwrapped(
            block, [name for name in map(extra_column, self.layout.extras) if name in present]
        )

    def _measure_columns(self, *, plain: bool) -> MeasureColumns:
        return {
            criterion.id: (columns.category(criterion),)
            if criterion.kind != "number"
            else (columns.low(criterion),)
            if plain
            else (columns.low(criterion), columns.high(criterion))
            for criterion in self.layout.texts(self.criteria).values()
        }

    def _process(
        self,
        blocks: Iterator[pl.DataFrame],
        keep: Keep[BlockResult],
        faults: CellFindingCollector,
        progress: _Progress[BlockResult],
        *,
        plain: bool,
    ) -> _Progress[BlockResult]:
        measure_columns = self._measure_columns(plain=plain)
        before = self.sites_before
        for sites in blocks:
            if plain and not sites[columns.PLAIN].all():
                raise _NotPlainError
            block = sites.with_columns(composed(sites[column]) for column in ("id", "name"))
            progress.short = progress.short or bool(block[_SHORT].any())
            progress.add_unheaded(self.layout.unheaded, block)
            progress.identities.add(self.table, self.layout.id, block)
            if not faults.has_errors:
                site_block = SiteBlock(
                    self.table, self.layout, self.criteria, block, measure_columns, before, self.limit
                )
                observe(site_block, progress.observations)
                progress.blocks.append(keep(block, measure_columns))
            before += block.height
        return progress


def _as_written(text: pl.Expr) -> pl.Expr:
    return text


def _in_blocks(frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    return iter(frame.collect_batches(chunk_size=_BLOCK_ROWS, maintain_order=True, engine="streaming"))
