"""YAML with its places kept: text → a tree of nodes, each with line and column, within fixed limits.

Scalars follow the core schema of YAML 1.2, so `no`, `1:30` and `0_35` stay texts; a number with leading zeros
stays a text too, because YAML 1.1 reads `010` as 8.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import yaml

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.wording import Text, same, shortened

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_TEXT = 1_000_000

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
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, which YAML forbids, and signs that only some YAML readers take for line breaks."""
_OLD_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float"))
_LONGEST_OLD = 60
_NEW_INTEGER = re.compile(r"[-+]?0[0-9]+")
_DEPTH = Text(f"at most {MAX_DEPTH} levels", f"högst {MAX_DEPTH} nivåer")
RIGHT_FILE = Text("is this the right file?", "är det rätt fil?")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROBLEMS = {
    "mapping values are not allowed in this context": Text(
        "a ':' where none can stand (a text with ': ' in it needs quotes)",
        "ett ':' där inget kan stå (en text med ': ' i behöver citattecken)",
    ),
    "found character that cannot start any token": Text(
        "a tab, or a sign that needs quotes", "en tabb, eller ett tecken som behöver citattecken"
    ),
    "found unexpected end of stream": Text("a quote that does not end", "ett citat som inte avslutas"),
    "did not find expected ',' or ']'": Text("',' or ']' is missing", "',' eller ']' saknas"),
    "did not find expected ',' or '}'": Text("',' or '}' is missing", "',' eller '}' saknas"),
    "did not find expected '-' indicator": Text("expected '-' as before", "väntade '-' som tidigare"),
    "did not find expected key": Text("expected a key", "väntade en nyckel"),
    "could not find expected ':'": Text("a key without ':'", "en nyckel utan ':'"),
    "did not find expected node content": Text("expected a value", "väntade ett värde"),
    "found unknown escape character": Text(
        'an unknown escape (inside "…" write \\\\ for \\)', 'en okänd flykt (inom "…" skrivs \\ som \\\\)'
    ),
}


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
class Sequence:
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
class Mapping:
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


Node = Scalar | Sequence | Mapping


class _BrokenError(Exception):
    """What ends the reading of a document."""

    def __init__(self, code: str, mark: Any, advice: Text | None = None, **facts: Text) -> None:
        super().__init__(code)
        self.code, self.mark, self.advice, self.facts = code, mark, advice, facts


def parse_yaml(text: str, path: str, max_nodes: int = MAX_NODES) -> tuple[Node | None, tuple[Finding, ...]]:
    """The tree of a YAML text, or None and what is wrong with it.

    Keys that stand twice are findings beside the tree; anything else that is wrong ends the reading.
    """
    if not text.strip():
        return None, (Finding(rule("F006"), Place(path)),)
    if refused := _REFUSED.search(text):
        return None, (_refused_character(text, refused.start(), path),)
    composer = _Composer(max_nodes)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            composer.take(event)
        node = composer.document()
    except _BrokenError as broken:
        place = _place(path, broken.mark)
        return None, (Finding(rule(broken.code), place, broken.facts, advice=broken.advice),)
    except yaml.MarkedYAMLError as error:
        return None, (_not_yaml(error, text, path),)
    return node, tuple(_duplicates(node, path))


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


def _place(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _refused_character(text: str, offset: int, path: str) -> Finding:
    lines = _LINE_BREAK.split(text[:offset])
    name = f"U+{ord(text[offset]):04X}"
    problem = Text(f"the character {name} is not allowed", f"tecknet {name} är inte tillåtet")
    advice = Text("remove it", "ta bort det")
    place = Place(path, len(lines), len(lines[-1]) + 1)
    return Finding(rule("F003"), place, {"problem": problem}, advice=advice)


def _not_yaml(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """The parser's complaint; about what is not closed before the text ends, where it begins."""
    mark, begin = error.problem_mark, error.context_mark
    if begin and mark and mark.index >= len(text.rstrip()):
        mark = begin
    problem = error.problem or "cannot be read"
    if problem == "exceeded maximum nesting depth":
        return Finding(rule("F004"), _place(path, mark), {"limit": _DEPTH})
    return Finding(rule("F003"), _place(path, mark or begin), {"problem": _PROBLEMS.get(problem, same(problem))})


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    mark: Any
    anchor: str | None
    mapping: bool
    children: list[Node]


class _Composer:
    """Builds the tree from parser events with a stack of its own: depth costs no recursion."""

    def __init__(self, max_nodes: int) -> None:
        self._max_nodes = max_nodes
        self._count = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._root: Node | None = None

    def document(self) -> Node:
        if self._root is None:
            raise _BrokenError("F006", None)
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
            limit = Text(f"at most {MAX_TEXT} characters in a text", f"högst {MAX_TEXT} tecken i en text")
            raise _BrokenError("F004", mark, RIGHT_FILE, limit=limit)
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
            raise _BrokenError("F004", mark, limit=_DEPTH)

    def _referred(self, event: Any) -> Node:
        mark, name = event.start_mark, shortened(event.anchor)
        if event.anchor not in self._anchors:
            problem = Text(f"nothing before this is named &{name}", f"inget före detta heter &{name}")
            raise _BrokenError("F003", mark, problem=problem)
        node = self._anchors[event.anchor]
        if node is None:
            limit = Text("no reference to what it stands in", "ingen hänvisning till det den står i")
            raise _BrokenError("F004", mark, limit=limit)
        self._limit_depth(mark, node.height)
        return node

    def _add(self, node: Node, mark: Any, anchor: str | None, size: int) -> None:
        self._count += size
        if self._count > self._max_nodes:
            most = self._max_nodes
            limit = Text(
                f"at most {most} values, references written out",
                f"högst {most} värden, hänvisningar utskrivna",
            )
            raise _BrokenError("F004", mark, RIGHT_FILE, limit=limit)
        if anchor:
            self._anchors[anchor] = node
        if self._stack:
            self._stack[-1].children.append(node)
        elif self._root is not None:
            problem = Text("a second document", "ett andra dokument")
            raise _BrokenError("F003", mark, Text("one file, one document", "en fil, ett dokument"), problem=problem)
        else:
            self._root = node


def _refuse_tag(event: Any) -> None:
    if event.tag is not None:
        tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
        problem = Text(f"the tag {tag} is not allowed", f"taggen {tag} är inte tillåten")
        raise _BrokenError("F003", event.start_mark, Text("leave it out", "utelämna den"), problem=problem)


def _closed(opened: _Open) -> Node:
    line, column = opened.mark.line + 1, opened.mark.column + 1
    size = 1 + sum(child.size for child in opened.children)
    height = 1 + max((child.height for child in opened.children), default=0)
    if not opened.mapping:
        return Sequence(line, column, tuple(opened.children), size, height)
    keys, values = opened.children[::2], opened.children[1::2]
    scalars = [key for key in keys if isinstance(key, Scalar)]
    if len(scalars) < len(keys):
        problem = Text("a key must be a text or a number", "en nyckel måste vara en text eller ett tal")
        raise _BrokenError("F003", opened.mark, problem=problem)
    return Mapping(line, column, tuple(zip(scalars, values, strict=True)), size, height)


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
