"""What would follow if an unknown figure were found out; requirements checked; scores of the other sites.

Of all the values that a figure can have, a few decide: the ends of its interval, the turning points of the value
function, and both sides of each limit. Between them values and statuses are monotonic, so the best and the worst
outcomes are among them. A figure that several criteria read is found out for all of them at once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf, isfinite, nextafter
from typing import Any, Literal

import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.rescoring import Outcome
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.criteria import Criteria, Criterion, Limits, Requirement
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, interval_columns
from vasterviksmodell.sites import columns

_SCORES = (names.SCORE_LOW, names.SCORE_HIGH)
_VALUES = (names.value_low, names.value_high)


def outcomes(measured: Measured) -> list[Outcome]:
    """Return the measures that decide what a figure can change; none when it is exactly known."""
    if measured.is_exact:
        return []
    if measured.low is None or measured.high is None:
        return list(measured.criterion.categories)
    inside = {x for x in _deciding(measured.criterion) if measured.low < x < measured.high}
    return sorted({measured.low, measured.high, *inside})


def tightened(frame: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Tighten the lowest and highest scores of sites where several criteria read one figure.

    In a ranking each criterion has its own lowest and highest value, so these scores are further apart there.
    """
    rows = frame.rows(named=True)
    for figure in figures(criteria):
        readers = [reader for reader in figure.readers if reader.scored]
        if len(readers) > 1 and rows:
            ends = zip(*value_ranges([Measured.of(row, figure) for row in rows]), strict=True)
            for column, value, worths in zip(_SCORES, _VALUES, ends, strict=True):
                apart = pl.sum_horizontal(pl.col(value(reader)) * float(reader.weight) for reader in readers)
                frame = frame.with_columns(pl.col(column) + pl.Series(worths) * float(figure.weight) - apart)
    return frame


def value_ranges(figures: Sequence[Measured]) -> list[tuple[float, float]]:
    """Return the least and the greatest value that each figure of one criterion can have."""
    open_to = [outcomes(figure) if figure.figure is None else [figure.figure] for figure in figures]
    worths = iter(values_at(figures[0].criterion, [outcome for possible in open_to for outcome in possible]))
    found = [list(islice(worths, len(possible))) for possible in open_to]
    return [(min(possible), max(possible)) for possible in found]


def _deciding(criterion: Criterion) -> Iterator[float]:
    """Yield the numbers at which a value function turns or a limit is crossed, with their neighbours."""
    yield from criterion.value.turns if criterion.value is not None else ()
    limit = criterion.requirement
    if isinstance(limit, Limits):
        yield from (
            x
            for end in (limit.at_least, limit.at_most)
            if isfinite(end)
            for x in (nextafter(end, -inf), end, nextafter(end, inf))
        )


def rescored_outcomes(criteria: Criteria, sites: pl.DataFrame) -> pl.DataFrame:
    """Score each outcome of each unknown figure of sites: a frame of `id`, `criterion`, `status` (a number), `score`.

    `sites`: rows of a ranking's frame. A figure is named by the first criterion that reads it.
    """
    rows = sites.rows(named=True)
    measures = sites.select("id", *(column for ends in interval_columns(criteria).values() for column in ends))
    variants = [
        _with_outcomes(measures, figure, pairs)
        for figure in figures(criteria)
        if (pairs := [(number, x) for number, row in enumerate(rows) for x in outcomes(Measured.of(row, figure))])
    ]
    found = ("id", "criterion", names.STATUS, names.SCORE)
    if not variants:
        return pl.DataFrame(schema=dict(zip(found, (pl.String, pl.String, pl.Int8, pl.Float64), strict=True)))
    return scored(pl.concat(variants), criteria).select(found)


def _with_outcomes(sites: pl.DataFrame, figure: Criterion, pairs: Sequence[tuple[int, Outcome]]) -> pl.DataFrame:
    """Return sites, each by its row, with an outcome of a figure in place of what is known of it."""
    chosen = sites[[row for row, _ in pairs]]
    found = pl.lit(figure.id).alias("criterion")
    if figure.kind == "number":
        exact = pl.Series([x for _, x in pairs], dtype=pl.Float64)
        ends = (end for reader in figure.readers for end in (columns.low(reader), columns.high(reader)))
        return chosen.with_columns(found, *(exact.alias(end) for end in ends))
    spelled = [
        pl.Series(columns.category(reader), [reader.spelled(str(x)) for _, x in pairs], pl.String)
        for reader in figure.readers
    ]
    return chosen.with_columns(found, *spelled)


