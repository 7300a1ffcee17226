"""Files with the same sites and different measures, joined to one table in which each site occurs once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Range
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.formats.site_format import ROW, Cell, TableCell, places_of
from vasterviksmodell.sites.identity import KEY, lowered, normalised, without_blanks
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.sites.scan import SiteFile
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.value_functions.parameters import decimal

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_FILE, _FIRST = "_file", "_first__"
_CALLED = "_called"
_SHOWN = 5


def with_rows_and_keys(sites: pl.DataFrame, block: pl.DataFrame) -> pl.DataFrame:
    """Return the sites of a block with their rows and normalised ids, which joining needs."""
    return sites.with_columns(block[ROW], normalised(block[KEY]))


@dataclass(frozen=True)
class JoinedFiles:
    """The sites of several files."""

    files: Sequence[SiteFile]
    rows: pl.DataFrame
    """All rows of all files as intervals, with `ROW`, `KEY` and the number of the file."""
    criteria: Criteria
    limit: int
    """How many findings of a kind are listed."""

    @classmethod
    def of(
        cls, files: Sequence[SiteFile], frames: Sequence[pl.DataFrame], criteria: Criteria, limit: int
    ) -> "JoinedFiles":
        """Return the sites of files, each of which has a frame."""
        numbered = (frame.with_columns(pl.lit(number).alias(_FILE)) for number, frame in enumerate(frames))
        none = pl.DataFrame(schema={ROW: pl.UInt32, KEY: pl.String})
        return cls(files, pl.concat([*numbered, none], how="diagonal_relaxed"), criteria, limit)

    @property
    def sites(self) -> pl.DataFrame:
        """Each site once, in order of appearance."""
        found = self.rows.group_by(KEY, maintain_order=True).agg(self._columns())
        return found.with_columns(self._whole_ranges()).select(self._names())

    def _names(self) -> list[str]:
        """Return the columns of a table of sites."""
        return [column for column in self.rows.columns if column not in {_FILE, ROW, KEY}]

    def _columns(self) -> Iterator[pl.Expr]:
        yield pl.col("id").first()
        own = pl.col("name").filter(pl.col("name") != pl.col("id"))
        yield pl.coalesce(own.first(), pl.col("name").first()).alias("name")
        measured = {"id", "name"}
        for criterion in self.criteria.criteria:
            names = [
                name
                for name in (*_measure_names(criterion), *columns.provenance(criterion))
                if name in self.rows.columns
            ]
            measured |= set(names)
            yield pl.col(names).filter(_is_known(criterion)).first()
        placed = [name for name in (LATITUDE, LONGITUDE) if name in self.rows.columns]
        if placed:
            yield pl.col(placed).filter(pl.all_horizontal(pl.col(placed).is_not_null())).first()
        yield pl.col([name for name in self._names() if name not in measured.union(placed)]).drop_nulls().first()

    def _whole_ranges(self) -> Iterator[pl.Expr]:
        """Yield the measures, unknown ones as the whole range."""
        for criterion in self.criteria.criteria:
            if criterion.kind == "number":
                yield pl.col(columns.low(criterion)).fill_null(criterion.range.low)
                yield pl.col(columns.high(criterion)).fill_null(criterion.range.high)

    def findings(self) -> Iterator[Finding]:
        """Yield findings about contradictions between files, and about sites that some files lack."""
        for criterion in self.criteria.criteria:
            yield from self._two_measures(criterion)
        yield from self._two_names()
        for number, file in enumerate(self.files):
            yield from self._lacking(number, file)

    def _two_measures(self, criterion: Criterion) -> Iterator[Finding]:
        """Yield findings about sites with two different measures of a criterion."""
        names = _measure_names(criterion)
        differing = self._contradictions(self.rows.filter(_is_known(criterion)), names)
        cells = self._cells(differing, [file.layout.measures.get(criterion.id) for file in self.files])
        found = [
            Finding(
                rule("D040"),
                place,
                {
                    "text": _measure_text([row[name] for name in names]),
                    "other": _measure_text([row[_FIRST + name] for name in names]),
                    "first": str(first),
                    "criterion": criterion.id,
                },
            )
            for row, (place, first) in zip(differing.iter_rows(named=True), cells, strict=False)
        ]
        yield from truncated(found, differing.height, self.limit)

    def _two_names(self) -> Iterator[Finding]:
        """Yield findings about sites with two names."""
        named = [number for number, file in enumerate(self.files) if file.layout.name is not None]
        rows = self.rows.filter(pl.col(_FILE).is_in(named)).with_columns(
            _normalised_names(pl.col("name")).alias(_CALLED)
        )
        differing = self._contradictions(rows.filter(pl.col("name") != pl.col("id")), [_CALLED, "name"], by=[_CALLED])
        cells = self._cells(differing, [file.layout.name for file in self.files])
        found = [
            Finding(
                rule("D041"),
                place,
                {
                    "id": row["id"],
                    "text": row["name"],
                    "other": row[f"{_FIRST}name"],
                    "first": str(first),
                    "column": "name",
                },
            )
            for row, (place, first) in zip(differing.iter_rows(named=True), cells, strict=False)
        ]
        yield from truncated(found, differing.height, self.limit)

    def _contradictions(self, rows: pl.DataFrame, names: Sequence[str], by: Sequence[str] = ()) -> pl.DataFrame:
        """Return the rows that differ from the first of the same site, with the columns of that one."""
        shown = [_FILE, ROW, *names]
        first = pl.col(shown).first().over(KEY).name.prefix(_FIRST)
        differs = [pl.col(name) != pl.col(_FIRST + name) for name in by or names]
        return rows.select(KEY, "id", *shown, first).filter(pl.any_horizontal(differs))

    def _cells(self, differing: pl.DataFrame, numbers: Sequence[int | None]) -> Iterator[tuple[Place, Place]]:
        """Yield the places of the first rows and of those they contradict; `numbers` has the column of each file."""
        located: list[TableCell] = []
        for row in differing.head(self.limit).iter_rows(named=True):
            for prefix in ("", _FIRST):
                file = row[prefix + _FILE]
                located.append((self.files[file].table, Cell(row[prefix + ROW], numbers[file])))
        places = places_of(located)
        return zip(places[::2], places[1::2], strict=True)

    def _lacking(self, number: int, file: SiteFile) -> Iterator[Finding]:
        """Yield a finding if a file with measures lacks sites of other files."""
        own = self.rows.filter(pl.col(_FILE) == number)[KEY]
        sites = self.rows.unique(KEY, keep="first", maintain_order=True)
        lacking = sites.filter(~pl.col(KEY).is_in(own.implode()))
        if lacking.height and file.layout.measures:
            facts: dict[str, Phrase] = {
                "number": str(lacking.height),
                "sites": str(sites.height),
                "ids": listing(lacking["id"], _SHOWN),
            }
            needed = any(self.criteria[id].required for id in file.layout.measures)
            yield Finding(rule("D042"), Place(file.source.name), facts, level=Severity.ERROR if needed else None)


def _measure_names(criterion: Criterion) -> list[str]:
    if criterion.kind == "number":
        return [columns.low(criterion), columns.high(criterion)]
    return [columns.category(criterion)]


def _is_known(criterion: Criterion) -> pl.Expr:
    """Say whether a measure is known, at least as an interval narrower than the range."""
    if criterion.kind != "number":
        return pl.col(columns.category(criterion)).is_not_null()
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    return (low > criterion.range.low) | (high < criterion.range.high)


def _normalised_names(names: pl.Expr) -> pl.Expr:
    """Return normalised names."""
    return names.map_batches(lambda texts: without_blanks(lowered(texts)), return_dtype=pl.String, is_elementwise=True)


def _measure_text(measure: Sequence[float | str]) -> str:
    """Return a measure as it is written in a cell."""
    low, high = measure[0], measure[-1]
    if isinstance(low, str) or isinstance(high, str):
        return str(low)
    return decimal(low) if low == high else str(Range(low, high))
