"""Reads a register or the places from files, by the readers of sites."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from vasterviksmodell.criteria import DataFiles, SiteColumns
from vasterviksmodell.derivation.reading.layers import (
    Layer,
    ShapeKind,
    UnreadableLayer,
    is_package,
    read_geojson,
    read_package,
)
from vasterviksmodell.derivation.reading.openstreetmap import is_overpass, is_pbf, read_overpass, read_pbf
from vasterviksmodell.derivation.reading.rows import FILE, WHOLE, FileRead, Rows
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n.wording import listing, nearest, shortened
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.chosen_rows import RowCondition, in_all_masks
from vasterviksmodell.sites.formats import format_for
from vasterviksmodell.sites.formats.registry import open_source, with_nul_byte
from vasterviksmodell.sites.formats.site_format import ROW, Expected, Table
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import BLANKS, folded

if TYPE_CHECKING:
    from vasterviksmodell.criteria.data_entries import DataEntry
    from vasterviksmodell.i18n import Phrase

_SHORT = "_short"
Wanted = Mapping[str, Place]
"""By heading that is read: the place in derive.yaml that names it."""


class FileEntry(Protocol):
    """An entry that names a file, which of its rows are read, and how it is written."""

    @property
    def keep(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def data(self) -> "DataEntry": ...


def declared_rows(
    entry: FileEntry, paths: Sequence[Path], wanted: Wanted, at: Place, shapes: ShapeKind = "points"
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of files as an entry declares them, or None, and findings; see `read_rows`."""
    keep = {heading: tuple(texts) for heading, texts in entry.keep.items()}
    return read_rows(paths, entry.data.domain(), wanted, keep, at, shapes=shapes)


