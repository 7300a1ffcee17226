"""Measures that are not exactly known, drawn within what is known of them.

A number is drawn uniformly between its ends, a category from the declared ones with equal probability; sites and
columns are independent. Criteria that read one column share its measure. The values of drawn measures and the truth of
their requirements come from the definitions in `scoring`. Only measures whose value or requirement is open are drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf, isfinite, prod
from typing import Any, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.blocks import Block, Purpose
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion, Limits, Range
from vasterviksmodell.criteria.model import common_categories
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.measure import Measure
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
    def read(cls, frame: pl.DataFrame, criteria: Sequence[Criterion], shape: tuple[int, ...]) -> "Outcome":
        """Read the outcome of so many measures from the columns of `expressions`, below which others may stand."""
        count = prod(shape)
        values = {
            criterion.id: frame[criterion.id][:count].to_numpy().reshape(shape)
            for criterion in criteria
            if criterion.scored and criterion.value is not None
        }
        excluded = np.zeros(count, dtype=np.bool_)
        for criterion in criteria:
            if criterion.requirement is not None:
                excluded |= (frame[names.requirement(criterion)][:count] == NOT_MET).to_numpy()
        return cls(values, excluded.reshape(shape))

    @classmethod
    def of_categories(cls, categories: Sequence[str], criteria: Sequence[Criterion]) -> "Outcome":
        """Evaluate each category, which criteria may spell differently."""
        each = [
            cls.read(
                pl.DataFrame({_DRAWN: [*map(criterion.spelled, categories)]}).with_columns(
                    **expressions(_DRAWN, [criterion])
                ),
                [criterion],
                (len(categories),),
            )
            for criterion in criteria
        ]
        values = {id: worth for outcome in each for id, worth in outcome.values.items()}
        return cls(values, np.any([outcome.excluded for outcome in each], axis=0))


def expressions(name: str, criteria: Sequence[Criterion]) -> dict[str, pl.Expr]:
    """Return the values and truths of known measures in a column, by the definitions that rank sites."""
    worth = {
        criterion.id: criterion.value.expression(pl.col(name), pl)
        for criterion in criteria
        if criterion.scored and criterion.value is not None
    }
    met = {
        names.requirement(criterion): truth(Measure(criterion, (name,), pl), criterion.requirement)
        for criterion in criteria
        if criterion.requirement is not None
    }
    return worth | met


class Column(Protocol):
    """A column of measures, some of them open."""

    @property
    def places(self) -> Places:
        """The sites whose measure is open, as numbers among those that have any."""

    @property
    def name(self) -> str:
        """The column of the drawn measures in the frame in which they are evaluated."""

    @property
    def expressions(self) -> Mapping[str, pl.Expr]:
        """What is evaluated of the drawn measures, by the names of the columns; nothing where all is known."""

    def drawn(self, generator: np.random.Generator, number: int) -> NDArray[Any]:
        """Return what is drawn, draws × places: where in its interval a measure lies, or the number of a category."""

    def measures(self, drawn: NDArray[Any]) -> Floats:
        """Return the measures that are evaluated."""

    def outcome(self, drawn: NDArray[Any], evaluated: pl.DataFrame) -> Outcome:
        """Return the outcome of what was drawn, for which the frame has the evaluated columns."""

    def only(self, number: Places) -> "Column":
        """Return the column for some of the sites; `number` holds the new number of each, −1 for the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    name: str
    places: Places
    criteria: tuple[Criterion, ...]
    expressions: Mapping[str, pl.Expr]
    low: Floats
    high: Floats

    def drawn(self, generator: np.random.Generator, number: int) -> NDArray[Any]:
        return generator.random((number, len(self.places)))

    def measures(self, drawn: NDArray[Any]) -> Floats:
        measures: Floats = 1 - drawn
        measures *= self.low
        measures += self.high * drawn
        return np.clip(measures, self.low, self.high, out=measures)

    def outcome(self, drawn: NDArray[Any], evaluated: pl.DataFrame) -> Outcome:
        return Outcome.read(evaluated, self.criteria, drawn.shape)

    def only(self, number: Places) -> "Numbers":
        places = number[self.places]
        kept = places >= 0
        return replace(self, places=places[kept], low=self.low[kept], high=self.high[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    places: Places
    of_each: Outcome
    """Of each category."""
    name: str = ""
    expressions: Mapping[str, pl.Expr] = field(default_factory=dict)

    def drawn(self, generator: np.random.Generator, number: int) -> NDArray[Any]:
        return generator.integers(len(self.of_each.excluded), size=(number, len(self.places)))

    def measures(self, drawn: NDArray[Any]) -> Floats:  # noqa: ARG002 - the categories are evaluated already
        return np.empty((0, len(self.places)))

    def outcome(self, drawn: NDArray[Any], evaluated: pl.DataFrame) -> Outcome:  # noqa: ARG002 - all are known
        values = {id: worths[drawn] for id, worths in self.of_each.values.items()}
        return Outcome(values, self.of_each.excluded[drawn])

    def only(self, number: Places) -> "Categories":
        places = number[self.places]
        return replace(self, places=places[places >= 0])


def outcomes(columns: Sequence[Column], drawn: Sequence[NDArray[Any]]) -> list[Outcome]:
    """Evaluate what was drawn in each column (draws × places), all columns in one step: each has a cost of its own."""
    evaluated = [(column, found) for column, found in zip(columns, drawn, strict=True) if column.expressions]
    longest = max((found.size for _, found in evaluated), default=0)
    measures = np.zeros((len(evaluated), longest))
    for row, (column, found) in zip(measures, evaluated, strict=True):
        row[: found.size] = column.measures(found).ravel()
    frame = pl.DataFrame({column.name: row for row, (column, _) in zip(measures, evaluated, strict=True)})
    of_all = frame.select(expr.alias(name) for column, _ in evaluated for name, expr in column.expressions.items())
    return [column.outcome(found, of_all) for column, found in zip(columns, drawn, strict=True)]


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
    """What is drawn of the sites with open measures."""

    known: Floats
    """m × sites: the values where a measure is not open."""
    worths: Sequence[Sequence[tuple[Places, Floats]]]
    """By criterion: the places of sites with the drawn values of their measures, all draws × places."""
    excluding: Sequence[tuple[Places, Flags]]
    """The places of sites with whether a requirement is not met, all draws × places."""
    draws: slice
    """Which of all draws these are."""

    @property
    def shape(self) -> tuple[int, int]:
        """Draws and sites."""
        return self.draws.stop - self.draws.start, self.known.shape[1]

    @property
    def excluded(self) -> Flags:
        """Draws × sites: whether a requirement is not met."""
        excluded = np.zeros(self.shape, dtype=np.bool_)
        for places, flags in self.excluding:
            excluded[:, places] |= flags[self.draws]
        return excluded

    def weighted(self, weights: Floats) -> Floats:
        """Return Σ value · weight (draws × sites) by weights draws × m, in the order of the criteria, as `weighted`."""
        total, part = np.zeros(self.shape), np.empty(self.shape)
        for known, worths, weight in zip(self.known, self.worths, weights.T, strict=True):
            np.multiply(weight[:, None], known, out=part)
            for places, drawn in worths:
                part[:, places] = weight[:, None] * drawn[self.draws]
            total += part
        return total

    def values(self, room: Floats) -> Floats:
        """Return the values (m × draws × sites) in an array with room for at least so many draws."""
        values = room[:, : self.shape[0]]
        for row, known, worths in zip(values, self.known, self.worths, strict=True):
            row[:] = known
            for places, drawn in worths:
                row[:, places] = drawn[self.draws]
        return values


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

    @property
    def cells(self) -> int:
        """The greatest number of measures that are evaluated in one draw."""
        open_in = [len(column.places) for column in self.columns if column.expressions]
        return len(open_in) * max(open_in, default=0)

    def drawn(self, blocks: Sequence[Block], purpose: Purpose) -> Iterator[Drawn]:
        """Yield what is drawn in each of some blocks, which are evaluated together."""
        generators = [block.generator(purpose) for block in blocks]
        drawn = [
            np.concatenate(
                [column.drawn(generator, block.draws) for generator, block in zip(generators, blocks, strict=True)]
            )
            for column in self.columns
        ]
        placed, end = self._placed(outcomes(self.columns, drawn)), 0
        for block in blocks:
            start, end = end, end + block.draws
            yield Drawn(self.values, *placed, slice(start, end))

    def _placed(self, found: Sequence[Outcome]) -> tuple[list[list[tuple[Places, Floats]]], list[tuple[Places, Flags]]]:
        """Return the drawn values of each scored criterion, and what excludes, each with the places of the sites."""
        values: list[list[tuple[Places, Floats]]] = [[] for _ in self.values]
        excluding: list[tuple[Places, Flags]] = []
        for column, outcome in zip(self.columns, found, strict=True):
            for id, worths in outcome.values.items():
                values[self.rows[id]].append((column.places, worths))
            if outcome.excluded.any():
                excluding.append((column.places, outcome.excluded))
        return values, excluding

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
    made = [_column(readers, frame, places, np.searchsorted(sites, places)) for readers, places in open_in]
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


def _column(
    criteria: tuple[Criterion, ...], frame: pl.DataFrame, sites: Places, places: Places
) -> tuple[Column, Range | None]:
    """Return the column that some criteria read, of some sites of a frame, which have places among those drawn.

    And how far it is drawn if its range has no end.
    """
    if criteria[0].kind != "number":
        return Categories(places, Outcome.of_categories(common_categories(criteria), criteria)), None
    low = np.max([frame[columns.low(criterion)].to_numpy()[sites] for criterion in criteria], axis=0)
    high = np.min([frame[columns.high(criterion)].to_numpy()[sites] for criterion in criteria], axis=0)
    is_open = bool(np.isinf(low).any() or np.isinf(high).any())
    declared = Range(
        max(criterion.range.low for criterion in criteria), min(criterion.range.high for criterion in criteria)
    )
    span = drawn_range(criteria, declared)
    from_ = np.where(low == -inf, np.minimum(span.low, high), low)
    to = np.where(high == inf, span.high, high)
    name = f"{_DRAWN} {criteria[0].id}"
    made = Numbers(name, places, criteria, expressions(name, criteria), from_, np.maximum(from_, to))
    return made, span if is_open else None
