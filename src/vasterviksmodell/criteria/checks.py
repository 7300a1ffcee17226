"""What only the tree shows: ids used twice, weights and sources missing, nothing scored, no effect."""

from collections.abc import Iterator
from dataclasses import dataclass

from vasterviksmodell.criteria.spot import within
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.yaml_document import Mapping, Node, Scalar

_WEIGHTS = Message("weights are points among siblings: 2 counts twice as much as 1")
_CATEGORIES = Message("give each category a value, or list them: categories: [a, b]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A group or criterion as it stands in the file."""

    key: Scalar
    node: Mapping
    above: tuple[Scalar, ...]
    """The keys of the groups it stands in."""

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> object:
        entry = self.node.entry(key)
        return entry[1].value if entry else None

    def place_of(self, key: str, path: str) -> Place:
        """Where a value is missing: at the value when it is written as nothing (`~`), else at the part."""
        entry = self.node.entry(key)
        return _place(path, entry[1] if entry else self.key)

    @property
    def is_group(self) -> bool:
        return self.node.entry("criteria") is not None

    @property
    def scored(self) -> bool:
        """Whether it is meant to be scored, or holds something that is."""
        if self.is_group:
            return any(child.scored for child in _children(self.node))
        return self.has("value") or (self.get("type") == "yes_no" and self.has("weight"))


def tree_findings(root: Node, path: str) -> Iterator[Finding]:
    """Findings that hold whatever else is wrong with the file."""
    parts = list(_parts(root))
    seen: set[str] = set()
    for part in parts:
        name = part.key.text
        if name in seen:
            yield Finding(rule("C108"), _place(path, part.key), {"id": name})
        seen.add(name)
        if part.scored and not part.has("weight"):
            yield _missing("weight", part, path, _WEIGHTS)
        if part.get("type") == "category" and not part.has("value") and not part.has("categories"):
            yield _missing("categories", part, path, _CATEGORIES)
        if part.get("basis") == "cited" and not part.has("source"):
            yield Finding(rule("C202"), part.place_of("source", path), {"id": name})


def effect_findings(root: Node, path: str) -> Iterator[Finding]:
    """Findings about what a file without errors achieves."""
    parts = list(_parts(root))
    if not any(part.scored for part in parts):
        entry = root.entry("criteria") if isinstance(root, Mapping) else None
        yield Finding(rule("C109"), _place(path, entry[0]) if entry else Place(path))
    for part in parts:
        if problem := _without_effect(part):
            yield Finding(rule("C201"), _place(path, part.key), {"id": part.key.text, "problem": problem})


def _parts(node: Node, above: tuple[Scalar, ...] = ()) -> Iterator[_Part]:
    """Every group and criterion below a node, in the order of the file."""
    for part in _children(node, above):
        yield part
        yield from _parts(part.node, (*above, part.key))


def _children(node: Node, above: tuple[Scalar, ...] = ()) -> Iterator[_Part]:
    members = node.entry("criteria") if isinstance(node, Mapping) else None
    if members and isinstance(members[1], Mapping):
        for key, child in members[1].entries:
            if isinstance(child, Mapping):
                yield _Part(key, child, above)


def _missing(key: str, part: _Part, path: str, advice: Message) -> Finding:
    facts: dict[str, Phrase] = {"key": key, "where": within((*part.above, part.key), path)}
    return Finding(rule("C002"), part.place_of(key, path), facts, advice=advice)


def _without_effect(part: _Part) -> Message | None:
    if part.has("weight") and not part.scored:
        if part.is_group:
            return Message("it has a weight, but nothing in it is scored")
        return Message("it has a weight but no value")
    if not part.is_group and not part.scored and not part.has("requirement") and not part.has("warning"):
        return Message("it is neither scored nor required")
    return None


def _place(path: str, node: Node) -> Place:
    return Place(path, node.line, node.column)
