"""One table in gzip, or in a zip that holds no other: what is inside is read by its own format."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Kind, Opened, SiteFormat

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from vasterviksmodell.source.files import Source

_GZIP = b"\x1f\x8b"
_TAR, _TAR_AT = b"ustar", 257
_MAX_UNPACKED = 1_000_000_000
_MAX_RATIO = 250
_FREE = 50_000_000
"""Up to this size a table may be packed as tightly as it likes."""
_PIECE = 1 << 18
_ENCRYPTED = 1
_METHODS = frozenset({0, 8})
"""Stored, Deflate."""
_UNPACK = Message("unpack it and give the file inside")
_CHOOSE = Message("unpack it and give the file that holds the sites, or several of them")
_ARCHIVE = Message("it holds an archive in turn")


class _CannotUnpackError(Exception):
    """Why nothing is unpacked, and what to do."""

    def __init__(self, problem: Message, advice: Message | None = _UNPACK) -> None:
        super().__init__(problem.inside("en"))
        self.problem = problem
        self.advice = advice


class Packed(SiteFormat):
    name = "packed"
    title = Message("a packed table")
    called = Message("a zip or gzip archive")
    suffixes = (".zip", ".gz")
    binary = True

    @property
    def kind(self) -> Kind:
        return Kind(self.called, _UNPACK, self.name)

    def recognises(self, ends: FileEnds) -> bool:
        """Whether it is an archive, and none of the many kinds of files that are archives themselves."""
        from vasterviksmodell.sites.formats.kinds import IN_ZIP

        marks = (b"[Content_Types].xml", b"xl/workbook.xml", *(mark for mark, _ in IN_ZIP))
        return ends.head.startswith(_GZIP) or (ends.is_zip and not any(map(ends.hold, marks)))

    def open_table(self, source: "Source", expected: Expected) -> Opened:
        try:
            return _table_in(_unpacked(source), expected)
        except _CannotUnpackError as error:
            facts = {"format": "gzip" if source.head(2) == _GZIP else "zip", "problem": error.problem}
            return None, (Finding(rule("F010"), Place(source.name), facts, advice=error.advice),)


def _table_in(inner: "Source", expected: Expected) -> Opened:
    """The table of an unpacked file, which its own name or contents give a format."""
    from vasterviksmodell.sites.formats import format_for
    from vasterviksmodell.sites.formats.registry import nul_byte, opened

    format = format_for(inner)
    if isinstance(format, Packed) or inner.head(_TAR_AT + len(_TAR)).endswith(_TAR):
        raise _CannotUnpackError(_ARCHIVE)
    table, findings = opened(inner, format, expected)
    nul = () if format.binary else tuple(nul_byte(inner))
    return table, nul if table is None and nul else (*findings, *nul)


def _unpacked(source: "Source") -> "Source":
    """What is inside, as a file of its own."""
    from gzip import BadGzipFile
    from zipfile import BadZipFile

    damage = (BadGzipFile, BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError)
    try:
        return _from_gzip(source) if source.head(2) == _GZIP else _from_zip(source)
    except damage as error:
        raise _CannotUnpackError(Message("a part of it is damaged or missing"), None) from error


def _from_gzip(source: "Source") -> "Source":
    from gzip import GzipFile

    path = Path(source.name)
    name = f"{source.name}/{path.stem}" if path.suffix.lower() == ".gz" else source.name
    with GzipFile(source.path) as stream:
        return _copied(stream.read, name, _limit(source.path.stat().st_size))


def _from_zip(source: "Source") -> "Source":
    from zipfile import ZipFile

    with ZipFile(source.path) as archive:
        part = _only_table(archive.infolist())
        if part.flag_bits & _ENCRYPTED:
            raise _CannotUnpackError(Message("a password protects it"))
        if part.compress_type not in _METHODS:
            raise _CannotUnpackError(Message("it is packed in a way that is not read"))
        with archive.open(part) as stream:
            return _copied(stream.read, f"{source.name}/{part.filename}", _limit(part.compress_size))


def _only_table(parts: Sequence["ZipInfo"]) -> "ZipInfo":
    """The file whose name tells that it is a table; a text beside others is none, a file alone may be called anything.

    What macOS puts into archives is passed over.
    """
    from vasterviksmodell.i18n.wording import listing
    from vasterviksmodell.sites.formats import format_of

    files = [part for part in parts if not (part.is_dir() or _is_hidden(part.filename))]
    named = [file for file in files if not isinstance(format_of(file.filename) or Packed(), Packed)]
    tables = [file for file in named if not file.filename.lower().endswith(".txt")] or named
    tables = tables or (files if len(files) == 1 else [])
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise _CannotUnpackError(Message("it holds no table of sites"))
    names = listing([table.filename for table in tables])
    raise _CannotUnpackError(Message("it holds several tables: {names}").format(names=names), _CHOOSE)


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or Path(name).name.startswith(".")


def _limit(packed: int) -> int:
    return min(_MAX_UNPACKED, max(_FREE, _MAX_RATIO * packed))


def _copied(read: Callable[[int], bytes], name: str, most: int) -> "Source":
    """A source from a stream's bytes, of which no more is unpacked than a table can hold."""
    from vasterviksmodell.source.files import Source
    from vasterviksmodell.source.temporary import TemporaryFile

    temporary, size = TemporaryFile.apart(), 0
    while piece := read(_PIECE):
        size += temporary.write(piece)
        if size > most:
            temporary.close()
            raise _CannotUnpackError(Message("unpacked it takes more than {most} bytes").format(most=most))
    temporary.flush()
    return Source(name, temporary.path, temporary)
