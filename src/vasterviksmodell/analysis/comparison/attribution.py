"""Changes of scores divided among their causes.

A score changes because measures do (data), because value functions and the like do (criteria), or because weights do.
The three are exchanged one after another, in all six orders, and each gets the mean of what its exchange brought (known
as the Shapley value): so the parts sum to the whole whatever depends on what. A criterion that only one side scores
brings its weight and its measures with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from vasterviksmodell.analysis.comparison.hybrid import remeasured, values
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import Truth
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking, interval_columns, sites_of
from vasterviksmodell.sites import Sites

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.hybrid import Values

Exchanged = Literal["data", "criteria", "weights"]
EXCHANGED: tuple[Exchanged, ...] = ("data", "criteria", "weights")
_World = tuple[bool, ...]
"""Whether data, criteria and weights are the new ones."""


def attributed(old: Sites, new: Sites, ids: Sequence[str], keys: Sequence[str]) -> "dict[Exchanged, Values]":
    """By cause, sites × criteria: the points that its exchange brings, the mean over all orders of exchanging."""
    sides = old, new
    worlds: dict[_World, Values] = {}
    for data, criteria in product((False, True), repeat=2):
        valued = values(sides[data], sides[criteria], ids, keys)
        for weights, side in enumerate(sides):
            other = sides[not weights]
            worlds[data, criteria, bool(weights)] = valued * _weights(side.criteria, other.criteria, keys)
    return {
        cause: np.mean([worlds[after] - worlds[before] for before, after in _steps(cause)], axis=0)
        for cause in EXCHANGED
    }


def _weights(criteria: Criteria, others: Criteria, keys: Sequence[str]) -> "Values":
    """The weights of some criteria; one that only the others score has the weight it has there."""
    weights = {it.id: float(it.weight) for side in (others, criteria) for it in side.scored}
    return np.array([weights[key] for key in keys])


def _steps(cause: Exchanged) -> Iterator[tuple[_World, _World]]:
    """The worlds before and after the exchange of one thing, in every order of exchanging all."""
    for order in permutations(EXCHANGED):
        exchanged = order[: order.index(cause)]
        before = tuple(it in exchanged for it in EXCHANGED)
        yield before, tuple(it in exchanged or it == cause for it in EXCHANGED)


_asked = attrgetter("kind", "column", "range", "categories", "requirement")
Row = Mapping[str, Any]
Outcome = Truth | Literal["excluding"]
"""Whether a requirement is met; `excluding` where it is unknown and that excludes."""


@dataclass(frozen=True, slots=True)
class Remeasured:
    """A measure that is not what it was, each time as its own criterion reads it."""

    old: Measured
    new: Measured


@dataclass(frozen=True, slots=True)
class Rescreened:
    """A requirement with another outcome than before."""

    criterion: Criterion
    """As it is now, or as it was when it is gone."""
    old: Outcome | None
    """None when it was not required."""
    new: Outcome | None
    because: tuple[Literal["data", "criteria"], ...]


Reasons = tuple[tuple[Remeasured, ...], tuple[Rescreened, ...]]


@dataclass(frozen=True, slots=True)
class _Requirement:
    """A requirement on one side of a comparison, and the column of the frame in which its outcome stands."""

    column: str
    excludes_unknown: bool

    @classmethod
    def of(cls, criterion: Criterion | None) -> "_Requirement | None":
        if criterion is None or criterion.requirement is None:
            return None
        return cls(names.requirement(criterion), criterion.requirement.unknown == "excluded")

    def outcome(self, row: Row) -> Outcome:
        truth: Truth = row[self.column]
        return "excluding" if truth == "unknown" and self.excludes_unknown else truth


@dataclass(frozen=True, slots=True)
class _Both:
    """What a criterion requires, and required."""

    criterion: Criterion
    """As it is now, or as it was when it is gone."""
    old: _Requirement | None
    new: _Requirement | None
    is_new: bool
    """Whether it asks for something else than before."""


def reasons(old: Ranking, new: Ranking, ids: Sequence[str]) -> dict[str, Reasons]:
    """The reasons for some sites that stand in both rankings, by id, in the order asked for."""
    changed = remeasured(sites_of(old), sites_of(new))
    rows = [{row["id"]: row for row in _rows(side, ids)} for side in (old, new)]
    required = list(_required(old.criteria, new.criteria))
    found = {}
    for id in ids:
        before, after = (side[id] for side in rows)
        measures = (
            Remeasured(Measured.of(before, old.criteria[key]), Measured.of(after, new.criteria[key]))
            for key in changed[id]
        )
        found[id] = tuple(measures), tuple(_rescreened(required, before, after, changed[id]))
    return found


def _rows(ranking: Ranking, ids: Sequence[str]) -> Iterator[Row]:
    """What is known of the sites, and the outcomes of requirements."""
    measures = (column for ends in interval_columns(ranking.criteria).values() for column in ends)
    used = ["id", *measures, *(names.requirement(it) for it in ranking.criteria.screened)]
    return ranking.frame.select(used).filter(pl.col("id").is_in(ids)).iter_rows(named=True)


def _required(old: Criteria, new: Criteria) -> Iterator[_Both]:
    """The criteria that require something, or did."""
    known, asked = old.by_id, new.by_id
    for id, criterion in {**known, **asked}.items():
        before, after = (_Requirement.of(side.get(id)) for side in (known, asked))
        if before or after:
            is_new = id not in known or id not in asked or _asked(known[id]) != _asked(asked[id])
            yield _Both(criterion, before, after, is_new)


def _rescreened(required: Iterable[_Both], before: Row, after: Row, changed: Sequence[str]) -> Iterator[Rescreened]:
    for it in required:
        then = None if it.old is None else it.old.outcome(before)
        now = None if it.new is None else it.new.outcome(after)
        if then != now:
            causes = (("data", it.criterion.id in changed), ("criteria", it.is_new))
            yield Rescreened(it.criterion, then, now, tuple(cause for cause, holds in causes if holds))  # type: ignore[misc]
