"""Every command described: its help, its arguments and its options, as the manual and completion tell them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer

_CHOICES = re.compile(r"<([^<>\[\]]*\|[^<>\[\]]*)>|(?<=--format )<([^<>|]+)>")


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or an option of a command."""

    names: tuple[str, ...]
    """How an option is written; empty for an argument."""
    metavar: str
    """What stands for the value; empty for an option that takes none."""
    written: str
    """How the help writes it: `-f, --format <table|csv>`."""
    told: str
    """What the help says of it, with default, range and variable of the environment."""
    values: int
    """How many values follow: -1 for any number."""
    choices: tuple[str, ...]

    @property
    def is_option(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True, slots=True)
class Described:
    """A command, or a group of commands."""

    path: tuple[str, ...]
    """Its name and those of the groups around it, without the program's."""
    told: tuple[str, ...]
    """Its help, in paragraphs."""
    parameters: tuple[Parameter, ...]
    commands: tuple[tuple[str, str], ...]
    """The commands of a group, each with its line of help."""
    usage: str
    """What follows the name: `[OPTIONS] SITES...`."""

    @property
    def name(self) -> str:
        return " ".join(self.path)


def every_command(program: Any) -> Iterator[Described]:
    """Yield the program itself and every command in it, in the order of the help."""
    yield from _within(program, typer.Context(program, info_name="vasterviksmodell", **program.context_settings), ())


def _within(command: Any, context: Any, path: tuple[str, ...]) -> Iterator[Described]:
    yield _described(command, context, path)
    for name, member in getattr(command, "commands", {}).items():
        real = loaded(member)
        yield from _within(real, typer.Context(real, info_name=name, parent=context), (*path, name))


def loaded(command: Any) -> Any:
    """Return a command itself, in place of one whose module is imported when it is called."""
    from vasterviksmodell.cli.program import command_in

    return command_in(import_module(command.module)) if hasattr(command, "module") else command


def _described(command: Any, context: Any, path: tuple[str, ...]) -> Described:
    paragraphs = tuple(" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n"))
    members = getattr(command, "commands", {})
    return Described(
        path,
        paragraphs,
        tuple(_parameter(parameter, context) for parameter in command.get_params(context)),
        tuple((name, members[name].get_short_help_str()) for name in members),
        " ".join(command.collect_usage_pieces(context)),
    )


def _parameter(parameter: Any, context: Any) -> Parameter:
    written, told = parameter.get_help_record(context) or ("", "")
    is_option = parameter.param_type_name == "option"
    opts = (*parameter.opts, *parameter.secondary_opts) if is_option else ()
    names = sorted(opts, key=lambda name: not name.startswith("--"))  # those of --help come in any order
    takes = not getattr(parameter, "is_flag", False)
    choices = _CHOICES.search(written)
    return Parameter(
        tuple(names),
        ("" if choices else parameter.metavar or parameter.name.upper()) if takes else "",
        written,
        " ".join(told.split()),
        parameter.nargs if takes else 0,
        tuple((choices[1] or choices[2]).split("|")) if choices and takes else (),
    )
