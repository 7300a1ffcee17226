"""The parts of a workbook, which is a zip of XML files: limited in size and read piece by piece."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import unpacked_limit

_MAX_WHOLE = 30_000_000
"""The greatest size of a part that is read as a whole: those that describe the workbook."""
_MAX_TEXT = 1_000_000
_PIECE = 1 << 16
_ENCRYPTED = 1


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be read, with the problem."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.inside("en"))
        self.problem = problem


_DAMAGE = (BadZipFile, zlib.error, EOFError, expat.ExpatError, LookupError, ValueError)
"""The exceptions that damaged parts raise."""


@contextmanager
def raising_unreadable() -> Iterator[None]:
    """Raise `UnreadableWorkbookError` in place of what a damaged part raises."""
    try:
        yield
    except _DAMAGE as error:
        raise damaged() from error


def damaged() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(Message("a part of it is damaged or missing"))


class Archive(ZipFile):
    """A zip with a limit on its unpacked size. Declared sizes are enough, because no more is ever unpacked."""

    def __init__(self, path: Path) -> None:
        with raising_unreadable():
            super().__init__(path)
        problem = self._problem()
        if problem is not None:
            self.close()
            raise UnreadableWorkbookError(problem)

    def _problem(self) -> Message | None:
        """Return why the archive is rejected, if it is."""
        parts = self.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > unpacked_limit(sum(part.compress_size for part in parts)):
            return Message("unpacked it would take {unpacked} bytes").format(unpacked=unpacked)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            return Message("a password protects it")
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            return Message("its compression method is not supported")
        return None

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """Open a part that is read as a whole; raise `UnreadableWorkbookError` when it is too large."""
        size = (name if isinstance(name, ZipInfo) else self.getinfo(name)).file_size
        if size > _MAX_WHOLE:
            raise UnreadableWorkbookError(Message("a part of it takes {size} bytes").format(size=size))
        return super().open(name, mode, pwd, force_zip64=force_zip64)

    def stream(self, name: str) -> IO[bytes]:
        """Open a part of any size, to be read piece by piece."""
        with raising_unreadable():
            return super().open(name)


class PartReader:
    """Reads a part piece by piece and gathers texts while `_gathering`."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._gathering = False
        self._gathered: list[str] = []
        self._length = 0

    def pieces(self, stream: IO[bytes]) -> Iterator[None]:
        """Read the part, and yield after each piece."""
        final = False
        while not final:
            with raising_unreadable():
                piece = stream.read(_PIECE)
                final = not piece
                self._parser.Parse(piece, final)
            yield

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, name: str) -> None:
        raise NotImplementedError

    def _data(self, data: str) -> None:
        if self._gathering:
            self._gathered.append(data)
            self._length += len(data)
            if self._length > _MAX_TEXT:
                raise UnreadableWorkbookError(
                    Message("a cell has more than {max_text} characters").format(max_text=_MAX_TEXT)
                )

    def _take(self) -> str:
        """Return the text gathered since the last call."""
        text = "".join(self._gathered)
        self._gathered.clear()
        self._length = 0
        return text


def _refuse_doctype(*_: object) -> None:
    raise UnreadableWorkbookError(Message("it has a document type, which workbooks do not have"))
