"""Signals end a run at once, in whatever state it is, and leave no incomplete file behind."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from vasterviksmodell.source.temporary import remove_all

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_SHOWN_CURSOR = "\x1b[?25h"
"""Shows the cursor again, which a progress bar hides."""


def end_cleanly() -> None:
    """Let each of these signals end the run with 128 + its number, as in shells.

    Signals that `nohup` or a shell has the run ignore stay ignored; Windows has no SIGHUP. No exception is raised: it
    could come between any two steps, where the code may take it for an error of its own, or drop it.
    """
    for number in (getattr(signal, name, None) for name in _ENDING):
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Let the first Ctrl-C only be noted, for a search that can end with what it has found; the next ends the run."""
    noted: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        noted.append(number)
        signal.signal(number, _end)

    before = signal.getsignal(signal.SIGINT)
    if before == signal.SIG_IGN:
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(noted)
    finally:
        signal.signal(signal.SIGINT, before)


def _end(number: int, _: FrameType | None) -> None:
    remove_all()
    if sys.stderr is not None and sys.stderr.isatty():
        os.write(sys.stderr.fileno(), _SHOWN_CURSOR.encode())
    os._exit(128 + number)
