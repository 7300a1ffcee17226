"""Signals that end a run. They end it at once, in whatever state it is, without any file left that is not whole."""

import os
import signal
import sys
from types import FrameType

from vasterviksmodell.source.temporary import remove_all

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_SHOWN_CURSOR = "\x1b[?25h"
"""The bar that shows how far a run is hides the cursor of the terminal."""


def end_cleanly() -> None:
    """Let each of these signals end the run with 128 + its number, as a shell tells it.

    What `nohup` or a shell has the run ignore stays ignored; Windows has no SIGHUP. Nothing is raised: an exception can
    come between any two steps, and who is called there may take it for a fault of its own, or drop it.
    """
    for number in (getattr(signal, name, None) for name in _ENDING):
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    remove_all()
    if sys.stderr is not None and sys.stderr.isatty():
        os.write(sys.stderr.fileno(), _SHOWN_CURSOR.encode())
    os._exit(128 + number)