def scored(sites: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Score sites with other measures."""
    measures = interval_columns(criteria)
    needed_columns = [column for ends in measures.values() for column in ends]
    needed_columns += [name for name in ("id", "criterion") if name in sites.columns]
    return evaluate(sites.select(needed_columns).lazy(), criteria, measures).collect()


def exact_columns(criterion: Criterion, outcome: Outcome) -> list[pl.Expr]:
    """Return the columns of an exactly known measure."""
    return Measured.at(criterion, outcome).as_columns()


Truth = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Screened:
    """A requirement or a warning, checked against a site's measure."""

    criterion: Criterion
    limit: Requirement
    is_warning: bool
    truth: Truth
    measured: Measured

    @property
    def margin(self) -> tuple[float, float] | None:
        """How far inside the limit a number lies at worst and at best, negative when beyond; None for categories."""
        return _margin(self.measured, self.limit)

    @property
    def excludes(self) -> bool:
        """Whether it alone excludes the site."""
        unknown_too = self.truth == "unknown" and self.limit.unknown == "excluded"
        return not self.is_warning and (self.truth == "not_met" or unknown_too)


@dataclass(frozen=True, slots=True)
class Screen:
    """A requirement or a warning, with the column of a ranking's frame that holds its outcome."""

    criterion: Criterion
    limit: Requirement
    is_warning: bool
    column: str

    def check(self, row: Mapping[str, Any]) -> Screened:
        """Check the site in a row of the frame."""
        measured = Measured.of(row, self.criterion)
        return Screened(self.criterion, self.limit, self.is_warning, row[self.column], measured)


def screens(criteria: Criteria) -> Iterator[Screen]:
    """Yield every requirement and warning of the criteria, in their order."""
    for criterion in criteria.criteria:
        if criterion.requirement is not None:
            yield Screen(criterion, criterion.requirement, False, names.requirement(criterion))
        if criterion.warning is not None:
            yield Screen(criterion, criterion.warning, True, names.warning(criterion))


def screening(ranking: Ranking, row: Mapping[str, Any]) -> tuple[Screened, ...]:
    """Check every requirement and warning of the criteria against a row of the ranking's frame."""
    return tuple(screen.check(row) for screen in screens(ranking.criteria))


def _margin(measured: Measured, limit: Requirement) -> tuple[float, float] | None:
    """Return the distance to the nearer end of the limit, at the worst and the best that the measure can be."""
    if not isinstance(limit, Limits) or measured.low is None or measured.high is None:
        return None
    middle = (limit.at_least + limit.at_most) / 2
    inside = [middle] if isfinite(middle) and measured.low < middle < measured.high else []
    margins = [_distance_to(limit, place) for place in (measured.low, measured.high, *inside)]
    return min(margins), max(margins)


def _distance_to(limit: Limits, place: float) -> float:
    """Return how far inside a limit a number lies from the nearer end; negative when beyond it."""
    low, high = limit.at_least, limit.at_most
    above = [difference(place, low)] if isfinite(low) else []
    below = [difference(high, place)] if isfinite(high) else []
    return min(above + below)


Standing = float | None
"""The score of a site that has a rank; None for one that is excluded."""


@dataclass(frozen=True, slots=True)
class OtherSites:
    """All sites but one: the ordered scores of those that have a rank, and how many are excluded."""

    scores: tuple[float, ...]
    excluded: int = 0

    @classmethod
    def all_of(cls, ranking: Ranking) -> "OtherSites":
        """Return every site, from which one may be left out."""
        ranked = ranking.frame[names.SCORE].filter(ranking.frame[names.RANK].is_not_null())
        return cls(tuple(ranked.sort()), ranking.frame.height - len(ranked))

    def without(self, standing: Standing) -> "OtherSites":
        """Return the sites without one that stands so."""
        if standing is None:
            return OtherSites(self.scores, self.excluded - 1)
        at = bisect_left(self.scores, standing)
        return OtherSites((*self.scores[:at], *self.scores[at + 1 :]), self.excluded)

    @classmethod
    def than(cls, site: str, ranking: Ranking) -> "OtherSites":
        others = ranking.frame.filter(pl.col("id") != site)
        ranked = others.filter(pl.col(names.RANK).is_not_null())
        return cls(tuple(ranked[names.SCORE].sort()), others.height - ranked.height)

    def rank(self, standing: Standing) -> int | None:
        """Return the rank of a site with a score among them, as in `scoring/ranking.py`; None for an excluded one."""
        return None if standing is None else 1 + self._above(standing)

    def needed(self, rank: int) -> float | None:
        """Return the lowest score that reaches a rank; None when any does."""
        return None if rank > len(self.scores) else self.scores[-rank]

    def reordered(self, before: Standing, after: Standing) -> int:
        """Return with how many of them the order changes when the score does.

        This is the number of pairs in different order in two rankings, known as Kendall's distance (R package
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
        """Return how many do not exceed a score by more than the tolerance."""
        return bisect_right(self.scores, score + TOLERANCE)

    def _below(self, score: float) -> int:
        return bisect_left(self.scores, score - TOLERANCE)
