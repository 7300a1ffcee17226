"""Checks that need the tree of the file or two of its sections: repeated ids, missing weights and sources, nothing
scored, criteria without effect, contradictory words and headings, headings that nothing reads, and units that cannot be
converted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from typing import Any

from vasterviksmodell.criteria.conversions import convertible_to, factor_between
from vasterviksmodell.criteria.key_location import locate, within
from vasterviksmodell.criteria.model import PROVENANCE, Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, same
from vasterviksmodell.source.folding import USUAL_MARKS, YES_NO_WORDS, as_word, folded
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, SequenceNode, place_of_node

_WEIGHTS = Message("weights are points among the members of a group: 2 counts twice as much as 1")
_CATEGORIES = Message("give each category a value, or list them: categories: [a, b]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A group or criterion as it is written in the file."""

    key: Scalar
    node: MappingNode
    above: tuple[Scalar, ...]
    """The keys of the groups around it, outermost first."""

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> object:
        entry = self.node.entry(key)
        return entry[1].value if entry else None

    def place_of(self, key: str, path: str) -> Place:
        """Return where a value is missing: at the value when it is written as nothing (`~`), else at the part."""
        entry = self.node.entry(key)
        return place_of_node(path, entry[1] if entry else self.key)

    @property
    def is_group(self) -> bool:
        return self.node.entry("criteria") is not None

    @property
    def scored(self) -> bool:
        """Whether the part is meant to be scored, or holds something that is."""
        if self.is_group:
            return any(child.scored for child in _children(self.node))
        return self.has("value") or (self.get("type") == "yes_no" and self.has("weight"))


