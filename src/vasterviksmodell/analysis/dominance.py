"""Dominance: which sites are surely worth as much as another on every criterion, before anything is weighed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.value_matrix import ValueMatrix, value_matrix
from vasterviksmodell.scoring.ranking import TOLERANCE

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking


@dataclass(frozen=True, slots=True)
class Dominated:
    """A site with those that stand before it whatever the weights."""

    id: str
    name: str
    by: tuple[str, ...]
    """The names of the sites that dominate it, in order of rank; empty where none does."""


def dominance(ranking: "Ranking") -> tuple[Dominated, ...]:
    """Return each site that is not excluded with those that dominate it, in order of rank.

    One dominates another when its value is at least as high on every criterion, whatever is not known of both, and
    higher on one.
    """
    matrix = value_matrix(ranking)
    pairs = zip(matrix.ids, matrix.names, strict=True)
    return tuple(Dominated(id, name, _before(matrix, row)) for row, (id, name) in enumerate(pairs))


def _before(matrix: ValueMatrix, row: int) -> tuple[str, ...]:
    leads = matrix.low - matrix.high[row]
    before = (leads >= 0).all(axis=1) & (leads > TOLERANCE).any(axis=1)
    return tuple(matrix.names[place] for place in before.nonzero()[0])
