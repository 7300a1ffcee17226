"""What a derivation came to: how much is known now, what would settle more, and what remains to be asked."""

from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.register_gain import RegisterGain, register_gain
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.explanation import Opening, openings
from vasterviksmodell.derivation.questions import Question, questions


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """In how many places a measure is given by hand, and how it is known in the others."""

    exact: int
    interval: int
    empty: int
    given: int


@dataclass(frozen=True, slots=True)
class DerivationSummary:
    derived: Derived
    criteria: Criteria
    counts: tuple[MeasureCounts, ...]
    """In the order of the measures."""
    openings: tuple[Opening, ...]
    """Which positions would settle most."""
    gain: RegisterGain | None
    """None where no criterion reads what is derived."""
    questions: tuple[Question, ...]


def summarised(derived: Derived, criteria: Criteria) -> DerivationSummary:
    """Return what a derivation came to, by the criteria that read it."""
    counts = tuple(_counts(derived, number) for number in range(len(derived.measures)))
    gain, asked = register_gain(derived, criteria), questions(derived, criteria)
    return DerivationSummary(derived, criteria, counts, openings(derived), gain, asked)


def _counts(derived: Derived, number: int) -> MeasureCounts:
    measure = derived.measures[number]
    others = np.setdiff1d(np.arange(derived.places.size), list(measure.given))
    empty = measure.empty[others]
    exact = int((measure.exact[others] & ~empty).sum())
    empties = int(empty.sum())
    return MeasureCounts(exact, len(others) - exact - empties, empties, len(measure.given))
