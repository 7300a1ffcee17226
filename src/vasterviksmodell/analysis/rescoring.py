"""The scores and statuses of sites after each of many changes of one figure.

They are those that scoring the changed sites anew would give, to the last bit: a score is added up in the order of the
criteria, and what stands before the changed ones is added up once for all changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import integer_weights, value_that_counts
from vasterviksmodell.scoring.measure import Measure
from vasterviksmodell.scoring.requirements import EXCLUDED, NOT_MET, STATUSES, truth

Outcome = float | str
Change = tuple[Criterion, Outcome]
"""A figure, and its exactly known measure."""
_CELLS = 2**16
"""How many scores are added up at a time: so few that they stay in the processor's cache."""
_QUALIFIED, _UNVERIFIED = STATUSES.index("qualified"), STATUSES.index("unverified")


@dataclass(frozen=True, slots=True, eq=False)
class Rescored:
    """Sites after each change."""

    scores: Floats
    """Changes × sites."""
    statuses: NDArray[np.int8]
    """Changes × sites: their numbers, as in `scoring/requirements.py`."""


def rescored(sites: pl.DataFrame, criteria: Criteria, changes: Sequence[Change]) -> Rescored:
    """Return the sites in a ranking's frame after each change, when it alone is made in all of them."""
    return Rescored(_scores(sites, criteria, changes), _statuses(sites, criteria, changes))


def _scores(sites: pl.DataFrame, criteria: Criteria, changes: Sequence[Change]) -> Floats:
    points, whole = integer_weights(criteria)
    number = {criterion.id: place for place, criterion in enumerate(criteria.scored)}
    read = [[number[reader.id] for reader in figure.readers if reader.scored] for figure, _ in changes]
    order = sorted(range(len(changes)), key=lambda change: min(read[change], default=len(number)))
    new = np.full((len(changes), len(number)), np.nan)
    for reader, worths in _evaluated(changes, _value, criteria.scored):
        for change, worth in worths.items():
            new[change, number[reader.id]] = worth * points[reader.id]
    weights = np.array([points[criterion.id] for criterion in criteria.scored])[:, None]

    def scores_by(column: Callable[[Criterion], str]) -> Floats:
        terms = np.array([sites[column(criterion)].to_numpy() for criterion in criteria.scored]) * weights
        found = np.empty((len(changes), sites.height))
        found[order] = _sums(terms, new[order])
        return found if whole == 1 else found / whole

    low = scores_by(names.value_low) if criteria.unknown != "high" else np.empty(0)
    high = scores_by(names.value_high) if criteria.unknown != "low" else np.empty(0)
    return value_that_counts(low, high, criteria.unknown)


def _sums(terms: Floats, new: Floats) -> Floats:
    """Return changes × sites: the sums of the terms (criteria × sites) after each change.

    `new`: changes × criteria, the term of every site, NaN where a change leaves it as it is; those that change the
    first criteria come first.
    """
    found = np.empty((len(new), terms.shape[1]))
    step = max(1, _CELLS // max(1, len(new)))
    for start in range(0, terms.shape[1], step):
        some = slice(start, start + step)
        _add_up(terms[:, some], new, found[:, some])
    return found


def _add_up(terms: Floats, new: Floats, found: Floats) -> None:
    """Add up the terms of some sites, in the order of the criteria, with all changes that have begun."""
    changed = ~np.isnan(new)
    begins = np.where(changed.any(axis=1), changed.argmax(axis=1), len(terms))
    started = np.searchsorted(begins, np.arange(len(terms)), side="right")
    unchanged, before = np.zeros(terms.shape[1]), 0
    for number, term in enumerate(terms):
        now = int(started[number])
        found[before:now] = unchanged
        own = changed[:now, number]
        if own.any():
            rows = np.flatnonzero(own)
            ends = found[rows] + new[rows, number, None]
            found[:now] += term
            found[rows] = ends
        else:
            found[:now] += term
        unchanged, before = unchanged + term, now
    found[before:] = unchanged


def _statuses(sites: pl.DataFrame, criteria: Criteria, changes: Sequence[Change]) -> NDArray[np.int8]:
    """Return the statuses from how many requirements exclude a site and how many are unknown."""
    truths_of = {criterion.id: sites[names.requirement(criterion)] for criterion in criteria.screened}
    excluding = {criterion.id: _excludes(truths_of[criterion.id], criterion) for criterion in criteria.screened}
    unknown = {id: (truths == "unknown").to_numpy() for id, truths in truths_of.items()}
    shape = len(changes), sites.height
    stops, open_ = (np.broadcast_to(_count(of_each, sites.height), shape).copy() for of_each in (excluding, unknown))
    for reader, truths in _evaluated(changes, _truth, criteria.screened):
        for change, met in truths.items():
            stops[change] += (met == NOT_MET) - excluding[reader.id].astype(np.int64)
            open_[change] -= unknown[reader.id]
    code = np.where(open_ > 0, _UNVERIFIED, _QUALIFIED)
    return np.where(stops > 0, EXCLUDED, code).astype(np.int8)


def _excludes(truths: pl.Series, criterion: Criterion) -> NDArray[np.bool_]:
    unknown_too = criterion.requirement is not None and criterion.requirement.unknown == "excluded"
    return truths.is_in(["not_met", "unknown"] if unknown_too else ["not_met"]).to_numpy()


def _count(of_each: Mapping[str, NDArray[np.bool_]], sites: int) -> NDArray[np.int64]:
    return np.sum([*of_each.values()], axis=0, dtype=np.int64) if of_each else np.zeros(sites, dtype=np.int64)


def _value(reader: Criterion, column: str) -> pl.Expr | None:
    return None if reader.value is None else reader.value.expression(pl.col(column), pl)


def _truth(reader: Criterion, column: str) -> pl.Expr | None:
    return None if reader.requirement is None else truth(Measure(reader, (column,), pl), reader.requirement)


def _evaluated(
    changes: Sequence[Change],
    expression: Callable[[Criterion, str], pl.Expr | None],
    chosen: Sequence[Criterion],
) -> Iterator[tuple[Criterion, dict[int, float]]]:
    """Yield what a new measure is to each of the chosen criteria that read it, by the number of the change.

    All are evaluated in one step: each has a cost of its own.
    """
    ids = {criterion.id for criterion in chosen}
    measures: dict[str, dict[int, Outcome]] = {}
    readers = {}
    for number, (figure, outcome) in enumerate(changes):
        for reader in figure.readers:
            if reader.id in ids:
                readers[reader.id] = reader
                spelled = reader.spelled(outcome) if isinstance(outcome, str) else outcome
                measures.setdefault(reader.id, {})[number] = spelled
    longest = max(map(len, measures.values()), default=0)
    frame = pl.DataFrame({id: _column([*known.values()], longest) for id, known in measures.items()})
    found = frame.select(
        expr.alias(id) for id, reader in readers.items() if (expr := expression(reader, id)) is not None
    )
    for id, known in measures.items():
        if id in found.columns:
            yield readers[id], dict(zip(known, found[id].to_list(), strict=False))


def _column(measures: Sequence[Outcome], length: int) -> pl.Series:
    """Return measures as a column, with the last again up to a length."""
    padded = [*measures, *repeat(measures[-1], length - len(measures))]
    return pl.Series(padded, dtype=pl.String if isinstance(padded[0], str) else pl.Float64)
