"""Screening: whether a requirement is met, not met or unknown, and what that makes of a site."""

from collections.abc import Sequence
from math import inf
from typing import Literal, get_args

import polars as pl

from vasterviksmodell.criteria import Allowed, Criterion, Limits, Requirement
from vasterviksmodell.scoring.measure import Measure
from vasterviksmodell.value_functions.parameters import Engine, Expr

Status = Literal["qualified", "unverified", "excluded"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""In the order of the numbers that stand for them in a frame."""
EXCLUDED = STATUSES.index("excluded")
MET, NOT_MET = 1, 0
"""How the truth of a requirement stands in a frame; unknown is null."""


def truth(measure: Measure[Expr], limit: Requirement) -> Expr:
    """Return 1 when everything the measure can be meets the limit, 0 when nothing does, else null."""
    if isinstance(limit, Limits):
        met, failed = _within(measure, limit)
    else:
        met, failed = _among(measure, limit)
    engine = measure.engine
    else_failed = engine.when(failed).then(engine.lit(NOT_MET)).otherwise(engine.lit(None))
    return engine.when(met).then(engine.lit(MET)).otherwise(else_failed)


def _within(measure: Measure[Expr], limit: Limits) -> tuple[Expr, Expr]:
    low, high = measure.low, measure.high
    met, failed = measure.engine.lit(value=True), measure.engine.lit(value=False)
    if limit.at_least > -inf:
        met, failed = met & (low >= limit.at_least), failed | (high < limit.at_least)
    if limit.at_most < inf:
        met, failed = met & (high <= limit.at_most), failed | (low > limit.at_most)
    return met, failed


def _among(measure: Measure[Expr], limit: Allowed) -> tuple[Expr, Expr]:
    anything = measure.engine.lit(value=set(limit.categories) == set(measure.criterion.categories))
    if not measure.columns:
        return anything, measure.engine.lit(value=False)
    category = measure.first
    met = category.is_in(limit.categories).fill_null(value=False)
    return met | anything, ~met & ~category.is_null()


def status(screened: Sequence[tuple[Criterion, Expr]], engine: Engine[Expr]) -> Expr:
    """Return the number of a site's status from the truth of each requirement."""
    qualified, unverified, excluded = (engine.lit(number) for number in range(len(STATUSES)))
    if not screened:
        return qualified.cast(engine.Int8)
    failed = _any([_fails(criterion, met) for criterion, met in screened], engine)
    unknown = _any([met.is_null() for _, met in screened], engine)
    code = engine.when(unknown).then(unverified).otherwise(qualified)
    return engine.when(failed).then(excluded).otherwise(code).cast(engine.Int8)


def _any(flags: Sequence[Expr], engine: Engine[Expr]) -> Expr:
    """Say whether any flag is true; null counts as false."""
    options = {} if engine is pl else {"ignore_nulls": True}  # Narwhals requires it, also where there are no nulls
    any_flag: Expr = engine.any_horizontal(*(flag.fill_null(value=False) for flag in flags), **options)
    return any_flag


def _fails(criterion: Criterion, met: Expr) -> Expr:
    """Say whether a requirement excludes a site: when it is not met, or unknown and the file says so."""
    unknown_too = criterion.requirement is not None and criterion.requirement.unknown == "excluded"
    return (met == NOT_MET) | met.is_null() if unknown_too else met == NOT_MET
