"""What was decided about each site, and whether that fits the ranking it was decided on."""

from typing import TYPE_CHECKING

from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.decision.file import InvalidDecision, load_decision
    from vasterviksmodell.decision.judgement import judge
    from vasterviksmodell.decision.model import Alternatives, Decision, Outcome, SiteDecision
    from vasterviksmodell.decision.starting import starting_decision

__all__ = [
    "Alternatives",
    "Decision",
    "InvalidDecision",
    "Outcome",
    "SiteDecision",
    "judge",
    "load_decision",
    "starting_decision",
]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            **dict.fromkeys(("InvalidDecision", "load_decision"), "file"),
            **dict.fromkeys(("Alternatives", "Decision", "Outcome", "SiteDecision"), "model"),
            "judge": "judgement",
            "starting_decision": "starting",
        },
    )
