"""The unknown figures of sites, and what finding each of them out is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import OtherSites, Standing, rescored_outcomes, value_ranges
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import site_row
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import EXCLUDED


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure of a site that is not exactly known."""

    criterion: Criterion
    measured: Measured
    points: float
    """How many points of the score, 0–100, depend on it."""
    best: int | None
    """The best rank that finding it out can give; None when the site is excluded even so."""
    worst: int | None
    """The worst; None when finding it out can exclude the site."""
    reach: int
    """With how many sites it can change the order."""

    @property
    def can_exclude(self) -> bool:
        return self.worst is None


def gaps(ranking: Ranking, site: str) -> tuple[Gap, ...]:
    """Return the unknown figures of a site, the one most worth finding out first; `KeyError` when there is no site."""
    return _gaps(ranking, site_row(ranking, site))[site]


def gaps_of_all(ranking: Ranking) -> Mapping[str, tuple[Gap, ...]]:
    """Return the unknown figures of every site, by its id, the one most worth finding out first."""
    return _gaps(ranking, ranking.frame)


_After = Mapping[tuple[str, str], Sequence[Standing]]
"""By site and figure: how the site stands when the figure is found out, one way or another."""


def _gaps(ranking: Ranking, sites: pl.DataFrame) -> dict[str, tuple[Gap, ...]]:
    after: dict[tuple[str, str], list[Standing]] = {}
    for id, figure, status, score in rescored_outcomes(ranking.criteria, sites).iter_rows():
        after.setdefault((id, figure), []).append(None if status == EXCLUDED else score)
    rows, every = sites.rows(named=True), OtherSites.all_of(ranking)
    found: dict[str, list[Gap]] = {row["id"]: [] for row in rows}
    others = {row["id"]: every.without(_standing(row)) for row in rows}
    before = {row["id"]: _standing(row) for row in rows}
    for figure in figures(ranking.criteria):
        for id, measured, points in _open(figure, rows):
            found[id].append(_gap(measured, points, before[id], others[id], after[id, figure.id]))
    return {id: tuple(sorted(of_site, key=lambda gap: (-gap.reach, -gap.points))) for id, of_site in found.items()}


def _standing(row: Mapping[str, object]) -> Standing:
    """Return the score of the site in a row of a ranking's frame; None when it is excluded."""
    return None if row[names.RANK] is None else float(str(row[names.SCORE]))


def _open(figure: Criterion, rows: Sequence[Mapping[str, object]]) -> list[tuple[str, Measured, float]]:
    """Return where a figure is not exactly known: the site, what is known, and how many points depend on it."""
    measured = [(str(row["id"]), Measured.of(row, figure)) for row in rows]
    unknown = [(id, known) for id, known in measured if not known.is_exact]
    if not figure.scored or not unknown:
        return [(id, known, 0.0) for id, known in unknown]
    ends = value_ranges([known for _, known in unknown])
    weight = float(figure.weight)
    return [(id, known, weight * (high - low)) for (id, known), (low, high) in zip(unknown, ends, strict=True)]


def _gap(measured: Measured, points: float, before: Standing, others: OtherSites, after: Sequence[Standing]) -> Gap:
    ranks = [others.rank(score) for score in after]
    known = [rank for rank in ranks if rank is not None]
    return Gap(
        measured.criterion,
        measured,
        points,
        min(known, default=None),
        max(known) if known and len(known) == len(ranks) else None,
        max(others.reordered(before, score) for score in after),
    )


def most_worth(found: tuple[Gap, ...], *, excluded: bool = False) -> Gap | None:
    """Return the gap most worth closing; None when closing any changes nothing, or none lifts the exclusion."""
    if excluded:
        return next((gap for gap in found if gap.best is not None), None)
    return next((gap for gap in found if gap.reach or gap.points or gap.can_exclude), None)
