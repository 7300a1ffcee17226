"""What differs between two statements of criteria, key by key, and whether ranks can depend on it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from vasterviksmodell.analysis.comparison.criteria_changes import criteria_changes
from vasterviksmodell.criteria import Criteria, Criterion, read_document
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.source.json_writer import json_text

Way = tuple[Any, ...]
"""The keys that lead to a value, the outermost first."""


class Absent(Enum):
    """Stands for a value where there is none."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StatedChange(FrozenValue):
    """A key of criteria that states something else than before."""

    way: Way
    """The keys that lead to it."""
    before: Any
    """What it stated; `ABSENT` where it is new."""
    now: Any
    """What it states; `ABSENT` where it is gone."""

    @property
    def key(self) -> str:
        """The keys in one word, without those that only say that criteria follow: `service.school.weight`."""
        named = [str(key) for key in self.way if key != "criteria"]
        return ".".join(named or map(str, self.way))

    def made_in(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a document in which this alone is changed."""
        changed = as_saved(document)
        inside: Any = changed
        for key in self.way[:-1]:
            inside = inside[key]
        if self.now is ABSENT:
            del inside[self.way[-1]]
        else:
            inside[self.way[-1]] = self.now
        return changed


def as_saved(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document as JSON has it, where every key is a text: so a saved ranking carries it."""
    plain: dict[str, Any] = json.loads(json.dumps(document))
    return plain


def stated_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[StatedChange, ...]:
    """Return every key whose value differs between two documents; the order of keys is nothing that differs."""
    return tuple(_differences(as_saved(before), as_saved(now), ()))


def _differences(before: Mapping[Any, Any], now: Mapping[Any, Any], way: Way) -> Iterator[StatedChange]:
    for key in dict.fromkeys((*before, *now)):
        inner, old, new = (*way, key), before.get(key, ABSENT), now.get(key, ABSENT)
        if isinstance(old, Mapping) and isinstance(new, Mapping) and not _is_value_function(inner):
            yield from _differences(old, new, inner)
        elif not _is_same(old, new):
            yield StatedChange(inner, old, new)


def _is_value_function(way: Way) -> bool:
    """Say whether a way leads to a value function, which is one thing."""
    return way[-1] == "value" and way[-2:-1] != ("criteria",)


def _is_same(one: Any, other: Any) -> bool:
    """Say whether two values are the same: 1 is 1.0, but not true, and the order of keys does not matter."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_is_same(held, other[key]) for key, held in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def shown(value: Any) -> str:
    """Return a value as YAML in one line has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {shown(held)}' for key, held in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    return json_text(value)


class Reading(NamedTuple):
    """A document read as criteria; None where it cannot be."""

    criteria: Criteria | None
    moves_ranks: bool
    """Whether ranks can depend on what differs from the criteria before."""


def reading_of(document: Mapping[str, Any], before: Criteria) -> Reading:
    """Return the criteria in a document, and whether ranks can depend on what differs from others."""
    criteria, _ = read_document(document, "criteria.yaml")
    return Reading(criteria, criteria is None or can_move_ranks(before, criteria))


def can_move_ranks(before: Criteria, now: Criteria) -> bool:
    """Say whether two criteria differ in anything by which sites are read, screened or scored."""
    changes = criteria_changes(before, now)
    altered = (
        change
        for change in changes.altered
        if change.is_reweighed or _counts(change.old) or _counts(change.new)
        if change.is_reweighed or set(change.aspects) - {"warning"}
    )
    return (
        changes.unknown is not None
        or any(map(_counts, (*changes.added, *changes.removed)))
        or any(True for _ in altered)
        or _reading_settings(before) != _reading_settings(now)
    )


def _counts(criterion: Criterion) -> bool:
    """Say whether a criterion scores or screens sites."""
    return criterion.scored or criterion.requirement is not None


def _reading_settings(criteria: Criteria) -> tuple[object, ...]:
    """Return what decides which sites there are and how the cells of those criteria that count are read."""
    words = {(criterion.id, criterion.required, criterion.label_texts) for criterion in criteria.criteria}
    counting = {criterion.id for criterion in criteria.criteria if _counts(criterion) or criterion.required}
    return criteria.site.id, criteria.data, frozenset(each for each in words if each[0] in counting)
