"""A data file as bytes: where it is, and its fingerprint, taken while others read."""

import hashlib
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from errno import ESTALE
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import IO, Any

_BLOCK = 1 << 18
_END = 8


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
    """A readable, seekable file under the name its user gave it.

    Pipes, standard input and files with unprintable names are first copied to a temporary file, so that all else may
    read twice, seek, and write the path as UTF-8.
    """

    def __init__(self, name: str, path: Path, temporary: IO[bytes] | None = None) -> None:
        self.name = name
        self.path = path
        self._temporary = temporary
        self._seen = _state(path)
        self._later = _started(lambda: _fingerprint(path))

    @classmethod
    def of(cls, path: str | Path) -> "Source":
        """The source at a path; `OSError` when it cannot be read."""
        found = Path(path)
        if stat.S_ISREG(found.stat().st_mode) and str(path).isprintable():
            found.open("rb").close()
            return cls(str(path), found)
        with found.open("rb") as stream:
            return cls.copied(stream, str(path))

    @classmethod
    def copied(cls, stream: IO[bytes], name: str) -> "Source":
        """A source from a stream that can be read only once."""
        temporary = tempfile.NamedTemporaryFile(prefix="vasterviksmodell-")  # noqa: SIM115 - closed with the source
        while block := stream.read(_BLOCK):
            temporary.write(block)
            if b"\0" in block:
                break  # no text: the rest, which may have no end, changes nothing
        temporary.flush()
        return cls(name, Path(temporary.name), temporary)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        return self._later()

    def refuse_change(self) -> None:
        """Raise `OSError` when the file is no longer the one that was opened: its fingerprint would be of another."""
        if _state(self.path) != self._seen:
            raise OSError(ESTALE, "it changed while it was read", self.name)

    def head(self, size: int) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as file:
            return file.read(size)


def _state(path: Path) -> tuple[int, int, int]:
    seen = path.stat()
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _started(work: Callable[[], Fingerprint]) -> Callable[[], Fingerprint]:
    """Start work in the background; calling what is returned waits for its result."""
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
