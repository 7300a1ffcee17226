"""D210: one to four persons can be recognised."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.formats.interface import ROW, Cell, Located, places_of
from vasterviksmodell.words import folded

_SMALL = (1.0, 2.0, 3.0, 4.0)
_PERSONS = """\
person, persons, people, individuals, inhabitants, residents, children, pupils, students, adults, newcomers, refugees,
asylum seekers, unemployed, personer, individer, invånare, boende, barn, förskolebarn, skolbarn, elever, studenter,
vuxna, nyanlända, flyktingar, asylsökande, arbetslösa
"""
"""The units of counts of people."""


@dataclass(frozen=True, slots=True)
class _Counts:
    sites: int
    small: int
    first: Located | None
    """The first of the small ones."""


def _see(part: Part) -> Mapping[str, _Counts]:
    """By criterion id, for those that count people."""
    return {id: _counts(part, id) for id in part.measures if _counts_people(part.criteria[id])}


def _counts_people(criterion: Criterion) -> bool:
    return criterion.kind == "number" and folded(criterion.unit) in folded(_PERSONS).split(", ")


def _counts(part: Part, id: str) -> _Counts:
    rows = part.block[ROW].filter(part.exact[id].is_in(_SMALL))
    first = (part.table, Cell(rows[0], part.layout.measures[id])) if len(rows) else None
    return _Counts(part.block.height, len(rows), first)


def _tell(kept: Sequence[Mapping[str, _Counts]], criteria: Criteria) -> Iterator[Finding]:
    for criterion in criteria.criteria:
        counts = [it[criterion.id] for it in kept if criterion.id in it]
        first = [it.first for it in counts if it.first is not None][:1]
        for place in places_of(first):
            small, sites = sum(it.small for it in counts), sum(it.sites for it in counts)
            facts = {"criterion": criterion.id, "number": str(small), "sites": str(sites), "unit": criterion.unit}
            yield Finding(rule("D210"), place, facts)


CHECK = Check(("D210",), _see, _tell)
