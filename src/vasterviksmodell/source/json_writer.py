"""JSON that is valid, exact, and harmless when it is shown on a terminal."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any

from vasterviksmodell.i18n.wording import with_escapes


def json_text(value: Any, indent: int | None = None) -> str:
    """The JSON of plain values. NaN and infinite numbers are a mistake of ours.

    Indented, iterators are arrays: what is large may be made while it is written.
    """
    return escaped(_plain(value) if indent is None else _indented(value, "\n", indent * " "))


def escaped(text: str) -> str:
    r"""JSON with an escape for what nobody sees (controls, marks, halves of characters) and the format lets pass.

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
