"""JSON that is valid, exact, and safe to show on a terminal."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite
from types import MappingProxyType
from typing import Any

from vasterviksmodell.i18n.wording import with_escapes


def json_text(value: Any, indent: int | None = None) -> str:
    """Return the JSON of plain values; NaN and infinite numbers raise `ValueError`.

    With an indent, iterators are written as arrays, so that large ones can be made while they are written.
    """
    return escaped(_plain(value) if indent is None else _indented(value, "\n", indent * " "))


def escaped(text: str) -> str:
    r"""Return JSON with escapes for the invisible characters that JSON permits: controls, marks, lone surrogates.

    >>> escaped('"a\x9bb"')
    '"a\\u009bb"'
    """
    return with_escapes(text, _escape)


def _escape(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        str: encode_basestring,
        int: repr,
        float: lambda number: repr(number) if isfinite(number) else _plain(number),
        bool: lambda truth: "true" if truth else "false",
        type(None): lambda _: "null",
    }
)
"""The most common values, each written as `json` does, without its preparations for other types."""


def _indented(value: Any, newline: str, indent: str) -> str:
    """Return the text that `json` would, faster, and without a list of all its parts."""
    if write := _WRITERS.get(type(value)):
        return write(value)
    inner = newline + indent
    if isinstance(value, dict):
        parts = [_key(key) + _indented(entry, inner, indent) for key, entry in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{newline}}}" if parts else "{}"
    if isinstance(value, list | tuple | Iterator):
        parts = [_indented(entry, inner, indent) for entry in value]
        return f"[{inner}{f',{inner}'.join(parts)}{newline}]" if parts else "[]"
    return _plain(value)


@lru_cache(maxsize=1000, typed=True)
def _key(key: Any) -> str:
    """Return a key with its colon; most objects have the same few keys."""
    return _plain({key: None}).removeprefix("{").removesuffix("null}")
