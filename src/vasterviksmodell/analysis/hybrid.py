"""Sites of one ranking valued by the criteria of another."""

from collections.abc import Mapping

import polars as pl

from vasterviksmodell.analysis.outcomes import scored
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.sites import Sites, columns

Values = Mapping[str, Mapping[str, float]]
"""By site id and criterion id: the value that counts in the score that ranks."""


def values(sites: Sites, criteria: Criteria) -> Values:
    """What each site's measures are worth by some criteria; a measure that the sites do not have is unknown."""
    known = {it.id: it for it in sites.criteria.criteria}
    measures = [expr for it in criteria.criteria for expr in _measure(it, known.get(it.id))]
    valued = scored(sites.frame.select("id", *measures), criteria)
    ranking = [_ranking_value(it, criteria).alias(it.id) for it in criteria.scored]
    rows = valued.select(pl.col("id").alias("_id"), *ranking).iter_rows(named=True)
    return {row.pop("_id"): row for row in rows}


def _measure(criterion: Criterion, known: Criterion | None) -> list[pl.Expr]:
    """A measure as the sites have it; what they leave open the criterion's own range takes."""
    if criterion.kind != "number":
        here = known is not None and known.kind != "number"
        category = pl.col(columns.category(criterion)) if here else pl.lit(None, pl.String)
        declared = pl.when(category.is_in(criterion.categories)).then(category)
        return [declared.alias(columns.category(criterion))]
    ends = (columns.low(criterion), columns.high(criterion))
    span = criterion.range
    if known is None or known.kind != "number":
        return [pl.lit(end).alias(name) for name, end in zip(ends, (span.low, span.high), strict=True)]
    low, high = (pl.col(name) for name in ends)
    return [
        pl.when(low <= known.range.low).then(pl.min_horizontal(low, pl.lit(span.low))).otherwise(low).alias(ends[0]),
        pl.when(high >= known.range.high).then(pl.lit(span.high)).otherwise(high).alias(ends[1]),
    ]


def _ranking_value(criterion: Criterion, criteria: Criteria) -> pl.Expr:
    low, high = pl.col(names.value_low(criterion)), pl.col(names.value_high(criterion))
    return {"low": low, "middle": (low + high) / 2, "high": high}[criteria.unknown]
