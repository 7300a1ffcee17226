"""The commands put together, and every way of ending turned into its exit code."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ClosedPipe, ExitCode, reason
from vasterviksmodell.cli.languages import language_of_run
from vasterviksmodell.extras import MissingExtra, install_command
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.wording import Language, visible


class LazyCommand(TyperCommand):
    """A command with a name and a line of help, whose module is imported when it is called."""

    def __init__(self, name: str, help: str, module: str) -> None:
        super().__init__(name, help=help)
        self.module = module

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the line of help whole: it is wrapped where it is listed."""
        del limit
        return self.help or ""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Return the context of the command in the module, which parses, shows help and runs."""
        return command_in(import_module(self.module)).make_context(info_name, args, parent, **extra)


def with_commands(group: TyperGroup, package: str, commands: Mapping[str, str]) -> TyperGroup:
    """Add commands to a group: each has a line of help, and a module of its name in the package."""
    for name, help in commands.items():
        group.add_command(LazyCommand(name, help, f"{package}.{name}"))
    return group


def command_in(module: ModuleType) -> Any:
    """Return what a module defines: the command `run`, or the group `app` with its `COMMANDS`."""
    if hasattr(module, "app"):
        return with_commands(typer.main.get_group(module.app), module.__name__, module.COMMANDS)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command()(module.run)
    return typer.main.get_command(alone)


app: typer.Typer = typer.Typer(
    name="vasterviksmodell",
    help="Rank places for housing by how well they meet stated criteria: screen first, then weigh.",
    no_args_is_help=True,
    add_completion=False,  # that of typer divides names at blanks; ours: `completion`
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = {
    "score": "Screen and rank sites by the criteria.",
    "derive": "Derive measures of places from registers: each exact, or an interval that holds the truth.",
    "check": "Check criteria, or sites against criteria.",
    "explain": "Say why a site stands where it stands, or why one stands before another.",
    "obstacles": "Say what stops each site or holds it back, and the smallest change that would open it.",
    "similar": "Say which places are most like one.",
    "timeline": "Say until when each site qualifies, and which event ends it.",
    "losses": "Say which sites still qualify when each service in turn is lost.",
    "robustness": "Say whether the first place holds when weights, data, limits or the method are others.",
    "plan": "Say how many houses go where, and what must be done first; or why no plan is possible.",
    "report": "Write the report for a committee: a first page, the evidence behind it, and how anyone can check it.",
    "freeze": "Put criteria, sites, rankings or decisions on record as they are: who and when.",
    "decide": "Record what was decided about each site, and judge the record against the ranking.",
    "compare": "Say what changed between two rankings, and because of what.",
    "verify": "Verify that a saved ranking or plan follows from what it rests on.",
    "rules": "List the codes of findings, or explain one.",
    "init": "Write a criteria.yaml to start from: for a sheet that you have, or with a form to fill in.",
    "schema": "Print the JSON Schema of a file that commands read, or of what one writes as JSON.",
    "weights": "Say how judgements become weights, and where those who weigh disagree.",
    "completion": "Print the script by which a shell completes commands, options, and the names in your files.",
    "man": "Print the manual page: every command and every option.",
}
"""Each with the first line of its help, so that listing them imports none."""

_USES = {
    "reading .xlsx": Message("reading .xlsx"),
    "drawing": Message("drawing"),
    "knowing the municipalities": Message("knowing the municipalities"),
    "a position in SWEREF 99 TM": Message("a position in SWEREF 99 TM"),
    "measuring how far sites lie from municipalities": Message("measuring how far sites lie from municipalities"),
}
"""What needs an extra, as the callers of `from_extra` state it."""
_VALUE_ERROR = "Value error, "
"""What pydantic puts before the message of a parser."""
_NEEDS = Message("{what} needs {package}: {command}")
_CANNOT_USE = Message("cannot use {path}: {reason}")
_CANNOT_WRITE = Message("cannot write: {reason}")
_A_BUG = Message("vasterviksmodell: internal error: {what} (traceback: vasterviksmodell --debug …)")


def _print_version(requested: bool) -> None:
    if requested:
        typer.echo(f"vasterviksmodell {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_print_version, is_eager=True, help="Print the version."
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of a bug."),
) -> None:
    del version, debug


def whole_program() -> TyperGroup:
    """Return the program with its commands, none of which is imported yet."""
    return with_commands(cast("TyperGroup", typer.main.get_command(app)), __package__, COMMANDS)


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one return for each way of ending
    """Run the program with its arguments, and return the exit code."""
    try:
        code = whole_program().main(list(arguments), "vasterviksmodell", standalone_mode=False)
        _flush()
    except typer.TyperException as error:
        return _misused(error)
    except CannotRun as cannot:
        return _unable(cannot.why, cannot.language or language_of_run(arguments))
    except MissingExtra as missing:
        return _unable(_missing(missing), language_of_run(arguments))
    except OSError as error:
        return _unable(_refused(error), language_of_run(arguments))
    except ClosedPipe:
        return _closed_pipe()
    except SystemExit as error:  # raised by typer on a closed pipe
        return _closed_pipe() if error.code == 1 else int(error.code or 0)
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - anything else is a bug
        return _bug(error, arguments)
    return int(code or ExitCode.FINE)


def _flush() -> None:
    """Write what typer itself printed (help, completion), while errors still give an exit code."""
    if sys.stdout is not None:
        with outputs.writing(outputs.STANDARD_OUTPUT):
            sys.stdout.flush()


def _misused(error: typer.TyperException) -> int:
    """Report what is wrong with the arguments."""
    error.message = error.message.removeprefix(_VALUE_ERROR)
    report = StringIO()
    error.show(report)  # type: ignore[attr-defined]
    outputs.note(report.getvalue().replace(",\n\t", ", ").replace(":\n\t", ": "))  # choices, each on a line
    return ExitCode.UNABLE


def _missing(missing: MissingExtra) -> Phrase:
    what = _USES.get(missing.what, missing.what)
    return _NEEDS.format(what=what, package=missing.package, command=install_command(missing.extra))


def _refused(error: OSError) -> Phrase:
    form = _CANNOT_USE if error.filename else _CANNOT_WRITE
    return form.format(path=visible(str(error.filename)), reason=reason(error))


def _unable(why: Phrase, language: Language) -> int:
    outputs.note(f"vasterviksmodell: {visible(written(why, language))}")
    try:
        _flush()
    except (CannotRun, ClosedPipe):
        outputs.forget_standard_output()
    return ExitCode.UNABLE


def _closed_pipe() -> int:
    """End without a message; drop what is buffered, which cannot be written."""
    outputs.forget_standard_output()
    return ExitCode.CLOSED_PIPE


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        import traceback

        traceback.print_exception(error)
    what = visible(f"{type(error).__name__}: {error}".splitlines()[0][:200])
    outputs.note(written(_A_BUG.format(what=what), language_of_run(arguments)))
    return ExitCode.BUG
