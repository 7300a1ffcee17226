"""A single table in a gzip or zip archive; what is inside is read by its own format."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Kind, OpenedTable, SiteFormat, unpacked_limit

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from vasterviksmodell.source.files import Source

_GZIP = b"\x1f\x8b"
_TAR, _TAR_AT = b"ustar", 257
_PIECE = 1 << 18
_ENCRYPTED = 1
_METHODS = frozenset({0, 8})
"""Stored, Deflate."""
_UNPACK = Message("unpack it and use the file inside")
_CHOOSE = Message("unpack it and use the file that contains the sites, or several files")
_ARCHIVE = Message("it contains another archive")


class _CannotUnpackError(Exception):
    """Why an archive is not unpacked, and what to do."""

    def __init__(self, problem: Message, advice: Message | None = _UNPACK) -> None:
        super().__init__(problem.inside("en"))
        self.problem = problem
        self.advice = advice


class Packed(SiteFormat):
    name = "packed"
    title: ClassVar[str | Message] = Message("a packed table")
    description: ClassVar[Message] = Message("a zip or gzip archive")
    suffixes: ClassVar[tuple[str, ...]] = (".zip", ".gz")
    binary = True

    @property
    def kind(self) -> Kind:
        return Kind(self.description, _UNPACK, self.name)

    def recognises(self, ends: FileEnds) -> bool:
        """Say whether a file is an archive, but not one of the many formats that are archives themselves."""
        from vasterviksmodell.sites.formats.kinds import IN_ZIP

        marks = (b"[Content_Types].xml", b"xl/workbook.xml", *(mark for mark, _ in IN_ZIP))
        return ends.head.startswith(_GZIP) or (ends.is_zip and not any(map(ends.contains, marks)))

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        try:
            return _table_in(_unpacked(source), expected)
        except _CannotUnpackError as error:
            facts = {"format": "gzip" if source.head(2) == _GZIP else "zip", "problem": error.problem}
            return None, (Finding(rule("F010"), Place(source.name), facts, advice=error.advice),)


def _table_in(inner: "Source", expected: Expected) -> OpenedTable:
    """Open an unpacked file in the format of its own name or contents."""
    from vasterviksmodell.sites.formats import format_for
    from vasterviksmodell.sites.formats.registry import nul_byte, open_source

    format = format_for(inner)
    if isinstance(format, Packed) or inner.head(_TAR_AT + len(_TAR)).endswith(_TAR):
        raise _CannotUnpackError(_ARCHIVE)
    table, findings = open_source(inner, format, expected)
    nul = () if format.binary else tuple(nul_byte(inner))
    return table, nul if table is None and nul else (*findings, *nul)


def _unpacked(source: "Source") -> "Source":
    """Unpack the file inside to a temporary file."""
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
        return _copied(stream.read, name, unpacked_limit(source.path.stat().st_size))


def _from_zip(source: "Source") -> "Source":
    from zipfile import ZipFile

    with ZipFile(source.path) as archive:
        part = _only_table(archive.infolist())
        if part.flag_bits & _ENCRYPTED:
            raise _CannotUnpackError(Message("a password protects it"))
        if part.compress_type not in _METHODS:
            raise _CannotUnpackError(Message("its compression method is not supported"))
        with archive.open(part) as stream:
            return _copied(stream.read, f"{source.name}/{part.filename}", unpacked_limit(part.compress_size))


def _only_table(parts: Sequence["ZipInfo"]) -> "ZipInfo":
    """Return the one file that is a table by its suffix; texts do not count beside others, a lone file always does.

    The files that macOS adds to archives are ignored.
    """
    from vasterviksmodell.i18n.wording import listing
    from vasterviksmodell.sites.formats import format_of

    files = [part for part in parts if not (part.is_dir() or _is_hidden_file(part.filename))]
    named = [file for file in files if not isinstance(format_of(file.filename) or Packed(), Packed)]
    tables = [file for file in named if not file.filename.lower().endswith(".txt")] or named
    tables = tables or (files if len(files) == 1 else [])
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise _CannotUnpackError(Message("it contains no table of sites"))
    names = listing([table.filename for table in tables])
    raise _CannotUnpackError(Message("it contains several tables: {names}").format(names=names), _CHOOSE)


def _is_hidden_file(name: str) -> bool:
    return name.startswith("__MACOSX/") or Path(name).name.startswith(".")


def _copied(read: Callable[[int], bytes], name: str, most: int) -> "Source":
    """Copy a stream to a temporary file, unless it has more than `most` bytes."""
    from vasterviksmodell.source.files import Source
    from vasterviksmodell.source.temporary import TemporaryFile

    temporary, size = TemporaryFile.apart(), 0
    while piece := read(_PIECE):
        size += temporary.write(piece)
        if size > most:
            temporary.close()
            raise _CannotUnpackError(Message("unpacked it takes more than {most} bytes").format(most=most))
    temporary.settle()
    return Source(name, temporary.path, temporary)
