"""The program: `vasterviksmodell` and `python -m vasterviksmodell`."""

import gc
import os
import sys

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import streams


def main() -> None:
    """Run the command line. The version is told before anything is imported: scripts ask for it often."""
    streams.make_whole()
    if sys.argv[1:] in (["--version"], ["-V"]) and _told(f"vasterviksmodell {__version__}\n"):
        return
    gc.disable()  # a run is short; looking for cycles while modules load takes a seventh of it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for some reads every installed package
    try:
        from vasterviksmodell.cli import signals

        signals.end_cleanly()
        from vasterviksmodell.cli.program import run

        code = run(sys.argv[1:])
        streams.let_go()
    except KeyboardInterrupt:  # before there was anybody to take it
        sys.exit(130)
    sys.exit(code)


def _told(version: str) -> bool:
    """Whether the version could be told; when not, the command line says why and ends as it always does."""
    try:
        sys.stdout.write(version)
        sys.stdout.flush()
    except Exception:  # noqa: BLE001 - whatever it is, the command line meets it again
        return False
    return True


if __name__ == "__main__":
    main()
