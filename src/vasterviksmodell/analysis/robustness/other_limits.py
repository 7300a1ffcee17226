"""The order of the sites when a requirement has another limit, or is dropped.

Limits change no score: only whether they are met is found out anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.robustness.variation import Stated, Variation
from vasterviksmodell.criteria import Criterion, Limits
from vasterviksmodell.scoring.ranking import Ranking, interval_columns
from vasterviksmodell.scoring.raw import Measure
from vasterviksmodell.scoring.requirements import status, truth

LimitEnd = Literal["at_least", "at_most"]
FACTORS = (Fraction(4, 5), Fraction(6, 5))
"""By what limits are multiplied: a fifth less, a fifth more."""


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """A requirement with another limit, or without any, and what follows."""

    criterion: Criterion
    """As it is in the criteria file."""
    end: LimitEnd | None
    """Which of its limits is another; None when it is dropped."""
    limit: float | None
    """What it is then; None when it is dropped."""
    variation: Variation

    @property
    def is_dropped(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class _Variant:
    criterion: Criterion
    """With the other requirement."""
    end: LimitEnd | None = None
    limit: float | None = None


def other_limits(ranking: Ranking, stated: Stated) -> tuple[OtherLimit, ...]:
    """Each limit a fifth lower and a fifth higher, and each requirement dropped, in the order of the criteria.

    A limit at 0 has no fifth to be moved by (see `immovable`), and categories are no limit that could move.
    """
    variants = [variant for it in ranking.criteria.screened for variant in _variants(it)]
    statuses = _statuses(ranking, [it.criterion for it in variants])
    return tuple(
        OtherLimit(ranking.criteria[it.criterion.id], it.end, it.limit, stated.varied(statuses=found))
        for it, found in zip(variants, statuses, strict=True)
    )


def immovable(criterion: Criterion) -> bool:
    """Whether a limit of a criterion's requirement is 0, and so is not moved."""
    limits = criterion.requirement
    return isinstance(limits, Limits) and 0 in (limits.at_least, limits.at_most)


def _variants(criterion: Criterion) -> Iterator[_Variant]:
    if isinstance(criterion.requirement, Limits):
        yield from _moved(criterion, criterion.requirement)
    yield _Variant(replace(criterion, requirement=None))


def _moved(criterion: Criterion, limits: Limits) -> Iterator[_Variant]:
    ends: dict[LimitEnd, float] = {"at_least": limits.at_least, "at_most": limits.at_most}
    movable = [(end, Fraction(repr(limit))) for end, limit in ends.items() if isfinite(limit) and limit]
    for end, limit in movable:
        for moved in (float(limit * factor) for factor in FACTORS):
            other = replace(limits, at_least=moved) if end == "at_least" else replace(limits, at_most=moved)
            yield _Variant(replace(criterion, requirement=other), end, moved)


def _statuses(ranking: Ranking, variants: Sequence[Criterion]) -> list[NDArray[np.int8]]:
    """For each variant of a criterion: the statuses of the sites with it instead."""
    if not variants:
        return []
    screened, columns = ranking.criteria.screened, interval_columns(ranking.criteria)
    stated = {it.id: (it, f"stated {it.id}") for it in screened}
    varied = [(it, f"varied {number}") for number, it in enumerate(variants)]
    truths = {
        name: truth(Measure(it, columns[it.id], pl), it.requirement)
        for it, name in (*stated.values(), *varied)
        if it.requirement is not None
    }
    found = {
        name: status([(one, pl.col(of)) for one, of in (stated | {it.id: (it, name)}).values() if of in truths], pl)
        for it, name in varied
    }
    frame = ranking.frame.lazy().with_columns(**truths)
    statuses = frame.with_columns(**{f"status {name}": it for name, it in found.items()}).collect()
    return [statuses[f"status {name}"].to_numpy() for name in found]
