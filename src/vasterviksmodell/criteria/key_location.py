"""Where in a criteria file an error of pydantic points, and words for that."""

from dataclasses import dataclass
from typing import Any

from vasterviksmodell.findings import Place
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import same, shortened
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, SequenceNode, place_of_node
from vasterviksmodell.value_functions import VALUE_FUNCTIONS


@dataclass(frozen=True, slots=True)
class KeyLocation:
    """The key or value of the file that an error is about."""

    path: str
    keys: tuple[Scalar, ...]
    """The keys on the way from the root; the last is that of the node."""
    node: Node
    on_key: bool

    @property
    def place(self) -> Place:
        target = self.keys[-1] if self.on_key and self.keys else self.node
        return place_of_node(self.path, target)

    @property
    def key(self) -> str:
        return self.keys[-1].text if self.keys else self.path

    @property
    def inside(self) -> Phrase:
        """Words for the mapping that holds the key."""
        return within(self.keys[:-1], self.path)

    @property
    def here(self) -> Phrase:
        """Words for the node itself."""
        return within(self.keys, self.path)


def within(keys: tuple[Scalar, ...], path: str) -> Phrase:
    """Return words for the part of the file that keys lead to."""
    names = [key.text for key in keys]
    named = [name for name in names if name != "criteria"] or names or [path]
    way = shortened(".".join(named))
    return Message("in {way}").format(way=way)


def way_of(location: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a pydantic location without the names of union members, which are not keys of the file."""
    match location:
        case ("criteria", name, "group" | "criterion", *rest):
            return ("criteria", name, *way_of(tuple(rest)))
        case ("data", "missing", mark, "word" | "range", *rest):
            return ("data", "missing", mark, *rest)
        case ("effort", "unit" | "category", *rest):
            return ("effort", *rest)
        case ("value", shape, *rest) if shape in VALUE_FUNCTIONS:
            return ("value", *rest)
    return location


def locate(root: Node, way: tuple[Any, ...], path: str) -> KeyLocation:
    """Follow a way from the root; keys that the file leaves out are skipped."""
    steps = [step for step in way if step != KEY]
    keys: tuple[Scalar, ...] = ()
    node = root
    for number, step in enumerate(steps, 1):
        if isinstance(node, MappingNode) and (entry := node.entry(step)):
            key, below = entry
            one_of_one = all(isinstance(later, int) for later in steps[number:])  # a text may stand for a list of one
            if one_of_one or not isinstance(below, Scalar):
                keys, node = (*keys, key), below
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return KeyLocation(path, keys, node, way[-1:] == (KEY,))


def text_of(node: Node) -> str:
    """Return the text of a scalar; for other nodes an empty text."""
    return node.text if isinstance(node, Scalar) else ""


def found_at(node: Node) -> Phrase:
    """Return words for what a node holds."""
    match node:
        case Scalar(text=""):
            return Message("empty")
        case Scalar(text=text):
            return same(f"'{shortened(text)}'")
        case SequenceNode(items=()) | MappingNode(entries=()):
            return Message("empty")
        case SequenceNode():
            return Message("a list")
        case _:
            return Message("keys with values")
