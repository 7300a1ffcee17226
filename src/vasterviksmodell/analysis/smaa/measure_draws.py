"""Measures that are not exactly known, drawn within what is known of them.

A number is drawn uniformly between its ends, a category from the declared ones with equal probability; sites and
columns are independent. Criteria that read one column share its measure. The values of drawn measures and the truth of
their requirements come from the definitions in `scoring`. Only measures whose value or requirement is open are drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion, Limits, Range
from vasterviksmodell.criteria.model import common_categories
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.raw_columns import Measure
from vasterviksmodell.scoring.requirements import NOT_MET, truth
from vasterviksmodell.sites import columns

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
_DRAWN = "drawn"


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The values of measures by criterion id, and which measures exclude their site."""

    values: Mapping[str, Floats]
    excluded: Flags

    @classmethod
    def of(cls, measures: pl.Series, criteria: Sequence[Criterion]) -> "Outcome":
        """Evaluate known measures, by the definitions that rank sites."""
        measure = pl.col(_DRAWN)
        worth = {
            criterion.id: criterion.value.expression(measure, pl)
            for criterion in criteria
            if criterion.scored and criterion.value is not None
        }
        met = {
            names.requirement(criterion): truth(Measure(criterion, (_DRAWN,), pl), criterion.requirement)
            for criterion in criteria
            if criterion.requirement is not None
        }
        frame = measures.alias(_DRAWN).to_frame().with_columns(**worth, **met)
        excluded = np.zeros(len(measures), dtype=np.bool_)
        for name in met:
            excluded |= (frame[name] == NOT_MET).to_numpy()
        return cls({name: frame[name].to_numpy() for name in worth}, excluded)

    @classmethod
    def of_categories(cls, categories: Sequence[str], criteria: Sequence[Criterion]) -> "Outcome":
        """Evaluate each category, which criteria may spell differently."""
        each = [
            cls.of(pl.Series(map(criterion.spelled, categories), dtype=pl.String), [criterion])
            for criterion in criteria
        ]
        values = {id: worth for outcome in each for id, worth in outcome.values.items()}
        return cls(values, np.any([outcome.excluded for outcome in each], axis=0))


class Column(Protocol):
    """A column of measures, some of them open."""

    @property
    def places(self) -> Places:
        """The sites whose measure is open, as numbers among those that have any."""

    def drawn(self, generator: np.random.Generator, number: int) -> Outcome:
        """Return the outcome of draws, each array draws × places."""

    def only(self, number: Places) -> "Column":
        """Return the column for some of the sites; `number` holds the new number of each, −1 for the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    places: Places
    criteria: tuple[Criterion, ...]
    low: Floats
    high: Floats

    def drawn(self, generator: np.random.Generator, number: int) -> Outcome:
        share = generator.random((number, len(self.places)))
        measures = np.clip(self.low * (1 - share) + self.high * share, self.low, self.high)
        outcome = Outcome.of(pl.Series(measures.ravel()), self.criteria)
        values = {id: worths.reshape(measures.shape) for id, worths in outcome.values.items()}
        return Outcome(values, outcome.excluded.reshape(measures.shape))

    def only(self, number: Places) -> "Numbers":
        places = number[self.places]
        kept = places >= 0
        return replace(self, places=places[kept], low=self.low[kept], high=self.high[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    places: Places
    outcome: Outcome
    """Of each category."""

    def drawn(self, generator: np.random.Generator, number: int) -> Outcome:
        category = generator.integers(len(self.outcome.excluded), size=(number, len(self.places)))
        return Outcome(
            {id: worths[category] for id, worths in self.outcome.values.items()}, self.outcome.excluded[category]
        )

    def only(self, number: Places) -> "Categories":
        places = number[self.places]
        return replace(self, places=places[places >= 0])


_FARTHEST = 1e300
"""Numbers beyond this overflow."""


def drawn_range(criteria: Sequence[Criterion], span: Range) -> Range:
    """Return a finite range for the criteria that read one measure; the range itself when it is finite."""
    if isfinite(span.low) and isfinite(span.high):
        return span
    ends, jumps = (
        [min(max(place, -_FARTHEST), _FARTHEST) for criterion in criteria for place in found(criterion)]
        for found in (_slopes, _jumps)
    )
    places = [*ends, *jumps, *filter(isfinite, (span.low, span.high))] or [0.0]
    low = span.low if isfinite(span.low) else min(places)
    high = span.high if isfinite(span.high) else max(places)
    lowest, highest = min([low, *(2 * jump - high for jump in jumps)]), max([high, *(2 * jump - low for jump in jumps)])
    if lowest == highest:  # all that matters happens at one place
        lowest, highest = lowest - 1, highest + 1
    return Range(max(span.low, lowest), min(span.high, highest))


def _slopes(criterion: Criterion) -> tuple[float, ...]:
    """Return the measures between which the value changes steadily."""
    return criterion.value.slopes if criterion.scored and criterion.value else ()


def _jumps(criterion: Criterion) -> tuple[float, ...]:
    """Return the measures at which the value jumps or a requirement begins to fail."""
    limit = criterion.requirement
    limits = filter(isfinite, (limit.at_least, limit.at_most)) if isinstance(limit, Limits) else ()
    return (*(criterion.value.jumps if criterion.scored and criterion.value else ()), *limits)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The drawn values of the sites with open measures."""

    values: Floats
    """m × draws × sites."""
    excluded: Flags
    """Draws × sites: whether a requirement is not met."""


