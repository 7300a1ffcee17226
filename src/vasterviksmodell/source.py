"""A data file as bytes: where it is, and its fingerprint, taken while others read."""

import hashlib
import shutil
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import IO, Any

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Fingerprint:
    sha256: str
    nul_at: int | None
    """The offset of the first NUL byte, if there is one."""


class Source:
    """A readable, seekable file under the name its user gave it.

    Pipes and standard input are first copied to a temporary file, so that all else may read twice and seek.
    """

    def __init__(self, name: str, path: Path, temporary: IO[bytes] | None = None) -> None:
        self.name = name
        self.path = path
        self._temporary = temporary
        self._later = _started(lambda: _fingerprint(path))

    @classmethod
    def of(cls, path: str | Path) -> "Source":
        """The source at a path; `OSError` when it cannot be read."""
        found = Path(path)
        if stat.S_ISREG(found.stat().st_mode):
            found.open("rb").close()
            return cls(str(path), found)
        with found.open("rb") as stream:
            return cls.copied(stream, str(path))

    @classmethod
    def copied(cls, stream: IO[bytes], name: str) -> "Source":
        """A source from a stream that can be read only once."""
        temporary = tempfile.NamedTemporaryFile(prefix="vasterviksmodell-")  # noqa: SIM115 - closed with the source
        shutil.copyfileobj(stream, temporary)
        temporary.flush()
        return cls(name, Path(temporary.name), temporary)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        return self._later()

    def head(self, size: int) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as file:
            return file.read(size)


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
    digest, nul_at, read = hashlib.sha256(), None, 0
    block = bytearray(_BLOCK)
    view = memoryview(block)
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(block):
            digest.update(view[:size])
            if nul_at is None and (found := block.find(0, 0, size)) >= 0:
                nul_at = read + found
            read += size
    return Fingerprint(digest.hexdigest(), nul_at)
