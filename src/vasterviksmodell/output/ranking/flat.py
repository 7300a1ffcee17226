"""A ranking as a flat table: a row for each site, a column for each figure. The columns are a contract."""

from collections.abc import Callable, Collection, Iterator, Sequence

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.saved.document import extras, known_ends, provenance
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.layout import EXTRA

_FIRST = ("id", "name", *names.RESULT)

TextOf = Callable[[pl.Expr], pl.Expr]
"""What becomes of a text on its way into the table."""


def as_they_are(text: pl.Expr) -> pl.Expr:
    """Return texts unchanged."""
    return text


def flat_columns(ranking: Ranking, text: TextOf = as_they_are) -> list[pl.Expr]:
    """Return the columns in order, each under its heading; `text` is applied to what stands in files."""
    present = frozenset(ranking.frame.columns)
    part = [text(pl.col(names.PART)).alias("part")] if names.PART in present else []
    results = [*part, *(text(pl.col(name)) if name in ("id", "name") else pl.col(name) for name in _FIRST)]
    for criterion in ranking.criteria.criteria:
        results += [*_of_criterion(criterion, text), *_provenance(criterion, ranking.criteria, present, text)]
    headings = _free(extras(ranking.frame), {expr.meta.output_name() for expr in results}, text)
    others = [text(pl.col(EXTRA + heading)).alias(free) for heading, free in headings.items()]
    return [*results, *others]


def _of_criterion(criterion: Criterion, text: TextOf) -> Iterator[pl.Expr]:
    """Yield the columns of a criterion."""
    if criterion.kind == "number":
        low, high = known_ends(criterion)
        yield from (low.alias(f"{criterion.id}.measure_low"), high.alias(f"{criterion.id}.measure_high"))
    else:
        yield text(pl.col(columns.category(criterion))).alias(f"{criterion.id}.measure")
    if criterion.scored:
        yield pl.col(names.value_low(criterion)).alias(f"{criterion.id}.value_low")
        yield pl.col(names.value_high(criterion)).alias(f"{criterion.id}.value_high")
        yield pl.lit(float(criterion.weight)).alias(f"{criterion.id}.weight")
        yield pl.col(names.contribution(criterion)).alias(f"{criterion.id}.contribution")
    if criterion.requirement:
        yield pl.col(names.requirement(criterion)).alias(f"{criterion.id}.requirement")
    if criterion.warning:
        yield pl.col(names.warning(criterion)).alias(f"{criterion.id}.warning")


def _provenance(criterion: Criterion, criteria: Criteria, present: Collection[str], text: TextOf) -> Iterator[pl.Expr]:
    """Yield source and date of a measure, each where a file has a column for it."""
    for key, expr in provenance(criterion, criteria, present):
        if f"{criterion.id}__{key}" in present:
            yield text(expr).alias(f"{criterion.id}.{key}")


def _free(headings: Sequence[str], taken: set[str], text: TextOf) -> dict[str, str]:
    """Return the headings of other columns of the files, each with a heading that no result column has."""
    written = pl.DataFrame({"heading": headings}, {"heading": pl.String}).select(text(pl.col("heading"))).to_series()
    free = {}
    for heading, name in zip(headings, written, strict=True):
        while name in taken:
            name = f"extra.{name}"  # noqa: PLW2901 - prefixed until nothing else is called so
        taken.add(name)
        free[heading] = name
    return free
