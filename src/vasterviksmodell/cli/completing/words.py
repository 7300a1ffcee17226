"""The table of words that completion reads, made from the commands, the rules and the keys of `--data` themselves."""

from typing import Any, get_args

from vasterviksmodell.cli.command_tree import Described, Parameter, every_command
from vasterviksmodell.source.json_writer import json_text

_LONGEST = 76
"""How much of a help text is told beside a candidate."""


def table_text(program: Any) -> str:
    """Return the table as the text of its file."""
    from vasterviksmodell.findings import RULES
    from vasterviksmodell.i18n import written

    commands = {command.name: _command(command) for command in every_command(program)}
    codes = {code: written(rule.title, "en") for code, rule in RULES.items()}
    return json_text({"commands": commands, "codes": codes, "data": _data()}, indent=1) + "\n"


def _command(command: Described) -> dict[str, Any]:
    return {
        "commands": {name: _short(told) for name, told in command.commands},
        "arguments": [_value(parameter) for parameter in command.parameters if not parameter.is_option],
        "options": [
            {"names": parameter.names, **_value(parameter), "told": _short(parameter.told)}
            for parameter in command.parameters
            if parameter.is_option
        ],
    }


def _value(parameter: Parameter) -> dict[str, Any]:
    return {"metavar": parameter.metavar, "values": parameter.values, "choices": parameter.choices}


def _short(told: str) -> str:
    """Return the first sentence, cut at a word where it is long."""
    sentence = told.split(". ", maxsplit=1)[0].split("  [", maxsplit=1)[0].removesuffix(".")
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + " …"


def _data() -> dict[str, dict[str, Any]]:
    """Return the keys of `--data`."""
    from vasterviksmodell.cli.overrides import BY_HEADING
    from vasterviksmodell.criteria.data_entries import DataEntry, DelimiterName, EncodingName

    values = {"encoding": get_args(EncodingName), "delimiter": get_args(DelimiterName), "decimal": (".", ",")}
    return {
        name: {
            "told": _short(field.description or ""),
            "by_heading": name in BY_HEADING,
            "values": ["true", "false"] if field.annotation is bool else values.get(name, []),
        }
        for name, field in DataEntry.model_fields.items()
    }
