"""What another way of asking makes of the order of the sites."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.rank_agreement import competition_ranks, kendall_tau_b
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import EXCLUDED, STATUSES

_BELOW_ALL = -1.0
"""What counts as the score of an excluded site."""
_QUALIFIED = STATUSES.index("qualified")


@dataclass(frozen=True, slots=True)
class Place:
    """A site by its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Variation:
    """What became of the first place and of the qualified."""

    first: tuple[Place, ...]
    """Those with the first rank now; none when all are excluded."""
    holds: bool
    """Whether all that stood first still do."""
    entered: tuple[Place, ...]
    """Those that qualify now and did not, in the order of the ranking."""
    left: tuple[Place, ...]
    """Those that did and do not."""
    tau: float | None
    """Kendall's tau-b between both orders, of the sites that have a rank in either: a site that is excluded in one
    stands there below all others. None when an order has less than two ranks."""

    @property
    def changes(self) -> bool:
        """Whether someone else stands first or other sites qualify."""
        return bool(self.entered or self.left) or not self.holds


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """The order of all sites as the criteria ask for it, against which others are held."""

    places: tuple[Place, ...]
    scores: Floats
    statuses: NDArray[np.int8]
    """The numbers that stand for them, as in `scoring/requirements.py`."""

    @classmethod
    def of(cls, ranking: Ranking) -> "Stated":
        frame = ranking.frame
        codes = [STATUSES.index(it) for it in frame[names.STATUS]]
        places = (Place(*row) for row in frame.select("id", "name").iter_rows())
        return cls(tuple(places), frame[names.SCORE].to_numpy(), np.array(codes, dtype=np.int8))

    @property
    def first(self) -> tuple[Place, ...]:
        """Those with the first rank."""
        return tuple(self._those(_is_first(_standings(self.scores, self.statuses))))

    def varied(self, scores: Floats | None = None, statuses: NDArray[np.int8] | None = None) -> Variation:
        """The order with other scores or other statuses of the same sites."""
        new = self.statuses if statuses is None else statuses
        before = _standings(self.scores, self.statuses)
        after = _standings(self.scores if scores is None else scores, new)
        stood, stands = _is_first(before), _is_first(after)
        qualified, qualifies = self.statuses == _QUALIFIED, new == _QUALIFIED
        counted = np.maximum(before, after) > _BELOW_ALL
        return Variation(
            tuple(self._those(stands)),
            bool(stands[stood].all()),
            tuple(self._those(qualifies & ~qualified)),
            tuple(self._those(qualified & ~qualifies)),
            kendall_tau_b(*(competition_ranks(it[counted]) for it in (before, after))),
        )

    def _those(self, which: NDArray[np.bool_]) -> Iterator[Place]:
        return (self.places[row] for row in np.flatnonzero(which))


def _standings(scores: Floats, statuses: NDArray[np.int8]) -> Floats:
    return np.where(statuses == EXCLUDED, _BELOW_ALL, scores)


def _is_first(standings: Floats) -> NDArray[np.bool_]:
    return np.asarray((competition_ranks(standings) == 1) & (standings > _BELOW_ALL))
