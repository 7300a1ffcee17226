"""Parsing YAML: the tree of a text, or what is wrong with it; and the readings of a tree with repeated keys."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import yaml

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.source.yaml_document.nodes import (
    DEPTH,
    MAX_NODES,
    BrokenError,
    Composer,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    place_of_node,
)

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, which YAML forbids, and signs that only some YAML readers take for line breaks."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROBLEMS = {
    "mapping values are not allowed in this context": Message(
        "a ':' where none can stand (a text with ': ' in it needs quotes)"
    ),
    "found character that cannot start any token": Message("a tab, or a sign that needs quotes"),
    "found unexpected end of stream": Message("a quote that does not end"),
    "did not find expected ',' or ']'": Message("',' or ']' is missing"),
    "did not find expected ',' or '}'": Message("',' or '}}' is missing"),
    "did not find expected '-' indicator": Message("expected '-' as before"),
    "did not find expected key": Message("expected a key"),
    "could not find expected ':'": Message("a key without ':'"),
    "did not find expected node content": Message("expected a value"),
    "found unknown escape character": Message('an unknown escape (inside "…" write \\\\ for \\)'),
}


def parse_yaml(text: str, path: str, max_nodes: int = MAX_NODES) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the tree of a YAML text, or None, and the findings.

    Repeated keys are findings about a tree; any other error leaves no tree.
    """
    if not text.strip():
        return None, (Finding(rule("F006"), Place(path)),)
    if refused := _REFUSED.search(text):
        return None, (_refused_character(text, refused.start(), path),)
    composer = Composer(max_nodes)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            composer.take(event)
        node = composer.document()
    except BrokenError as broken:
        place = _place(path, broken.mark)
        return None, (Finding(rule(broken.code), place, broken.facts, advice=broken.advice),)
    except yaml.MarkedYAMLError as error:
        return None, (_not_yaml(error, text, path),)
    return node, tuple(_duplicates(node, path))


def _place(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _refused_character(text: str, offset: int, path: str) -> Finding:
    lines = _LINE_BREAK.split(text[:offset])
    name = f"U+{ord(text[offset]):04X}"
    problem = Message("the character {name} is not allowed").format(name=name)
    advice = Message("remove it")
    place = Place(path, len(lines), len(lines[-1]) + 1)
    return Finding(rule("F003"), place, {"problem": problem}, advice=advice)


def _not_yaml(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """Return the parser's complaint as a finding: where a collection begins that the text does not close."""
    mark, begin = error.problem_mark, error.context_mark
    if begin and mark and mark.index >= len(text.rstrip()):
        mark = begin
    problem = error.problem or "cannot be read"
    if problem == "exceeded maximum nesting depth":
        return Finding(rule("F004"), _place(path, mark), {"limit": DEPTH})
    return Finding(rule("F003"), _place(path, mark or begin), {"problem": _PROBLEMS.get(problem, same(problem))})


def _duplicates(root: Node, path: str) -> Iterable[Finding]:
    """Yield the findings about repeated keys; each mapping is checked once, however many references it has."""
    seen: set[int] = set()
    todo: list[Node] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            todo += node.items
        else:
            todo += [child for _, child in node.entries]
            yield from _repeated(node, path)


def _repeated(mapping: MappingNode, path: str) -> Iterable[Finding]:
    first: dict[object, Scalar] = {}
    for key, _ in mapping.entries:
        if (other := first.setdefault(key.value, key)) is not key:
            facts = {"key": key.text, "first": str(other.line)}
            yield Finding(rule("F005"), place_of_node(path, key), facts)


T = TypeVar("T")
_MOST = 50
"""How many readings are returned, at most; a file with more repeated keys has been pasted together."""


def readings(node: Node) -> list[Node]:
    """Return the ways to read a tree with repeated keys, the first of which takes the first of each."""
    match node:
        case Scalar():
            return [node]
        case SequenceNode():
            return [
                replace(node, items=tuple(items)) for items in _combinations([readings(item) for item in node.items])
            ]
        case MappingNode():
            alike: dict[object, list[tuple[Scalar, Node]]] = defaultdict(list)
            for key, value in node.entries:
                alike[key.value] += [(key, reading) for reading in readings(value)]
            return [replace(node, entries=tuple(entries)) for entries in _combinations([*alike.values()])]


def _combinations(ways: Sequence[Sequence[T]]) -> list[list[T]]:
    """Return combinations that take each reading of each part in turn; a part with fewer stays with its last."""
    number = max((len(way) for way in ways), default=1)
    return [[way[min(turn, len(way) - 1)] for way in ways] for turn in range(min(number, _MOST))]