def tree_findings(root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings that hold whatever else is wrong with the file."""
    parts = list(_parts(root))
    seen: set[str] = set()
    for part in parts:
        name = part.key.text
        if name in seen:
            yield Finding(rule("C108"), place_of_node(path, part.key), {"id": name})
        seen.add(name)
        if part.scored and not part.has("weight"):
            yield _missing("weight", part, path, _WEIGHTS)
        if part.get("type") == "category" and not part.has("value") and not part.has("categories"):
            yield _missing("categories", part, path, _CATEGORIES)
        if part.get("basis") == "cited" and not part.has("source"):
            yield Finding(rule("C202"), part.place_of("source", path), {"id": name})


def effect_findings(root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about parts of a valid file that have no effect."""
    parts = list(_parts(root))
    if not any(part.scored for part in parts):
        entry = root.entry("criteria") if isinstance(root, MappingNode) else None
        yield Finding(rule("C109"), place_of_node(path, entry[0]) if entry else Place(path))
    for part in parts:
        if problem := _without_effect(part):
            yield Finding(rule("C201"), place_of_node(path, part.key), {"id": part.key.text, "problem": problem})


def _parts(node: Node, above: tuple[Scalar, ...] = ()) -> Iterator[_Part]:
    """Yield every group and criterion below a node, in the order of the file."""
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


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a text means in data files."""

    text: str
    means: str
    way: tuple[Any, ...] = ()
    """The keys under which the criteria file says so; empty for what holds in every file."""


_USUAL_WORDS = {word: _Meaning(word, answer) for word, answer in YES_NO_WORDS.items()}
_USUAL_MARKS = {mark: _Meaning(mark, "missing") for mark in USUAL_MARKS}


def contradictions(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about `data: missing, yes, no, words, columns`, and about the labels of categories."""
    for meaning, first in _contradictory(_answers(criteria), {**_USUAL_WORDS, **_USUAL_MARKS}):
        yield _contradiction("C113", meaning, first, root, path)
    for meaning, first in _contradictory(_marks(criteria), {}):
        yield _contradiction("C113", meaning, first, root, path)
    for criterion in criteria.criteria:
        for meaning, first in _contradictory(_labels(criterion), _category_words(criterion, criteria)):
            yield _contradiction("C113", meaning, first, root, path)
    for heading in criteria.data.words:
        for meaning, first in _contradictory(_words(criteria, heading), _category_names(criteria, heading)):
            yield _contradiction("C113", meaning, first, root, path)
    yield from _heading_contradictions(criteria, root, path)


def word_faults(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about `data: words` for categories that the criteria of a column do not have."""
    for heading, by_category in criteria.data.words.items():
        known = _categories(criteria, heading)
        for category in by_category if any(criterion.column == heading for criterion in criteria.criteria) else ():
            if category not in known:
                facts: dict[str, Phrase] = {"category": category, "known": listing(known)}
                place = locate(root, ("data", "words", heading, category, KEY), path).place
                yield Finding(rule("C107"), place, facts, suggestion=nearest(category, known))


def _categories(criteria: Criteria, heading: str) -> list[str]:
    """Return the categories of all criteria that read a column."""
    readers = (criterion for criterion in criteria.criteria if criterion.column == heading)
    return list(dict.fromkeys(category for criterion in readers for category in criterion.categories))


def _category_names(criteria: Criteria, heading: str) -> dict[str, _Meaning]:
    """Return what the categories of a column, and their names, mean."""
    readers = (criterion for criterion in criteria.criteria if criterion.column == heading)
    labels = {as_word(text): _Meaning(text, category) for reader in readers for text, category in reader.label_texts}
    return {**labels, **{as_word(name): _Meaning(name, name) for name in _categories(criteria, heading)}}


def _words(criteria: Criteria, heading: str) -> Iterator[_Meaning]:
    """Yield the further words for the categories of a column."""
    for category, words in criteria.data.words[heading].items():
        for number, word in enumerate(words):
            yield _Meaning(word, category, ("data", "words", heading, category, number))


def _answers(criteria: Criteria) -> Iterator[_Meaning]:
    """Yield the words for yes and no."""
    for answer, words in (("yes", criteria.data.yes), ("no", criteria.data.no)):
        for number, word in enumerate(words):
            yield _Meaning(word, answer, ("data", answer, number))


def _marks(criteria: Criteria) -> Iterator[_Meaning]:
    """Yield the marks for figures. A mark may be a word for yes or no too, in cells of that type."""
    for mark, meaning in criteria.data.missing.items():
        yield _Meaning(mark, str(meaning), ("data", "missing", mark, KEY))


def _labels(criterion: Criterion) -> Iterator[_Meaning]:
    """Yield the names of categories, which cells may hold."""
    way = ("criteria", *(key for group in criterion.groups for key in (group, "criteria")), criterion.id, "labels")
    for category, label in criterion.category_labels.items():
        if label.en == label.sv:
            yield _Meaning(label.en or "", category, (*way, category))
            continue
        for language, text in (("en", label.en), ("sv", label.sv)):
            if text is not None:
                yield _Meaning(text, category, (*way, category, language))


def _category_words(criterion: Criterion, criteria: Criteria) -> dict[str, _Meaning]:
    """Return what the cells of a criterion mean without the names of its categories."""
    if criterion.kind != "yes_no":
        return {**_USUAL_MARKS, **{as_word(name): _Meaning(name, name) for name in criterion.categories}}
    return {**_USUAL_MARKS, **_USUAL_WORDS, **{as_word(word.text): word for word in _answers(criteria)}}


def _contradictory(texts: Iterable[_Meaning], known: Mapping[str, _Meaning]) -> Iterator[tuple[_Meaning, _Meaning]]:
    """Yield each text that contradicts a known or an earlier one, with that one; cells cannot tell the two apart."""
    means = dict(known)
    for meaning in texts:
        first = means.setdefault(as_word(meaning.text), meaning)
        if first.means != meaning.means:
            yield meaning, first


def _heading_contradictions(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about headings that are listed for one column and belong to another."""
    read = set(_used_headings(criteria))
    owners = {folded(heading): _Meaning(heading, heading) for heading in read}
    names_as_ids = {criteria.site.id, criteria.site.name}
    for wanted, names in criteria.data.columns.items():
        if wanted not in read:
            continue
        way = ("data", "columns", wanted)
        listed = isinstance(locate(root, way, path).node, SequenceNode)
        for number, name in enumerate(names):
            meaning = _Meaning(name, wanted, (*way, number) if listed else way)
            first = owners.setdefault(folded(name), meaning)
            if first.means != wanted and {first.means, wanted} != names_as_ids:
                yield _contradiction("C114", meaning, first, root, path)


def _used_headings(criteria: Criteria) -> Iterator[str]:
    """Yield the headings that the criteria use."""
    yield from filter(None, astuple(criteria.site))
    for criterion in criteria.criteria:
        yield from (criterion.column, *(f"{criterion.column}__{what}" for what in PROVENANCE))


def _contradiction(code: str, meaning: _Meaning, first: _Meaning, root: Node, path: str) -> Finding:
    facts = {"text": meaning.text, "meaning": meaning.means, "first": first.text, "other": first.means}
    return Finding(rule(code), locate(root, meaning.way, path).place, facts)


_MOST_SUGGESTED = 50
"""Among how many headings a suggestion is sought, at most, because that takes long."""


def unread_headings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about keys of `sources` and `data: columns` that are no headings of the criteria."""
    measures = list(dict.fromkeys(criterion.column for criterion in criteria.criteria))
    columns = list(filter(None, (*astuple(criteria.site), *measures, *criteria.data.where)))
    provenance = {f"{heading}__{what}" for heading in measures for what in PROVENANCE}
    yield from _unread(criteria.sources.keys(), measures, ("sources",), root, path)
    yield from _unread(criteria.data.columns.keys() - provenance, columns, ("data", "columns"), root, path)
    yield from _unread(criteria.data.units.keys(), measures, ("data", "units"), root, path)
    yield from _unread(criteria.data.words.keys(), measures, ("data", "words"), root, path)


def unit_faults(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about `data: units` that cannot be converted to the unit of a criterion."""
    for criterion in criteria.criteria:
        unit = criteria.data.units.get(criterion.column)
        if unit is None or (criterion.kind == "number" and factor_between(unit, criterion.unit) is not None):
            continue
        place = locate(root, ("data", "units", criterion.column), path).place
        facts: dict[str, Phrase] = {"unit": unit, "criterion": criterion.id, "own": criterion.unit or "–"}
        known = list(convertible_to(criterion.unit)) if criterion.kind == "number" else []
        yield Finding(rule("C130"), place, facts, suggestion=nearest(unit, known))


def _unread(
    headings: AbstractSet[str], read: Sequence[str], way: tuple[str, ...], root: Node, path: str
) -> Iterator[Finding]:
    section, known = same(": ".join((*way, "")).strip()), listing(read)
    for heading in headings - set(read):
        place = locate(root, (*way, heading, KEY), path).place
        facts: dict[str, Phrase] = {"heading": heading, "section": section, "known": known}
        yield Finding(rule("C203"), place, facts, suggestion=nearest(heading, read[:_MOST_SUGGESTED]))


_READ_BY_NONE = Message("is no column that the criteria read")
_IN_BOTH = Message("is to be withheld and to be published")
_LEFT_OUT = Message("columns that no criterion reads are always left out; those that can stand here are: {known}")
_ONE_LIST = Message("leave it in one of the two lists")


def unredactable(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about headings under `redact` that name no column, or stand in both lists."""
    measures = list(dict.fromkeys(criterion.column for criterion in criteria.criteria))
    known = {"withhold": [criteria.site.id, criteria.site.name, *measures], "publish": measures}
    for key, headings in (("withhold", criteria.redact.withhold), ("publish", criteria.redact.publish)):
        for number, heading in enumerate(headings):
            place = locate(root, ("redact", key, number), path).place
            if heading not in known[key]:
                facts: dict[str, Phrase] = {"heading": heading, "problem": _READ_BY_NONE}
                advice = _LEFT_OUT.format(known=listing(known[key]))
                suggestion = nearest(heading, known[key][:_MOST_SUGGESTED])
                yield Finding(rule("C120"), place, facts, suggestion=suggestion, advice=advice)
            elif key == "publish" and heading in criteria.redact.withhold:
                yield Finding(rule("C120"), place, {"heading": heading, "problem": _IN_BOTH}, advice=_ONE_LIST)
