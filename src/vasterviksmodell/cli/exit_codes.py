"""How the program ends: its exit codes, the errors that lead to them, and why a file cannot be read."""

import errno
import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language


IS_CLOSED = Message("cannot read: standard input is closed")
_REASONS = {
    errno.ENOENT: Message("No such file or directory"),
    errno.EACCES: Message("Permission denied"),
    errno.EPERM: Message("Operation not permitted"),
    errno.EISDIR: Message("Is a directory"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.EEXIST: Message("File exists"),
    errno.ENOSPC: Message("No space left on device"),
    errno.EROFS: Message("Read-only file system"),
    errno.ENAMETOOLONG: Message("File name too long"),
    errno.EIO: Message("Input/output error"),
    errno.EFBIG: Message("File too large"),
    errno.EBADF: Message("Bad file descriptor"),
}
"""The usual reasons, in the words of the operating system; others are not translated."""
_OF_SOURCES = {
    "it is a socket": Message("it is a socket"),
    "it changed while it was read": Message("it changed while it was read"),
    "nobody writes to this pipe": Message("nobody writes to this pipe"),
}
"""Reasons that `Source` raises."""
_ENDLESS = re.compile("more than ([0-9]+) bytes came, and no end")
_NO_END = Message("more than {most} bytes came, and no end")
_CANNOT_READ = Message("cannot read {path}: {reason}")
_SUGGESTION = Message("{problem}; did you mean '{meant}'?")


def reason(error: OSError) -> Phrase:
    """Return why the operating system refuses."""
    stated: object = error.strerror
    if isinstance(stated, Message):
        return stated
    endless = _ENDLESS.fullmatch(error.strerror or "")
    if endless:
        return _NO_END.format(most=endless[1])
    if error.errno is not None and error.strerror == os.strerror(error.errno):
        return _REASONS.get(error.errno, error.strerror)
    return _OF_SOURCES.get(error.strerror or "") or error.strerror or str(error)


def cannot_read(path: str, error: OSError) -> Phrase:
    """Return that a file cannot be read, and why."""
    return _CANNOT_READ.format(path=visible(path), reason=reason(error))


def with_suggestion(problem: Phrase, suggestion: str | None) -> Phrase:
    """Return a problem, with a similar name that exists."""
    return problem if suggestion is None else _SUGGESTION.format(problem=problem, meant=visible(suggestion))


class ExitCode(IntEnum):
    FINE = 0
    FINDINGS = 1
    """A file's content has findings at or above `--fail-on`."""
    UNABLE = 2
    """It could not run as asked: usage, a file that cannot be opened, an output that cannot be written."""
    NO_PLAN = 3
    """There is no feasible plan."""
    BUG = 70
    HUNG_UP = 129
    """This and the next ones are 128 + the number of a signal (HUP, INT, PIPE, TERM), as in shells."""
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


class CannotRun(Exception):  # noqa: N818 - an outcome, ending the program with UNABLE
    """The program cannot do what was asked; the reason is reported in the language of the run."""

    def __init__(self, why: "Phrase") -> None:
        from vasterviksmodell.i18n import written

        super().__init__(written(why, "en"))
        self.why = why
        self.language: Language | None = None
        """The language of the run, where it is known already."""


class ClosedPipe(Exception):  # noqa: N818 - an outcome, ending the program with CLOSED_PIPE
    """The reader of standard output is gone."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Switch garbage collection off for a while.

    Python collects whenever many objects have been made. Where millions are made that all stay in use, that takes as
    long as making them, and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
