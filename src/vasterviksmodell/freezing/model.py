"""A record of what was frozen, step by step: the model, and the seals that tie each step to those before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as day
from typing import Any, Literal

from vasterviksmodell.criteria import Criteria, first_day, parse_date
from vasterviksmodell.criteria.fingerprint import plain_fingerprint
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.findings import Place
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.source.yaml_document import Node

FileKind = Literal["sites", "rankings", "decisions"]
FILE_KINDS: tuple[FileKind, ...] = ("sites", "rankings", "decisions")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FreezeStep(FrozenValue):
    """What somebody put on record on a day."""

    number: int
    """The first is 1."""
    date: str
    """As it is written: a year, a month or a day."""
    by: tuple[str, ...]
    """Who put it on record."""
    reason: str | None
    """Why; None where none is stated."""
    criteria: Criteria | None
    """The criteria that were frozen; None where there were none."""
    sites: Mapping[str, str] = field(hash=False)
    """The fingerprints (SHA-256) of the files of sites, by path."""
    rankings: Mapping[str, str] = field(hash=False)
    """Those of saved rankings, by path."""
    decisions: Mapping[str, str] = field(hash=False)
    """Those of records of decisions, by path."""
    content: Mapping[str, Any] = field(compare=False, repr=False)
    """All that the step states, without its seal."""
    seal: str
    """The fingerprint of the content and of the seal before."""
    root: Node = field(compare=False, repr=False)
    """The whole record as a tree."""
    path: str
    """Of the record."""

    def place(self, *way: Any) -> Place:
        """Return the place of a key in the step."""
        return locate(self.root, ("steps", self.number - 1, *way), self.path).place

    def files(self, kind: FileKind) -> Mapping[str, str]:
        """Return the fingerprints of the files of a kind, by path."""
        return {"sites": self.sites, "rankings": self.rankings, "decisions": self.decisions}[kind]

    @property
    def has_files(self) -> bool:
        """Whether figures of sites, or what rests on them, were at hand."""
        return any(self.files(kind) for kind in FILE_KINDS)

    @property
    def first_day(self) -> day:
        """The first day that its date can mean."""
        return first_day(self.date)

    @property
    def last_day(self) -> day:
        """The last day that its date can mean."""
        return parse_date(self.date) or day.max


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FreezeRecord(FrozenValue):
    """What was frozen, in the order in which it was put on record."""

    path: str
    """Of the file, as it was given."""
    steps: tuple[FreezeStep, ...] = field(repr=False)
    """The first comes first."""

    @property
    def with_criteria(self) -> tuple[FreezeStep, ...]:
        """The steps in which criteria were frozen."""
        return tuple(step for step in self.steps if step.criteria is not None)

    @property
    def broken(self) -> Iterator[FreezeStep]:
        """The steps whose seal is not that of what they state and of the seal before."""
        before: str | None = None
        for step in self.steps:
            if step.seal != seal(before, step.content):
                yield step
            before = step.seal


def seal(before: str | None, content: Mapping[str, Any]) -> str:
    """Return the fingerprint of what a step states and of the seal before it, None for the first step."""
    return plain_fingerprint({"before": before, "content": content})
