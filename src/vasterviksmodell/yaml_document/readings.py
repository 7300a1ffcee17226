"""Trees in which keys stand twice, as so many trees in which none does: each value is read in at least one of them."""

from collections import defaultdict
from collections.abc import Sequence as ManyNodes
from dataclasses import replace
from typing import TypeVar

from vasterviksmodell.yaml_document.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
_MOST = 50
"""No more are looked at; a file with so many repeated keys has been pasted together."""


def readings(node: Node) -> list[Node]:
    """The ways to read a tree, the first with the first of all keys that stand twice."""
    match node:
        case Scalar():
            return [node]
        case Sequence():
            return [replace(node, items=tuple(items)) for items in _together([readings(it) for it in node.items])]
        case Mapping():
            alike: dict[object, list[tuple[Scalar, Node]]] = defaultdict(list)
            for key, value in node.entries:
                alike[key.value] += [(key, reading) for reading in readings(value)]
            return [replace(node, entries=tuple(entries)) for entries in _together([*alike.values()])]


def _together(ways: ManyNodes[ManyNodes[T]]) -> list[list[T]]:
    """Each way of each part in turn; a part with fewer ways stays with its last."""
    number = max((len(it) for it in ways), default=1)
    return [[it[min(turn, len(it) - 1)] for it in ways] for turn in range(min(number, _MOST))]
