"""A site with its requirements met, and the single changes by which it reaches a score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import scored, screening
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.target_search.inverse import first_reaching, value_tolerance, values_at
from vasterviksmodell.analysis.target_search.moves import (
    Effort,
    distance,
    effort,
    is_possible,
    permitted,
    permitted_categories,
)
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit, UnmetLimitReader
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import site_row
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking


@dataclass(frozen=True, slots=True)
class FeasibleSite:
    """A site of a ranking with the limits met that it does not meet, scored: where every search for points begins."""

    ranking: Ranking
    figures: tuple[Criterion, ...]
    """The figures that add to the score, each as the criterion that stands for it."""
    stated: pl.DataFrame
    """The row of the ranking."""
    unmet: tuple[UnmetLimit, ...]
    """The limits that the stated measures do not meet."""
    row: Mapping[str, Any]
    """The site with those limits met."""

    @classmethod
    def of(cls, ranking: Ranking, site: str, *, unknown_too: bool) -> "FeasibleSite":
        """Meet the limits that exclude a site, by its id, or also those that are not known to be met."""
        stated = site_row(ranking, site)
        row = stated.row(0, named=True)
        screened = [limit for limit in screening(ranking, row) if not limit.is_warning and limit.truth != "met"]
        limits = UnmetLimitReader(ranking.criteria).read(screened, row)
        unmet = tuple(limit for limit in limits if limit.excludes or unknown_too)
        feasible = scored(_changed(stated, _met_by(unmet)), ranking.criteria).row(0, named=True)
        scored_figures = tuple(figure for figure in figures(ranking.criteria) if figure.scored)
        return cls(ranking, scored_figures, stated, unmet, feasible)

    @property
    def score(self) -> float:
        return float(self.row[names.SCORE])

    @property
    def highest(self) -> float:
        """The score with every measure at its best permitted value."""
        movable = [figure for figure in self.figures if is_possible(figure)]
        return self.score + sum(float(figure.weight) * (best_value(figure) - self.value(figure)) for figure in movable)

    @property
    def is_possible(self) -> bool:
        """Whether all unmet limits can be met."""
        return all(limit.is_possible for limit in self.unmet)

    def value(self, criterion: Criterion) -> float:
        """Return the value that counts in the score."""
        if len(criterion.readers) == 1:
            low, high = self.row[names.value_low(criterion)], self.row[names.value_high(criterion)]
            return value_that_counts(float(low), float(high), self.ranking.criteria.unknown)
        readers = [reader for reader in criterion.readers if reader.scored]
        return sum(float(reader.weight / criterion.weight) * self.value(reader) for reader in readers)

    def can_gain(self, criterion: Criterion) -> bool:
        return is_possible(criterion) and best_value(criterion) > self.value(criterion) + TOLERANCE

    def unmet_limit(self, criterion: Criterion) -> UnmetLimit | None:
        return next((limit for limit in self.unmet if limit.criterion.id == criterion.id), None)

    def unmet_besides(self, criteria: Iterable[Criterion]) -> tuple[UnmetLimit, ...]:
        """Return the unmet limits on other measures than those of some criteria."""
        ids = {criterion.id for criterion in criteria}
        return tuple(limit for limit in self.unmet if limit.criterion.id not in ids)

    def stated_measure(self, criterion: Criterion) -> Measured:
        """Return the measure as it is in the ranking."""
        return Measured.of(self.stated.row(0, named=True), criterion)

    def feasible_measure(self, criterion: Criterion) -> Measured:
        """Return the measure with the unmet limits met."""
        return Measured.of(self.row, criterion)

    def scores_with(self, variants: Sequence[Iterable[Measured]]) -> list[float]:
        """Return the score of the feasible site with the other measures of each variant."""
        feasible = _changed(self.stated, _met_by(self.unmet))
        changed = [_changed(feasible, variant) for variant in variants]
        return scored(pl.concat(changed), self.ranking.criteria)[names.SCORE].to_list() if changed else []


def _met_by(unmet: Iterable[UnmetLimit]) -> list[Measured]:
    return [limit.to for limit in unmet if limit.to is not None]


def _changed(site: pl.DataFrame, measures: Iterable[Measured]) -> pl.DataFrame:
    """Return a site with other measures; of two for one criterion the later one holds."""
    for measure in measures:
        site = site.with_columns(measure.as_columns())
    return site


def best_value(criterion: Criterion) -> float:
    """Return the highest value that a permitted measure has."""
    if criterion.kind != "number" or criterion.value is None:
        return max(values_at(criterion, permitted_categories(criterion)))
    span = permitted(criterion)
    turns = (place for place in criterion.value.turns if place in span)
    return max(values_at(criterion, [span.low, span.high, *turns]))


@dataclass(frozen=True, slots=True)
class SingleChange:
    """A change of one measure, or its being found out, that reaches a score."""

    measured: Measured
    to: Measured
    """The nearest measure that reaches the score, or the part of the known interval that does."""
    score: float
    """The score with the change, at least."""
    effort: Effort
    """The effort of the change and of meeting the limits on other measures."""

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change but only be found out."""
        return is_part(self.to, self.measured)

    @property
    def by(self) -> float | None:
        """How far a number moves; None when it need only be found out, or for a category."""
        return None if self.is_finding_out else distance(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Say whether another number is worth as much."""
        return is_as_good(place, self.to)


def single_changes(site: FeasibleSite, needed: float) -> tuple[SingleChange, ...]:
    """Return every change of one measure that reaches a score.

    Measures that need only be found out come first, then those of the least effort.
    """
    lacking = needed - site.score
    if lacking <= TOLERANCE:
        return ()
    targets = [to for figure in site.figures if (to := _sufficient_measure(site, figure, lacking)) is not None]
    scores = zip(targets, _least_scores(site, targets), strict=True)
    changes = (_single_change(site, to, score) for to, score in scores if score >= needed - TOLERANCE)
    return tuple(
        sorted(changes, key=lambda change: (not change.is_finding_out, not change.effort.is_whole, change.effort.least))
    )


def _single_change(site: FeasibleSite, to: Measured, score: float) -> SingleChange:
    measured = site.stated_measure(to.criterion)
    others = [limit.effort for limit in site.unmet_besides([to.criterion])]
    of_change = Effort() if is_part(to, measured) else effort(measured, to)
    return SingleChange(measured, to, score, Effort.of([*others, of_change]))


def _sufficient_measure(site: FeasibleSite, criterion: Criterion, lacking: float) -> Measured | None:
    """Return the nearest measure that alone brings the lacking points; None when none does."""
    value = site.value(criterion) + lacking / float(criterion.weight)
    able = is_possible(criterion) and best_value(criterion) >= value - value_tolerance(criterion)
    return nearest(site.stated_measure(criterion), min(value, 100.0)) if able else None


def is_part(to: Measured, measured: Measured) -> bool:
    """Say whether a measure that is not exactly known may turn out to be another one."""
    return not measured.is_exact and (measured.low is None or distance(measured, to) == 0)


def is_as_good(place: float, to: Measured) -> bool:
    """Say whether a number is permitted and worth as much as another measure."""
    if to.low is None or place not in permitted(to.criterion):
        return False
    found, aim = values_at(to.criterion, [place, to.low])
    return found >= aim


def _least_scores(site: FeasibleSite, targets: list[Measured]) -> list[float]:
    """Return the least score of the site with each of some measures."""
    ends = [end for to in targets for end in _ends(to)]
    scores = site.scores_with([[end] for end in ends])
    return [min(pair) for pair in zip(scores[::2], scores[1::2], strict=True)]


def _ends(to: Measured) -> tuple[Measured, Measured]:
    if to.low is None or to.high is None:
        return to, to
    return Measured.at(to.criterion, to.low), Measured.at(to.criterion, to.high)


def nearest(measured: Measured, value: float) -> Measured | None:
    """Return the permitted measures with a value that lie nearest to what is known; None without any."""
    if measured.low is None or measured.high is None:
        return _category(measured, value)
    span = permitted(measured.criterion)
    low, high = (min(max(end, span.low), span.high) for end in (measured.low, measured.high))
    overlaps = measured.low <= span.high and measured.high >= span.low
    inside = _inside(measured.criterion, low, high, value) if overlaps and not measured.is_exact else None
    return inside or _outside(measured, (low, span.low), (high, span.high), value)


def _inside(criterion: Criterion, low: float, high: float, value: float) -> Measured | None:
    """Return the part of an interval from the first to the last measure with a value.

    Where the value is lower in between, return the first measure alone.
    """
    first = first_reaching(criterion, low, high, value)
    last = first_reaching(criterion, high, low, value)
    if first is None or last is None or criterion.value is None:
        return None
    turns = [place for place in criterion.value.turns if first < place < last]
    dips = any(worth < value - value_tolerance(criterion) for worth in values_at(criterion, turns))
    return Measured(criterion, first, first if dips else last)


def _outside(measured: Measured, down: tuple[float, float], up: tuple[float, float], value: float) -> Measured | None:
    """Return the nearer of the first measures with a value below and above what is known."""
    criterion = measured.criterion
    found = [first_reaching(criterion, start, end, value) for start, end in (down, up)]
    reaching = [Measured.at(criterion, number) for number in found if number is not None]
    return min(reaching, key=lambda other: distance(measured, other) or 0.0, default=None)


def _category(measured: Measured, value: float) -> Measured | None:
    """Return the category of the least effort among those with enough value; among equals the lowest value."""
    criterion = measured.criterion
    efforts = criterion.effort if isinstance(criterion.effort, Mapping) and measured.is_exact else {}
    worths = dict(
        zip(permitted_categories(criterion), values_at(criterion, permitted_categories(criterion)), strict=True)
    )
    enough = [category for category, worth in worths.items() if worth >= value - value_tolerance(criterion)]
    best = min(enough, key=lambda category: (efforts.get(category, inf), worths[category]), default=None)
    return None if best is None else Measured.at(criterion, best)
