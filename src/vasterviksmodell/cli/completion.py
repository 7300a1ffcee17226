"""`completion`: what a shell needs to complete commands, options and the names in your files."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.completing.answering import SHELLS
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.options import choices

if TYPE_CHECKING:
    Shell = str
else:
    Shell = choices(SHELLS)


def run(shell: Annotated[Shell, typer.Argument(help="The shell that completes.", show_default=False)]) -> ExitCode:
    """Print the script by which a shell completes commands, options, and the names in your files.

    In bash and zsh: eval "$(vasterviksmodell completion bash)" in the file of settings. In fish the script goes into
    the folder of completions. Then Tab offers sites, criteria, actors, codes of findings and keys of --data.
    """
    from vasterviksmodell.cli.completing.scripts import SCRIPTS

    outputs.write([SCRIPTS[shell]], None)
    return ExitCode.FINE
