"""A tree of YAML nodes, each with line and column.

Scalars follow the core schema of YAML 1.2, so `no`, `1:30` and `0_35` stay texts; a number with leading zeros
stays a text too, because YAML 1.1 reads `010` as 8.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import yaml

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NAMED: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((sign + name for sign in ("", "+") for name in (".inf", ".Inf", ".INF")), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_LONGEST_NUMBER = 300
_OLD_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float"))
_LONGEST_OLD = 60
_NEW_INTEGER = re.compile(r"[-+]?0[0-9]+")
_SHORT_TRUTHS = frozenset("yYnN")
"""Yes and no to those readers of YAML 1.1 that follow it to the letter."""


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    column: int
    text: str
    quoted: bool = False

    size: ClassVar[int] = 1
    height: ClassVar[int] = 0

    @property
    def value(self) -> object:
        """The scalar as text, number, truth value or None."""
        if self.quoted or len(self.text) > _LONGEST_NUMBER:
            return self.text
        if self.text in _NAMED:
            return _NAMED[self.text]
        if _INTEGER.fullmatch(self.text):
            return int(self.text)
        return float(self.text) if _DECIMAL.fullmatch(self.text) else self.text


@dataclass(frozen=True, slots=True)
class SequenceNode:
    line: int
    column: int
    items: "tuple[Node, ...]"
    size: int
    """How many nodes it takes when references are written out."""
    height: int
    """How many levels of collections it takes."""

    @property
    def value(self) -> list[object]:
        return [item.value for item in self.items]


@dataclass(frozen=True)
class MappingNode:
    line: int
    column: int
    entries: "tuple[tuple[Scalar, Node], ...]"
    size: int
    height: int

    @property
    def value(self) -> dict[object, object]:
        return {key.value: node.value for key, node in self.entries}

    def entry(self, key: object) -> "tuple[Scalar, Node] | None":
        """The key and value nodes of a key (as value, as written, or as Python writes it), or None."""
        return self._index.get(key)

    @cached_property
    def _index(self) -> "dict[object, tuple[Scalar, Node]]":
        index = {entry[0].value: entry for entry in self.entries}
        for entry in self.entries:
            index.setdefault(entry[0].text, entry)
            index.setdefault(str(entry[0].value), entry)
        return index


Node = Scalar | SequenceNode | MappingNode


def old_reading(text: str) -> str | None:
    """What readers of YAML 1.1 take an unquoted text for when not for a text: a number, `true` or `false`.

    >>> old_reading("0_35"), old_reading("1:30"), old_reading("no"), old_reading("near")
    ('29', '90', 'false', None)
    """
    if len(text) > _LONGEST_OLD:
        return None
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag not in _OLD_TAGS:
        return str(int(text)) if _NEW_INTEGER.fullmatch(text) else None
    try:
        return str(loader.construct_object(yaml.ScalarNode(tag, text))).lower()
    except ValueError:
        return None


def stands_for_itself(text: str) -> bool:
    """Whether a text without quotes is that text to readers of YAML 1.1 and of 1.2; no sign of YAML may be in it.

    >>> [stands_for_itself(it) for it in ("near", "NULL", "no", "y", "1e5")]
    [True, False, False, False, False]
    """
    scalar = Scalar(1, 1, text)
    return scalar.value == text and old_reading(text) is None and text not in _SHORT_TRUTHS
