"""JSON that is valid, exact, and harmless when it is shown on a terminal."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any

_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """The JSON of plain values. NaN and infinite numbers are a mistake of ours.

    Indented, iterators are arrays: what is large may be made while it is written.
    """
    return escaped(_plain(value) if indent is None else _indented(value, "\n", indent * " "))


def escaped(text: str) -> str:
    r"""JSON with the controls that the format lets pass, and halves of characters, as escapes.

    >>> escaped('"a\x9bb"')
    '"a\\u009bb"'
    """
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        str: encode_basestring,
        int: repr,
        float: lambda it: repr(it) if it - it == 0 else _plain(it),
        bool: lambda it: "true" if it else "false",
        type(None): lambda _: "null",
    }
)
"""The commonest values, each written as `json` does, without its preparations for any other."""


def _indented(value: Any, newline: str, indent: str) -> str:
    """As `json` indents, faster, and without a list of everything that the text consists of."""
    if write := _WRITERS.get(type(value)):
        return write(value)
    inner = newline + indent
    if isinstance(value, dict):
        parts = [_key(key) + _indented(it, inner, indent) for key, it in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{newline}}}" if parts else "{}"
    if isinstance(value, list | tuple | Iterator):
        parts = [_indented(it, inner, indent) for it in value]
        return f"[{inner}{f',{inner}'.join(parts)}{newline}]" if parts else "[]"
    return _plain(value)


@lru_cache(maxsize=1000, typed=True)
def _key(key: Any) -> str:
    """A key with its colon; the same few stand in every object."""
    return _plain({key: None}).removeprefix("{").removesuffix("null}")
