"""How much registers tell: what is known of the score before and after measures are derived from them."""

from dataclasses import dataclass, replace
from statistics import fmean

from vasterviksmodell.analysis.derived_sites import derived_sites
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.derivation import Derived
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import detailed


@dataclass(frozen=True, slots=True)
class Known:
    """How much of the score is known, on average over the places."""

    coverage: float
    """The share of the score that the data determine."""
    known_weight: float
    """The share of the weight that is exactly known."""


@dataclass(frozen=True, slots=True)
class RegisterGain:
    before: Known
    """By what is given by hand alone."""
    after: Known


def register_gain(derived: Derived, criteria: Criteria) -> RegisterGain | None:
    """Return how much is known before and after; None where no scored criterion reads a measure that is derived."""
    if not {criterion.column for criterion in criteria.scored} & {measure.id for measure in derived.measures}:
        return None
    return RegisterGain(_known(replace(derived, measures=()), criteria), _known(derived, criteria))


def _known(derived: Derived, criteria: Criteria) -> Known:
    details = detailed(derived_sites(derived, criteria).frame, criteria)
    coverage, weight = (fmean(details[name]) for name in (names.COVERAGE, names.KNOWN_WEIGHT))
    return Known(round(coverage, 12), round(weight, 12))
