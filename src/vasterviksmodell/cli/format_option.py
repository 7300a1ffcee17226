"""How a result is written: as `--format` says, else as the suffix of the file tells that it goes to."""

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.suffixes import format_told
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.output.suffixes import Suffixes

_USE = Message("{problem}: use one of {known}")
_USE_FORMAT = Message("{problem}: use --format, or one of {known}")


def chosen_format(asked: str | None, output: str | None, suffixes: "Suffixes") -> str:
    """The format asked for, else that of the suffix of the output; on standard output the first of the family."""
    require_name(output, "--output")
    if asked is not None:
        return asked
    if output is None or output == "-":
        return next(iter(suffixes))
    return format_of_suffix(output, suffixes, _USE_FORMAT)


def require_name(path: str | None, option: str) -> None:
    """Refuse an empty name, which an unset variable leaves."""
    if path == "":
        raise CannotRun(Message("{option} needs the name of a file").format(option=option))


def format_of_suffix(path: str, suffixes: "Suffixes", advice: Message = _USE) -> str:
    """The format that the suffix of a file tells; one that tells none is refused with those that do."""
    format = format_told(path, suffixes)
    if format is None:
        known = [suffix for own in suffixes.values() for suffix in own]
        raise CannotRun(advice.format(problem=_problem(path, known), known=", ".join(known)))
    return format


def _problem(path: str, known: list[str]) -> Message:
    shown = visible(shlex.quote(path))
    if PurePath(path).name.lower() in known:
        return Message("{path} is a suffix without a name").format(path=shown)
    return Message("the suffix of {path} tells no format").format(path=shown)
