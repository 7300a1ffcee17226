"""D204, D205, D207: criteria that are the same for all sites, that say almost the same, or are mostly unknown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, inf

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.sites.checks.check import Check, SiteBlock, measure_of
from vasterviksmodell.sites.truncation import truncated

_FEWEST_SITES = 3
"""Fewer sites have the same measure too often."""
_FIRST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class _Spread:
    """The measure that the sites of a block have in common."""

    heading: Place
    sites: int
    measure: float | str | None
    """The exactly known measure of all of them; None when they differ."""


def _see_constant(block: SiteBlock) -> Mapping[str, _Spread]:
    """Observe by criterion id whether all sites have the same measure."""
    scored = [id for id in block.exact.columns if block.criteria[id].scored]
    constant = _constant(block.exact.select(scored))
    return {id: _Spread(block.heading(id), block.sites.height, constant.get(id)) for id in scored}


def _constant(measures: pl.DataFrame) -> Mapping[str, float | str | None]:
    """Return the measure of each column that has only one; most columns differ at once."""
    for rows in (_FIRST_LOOKED_AT, measures.height):
        different = measures.head(rows).select(pl.all().n_unique()).row(0) if measures.width else ()
        measures = measures.select(
            name for name, number in zip(measures.columns, different, strict=True) if number == 1
        )
    return measures.row(0, named=True) if measures.width else {}


def _tell_constant(observations: Sequence[Mapping[str, _Spread]], criteria: Criteria) -> Iterator[Finding]:
    for criterion in criteria.scored:
        spreads = [by_id[criterion.id] for by_id in observations if criterion.id in by_id]
        sites = sum(spread.sites for spread in spreads)
        measures = {spread.measure for spread in spreads}
        everywhere = len(spreads) == len(observations) and len(measures) == 1
        if everywhere and sites >= _FEWEST_SITES and (measure := measures.pop()) is not None:
            facts = {"criterion": criterion.id, "measure": measure_of(criterion, measure), "sites": str(sites)}
            yield Finding(rule("D204"), spreads[0].heading, facts)


CONSTANT = Check(("D204",), _see_constant, _tell_constant)


_STRONG = 0.9
"""The least correlation at which two criteria say almost the same."""
_CERTAIN = 12
"""The significant digits of a correlation that are the same on all processors."""
_FEWEST_PAIRS = 10
"""Fewer sites may agree by chance."""
_NEARLY_STRONG = 0.899
_SPOILED = 1e-9
"""A spread below this share of the greatest one may be a rounding error."""
_AT_A_TIME = 2000
_FEW = 200
"""Up to so many pairs, each by itself takes less time than to load NumPy."""
_COMPARED = 20_000_000
"""How many pairs of measures are compared; with many criteria fewer sites are enough."""

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Measures:
    headings: Mapping[str, Place]
    """By criterion id."""
    measures: pl.DataFrame
    """By criterion id: exactly known numbers, clipped to the knots; yes as 1 and no as 0."""
    limit: int


def _see_correlated(block: SiteBlock) -> _Measures | None:
    pairs = comb(len(_compared(block.criteria)), 2)
    most = min(block.surveyed, _COMPARED // max(1, pairs) - block.before)
    columns = [criterion for criterion in _compared(block.criteria) if criterion.id in block.measures]
    if not pairs or most <= 0 or not columns:
        return None
    measures = block.exact.head(most).select(map(_comparable_number, columns))
    return _Measures({column.id: block.heading(column.id) for column in columns}, measures, block.limit)


def _compared(criteria: Criteria) -> list[Criterion]:
    return [criterion for criterion in criteria.scored if criterion.kind != "category"]


def _comparable_number(criterion: Criterion) -> pl.Expr:
    """Return a measure as a number, clipped to the outer knots, lest one large town determine the correlation."""
    column = pl.col(criterion.id)
    if criterion.kind != "number":
        return (column == "yes").cast(pl.Float64)
    knots = criterion.value.knots if criterion.value is not None else ()
    return column.clip(min(knots), max(knots)) if len(knots) > 1 else column


def _tell_correlated(observations: Sequence[_Measures], _: Criteria) -> Iterator[Finding]:
    measures = pl.concat([observed.measures for observed in observations], how="diagonal")
    headings = {id: place for observed in reversed(observations) for id, place in observed.headings.items()}
    found = []
    for (first, second), r, sites in _strong(measures):
        facts: dict[str, Phrase] = {"criterion": second, "other": first, "sites": str(sites), "r": _two_decimals(r)}
        found.append(Finding(rule("D205"), headings[second], facts))
    yield from truncated(found, len(found), observations[0].limit)


def _strong(measures: pl.DataFrame) -> Iterator[tuple[_Pair, float, int]]:
    """Yield the pairs with a strong correlation, the correlation, and the number of sites where both are known."""
    varied = measures.select(measure for measure in measures if measure.n_unique() - measure.has_nulls() > 1)
    pairs, columns = list(_likely(varied)), dict(zip(varied.columns, varied, strict=True))
    for start in range(0, len(pairs), _AT_A_TIME):
        some = pairs[start : start + _AT_A_TIME]
        found = varied.select(_correlation(*pair).alias(str(number)) for number, pair in enumerate(some)).row(0)
        for (first, second), r in zip(some, found, strict=True):
            if (
                _STRONG <= abs(r or 0) < inf
                and (sites := _shared_sites(columns[first], columns[second])) >= _FEWEST_PAIRS
            ):
                yield (first, second), r, sites


def _likely(measures: pl.DataFrame) -> Iterator[_Pair]:
    """Yield the pairs of columns whose correlation may be strong: all where they are few."""
    if comb(measures.width, 2) <= _FEW:
        return combinations(measures.columns, 2)
    return _likely_among_many(measures)


def _likely_among_many(measures: pl.DataFrame) -> Iterator[_Pair]:
    """Yield the pairs whose correlation may be strong, computed for all at once, or has large rounding errors."""
    import numpy as np

    numbers = measures.to_numpy().astype(np.float64)
    known = ~np.isnan(numbers)
    centred = np.where(known, numbers - np.nanmean(numbers, axis=0), 0.0)
    centred /= np.abs(centred).max(axis=0, initial=0.0)
    counts = known.astype(np.float64)
    sites, sums = counts.T @ counts, centred.T @ counts
    spread = (centred**2).T @ counts * sites - sums**2
    covariance = centred.T @ centred * sites - sums * sums.T
    doubtful = spread <= _SPOILED * sites**2
    strong = np.abs(covariance) >= _NEARLY_STRONG * np.sqrt(np.abs(spread * spread.T))
    names = measures.columns
    for first, second in np.argwhere(np.triu(strong | doubtful | doubtful.T, 1)).tolist():
        yield names[first], names[second]


def _correlation(first: str, second: str) -> pl.Expr:
    return pl.corr(first, second).round_sig_figs(_CERTAIN)


def _shared_sites(one: pl.Series, other: pl.Series) -> int:
    """Return how many sites have both measures; 0 when one is constant there and the correlation a rounding error."""
    if not (one.has_nulls() or other.has_nulls()):
        return len(one)
    both = one.is_not_null() & other.is_not_null()
    known = [measures.filter(both) for measures in (one, other)]
    return len(known[0]) if all(_varies(measures) for measures in known) else 0


def _varies(measures: pl.Series) -> bool:
    return measures.n_unique() > 1


def _two_decimals(r: float) -> Phrase:
    written = f"{r:.2f}".replace("-", "−")
    return Figure(written)


CORRELATED = Check(("D205",), _see_correlated, _tell_correlated)


_FEWEST_SITES_OF_A_GAP = 3
"""With fewer sites everyone sees it."""


@dataclass(frozen=True, slots=True)
class _Known:
    heading: Place
    exactly: int
    at_all: int
    """The number of sites with an exact measure or an interval narrower than the range."""


def _see_coverage(block: SiteBlock) -> tuple[int, Mapping[str, _Known]]:
    """Observe the number of sites, and by criterion id how many measures are known."""
    height = block.sites.height
    exactly, at_all = block.exact.select(pl.all().count()), block.known.select(pl.all().sum())
    numbers = zip(*(found.row(0) for found in (exactly, at_all)), strict=True) if block.measures else ()
    return height, {
        id: _Known(block.heading(id), exact, known) for id, (exact, known) in zip(block.measures, numbers, strict=True)
    }


def _tell_coverage(observations: Sequence[tuple[int, Mapping[str, _Known]]], criteria: Criteria) -> Iterator[Finding]:
    sites = sum(height for height, _ in observations)
    for criterion in criteria.criteria:
        known = [by_id[criterion.id] for _, by_id in observations if criterion.id in by_id]
        exactly, bounded = sum(block.exactly for block in known), sum(block.at_all - block.exactly for block in known)
        if known and sites >= _FEWEST_SITES_OF_A_GAP and 2 * exactly < sites:
            facts: dict[str, Phrase] = {
                "criterion": criterion.id,
                "known": str(exactly),
                "sites": str(sites),
                "bounded": _bounded(bounded),
            }
            yield Finding(rule("D207"), known[0].heading, facts)


def _bounded(number: int) -> Phrase:
    return Message(", within limits for {number} more").format(number=number) if number else ""


COVERAGE = Check(("D207",), _see_coverage, _tell_coverage)
