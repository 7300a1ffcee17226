"""A decision as a report shows it: what was decided about each site, and what its figures say."""

from collections.abc import Sequence
from dataclasses import dataclass

from vasterviksmodell.analysis.evidence import Evidence
from vasterviksmodell.analysis.explanation import Explanation, explain
from vasterviksmodell.analysis.timeline import Timeline, timeline
from vasterviksmodell.decision import Decision, SiteDecision
from vasterviksmodell.decision.model import Outcome
from vasterviksmodell.findings import Finding


@dataclass(frozen=True, slots=True)
class DecidedSite:
    """A site with what was decided about it, and why it stands where it stands."""

    decision: SiteDecision
    explanation: Explanation

    @property
    def outcome(self) -> Outcome | None:
        return self.decision.outcome

    @property
    def is_without_reason(self) -> bool:
        """Whether neither a stated reason nor the screening says why it was not chosen."""
        return self.outcome != "chosen" and self.decision.reason is None and self.explanation.rank is not None


@dataclass(frozen=True, slots=True)
class Record:
    """A decision, and what a ranking says of the sites that it is about."""

    decision: Decision
    findings: tuple[Finding, ...]
    """What was found when it was judged: what has changed since, and what it leaves out."""
    sites: tuple[DecidedSite, ...]
    """In the order of the ranking, so that nothing follows from the order of the file."""
    life: Timeline | None
    """The sites over the years; None where nothing that is stated has a date, or figures are withheld."""
    is_public: bool
    """Whether reasons, figures and other texts of the file are withheld."""
    content: bytes = b""
    """The file, byte for byte; nothing of it where texts are withheld."""

    def of(self, outcome: Outcome | None) -> tuple[DecidedSite, ...]:
        """Return the sites with an outcome; with None, those that are not decided."""
        return tuple(site for site in self.sites if site.outcome == outcome)


def record_of(decision: Decision, evidence: Evidence, findings: Sequence[Finding] = (), content: bytes = b"") -> Record:
    """Return the record of a decision on the ranking of a report; `findings` are those of `judge` about it,
    `content` is the file that it was read from.

    Of a redacted ranking it holds only outcomes, and who decided: reasons and figures are those of the full edition.
    """
    ranking = evidence.ranking
    is_public = ranking.redaction is not None
    shown = decision.without_texts() if is_public else decision
    entries = {entry.site: entry for entry in shown.sites}
    known = {explanation.id: explanation for explanation in evidence.explanations}
    sites = tuple(
        DecidedSite(entries[id], known.get(id) or explain(ranking, id)) for id in ranking.frame["id"] if id in entries
    )
    if is_public:
        return Record(shown, (), sites, None, is_public)
    life = timeline(ranking) if ranking.criteria.events else None
    return Record(shown, tuple(findings), sites, life, is_public, content)
