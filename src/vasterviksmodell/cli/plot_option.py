"""Where a picture goes, and in which format."""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.format_option import format_of_suffix, require_name
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.plot import PLOT_SUFFIXES, renderer
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def plot_format(path: str | None, output: str | None, read: "Sequence[Path]") -> str | None:
    """The format of a picture's suffix; None when none is asked for. What cannot be drawn is refused first."""
    if path is None:
        return None
    require_name(path, "--plot")
    format = format_of_suffix(path, PLOT_SUFFIXES)
    if output is not None and Path(path).resolve() == Path(output).resolve():
        raise CannotRun(Message("{path} is the output: write the plot to another file").format(path=visible(path)))
    inputs.refuse_as_output(path, read)
    renderer()
    return format
