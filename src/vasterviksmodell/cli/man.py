"""`man`: the manual page, made from the same source as the help."""

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import ExitCode


def run() -> ExitCode:
    """Print the manual page: every command and every option.

    An installation brings the page with it, so that `man vasterviksmodell` shows it where the program is on the path.
    To read it otherwise: vasterviksmodell man | man -l -
    """
    from vasterviksmodell.cli.manual_page import manual_page
    from vasterviksmodell.cli.program import whole_program

    outputs.write([manual_page(whole_program())], None)
    return ExitCode.FINE
