"""Why the operating system refuses something, and what was perhaps meant instead."""

import errno
import os
import re

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import visible

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
"""The usual reasons, in the words of the system; others are told as it tells them."""
_OF_SOURCES = {
    "it is a socket": Message("it is a socket"),
    "it changed while it was read": Message("it changed while it was read"),
    "nobody writes to this pipe": Message("nobody writes to this pipe"),
}
"""What sources say themselves."""
_ENDLESS = re.compile("more than ([0-9]+) bytes came, and no end")
_NO_END = Message("more than {most} bytes came, and no end")
_CANNOT_READ = Message("cannot read {path}: {reason}")
_MEANT = Message("{problem}; did you mean '{meant}'?")


def reason(error: OSError) -> Phrase:
    """Return why the operating system refuses."""
    said: object = error.strerror
    if isinstance(said, Message):
        return said
    endless = _ENDLESS.fullmatch(error.strerror or "")
    if endless:
        return _NO_END.format(most=endless[1])
    if error.errno is not None and error.strerror == os.strerror(error.errno):
        return _REASONS.get(error.errno, error.strerror)
    return _OF_SOURCES.get(error.strerror or "") or error.strerror or str(error)


def cannot_read(path: str, error: OSError) -> Phrase:
    """Return that a file cannot be read, and why."""
    return _CANNOT_READ.format(path=visible(path), reason=reason(error))


def with_meant(problem: Phrase, meant: str | None) -> Phrase:
    """Return a problem, with the name that was perhaps meant."""
    return problem if meant is None else _MEANT.format(problem=problem, meant=visible(meant))
