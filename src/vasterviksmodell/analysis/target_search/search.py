"""What it would take: the smallest change of each single measure that brings a site to a target.

A target is to be qualified, a score, or a rank (others staying as they are). Where a site is excluded, what excludes it
must be opened first; then the score is what is left to reach. Where no single measure reaches it, the cheapest
combination by declared effort may.
"""

from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.analysis.outcomes import OtherSites
from vasterviksmodell.analysis.target_search.combinations import Combination, combination
from vasterviksmodell.analysis.target_search.feasibility import UnmetLimit
from vasterviksmodell.analysis.target_search.moves import Effort
from vasterviksmodell.analysis.target_search.single_changes import FeasibleSite, SingleChange, single_changes
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking

_HIGHEST = 100
"""The greatest score."""


@dataclass(frozen=True, slots=True)
class Target:
    kind: Literal["qualified", "score", "rank"]
    at: float = 0.0
    """The score, 0–100, or the rank, from 1; of no account for `qualified`."""

    def __post_init__(self) -> None:
        """Raise `ValueError` for an invalid target."""
        known = {
            "qualified": True,
            "score": 0 <= self.at <= _HIGHEST,
            "rank": self.at >= 1 and float(self.at).is_integer(),
        }
        if not known.get(self.kind, False):
            raise ValueError(f"no target: {self.kind} {self.at}")


@dataclass(frozen=True, slots=True)
class TargetSearch:
    """What it would take a site to reach a target."""

    criteria: Criteria
    id: str
    name: str
    target: Target
    score: float
    """As it is."""
    needed: float | None
    """The score that the target asks for; None when any will do."""
    openings: tuple[UnmetLimit, ...]
    """What must be opened first, because it excludes the site or, where it shall be qualified, is unknown."""
    opened: float
    """The score when that is done."""
    ways: tuple[SingleChange, ...]
    """Each reaches the target alone, once what else must be opened is."""
    combination: Combination | None
    """Sought where no single measure is enough, but all measures at their best are."""
    highest: float
    """The score that all measures at their best would give."""
    can_be_opened: bool
    """Whether anything meets all requirements that must be opened."""

    @property
    def is_reached(self) -> bool:
        return not self.openings and self._is_enough(self.score)

    @property
    def is_possible(self) -> bool:
        return self.can_be_opened and self._is_enough(self.highest)

    @property
    def opening_is_enough(self) -> bool:
        """Whether nothing is left to reach when all is opened that must be."""
        return self.can_be_opened and self._is_enough(self.opened)

    @property
    def effort(self) -> Effort:
        """What it takes to open all that must be."""
        return Effort.of(opening.effort for opening in self.openings)

    def _is_enough(self, score: float) -> bool:
        return self.needed is None or score >= self.needed - TOLERANCE


def reaching(ranking: Ranking, site: str, target: Target) -> TargetSearch:
    """Return what it would take a site, by its id, to reach a target; `KeyError` when the ranking has no such site."""
    opened = FeasibleSite.of(ranking, site, unknown_too=target.kind == "qualified")
    needed = _needed(ranking, site, target)
    found = () if needed is None or not opened.is_possible else single_changes(opened, needed)
    lacks = needed is not None and opened.score < needed - TOLERANCE <= opened.highest and opened.is_possible
    return TargetSearch(
        ranking.criteria,
        site,
        opened.site["name"][0],
        target,
        opened.site[names.SCORE][0],
        needed,
        opened.openings,
        opened.score,
        found,
        combination(opened, needed) if needed is not None and lacks and not found else None,
        opened.highest,
        opened.is_possible,
    )


def _needed(ranking: Ranking, site: str, target: Target) -> float | None:
    if target.kind == "rank":
        return OtherSites.than(site, ranking).needed(int(target.at))
    return target.at if target.kind == "score" else None
