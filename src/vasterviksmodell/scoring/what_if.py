"""What-if changes: measures of sites set to other values than their files have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.sites import Sites, columns
from vasterviksmodell.sites.cell_grammar import Interval

Known = Interval | str | None
"""What is known of a measure: the interval of a number, or a category (None when unknown)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A measure of a site with the value that it is set to."""

    site: str
    """The id."""
    criterion: Criterion
    known: Known
    action: str | None = None
    """The id of the action that sets it; None where it is set by hand."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a measure, and where the site stands with it."""

    known: Known
    status: Status
    rank: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """A measure that was set, with the state of the site before and after all settings."""

    id: str
    name: str
    criterion: Criterion
    before: State
    after: State
    action: str | None = None
    """The id of the action that set it; None where it was set by hand."""

    @property
    def setting(self) -> Setting:
        """What was set."""
        return Setting(self.id, self.criterion, self.after.known, self.action)


def with_settings(sites: Sites, settings: Iterable[Setting]) -> Sites:
    """Return the sites with some measures set."""
    frame = sites.frame
    for setting in settings:
        here = pl.col("id") == setting.site
        frame = frame.with_columns(
            pl.when(here).then(new).otherwise(pl.col(name)).alias(name)
            for name, new in columns_of(setting.criterion, setting.known)
        )
    return replace(sites, frame=frame)


def columns_of(criterion: Criterion, known: Known) -> Iterator[tuple[str, pl.Expr]]:
    """Yield the columns of a measure, each with its value."""
    if isinstance(known, Interval):
        yield columns.low(criterion), pl.lit(known.low, pl.Float64)
        yield columns.high(criterion), pl.lit(known.high, pl.Float64)
    else:
        yield columns.category(criterion), pl.lit(known, pl.String)


def known_in(row: Mapping[str, Any], criterion: Criterion) -> Known:
    """Return what is known of a measure in a row of a frame of sites."""
    if criterion.kind == "number":
        return Interval(row[columns.low(criterion)], row[columns.high(criterion)])
    category: str | None = row[columns.category(criterion)]
    return category
