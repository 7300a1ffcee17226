"""A data file as bytes: where it is, and its fingerprint, which is computed in the background."""

import hashlib
import os
import select
import stat
from collections.abc import Callable
from dataclasses import dataclass
from errno import EFBIG, ENXIO, EPIPE, ESTALE
from functools import cached_property
from io import UnsupportedOperation
from os import SEEK_END
from pathlib import Path
from threading import Thread
from typing import IO, Any

from vasterviksmodell.source.temporary import TemporaryFile

_BLOCK = 1 << 18
_END = 8
_PATIENCE = 10.0
"""The seconds that a named pipe may be without a writer."""
_MOST = 16_000_000_000
"""The bytes that are copied at most from a stream that may have no end."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    sha256: str
    size: int
    nul_at: int | None
    """The offset of the first NUL byte, if there is one."""
    quotes: int
    """The number of double quotes."""
    end: bytes
    """The last bytes."""


class Source:
    """A readable, seekable file under the name that its user gave.

    Pipes, standard input and files with unprintable names are first copied to a temporary file, so that all readers
    can read twice, seek, and write the path as UTF-8.
    """

    def __init__(
        self, name: str, path: Path, temporary: IO[bytes] | None = None, outer: "Source | None" = None
    ) -> None:
        self.name = name
        self.path = path
        self._temporary = temporary
        self._outer = outer
        self._seen = _state(path)
        self._fingerprint = _in_background(lambda: _fingerprint(path))

    def __getstate__(self) -> dict[str, Any]:
        """Return what travels: the fingerprint, settled; a temporary file stays with the source that made it."""
        known = {"name": self.name, "path": self.path, "fingerprint": self.fingerprint}
        return known | {"_temporary": None, "_outer": self._outer, "_seen": self._seen}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and (self.name, self.fingerprint) == (other.name, other.fingerprint)

    def __hash__(self) -> int:
        return hash(self.name)

    @classmethod
    def of(cls, path: str | Path, patience: float = _PATIENCE, *, name: str | None = None) -> "Source":
        """Return the source at a path, waiting some seconds for the writer of a named pipe.

        Raises `OSError` when the path cannot be read.
        """
        found, name = Path(path), str(path) if name is None else name
        mode = found.stat().st_mode
        if stat.S_ISREG(mode) and str(path).isprintable():
            found.open("rb").close()
            return cls(name, found)
        if stat.S_ISSOCK(mode):
            raise OSError(ENXIO, "it is a socket", str(path))
        with _open_pipe(found, patience) if stat.S_ISFIFO(mode) else found.open("rb") as stream:
            return cls.copied(stream, name)

    @classmethod
    def copied(cls, stream: IO[bytes], name: str, most: int = _MOST) -> "Source":
        """Return a source from a stream that can be read only once; raise `OSError` after more than `most` bytes."""
        temporary = TemporaryFile.apart()
        head, size = b"", 0
        read = _block_reader(stream)
        while block := read():
            head = (head + block)[:_END]
            size += temporary.write(block)
            if b"\0" in block and not _may_hold_nul(head):
                break  # not a text: the rest, which may have no end, changes nothing
            if size > most:
                temporary.close()
                raise OSError(EFBIG, f"more than {most} bytes came, and no end", name)
        temporary.settle()
        return cls(name, temporary.path, temporary)

    def inner(self, name: str, content: bytes) -> "Source":
        """Return a source of what is inside this one."""
        temporary = TemporaryFile.apart()
        temporary.write(content)
        temporary.settle()
        return Source(f"{self.name}/{name}", temporary.path, temporary, self)

    @property
    def named_path(self) -> Path:
        """The path that its user gave; `path` may be a copy of it, or of what is inside."""
        return Path(self.name) if self._outer is None else self._outer.named_path

    @cached_property
    def fingerprint(self) -> Fingerprint:
        return self._fingerprint()

    def refuse_change(self) -> None:
        """Raise `OSError` when the file is no longer the one that was opened: its fingerprint would be of another."""
        if _state(self.path) != self._seen:
            raise OSError(ESTALE, "it changed while it was read", self.name)

    def head(self, size: int) -> bytes:
        """Return the first bytes."""
        with self.path.open("rb") as file:
            return file.read(size)

    def tail(self, size: int) -> bytes:
        """Return the last bytes."""
        with self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, SEEK_END) - size))
            return file.read(size)


def _block_reader(stream: IO[bytes]) -> Callable[[], bytes]:
    """Return a function that reads the next bytes of a stream, none at its end.

    It waits a second at a time: a signal that comes just before a wait begins is handled only when the wait is over,
    and a pipe may be silent for ever.
    """
    try:
        handle = stream.fileno()
    except UnsupportedOperation:  # it is in memory
        return lambda: stream.read(_BLOCK)
    if not hasattr(select, "poll"):  # Windows
        return lambda: os.read(handle, _BLOCK)
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)

    def read() -> bytes:
        while not waiting.poll(1000):
            pass
        return os.read(handle, _BLOCK)

    return read


def _open_pipe(path: Path, patience: float) -> IO[bytes]:
    """Open a named pipe for reading; raise `OSError` when nobody opens it for writing."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    pipe = os.fdopen(handle, "rb")
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    if not waiting.poll(patience * 1000) and _is_without_writer(handle):
        pipe.close()
        raise OSError(EPIPE, "nobody writes to this pipe", str(path))
    os.set_blocking(handle, True)
    return pipe


def _is_without_writer(handle: int) -> bool:
    """Return whether a silent pipe has no writer; a byte that comes just now is lost, so it counts as no writer."""
    try:
        os.read(handle, 1)
    except BlockingIOError:
        return False
    return True


def _may_hold_nul(head: bytes) -> bool:
    """Return whether a file begins like one that may hold NUL bytes: an archive, a workbook, a PDF, Parquet, UTF-16."""
    return head.startswith((b"PK", b"%PDF", b"\x1f\x8b", b"PAR", b"\xff\xfe", b"\xfe\xff")) or head[:2].count(0) == 1


def _state(path: Path) -> tuple[int, int, int]:
    """Return what differs when another file, or other bytes, are at a path."""
    seen = path.stat()
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _in_background(work: Callable[[], Fingerprint]) -> Callable[[], Fingerprint]:
    """Start work in a thread, and return a function that waits for its result."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except OSError as error:
            outcome.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()

    def result() -> Fingerprint:
        thread.join()
        if isinstance(outcome[0], OSError):
            raise outcome[0]
        return outcome[0]  # type: ignore[no-any-return]

    return result


def _fingerprint(path: Path) -> Fingerprint:
    digest, size, nul_at, quotes, end = hashlib.sha256(), 0, None, 0, b""
    block = bytearray(_BLOCK)
    view = memoryview(block)
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(block):
            digest.update(view[:read])
            if nul_at is None and (found := block.find(0, 0, read)) >= 0:
                nul_at = size + found
            quotes += block.count(b'"', 0, read)
            size += read
            end = (end + block[max(0, read - _END) : read])[-_END:]
    return Fingerprint(digest.hexdigest(), size, nul_at, quotes, end)
