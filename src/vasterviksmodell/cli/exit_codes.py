"""How the program ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase
    from vasterviksmodell.wording import Language


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
    """Like the next ones 128 and the number of a signal (HUP, INT, PIPE, TERM), as shells tell it."""
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


class CannotRun(Exception):  # noqa: N818 - an outcome, ending the program with UNABLE
    """Why the program cannot do what it was asked, told in the language of the run."""

    def __init__(self, why: "Phrase") -> None:
        from vasterviksmodell.i18n import written

        super().__init__(written(why, "en"))
        self.why = why
        self.language: Language | None = None
        """The language of the run, where it is known by then."""


class ClosedPipe(Exception):  # noqa: N818 - an outcome, ending the program with CLOSED_PIPE
    """Nobody reads what is written."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Python looks for garbage whenever many objects have been made.

    Where millions are made that all stay in use, that takes as long as making them, and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
