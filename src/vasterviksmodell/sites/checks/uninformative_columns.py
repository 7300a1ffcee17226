"""D204: a criterion that is the same for all sites cannot influence the ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, inf

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.sites.checks.check import Check, Part, measure_of
from vasterviksmodell.sites.listed import listed

_FEWEST_SITES = 3
"""Of one or two sites it would be told too often."""
_FIRST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class _Spread:
    """What the sites of a block have in common."""

    heading: Place
    sites: int
    measure: float | str | None
    """What all of them have, exactly known; None when they differ."""


def _see_constant(part: Part) -> Mapping[str, _Spread]:
    """By criterion id."""
    return {
        id: _Spread(part.heading(id), part.block.height, _constant(measures))
        for id, measures in zip(part.exact.columns, part.exact, strict=True)
        if part.criteria[id].scored
    }


def _constant(measures: pl.Series) -> float | str | None:
    first = measures.first()
    for some in (measures.head(_FIRST_LOOKED_AT), measures):  # most columns differ at once
        if not some.eq_missing(first).all():
            return None
    return first  # type: ignore[return-value]


def _tell_constant(kept: Sequence[Mapping[str, _Spread]], criteria: Criteria) -> Iterator[Finding]:
    for criterion in criteria.scored:
        spreads = [by_id[criterion.id] for by_id in kept if criterion.id in by_id]
        sites = sum(spread.sites for spread in spreads)
        measures = {spread.measure for spread in spreads}
        everywhere = len(spreads) == len(kept) and len(measures) == 1
        if everywhere and sites >= _FEWEST_SITES and (measure := measures.pop()) is not None:
            told = measure_of(criterion, measure)
            yield Finding(
                rule("D204"),
                spreads[0].heading,
                {"criterion": criterion.id, "measure": told, "sites": str(sites)},
            )


CONSTANT = Check(("D204",), _see_constant, _tell_constant)


_STRONG = 0.9
"""The correlation from which two criteria say almost the same."""
_CERTAIN = 12
"""Further digits of a correlation differ between processors."""
_FEWEST_PAIRS = 10
"""Few sites agree by chance."""
_NEARLY_STRONG = 0.899
_SPOILED = 1e-9
"""So small a share of the greatest spread of a column may be a rounding error."""
_AT_A_TIME = 2000
_COMPARED = 20_000_000
"""How many pairs of measures are looked at; with many criteria fewer sites will do."""

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Measures:
    headings: Mapping[str, Place]
    """By criterion id."""
    measures: pl.DataFrame
    """By criterion id: numbers exactly known, as far as they count; yes as 1 and no as 0."""
    limit: int


def _see_correlated(part: Part) -> _Measures | None:
    pairs = comb(len(_compared(part.criteria)), 2)
    most = min(part.surveyed, _COMPARED // max(1, pairs) - part.before)
    columns = [criterion for criterion in _compared(part.criteria) if criterion.id in part.measures]
    if not pairs or most <= 0 or not columns:
        return None
    measures = part.exact.head(most).select(map(_as_number, columns))
    return _Measures({column.id: part.heading(column.id) for column in columns}, measures, part.limit)


def _compared(criteria: Criteria) -> list[Criterion]:
    return [criterion for criterion in criteria.scored if criterion.kind != "category"]


def _as_number(criterion: Criterion) -> pl.Expr:
    """A measure; beyond the outer knots, where more is worth no more, one large town would carry the correlation."""
    column = pl.col(criterion.id)
    if criterion.kind != "number":
        return (column == "yes").cast(pl.Float64)
    knots = criterion.value.knots if criterion.value is not None else ()
    return column.clip(min(knots), max(knots)) if len(knots) > 1 else column


def _tell_correlated(kept: Sequence[_Measures], _: Criteria) -> Iterator[Finding]:
    measures = pl.concat([observed.measures for observed in kept], how="diagonal")
    headings = {id: place for observed in reversed(kept) for id, place in observed.headings.items()}
    found = []
    for (first, second), r, sites in _strong(measures):
        facts: dict[str, Phrase] = {"criterion": second, "other": first, "sites": str(sites), "r": _two_decimals(r)}
        found.append(Finding(rule("D205"), headings[second], facts))
    yield from listed(found, len(found), kept[0].limit)


def _strong(measures: pl.DataFrame) -> Iterator[tuple[_Pair, float, int]]:
    """The pairs with a strong correlation over the sites where both are known, and how many these are."""
    varied = measures.select(measure for measure in measures if measure.n_unique() - measure.has_nulls() > 1)
    pairs, columns = list(_likely(varied)), dict(zip(varied.columns, varied, strict=True))
    for start in range(0, len(pairs), _AT_A_TIME):
        some = pairs[start : start + _AT_A_TIME]
        found = varied.select(_correlation(*pair).alias(str(number)) for number, pair in enumerate(some)).row(0)
        for (first, second), r in zip(some, found, strict=True):
            if _STRONG <= abs(r or 0) < inf and (sites := _sites(columns[first], columns[second])) >= _FEWEST_PAIRS:
                yield (first, second), r, sites


def _likely(measures: pl.DataFrame) -> Iterator[_Pair]:
    """The pairs of columns of which the correlation may be strong, by a look at all pairs at once.

    Those are among them of which rounding may have spoiled that look.
    """
    import numpy as np

    numbers = measures.to_numpy().astype(np.float64)
    known = ~np.isnan(numbers)
    centred = np.where(known, numbers - np.nanmean(numbers, axis=0), 0.0)
    centred /= np.abs(centred).max(axis=0, initial=0.0)
    there = known.astype(np.float64)
    sites, sums = there.T @ there, centred.T @ there
    spread = (centred**2).T @ there * sites - sums**2
    together = centred.T @ centred * sites - sums * sums.T
    doubtful = spread <= _SPOILED * sites**2
    strong = np.abs(together) >= _NEARLY_STRONG * np.sqrt(np.abs(spread * spread.T))
    names = measures.columns
    for first, second in np.argwhere(np.triu(strong | doubtful | doubtful.T, 1)).tolist():
        yield names[first], names[second]


def _correlation(first: str, second: str) -> pl.Expr:
    return pl.corr(first, second).round_sig_figs(_CERTAIN)


def _sites(one: pl.Series, other: pl.Series) -> int:
    """Where both are known; none when one of them is the same there, and its correlation a rounding error."""
    if not (one.has_nulls() or other.has_nulls()):
        return len(one)
    both = one.is_not_null() & other.is_not_null()
    there = [way.filter(both).to_numpy() for way in (one, other)]
    return len(there[0]) if all(numbers.size and numbers.min() < numbers.max() for numbers in there) else 0


def _two_decimals(r: float) -> Phrase:
    written = f"{r:.2f}".replace("-", "−")
    return Figure(written)


CORRELATED = Check(("D205",), _see_correlated, _tell_correlated)


_FEWEST_SITES_OF_A_GAP = 3
"""Of one or two sites it is seen at once."""


@dataclass(frozen=True, slots=True)
class _Known:
    heading: Place
    exactly: int
    at_all: int
    """How many have an exact measure or an interval narrower than the criterion's range."""


def _see_coverage(part: Part) -> tuple[int, Mapping[str, _Known]]:
    """The number of sites, and what is known of them by criterion id."""
    height = part.block.height
    return height, {
        id: _Known(part.heading(id), height - part.exact[id].null_count(), int(part.known(id).sum()))
        for id in part.measures
    }


def _tell_coverage(kept: Sequence[tuple[int, Mapping[str, _Known]]], criteria: Criteria) -> Iterator[Finding]:
    sites = sum(height for height, _ in kept)
    for criterion in criteria.criteria:
        known = [by_id[criterion.id] for _, by_id in kept if criterion.id in by_id]
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
