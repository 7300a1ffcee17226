"""In which order to ask for what no register answers: first what decides which place stands first."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from vasterviksmodell.analysis.derived_sites import derived_sites
from vasterviksmodell.analysis.gaps import Gap, gaps_of_all
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.questions import OpenCell, Question
from vasterviksmodell.scoring import score

_MOST_PLACES = 5_000
"""Of more places nobody asks cell by cell: there what a requirement needs stands first, then what weighs most."""


@dataclass(frozen=True, slots=True)
class AskedCell:
    """A place whose measure is to be asked for."""

    question: Question
    cell: OpenCell
    gap: Gap | None
    """What finding it out is worth; None where nothing can come of it, or where that is not computed."""


def turn(gap: Gap | None) -> tuple[float, float, float]:
    """Return by what cells are put in order, the least first.

    The best rank that finding it out can give its place, then with how many places it can change the order, and how
    many points depend on it. So the places that may stand first are asked about first: to order by reach alone takes
    twice as many answers until the first place is settled (`benchmarks/asking.py`).
    """
    if gap is None:
        return inf, 0.0, 0.0
    return inf if gap.best is None else gap.best, -gap.reach, -gap.points


def asked_cells(derived: Derived, criteria: Criteria, asked: tuple[Question, ...]) -> tuple[AskedCell, ...]:
    """Return the cells of questions, the one most worth asking for first; among equals those of the first question."""
    worths = _gaps(derived, criteria) if derived.places.size <= _MOST_PLACES else {}
    ids = derived.places.ids
    cells = (
        AskedCell(question, cell, worths.get((ids[cell.row], question.measure)))
        for question in asked
        for cell in question.cells
    )
    return tuple(sorted(cells, key=lambda one: turn(one.gap)))


def _gaps(derived: Derived, criteria: Criteria) -> Mapping[tuple[str, str], Gap]:
    """Return what each cell is worth, by the place and the measure."""
    every = gaps_of_all(score(derived_sites(derived, criteria), criteria))
    return {(id, gap.criterion.column): gap for id, gaps in every.items() for gap in gaps}
