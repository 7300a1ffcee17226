"""What the terminal can show."""

import os
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terminal:
    width: int | None
    """In characters; None when nothing need be fitted."""
    colour: bool


def terminal(output: str | None) -> Terminal:
    """The terminal that a result goes to; a pipe or a file has no width and no colours."""
    if output not in (None, "-") or sys.stdout is None or not sys.stdout.isatty():
        return Terminal(None, colour=False)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Terminal(shutil.get_terminal_size().columns, colour=not plain)
