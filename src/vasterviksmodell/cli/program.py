"""The commands put together, and every way of ending turned into its exit code."""

import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from vasterviksmodell import __version__
from vasterviksmodell.cli import (
    check,
    compare,
    explain,
    init,
    losses,
    obstacles,
    outputs,
    robustness,
    rules,
    schema,
    score,
    similar,
    verify,
    weights,
)
from vasterviksmodell.cli.exit_codes import CannotRun, ClosedPipe, ExitCode
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.wording import visible

app = typer.Typer(
    name="vasterviksmodell",
    help="Rank places for housing by how well they meet stated criteria: screen first, then weigh.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (score, check, explain, obstacles, similar, losses, robustness, compare, verify, rules, init, schema):
    app.command(name=command.NAME)(command.run)
app.add_typer(weights.app, name=weights.NAME)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"vasterviksmodell {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_tell_version, is_eager=True, help="Tell the version."
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of a bug."),
) -> None:
    del version, debug


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one return for each way of ending
    """Run the program with its arguments; the exit code."""
    try:
        code = typer.main.get_command(app).main(list(arguments), "vasterviksmodell", standalone_mode=False)
        _flush()
    except typer.TyperException as error:
        with suppress(OSError):
            error.show(sys.stderr)  # type: ignore[attr-defined]
        return ExitCode.UNABLE
    except (CannotRun, MissingExtra) as error:
        return _unable(str(error))
    except OSError as error:
        where = f"cannot use {visible(str(error.filename))}" if error.filename else "cannot write"
        return _unable(f"{where}: {error.strerror or error}")
    except ClosedPipe:
        return _closed_pipe()
    except SystemExit as error:  # typer's way of ending on a closed pipe
        return _closed_pipe() if error.code == 1 else int(error.code or 0)
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever is left is a bug of ours
        return _bug(error, arguments)
    return int(code or ExitCode.FINE)


def _flush() -> None:
    """Write out what typer itself printed (help, rules of completion), while errors still have a code."""
    if sys.stdout is not None:
        with outputs.writing("standard output"):
            sys.stdout.flush()


def _unable(why: str) -> int:
    outputs.note(f"vasterviksmodell: {why}")
    try:
        _flush()
    except (CannotRun, ClosedPipe):
        outputs.forget_standard_output()
    return ExitCode.UNABLE


def _closed_pipe() -> int:
    """End in silence; what is still buffered has nowhere to go."""
    outputs.forget_standard_output()
    return ExitCode.CLOSED_PIPE


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        import traceback

        traceback.print_exception(error)
    what = visible(f"{type(error).__name__}: {error}".splitlines()[0][:200])
    outputs.note(f"vasterviksmodell: a bug of ours: {what} (traceback: vasterviksmodell --debug …)")
    return ExitCode.BUG
