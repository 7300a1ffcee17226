"""The program: `vasterviksmodell` and `python -m vasterviksmodell`."""

import gc
import os
import sys

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import streams

_ASKING = "VASTERVIKSMODELL_COMPLETE"
"""By this variable a shell asks what a word may be, while somebody types: that must be fast, too."""


def main() -> None:
    """Run the command line. The version is printed before anything is imported, because scripts ask for it often."""
    streams.wrap_standard_streams()
    if sys.argv[1:] in (["--version"], ["-V"]) and _wrote(f"vasterviksmodell {__version__}\n"):
        return
    if shell := os.environ.pop(_ASKING, None):
        from vasterviksmodell.cli.completing.answering import answer_shell

        answer_shell(shell, sys.argv[1:])
        return
    gc.disable()  # a run is short, and collecting garbage while modules load takes a seventh of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for plugins reads every installed package
    try:
        from vasterviksmodell.cli import signals

        signals.end_cleanly()
        from vasterviksmodell.cli.program import run

        code = run(sys.argv[1:])
        streams.drop_unwritten_errors()
    except KeyboardInterrupt:  # before a handler was installed
        sys.exit(130)
    gc.freeze()  # Python ends with a search for garbage in all that was loaded, which takes a sixth of a short run
    sys.exit(code)


def _wrote(text: str) -> bool:
    """Say whether the text could be written; where not, the command line reports why and ends as it always does."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except Exception:  # noqa: BLE001 - whatever it is, the command line meets it again and reports it
        return False
    return True


if __name__ == "__main__":
    main()
