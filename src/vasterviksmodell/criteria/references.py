"""References to `need:` in a criteria file: limits, points and texts get the numbers that they name.

The tree is changed before it is validated, so that everything else reads numbers; `Criteria.document` keeps the
references as they are written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from pydantic import ValidationError

from vasterviksmodell.criteria.need import NEED_NAMES
from vasterviksmodell.criteria.need_entry import NeedEntry
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import LANGUAGES, listing, nearest, shortened
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, place_of_node
from vasterviksmodell.value_functions.parameters import REFERENCE_PATTERN

_REFERENCE = re.compile(REFERENCE_PATTERN)
_MEANT = re.compile(r"\bneed\.")
_IN_TEXT = re.compile(r"\{\s*(need\.[^{}]*?)\s*\}")
_TEXTS = ("title", "description", "question", "target_group", "label", "source", "responsible", "ask")
_LIMITS = ("requirement", "warning")
_POINTS = ("points", "steps")
_NO_NEED = Message("the file has no 'need:'")
_ADD_NEED = Message("state what is to be housed in one place: need: {{persons: 48, pupils: 13}}")
_UNKNOWN = Message("there is no '{name}'")
_KNOWN = Message("what can be named: {known}")
_NOT_STATED = Message("'need:' does not state '{name}'")
_STATE = {
    "flats": Message("state houses and flats_per_house"),
    "persons": Message("state persons, or houses, flats_per_house and persons_per_flat"),
}
_STATE_ONE = Message("add it under 'need:', or write a number")
_UNREADABLE = Message("it is not written as a name, a multiple or a part")
_FORMS = Message("write need.pupils, 2 * need.pupils or need.pupils / 2 with a whole number; in texts {{need.pupils}}")
_ORDER = Message("the points are no longer in order: {first} is followed by {second}")
_MULTIPLES = Message("write the other points as multiples or parts of the same need, from low to high")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The tree of a file with numbers in place of references, and the findings about those that have none."""

    root: Node
    findings: tuple[Finding, ...]


def resolved(root: Node, path: str) -> Resolved:
    """Return the tree with the numbers that its references name."""
    resolver = _Resolver(root, path)
    return Resolved(resolver.file(root), tuple(resolver.findings.values()))


class _UnresolvedError(Exception):
    """A reference has no number: why, unless that is found elsewhere, and what to do about it."""

    def __init__(
        self, problem: Message | None = None, advice: Message | None = None, suggestion: str | None = None
    ) -> None:
        super().__init__()
        self.problem, self.advice, self.suggestion = problem, advice, suggestion


