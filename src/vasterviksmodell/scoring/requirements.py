"""Screening: whether a requirement is met, not met or unknown, and what that makes of a site."""

from collections.abc import Sequence
from math import inf
from typing import Literal, get_args

import narwhals as nw

from vasterviksmodell.criteria import Allowed, Criterion, Limits, Requirement
from vasterviksmodell.scoring.measures import Measure

Status = Literal["qualified", "unverified", "excluded"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""In the order of the numbers that stand for them in a frame."""
EXCLUDED = STATUSES.index("excluded")
MET, NOT_MET = 1, 0
"""How the truth of a requirement stands in a frame; unknown is null."""


def truth(measure: Measure, limit: Requirement) -> nw.Expr:
    """1 when all that the measure can be meets the limit, 0 when nothing does, else null."""
    if isinstance(limit, Limits):
        met, failed = _within(measure, limit)
    else:
        met, failed = _among(measure, limit)
    return nw.when(met).then(nw.lit(MET)).otherwise(nw.when(failed).then(nw.lit(NOT_MET)))


def _within(measure: Measure, limit: Limits) -> tuple[nw.Expr, nw.Expr]:
    low, high = measure.low, measure.high
    met, failed = nw.lit(value=True), nw.lit(value=False)
    if limit.at_least > -inf:
        met, failed = met & (low >= limit.at_least), failed | (high < limit.at_least)
    if limit.at_most < inf:
        met, failed = met & (high <= limit.at_most), failed | (low > limit.at_most)
    return met, failed


def _among(measure: Measure, limit: Allowed) -> tuple[nw.Expr, nw.Expr]:
    anything = nw.lit(value=set(limit.categories) == set(measure.criterion.categories))
    if not measure.columns:
        return anything, nw.lit(value=False)
    category = measure.first
    met = category.is_in(limit.categories).fill_null(value=False)
    return met | anything, ~met & ~category.is_null()


def status(screened: Sequence[tuple[Criterion, nw.Expr]]) -> nw.Expr:
    """The number of a site's status from the truth of each requirement."""
    if not screened:
        return nw.lit(STATUSES.index("qualified"), nw.Int8)
    failed = nw.any_horizontal(*(_fails(it, met) for it, met in screened), ignore_nulls=True)
    unknown = nw.any_horizontal(*(met.is_null() for _, met in screened), ignore_nulls=True)
    code = nw.when(unknown).then(nw.lit(STATUSES.index("unverified"))).otherwise(nw.lit(STATUSES.index("qualified")))
    return nw.when(failed).then(nw.lit(EXCLUDED)).otherwise(code).cast(nw.Int8)


def _fails(criterion: Criterion, met: nw.Expr) -> nw.Expr:
    """Whether a requirement excludes a site: when it is not met, or unknown and the file says so."""
    unknown_too = criterion.requirement is not None and criterion.requirement.unknown == "excluded"
    return (met == NOT_MET) | met.is_null() if unknown_too else met == NOT_MET
