"""Where a site stands among the others, and how the order changes when its score or status does."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.analysis.search import the_site
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE

Standing = float | None
"""The score of a site that has a rank; None for one that is excluded."""


@dataclass(frozen=True, slots=True)
class Others:
    """All sites but one: the scores of those that have a rank, in order, and how many are excluded."""

    scores: tuple[float, ...]
    excluded: int = 0

    @classmethod
    def than(cls, site: str, ranking: Ranking) -> "Others":
        others = ranking.frame.filter(pl.col("id") != site)
        ranked = others.filter(pl.col(names.RANK).is_not_null())
        return cls(tuple(ranked[names.SCORE].sort()), others.height - ranked.height)

    def rank(self, standing: Standing) -> int | None:
        """The rank of a site with a score among them, as `scoring/ranks.py` has it; None for an excluded one."""
        return None if standing is None else 1 + self._above(standing)

    def needed(self, rank: int) -> float | None:
        """The lowest score that reaches a rank; None when any does."""
        return None if rank > len(self.scores) else self.scores[-rank]

    def reordered(self, before: Standing, after: Standing) -> int:
        """With how many of them the order is another after a change of standing.

        It is the number of pairs that stand in different order in two rankings, known as Kendall's distance (R package
        Rankcluster, function `distKendall`); a tie is an order of its own, and excluded sites stand below all others,
        beside each other.
        """
        if before is None or after is None:
            standing = after if before is None else before
            return 0 if standing is None else len(self.scores) - self._above(standing) + self.excluded
        low, high = sorted((before, after))
        still_tied = max(0, self._up_to(low) - self._below(high))
        return len(self.scores) - self._above(high) - self._below(low) - still_tied

    def _above(self, score: float) -> int:
        return len(self.scores) - self._up_to(score)

    def _up_to(self, score: float) -> int:
        """How many do not exceed a score by more than the tolerance."""
        return bisect_right(self.scores, score + TOLERANCE)

    def _below(self, score: float) -> int:
        return bisect_left(self.scores, score - TOLERANCE)


def standing(ranking: Ranking, site: str) -> Standing:
    """Where a site of the ranking stands."""
    row = the_site(ranking, site).row(0, named=True)
    return None if row[names.RANK] is None else float(row[names.SCORE])
