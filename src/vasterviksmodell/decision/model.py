"""A decision: what was chosen, rejected and parked, why, by whom, when, and on which ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    score: float | None = None
    """0–100; None where it was not recorded."""


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
class Alternatives(FrozenValue):
    """What those who decided say of the alternatives; None is what they do not say."""

    area: Text | None = None
    """Where alternatives were looked for."""
    found: Text | None = None
    """How they were found."""
    left_out: Text | None = None
    """Which were left out before the comparison, and why."""
    zero: Text | None = None
    """What is likely to happen if nothing is done."""
    not_covered: Text | None = None
    """What matters and is not part of the comparison."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Decision(FrozenValue):
    """A decision about sites."""

    path: str
    """Of the file, as it was given."""
    language: Language | None
    """Of the reasons; None where the file states none."""
    question: Text | None
    """What was to be decided."""
    alternatives: Alternatives
    """How the alternatives were found, and what the comparison leaves out."""
    sites: tuple[SiteDecision, ...] = field(repr=False)
    """In the order of the file."""
    criteria: str | None
    """The fingerprint of the criteria on which was decided; None where it was not recorded."""
    inputs: Mapping[str, str] = field(hash=False)
    """The fingerprints of the files of sites, by path."""
    places: Mapping[str, Place] = field(compare=False, repr=False)
    """The places of `sites`, `criteria`, and of each path of `inputs` as `inputs.<path>`."""

    def of(self, outcome: Outcome | None) -> tuple[SiteDecision, ...]:
        """Return what was decided about the sites with an outcome; with None, the sites that are not decided."""
        return tuple(entry for entry in self.sites if entry.outcome == outcome)

    def without_texts(self) -> "Decision":
        """Return the decision as it can be published with a redacted ranking: outcomes, who decided, when.

        Reasons, figures, standings and other texts are those of the full ranking, and may tell what is withheld.
        """
        bare = tuple(replace(entry, reason=None, figures=(), standing=None, places={}) for entry in self.sites)
        return replace(
            self, question=None, alternatives=Alternatives(), sites=bare, criteria=None, inputs={}, places={}
        )
