"""What actions and scenarios set, read as cells: what each criterion reads, or a finding at the place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.action_checks import readers_of
from vasterviksmodell.criteria.actions import Action, StatedMeasure
from vasterviksmodell.findings import Finding, in_order
from vasterviksmodell.sites.cell_findings import cell_finding
from vasterviksmodell.sites.cell_grammar import Fault, Interval, Notation, parse_category, parse_number

if TYPE_CHECKING:
    from vasterviksmodell.criteria.events import Event

Known = Interval | str | None


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure of a site as it is set, for one of the criteria that read it."""

    site: str
    """The id."""
    criterion: Criterion
    known: Known


def read_measures(criteria: Criteria, sets: Iterable[StatedMeasure]) -> Iterator[ReadMeasure]:
    """Yield what is set; cells that cannot be read are left out: see `cell_findings`."""
    for stated, criterion in _read_by(criteria, sets):
        read = _parsed(stated.cell, criterion, criteria)
        if not isinstance(read, Fault):
            yield ReadMeasure(stated.site, criterion, read)


def action_finds_out(criteria: Criteria, action: Action) -> Iterator[tuple[str, Criterion]]:
    """Yield the ids of sites with the criteria whose measure an action finds out."""
    yield from ((stated.site, criterion) for stated, criterion in _read_by(criteria, action.finds_out))


def action_cell_findings(criteria: Criteria) -> tuple[Finding, ...]:
    """Return a finding for each cell of an action or event that cannot be read."""
    stated: list[Action | Event] = [*criteria.actions, *criteria.events]
    return in_order(finding for one in stated for finding in cell_findings(criteria, one.sets))


def cell_findings(criteria: Criteria, sets: Iterable[StatedMeasure]) -> Iterator[Finding]:
    """Yield a finding for each cell that cannot be read."""
    faulty: set[tuple[str, str]] = set()
    for stated, criterion in _read_by(criteria, sets):
        read = _parsed(stated.cell, criterion, criteria)
        if isinstance(read, Fault) and (stated.site, stated.measure) not in faulty:
            faulty.add((stated.site, stated.measure))
            yield cell_finding(read.code, stated.cell, criterion, _notation(criteria), stated.place)


def _read_by(criteria: Criteria, sets: Iterable[StatedMeasure]) -> Iterator[tuple[StatedMeasure, Criterion]]:
    """Yield what is set, with each criterion that reads it."""
    for stated in sets:
        columns = readers_of(criteria, stated.measure)
        yield from ((stated, criterion) for criterion in criteria.criteria if criterion.column in columns)


def _parsed(cell: str, criterion: Criterion, criteria: Criteria) -> Known | Fault:
    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(cell, criterion, _notation(criteria))
    return read if isinstance(read, Fault) else read.content


def _notation(criteria: Criteria) -> Notation:
    """Return how these cells are written: with decimal points, as YAML is."""
    return Notation.of(criteria.data, comma=False)
