"""JSON that is valid, exact, and harmless when it is shown on a terminal."""

import json
import re
from typing import Any

_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """The JSON of plain values. NaN and infinite numbers are a mistake of ours."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))


def escaped(text: str) -> str:
    r"""JSON with the controls that the format lets pass, and halves of characters, as escapes.

    >>> escaped('"a\x9bb"')
    '"a\\u009bb"'
    """
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
