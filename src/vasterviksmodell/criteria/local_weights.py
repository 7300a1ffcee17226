"""The groups of a tree of criteria, among whose members weights are points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vasterviksmodell.criteria.actors import TOP
from vasterviksmodell.criteria.entries import CriterionEntry, GroupEntry, Members
from vasterviksmodell.criteria.fit import YES_NO
from vasterviksmodell.value_functions import Categories, ValueFunction

MemberIds = tuple[str, ...]
"""The ids of the members of a group that are scored or hold something that is, in the order of the file."""


@dataclass(frozen=True)
class WeighedGroups:
    """Every group of a tree in which something is scored, and its outermost level."""

    all: tuple[tuple[str, MemberIds], ...]
    """The id of each group with its members; the outermost level comes first, as `top`."""

    @classmethod
    def of(cls, members: Members) -> "WeighedGroups":
        return cls(tuple((name, ids) for name, ids in _groups(TOP, members) if ids))

    @cached_property
    def by_name(self) -> Mapping[str, MemberIds]:
        """The members by group; `top` is the outermost level, even if a group has that id."""
        return {**dict(self.all), **dict(self.all[:1])}

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The group of everything that is weighed, by id."""
        return {id: name for name, members in self.all for id in members}

    @property
    def has_group_called_top(self) -> bool:
        return [name for name, _ in self.all].count(TOP) > 1


def _groups(name: str, members: Members) -> Iterator[tuple[str, MemberIds]]:
    yield name, tuple(id for id, entry in members.items() if scores(entry))
    for id, entry in members.items():
        if isinstance(entry, GroupEntry):
            yield from _groups(id, entry.criteria)


def scores(entry: GroupEntry | CriterionEntry) -> bool:
    """Return whether an entry is scored, or holds something that is."""
    if isinstance(entry, GroupEntry):
        return any(scores(child) for child in entry.criteria.values())
    return value_of(entry) is not None and entry.weight is not None


def value_of(entry: CriterionEntry) -> ValueFunction | None:
    """Return the value function of an entry; a weighted `yes_no` without one gives yes 100 and no 0."""
    if entry.value is None and entry.type == "yes_no" and entry.weight is not None:
        return Categories(categories=YES_NO)
    return entry.value
