"""What the terminal can show."""

import os
import shutil
import sys

from vasterviksmodell.output.view import View
from vasterviksmodell.wording import Language


def view_on(output: str | None, language: Language) -> View:
    """How a result is seen where it goes; a pipe or a file has no width and no colours."""
    if output not in (None, "-") or sys.stdout is None or not sys.stdout.isatty():
        return View(language)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return View(language, shutil.get_terminal_size().columns, colour=not plain)
