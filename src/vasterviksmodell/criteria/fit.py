"""Checks that a value, limits and an effort fit the type, the range and the categories of their criterion."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.criteria.model import Kind
from vasterviksmodell.findings.model import KEY, Fault
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, same
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.parameters import Range, decimal

if TYPE_CHECKING:
    from vasterviksmodell.criteria.entries import RequirementEntry

YES_NO = {"yes": 100.0, "no": 0.0}


def value_faults(value: ValueFunction, data: dict[str, Any]) -> Iterator[Fault]:
    """Yield what keeps a value function from fitting its criterion."""
    kind = data["type"]
    if (value.domain == "categories") == (kind == "number"):
        yield _does_not_fit(value, kind)
    elif value.domain == "categories":
        yield from _category_value_faults(list(value.category_values), kind, data.get("categories") or ())
    elif "range" in data:
        yield from value.range_faults(data["range"])


def _does_not_fit(value: ValueFunction, kind: Kind) -> Fault:
    if value.domain == "numbers":
        return Fault("C110", {"what": same(f"'{value.name}'"), "type": kind})
    what = Message("a value for each category")
    advice = Message("say type: category, or write measures as keys: {{500: 100, 4000: 0}}")
    return Fault("C110", {"what": what, "type": kind}, advice=advice)


def _category_value_faults(known: list[str], kind: Kind, listed: list[str] | tuple[str, ...]) -> Iterator[Fault]:
    if kind == "yes_no" and set(known) != set(YES_NO):
        problem = Message("yes_no takes a value for 'yes' and one for 'no'")
        advice = Message('value: {{"yes": 100, "no": 0}}')
        yield Fault("C102", {"problem": problem}, advice=advice)
    for category in listed:
        if category not in known:
            yield _undeclared(category, known, ())


def limit_faults(limit: "RequirementEntry", span: Range | None) -> Iterator[Fault]:
    """Yield what is wrong with a requirement on a number; None stands for an unknown range."""
    strange = [key for key, listed in (("in", limit.in_), ("not_in", limit.not_in)) if listed is not None]
    for key in strange:
        yield Fault("C110", {"what": same(f"'{key}'"), "type": "number"}, (key, KEY))
    bounds = {"at_least": limit.at_least, "at_most": limit.at_most}
    for key, bound in bounds.items():
        if bound is not None and span is not None and bound not in span:
            yield Fault("C105", {"limit": decimal(bound), "range": str(span)}, (key,))
    if limit.at_least is not None and limit.at_most is not None and limit.at_least > limit.at_most:
        low, high = decimal(limit.at_least), decimal(limit.at_most)
        problem = Message("nothing is both at least {low} and at most {high}").format(low=low, high=high)
        yield Fault("C106", {"problem": problem})
    if limit.at_least is None and limit.at_most is None and not strange:
        yield _no_limit(Message("it names no limit"))


def _no_limit(problem: Message) -> Fault:
    advice = Message("numbers: at_least, at_most or both; categories: in or not_in")
    return Fault("C106", {"problem": problem}, advice=advice)


def category_faults(limit: "RequirementEntry", data: dict[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with a requirement on a category."""
    bounds = (("at_least", limit.at_least), ("at_most", limit.at_most))
    strange = [key for key, bound in bounds if bound is not None]
    for key in strange:
        yield Fault("C110", {"what": same(f"'{key}'"), "type": data["type"]}, (key, KEY))
    if limit.in_ is not None and limit.not_in is not None:
        yield _no_limit(Message("it has both 'in' and 'not_in'"))
    elif limit.in_ is None and limit.not_in is None and not strange:
        yield _no_limit(Message("it names no categories"))
    known = _known_categories(data)
    if known:
        yield from _listed_faults("in", limit.in_ or [], known)
        yield from _listed_faults("not_in", limit.not_in or [], known)
        if set(limit.not_in or ()) >= set(known):
            problem = Message("it rules out every category")
            yield Fault("C106", {"problem": problem}, ("not_in",))


def effort_faults(effort: float | dict[str, float], data: dict[str, Any]) -> Iterator[Fault]:
    """What keeps an effort from fitting its criterion: numbers have one per unit, others one for each category."""
    kind = data["type"]
    if isinstance(effort, dict) == (kind == "number"):
        for_each = Message("an effort for each category")
        what = for_each if kind == "number" else Message("an effort per unit")
        advice = Message("numbers: 0.5 per unit; others: {{housing: 3}}")
        yield Fault("C110", {"what": what, "type": kind}, advice=advice)
    elif isinstance(effort, dict):
        known = _known_categories(data)
        for category in effort:
            if known and category not in known:
                yield _undeclared(category, known, (category, KEY))


def label_faults(labels: Iterable[str], data: dict[str, Any]) -> Iterator[Fault]:
    """Yield the labels of categories that there are not."""
    known = _known_categories(data)
    for category in labels:
        if known and category not in known:
            yield _undeclared(category, known, (category, KEY))


def _known_categories(data: dict[str, Any]) -> list[str]:
    """Return the categories of a criterion; none when another mistake hides them."""
    if not {"type", "value", "categories"} <= data.keys():
        return []
    value: ValueFunction | None = data["value"]
    if value is not None and value.category_values:
        return list(value.category_values)
    return list(YES_NO) if data["type"] == "yes_no" else data["categories"] or []


def _listed_faults(key: str, listed: list[str], known: list[str]) -> Iterator[Fault]:
    for place, category in enumerate(listed):
        if category not in known:
            yield _undeclared(category, known, (key, place))


def _undeclared(category: str, known: list[str], at: tuple[str | int, ...]) -> Fault:
    facts: dict[str, Phrase] = {"category": category, "known": listing(known)}
    return Fault("C107", facts, at, suggestion=nearest(category, known))
