"""What no register answers: the measures that are not exactly known, of which places, and whom to ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.derivation.bounds import Whole
from vasterviksmodell.derivation.derived import Derived, DerivedMeasure
from vasterviksmodell.derivation.derived_cell import DerivedCell, cell_of
from vasterviksmodell.derivation.reading.given import GivenFigure
from vasterviksmodell.i18n.wording import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A place whose measure is not exactly known."""

    row: int
    """Of the place."""
    known: DerivedCell | None
    """What is known nevertheless; None where no register is read for it and nothing is given."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A measure that is not exactly known in some places."""

    readers: tuple[Criterion, ...]
    """The criteria that read it."""
    rows: Whole
    """Of the places."""
    derived: DerivedMeasure | None
    """The measure, where a register is read for it."""
    given: Mapping[int, GivenFigure]
    """By the row of a place: the figure that is given by hand."""

    @property
    def cells(self) -> Iterator[OpenCell]:
        """The places where it is not exactly known, each with what is known nevertheless."""
        return (OpenCell(row, self._known(row)) for row in self.rows.tolist())

    def _known(self, row: int) -> DerivedCell | None:
        if self.derived is not None:
            return self.derived.cell(row)
        return cell_of(self.given[row]) if row in self.given else None

    @property
    def criterion(self) -> Criterion:
        """The criterion that stands for the measure: the first that states a question, else the first."""
        return next((reader for reader in self.readers if reader.is_local), self.readers[0])

    @property
    def measure(self) -> str:
        return self.criterion.column

    @property
    def weight(self) -> float:
        """The share of the score that depends on it."""
        return float(sum(reader.weight for reader in self.readers))

    @property
    def required(self) -> bool:
        return any(reader.requirement for reader in self.readers)

    @property
    def text(self) -> Text:
        """The question as the criteria state it, else the name of the criterion."""
        return self.criterion.ask if self.criterion.is_local else self.criterion.label

    @property
    def owner(self) -> Text | None:
        """Whom to ask; None where the criteria do not say it."""
        named = (reader.responsible for reader in self.readers)
        return next((owner for owner in named if any(map(owner.inside, LANGUAGES))), None)


def questions(derived: Derived, criteria: Criteria) -> tuple[Question, ...]:
    """Return what is to be asked: what a requirement needs first, then what weighs most."""
    asked = [
        _question(derived, readers)
        for readers in criteria.reading
        if any(reader.scored or reader.requirement or reader.warning for reader in readers)
    ]
    found = [question for question in asked if len(question.rows)]
    return tuple(sorted(found, key=lambda question: (not question.required, -question.weight)))


def _question(derived: Derived, readers: tuple[Criterion, ...]) -> Question:
    """Return the places where a measure is not exactly known."""
    measure = next((measure for measure in derived.measures if measure.id == readers[0].column), None)
    given = derived.given.of(readers[0].column)
    is_open = np.ones(derived.places.size, dtype=np.bool_) if measure is None else ~measure.exact | measure.empty
    for row, figure in given.items():
        known = cell_of(figure) if measure is None else measure.cell(row)
        is_open[row] = known.unknown or not known.exact
    return Question(readers, np.flatnonzero(is_open), measure, given)
