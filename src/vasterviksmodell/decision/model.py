"""A decision: what was chosen, rejected and parked, why, by whom, when, and on which ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vasterviksmodell.criteria import StatedMeasure
from vasterviksmodell.findings import Place
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n.wording import Language, Text
from vasterviksmodell.scoring.requirements import Status

Outcome = Literal["chosen", "rejected", "parked"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecordedStanding(FrozenValue):
    """Where a site stood in the ranking on which was decided."""

    status: Status
    rank: int | None
    """None where the site was excluded."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SiteDecision(FrozenValue):
    """What was decided about one site."""

    site: str
    """The id."""
    outcome: Outcome | None
    """None where nothing is decided yet."""
    reason: Text | None
    """Why; None where no reason is stated."""
    figures: tuple[StatedMeasure, ...]
    """The figures that the reason names, as they are written."""
    who: str | None
    """Who decided; the whole decision's where the site has none of its own."""
    date: str | None
    """When; the whole decision's where the site has none of its own."""
    reference: str | None
    """The number of the case or of the minutes."""
    standing: RecordedStanding | None
    """As it was recorded; None where it was not."""
    key: Place
    """The place of the id in the file."""
    places: Mapping[str, Place] = field(compare=False, repr=False)
    """The places of what the file states, by key."""

    def place(self, key: str) -> Place:
        """Return the place of a key, or that of the site where it has no such key."""
        return self.places.get(key, self.key)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Decision(FrozenValue):
    """A decision about sites."""

    path: str
    """Of the file, as it was given."""
    language: Language | None
    """Of the reasons; None where the file states none."""
    question: Text | None
    """What was to be decided."""
    sites: tuple[SiteDecision, ...] = field(repr=False)
    """In the order of the file."""
    criteria: str | None
    """The fingerprint of the criteria on which was decided; None where it was not recorded."""
    inputs: Mapping[str, str] = field(hash=False)
    """The fingerprints of the files of sites, by path."""
    places: Mapping[str, Place] = field(compare=False, repr=False)
    """The places of `sites`, `criteria`, and of each path of `inputs` as `inputs.<path>`."""

    def of(self, outcome: Outcome) -> tuple[SiteDecision, ...]:
        """Return what was decided about the sites with an outcome."""
        return tuple(entry for entry in self.sites if entry.outcome == outcome)
