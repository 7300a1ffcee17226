"""Which sites are unverified only because of what no register knows, so that somebody must be asked."""

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names

ONLY_LOCAL = "only_local_questions"
"""The key and the column that say it."""


def has_local_requirements(criteria: Criteria) -> bool:
    """Say whether a requirement is on a measure of which the criteria say what to ask."""
    return any(criterion.is_local for criterion in criteria.screened)


def only_local_questions(criteria: Criteria) -> pl.Expr:
    """Return whether a site of a ranking's frame is unverified, and all its unknown requirements are to be asked."""
    others = [
        pl.col(names.requirement(criterion)) != "unknown" for criterion in criteria.screened if not criterion.is_local
    ]
    return ((pl.col(names.STATUS) == "unverified") & pl.all_horizontal(pl.lit(value=True), *others)).alias(ONLY_LOCAL)