@dataclass(frozen=True, slots=True, eq=False)
class MeasureDraws:
    """The sites with open measures, and how these are drawn."""

    sites: Places
    """The sites, as numbers in the ranking."""
    values: Floats
    """m × sites: the values where a measure is not open."""
    low: Floats
    """m × sites: the lowest possible values."""
    high: Floats
    rows: Mapping[str, int]
    """The row of each scored criterion."""
    columns: tuple[Column, ...]

    def drawn(self, generator: np.random.Generator, number: int) -> Drawn:
        values = np.repeat(self.values[:, None, :], number, axis=1)
        excluded = np.zeros((number, len(self.sites)), dtype=np.bool_)
        for column in self.columns:
            outcome = column.drawn(generator, number)
            for id, worths in outcome.values.items():
                values[self.rows[id]][:, column.places] = worths
            excluded[:, column.places] |= outcome.excluded
        return Drawn(values, excluded)

    def only(self, chosen: Places) -> "MeasureDraws":
        """Return the draws of some of the sites, in another order."""
        number = np.full(len(self.sites), -1, dtype=np.intp)
        number[chosen] = np.arange(len(chosen))
        kept = tuple(reduced for column in self.columns if (reduced := column.only(number)).places.size)
        low, high, values = (value[:, chosen] for value in (self.low, self.high, self.values))
        return replace(self, sites=self.sites[chosen], values=values, low=low, high=high, columns=kept)


def measure_draws(criteria: Criteria, frame: pl.DataFrame) -> tuple[MeasureDraws, dict[str, Range]]:
    """Return how the open measures of ranked sites are drawn; and, by criterion id, how far where a range has no end.

    `frame` is that of a `Ranking` without the excluded sites.
    """
    found = [(readers, _open(readers, frame)) for readers in criteria.reading if any(map(_matters, readers))]
    open_in = [(readers, places) for readers, places in found if places.size]
    sites = np.unique(np.concatenate([np.array([], dtype=np.intp), *(places for _, places in open_in)]))
    made = [_column(readers, frame[places], np.searchsorted(sites, places)) for readers, places in open_in]
    low, high = (
        np.array([frame[name(criterion)].to_numpy()[sites] for criterion in criteria.scored], dtype=np.float64)
        for name in (names.value_low, names.value_high)
    )
    rows = {criterion.id: row for row, criterion in enumerate(criteria.scored)}
    cut = {
        criterion.id: span
        for (readers, _), (_, span) in zip(open_in, made, strict=True)
        if span
        for criterion in readers
        if _matters(criterion)
    }
    return MeasureDraws(sites, low, low, high, rows, tuple(column for column, _ in made)), cut


def _matters(criterion: Criterion) -> bool:
    return criterion.scored or criterion.requirement is not None


def _open(criteria: Sequence[Criterion], frame: pl.DataFrame) -> Places:
    """Return the sites whose value or requirement by one of some criteria is open."""
    open_ = np.zeros(frame.height, dtype=np.bool_)
    for criterion in criteria:
        if criterion.scored:
            open_ |= (frame[names.value_low(criterion)] < frame[names.value_high(criterion)]).to_numpy()
        if criterion.requirement is not None:
            open_ |= (frame[names.requirement(criterion)] == "unknown").to_numpy()
    return np.flatnonzero(open_)


def _column(criteria: tuple[Criterion, ...], frame: pl.DataFrame, places: Places) -> tuple[Column, Range | None]:
    """Return the column that some criteria read, of the sites of a frame.

    And how far it is drawn if its range has no end.
    """
    if criteria[0].kind != "number":
        return Categories(places, Outcome.of_categories(common_categories(criteria), criteria)), None
    low = np.max([frame[columns.low(criterion)].to_numpy() for criterion in criteria], axis=0)
    high = np.min([frame[columns.high(criterion)].to_numpy() for criterion in criteria], axis=0)
    is_open = bool(np.isinf(low).any() or np.isinf(high).any())
    declared = Range(
        max(criterion.range.low for criterion in criteria), min(criterion.range.high for criterion in criteria)
    )
    span = drawn_range(criteria, declared)
    from_ = np.where(low == -inf, np.minimum(span.low, high), low)
    to = np.where(high == inf, span.high, high)
    return Numbers(places, criteria, from_, np.maximum(from_, to)), span if is_open else None
