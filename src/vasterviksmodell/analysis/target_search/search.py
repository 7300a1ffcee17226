"""Target search: the smallest change of each single measure that brings a site to a target.

A target is to be qualified, a score, or a rank while the other sites stay as they are. An excluded site must first meet
the requirements that exclude it; then the score is what is left to reach. Where no single measure reaches it, the
cheapest combination by declared effort is sought.
"""

from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.analysis.possible_outcomes import OtherSites
from vasterviksmodell.analysis.target_search.combinations import Combination, cheapest_combination
from vasterviksmodell.analysis.target_search.moves import Effort
from vasterviksmodell.analysis.target_search.single_changes import FeasibleSite, SingleChange, single_changes
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.expected import expect
from vasterviksmodell.frozen_value import FrozenValue, Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import site_id
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking

_HIGHEST = 100
"""The greatest score."""


@dataclass(frozen=True, slots=True)
class Target(FrozenValue):
    """What a site is to reach: `Target("qualified")`, `Target("score", 60)` or `Target("rank", 1)`."""

    kind: Literal["qualified", "score", "rank"]
    """To be qualified, or to have at least a score, or at least a rank."""
    at: float = 0.0
    """The score, 0–100, or the rank, from 1; ignored for `qualified`."""

    def __post_init__(self) -> None:
        """Raise `ValueError` for an invalid target."""
        faults = {
            "qualified": None,
            "score": None if 0 <= self.at <= _HIGHEST else f"a score of {self.at:g} is not between 0 and 100",
            "rank": None if self.at >= 1 and float(self.at).is_integer() else f"{self.at:g} is no rank: 1 is the first",
        }
        fault = faults.get(self.kind, f"{self.kind!r} is no target: qualified, score or rank")
        if fault is not None:
            raise ValueError(fault)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TargetSearch(Result):
    """The changes by which a site reaches a target."""

    criteria: Criteria
    """Those of the ranking."""
    id: str
    """Of the site."""
    name: str
    """Of the site."""
    target: Target
    """What is to be reached."""
    score: float
    """The score in the ranking."""
    needed: float | None
    """The score that the target requires; None when any score will do."""
    openings: tuple[UnmetLimit, ...]
    """The limits to be met first: those that exclude the site and, to qualify it, those not known to be met."""
    opened: float
    """The score with those limits met."""
    ways: tuple[SingleChange, ...]
    """The single changes that reach the target, once the limits on other measures are met."""
    combination: Combination | None
    """The cheapest combination, where no single change is enough but all measures at their best are."""
    highest: float
    """The score with all measures at their best."""
    can_be_opened: bool
    """Whether all limits that must be met first can be met."""

    @property
    def is_reached(self) -> bool:
        """Whether the site has reached the target already."""
        return not self.openings and self._is_enough(self.score)

    @property
    def is_possible(self) -> bool:
        """Whether the site can reach the target at all."""
        return self.can_be_opened and self._is_enough(self.highest)

    @property
    def opening_is_enough(self) -> bool:
        """Whether the target is reached once those limits are met."""
        return self.can_be_opened and self._is_enough(self.opened)

    @property
    def effort(self) -> Effort:
        """The effort to meet those limits."""
        return Effort.of(opening.effort for opening in self.openings)

    def _is_enough(self, score: float) -> bool:
        return self.needed is None or score >= self.needed - TOLERANCE


def reaching(ranking: Ranking, site: str, target: Target) -> TargetSearch:
    """Search for the changes by which a site, by its id or a name that no other has, reaches a target.

    Raises `KeyError` when the ranking has no such site, `ValueError` for a rank that there is not.
    """
    expect_ranking(ranking)
    expect(target, Target, "a target belongs", 'give Target("qualified"), Target("rank", 3) or Target("score", 60)')
    site = site_id(ranking, site)
    if target.kind == "rank" and target.at > ranking.frame.height:
        raise ValueError(f"there is no rank {target.at:g} among {ranking.frame.height} sites")
    feasible = FeasibleSite.of(ranking, site, unknown_too=target.kind == "qualified")
    needed = _needed_score(ranking, site, target)
    changes = () if needed is None or not feasible.is_possible else single_changes(feasible, needed)
    lacks = needed is not None and feasible.score < needed - TOLERANCE <= feasible.highest and feasible.is_possible
    return TargetSearch(
        ranking.criteria,
        site,
        feasible.stated["name"][0],
        target,
        feasible.stated[names.SCORE][0],
        needed,
        feasible.unmet,
        feasible.score,
        changes,
        cheapest_combination(feasible, needed) if needed is not None and lacks and not changes else None,
        feasible.highest,
        feasible.is_possible,
    )


def _needed_score(ranking: Ranking, site: str, target: Target) -> float | None:
    if target.kind == "rank":
        return OtherSites.than(site, ranking).needed(int(target.at))
    return target.at if target.kind == "score" else None
