"""Writing: standard output as UTF-8 bytes, files whole or not at all, notes and findings to standard error."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun, ClosedPipe, reason
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.formats import View

if TYPE_CHECKING:
    from rich.progress import Progress as ProgressBar

Rendered = Iterable[str] | Iterable[bytes] | str | bytes
"""What is written: text or the bytes of a file, whole or in chunks."""

STANDARD_OUTPUT = Message("standard output")
WROTE = Message("wrote {path}")
_CANNOT_WRITE = Message("cannot write to {path}: {reason}")
_NOT_TEXT = Message("a terminal cannot show this format: name a file with --output")
_IS_DIRECTORY = Message("it is a directory")


def write(rendered: Rendered, path: str | None) -> None:
    """Write a result, text as UTF-8, to a file, or to standard output when no path is given (or it is `-`)."""
    chunks = [rendered] if isinstance(rendered, str | bytes) else rendered
    if path is None or path == "-":
        if isinstance(rendered, bytes) and sys.stdout is not None and sys.stdout.isatty():
            raise CannotRun(_NOT_TEXT)
        _to_standard_output(chunks)
    elif _is_special(Path(path)):
        with writing(visible(path)), Path(path).open("wb") as file:
            _copy(chunks, file)
    else:
        _to_file(chunks, path)


def note(text: str) -> None:
    """Write lines to standard error, if it can take them; on a terminal those that are too wide are wrapped.

    Control characters in them are made visible, so that no terminal obeys what they quote.
    """
    if sys.stderr is not None:
        width = view_of_notes().width
        lines = "\n".join(part for line in text.split("\n") for part in _fitted(visible(line), width))
        line = lines if lines.endswith("\n") else lines + "\n"
        encoding = sys.stderr.encoding or "utf-8"
        with suppress(OSError):
            sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
            sys.stderr.flush()


def _fitted(line: str, width: int | None) -> Sequence[str]:
    """Return the lines of a text on a terminal; a short one needs no measuring, for which rich must be imported."""
    if width is None or len(line) * 2 <= width:
        return [line]
    from vasterviksmodell.output.document.wrapping import hanging

    return hanging(line, width)


@contextmanager
def writing(path: Phrase) -> Iterator[None]:
    """Turn errors of the operating system into `CannotRun` and `ClosedPipe`."""
    try:
        yield
    except BrokenPipeError as error:
        raise ClosedPipe from error
    except OSError as error:
        raise CannotRun(_CANNOT_WRITE.format(path=path, reason=reason(error))) from error


@contextmanager
def told_where_full() -> Iterator[None]:
    """Turn what a workbook cannot hold into `CannotRun`."""
    try:
        yield
    except ValueError as error:
        from vasterviksmodell.output.report.workbook.limits_of_excel import CannotFill

        if not isinstance(error, CannotFill):
            raise
        raise CannotRun(error.why) from error


def _to_standard_output(chunks: Iterable[str | bytes]) -> None:
    if sys.stdout is None:
        raise CannotRun(Message("cannot write: standard output is closed"))
    with writing(STANDARD_OUTPUT):
        _copy(chunks, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def forget_standard_output() -> None:
    """Keep the interpreter from writing what is buffered when it ends, which would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _copy(chunks: Iterable[str | bytes], file: IO[bytes]) -> None:
    for chunk in chunks:
        file.write(_encoded(chunk))


def _encoded(chunk: str | bytes) -> bytes:
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace")


def _is_special(path: Path) -> bool:
    """Say whether a path is a device or a pipe, which cannot be replaced."""
    try:
        return not (stat.S_ISREG(path.stat().st_mode) or path.is_dir())
    except OSError:
        return False


def _to_file(chunks: Iterable[str | bytes], path: str) -> None:
    """Write beside the file and put it in place when it is complete, with the old file's permissions."""
    target = Path(os.path.realpath(path))
    with writing(visible(path)):
        if target.is_dir() or path.rstrip(".").endswith(("/", os.sep)):
            raise IsADirectoryError(None, _IS_DIRECTORY)
        from vasterviksmodell.source.temporary import write_whole

        write_whole(target, map(_encoded, chunks))


Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@contextmanager
def progress(quiet: bool, after: float = 0.0) -> Iterator[Progress | None]:
    """Show a progress bar on standard error; none when quiet, or where that is not a terminal.

    `after`: the seconds before which it is not shown. When everything counted is done, the bar only shows that the run
    goes on.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as ProgressBar

    bar = ProgressBar(console=Console(file=sys.stderr), transient=True)
    task = bar.add_task("", total=None)

    def update(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if done == total:
            bar.tasks[0].total = None  # `update` cannot unset it

    with _started(bar, after):
        yield update


@contextmanager
def _started(bar: "ProgressBar", after: float) -> Iterator[None]:
    """Show a bar after some seconds, and take it away."""
    from threading import Timer

    start = Timer(after, bar.start)
    start.start()
    if not after:
        start.join()
    try:
        yield
    finally:
        start.cancel()
        start.join()
        bar.stop()


def view_on(output: str | None, language: Language, color: str = "auto") -> View:
    """Return how a result is seen where it goes; a pipe or a file has no width, and no colours unless they are forced.

    `color`: `always`, `never`, or `auto`, by which the environment decides.
    """
    if output not in (None, "-") or sys.stdout is None:
        return View(language)
    on_terminal = sys.stdout.isatty()
    colour = color == "always" if color != "auto" else _has_colours(on_terminal)
    size = shutil.get_terminal_size() if on_terminal else None
    return View(language, size and size.columns, colour, size and size.lines)


def _has_colours(on_terminal: bool) -> bool:
    """Say whether the environment wants colours. `NO_COLOR` is stronger than what forces them."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return on_terminal and os.environ.get("TERM") != "dumb" and os.environ.get("CLICOLOR") != "0"


def view_of_notes(language: Language = "en") -> View:
    """Return how notes on standard error are seen; without colours."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    return View(language, shutil.get_terminal_size().columns if on_terminal else None)
