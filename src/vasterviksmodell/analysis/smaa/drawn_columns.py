"""A column of measures, some of them open: drawn, valued and screened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.measures import Measure
from vasterviksmodell.scoring.requirements import NOT_MET, truth

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
_DRAWN = "drawn"


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What measures are worth by criterion id, and which exclude their site."""

    values: Mapping[str, Floats]
    excluded: Flags

    @classmethod
    def of(cls, measures: pl.Series, criteria: Sequence[Criterion]) -> "Outcome":
        """The outcome of known measures, by the definitions that rank sites."""
        measure = pl.col(_DRAWN)
        worth = {it.id: it.value.expression(measure, pl) for it in criteria if it.scored and it.value is not None}
        met = {
            names.requirement(it): truth(Measure(it, (_DRAWN,), pl), it.requirement)
            for it in criteria
            if it.requirement is not None
        }
        frame = measures.alias(_DRAWN).to_frame().with_columns(**worth, **met)
        excluded = np.zeros(len(measures), dtype=np.bool_)
        for name in met:
            excluded |= (frame[name] == NOT_MET).to_numpy()
        return cls({name: frame[name].to_numpy() for name in worth}, excluded)

    @classmethod
    def of_categories(cls, categories: Sequence[str], criteria: Sequence[Criterion]) -> "Outcome":
        """The outcome of each category, which criteria may write in different ways."""
        each = [cls.of(pl.Series(map(it.spelled, categories), dtype=pl.String), [it]) for it in criteria]
        values = {id: worth for it in each for id, worth in it.values.items()}
        return cls(values, np.any([it.excluded for it in each], axis=0))


class Column(Protocol):
    """A column of measures, some of them open."""

    @property
    def places(self) -> Places:
        """The sites whose measure is open, as numbers among those that have any."""

    def drawn(self, generator: np.random.Generator, number: int) -> Outcome:
        """The outcome of draws, each array draws × places."""

    def only(self, number: Places) -> "Column":
        """The same for some of the sites, renumbered: `number` holds the new number of each, −1 for those that go."""


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
        values = {id: it.reshape(measures.shape) for id, it in outcome.values.items()}
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
        return Outcome({id: it[category] for id, it in self.outcome.values.items()}, self.outcome.excluded[category])

    def only(self, number: Places) -> "Categories":
        places = number[self.places]
        return replace(self, places=places[places >= 0])
