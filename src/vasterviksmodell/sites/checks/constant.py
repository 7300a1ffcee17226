"""D204: a criterion that is the same for all sites cannot influence the ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import Check, Part

_FEWEST = 3
"""Of one or two sites it would be told too often."""


@dataclass(frozen=True, slots=True)
class _Spread:
    """What the sites of a block have in common."""

    sites: int
    headings: dict[str, Place]
    """By criterion id: where the heading stands."""
    constants: dict[str, object]
    """By criterion id: the measure that all of them have, exactly known."""


def _see(part: Part) -> _Spread:
    headings = {id: part.table.heading_places[number] for id, number in part.layout.measures.items()}
    constants = {}
    for id, columns in part.measures.items():
        measure = _constant(part.block, columns)
        if measure is not None:
            constants[id] = measure
    return _Spread(part.block.height, headings, constants)


def _constant(block: pl.DataFrame, columns: Sequence[str]) -> object:
    """The one measure of all sites, or None when they differ or one is not exactly known."""
    least, greatest = block[columns[0]].min(), block[columns[-1]].max()
    same = least == greatest and not any(block[name].null_count() for name in columns)
    return least if same else None


def _tell(kept: Sequence[_Spread], criteria: Criteria) -> Iterator[Finding]:
    if sum(it.sites for it in kept) < _FEWEST:
        return
    for criterion in criteria.scored:
        constants = {it.constants.get(criterion.id) for it in kept if it.sites}
        if len(constants) == 1 and None not in constants:
            place = next(it.headings[criterion.id] for it in kept)
            yield Finding(rule("D204"), place, {"criterion": criterion.id})


CHECK = Check(("D204",), _see, _tell)
