"""The format of a result or a picture: that of `--format`, else that of the suffix of the output file."""

import shlex
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import format_of_name
from vasterviksmodell.output.plot import PLOT_SUFFIXES, renderer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.output.formats import Suffixes


_USE = Message("{problem}: use one of {known}")
_USE_FORMAT = Message("{problem}: use --format, or one of {known}")


def chosen_format(requested: str | None, output: str | None, suffixes: "Suffixes") -> str:
    """Return the requested format, else that of the suffix of the output; on standard output the first of all."""
    require_name(output, "--output")
    if requested is not None:
        return requested
    if output is None or output == "-":
        return next(iter(suffixes))
    return format_of_suffix(output, suffixes, _USE_FORMAT)


def require_name(path: str | None, option: str) -> None:
    """Refuse an empty name, which comes from an unset variable."""
    if path == "":
        raise CannotRun(Message("{option} needs the name of a file").format(option=option))


def format_of_suffix(path: str, suffixes: "Suffixes", advice: Message = _USE) -> str:
    """Return the format of the suffix of a file; for an unknown suffix raise `CannotRun` with the known ones."""
    format = format_of_name(path, suffixes)
    if format is None:
        known = [suffix for its_suffixes in suffixes.values() for suffix in its_suffixes]
        raise CannotRun(advice.format(problem=_problem(path, known), known=", ".join(known)))
    return format


def _problem(path: str, known: list[str]) -> Message:
    shown = visible(shlex.quote(path))
    if PurePath(path).name.lower() in known:
        return Message("{path} is a suffix without a name").format(path=shown)
    return Message("the suffix of {path} names no format").format(path=shown)


def plot_format(path: str | None, output: str | None, read: "Sequence[Path]") -> str | None:
    """Return the format of a picture by its suffix, or None without a path; raise an error where it cannot be drawn."""
    if path is None:
        return None
    require_name(path, "--plot")
    format = format_of_suffix(path, PLOT_SUFFIXES)
    if output is not None and Path(path).resolve() == Path(output).resolve():
        raise CannotRun(Message("{path} is the output: write the plot to another file").format(path=visible(path)))
    inputs.refuse_as_output(path, read)
    renderer()
    return format
