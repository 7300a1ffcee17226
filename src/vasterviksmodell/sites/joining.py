"""Files with the same sites and other measures → one table: each site once, with what any of the files says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Range
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Located, places_of
from vasterviksmodell.sites.identity import KEY, lowered, normalised, without_blanks
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.sites.scan import SiteFile
from vasterviksmodell.value_functions.parameters import decimal

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_FILE, _FIRST = "_file", "_first__"
_CALLED = "_called"
_SHOWN = 5


def with_places(sites: pl.DataFrame, block: pl.DataFrame) -> pl.DataFrame:
    """Sites of a block with what joining them takes: their rows, and their ids as they are compared."""
    return sites.with_columns(block[ROW], normalised(block[KEY]))


@dataclass(frozen=True)
class JoinedFiles:
    """The sites of several files."""

    files: Sequence[SiteFile]
    rows: pl.DataFrame
    """All rows of all files as intervals, with `ROW` and `KEY`, and the number of their file."""
    criteria: Criteria
    limit: int
    """How many findings of a kind are listed."""

    @classmethod
    def of(
        cls, files: Sequence[SiteFile], frames: Sequence[pl.DataFrame], criteria: Criteria, limit: int
    ) -> "JoinedFiles":
        """Those of files; each has a frame."""
        numbered = (frame.with_columns(pl.lit(number).alias(_FILE)) for number, frame in enumerate(frames))
        none = pl.DataFrame(schema={ROW: pl.UInt32, KEY: pl.String})
        return cls(files, pl.concat([*numbered, none], how="diagonal_relaxed"), criteria, limit)

    @property
    def sites(self) -> pl.DataFrame:
        """Each site once, in the order in which they come."""
        found = self.rows.group_by(KEY, maintain_order=True).agg(self._columns())
        return found.with_columns(self._whole_ranges()).select(self._names())

    def _names(self) -> list[str]:
        """The columns of a table of sites."""
        return [column for column in self.rows.columns if column not in {_FILE, ROW, KEY}]

    def _columns(self) -> Iterator[pl.Expr]:
        yield pl.col("id").first()
        own = pl.col("name").filter(pl.col("name") != pl.col("id"))
        yield pl.coalesce(own.first(), pl.col("name").first()).alias("name")
        measured = {"id", "name"}
        for criterion in self.criteria.criteria:
            names = [
                name for name in (*_measures(criterion), *columns.provenance(criterion)) if name in self.rows.columns
            ]
            measured |= set(names)
            yield pl.col(names).filter(_is_known(criterion)).first()
        placed = [name for name in (LATITUDE, LONGITUDE) if name in self.rows.columns]
        if placed:
            yield pl.col(placed).filter(pl.all_horizontal(pl.col(placed).is_not_null())).first()
        yield pl.col([name for name in self._names() if name not in measured.union(placed)]).drop_nulls().first()

    def _whole_ranges(self) -> Iterator[pl.Expr]:
        """What no file knows is the whole range."""
        for criterion in self.criteria.criteria:
            if criterion.kind == "number":
                yield pl.col(columns.low(criterion)).fill_null(criterion.range.low)
                yield pl.col(columns.high(criterion)).fill_null(criterion.range.high)

    def findings(self) -> Iterator[Finding]:
        """What the files say against each other, and what only some of them have."""
        for criterion in self.criteria.criteria:
            yield from self._two_measures(criterion)
        yield from self._two_names()
        for number, file in enumerate(self.files):
            yield from self._lacking(number, file)

    def _two_measures(self, criterion: Criterion) -> Iterator[Finding]:
        """Sites of which a measure is given twice, with different figures."""
        names = _measures(criterion)
        apart = self._apart(self.rows.filter(_is_known(criterion)), names)
        cells = self._cells(apart, [file.layout.measures.get(criterion.id) for file in self.files])
        found = [
            Finding(
                rule("D040"),
                place,
                {
                    "text": _said([row[name] for name in names]),
                    "other": _said([row[_FIRST + name] for name in names]),
                    "first": str(first),
                    "criterion": criterion.id,
                },
            )
            for row, (place, first) in zip(apart.iter_rows(named=True), cells, strict=False)
        ]
        yield from listed(found, apart.height, self.limit)

    def _two_names(self) -> Iterator[Finding]:
        """Sites that have two names."""
        named = [number for number, file in enumerate(self.files) if file.layout.name is not None]
        rows = self.rows.filter(pl.col(_FILE).is_in(named)).with_columns(_key(pl.col("name")).alias(_CALLED))
        apart = self._apart(rows.filter(pl.col("name") != pl.col("id")), [_CALLED, "name"], by=[_CALLED])
        cells = self._cells(apart, [file.layout.name for file in self.files])
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
            for row, (place, first) in zip(apart.iter_rows(named=True), cells, strict=False)
        ]
        yield from listed(found, apart.height, self.limit)

    def _apart(self, rows: pl.DataFrame, names: Sequence[str], by: Sequence[str] = ()) -> pl.DataFrame:
        """The rows that say otherwise than the first of the same site, beside what that one says."""
        told = [_FILE, ROW, *names]
        first = pl.col(told).first().over(KEY).name.prefix(_FIRST)
        differs = [pl.col(name) != pl.col(_FIRST + name) for name in by or names]
        return rows.select(KEY, "id", *told, first).filter(pl.any_horizontal(differs))

    def _cells(self, apart: pl.DataFrame, numbers: Sequence[int | None]) -> Iterator[tuple[Place, Place]]:
        """Where the first of some rows stand, and the rows that they contradict, each in the column of its file."""
        located: list[Located] = []
        for row in apart.head(self.limit).iter_rows(named=True):
            for prefix in ("", _FIRST):
                file = row[prefix + _FILE]
                located.append((self.files[file].table, Cell(row[prefix + ROW], numbers[file])))
        places = places_of(located)
        return zip(places[::2], places[1::2], strict=True)

    def _lacking(self, number: int, file: SiteFile) -> Iterator[Finding]:
        """That a file with measures lacks sites that others have."""
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


def _measures(criterion: Criterion) -> list[str]:
    if criterion.kind == "number":
        return [columns.low(criterion), columns.high(criterion)]
    return [columns.category(criterion)]


def _is_known(criterion: Criterion) -> pl.Expr:
    """Whether something is known of a measure."""
    if criterion.kind != "number":
        return pl.col(columns.category(criterion)).is_not_null()
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    return (low > criterion.range.low) | (high < criterion.range.high)


def _key(names: pl.Expr) -> pl.Expr:
    """Names as they are compared."""
    return names.map_batches(lambda texts: without_blanks(lowered(texts)), return_dtype=pl.String, is_elementwise=True)


def _said(measure: Sequence[float | str]) -> str:
    """A measure as a cell has it."""
    low, high = measure[0], measure[-1]
    if isinstance(low, str) or isinstance(high, str):
        return str(low)
    return decimal(low) if low == high else str(Range(low, high))
