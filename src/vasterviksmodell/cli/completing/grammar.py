"""What is asked for at the end of a line: which command it is, and which option's or argument's value."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TABLE = Path(__file__).with_name("commands.json")
"""Every command with its options, the codes of findings and the keys of `--data`: read, because asking takes longer."""

Entry = Mapping[str, Any]


class Asked(NamedTuple):
    """What the word at the end of a line may be."""

    command: Entry
    """The command that the line names so far."""
    expected: Entry | None
    """The option or argument whose value it is; None for the name of a command or an option."""
    given: Mapping[str, Sequence[str]]
    """By metavar (an argument) or by name (an option): the values so far."""
    prefix: str
    """What stands before the value in the same word: `--output=`."""
    text: str
    """The word, without the prefix."""
    options_too: bool
    """Whether it may be an option."""


def table() -> Any:
    """Return the table of words."""
    return json.loads(TABLE.read_bytes())


def asked(words: Sequence[str], commands: Mapping[str, Entry]) -> Asked:
    """Return what the last of the words after the program's name may be."""
    line = _Line(commands)
    for word in words[:-1]:
        line.take(word)
    return line.at_end(words[-1])


class _Line:
    """The words of a line taken one by one."""

    def __init__(self, commands: Mapping[str, Entry]) -> None:
        self.commands = commands
        self.path: tuple[str, ...] = ()
        self.given: dict[str, list[str]] = {}
        self.places = 0
        """How many arguments have been given."""
        self.pending: list[Entry] = []
        """An option as many times as values of it are to come."""
        self.only_arguments = False

    @property
    def command(self) -> Entry:
        return self.commands[" ".join(self.path)]

    def take(self, word: str) -> None:
        if self.pending:
            option = self.pending.pop()
            self.given.setdefault(option["names"][0], []).append(word)
        elif word == "--" and not self.only_arguments:
            self.only_arguments = True
        elif word.startswith("-") and len(word) > 1 and not self.only_arguments:
            self._take_option(word)
        elif word in self.command["commands"]:
            self.path = (*self.path, word)
        else:
            argument = self._argument()
            self.places += 1
            if argument is not None:
                self.given.setdefault(argument["metavar"], []).append(word)

    def _take_option(self, word: str) -> None:
        name, sign, value = word.partition("=")
        option = self._option(name)
        if option is None:
            return
        if sign:
            self.given.setdefault(option["names"][0], []).append(value)
        else:
            self.pending = [option] * option["values"]

    def _option(self, name: str) -> Entry | None:
        return next((option for option in self.command["options"] if name in option["names"]), None)

    def _argument(self) -> Entry | None:
        """Return the argument whose turn it is: the last one where it takes any number."""
        arguments = self.command["arguments"]
        if self.places < len(arguments):
            return arguments[self.places]  # type: ignore[no-any-return]
        return arguments[-1] if arguments and arguments[-1]["values"] < 0 else None

    def at_end(self, word: str) -> Asked:
        """Return what a word may be that is the last one."""
        if self.pending:
            return self._asked(self.pending[-1], "", word)
        name, sign, value = word.partition("=")
        option = self._option(name) if sign and not self.only_arguments else None
        if option is not None and option["values"]:
            return self._asked(option, f"{name}=", value)
        expected = None if self.command["commands"] else self._argument()
        return self._asked(expected, "", word, options_too=not self.only_arguments)

    def _asked(self, expected: Entry | None, prefix: str, text: str, *, options_too: bool = False) -> Asked:
        return Asked(self.command, expected, self.given, prefix, text, options_too)
