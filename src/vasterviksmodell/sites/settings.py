"""Settings of a criteria file as hints write them, so that they can be copied."""

import json
import re
from collections.abc import Mapping

from vasterviksmodell.wording import visible
from vasterviksmodell.yaml_document.nodes import stands_for_itself

_WORD = re.compile(r"[^\W\d]\w*")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")


def in_yaml(text: str) -> str:
    """A text as it can be copied into a criteria file."""
    plain = text.isascii() and text.isidentifier() and stands_for_itself(text)
    return text if plain else visible(json.dumps(text, ensure_ascii=False))


def where_setting(values: Mapping[str, str]) -> str:
    """The setting that chooses rows by what stands under headings: `data: {where: {år: 2017}}`."""
    pairs = (f"{_short(heading)}: {_short(text)}" for heading, text in values.items())
    return f"data: {{where: {{{', '.join(pairs)}}}}}"


def where_option(values: Mapping[str, str]) -> str:
    """The same as options of the command line."""
    return " ".join(f"--data {_in_shell(f'where.{heading}={text}')}" for heading, text in values.items())


def _short(text: str) -> str:
    """A word or a whole number as it is; anything else in quotes."""
    plain = _WHOLE.fullmatch(text) or (_WORD.fullmatch(text) and stands_for_itself(text))
    return text if plain and text.isprintable() else in_yaml(text)


def _in_shell(text: str) -> str:
    return text if re.fullmatch(r"[\w.=-]+", text) else "'" + visible(text).replace("'", "'\\''") + "'"
