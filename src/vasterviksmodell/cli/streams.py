"""Standard output and standard error that write all that they are given, or raise an error that says why not.

Python itself does not promise that. When it is unbuffered (`PYTHONUNBUFFERED`, usual in containers) it forgets what the
system does not take at once; a stream that another program has set not to wait refuses what it cannot take; and what is
written to a closed one is written to whatever file is opened next.
"""

import os
import sys
from io import BufferedWriter, FileIO, TextIOBase, TextIOWrapper

TYPE_CHECKING = False  # nothing is imported that the version can be told without
if TYPE_CHECKING:
    from typing import TextIO, TypeGuard

    from typing_extensions import Buffer

_STANDARD = (0, 1, 2)


class WholeFile(FileIO):
    """A file that writes all bytes, however few of them the system takes at a time."""

    def write(self, data: "Buffer", /) -> int:
        """Write all of the data, and wait for whoever reads it."""
        rest = memoryview(data).cast("B")
        size = len(rest)
        while rest:
            taken = super().write(rest)
            if taken is None:  # the stream is set not to wait
                import select

                select.select([], [self], [])
            else:
                rest = rest[taken:]
        return size


class ClosedOutput(TextIOBase):
    """Standard output when there is none: it refuses texts and bytes."""

    encoding = "utf-8"

    @property
    def buffer(self) -> "ClosedOutput":
        return self

    def write(self, _: "str | Buffer", /) -> int:
        from vasterviksmodell.cli.exit_codes import CannotRun
        from vasterviksmodell.i18n import Message

        raise CannotRun(Message("cannot write: standard output is closed"))


def make_whole() -> None:
    """Let the standard streams that Python made for this process write all that they are given, or refuse it."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _occupy_closed()
    sys.stdout = ClosedOutput() if sys.stdout is None else _whole(sys.stdout, sys.__stdout__)
    sys.stderr = _whole(sys.stderr, sys.__stderr__)


def let_go() -> None:
    """Forget what standard error did not take: Python would try again when it ends, and lose the exit code."""
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _occupy_closed() -> None:
    """Take the places of closed streams, so that no file that is opened later stands there."""
    while (handle := os.open(os.devnull, os.O_RDWR)) in _STANDARD:
        pass
    os.close(handle)


def _whole(stream: "TextIO", original: "TextIO | None") -> "TextIO":
    """Return the stream in place of one that Python made; a console of Windows and a stream of somebody else stay."""
    if stream is not original or not _is_file(stream):
        return stream
    file = BufferedWriter(WholeFile(stream.fileno(), "w", closefd=False))
    by_line = stream.line_buffering or stream.write_through
    return TextIOWrapper(file, stream.encoding, stream.errors, line_buffering=by_line)


def _is_file(stream: "TextIO") -> "TypeGuard[TextIOWrapper]":
    return isinstance(stream, TextIOWrapper) and isinstance(getattr(stream.buffer, "raw", stream.buffer), FileIO)
