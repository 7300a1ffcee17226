"""The tables of a GTFS feed, which is a zip or a folder of texts: each is read lazily, as texts, by Polars."""

import csv
import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.temporary import TemporaryFile

if TYPE_CHECKING:
    from zipfile import ZipFile

DATE = "%Y%m%d"
"""How days are written."""
TABLES = ("stops", "routes", "trips", "stop_times", "calendar", "calendar_dates", "frequencies", "feed_info")
_NEEDED = ("stops", "routes", "trips", "stop_times")
_CALENDARS = "calendar_dates"
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "stops": ("stop_id", "stop_name", "stop_lat", "stop_lon"),
    "routes": ("route_id", "route_type"),
    "trips": ("trip_id", "route_id", "service_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence"),
    "calendar": ("service_id", "monday", "sunday", "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}
"""The columns that a table must have, when there is the table."""
_BEGINNING = 1 << 16
_ENCRYPTED = 1
_NOT_A_FEED = Message("it is no zip and no folder")
_DAMAGED = Message("a part of it is damaged or missing")
_PASSWORD = Message("a password protects it")


class UnreadableFeedError(Exception):
    """Why a feed cannot be read."""

    def __init__(self, problem: Phrase) -> None:
        super().__init__(problem if isinstance(problem, str) else problem.inside("en"))
        self.problem = problem


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """A feed whose tables are files."""

    name: str
    """What the user calls it."""
    sha256: str
    paths: Mapping[str, Path]
    """By table."""
    headings: Mapping[str, tuple[str, ...]]
    copies: tuple[TemporaryFile, ...] = ()
    """They last as long as the feed."""

    @property
    def place(self) -> Place:
        return Place(self.name)

    def source(self, table: str) -> Source:
        """Return a table as a source that the readers of registers take."""
        return Source(f"{self.name}/{table}.txt", self.paths[table])

    def has(self, table: str, column: str) -> bool:
        """Say whether there is a column."""
        return column in self.headings.get(table, ())

    def read(self, table: str, *columns: str) -> pl.LazyFrame:
        """Return columns as texts without outer blanks; null where a cell is empty or there is no such column."""
        empty = [pl.lit(None, pl.String).alias(column) for column in columns if not self.has(table, column)]
        if table not in self.paths:
            return pl.LazyFrame(schema=dict.fromkeys(columns, pl.String))
        frame = pl.scan_csv(
            self.paths[table],
            infer_schema=False,
            encoding="utf8-lossy",
            truncate_ragged_lines=True,
            with_column_names=_unique,
        )
        cells = [pl.col(column) for column in columns if self.has(table, column)]
        if not self._is_plain(table):
            cells = [pl.when(cell.str.strip_chars() != "").then(cell.str.strip_chars()) for cell in cells]
        return frame.select(*cells, *empty).select(columns)

    def _is_plain(self, table: str) -> bool:
        """Say whether the beginning of a table has neither blanks beside commas nor quotes: cleaning takes its time."""
        with self.paths[table].open("rb") as file:
            return re.search(rb'"| ,|, |\t| \r?\n', file.read(_BEGINNING)) is None


def _unique(headings: Iterable[str]) -> list[str]:
    """Return headings as they are compared; of several that are alike the first keeps its name."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        name = heading.strip("\ufeff \t\"'").lower()
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}\0{seen[name]}")
    return found


def open_feed(path: Path) -> tuple[Feed | None, list[Finding]]:
    """Return a feed, or None with findings; raise `OSError` when it cannot be read at all."""
    try:
        feed = _of_folder(path) if path.is_dir() else _of_zip(path)
    except UnreadableFeedError as error:
        return None, [Finding(rule("V120"), Place(str(path)), {"problem": error.problem})]
    findings = list(_missing(feed))
    return (None if findings else feed), findings


def _of_folder(path: Path) -> Feed:
    paths = {table: path / f"{table}.txt" for table in TABLES if (path / f"{table}.txt").is_file()}
    digest = hashlib.sha256()
    for table in paths.values():
        digest.update(table.read_bytes())
    return Feed(str(path), digest.hexdigest(), paths, _headings(paths))


def _of_zip(path: Path) -> Feed:
    from zipfile import BadZipFile, ZipFile

    source = Source.of(path)
    try:
        with ZipFile(source.path) as archive:
            copies = {table: _copied(archive, name) for table, name in _members(archive).items()}
    except BadZipFile as error:
        raise UnreadableFeedError(_NOT_A_FEED) from error
    except (zlib.error, EOFError, LookupError, ValueError, NotImplementedError) as error:
        raise UnreadableFeedError(_DAMAGED) from error
    paths = {table: copy.path for table, copy in copies.items()}
    return Feed(str(path), source.fingerprint.sha256, paths, _headings(paths), tuple(copies.values()))


def _members(archive: "ZipFile") -> dict[str, str]:
    """Return the names of the tables in an archive, which may lie in a folder of it."""
    files = [part.filename for part in archive.infolist() if not part.filename.startswith("__MACOSX/")]
    names = {Path(file).name: file for file in sorted(files, key=lambda file: (-file.count("/"), file))}
    return {table: names[f"{table}.txt"] for table in TABLES if f"{table}.txt" in names}


def _copied(archive: "ZipFile", name: str) -> TemporaryFile:
    """Copy a table to a temporary file, of no more bytes than it is said to have."""
    part = archive.getinfo(name)
    if part.flag_bits & _ENCRYPTED:
        raise UnreadableFeedError(_PASSWORD)
    copy = TemporaryFile.apart()
    with archive.open(part) as stream:
        copyfileobj(stream, copy, 1 << 20)
    copy.settle()
    return copy


def _headings(paths: Mapping[str, Path]) -> dict[str, tuple[str, ...]]:
    found = {}
    for table, path in paths.items():
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            found[table] = tuple(_unique(next(csv.reader(file), [])))
    return found


def _missing(feed: Feed) -> Iterable[Finding]:
    """Yield a finding for each table and column that is needed and not there."""
    needed = [*_NEEDED, *(() if "calendar" in feed.paths else (_CALENDARS,))]
    for table in needed:
        if table not in feed.paths:
            yield Finding(rule("V121"), feed.place, {"missing": f"{table}.txt"})
    for table in feed.paths:
        for column in _COLUMNS.get(table, ()):
            if not feed.has(table, column):
                yield Finding(rule("V121"), Place(f"{feed.name}/{table}.txt"), {"missing": column})
