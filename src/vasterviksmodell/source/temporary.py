"""Temporary files. Each is registered from before it is made until it is gone: none is left however a run ends.

Nobody reads one while it is open for writing, and who still reads one when it should go does no harm: Windows permits
neither in every case.
"""

import atexit
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from weakref import finalize

_known: set[Path] = set()
"""Some of these files may not be made yet, or be gone already: a signal can come between any two steps."""


class TemporaryFile(BufferedWriter):
    """A new file that only its user may read; it is removed when it is closed or no longer referred to."""

    def __init__(self, path: Path, file: FileIO) -> None:
        super().__init__(file)
        self.path = path
        finalize(self, _remove, path)

    @classmethod
    def beside(cls, target: Path) -> "TemporaryFile":
        """Return a file in the directory of a target, to be put in its place."""
        return cls._new(target.parent / f".{target.name[:50]}.")

    @classmethod
    def apart(cls) -> "TemporaryFile":
        """Return a file in the system's directory of temporary files."""
        from tempfile import gettempdir

        return cls._new(Path(gettempdir(), "vasterviksmodell-"))

    @classmethod
    def _new(cls, start: Path) -> "TemporaryFile":
        path = start.with_name(start.name + os.urandom(8).hex())
        _known.add(path)
        try:
            return cls(path, FileIO(path, "x", opener=_private))
        except OSError:
            _known.discard(path)
            raise

    def settle(self) -> None:
        """End writing, so that others can read the file; it stays until it is closed or no longer referred to."""
        self.flush()
        self.raw.close()

    def close(self) -> None:
        """Remove the file; what was not written yet goes with it."""
        self.raw.close()
        _remove(self.path)

    def replace(self, target: Path, permissions: int) -> None:
        """Put the file, complete and on the disk, in the place of another."""
        self.flush()
        os.fsync(self.fileno())
        self.raw.close()
        self.path.chmod(permissions)
        self.path.replace(target)


def write_whole(target: Path, chunks: Iterable[bytes]) -> None:
    """Write beside a file and put it in place when it is complete, with the old file's permissions."""
    with TemporaryFile.beside(target) as file:
        for chunk in chunks:
            file.write(chunk)
        file.replace(target, _permissions(target))


def _permissions(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@atexit.register
def remove_all() -> None:
    """Remove every temporary file that is left."""
    while _known:
        with suppress(OSError):
            _known.pop().unlink(missing_ok=True)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # as on Windows, where somebody still reads it: it is tried again when the run ends
        return
    _known.discard(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
