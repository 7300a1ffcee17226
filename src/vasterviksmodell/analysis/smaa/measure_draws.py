"""Measures that are not exactly known, drawn within what is known of them.

A number is drawn uniformly between its ends, a category among those that are declared, all equally likely; sites and
columns are independent of each other. Criteria that read one column share its measure. What the drawn measures are
worth, and whether they meet requirements, the definitions of `scoring` say. Drawn are only the measures that matter:
those whose value or requirement is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
import polars as pl

from vasterviksmodell.analysis.smaa.drawn_columns import Categories, Column, Flags, Numbers, Outcome, Places
from vasterviksmodell.analysis.smaa.open_ends import drawn_range
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion, Range
from vasterviksmodell.criteria.model import common_categories
from vasterviksmodell.scoring import names
from vasterviksmodell.sites import columns


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What draws made of the sites with open measures."""

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
    """m × sites: what counts where a measure is not open."""
    low: Floats
    """m × sites: the least that each can be worth."""
    high: Floats
    rows: Mapping[str, int]
    """The row of each scored criterion."""
    columns: tuple[Column, ...]

    def drawn(self, generator: np.random.Generator, number: int) -> Drawn:
        values = np.repeat(self.values[:, None, :], number, axis=1)
        excluded = np.zeros((number, len(self.sites)), dtype=np.bool_)
        for column in self.columns:
            outcome = column.drawn(generator, number)
            for id, it in outcome.values.items():
                values[self.rows[id]][:, column.places] = it
            excluded[:, column.places] |= outcome.excluded
        return Drawn(values, excluded)

    def only(self, chosen: Places) -> "MeasureDraws":
        """The same for some of its sites, in another order."""
        number = np.full(len(self.sites), -1, dtype=np.intp)
        number[chosen] = np.arange(len(chosen))
        kept = tuple(it for column in self.columns if (it := column.only(number)).places.size)
        low, high, values = (it[:, chosen] for it in (self.low, self.high, self.values))
        return replace(self, sites=self.sites[chosen], values=values, low=low, high=high, columns=kept)


def measure_draws(criteria: Criteria, frame: pl.DataFrame) -> tuple[MeasureDraws, dict[str, Range]]:
    """How the open measures of ranked sites are drawn; and, by criterion id, how far where a range has no end.

    `frame` is that of a `Ranking` without the excluded sites.
    """
    found = [(them, _open(them, frame)) for them in criteria.reading if any(map(_matters, them))]
    open_in = [(them, places) for them, places in found if places.size]
    sites = np.unique(np.concatenate([np.array([], dtype=np.intp), *(places for _, places in open_in)]))
    made = [_column(them, frame[places], np.searchsorted(sites, places)) for them, places in open_in]
    low, high = (
        np.array([frame[name(it)].to_numpy()[sites] for it in criteria.scored], dtype=np.float64)
        for name in (names.value_low, names.value_high)
    )
    rows = {it.id: row for row, it in enumerate(criteria.scored)}
    cut = {
        it.id: span for (them, _), (_, span) in zip(open_in, made, strict=True) if span for it in them if _matters(it)
    }
    return MeasureDraws(sites, low, low, high, rows, tuple(column for column, _ in made)), cut


def _matters(criterion: Criterion) -> bool:
    return criterion.scored or criterion.requirement is not None


def _open(criteria: Sequence[Criterion], frame: pl.DataFrame) -> Places:
    """The sites whose value or requirement by one of some criteria is open."""
    open_ = np.zeros(frame.height, dtype=np.bool_)
    for it in criteria:
        if it.scored:
            open_ |= (frame[names.value_low(it)] < frame[names.value_high(it)]).to_numpy()
        if it.requirement is not None:
            open_ |= (frame[names.requirement(it)] == "unknown").to_numpy()
    return np.flatnonzero(open_)


def _column(criteria: tuple[Criterion, ...], frame: pl.DataFrame, places: Places) -> tuple[Column, Range | None]:
    """The column that some criteria read, of the sites of a frame; and how far it is drawn if its range has no end."""
    if criteria[0].kind != "number":
        return Categories(places, Outcome.of_categories(common_categories(criteria), criteria)), None
    low = np.max([frame[columns.low(it)].to_numpy() for it in criteria], axis=0)
    high = np.min([frame[columns.high(it)].to_numpy() for it in criteria], axis=0)
    is_open = bool(np.isinf(low).any() or np.isinf(high).any())
    declared = Range(max(it.range.low for it in criteria), min(it.range.high for it in criteria))
    span = drawn_range(criteria, declared)
    from_ = np.where(low == -inf, np.minimum(span.low, high), low)
    to = np.where(high == inf, span.high, high)
    return Numbers(places, criteria, from_, np.maximum(from_, to)), span if is_open else None