def read_rows(  # noqa: PLR0913 - how files are written, and what of them is read
    paths: Sequence[Path],
    data: DataFiles,
    wanted: Wanted,
    keep: Mapping[str, tuple[str, ...]],
    at: Place,
    *,
    also: Collection[str] = (),
    shapes: ShapeKind = "points",
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of files that are to be kept, or None, and findings; `at` names the files in derive.yaml.

    `also`: headings that a file may have or lack. `shapes`: what rows are, where the file is a layer.
    """
    sources, lost = [], []
    for path in paths:
        try:
            sources.append(Source.of(path))
        except OSError as error:
            lost.append(not_read(at, path, error))
    rows, findings = rows_of(sources, data, wanted, keep, also=also, shapes=shapes)
    return (None if lost else rows), [*lost, *findings]


def not_read(at: Place, path: Path, error: OSError) -> Finding:
    """Return the finding that a file cannot be read."""
    return Finding(rule("V003"), at, {"path": str(path), "reason": error.strerror or str(error)})


def rows_of(  # noqa: PLR0913 - how files are written, and what of them is read
    sources: Sequence[Source],
    data: DataFiles,
    wanted: Wanted,
    keep: Mapping[str, tuple[str, ...]],
    *,
    also: Collection[str] = (),
    shapes: ShapeKind = "points",
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of sources that are to be kept, or None, and findings; see `read_rows`."""
    findings: list[Finding] = []
    read: list[tuple[FileRead, pl.DataFrame]] = []
    for number, source in enumerate(sources):
        try:
            own, layer = _with_layer(source, data, shapes)
        except UnreadableLayer as unreadable:
            findings.append(unreadable.finding)
            continue
        file, found = _read_file(own, data if layer is None else DataFiles(), wanted, number, also)
        file = file if file is None or layer is None else (replace(file[0], layer=layer), file[1])
        findings += found
        read += [] if file is None else [file]
    if not read or len(read) < len(sources) or worst(findings) == Severity.ERROR:
        return None, findings
    frame = pl.concat([part for _, part in read], how="diagonal_relaxed")
    rows = Rows(frame, tuple(file for file, _ in read))
    findings += _values_without_rows(rows, keep, wanted)
    return (None if worst(findings) == Severity.ERROR else _kept(rows, keep)), findings


def _read_file(
    source: Source, data: DataFiles, wanted: Wanted, number: int, also: Collection[str]
) -> tuple[tuple[FileRead, pl.DataFrame] | None, list[Finding]]:
    """Return a file with its rows, or None, and findings."""
    format = format_for(source)
    names = frozenset(map(folded, (*wanted, *also)))
    table, found = open_source(source, format, Expected(data, names, SiteColumns(), names, DEFAULT_LIMIT))
    findings = [finding for finding in found if not _is_about_unread(finding)]
    findings = [*with_nul_byte(findings, source, format, is_open=table is not None)]
    if table is None or worst(findings) == Severity.ERROR:
        return None, findings
    numbers = {folded(heading): place for place, heading in reversed(list(enumerate(table.headings))) if heading}
    findings += _missing_headings(table, numbers, wanted, source.name)
    findings += _headings_twice(table, None if also else frozenset(map(folded, wanted)))
    if worst(findings) == Severity.ERROR:
        return None, findings
    frame, faults = _texts(table, numbers, number)
    file = FileRead(source.name, source.fingerprint.sha256, format.name, table, numbers)
    return (file, frame), [*findings, *faults]


def _with_layer(source: Source, data: DataFiles, shapes: ShapeKind) -> tuple[Source, Layer | None]:
    """Return the layer of a file that has shapes, with its table to be read; any other file as it is."""
    if is_package(source):
        layer = read_package(source, data, shapes)
    elif shapes == "lines" and is_pbf(source):
        layer = read_pbf(source)
    elif shapes == "lines" and is_overpass(source):
        layer = read_overpass(source)
    elif shapes != "points" and format_for(source).name in ("geojson", "json"):
        layer = read_geojson(source)
    else:
        return source, None
    return source.inner(f"{layer.name}.csv", layer.delimited()), layer


def _is_about_unread(finding: Finding) -> bool:
    """Say whether a finding is about columns that nobody reads: registers have many."""
    return finding.code == "D012" and finding.severity < Severity.ERROR


def _missing_headings(table: Table, numbers: Mapping[str, int], wanted: Wanted, path: str) -> Iterator[Finding]:
    known = [heading for heading in table.headings if heading]
    for heading, place in wanted.items():
        if folded(heading) not in numbers:
            facts: dict[str, Phrase] = {
                "column": heading,
                "path": path,
                "known": listing(f"'{shortened(name)}'" for name in known),
            }
            yield Finding(rule("V004"), place, facts, suggestion=nearest(heading, known))


def _headings_twice(table: Table, read: Collection[str] | None) -> Iterator[Finding]:
    """Yield a finding for each heading that is read and stands twice; None: all are read."""
    seen: set[str] = set()
    for heading, place in zip(table.headings, table.heading_places, strict=True):
        name = folded(heading)
        if name and name in seen and (read is None or name in read):
            yield Finding(rule("D004"), place, {"column": heading})
        seen.add(name)


def _texts(table: Table, numbers: Mapping[str, int], file: int) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return all texts of a table without blank rows; from a copy that Polars can read where it rejects the file."""
    try:
        frame = _collected(table, numbers, file)
    except pl.exceptions.PolarsError:
        faults = table.faults(DEFAULT_LIMIT)
        with table.rewritten() as copy:
            return _collected(copy, numbers, file).drop(_SHORT), faults
    short = bool(frame[_SHORT].any())
    faults = table.faults(DEFAULT_LIMIT) if table.may_have_faults(short=short) else ()
    return frame.drop(_SHORT), faults


def _collected(table: Table, numbers: Mapping[str, int], file: int) -> pl.DataFrame:
    every = [pl.col(str(number)) for number in range(len(table.headings))]
    texts = [_text(pl.col(str(number))).alias(heading) for heading, number in numbers.items()]
    hashed = pl.concat_str([cell.fill_null("") for cell in every], separator="\x1f").alias(WHOLE)
    frame = table.frame.select(
        ROW, pl.lit(file).alias(FILE), hashed, every[-1].is_null().alias(_SHORT), *texts
    ).collect()
    return frame.filter(frame[WHOLE].str.strip_chars(BLANKS + "\x1f") != "")


def _text(cell: pl.Expr) -> pl.Expr:
    text = columns.unwrapped(cell).str.strip_chars(BLANKS)
    return pl.when(text != "").then(text)


def _values_without_rows(rows: Rows, keep: Mapping[str, tuple[str, ...]], wanted: Wanted) -> Iterator[Finding]:
    """Yield a finding for each value that is to be kept and that no row has: it may be misspelt."""
    for heading, texts in keep.items() if rows.height else ():
        there = rows.texts(heading).unique(maintain_order=True).drop_nulls().to_list()
        for text in texts:
            if text and not RowCondition(heading, (), (text,)).met_by_any(there, comma=rows.comma):
                known = listing(f"'{shortened(other)}'" for other in there)
                facts: dict[str, Phrase] = {"text": text, "column": heading, "known": known}
                yield Finding(rule("V011"), wanted[heading], facts, suggestion=nearest(text, there))


def _kept(rows: Rows, keep: Mapping[str, tuple[str, ...]]) -> Rows:
    """Return the rows whose cells have one of the texts that are stated."""
    masks = [
        RowCondition(heading, (), texts).are_met_by(rows.texts(heading), comma=rows.comma)
        for heading, texts in keep.items()
    ]
    return rows.only(in_all_masks(masks, rows.height)) if masks else rows
