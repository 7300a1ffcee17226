"""Standard output and standard error that write everything they are given, or raise an error.

Python itself does not promise that. When it is unbuffered (`PYTHONUNBUFFERED`, usual in containers) it forgets what the
system does not take at once; a stream that another program has set not to wait refuses what it cannot take; and what is
written to a closed one is written to whatever file is opened next.
"""

import os
import sys
from io import BufferedWriter, FileIO, TextIOBase, TextIOWrapper

TYPE_CHECKING = False  # `--version` imports as little as possible
if TYPE_CHECKING:
    from typing import TextIO, TypeGuard

    from typing_extensions import Buffer

_STANDARD = (0, 1, 2)


class WholeFile(FileIO):
    """A file that writes all bytes, however few of them the system takes at a time."""

    def write(self, data: "Buffer", /) -> int:
        """Write all of the data, waiting for the reader."""
        unwritten = memoryview(data).cast("B")
        size = len(unwritten)
        while unwritten:
            taken = super().write(unwritten)
            if taken is None:  # the stream is set not to block
                import select

                select.select([], [self], [])
            else:
                unwritten = unwritten[taken:]
        return size


class ClosedOutput(TextIOBase):
    """Standard output where it is closed: writing raises `CannotRun`."""

    encoding = "utf-8"

    @property
    def buffer(self) -> "ClosedOutput":
        return self

    def write(self, _: "str | Buffer", /) -> int:
        from vasterviksmodell.cli.exit_codes import CannotRun
        from vasterviksmodell.i18n import Message

        raise CannotRun(Message("cannot write: standard output is closed"))


def wrap_standard_streams() -> None:
    """Replace the standard streams by ones that write everything they are given, or raise an error."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _occupy_closed()
    sys.stdout = ClosedOutput() if sys.stdout is None else _whole(sys.stdout, sys.__stdout__)
    sys.stderr = _whole(sys.stderr, sys.__stderr__)


def drop_unwritten_errors() -> None:
    """Drop what standard error did not take: Python would try again when it ends, and lose the exit code."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _occupy_closed() -> None:
    """Open the null device in place of closed streams, so that no file opened later takes their numbers."""
    while (handle := os.open(os.devnull, os.O_RDWR)) in _STANDARD:
        pass
    os.close(handle)


def _whole(stream: "TextIO", original: "TextIO | None") -> "TextIO":
    """Return a stream in place of one that Python made; consoles of Windows and replaced streams stay."""
    if stream is not original or not _is_file(stream):
        return stream
    file = BufferedWriter(WholeFile(stream.fileno(), "w", closefd=False))
    by_line = stream.line_buffering or stream.write_through
    return TextIOWrapper(file, stream.encoding, stream.errors, line_buffering=by_line)


def _is_file(stream: "TextIO") -> "TypeGuard[TextIOWrapper]":
    return isinstance(stream, TextIOWrapper) and isinstance(getattr(stream.buffer, "raw", stream.buffer), FileIO)
