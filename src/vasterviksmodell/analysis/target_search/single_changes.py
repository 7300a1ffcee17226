"""A site as it would be when what excludes it is opened: where every search for more begins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import polars as pl

from vasterviksmodell.analysis.figures import figures
from vasterviksmodell.analysis.measured import Measured, site_row
from vasterviksmodell.analysis.outcomes import scored, screening
from vasterviksmodell.analysis.target_search.feasibility import UnmetLimit, UnmetLimitReader
from vasterviksmodell.analysis.target_search.inverse import first_reaching, slack, values_at
from vasterviksmodell.analysis.target_search.moves import (
    Effort,
    distance,
    effort,
    is_possible,
    permitted,
    permitted_categories,
)
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import counting
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking


@dataclass(frozen=True, slots=True)
class FeasibleSite:
    """A site of a ranking with some requirements opened, scored."""

    ranking: Ranking
    figures: tuple[Criterion, ...]
    """What can move: for each figure that adds to the score the criterion that stands for it."""
    site: pl.DataFrame
    """The row of the ranking."""
    openings: tuple[UnmetLimit, ...]
    row: Mapping[str, Any]
    """The site opened."""

    @classmethod
    def of(cls, ranking: Ranking, site: str, *, unknown_too: bool) -> "FeasibleSite":
        """Return a site, by its id, with what excludes it opened, or also what is not known to be met."""
        found = site_row(ranking, site)
        row = found.row(0, named=True)
        unmet = [value for value in screening(ranking, row) if not value.is_warning and value.truth != "met"]
        openings = UnmetLimitReader(ranking.criteria).of(unmet, row)
        asked = tuple(opening for opening in openings if opening.excludes or unknown_too)
        changed = _changed(found, _to(asked))
        moving = tuple(figure for figure in figures(ranking.criteria) if figure.scored)
        return cls(ranking, moving, found, asked, scored(changed, ranking.criteria).row(0, named=True))

    @property
    def score(self) -> float:
        return float(self.row[names.SCORE])

    @property
    def highest(self) -> float:
        """The score with every measure at the best that it may be."""
        movable = [figure for figure in self.figures if is_possible(figure)]
        return self.score + sum(float(figure.weight) * (best_value(figure) - self.value(figure)) for figure in movable)

    @property
    def is_possible(self) -> bool:
        """Whether all can be opened that must be."""
        return all(opening.is_possible for opening in self.openings)

    def value(self, criterion: Criterion) -> float:
        """Return the value that counts in the score that ranks."""
        if len(criterion.readers) == 1:
            low, high = self.row[names.value_low(criterion)], self.row[names.value_high(criterion)]
            return counting(float(low), float(high), self.ranking.criteria.unknown)
        scored = [reader for reader in criterion.readers if reader.scored]
        return sum(float(reader.weight / criterion.weight) * self.value(reader) for reader in scored)

    def can_gain(self, criterion: Criterion) -> bool:
        return is_possible(criterion) and best_value(criterion) > self.value(criterion) + TOLERANCE

    def opening(self, criterion: Criterion) -> UnmetLimit | None:
        return next((opening for opening in self.openings if opening.criterion.id == criterion.id), None)

    def besides(self, criteria: Iterable[Criterion]) -> tuple[UnmetLimit, ...]:
        """Return what must be opened besides some criteria."""
        ids = {criterion.id for criterion in criteria}
        return tuple(opening for opening in self.openings if opening.criterion.id not in ids)

    def before(self, criterion: Criterion) -> Measured:
        """Return the measure as it is in the ranking."""
        return Measured.of(self.site.row(0, named=True), criterion)

    def after(self, criterion: Criterion) -> Measured:
        """Return the measure when what must be is opened."""
        return Measured.of(self.row, criterion)

    def scores_with(self, variants: Sequence[Iterable[Measured]]) -> list[float]:
        """Return the scores that the opened site has with other measures, for each variant."""
        opened = _changed(self.site, _to(self.openings))
        changed = [_changed(opened, variant) for variant in variants]
        return scored(pl.concat(changed), self.ranking.criteria)[names.SCORE].to_list() if changed else []


def _to(openings: Iterable[UnmetLimit]) -> list[Measured]:
    return [opening.to for opening in openings if opening.to is not None]


def _changed(site: pl.DataFrame, measures: Iterable[Measured]) -> pl.DataFrame:
    """Return a site with other measures; the later of two for one criterion holds."""
    for measure in measures:
        site = site.with_columns(measure.as_columns())
    return site


def best_value(criterion: Criterion) -> float:
    """Return the highest value of what a measure may be."""
    if criterion.kind != "number" or criterion.value is None:
        return max(values_at(criterion, permitted_categories(criterion)))
    span = permitted(criterion)
    turns = (place for place in criterion.value.turns if place in span)
    return max(values_at(criterion, [span.low, span.high, *turns]))


@dataclass(frozen=True, slots=True)
class SingleChange:
    """One measure changed, or found out, so that a score is reached."""

    measured: Measured
    to: Measured
    """The nearest that reaches it; of what is known, where that can reach it, the part that does."""
    score: float
    """The score then, at least."""
    effort: Effort
    """What it takes, together with what must be opened besides."""

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change, only be found out to be so."""
        return is_part(self.to, self.measured)

    @property
    def by(self) -> float | None:
        """How far a number moves; None when it need only be found out, or is no number."""
        return None if self.is_finding_out else distance(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Say whether another number would do as well."""
        return is_as_good(place, self.to)


def single_changes(opened: FeasibleSite, needed: float) -> tuple[SingleChange, ...]:
    """Return every single measure that reaches a score: what need only be found out first, then the least effort."""
    lacking = needed - opened.score
    if lacking <= TOLERANCE:
        return ()
    places = [to for figure in opened.figures if (to := _place(opened, figure, lacking)) is not None]
    told = zip(places, _scores(opened, places), strict=True)
    found = (_single_change(opened, to, score) for to, score in told if score >= needed - TOLERANCE)
    return tuple(
        sorted(found, key=lambda change: (not change.is_finding_out, not change.effort.is_whole, change.effort.least))
    )


def _single_change(opened: FeasibleSite, to: Measured, score: float) -> SingleChange:
    measured = opened.before(to.criterion)
    besides = [opening.effort for opening in opened.besides([to.criterion])]
    own = Effort() if is_part(to, measured) else effort(measured, to)
    return SingleChange(measured, to, score, Effort.of([*besides, own]))


def _place(opened: FeasibleSite, criterion: Criterion, lacking: float) -> Measured | None:
    """Return where a measure alone brings the points that are lacking."""
    value = opened.value(criterion) + lacking / float(criterion.weight)
    able = is_possible(criterion) and best_value(criterion) >= value - slack(criterion)
    return nearest(opened.before(criterion), min(value, 100.0)) if able else None


def is_part(to: Measured, measured: Measured) -> bool:
    """Say whether a measure that is not exactly known may turn out to be so."""
    return not measured.is_exact and (measured.low is None or distance(measured, to) == 0)


def is_as_good(place: float, to: Measured) -> bool:
    """Say whether a number may be so, and is worth as much as another."""
    if to.low is None or place not in permitted(to.criterion):
        return False
    found, aim = values_at(to.criterion, [place, to.low])
    return found >= aim


def _scores(opened: FeasibleSite, places: list[Measured]) -> list[float]:
    """Return what the site scores at least with each of some measures."""
    ends = [end for to in places for end in _ends(to)]
    scores = opened.scores_with([[end] for end in ends])
    return [min(pair) for pair in zip(scores[::2], scores[1::2], strict=True)]


def _ends(to: Measured) -> tuple[Measured, Measured]:
    if to.low is None or to.high is None:
        return to, to
    return Measured.at(to.criterion, to.low), Measured.at(to.criterion, to.high)


def nearest(measured: Measured, value: float) -> Measured | None:
    """Return the permitted measures worth a value that lie nearest to what is known; None when there are none."""
    if measured.low is None or measured.high is None:
        return _category(measured, value)
    span = permitted(measured.criterion)
    low, high = (min(max(end, span.low), span.high) for end in (measured.low, measured.high))
    overlaps = measured.low <= span.high and measured.high >= span.low
    inside = _inside(measured.criterion, low, high, value) if overlaps and not measured.is_exact else None
    return inside or _outside(measured, (low, span.low), (high, span.high), value)


def _inside(criterion: Criterion, low: float, high: float, value: float) -> Measured | None:
    """Return the part of an interval from the first to the last measure worth a value.

    Where some between are worth less it is the first alone.
    """
    first = first_reaching(criterion, low, high, value)
    last = first_reaching(criterion, high, low, value)
    if first is None or last is None or criterion.value is None:
        return None
    turns = [place for place in criterion.value.turns if first < place < last]
    dips = any(worth < value - slack(criterion) for worth in values_at(criterion, turns))
    return Measured(criterion, first, first if dips else last)


def _outside(measured: Measured, down: tuple[float, float], up: tuple[float, float], value: float) -> Measured | None:
    """Return the first measure worth a value on one of the single_changes out of what is known, the nearer of two."""
    criterion = measured.criterion
    found = [first_reaching(criterion, start, end, value) for start, end in (down, up)]
    places = [Measured.at(criterion, place) for place in found if place is not None]
    return min(places, key=lambda place: distance(measured, place) or 0.0, default=None)


def _category(measured: Measured, value: float) -> Measured | None:
    """Return of the categories worth enough the one that takes the least effort, then the one worth least."""
    criterion = measured.criterion
    efforts = criterion.effort if isinstance(criterion.effort, Mapping) and measured.is_exact else {}
    worths = dict(
        zip(permitted_categories(criterion), values_at(criterion, permitted_categories(criterion)), strict=True)
    )
    enough = [category for category, worth in worths.items() if worth >= value - slack(criterion)]
    best = min(enough, key=lambda category: (efforts.get(category, inf), worths[category]), default=None)
    return None if best is None else Measured.at(criterion, best)
