"""YAML with its places kept: text → a tree of nodes, each with line and column, within fixed limits.

Scalars follow the core schema of YAML 1.2, so `no`, `1:30` and `0_35` stay texts; a number with leading zeros
stays a text too, because YAML 1.1 reads `010` as 8.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from vasterviksmodell.findings import Finding, Place, rule

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NAMED: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", "+.inf"), float("inf")),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_LONGEST_NUMBER = 300
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    column: int
    text: str
    quoted: bool = False
    size: int = 1

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
class Sequence:
    line: int
    column: int
    items: "tuple[Node, ...]"
    size: int

    @property
    def value(self) -> list[object]:
        return [item.value for item in self.items]


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    column: int
    entries: "tuple[tuple[Scalar, Node], ...]"
    size: int

    @property
    def value(self) -> dict[object, object]:
        return {key.value: node.value for key, node in self.entries}

    def entry(self, key: object) -> "tuple[Scalar, Node] | None":
        """The key and value nodes of a key, or None."""
        return next((entry for entry in self.entries if _same(entry[0], key)), None)


Node = Scalar | Sequence | Mapping


def _same(node: Scalar, key: object) -> bool:
    return node.value == key or node.text == key


class _BrokenError(Exception):
    """What ends the reading of a document."""

    def __init__(self, code: str, mark: Any, **facts: str) -> None:
        super().__init__(code)
        self.code, self.mark, self.facts = code, mark, facts


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    mark: Any
    anchor: str | None
    mapping: bool
    children: list[Node]


def parse_yaml(text: str, path: str, max_nodes: int = MAX_NODES) -> tuple[Node | None, tuple[Finding, ...]]:
    """The tree of a YAML text, or None and what is wrong with it.

    Keys that stand twice are findings beside the tree; anything else that is wrong ends the reading.
    """
    if not text.strip():
        return None, (Finding(rule("F006"), Place(path)),)
    try:
        node = _compose(yaml.parse(text, Loader=_Loader), max_nodes)
    except _BrokenError as broken:
        return None, (Finding(rule(broken.code), _place(path, broken.mark), broken.facts),)
    except yaml.MarkedYAMLError as error:
        place = _place(path, error.problem_mark or error.context_mark)
        return None, (Finding(rule("F003"), place, {"problem": error.problem or "cannot be read"}),)
    except yaml.reader.ReaderError as error:
        return None, (Finding(rule("F003"), _position(path, text, error), {"problem": "a control character"}),)
    return node, tuple(_duplicates(node, path))


def _place(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _position(path: str, text: str, error: yaml.reader.ReaderError) -> Place:
    before = text[: error.position]
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _compose(events: Iterable[Any], max_nodes: int) -> Node:
    """Build the tree from parser events with a stack of our own: depth costs no recursion."""
    stack: list[_Open] = []
    anchors: dict[str, Node | None] = {}
    nodes, root = 0, None
    for event in events:
        node = _completed(event, stack, anchors)
        if node is None:
            continue
        nodes += node.size if isinstance(event, yaml.AliasEvent) else 1
        if nodes > max_nodes:
            raise _BrokenError("F004", event.start_mark, limit=f"at most {max_nodes} values, references written out")
        if stack:
            stack[-1].children.append(node)
        elif root is not None:
            raise _BrokenError("F003", event.start_mark, problem="a second document")
        else:
            root = node
    if root is None:
        raise _BrokenError("F006", None)
    return root


def _completed(event: Any, stack: list[_Open], anchors: dict[str, Node | None]) -> Node | None:
    """The node that an event completes, if it does."""
    node: Node
    match event:
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            _refuse_tag(event)
            if len(stack) >= MAX_DEPTH:
                raise _BrokenError("F004", event.start_mark, limit=f"at most {MAX_DEPTH} levels")
            stack.append(_Open(event.start_mark, event.anchor, isinstance(event, yaml.MappingStartEvent), []))
            if event.anchor:
                anchors[event.anchor] = None
            return None
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            opened = stack.pop()
            node, anchor = _closed(opened), opened.anchor
        case yaml.ScalarEvent():
            _refuse_tag(event)
            mark, anchor = event.start_mark, event.anchor
            node = Scalar(mark.line + 1, mark.column + 1, event.value, quoted=not event.implicit[0])
        case yaml.AliasEvent():
            return _referred(event, anchors)
        case _:
            return None
    if anchor:
        anchors[anchor] = node
    return node


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        raise _BrokenError("F003", event.start_mark, problem=f"the tag {event.tag} is not allowed")


def _referred(event: Any, anchors: dict[str, Node | None]) -> Node:
    if event.anchor not in anchors:
        raise _BrokenError("F003", event.start_mark, problem=f"nothing is named &{event.anchor}")
    node = anchors[event.anchor]
    if node is None:
        raise _BrokenError("F004", event.start_mark, limit="no reference to itself")
    return node


def _closed(opened: _Open) -> Node:
    line, column = opened.mark.line + 1, opened.mark.column + 1
    size = 1 + sum(child.size for child in opened.children)
    if not opened.mapping:
        return Sequence(line, column, tuple(opened.children), size)
    keys, values = opened.children[::2], opened.children[1::2]
    scalars = [key for key in keys if isinstance(key, Scalar)]
    if len(scalars) < len(keys):
        raise _BrokenError("F003", opened.mark, problem="a key must be a plain text or number")
    return Mapping(line, column, tuple(zip(scalars, values, strict=True)), size)


def _duplicates(root: Node, path: str) -> Iterable[Finding]:
    """Keys that stand twice in a mapping; each mapping is looked at once, however often it is referred to."""
    seen: set[int] = set()
    todo: list[Node] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            todo += node.items
        else:
            todo += [child for _, child in node.entries]
            yield from _repeated(node, path)


def _repeated(mapping: Mapping, path: str) -> Iterable[Finding]:
    first: dict[object, Scalar] = {}
    for key, _ in mapping.entries:
        if (other := first.setdefault(key.value, key)) is not key:
            facts = {"key": key.text, "first": str(other.line)}
            yield Finding(rule("F005"), Place(path, key.line, key.column), facts)
