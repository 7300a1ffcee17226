"""From pydantic's errors to findings at line and column."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from vasterviksmodell.criteria import (
    action_entries,
    data_entries,
    entries,
    event_entries,
    file_entry,
    need_entry,
    plan_entry,
    scenario_entries,
)
from vasterviksmodell.criteria.entry_types import Translated
from vasterviksmodell.criteria.judgement_entries import JudgementEntry
from vasterviksmodell.criteria.key_location import KeyLocation, found_at, locate, text_of, way_of
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.findings.model import Fault
from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, same
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, old_reading, place_of_node
from vasterviksmodell.value_functions import VALUE_FUNCTIONS
from vasterviksmodell.value_functions.parameters import NUMBER_PATTERN, Parameters

NUMBER = Message("a number")
TRUTH = Message("true or false")
TEXT = Message("a text")
LABEL = Message("a text, or one for each of 'en' and 'sv'")
LIST = Message("a list")
NAMES = Message("a name, or a list of names")
_QUOTED = Message("write it in quotes, and it is a text")
_UNQUOTED = Message("write it without quotes, and it is a number")
MAPPING = Message("keys with values")
SOMETHING = Message("something in it")
ID = Message("an id of a–z, 0–9 and single _ between them, first a letter")
_TRUTHS = {
    **dict.fromkeys(("yes", "y", "on", "ja"), "true"),
    **dict.fromkeys(("no", "n", "off", "nej"), "false"),
}


def suggestion_for(node: Node, expected: Phrase, located: KeyLocation) -> tuple[str | None, Message | None]:
    """Return what was perhaps meant by a scalar of the wrong kind, and what to do about it."""
    if not isinstance(node, Scalar):
        return None, None
    if expected is ID:
        return _as_id(node.text), None
    if expected is TRUTH:
        return _TRUTHS.get(node.text.lower()), None
    if expected is NUMBER:
        meant = _as_number(node.text)
        return (None, _UNQUOTED if node.quoted else None) if meant == node.text else (meant, None)
    if expected is TEXT and isinstance(node.value, bool) and (located.on_key or located.key in ("in", "not_in")):
        return ("yes" if node.value else "no"), None
    is_text = isinstance(node.value, str) or node.value is None
    return None, _QUOTED if expected in (TEXT, LABEL) and not is_text else None


def _as_id(text: str) -> str | None:
    """Return `Skola 2` as `skola_2`; None when no id can be made of a text."""
    letters = unicodedata.normalize("NFKD", text[:60].casefold()).encode("ascii", "ignore").decode()
    made = "_".join(re.findall("[a-z0-9]+", letters))
    return made if made[:1].isalpha() else None


def _as_number(text: str) -> str | None:
    """Return `0_35`, `010`, `1 200` or `1,5` as a number written plainly; None when it looks like no number."""
    plain = re.sub(r"^0_", "0.", text)
    plain = re.sub(r"[\s_]", "", plain).replace(",", ".", 1)
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", plain)
    return plain if len(plain) < 20 and re.fullmatch(NUMBER_PATTERN, plain) else None  # noqa: PLR2004


_EXPECTED = {
    "not_a_number": NUMBER,
    "not_finite": Message("a finite number"),
    "not_positive": Message("a number above 0"),
    "not_a_ratio": Message("a number from 0.001 to 1000, or a fraction such as 1/3"),
    "not_a_date": Message("a year, 2024-10 or 2024-10-15"),
    "not_a_period": Message("a time such as 3 years or 18 months"),
    "greater_than_equal": Message("a number from 1 up"),
    "negative": Message("a number from 0 up"),
    "not_whole": Message("a whole number from 1 to 1,000,000"),
    "not_a_count": Message("a whole number from 0 to 1,000,000"),
    "not_an_amount": Message("a number from 0 up, or the id or column of a criterion"),
    "not_a_cell": Message("a measure: 14, 0..2000, <5, or a category"),
    "bool_type": TRUTH,
    "int_type": NUMBER,
    "string_type": TEXT,
    "list_type": LIST,
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "too_short": SOMETHING,
    "string_too_short": SOMETHING,
    "string_pattern_mismatch": ID,
    "string_too_long": ID,
    "union_tag_not_found": Message("a value for each measure or category, or one of {value_functions}").format(
        value_functions=", ".join(VALUE_FUNCTIONS)
    ),
}
_TEXTS = (
    "title",
    "question",
    "target_group",
    "label",
    "description",
    "source",
    "who",
    "why",
    "done_when",
    "responsible",
    "ask",
)
_TEXTS_OF_A_DECISION = ("reason", "area", "found", "left_out", "zero", "not_covered")
_BOUNDS = Message("[lowest, highest]")
_EXPECTED_UNDER = {
    "range": dict.fromkeys(("list_type", "too_short", "too_long"), _BOUNDS),
    "ranking": {"list_type": Message("a list of ids, with ties as lists in it")},
    "weights": {"string_pattern_mismatch": Message("64 hexadecimal digits")},
    "rank": {"int_type": Message("a whole number from 1 up")},
    "version": dict.fromkeys(("int_type", "int_from_float"), Message("the number 1")),
    **{key: {"model_type": LABEL} for key in (*_TEXTS, *_TEXTS_OF_A_DECISION)},
    "who": {"model_type": LABEL, "list_type": NAMES},
    **{key: {"list_type": NAMES} for key in ("agreed_by", "by", "finds_out")},
}
_MODELS: dict[str, type[BaseModel]] = {
    "criterion": entries.CriterionEntry,
    "group": entries.GroupEntry,
    "site": file_entry.SiteEntry,
    "data": data_entries.DataEntry,
    "need": need_entry.NeedEntry,
    "frozen": file_entry.FrozenEntry,
    "requirement": entries.RequirementEntry,
    "warning": entries.RequirementEntry,
    **dict.fromkeys(_TEXTS, Translated),
    **{
        name: shape
        for name, shape in ((name, member.model_fields[name].annotation) for name, member in VALUE_FUNCTIONS.items())
        if isinstance(shape, type) and issubclass(shape, Parameters)
    },
}
_MODELS_BY_ID: dict[str, type[BaseModel]] = {
    "sources": data_entries.SourceEntry,
    "actors": file_entry.ActorEntry,
    "actions": action_entries.ActionEntry,
    "events": event_entries.EventEntry,
    "scenarios": scenario_entries.ScenarioEntry,
}
"""The models of the entries of sections whose keys are ids or headings."""
_PLAN_MODELS: dict[str, type[BaseModel]] = {
    "plan": plan_entry.PlanEntry,
    "house": plan_entry.HouseEntry,
    "plots": plan_entry.PlotsEntry,
    "inhabitants": plan_entry.InhabitantsEntry,
    "cost": plan_entry.CostEntry,
    "limits": plan_entry.LimitsEntry,
}
"""The models of the sections of a plan."""
_OWNERS = {
    **dict.fromkeys(VALUE_FUNCTIONS, "value"),
    **dict.fromkeys(("at_least", "at_most", "in", "not_in"), "requirement"),
}
_MERGE = Message("merge keys are not read: write the keys out")


@dataclass(frozen=True, slots=True)
class FileShape:
    """What is known about a kind of YAML file, so that errors are located in it."""

    model: Callable[[tuple[Any, ...]], type[BaseModel] | None]
    """Returns the model of the mapping that holds the last key of a location; None where value functions belong."""
    way: Callable[[tuple[Any, ...]], tuple[Any, ...]] = way_of
    """Returns the keys of the file that lead to a location of pydantic."""


def findings_of(error: ValidationError, root: Node, path: str, shape: FileShape | None = None) -> list[Finding]:
    """Return a finding for each error, at the key or value of the file that it is about."""
    details = error.errors(include_url=False, include_input=False)
    known = shape or CRITERIA_FILE
    return [finding for detail in details for finding in _findings_of_detail(dict(detail), root, path, known)]


def _findings_of_detail(detail: dict[str, Any], root: Node, path: str, shape: FileShape) -> Iterator[Finding]:
    kind, location, way = detail["type"], detail["loc"], shape.way(detail["loc"])
    located = locate(root, way, path)
    match kind:
        case "faults":
            for fault in detail["ctx"]["faults"]:
                yield _finding_of_fault(fault, locate(root, (*way, *fault.at), path))
        case "missing":
            facts: dict[str, Phrase] = {"key": str(location[-1]), "where": located.here}
            place = place_of_node(path, located.keys[-1]) if located.keys else located.place
            yield Finding(rule("C002"), place, facts)
        case "extra_forbidden" | "invalid_key":
            yield _unknown_key(located, location, shape)
        case "union_tag_not_found" if unknown := _unknown_functions(located):
            yield from unknown
        case "literal_error":
            yield _not_listed(located, str(detail["ctx"]["expected"]))
        case _:
            yield _wrong_kind(located, _expected(kind, located) or same(detail["msg"]))


def _expected(kind: str, located: KeyLocation) -> Phrase | None:
    if (
        located.on_key
        and kind == "string_type"
        and located.keys[-2:][0].text in ("criteria", "actors", "actions", "events", "scenarios", "facilities")
    ):
        return ID
    if kind == "model_type" and located.keys[-2:-1] and located.keys[-2].text == "labels":
        return LABEL
    return _EXPECTED_UNDER.get(located.key, {}).get(kind) or _EXPECTED.get(kind)


def _finding_of_fault(fault: Fault, located: KeyLocation) -> Finding:
    facts = fault.facts
    if fault.code == "C003":
        facts = {"key": located.key, "found": found_at(located.node), **facts}
    if fault.code == "C002":
        facts = {"where": located.here, **facts}
    return Finding(rule(fault.code), located.place, facts, suggestion=fault.suggestion, advice=fault.advice)


def _unknown_key(located: KeyLocation, location: tuple[Any, ...], shape: FileShape) -> Finding:
    text, known = located.key, _known_keys(location, shape)
    facts: dict[str, Phrase] = {"key": text, "where": located.inside, "known": listing(known, most=20)}
    place = place_of_node(located.path, located.keys[-1])
    advice = _where_it_belongs(text, known)
    suggestion = None if advice else nearest(text, known)
    return Finding(rule("C001"), place, facts, suggestion=suggestion, advice=advice)


def _known_keys(location: tuple[Any, ...], shape: FileShape) -> list[str]:
    """Return the keys that are allowed beside the last of a pydantic location, whose last but one names the model."""
    model = shape.model(location)
    if model is None:
        return list(VALUE_FUNCTIONS)
    return [field.alias or name for name, field in model.model_fields.items()]


def _model(location: tuple[Any, ...]) -> type[BaseModel] | None:  # noqa: PLR0911 - one case for each place of a model
    match location:
        case (_,):
            return file_entry.CriteriaFile
        case ("plan", *_):
            return _plan_model(location)
        case (section, _, _) if section in _MODELS_BY_ID:
            return _MODELS_BY_ID[section]
        case ("judgements", _, _) | ("actors", _, "judgements", _, _):
            return JudgementEntry
        case (*_, "labels", _, _):
            return Translated
        case (*_, before, inner, _) if inner in VALUE_FUNCTIONS and before != inner:
            return None
    return _MODELS[str(location[-2])]


def _plan_model(location: tuple[Any, ...]) -> type[BaseModel]:
    match location:
        case (_, "facilities", _, "label", _):
            return Translated
        case (_, "facilities", _, _):
            return plan_entry.FacilityEntry
    return _PLAN_MODELS[str(location[-2])]


def _shape(whole: type[BaseModel]) -> FileShape:
    """Return the shape of a file whose sections are those of a criteria file."""
    return FileShape(lambda location: whole if len(location) == 1 else _model(location))


CRITERIA_FILE = FileShape(_model)
ACTIONS_FILE = _shape(action_entries.ActionsFile)
EVENTS_FILE = _shape(event_entries.EventsFile)
SCENARIOS_FILE = _shape(scenario_entries.ScenariosFile)


def _where_it_belongs(key: str, known: list[str]) -> Phrase | None:
    """Return advice about a key that belongs elsewhere."""
    if key == "<<":
        return _MERGE
    if key in VALUE_FUNCTIONS and key in known:
        return Message("a criterion has one value function")
    owner = _OWNERS.get(key)
    if owner in known:
        return Message("'{key}' belongs under '{owner}'").format(key=key, owner=owner)
    return None


def _unknown_functions(located: KeyLocation) -> list[Finding]:
    """Return a finding for each value function with an unknown name."""
    if not isinstance(located.node, MappingNode):
        return []
    named = [key for key, node in located.node.entries if isinstance(node, MappingNode)]
    return [
        Finding(
            rule("C001"),
            place_of_node(located.path, key),
            {"key": key.text, "where": located.here, "known": listing(VALUE_FUNCTIONS)},
            suggestion=nearest(key.text, VALUE_FUNCTIONS),
        )
        for key in named
    ]


def _not_listed(located: KeyLocation, known: str) -> Finding:
    names = known.replace(" or ", ", ").replace("'", "").split(", ")
    expected = Enumeration(known.replace(" or ", ", ").split(", "), "or")
    facts: dict[str, Phrase] = {"key": located.key, "found": found_at(located.node), "expected": expected}
    return Finding(rule("C003"), located.place, facts, suggestion=nearest(text_of(located.node), names))


def _wrong_kind(located: KeyLocation, expected: Phrase) -> Finding:
    node = located.keys[-1] if located.on_key else located.node
    suggestion, advice = suggestion_for(node, expected, located)
    facts: dict[str, Phrase] = {"key": located.key, "found": found_at(node), "expected": expected}
    code = "C003"
    if old := _other_reading(node, expected):
        code, facts = "C004", {"text": text_of(node), "expected": expected, "reading": old}
    elif located.on_key:
        code, facts = "C006", {"key": located.key, "where": located.inside, "expected": expected}
    return Finding(rule(code), located.place, facts, suggestion=suggestion, advice=advice)


def _other_reading(node: Node, expected: Phrase) -> str | None:
    """Return what other YAML readers make of a text where a number or truth value is expected."""
    if expected in (NUMBER, TRUTH) and isinstance(node, Scalar) and not node.quoted:
        return old_reading(node.text) if isinstance(node.value, str) else None
    return None
