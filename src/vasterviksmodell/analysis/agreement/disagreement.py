"""What two actors disagree about the most, and on account of which criteria."""

from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.agreement.opinions import JudgedSite, Opinions
from vasterviksmodell.analysis.rank_agreement import kendall_tau_b
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring.ranks import TOLERANCE


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion adds to a disagreement, in points of the score: negative when it lessens it."""

    criterion: Criterion
    points: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two actors and, where there are any among those looked at, two sites that they put in opposite order."""

    actors: tuple[int, int]
    """Their numbers among the actors."""
    tau: float | None
    """Kendall's tau-b of their orders; None when one of them has all sites at one rank, or there is one site only."""
    before: JudgedSite | None = None
    """Of two sites the one that the first actor puts before the other."""
    after: JudgedSite | None = None
    gaps: tuple[float, float] = (0.0, 0.0)
    """By how many points each actor puts its own before the other's."""
    parts: tuple[Part, ...] = ()
    """By criterion, the most first: they sum to both gaps together."""

    @property
    def opposed(self) -> bool:
        return self.before is not None


def disagreement(criteria: Criteria, held: Opinions, actors: tuple[int, int], looked_at: list[int]) -> Disagreement:
    """The disagreement of two actors on some sites (by their numbers).

    Of all pairs of sites that they order oppositely it is told of the one on which the less decided of the two is the
    most decided.
    """
    one, other = actors
    tau = kendall_tau_b(held.ranks[one], held.ranks[other])
    gaps = [_gaps(held, actor, looked_at) for actor in actors]
    decided = np.minimum(gaps[0], gaps[1].T) if looked_at else np.zeros((1, 1))
    if decided.max() <= TOLERANCE:
        return Disagreement(actors, tau)
    row, column = np.unravel_index(decided.argmax(), decided.shape)
    before, after = looked_at[int(row)], looked_at[int(column)]
    points = (held.weights[one] - held.weights[other]) * (held.values[before] - held.values[after])
    parts = (Part(it, float(part)) for it, part in zip(criteria.scored, points, strict=True))
    return Disagreement(
        actors,
        tau,
        held.sites[before],
        held.sites[after],
        (float(gaps[0][row, column]), float(gaps[1][column, row])),
        tuple(sorted(parts, key=lambda it: -it.points)),
    )


def _gaps(held: Opinions, actor: int, looked_at: list[int]) -> Floats:
    """By how much the site of each row is before that of each column, in the eyes of an actor."""
    scores = held.scores[actor][looked_at]
    gaps: Floats = scores[:, np.newaxis] - scores
    return gaps
