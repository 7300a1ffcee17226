"""The nodes of a YAML tree, and how parser events become them, within limits far beyond any file written by people."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import yaml

from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

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
"""What means yes and no to readers that follow YAML 1.1 to the letter."""


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
    """The number of nodes when references are written out."""
    height: int
    """The number of levels of collections."""

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
        """Return the key and value nodes of a key (as value, as written, or as Python writes it), or None."""
        return self._index.get(key)

    @cached_property
    def _index(self) -> "dict[object, tuple[Scalar, Node]]":
        index = {entry[0].value: entry for entry in self.entries}
        for entry in self.entries:
            index.setdefault(entry[0].text, entry)
            index.setdefault(str(entry[0].value), entry)
        return index


Node = Scalar | SequenceNode | MappingNode


def place_of_node(path: str, node: Node) -> Place:
    """Return where a node begins in the file of a path."""
    return Place(path, node.line, node.column)


def old_reading(text: str) -> str | None:
    """Return what readers of YAML 1.1 take an unquoted text for if not for a text: a number, `true` or `false`.

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
    """Return whether readers of YAML 1.1 and 1.2 take an unquoted text for that text; it may hold no sign of YAML.

    >>> [stands_for_itself(text) for text in ("near", "NULL", "no", "y", "1e5")]
    [True, False, False, False, False]
    """
    scalar = Scalar(1, 1, text)
    return scalar.value == text and old_reading(text) is None and text not in _SHORT_TRUTHS


MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_TEXT = 1_000_000
DEPTH = Message("at most {max_depth} levels").format(max_depth=MAX_DEPTH)
RIGHT_FILE = Message("is this the right file?")


class BrokenError(Exception):
    """An error that ends the reading of a document: the code and facts of a finding, and where it is."""

    def __init__(self, code: str, mark: Any, advice: Message | None = None, **facts: Message) -> None:
        super().__init__(code)
        self.code: str = code
        self.mark: Any = mark
        self.advice: Message | None = advice
        self.facts: dict[str, Message] = facts


@dataclass(slots=True)
class _OpenCollection:
    """A collection whose end has not been read yet."""

    mark: Any
    anchor: str | None
    mapping: bool
    children: list[Node]


class Composer:
    """Builds the tree from parser events, with a stack instead of recursion."""

    def __init__(self, max_nodes: int) -> None:
        self._max_nodes = max_nodes
        self._count = 0
        self._stack: list[_OpenCollection] = []
        self._anchors: dict[str, Node | None] = {}
        self._root: Node | None = None

    def document(self) -> Node:
        """Return the root; raise `BrokenError` when there is none."""
        if self._root is None:
            raise BrokenError("F006", None)
        return self._root

    def take(self, event: Any) -> None:
        """Add the node of an event to the tree; raise `BrokenError` when that is not allowed."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                opened = self._stack.pop()
                self._add(_collection(opened), opened.mark, opened.anchor, 1)
            case yaml.AliasEvent():
                node = self._node_of_alias(event)
                self._add(node, event.start_mark, None, node.size)

    def _scalar(self, event: Any) -> None:
        _refuse_tag(event)
        mark = event.start_mark
        if len(event.value) > MAX_TEXT:
            limit = Message("at most {max_text} characters in a text").format(max_text=MAX_TEXT)
            raise BrokenError("F004", mark, RIGHT_FILE, limit=limit)
        node = Scalar(mark.line + 1, mark.column + 1, event.value, quoted=not event.implicit[0])
        self._add(node, mark, event.anchor, 1)

    def _begin(self, event: Any) -> None:
        _refuse_tag(event)
        self._limit_depth(event.start_mark, 1)
        self._stack.append(
            _OpenCollection(event.start_mark, event.anchor, isinstance(event, yaml.MappingStartEvent), [])
        )
        if event.anchor:
            self._anchors[event.anchor] = None

    def _limit_depth(self, mark: Any, height: int) -> None:
        if len(self._stack) + height > MAX_DEPTH:
            raise BrokenError("F004", mark, limit=DEPTH)

    def _node_of_alias(self, event: Any) -> Node:
        mark, name = event.start_mark, shortened(event.anchor)
        if event.anchor not in self._anchors:
            problem = Message("nothing before this is named &{name}").format(name=name)
            raise BrokenError("F003", mark, problem=problem)
        node = self._anchors[event.anchor]
        if node is None:
            limit = Message("no reference to what contains it")
            raise BrokenError("F004", mark, limit=limit)
        self._limit_depth(mark, node.height)
        return node

    def _add(self, node: Node, mark: Any, anchor: str | None, size: int) -> None:
        self._count += size
        if self._count > self._max_nodes:
            most = self._max_nodes
            limit = Message("at most {most} values, references written out").format(most=most)
            raise BrokenError("F004", mark, RIGHT_FILE, limit=limit)
        if anchor:
            self._anchors[anchor] = node
        if self._stack:
            self._stack[-1].children.append(node)
        elif self._root is not None:
            problem = Message("a second document")
            raise BrokenError("F003", mark, Message("one file, one document"), problem=problem)
        else:
            self._root = node


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
        problem = Message("the tag {tag} is not allowed").format(tag=tag)
        raise BrokenError("F003", event.start_mark, Message("leave it out"), problem=problem)


def _collection(opened: _OpenCollection) -> Node:
    line, column = opened.mark.line + 1, opened.mark.column + 1
    size = 1 + sum(child.size for child in opened.children)
    height = 1 + max((child.height for child in opened.children), default=0)
    if not opened.mapping:
        return SequenceNode(line, column, tuple(opened.children), size, height)
    keys, values = opened.children[::2], opened.children[1::2]
    scalars = [key for key in keys if isinstance(key, Scalar)]
    if len(scalars) < len(keys):
        problem = Message("a key must be a text or a number")
        raise BrokenError("F003", opened.mark, problem=problem)
    return MappingNode(line, column, tuple(zip(scalars, values, strict=True)), size, height)
