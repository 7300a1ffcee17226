"""What actions set, read as cells: a setting for each criterion that reads the measure, or a finding at its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.action_checks import readers_of
from vasterviksmodell.criteria.actions import Action, StatedMeasure
from vasterviksmodell.findings import Finding, in_order
from vasterviksmodell.sites.cell_findings import cell_finding
from vasterviksmodell.sites.cell_grammar import Fault, Interval, Notation, parse_category, parse_number


@dataclass(frozen=True, slots=True)
class ActionMeasure:
    """A measure of a site as an action sets it, for one of the criteria that read it."""

    action: str
    """The id."""
    site: str
    """The id."""
    criterion: Criterion
    known: Interval | str | None


def action_measures(criteria: Criteria, action: Action) -> Iterator[ActionMeasure]:
    """Yield what an action sets; cells that cannot be read are left out: see `action_cell_findings`."""
    for stated, criterion in _read_by(criteria, action):
        read = _parsed(stated.cell, criterion, criteria)
        if not isinstance(read, Fault):
            yield ActionMeasure(action.id, stated.site, criterion, read)


def action_finds_out(criteria: Criteria, action: Action) -> Iterator[tuple[str, Criterion]]:
    """Yield the ids of sites with the criteria whose measure an action finds out."""
    for stated in action.finds_out:
        columns = readers_of(criteria, stated.measure)
        yield from ((stated.site, criterion) for criterion in criteria.criteria if criterion.column in columns)


def action_cell_findings(criteria: Criteria) -> tuple[Finding, ...]:
    """Return a finding for each cell of an action that cannot be read."""
    return in_order(finding for action in criteria.actions for finding in _cell_findings(criteria, action))


def _cell_findings(criteria: Criteria, action: Action) -> Iterator[Finding]:
    faulty: set[tuple[str, str]] = set()
    for stated, criterion in _read_by(criteria, action):
        read = _parsed(stated.cell, criterion, criteria)
        if isinstance(read, Fault) and (stated.site, stated.measure) not in faulty:
            faulty.add((stated.site, stated.measure))
            yield cell_finding(read.code, stated.cell, criterion, _notation(criteria), stated.place)


def _read_by(criteria: Criteria, action: Action) -> Iterator[tuple[StatedMeasure, Criterion]]:
    """Yield what an action sets, with each criterion that reads it."""
    for stated in action.sets:
        columns = readers_of(criteria, stated.measure)
        yield from ((stated, criterion) for criterion in criteria.criteria if criterion.column in columns)


def _parsed(cell: str, criterion: Criterion, criteria: Criteria) -> Interval | str | Fault | None:
    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(cell, criterion, _notation(criteria))
    return read if isinstance(read, Fault) else read.content


def _notation(criteria: Criteria) -> Notation:
    """Return how cells of actions are written: with decimal points, as YAML is."""
    return Notation.of(criteria.data, comma=False)
