"""The parts of a workbook, which is a zip of XML files: bounded in size, read piece by piece."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vasterviksmodell.i18n import Message

_MAX_UNPACKED = 1_000_000_000
_MAX_RATIO = 250
_FREE = 50_000_000
"""Up to this size a workbook may be packed as tightly as it likes."""
_MAX_WHOLE = 30_000_000
"""The size of a part that is read as a whole: what describes the workbook, not what stands in it."""
_MAX_TEXT = 1_000_000
_PIECE = 1 << 16
_ENCRYPTED = 1


class UnreadableError(Exception):
    """Why a workbook cannot be read."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.inside("en"))
        self.problem = problem


_DAMAGE = (BadZipFile, zlib.error, EOFError, expat.ExpatError, LookupError, ValueError)
"""What is raised on the way through parts that are not as they should be."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Raise `UnreadableError` for what a damaged part raises."""
    try:
        yield
    except _DAMAGE as error:
        raise damaged() from error


def damaged() -> UnreadableError:
    return UnreadableError(Message("a part of it is damaged or missing"))


class Archive(ZipFile):
    """A zip that unpacks no more than a workbook can hold. Declared sizes suffice: no more is ever unpacked."""

    def __init__(self, path: Path) -> None:
        with damage_told():
            super().__init__(path)
        problem = self._problem()
        if problem is not None:
            self.close()
            raise UnreadableError(problem)

    def _problem(self) -> Message | None:
        """Why nothing of it is unpacked."""
        parts = self.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _MAX_UNPACKED or unpacked > max(_FREE, _MAX_RATIO * sum(part.compress_size for part in parts)):
            return Message("unpacked it would take {unpacked} bytes").format(unpacked=unpacked)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            return Message("a password protects it")
        if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
            return Message("it is packed as no workbook is")
        return None

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """A part that is read as a whole."""
        size = (name if isinstance(name, ZipInfo) else self.getinfo(name)).file_size
        if size > _MAX_WHOLE:
            raise UnreadableError(Message("a part of it takes {size} bytes").format(size=size))
        return super().open(name, mode, pwd, force_zip64=force_zip64)

    def stream(self, name: str) -> IO[bytes]:
        """A part of any size, to be read piece by piece."""
        with damage_told():
            return super().open(name)


class PartReader:
    """Reads a part piece by piece and gathers the texts that are asked for."""

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
        """Read the part; a stop after each piece."""
        final = False
        while not final:
            with damage_told():
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
                raise UnreadableError(Message("a cell with more than {max_text} characters").format(max_text=_MAX_TEXT))

    def _take(self) -> str:
        """The text gathered since the last."""
        text = "".join(self._gathered)
        self._gathered.clear()
        self._length = 0
        return text


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError(Message("it has a document type, as no workbook has"))
