"""What a change of a ranking means for a decision on it: which decided sites stand elsewhere, what the record lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.comparison.compare import Comparison, ReportedSite
from vasterviksmodell.decision import Decision, judge
from vasterviksmodell.decision.model import Outcome
from vasterviksmodell.findings import Finding
from vasterviksmodell.scoring.ranking import TOLERANCE

_OUTCOMES: tuple[Outcome | None, ...] = ("chosen", "rejected", "parked", None)
_OF_CHANGES = "O1"
"""With this begin the codes of findings about what has changed since; others are about the record itself."""


@dataclass(frozen=True, slots=True)
class DecidedChange:
    """A site that was decided about, and that stands elsewhere or has another score."""

    site: str
    outcome: Outcome | None
    old: ReportedSite | None
    """None where the old ranking does not have it."""
    new: ReportedSite | None
    """None where the new ranking does not have it."""

    @property
    def name(self) -> str:
        """Its name in the new ranking, else in the old one."""
        known = self.new or self.old
        return self.site if known is None else known.name


@dataclass(frozen=True, slots=True)
class DecisionReview:
    """A decision in the light of two rankings."""

    decision: Decision
    changes: tuple[DecidedChange, ...]
    """The chosen sites first, then the rejected, the parked, and those that are not decided."""
    unchanged: int
    """How many decided sites have the same status, rank and score."""
    lacks: tuple[Finding, ...]
    """What the record lacks by the new ranking, and did not by the old one: a reason, a site, a true figure."""
    is_of_old: bool
    """Whether nothing that the record states about its ranking differs from the old one."""


def reviewed(comparison: Comparison, decision: Decision) -> Comparison:
    """Return a comparison with what it means for a decision.

    Raises `ValueError` when one of the rankings does not show all its sites.
    """
    before, after = (judge(decision, side.ranking) for side in (comparison.old, comparison.new))
    known = {(finding.code, finding.place, finding.message()) for finding in before}
    lacks = tuple(
        finding
        for finding in after
        if not finding.code.startswith(_OF_CHANGES) and (finding.code, finding.place, finding.message()) not in known
    )
    changes = tuple(_changes(comparison, decision))
    is_of_old = not any(finding.code.startswith(_OF_CHANGES) for finding in before)
    review = DecisionReview(decision, changes, len(decision.sites) - len(changes), lacks, is_of_old)
    return replace(comparison, review=review)


def _changes(comparison: Comparison, decision: Decision) -> Iterator[DecidedChange]:
    for outcome in _OUTCOMES:
        for entry in decision.of(outcome):
            old, new = (side.told.get(entry.site) for side in (comparison.old, comparison.new))
            if (old or new) and _differ(old, new):
                yield DecidedChange(entry.site, outcome, old, new)


def _differ(old: ReportedSite | None, new: ReportedSite | None) -> bool:
    if old is None or new is None:
        return True
    return (old.status, old.rank) != (new.status, new.rank) or abs(new.score - old.score) > TOLERANCE
