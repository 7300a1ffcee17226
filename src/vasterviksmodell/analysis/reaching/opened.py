"""A site as it would be when what excludes it is opened: where every search for more begins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.analysis.figures import figures
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import scored
from vasterviksmodell.analysis.reaching.inverse import values_at
from vasterviksmodell.analysis.reaching.opening import Opening, Openings
from vasterviksmodell.analysis.reaching.permitted import is_possible, permitted, permitted_categories
from vasterviksmodell.analysis.screening import screening
from vasterviksmodell.analysis.search import the_site
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.counting import counting
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE


@dataclass(frozen=True, slots=True)
class Opened:
    """A site of a ranking with some requirements opened, scored."""

    ranking: Ranking
    figures: tuple[Criterion, ...]
    """What can move: for each figure that adds to the score the criterion that stands for it."""
    site: pl.DataFrame
    """The row of the ranking."""
    openings: tuple[Opening, ...]
    row: Mapping[str, Any]
    """The site opened."""

    @classmethod
    def of(cls, ranking: Ranking, site: str, *, unknown_too: bool) -> "Opened":
        """A site, by its id, with what excludes it opened, or also what is not known to be met."""
        found = the_site(ranking, site)
        row = found.row(0, named=True)
        unmet = [it for it in screening(ranking, row) if not it.is_warning and it.truth != "met"]
        openings = Openings(ranking.criteria).of(unmet, row)
        asked = tuple(it for it in openings if it.excludes or unknown_too)
        changed = _changed(found, _to(asked))
        moving = tuple(it for it in figures(ranking.criteria) if it.scored)
        return cls(ranking, moving, found, asked, scored(changed, ranking.criteria).row(0, named=True))

    @property
    def score(self) -> float:
        return float(self.row[names.SCORE])

    @property
    def highest(self) -> float:
        """The score with every measure at the best that it may be."""
        movable = [it for it in self.figures if is_possible(it)]
        return self.score + sum(float(it.weight) * (best_value(it) - self.value(it)) for it in movable)

    @property
    def is_possible(self) -> bool:
        """Whether all can be opened that must be."""
        return all(it.is_possible for it in self.openings)

    def value(self, criterion: Criterion) -> float:
        """The value that counts in the score that ranks."""
        if len(criterion.readers) == 1:
            low, high = self.row[names.value_low(criterion)], self.row[names.value_high(criterion)]
            return counting(float(low), float(high), self.ranking.criteria.unknown)
        scored = [it for it in criterion.readers if it.scored]
        return sum(float(it.weight / criterion.weight) * self.value(it) for it in scored)

    def can_gain(self, criterion: Criterion) -> bool:
        return is_possible(criterion) and best_value(criterion) > self.value(criterion) + TOLERANCE

    def opening(self, criterion: Criterion) -> Opening | None:
        return next((it for it in self.openings if it.criterion.id == criterion.id), None)

    def besides(self, criteria: Iterable[Criterion]) -> tuple[Opening, ...]:
        """What must be opened besides some criteria."""
        ids = {it.id for it in criteria}
        return tuple(it for it in self.openings if it.criterion.id not in ids)

    def before(self, criterion: Criterion) -> Measured:
        """The measure as it is in the ranking."""
        return Measured.of(self.site.row(0, named=True), criterion)

    def after(self, criterion: Criterion) -> Measured:
        """The measure when what must be is opened."""
        return Measured.of(self.row, criterion)

    def scores_with(self, variants: Sequence[Iterable[Measured]]) -> list[float]:
        """The scores that the opened site has with other measures, for each variant."""
        opened = _changed(self.site, _to(self.openings))
        changed = [_changed(opened, variant) for variant in variants]
        return scored(pl.concat(changed), self.ranking.criteria)[names.SCORE].to_list() if changed else []


def _to(openings: Iterable[Opening]) -> list[Measured]:
    return [it.to for it in openings if it.to is not None]


def _changed(site: pl.DataFrame, measures: Iterable[Measured]) -> pl.DataFrame:
    """A site with other measures; the later of two for one criterion holds."""
    for it in measures:
        site = site.with_columns(it.as_columns())
    return site


def best_value(criterion: Criterion) -> float:
    """The highest value of what a measure may be."""
    if criterion.kind != "number" or criterion.value is None:
        return max(values_at(criterion, permitted_categories(criterion)))
    span = permitted(criterion)
    turns = (place for place in criterion.value.turns if place in span)
    return max(values_at(criterion, [span.low, span.high, *turns]))
