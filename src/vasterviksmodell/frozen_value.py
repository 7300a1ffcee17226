"""What all values of the house have in common: they compare, hash, tell themselves in a line and become plain.

Frames and arrays answer `==` for each of their cells. A value that holds some compares them as wholes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from importlib import import_module
from math import isfinite
from os import PathLike
from types import FunctionType
from typing import Any

_MOST = 80
"""The length to which a text is cut in the line that tells of a value; what else is longer is left out."""


class FrozenValue:
    """A frozen dataclass that compares and hashes by its fields, whatever they hold."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return is_same(self, other) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        return _hashed(self)

    def __repr__(self) -> str:
        """Return one line: the short fields as they are, of collections how much they hold."""
        told = ((field.name, _told(getattr(self, field.name))) for field in _fields(self) if field.repr)
        return f"{type(self).__name__}({', '.join(f'{name}={text}' for name, text in told if text)})"

    def to_dict(self) -> dict[str, Any]:
        """Return the value as plain dictionaries, lists, texts and numbers, as JSON has them.

        Criteria and groups that a result names are their ids, a number without bound is None. Raises nothing.
        """
        return {field.name: plain(getattr(self, field.name)) for field in _fields(self) if field.repr}

    def _named(self) -> Any:
        """Return what stands for the value in another."""
        return self.to_dict()


class Result(FrozenValue):
    """What an analysis found; a notebook shows its document."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return the document as markup, escaped. The rooms of output lie above: they are asked for by name."""
        return str(import_module("vasterviksmodell.output.rendering").notebook_markup(self))


class FrozenException(Exception):  # noqa: N818 - the base of outcomes
    """An exception that can be pickled, copied, compared and hashed, by what it was made from."""

    def _made_from(self) -> tuple[Any, ...]:
        """Return the arguments that make the same exception."""
        return self.args

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._made_from()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FrozenException) or type(self) is not type(other):
            return NotImplemented
        return is_same(self._made_from(), other._made_from())

    def __hash__(self) -> int:
        return hash((type(self), _hashed(self._made_from())))


def is_same(one: Any, other: Any) -> bool:
    """Say whether two values are the same: NaN is the same as itself, frames and arrays are compared as wholes."""
    if one is other:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(is_same(held, other[key]) for key, held in one.items())
    if type(one) is not type(other):
        return bool(one == other)
    return _is_same_of_a_kind(one, other)


def _is_same_of_a_kind(one: Any, other: Any) -> bool:
    if _is_frame(one):
        return bool(one.equals(other))
    if _is_array(one):
        return one.shape == other.shape and is_same(one.tolist(), other.tolist())
    if is_dataclass(one):
        return all(is_same(getattr(one, name), getattr(other, name)) for name in _compared(one))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other) or (_is_nan(one) and _is_nan(other))


def _hashed(value: Any) -> int:
    """Return a number that is the same for values that are the same."""
    if _is_frame(value) or _is_array(value):
        return hash(value.shape)
    if is_dataclass(value):
        return hash((type(value).__name__, *(_hashed(getattr(value, name)) for name in _compared(value))))
    if isinstance(value, Mapping):
        return hash(frozenset((_hashed(key), _hashed(held)) for key, held in value.items()))
    if isinstance(value, list | tuple):
        return hash(tuple(map(_hashed, value)))
    return _hashed(vars(value)) if hasattr(value, "model_dump") else 0 if _is_nan(value) else hash(value)


def _fields(value: Any) -> Any:
    return fields(value)


def _compared(value: Any) -> Iterator[str]:
    return (field.name for field in _fields(value) if field.compare)


def _is_frame(value: Any) -> bool:
    """Say whether a value is a frame or a column of one."""
    return hasattr(value, "null_count") and hasattr(value, "equals")


def _is_array(value: Any) -> bool:
    return hasattr(value, "tolist") and hasattr(value, "shape")


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value  # noqa: PLR0124 - only NaN differs from itself


def _told(value: Any) -> str:
    """Return a short text; nothing for what has no short one."""
    if _is_frame(value):
        return " × ".join(map(str, value.shape))
    if isinstance(value, str):
        return repr(value if len(value) <= _MOST else value[:_MOST] + "…")
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, Mapping | Sequence | frozenset):
        return f"<{len(value)}>" if len(value) else ""
    if hasattr(value, "inside"):
        return _told(value.inside("en"))
    text = "" if value is None or isinstance(value, FrozenValue) else repr(value)
    return text if len(text) <= _MOST and text.isprintable() else ""


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        return value.name.lower()
    if value is None or isinstance(value, bool | int | str):
        return value
    made = next((make for kind, make in _PLAIN.items() if isinstance(value, kind)), _plain_object)
    return made(value)


_PLAIN: Mapping[type, Callable[[Any], Any]] = {
    float: lambda number: number if isfinite(number) else None,
    Fraction: float,
    Decimal: float,
    bytes: bytes.hex,
    FunctionType: lambda function: function.__name__,
    date: date.isoformat,
    PathLike: str,
    FrozenValue: lambda value: value._named(),  # noqa: SLF001 - of the same family
    Mapping: lambda mapping: {_key(key): plain(held) for key, held in mapping.items()},
    list: lambda held: [*map(plain, held)],
    tuple: lambda held: [*map(plain, held)],
    frozenset: lambda held: sorted(map(plain, held), key=str),
}
"""By kind: its plain form."""


def _plain_object(value: Any) -> Any:
    if _is_frame(value):
        return plain(value.to_dicts() if hasattr(value, "to_dicts") else value.to_list())
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if hasattr(value, "inside") and not hasattr(value, "en"):
        return value.inside("en")
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {field.name: plain(getattr(value, field.name)) for field in _fields(value) if field.repr}


def _key(key: Any) -> str:
    return ", ".join(map(_key, key)) if isinstance(key, tuple) else str(plain(key))
