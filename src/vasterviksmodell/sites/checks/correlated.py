"""D205: two criteria that go together count the same thing twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.wording import Text

_STRONG = 0.9 - 1e-9
"""The correlation from which two criteria say almost the same; a bit less, for the rounding of computed ones."""
_FEWEST = 10
"""Few sites agree by chance."""
_COMPARED = 20_000_000
"""How many pairs of measures are looked at; with many criteria fewer sites will do."""

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Measures:
    headings: Mapping[str, Place]
    """By criterion id."""
    measures: pl.DataFrame
    """By criterion id: numbers exactly known, as far as they count; yes as 1 and no as 0."""


def _see(part: Part) -> _Measures | None:
    pairs = list(combinations(_compared(part.criteria), 2))
    most = min(part.surveyed, _COMPARED // max(1, len(pairs)) - part.before)
    columns = [it for it in _compared(part.criteria) if it.id in part.measures]
    if not pairs or most <= 0 or not columns:
        return None
    measures = part.exact.head(most).select(map(_as_number, columns))
    return _Measures({it.id: part.heading(it.id) for it in columns}, measures)


def _compared(criteria: Criteria) -> list[Criterion]:
    return [it for it in criteria.scored if it.kind != "category"]


def _as_number(criterion: Criterion) -> pl.Expr:
    """A measure; beyond the outer knots, where more is worth no more, one large town would carry the correlation."""
    column = pl.col(criterion.id)
    if criterion.kind != "number":
        return (column == "yes").cast(pl.Float64)
    knots = criterion.value.knots if criterion.value is not None else ()
    return column.clip(min(knots), max(knots)) if len(knots) > 1 else column


def _tell(kept: Sequence[_Measures], _: Criteria) -> Iterator[Finding]:
    measures = pl.concat([it.measures for it in kept], how="diagonal")
    headings = {id: place for it in reversed(kept) for id, place in it.headings.items()}
    found = []
    for (first, second), r, sites in _strong(measures):
        facts: dict[str, str | Text] = {"criterion": second, "other": first, "sites": str(sites), "r": _two_decimals(r)}
        found.append(Finding(rule("D205"), headings[second], facts))
    yield from listed(found, len(found))


def _strong(measures: pl.DataFrame) -> Iterator[tuple[_Pair, float, int]]:
    """The pairs with a strong correlation over the sites where both are known, and how many these are."""
    every = list(combinations(measures.columns, 2))
    strong = [(pair, r) for pair, r in _of_each(every, measures, _correlation) if _STRONG <= abs(r or 0) < inf]
    pairs = [pair for pair, _ in strong]
    for (pair, sites), (_, r) in zip(_of_each(pairs, measures, _sites), strong, strict=True):
        if sites >= _FEWEST:
            yield pair, r, sites


def _of_each(
    pairs: Sequence[_Pair], measures: pl.DataFrame, figure: Callable[[str, str], pl.Expr]
) -> Iterator[tuple[_Pair, Any]]:
    """A figure of each pair of columns; all are computed at once."""
    figures = measures.select(figure(*pair).alias(str(number)) for number, pair in enumerate(pairs))
    return zip(pairs, figures.row(0) if pairs else (), strict=True)


def _correlation(first: str, second: str) -> pl.Expr:
    return pl.corr(first, second)


def _sites(first: str, second: str) -> pl.Expr:
    """Where both are known; none when one of them is the same there, and its correlation a rounding error."""
    one, other = pl.col(first), pl.col(second)
    one, other = one.filter(other.is_not_null()).drop_nulls(), other.filter(one.is_not_null()).drop_nulls()
    return pl.when((one.min() < one.max()) & (other.min() < other.max())).then(one.len()).otherwise(0)


def _two_decimals(r: float) -> Text:
    written = f"{r:.2f}".replace("-", "−")
    return Text(written, written.replace(".", ","))


CHECK = Check(("D205",), _see, _tell)
