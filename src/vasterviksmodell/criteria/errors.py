"""From pydantic's errors to findings at line and column."""

from collections.abc import Mapping as Facts
from typing import Any

from pydantic import ValidationError

from vasterviksmodell.criteria.value_functions import VALUE_FUNCTIONS
from vasterviksmodell.findings import RULES, Finding, Place, rule
from vasterviksmodell.wording import Text, listing, nearest, shortened
from vasterviksmodell.yaml_document import Mapping, Node, Scalar, Sequence

_NUMBER = Text("a number", "ett tal")
_TRUE_OR_FALSE = Text("true or false", "true eller false")
_ID = Text("an id of a–z, 0–9 and single _, starting with a letter", "ett id av a–z, 0–9 och enkla _, med bokstav först")
_EXPECTED = {
    "not_a_number": _NUMBER,
    "bool_type": _TRUE_OR_FALSE,
    "bool_parsing": _TRUE_OR_FALSE,
    "int_type": _NUMBER,
    "string_type": Text("a text", "en text"),
    "list_type": Text("a list", "en lista"),
    "dict_type": Text("a mapping", "en avbildning (nyckel: värde)"),
    "model_type": Text("a mapping", "en avbildning (nyckel: värde)"),
    "model_attributes_type": Text("a mapping", "en avbildning (nyckel: värde)"),
    "too_short": Text("something in it", "ett innehåll"),
    "string_too_short": Text("something in it", "ett innehåll"),
    "string_pattern_mismatch": _ID,
    "string_too_long": _ID,
    "C003_range": Text("[lowest, highest]", "[lägst, högst]"),
}
_SURPRISES = {"yes", "no", "on", "off", "y", "n"}


def findings_of(error: ValidationError, root: Node, path: str) -> list[Finding]:
    """One finding for each error, at the key or value of the file that it is about."""
    details = error.errors(include_url=False, include_input=False)
    return [_finding(dict(detail), root, path) for detail in details]


def _finding(detail: dict[str, Any], root: Node, path: str) -> Finding:
    kind, context = detail["type"], dict(detail.get("ctx", {}))
    location = (*detail["loc"], *context.pop("at", ()))
    trail = _trail(root, location)
    key, node = trail[-1]
    parent = ".".join(key.text for key, _ in trail if key) or path
    if kind in RULES:
        return Finding(rule(kind), _place(path, node), context)
    if kind == "missing":
        return Finding(rule("C002"), _place(path, key or node), {"key": str(location[-1]), "where": _inside(parent)})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return _unknown_key(trail, path)
    if kind == "union_tag_not_found":
        return Finding(rule("C102"), _place(path, node), {"problem": _shapes()})
    if location[-1] == "[key]":
        return _unsuitable(path, key or node, key, _EXPECTED.get(kind, _NUMBER))
    if kind == "literal_error":
        return _not_listed(context, key, node, path)
    expected = _EXPECTED.get(kind) or Text(detail["msg"], detail["msg"])
    return _unsuitable(path, node, key, expected)


def _trail(root: Node, location: tuple[Any, ...]) -> list[tuple[Scalar | None, Node]]:
    """Keys and nodes from the root towards a pydantic location; what is no key of the file is passed over."""
    trail: list[tuple[Scalar | None, Node]] = [(None, root)]
    for step in location:
        node = trail[-1][1]
        if isinstance(node, Mapping) and (entry := node.entry(step)):
            trail.append(entry)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            trail.append((trail[-1][0], node.items[step]))
    return trail


def _place(path: str, node: Node) -> Place:
    return Place(path, node.line, node.column)


def _inside(parent: str) -> Text:
    return Text(f"in {shortened(parent)}", f"i {shortened(parent)}")


def _unknown_key(trail: list[tuple[Scalar | None, Node]], path: str) -> Finding:
    key, node = trail[-1]
    parent = ".".join(key.text for key, _ in trail[:-1] if key) or path
    text = key.text if key else ""
    known = _known_keys(trail[:-1])
    facts: Facts[str, str | Text] = {"key": text, "where": _inside(parent), "known": listing(known)}
    return Finding(rule("C001"), _place(path, key or node), facts, suggestion=nearest(text, known))


def _known_keys(trail: list[tuple[Scalar | None, Node]]) -> list[str]:
    """The keys that may stand in the mapping at the end of a trail."""
    from vasterviksmodell.criteria import entries

    key, node = trail[-1]
    model = {
        "site": entries.SiteEntry,
        "requirement": entries.RequirementEntry,
        "warning": entries.RequirementEntry,
        **dict.fromkeys(("label", "title", "question", "source", "description"), entries.Translated),
    }.get(key.text if key else "")
    if model is None and len(trail) == 1:
        model = entries.CriteriaFile
    if model is None:
        is_group = isinstance(node, Mapping) and node.entry("criteria")
        model = entries.GroupEntry if is_group else entries.CriterionEntry
    return [field.alias or name for name, field in model.model_fields.items()]


def _shapes() -> Text:
    names = ", ".join(VALUE_FUNCTIONS)
    return Text(
        f"a value function is a mapping of measures to values, or one of {names}",
        f"en värdefunktion är mått med värden, eller en av {names}",
    )


def _not_listed(context: dict[str, Any], key: Scalar | None, node: Node, path: str) -> Finding:
    known = str(context["expected"])
    found = node.text if isinstance(node, Scalar) else ""
    names = known.replace(" or ", ", ").replace("'", "").split(", ")
    facts: Facts[str, str | Text] = {
        "key": key.text if key else path,
        "found": _found(node),
        "expected": Text(known, known.replace(" or ", " eller ")),
    }
    return Finding(rule("C003"), _place(path, node), facts, suggestion=nearest(found, names))


def _unsuitable(path: str, node: Node, key: Scalar | None, expected: Text) -> Finding:
    if isinstance(node, Scalar) and not node.quoted and expected in (_NUMBER, _TRUE_OR_FALSE):
        reading = _reading(node.text)
        if reading:
            facts: Facts[str, str | Text] = {"text": node.text, "expected": expected, "reading": reading}
            return Finding(rule("C004"), _place(path, node), facts)
    facts = {"key": key.text if key else path, "found": _found(node), "expected": expected}
    return Finding(rule("C003"), _place(path, node), facts)


def _reading(text: str) -> Text | None:
    """How a YAML 1.1 reader would take a text that YAML 1.2 leaves a text, if it would."""
    if text.lower() in _SURPRISES:
        return Text("some YAML readers take it for true or false", "en del YAML-läsare tar det för sant eller falskt")
    if text[:1].isdigit() or (text[:1] in "+-." and text[1:2].isdigit()):
        return Text("YAML readers do not agree on it", "YAML-läsare tolkar det olika")
    return None


def _found(node: Node) -> Text | str:
    match node:
        case Scalar(text=""):
            return Text("empty", "tomt")
        case Scalar(text=text):
            return f"'{text}'"
        case Sequence():
            return Text("a list", "en lista")
        case Mapping():
            return Text("a mapping", "en avbildning")
