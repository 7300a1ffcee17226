"""Parser events → the tree, within limits that no file written by people comes near."""

from dataclasses import dataclass
from typing import Any

import yaml

from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import shortened
from vasterviksmodell.yaml_document.nodes import MappingNode, Node, Scalar, SequenceNode

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_TEXT = 1_000_000
DEPTH = Message("at most {max_depth} levels").format(max_depth=MAX_DEPTH)
RIGHT_FILE = Message("is this the right file?")


class BrokenError(Exception):
    """What ends the reading of a document."""

    def __init__(self, code: str, mark: Any, advice: Message | None = None, **facts: Message) -> None:
        super().__init__(code)
        self.code, self.mark, self.advice, self.facts = code, mark, advice, facts


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    mark: Any
    anchor: str | None
    mapping: bool
    children: list[Node]


class Composer:
    """Builds the tree from parser events with a stack of its own: depth costs no recursion."""

    def __init__(self, max_nodes: int) -> None:
        self._max_nodes = max_nodes
        self._count = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._root: Node | None = None

    def document(self) -> Node:
        if self._root is None:
            raise BrokenError("F006", None)
        return self._root

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                opened = self._stack.pop()
                self._add(_closed(opened), opened.mark, opened.anchor, 1)
            case yaml.AliasEvent():
                node = self._referred(event)
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
        self._stack.append(_Open(event.start_mark, event.anchor, isinstance(event, yaml.MappingStartEvent), []))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _limit_depth(self, mark: Any, height: int) -> None:
        if len(self._stack) + height > MAX_DEPTH:
            raise BrokenError("F004", mark, limit=DEPTH)

    def _referred(self, event: Any) -> Node:
        mark, name = event.start_mark, shortened(event.anchor)
        if event.anchor not in self._anchors:
            problem = Message("nothing before this is named &{name}").format(name=name)
            raise BrokenError("F003", mark, problem=problem)
        node = self._anchors[event.anchor]
        if node is None:
            limit = Message("no reference to what it stands in")
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


def _closed(opened: _Open) -> Node:
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
