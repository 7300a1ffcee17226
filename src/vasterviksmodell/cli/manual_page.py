"""The manual page in the language of man (roff), made from the commands themselves."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from vasterviksmodell._version import __version__
from vasterviksmodell.cli.command_tree import Described, Parameter, every_command
from vasterviksmodell.cli.exit_codes import ExitCode

_FORM, _BOLD = re.compile(r"(?<![\w\\])(?:\\-){1,2}[a-zA-Z](?:[a-zA-Z]|\\-)*"), r"\\fB\g<0>\\fR"
"""An option in what man reads, and the same in bold."""
_WIDTH = 76
_COMMON_FROM = 8
"""An option that as many commands have in the same words stands once, in a section of its own."""


def manual_page(program: Any) -> str:
    """Return the page of the program and all of its commands."""
    described = list(every_command(program))
    common = _common(described)
    lines = [*_head(described[0]), *_commands(described[1:], common), *_common_options(common), *_ends()]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Return a text that man shows as it stands.

    >>> escaped("-o: C:\\y …")
    '\\-o: C:\\ey \\[u2026]'
    """
    signs = (_ROFF.get(sign, sign) if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)
    shown = "".join(signs)
    return f"\\&{shown}" if shown[:1] in (".", "'") else shown


_ROFF = {"\\": "\\e", "-": "\\-", "~": "\\(ti", "^": "\\(ha", "`": "\\(ga", "|": "|\\:"}
"""Signs that mean something to man, or are not shown as they are. It may break a line after `|`."""


def _text(text: str) -> Iterator[str]:
    """Yield a text in lines, as people read a source."""
    return map(escaped, wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _head(program: Described) -> Iterator[str]:
    yield f'.TH VASTERVIKSMODELL 1 "" "vasterviksmodell {escaped(__version__)}" "User Commands"'
    yield from (".nh", ".ad l")  # words are not divided, and blanks not stretched: options stay what they are
    yield ".SH NAME"
    yield "vasterviksmodell \\-"
    yield from _text(_lowered(program.told[0]))
    yield ".SH SYNOPSIS"
    yield ".B vasterviksmodell"
    yield escaped(program.usage.replace("ARGS", "ARGUMENTS"))
    yield ".SH DESCRIPTION"
    for number, paragraph in enumerate(_ABOUT):
        yield from ([".PP"] if number else [])
        yield from _text(paragraph)
    yield ".SH OPTIONS"
    for parameter in program.parameters:
        yield from _parameter(parameter)


_ABOUT = (
    (
        "vasterviksmodell takes places from files and judgements from a criteria file. It says which places meet the"
        " requirements and in what order they stand, and shows every step, every source and every gap in the data."
    ),
    "It scores places, never people. It decides nothing: it shows what follows from stated judgements.",
)


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}".removesuffix(".")


def _commands(commands: list[Described], common: dict[str, Parameter]) -> Iterator[str]:
    yield ".SH COMMANDS"
    for command in commands:
        yield f".SS vasterviksmodell {escaped(command.name)}"
        yield f".B vasterviksmodell {escaped(command.name)}"
        yield escaped(command.usage)
        for paragraph in command.told:
            yield from (".PP", *_text(paragraph))
        own = [parameter for parameter in command.parameters if common.get(parameter.written) != parameter]
        for parameter in own:
            yield from _parameter(parameter)
        yield from _shared_by(command, common)


def _shared_by(command: Described, common: dict[str, Parameter]) -> Iterator[str]:
    """Yield which of the options of many commands a command has."""
    names = [
        f"\\fB{escaped(max(parameter.names, key=len))}\\fR"
        for parameter in command.parameters
        if common.get(parameter.written) == parameter
    ]
    if names:
        yield from (".PP", "It also takes", *(f"{name}," for name in names[:-1]), f"{names[-1]}:")
        yield "see OPTIONS OF MANY COMMANDS."


def _common(commands: list[Described]) -> dict[str, Parameter]:
    """Return the options that many commands have in the same words, by how they are written."""
    options = [option for command in commands[1:] for option in command.parameters if option.is_option]
    counts = {option: options.count(option) for option in options}
    return {option.written: option for option, number in counts.items() if number >= _COMMON_FROM}


def _common_options(common: dict[str, Parameter]) -> Iterator[str]:
    yield ".SH OPTIONS OF MANY COMMANDS"
    for parameter in common.values():
        yield from _parameter(parameter)


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield ".TP"
    if parameter.is_option:
        yield _FORM.sub(_BOLD, escaped(parameter.written))
    else:
        name, _, choices = parameter.written.partition(" ")
        yield f"\\fI{escaped(name.upper())}\\fR {escaped(choices) if parameter.choices else ''}".rstrip()
    yield from _text(parameter.told)


def _ends() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in _EXITS.items():
        yield from (".TP", f"\\fB{int(code)}\\fR", *_text(meaning))
    yield ".SH ENVIRONMENT"
    for variable, meaning in _ENVIRONMENT.items():
        yield from (".TP", f"\\fB{escaped(variable)}\\fR", *_text(meaning))
    yield ".SH FILES"
    yield from (".TP", "\\fIcriteria.yaml\\fR", *_text(_CRITERIA))
    yield ".SH EXAMPLES"
    for number, (command, meaning) in enumerate(_EXAMPLES.items()):
        yield from ([".PP"] if number else [])
        yield from (*_text(meaning), ".PP", ".in +4n", ".nf", escaped(command), ".fi", ".in")


_EXITS = {
    ExitCode.FINE: "It went as it should.",
    ExitCode.FINDINGS: "What a file holds has findings at or above --fail-on; it is always told which.",
    ExitCode.UNABLE: "It could not run as asked: wrong options, a file that cannot be read or written.",
    ExitCode.NO_PLAN: "No plan is possible.",
    ExitCode.BUG: "An error of the program itself.",
    ExitCode.HUNG_UP: "The terminal was closed (HUP).",
    ExitCode.INTERRUPTED: "It was interrupted (INT).",
    ExitCode.CLOSED_PIPE: "Nobody reads the output any more (PIPE).",
    ExitCode.TERMINATED: "It was told to end (TERM).",
}
_ENVIRONMENT = {
    "VASTERVIKSMODELL_LANG": "The language of what people read, en or sv, unless --lang says another.",
    "VASTERVIKSMODELL_CHECK_FORMAT": "The format of check where neither --format nor a suffix says one.",
    "VASTERVIKSMODELL_VERIFY_FORMAT": "The format of verify where neither --format nor a suffix says one.",
    "NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE": "Whether the text has colours, unless --color says so.",
}
_CRITERIA = (
    "The criteria, if --criteria names no others: in the working directory, else beside the first file of sites. Where"
    " there is none, the model that comes with the program counts."
)
_EXAMPLES = {
    "vasterviksmodell init --from orter.xlsx": "Begin with a sheet that you have:",
    "vasterviksmodell check orter.xlsx": "Say what is wrong with the figures:",
    "vasterviksmodell score orter.xlsx -o ranking.json": "Rank the places, and keep the ranking:",
    "vasterviksmodell explain ranking.json Ekby": "Say why a place stands where it does:",
}
