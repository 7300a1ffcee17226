"""What is unknown about a site, and which figure is most worth finding out.

A figure's *reach* is the greatest number of sites with which the order can change when it alone is found out. The
figure with the greatest reach is the one most worth finding out; among equals the one that opens most of the score.
Our own definition, on Kendall's distance between the orders before and after (see `standing.py`).
"""

from dataclasses import dataclass

from vasterviksmodell.analysis.figures import figures
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import found_out, outcomes
from vasterviksmodell.analysis.reaching.inverse import values_at
from vasterviksmodell.analysis.search import the_site
from vasterviksmodell.analysis.standing import Others, Standing, standing
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import EXCLUDED


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure of a site that is not exactly known."""

    criterion: Criterion
    measured: Measured
    points: float
    """How much of the score, 0–100, it leaves open."""
    best: int | None
    """The best rank that finding it out can give; None when the site is excluded even so."""
    worst: int | None
    """The worst; None when finding it out can exclude the site."""
    reach: int
    """With how many sites the order can change."""

    @property
    def can_exclude(self) -> bool:
        return self.worst is None


def gaps(ranking: Ranking, site: str) -> tuple[Gap, ...]:
    """The unknown figures of a site, the one most worth finding out first."""
    before, others = standing(ranking, site), Others.than(site, ranking)
    after: dict[str, list[Standing]] = {}
    for criterion, status, score in found_out(ranking, site).iter_rows():
        after.setdefault(criterion, []).append(None if status == EXCLUDED else score)
    row = the_site(ranking, site).row(0, named=True)
    found = [
        Gap(
            it,
            Measured.of(row, it),
            _open_points(Measured.of(row, it)),
            min((others.rank(score) or 0 for score in after[it.id] if score is not None), default=None),
            _worst([others.rank(score) for score in after[it.id]]),
            max(others.reordered(before, score) for score in after[it.id]),
        )
        for it in figures(ranking.criteria)
        if it.id in after
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.reach, -gap.points)))


def _worst(ranks: list[int | None]) -> int | None:
    known = [rank for rank in ranks if rank is not None]
    return max(known) if len(known) == len(ranks) else None


def _open_points(measured: Measured) -> float:
    if not measured.criterion.scored:
        return 0.0
    worths = values_at(measured.criterion, outcomes(measured))
    return float(measured.criterion.weight) * (max(worths) - min(worths))


def most_worth(found: tuple[Gap, ...]) -> Gap | None:
    """The gap most worth closing; None when closing none changes anything."""
    return next((gap for gap in found if gap.reach or gap.points or gap.can_exclude), None)
