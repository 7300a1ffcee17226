"""D204: a criterion that is the same for all sites cannot influence the ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import Check, Part, measure_of

_FEWEST = 3
"""Of one or two sites it would be told too often."""
_SOME = 100


@dataclass(frozen=True, slots=True)
class _Spread:
    """What the sites of a block have in common."""

    heading: Place
    sites: int
    measure: float | str | None
    """What all of them have, exactly known; None when they differ."""


def _see(part: Part) -> Mapping[str, _Spread]:
    """By criterion id."""
    return {
        id: _Spread(part.heading(id), part.block.height, _constant(measures))
        for id, measures in zip(part.exact.columns, part.exact, strict=True)
        if part.criteria[id].scored
    }


def _constant(measures: pl.Series) -> float | str | None:
    first = measures.first()
    for some in (measures.head(_SOME), measures):  # most columns differ at once
        if not some.eq_missing(first).all():
            return None
    return first  # type: ignore[return-value]


def _tell(kept: Sequence[Mapping[str, _Spread]], criteria: Criteria) -> Iterator[Finding]:
    for criterion in criteria.scored:
        spreads = [it[criterion.id] for it in kept if criterion.id in it]
        sites = sum(it.sites for it in spreads)
        measures = {it.measure for it in spreads}
        everywhere = len(spreads) == len(kept) and len(measures) == 1
        if everywhere and sites >= _FEWEST and (measure := measures.pop()) is not None:
            told = measure_of(criterion, measure)
            yield Finding(
                rule("D204"),
                spreads[0].heading,
                {"criterion": criterion.id, "measure": told, "sites": str(sites)},
            )


CHECK = Check(("D204",), _see, _tell)
