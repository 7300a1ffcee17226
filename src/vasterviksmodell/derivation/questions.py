"""What no register answers: the measures that are not exactly known, of which places, and whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.derivation.derived_cell import DerivedCell, cell_of
from vasterviksmodell.derivation.run import Derived
from vasterviksmodell.i18n.wording import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A place whose measure is not exactly known."""

    row: int
    """Of the place."""
    known: DerivedCell | None
    """What is known nevertheless; None where no register is read for it and nothing is given."""


@dataclass(frozen=True, slots=True)
class Question:
    """A measure that is not exactly known in some places."""

    readers: tuple[Criterion, ...]
    """The criteria that read it."""
    cells: tuple[OpenCell, ...]

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
    found = [
        Question(readers, cells)
        for readers in criteria.reading
        if any(reader.scored or reader.requirement or reader.warning for reader in readers)
        if (cells := tuple(_open_cells(derived, readers)))
    ]
    return tuple(sorted(found, key=lambda question: (not question.required, -question.weight)))


def _open_cells(derived: Derived, readers: Sequence[Criterion]) -> Iterator[OpenCell]:
    """Yield the places where a measure is not exactly known."""
    measure = next((measure for measure in derived.measures if measure.id == readers[0].column), None)
    given = derived.given.of(readers[0].column)
    for row in range(derived.places.size):
        stated = cell_of(given[row]) if row in given else None
        known = stated if measure is None else measure.cell(row)
        if known is None or known.unknown or not known.exact:
            yield OpenCell(row, known)
