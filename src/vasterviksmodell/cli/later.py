"""Commands whose modules are imported when they are called: nobody waits for what is not used."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class Later(TyperCommand):
    """A command of which the name and a line of help are known, and the rest when it is called."""

    def __init__(self, name: str, help: str, module: str) -> None:
        super().__init__(name, help=help)
        self.module = module

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The context of the command itself: parsing, help and running are its own."""
        return _command(import_module(self.module)).make_context(info_name, args, parent, **extra)


def with_commands(group: TyperGroup, package: str, commands: Mapping[str, str]) -> TyperGroup:
    """The group with commands, in their order: each has a line of help and a module of its name in the package."""
    for name, help in commands.items():
        group.add_command(Later(name, help, f"{package}.{name}"))
    return group


def _command(module: ModuleType) -> Any:
    """What a module holds: the command `run`, or the group `app` with its `COMMANDS`."""
    if hasattr(module, "app"):
        return with_commands(typer.main.get_group(module.app), module.__name__, module.COMMANDS)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command()(module.run)
    return typer.main.get_command(alone)
