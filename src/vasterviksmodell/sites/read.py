"""Reads files into a whole table of sites."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.findings import Finding, Severity, in_order, worst
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.files import at_their_level, read_files
from vasterviksmodell.sites.formats import SITE_FORMATS, SiteFormat, format_for
from vasterviksmodell.sites.joining import JoinedFiles, with_rows_and_keys
from vasterviksmodell.sites.layout import EXTRA, detail_column
from vasterviksmodell.sites.model import Input, InvalidSites, Sites
from vasterviksmodell.sites.municipality_columns import municipality_columns
from vasterviksmodell.sites.positions.places import GEOMETRIES
from vasterviksmodell.sites.positions.position_columns import positions
from vasterviksmodell.sites.scan import MeasureColumns, compute_nothing
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, NO_LIMIT
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import BLANKS


def read_sites(path: str | Path | Sequence[str | Path], criteria: Criteria, *, format: str | None = None) -> Sites:
    """Return the sites of one file or several, checked against the criteria.

    `format` is a name of the registry; by default the suffix decides, else the contents, else it is CSV.
    Raises `InvalidSites` with every finding when a file has errors, `OSError` when one cannot be read.

    >>> from vasterviksmodell import default_criteria
    >>> read_sites("examples/vastervik/sites.csv", default_criteria()).frame.height
    13
    """
    expect_criteria(criteria)
    paths = [path] if isinstance(path, str | Path) else path
    opened = [Source.of(path) for path in paths]
    sources = [(source, SITE_FORMATS[format] if format else format_for(source)) for source in opened]
    sites, findings = whole(sources, criteria, NO_LIMIT)
    if sites is None:
        raise InvalidSites(findings)
    return sites


def whole(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, limit: int = DEFAULT_LIMIT
) -> tuple[Sites | None, tuple[Finding, ...]]:
    """Return all sites of files, or None if there are errors, and every finding."""

    def intervals(block: pl.DataFrame, known: MeasureColumns) -> pl.DataFrame:
        sites = as_intervals(block, known, criteria)
        return with_rows_and_keys(sites, block) if criteria.data.join else sites

    readings, findings = read_files(sources, criteria, compute_nothing, intervals, limit)
    frames = [_concatenated(reading.blocks, criteria) for reading in readings]
    if worst(findings) != Severity.ERROR and criteria.data.join:
        joined = JoinedFiles.of([reading.file for reading in readings], frames, criteria, limit)
        frames = [joined.sites]
        findings = in_order((*findings, *at_their_level(joined.findings(), criteria.checks)))
    if worst(findings) == Severity.ERROR:
        return None, findings
    inputs = tuple(reading.input for reading in readings)
    return Sites(_concatenated(frames, criteria), criteria, inputs, findings), findings


def checked(
    sources: Sequence[tuple[Source, SiteFormat]], criteria: Criteria, limit: int
) -> tuple[tuple[Input, ...], tuple[Finding, ...]]:
    """Return how files were read, and every finding; sites are kept in memory only when files are joined."""
    if criteria.data.join:
        sites, findings = whole(sources, criteria, limit)
        return (() if sites is None else sites.inputs), findings
    readings, findings = read_files(sources, criteria, compute_nothing, lambda *_: None, limit)
    return tuple(reading.input for reading in readings), findings


def _concatenated(frames: Sequence[pl.DataFrame], criteria: Criteria) -> pl.DataFrame:
    return pl.concat(frames, how="diagonal") if frames else empty_frame(criteria)


def as_intervals(block: pl.DataFrame, known: MeasureColumns, criteria: Criteria) -> pl.DataFrame:
    """Return a block with id, name, measures as intervals, sources and dates, unread columns, positions, municipality.

    An unknown measure is the whole range.
    """
    passing = [name for name in block.columns if name.startswith(EXTRA) or name in GEOMETRIES]
    measures = [
        expr for criterion in criteria.criteria for expr in _interval_columns(criterion, known.get(criterion.id, ()))
    ]
    sites = block.select("id", "name", *measures, *_provenance_columns(block, criteria), *passing)
    placed = positions(block)
    located = sites if placed is None else sites.hstack(placed)
    return located.hstack(municipality_columns(block, criteria.data))


def _provenance_columns(block: pl.DataFrame, criteria: Criteria) -> Iterator[pl.Expr]:
    """Yield the columns of sources and dates of single figures; null where there are none."""
    present = set(block.columns)
    for criterion in criteria.criteria:
        for name in columns.provenance(criterion):
            if detail_column(name) in present:
                text = pl.col(detail_column(name)).str.strip_chars(BLANKS)
                yield pl.when(text != "").then(text).alias(name)


def _interval_columns(criterion: Criterion, known: tuple[str, ...]) -> list[pl.Expr]:
    if criterion.kind != "number":
        return [(pl.col(known[0]) if known else pl.lit(None, pl.String)).alias(columns.category(criterion))]
    low = pl.col(known[0]) if known else pl.lit(None, pl.Float64)
    high = pl.col(known[-1]) if known else pl.lit(None, pl.Float64)
    return [
        low.fill_null(criterion.range.low).alias(columns.low(criterion)),
        high.fill_null(criterion.range.high).alias(columns.high(criterion)),
    ]


def empty_frame(criteria: Criteria) -> pl.DataFrame:
    """Return the table of no sites."""
    none = pl.DataFrame(schema={"id": pl.String, "name": pl.String})
    return as_intervals(none, {}, criteria)
