"""The loss of each service in turn: which sites still qualify, and which is first.

A service is lost when its measure is the worst in the criterion's range or categories: one that fails the requirement,
if any does, and of those the one with the lowest value. Each is lost by all sites at once, and by each site alone, for
a school that closes leaves the others open. Criteria that read one column lose it together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, nextafter
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.rank_correlation import competition_ranks
from vasterviksmodell.analysis.rescoring import Outcome, rescored
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.expected import expect_several
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import measured_by
from vasterviksmodell.scoring.measure import Measure
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, STATUSES, truth

_QUALIFIED = STATUSES.index("qualified")
Counted = Literal["qualified", "ranked"]


@dataclass(frozen=True, slots=True)
class RemainingSites:
    """The ids of the remaining sites, in their order."""

    qualified: tuple[str, ...]
    ranked: tuple[str, ...]
    """Those that are not excluded."""
    first: tuple[str, ...]
    """Those with the first rank."""

    def number(self, counted: Counted) -> int:
        return len(self.qualified if counted == "qualified" else self.ranked)


@dataclass(frozen=True, slots=True)
class Loss:
    """A figure at its worst, with the consequences."""

    criterion: Criterion
    worst: Outcome
    """The measure; infinite where the range is open and nothing in it is worse."""
    left: RemainingSites
    """The sites that remain when all lose it."""
    fallen: tuple[str, ...]
    """The sites that the loss excludes, in their present order."""
    alone: Mapping[str, int | None]
    """By the ids of the present ranked sites: the rank of a site that alone loses it; None when excluded."""
    scores: Mapping[str, float]
    """The scores of the sites that the loss does not exclude."""

    @property
    def beyond(self) -> float | None:
        """The last knot or limit before an infinite measure, beyond which nothing is worse; None without one.

        For a measure just beyond a limit, the limit.
        """
        function = self.criterion.value
        if isinstance(self.worst, str):
            return None
        if isfinite(self.worst):
            return _just_beyond(self.criterion).get(self.worst)
        if function is not None and function.curved:
            return None
        places = [*(function.knots if function else ()), *_just_beyond(self.criterion).values()]
        return None if not places else max(places) if self.worst > 0 else min(places)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Losses(Result):
    """The present sites and the losses, the gravest first."""

    criteria: Criteria
    """Those of the ranking."""
    names: Mapping[str, str]
    """By id."""
    ranks: Mapping[str, int]
    """By the ids of the present ranked sites."""
    now: RemainingSites
    """What remains while nothing is lost."""
    losses: tuple[Loss, ...]
    """One for each criterion that is lost."""

    def costliest(self, site: str) -> Loss | None:
        """Return the loss after which a site that alone has it has the worst rank, among equals the lowest score.

        None when none lowers its rank.
        """
        worse = [loss for loss in self.losses if (loss.alone[site] or 0) > self.ranks[site]]
        return max(worse, key=lambda loss: (loss.alone[site] or 0, -loss.scores[site]), default=None)


def losses(ranking: Ranking, criteria: Sequence[Criterion | str] | None = None) -> Losses:
    """Return what a ranking of all its sites loses with some criteria, or with each that counts.

    Criteria may be named by id or column. Lost means that the measure is the worst that its range or categories hold.
    Raises `KeyError` for what is no criterion.
    """
    expect_ranking(ranking)
    if criteria is not None:
        expect_several(criteria, "criteria belong")
    figure_of = {reader.id: figure for figure in figures(ranking.criteria) for reader in figure.readers}
    chosen = [
        figure_of[criterion.id]
        for given in (criteria_that_count(ranking.criteria) if criteria is None else criteria)
        for criterion in ([given] if isinstance(given, Criterion) else measured_by(ranking.criteria, given))
    ]
    lost = [(figure, worst(figure)) for figure in {figure.id: figure for figure in chosen}.values()]
    present = _PresentSites.of(ranking.frame)
    after = rescored(ranking.frame, ranking.criteria, lost)
    found = [
        present.loss(figure, outcome, scores, statuses)
        for (figure, outcome), scores, statuses in zip(lost, after.scores, after.statuses, strict=True)
    ]
    now = present.remaining
    return Losses(
        ranking.criteria,
        dict(ranking.frame.select("id", "name").iter_rows()),
        dict(ranking.frame.filter(pl.col(names.RANK).is_not_null()).select("id", names.RANK).iter_rows()),
        now,
        tuple(
            sorted(
                found, key=lambda loss: (len(loss.left.qualified), len(loss.left.ranked), loss.left.first == now.first)
            )
        ),
    )


def criteria_that_count(criteria: Criteria) -> tuple[Criterion, ...]:
    """Return the criteria that are required or scored."""
    return tuple(criterion for criterion in criteria.criteria if criterion.requirement or criterion.scored)


def worst(criterion: Criterion) -> Outcome:
    """Return the measure that fails the requirement, if any does, and of those is worth least.

    Rather an end of the range.
    """
    frame = pl.DataFrame({"measure": _candidates(criterion)})
    measure = Measure(criterion, ("measure",), pl)
    met = truth(measure, criterion.requirement) if criterion.requirement else pl.lit(MET)
    worth = criterion.value.expression(measure.first, pl) if criterion.value else pl.lit(0.0)
    rows = frame.with_columns(met.alias("met"), worth.alias("worth")).iter_rows()
    found: Outcome = min(rows, key=lambda row: row[1:])[0]
    return found


def _candidates(criterion: Criterion) -> list[Outcome]:
    """Return the measures of which one is the worst, of several as bad the first.

    For numbers the ends of the range, then where values turn inside it, then what is just beyond a limit.
    """
    if criterion.kind != "number":
        return [*criterion.categories]
    span = criterion.range
    turns = criterion.value.turns if criterion.value else ()
    return [span.low, span.high, *(place for place in (*turns, *_just_beyond(criterion)) if place in span)]


def _just_beyond(criterion: Criterion) -> dict[float, float]:
    """Return the first numbers that do not meet a requirement, each with the end of the limit that it is next to."""
    limit = criterion.requirement
    if not isinstance(limit, Limits):
        return {}
    found = {nextafter(limit.at_least, -inf): limit.at_least, nextafter(limit.at_most, inf): limit.at_most}
    return {place: end for place, end in found.items() if isfinite(end)}


@dataclass(frozen=True, slots=True, eq=False)
class _PresentSites:
    """The sites as they are now, in their order."""

    ids: NDArray[np.object_]
    alphabetical: NDArray[np.intp]
    """The places of the ids in their order."""
    ranked: NDArray[np.bool_]
    scores: Floats
    sorted_scores: Floats
    """Of those with a rank."""
    remaining: RemainingSites

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "_PresentSites":
        ranked, scores = frame[names.RANK].is_not_null().to_numpy(), frame[names.SCORE].to_numpy()
        ids = frame["id"].to_numpy()
        qualified, first = frame[names.STATUS] == "qualified", (frame[names.RANK] == 1).fill_null(value=False)
        kept = (qualified.to_numpy(), ranked, first.to_numpy())
        remaining = RemainingSites(*(tuple(ids[which]) for which in kept))
        alphabetical = np.argsort(frame["id"].arg_sort().to_numpy())
        return cls(ids, alphabetical, ranked, scores, np.sort(scores[ranked]), remaining)

    def loss(self, criterion: Criterion, worst: Outcome, scores: Floats, statuses: NDArray[np.int8]) -> Loss:
        """Return a loss, after which all sites have such scores and statuses."""
        left = np.flatnonzero(statuses != EXCLUDED)
        by_id = dict(zip(self.ids[left].tolist(), scores[left].tolist(), strict=True))
        alone: dict[str, int | None] = dict.fromkeys(self.remaining.ranked)
        staying = left[self.ranked[left]]
        alone.update(zip(self.ids[staying].tolist(), self._ranks(scores, staying).tolist(), strict=True))
        fallen = tuple(id for id, rank in alone.items() if rank is None)
        return Loss(criterion, worst, self._left(scores, statuses, left), fallen, alone, by_id)

    def _ranks(self, scores: Floats, staying: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the rank of each site with its score after a loss among the present scores of the others."""
        above = len(self.sorted_scores) - np.searchsorted(self.sorted_scores, scores[staying] + TOLERANCE, side="right")
        return np.asarray(1 + above - (self.scores[staying] > scores[staying] + TOLERANCE))

    def _left(self, scores: Floats, statuses: NDArray[np.int8], left: NDArray[np.intp]) -> RemainingSites:
        ranks = competition_ranks(scores[left])
        order = np.lexsort((self.alphabetical[left], ranks))
        ids, qualified = self.ids[left[order]], statuses[left[order]] == _QUALIFIED
        return RemainingSites(tuple(ids[qualified]), tuple(ids), tuple(ids[ranks[order] == 1]))
