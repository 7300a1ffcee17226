"""Ids and names of redacted sites: as they are, or numbers that tell nothing of what they replace."""

import polars as pl

from vasterviksmodell.criteria import Criteria


def with_names(sites: pl.DataFrame, criteria: Criteria) -> pl.DataFrame:
    """Return sites whose ids and names are withheld where the criteria say so, in the order of their ids."""
    withhold = criteria.redact.withhold
    if criteria.site.name in withhold:
        sites = sites.with_columns(pl.col("id").alias("name"))
    return _numbered(sites) if criteria.site.id in withhold else sites


def _numbered(sites: pl.DataFrame) -> pl.DataFrame:
    """Return sites with numbers as ids, given in the order of what else is shown of them."""
    own = pl.when(pl.col("name") != pl.col("id")).then("name").alias("name")
    hidden = sites.with_columns(own).drop("id")
    ordered = hidden.sort(hidden.columns, nulls_last=True)
    width = len(str(ordered.height))
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(width).alias("id")
    numbered = ordered.with_columns(number).with_columns(pl.coalesce("name", "id").alias("name"))
    return numbered.select("id", "name", pl.exclude("id", "name"))
