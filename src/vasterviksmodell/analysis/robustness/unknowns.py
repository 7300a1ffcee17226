"""Whether the first place holds whatever the unknown figures are, and which figure alone can change it.

It holds when the first sites surely meet every requirement, and no other site can have more points than one of them at
its lowest. A site that is excluded only because something is unknown counts among the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import outcomes, scored, tightened
from vasterviksmodell.analysis.robustness.variation import Place
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.moves import is_permitted, permitted
from vasterviksmodell.analysis.target_search.single_changes import best_value
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking
from vasterviksmodell.sites import columns

_MOST_NAMED = 20
"""The greatest number of figures that are named."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An unknown figure that alone can change who stands first."""

    place: Place
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Unknowns:
    """The unknown figures that can change the first place."""

    unverified: tuple[Criterion, ...]
    """The requirements that one of the first is not known to meet."""
    rivals: tuple[Place, ...]
    """The sites that can have more points, the one that can have most first."""
    alone: int
    """How many figures alone can change the first place."""
    figures: tuple[Figure, ...]
    """The first of them: those that can exclude a first site, then those that can bring the most points."""

    @property
    def settled(self) -> bool:
        """Whether the first place holds whatever the unknown figures are."""
        return not (self.unverified or self.rivals)


def unknowns(ranking: Ranking, matrix: ValueMatrix) -> Unknowns:
    """Return how the unknown figures of a ranking can change its first place."""
    first = ranking.frame.filter(pl.col(names.RANK) == 1)
    undecided = [
        (Figure(Place(row["id"], row["name"]), figure), ids)
        for row in first.iter_rows(named=True)
        for figure in figures(ranking.criteria)
        if (ids := _undecided(figure, row))
    ]
    excluding = [figure for figure, _ in undecided]
    named = {(figure.place.id, figure.criterion.id) for figure in excluding}
    moving = _moving(ranking, matrix, first.height)
    found = [
        *excluding,
        *(figure for figure in moving if (figure.place.id, figure.criterion.id) not in named),
    ]
    unverified = dict.fromkeys(id for _, ids in undecided for id in ids)
    return Unknowns(
        tuple(ranking.criteria[id] for id in unverified),
        tuple(_rivals(ranking, first)),
        len(found),
        tuple(found[:_MOST_NAMED]),
    )


def _undecided(figure: Criterion, row: Mapping[str, Any]) -> list[str]:
    """Return the ids of the criteria whose requirement a site, in a row of a ranking's frame, is not known to meet."""
    return [
        reader.id for reader in figure.readers if reader.requirement and row[names.requirement(reader)] == "unknown"
    ]


def _rivals(ranking: Ranking, first: pl.DataFrame) -> list[Place]:
    """Return the sites that can have more points than another site that is first."""
    if first.is_empty():
        return []
    sites = tightened(ranking.frame, ranking.criteria)
    first = sites.filter(pl.col(names.RANK) == 1)
    (low, lowest), *others = sorted(first.select(names.SCORE_LOW, "id").iter_rows())
    bar = pl.when(pl.col("id") == lowest).then(pl.lit(others[0][0] if others else inf)).otherwise(pl.lit(low))
    surely_excluded = [pl.col(names.requirement(criterion)) == "not_met" for criterion in ranking.criteria.screened]
    able = sites.filter(pl.col(names.SCORE_HIGH) > bar + TOLERANCE, *(~is_excluded for is_excluded in surely_excluded))
    in_order = able.sort(names.SCORE_HIGH, descending=True, maintain_order=True)
    return [Place(*row) for row in in_order.select("id", "name").iter_rows()]


