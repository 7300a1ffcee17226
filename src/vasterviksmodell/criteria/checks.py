"""What only the tree shows: ids used twice, weights and sources missing, nothing scored, no effect."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.criteria.key_location import spot_at, within
from vasterviksmodell.criteria.model import PROVENANCE, Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, same
from vasterviksmodell.source.words import USUAL_MARKS, YES_NO_WORDS, as_word, folded
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, SequenceNode

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_WEIGHTS = Message("weights are points among the members of a group: 2 counts twice as much as 1")
_CATEGORIES = Message("give each category a value, or list them: categories: [a, b]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A group or criterion as it stands in the file."""

    key: Scalar
    node: MappingNode
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
        entry = root.entry("criteria") if isinstance(root, MappingNode) else None
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
    members = node.entry("criteria") if isinstance(node, MappingNode) else None
    if members and isinstance(members[1], MappingNode):
        for key, child in members[1].entries:
            if isinstance(child, MappingNode):
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


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text stands for in data files."""

    text: str
    means: str
    way: tuple[Any, ...] = ()
    """Where the criteria file says so; some is so in every file."""


_USUAL_WORDS = {word: _Said(word, answer) for word, answer in YES_NO_WORDS.items()}
_USUAL_MARKS = {mark: _Said(mark, "missing") for mark in USUAL_MARKS}


def contradictions(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Findings about `data: missing, yes, no` and `data: columns`."""
    for said, first in _contradicted(_answers(criteria), {**_USUAL_WORDS, **_USUAL_MARKS}):
        yield _told("C113", said, first, root, path)
    for said, first in _contradicted(_marks(criteria), {}):
        yield _told("C113", said, first, root, path)
    yield from _headings(criteria, root, path)


def _answers(criteria: Criteria) -> Iterator[_Said]:
    """The words for yes and no."""
    for answer, words in (("yes", criteria.data.yes), ("no", criteria.data.no)):
        for number, word in enumerate(words):
            yield _Said(word, answer, ("data", answer, number))


def _marks(criteria: Criteria) -> Iterator[_Said]:
    """The marks for figures. One may be a word for yes or no too, where cells hold those."""
    for mark, meaning in criteria.data.missing.items():
        yield _Said(mark, str(meaning), ("data", "missing", mark, KEY))


def _contradicted(texts: Iterable[_Said], known: Mapping[str, _Said]) -> Iterator[tuple[_Said, _Said]]:
    """The words that mean something else than a known or an earlier one, which is the same in cells; and that one."""
    means = dict(known)
    for said in texts:
        first = means.setdefault(as_word(said.text), said)
        if first.means != said.means:
            yield said, first


def _headings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Headings that are listed for one column and belong to another."""
    read = set(_read(criteria))
    owners = {folded(heading): _Said(heading, heading) for heading in read}
    names_as_ids = {criteria.site.id, criteria.site.name}
    for wanted, names in criteria.data.columns.items():
        if wanted not in read:
            continue
        way = ("data", "columns", wanted)
        listed = isinstance(spot_at(root, way, path).node, SequenceNode)
        for number, name in enumerate(names):
            said = _Said(name, wanted, (*way, number) if listed else way)
            first = owners.setdefault(folded(name), said)
            if first.means != wanted and {first.means, wanted} != names_as_ids:
                yield _told("C114", said, first, root, path)


def _read(criteria: Criteria) -> Iterator[str]:
    """The headings that the criteria use."""
    yield from filter(None, astuple(criteria.site))
    for criterion in criteria.criteria:
        yield from (criterion.column, *(f"{criterion.column}__{what}" for what in PROVENANCE))


def _told(code: str, said: _Said, first: _Said, root: Node, path: str) -> Finding:
    facts = {"text": said.text, "meaning": said.means, "first": first.text, "other": first.means}
    return Finding(rule(code), spot_at(root, said.way, path).place, facts)


_MOST = 50
"""Among so many headings the one that was meant is looked for: that takes long."""


def unread_headings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Findings about the keys of `sources` and of `data: columns`."""
    measures = list(dict.fromkeys(criterion.column for criterion in criteria.criteria))
    columns = list(filter(None, (*astuple(criteria.site), *measures, *criteria.data.where)))
    provenance = {f"{heading}__{what}" for heading in measures for what in PROVENANCE}
    yield from _unread(criteria.sources.keys(), measures, ("sources",), root, path)
    yield from _unread(criteria.data.columns.keys() - provenance, columns, ("data", "columns"), root, path)


def _unread(
    headings: AbstractSet[str], read: Sequence[str], way: tuple[str, ...], root: Node, path: str
) -> Iterator[Finding]:
    section, known = same(": ".join((*way, "")).strip()), listing(read)
    for heading in headings - set(read):
        place = spot_at(root, (*way, heading, KEY), path).place
        facts: dict[str, Phrase] = {"heading": heading, "section": section, "known": known}
        yield Finding(rule("C203"), place, facts, suggestion=nearest(heading, read[:_MOST]))
