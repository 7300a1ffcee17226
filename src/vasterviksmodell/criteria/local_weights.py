"""The sets of siblings in a tree among which weights are points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vasterviksmodell.criteria.actors import TOP
from vasterviksmodell.criteria.entries import CriterionEntry, GroupEntry, Members
from vasterviksmodell.criteria.fit import YES_NO
from vasterviksmodell.value_functions import Categories, ValueFunction

Siblings = tuple[str, ...]
"""The ids of those siblings that are scored or hold something that is, in the order of the file."""


@dataclass(frozen=True)
class SiblingSets:
    """Every set of siblings of a tree in which something is scored."""

    all: tuple[tuple[str, Siblings], ...]
    """With the id of the group that they form, first the outermost as `top`."""

    @classmethod
    def of(cls, members: Members) -> "SiblingSets":
        return cls(tuple((name, ids) for name, ids in _sets(TOP, members) if ids))

    @cached_property
    def by_name(self) -> Mapping[str, Siblings]:
        """The sets by their names; `top` is the outermost, even if a group is called so."""
        return {**dict(self.all), **dict(self.all[:1])}

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Everything that is weighed, and in which set."""
        return {id: name for name, siblings in self.all for id in siblings}

    @property
    def has_group_called_top(self) -> bool:
        return [name for name, _ in self.all].count(TOP) > 1


def _sets(name: str, members: Members) -> Iterator[tuple[str, Siblings]]:
    yield name, tuple(id for id, entry in members.items() if scores(entry))
    for id, entry in members.items():
        if isinstance(entry, GroupEntry):
            yield from _sets(id, entry.criteria)


def scores(entry: GroupEntry | CriterionEntry) -> bool:
    """Whether an entry is scored, or holds something that is."""
    if isinstance(entry, GroupEntry):
        return any(scores(child) for child in entry.criteria.values())
    return value_of(entry) is not None and entry.weight is not None


def value_of(entry: CriterionEntry) -> ValueFunction | None:
    """The value function of an entry; a weight makes yes worth 100 and no nothing where none is written."""
    if entry.value is None and entry.type == "yes_no" and entry.weight is not None:
        return Categories(categories=YES_NO)
    return entry.value