def _moving(ranking: Ranking, matrix: ValueMatrix, first: int) -> list[Figure]:
    """Return the figures that alone bring a site past the first sites, or one of those behind another."""
    if len(matrix.ids) < 2:  # noqa: PLR2004 - there is no other
        return []
    moving = [figure for figure in figures(matrix.criteria) if figure.scored]
    scores = weighted_sums(matrix.values, matrix.weights)
    beyond = significant(_beyond(scores, _reach(ranking, matrix, moving), first))
    rows, members = np.nonzero(beyond > TOLERANCE)
    order = np.argsort(-beyond[rows, members], kind="stable")
    found = zip(rows[order].tolist(), members[order].tolist(), strict=True)
    return [Figure(Place(matrix.ids[row], matrix.names[row]), moving[member]) for row, member in found]


def _beyond(scores: Floats, reach: tuple[Floats, Floats], first: int) -> Floats:
    """Return sites × figures: how far each can bring its site past the best other, or a first site behind it."""
    down, up = reach
    best = np.full(len(scores), scores.max())
    best[scores.argmax()] = np.delete(scores, scores.argmax()).max()
    ahead = (scores - best)[:, None]
    past, behind = ahead + up, down - ahead
    behind[first:] = -inf
    if first == 1:
        past[0] = -inf
    return np.asarray(np.maximum(past, behind))


def _reach(ranking: Ranking, matrix: ValueMatrix, moving: Sequence[Criterion]) -> tuple[Floats, Floats]:
    """Return sites × figures: by how much each, found out, can lower and raise the score without excluding the site."""
    ranked = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    narrowed = ranked.with_columns(end for criterion in matrix.criteria.scored for end in _narrowed(criterion))
    highest = (
        scored(narrowed, matrix.criteria).select(_highest(criterion) for criterion in matrix.criteria.scored).to_numpy()
    )
    down, up = (matrix.values - matrix.low) * matrix.weights, (highest - matrix.values) * matrix.weights
    number = {criterion.id: place for place, criterion in enumerate(matrix.criteria.scored)}
    columns = [
        (down[:, number[criterion.id]], up[:, number[criterion.id]])
        if len(criterion.readers) == 1
        else _joint_reach(ranked, matrix, criterion)
        for criterion in moving
    ]
    lowering, raising = (np.column_stack(ends) for ends in zip(*columns, strict=True))
    return lowering, raising


def _joint_reach(ranked: pl.DataFrame, matrix: ValueMatrix, figure: Criterion) -> tuple[Floats, Floats]:
    """Return the reach, by site, of a figure that several criteria read."""
    readers = {reader.id for reader in figure.readers}
    share = [
        float(criterion.weight / figure.weight) if criterion.id in readers else 0.0
        for criterion in matrix.criteria.scored
    ]
    now = weighted_sums(matrix.values, np.array(share))
    down, up = np.zeros(len(now)), np.zeros(len(now))
    for place, row in enumerate(ranked.iter_rows(named=True)):
        possible = outcomes(Measured.of(row, figure))
        if possible:
            worths = values_at(figure, possible)
            kept = [worth for x, worth in zip(possible, worths, strict=True) if is_permitted(figure, x)]
            down[place], up[place] = now[place] - min(worths), max(kept, default=-inf) - now[place]
    return down * float(figure.weight), up * float(figure.weight)


def _narrowed(criterion: Criterion) -> list[pl.Expr]:
    """Return a number within the limits of its requirement; a category stays."""
    if criterion.kind != "number":
        return []
    span, low, high = permitted(criterion), columns.low(criterion), columns.high(criterion)
    return [pl.max_horizontal(low, pl.lit(span.low)).alias(low), pl.min_horizontal(high, pl.lit(span.high)).alias(high)]


def _highest(criterion: Criterion) -> pl.Expr:
    """Return the highest value: of numbers within the limits; of an unknown category the best that is allowed."""
    high = pl.col(names.value_high(criterion))
    if criterion.kind == "number":
        return high
    unknown = pl.col(columns.category(criterion)).is_null()
    return pl.when(unknown).then(pl.lit(best_value(criterion))).otherwise(high).alias(high.meta.output_name())