class _Resolver:
    """Puts numbers in place of references, and collects a finding for each name that has none."""

    def __init__(self, root: Node, path: str) -> None:
        self._path = path
        section = root.entry("need") if isinstance(root, MappingNode) else None
        section = None if section is None or section[1].value is None else section
        self._has_section = section is not None
        self._numbers = _numbers(section[1]) if section else None
        self.findings: dict[object, Finding] = {}

    def file(self, root: Node) -> Node:
        return _changed(root, {**dict.fromkeys(_TEXTS, self._text), "criteria": self._members})

    def _members(self, members: Node) -> Node:
        if not isinstance(members, MappingNode):
            return members
        return replace(members, entries=tuple((key, self._part(node)) for key, node in members.entries))

    def _part(self, part: Node) -> Node:
        changes: dict[str, Callable[[Node], Node | None]] = dict.fromkeys(_TEXTS, self._text)
        kind = part.entry("type") if isinstance(part, MappingNode) else None
        if kind is None or not isinstance(kind[1], Scalar) or kind[1].text not in ("category", "yes_no"):
            changes |= {"value": self._value, **dict.fromkeys(_LIMITS, self._limit)}
        return _changed(part, {**changes, "criteria": self._members})

    def _limit(self, limit: Node) -> Node | None:
        """Return a limit with its numbers; None when one of them is not known."""
        try:
            return _changed(limit, dict.fromkeys(("at_least", "at_most"), self._number))
        except _UnresolvedError:
            return None

    def _value(self, value: Node) -> Node:
        """Return a value function with its numbers; when one of them is not known, one that fits every criterion."""
        try:
            points = _changed(value, dict.fromkeys(_POINTS, self._points))
            return self._points(points)
        except _UnresolvedError:
            return _any_curve(value)

    def _points(self, points: Node) -> Node:
        if not isinstance(points, MappingNode) or not any(_MEANT.search(key.text) for key, _ in points.entries):
            return points
        written = [key for key, _ in points.entries]
        found = [self._scalar(key) for key in written]
        self._check_order(written, found)
        return replace(points, entries=tuple(zip(found, (node for _, node in points.entries), strict=True)))

    def _check_order(self, written: list[Scalar], found: list[Scalar]) -> None:
        """Record points of which one has passed another: they are no longer the curve that somebody judged."""
        numbers = [float(key.value) for key in found if isinstance(key.value, int | float)]
        steps = [after - before for before, after in pairwise(numbers)]
        turn = next((at for at, step in enumerate(steps) if step * steps[0] <= 0), None)
        if len(numbers) == len(found) and turn is not None:
            place = place_of_node(self._path, written[turn + 1])
            first, second = (_with_number(written[at], found[at]) for at in (turn, turn + 1))
            problem = _ORDER.format(first=first, second=second)
            self.findings[place] = Finding(rule("C102"), place, {"problem": problem}, advice=_MULTIPLES)

    def _number(self, node: Node) -> Node:
        return self._scalar(node) if isinstance(node, Scalar) else node

    def _scalar(self, scalar: Scalar) -> Scalar:
        """Return a reference as its number, and anything else as it is."""
        if not _MEANT.search(scalar.text):
            return scalar
        return Scalar(scalar.line, scalar.column, self._written(scalar, scalar.text))

    def _text(self, text: Node) -> Node:
        if isinstance(text, MappingNode):
            return _changed(text, dict.fromkeys(LANGUAGES, self._text))
        if not isinstance(text, Scalar) or "{" not in text.text:
            return text
        try:
            return replace(text, text=_IN_TEXT.sub(lambda found: self._written(text, found[1]), text.text), quoted=True)
        except _UnresolvedError:
            return text

    def _written(self, node: Scalar, reference: str) -> str:
        """Return the number that a reference names, as a file has it; else record why there is none."""
        try:
            number = self._named(reference)
        except _UnresolvedError as error:
            if error.problem is not None:
                place = place_of_node(self._path, node)
                facts: dict[str, Phrase] = {"reference": reference, "problem": error.problem}
                found = Finding(rule("C126"), place, facts, suggestion=error.suggestion, advice=error.advice)
                self.findings.setdefault(error.problem, found)
            raise
        return str(number) if number.denominator == 1 else repr(float(number))

    def _named(self, reference: str) -> Fraction:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise _UnresolvedError(_UNREADABLE, _FORMS)
        times, multiple, part, by = found.groups()
        return Fraction(self._stated(multiple or part)) * int(times or 1) / int(by or 1)

    def _stated(self, name: str) -> int:
        if name not in NEED_NAMES:
            known = _KNOWN.format(known=listing(NEED_NAMES))
            raise _UnresolvedError(_UNKNOWN.format(name=shortened(name)), known, nearest(name, NEED_NAMES))
        if not self._has_section:
            raise _UnresolvedError(_NO_NEED, _ADD_NEED)
        if self._numbers is None:  # what is wrong is found in the section itself
            raise _UnresolvedError
        if name not in self._numbers:
            raise _UnresolvedError(_NOT_STATED.format(name=name), _STATE.get(name, _STATE_ONE))
        return self._numbers[name]


def _numbers(section: Node) -> Mapping[str, int] | None:
    """Return what a section states, by name; None when something is wrong with it."""
    try:
        return NeedEntry.model_validate(section.value).domain().numbers
    except ValidationError:
        return None


def _with_number(written: Scalar, found: Scalar) -> str:
    return written.text if written is found else f"{written.text} ({found.text})"


def _changed(node: Node, changes: Mapping[str, Callable[[Node], Node | None]]) -> Node:
    """Return a mapping with other nodes under some of its keys; a key whose node becomes None is left out."""
    if not isinstance(node, MappingNode):
        return node
    entries = ((key, changes[key.text](below) if key.text in changes else below) for key, below in node.entries)
    return replace(node, entries=tuple((key, below) for key, below in entries if below is not None))


def _any_curve(node: Node) -> Node:
    """Return a value function that fits every number, in the place of one that cannot be read."""
    parameters = {"midpoint": "0", "steepness": "1"}
    at = node.line, node.column
    inner = tuple((Scalar(*at, key), Scalar(*at, text)) for key, text in parameters.items())
    shape = MappingNode(*at, inner, 5, 1)
    return MappingNode(*at, ((Scalar(*at, "logistic"), shape),), 7, 2)
