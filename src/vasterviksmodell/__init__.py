"""Ranks places for housing by how well they meet stated criteria."""

from vasterviksmodell._version import __version__
from vasterviksmodell.lazy import lazily

TYPE_CHECKING = False  # importing typing takes longer than printing the version
if TYPE_CHECKING:
    from vasterviksmodell.analysis.agreement import agree
    from vasterviksmodell.analysis.comparison.compare import Version, compare
    from vasterviksmodell.analysis.explanation import compare_pair, explain
    from vasterviksmodell.analysis.losses import losses
    from vasterviksmodell.analysis.obstacles import obstacles
    from vasterviksmodell.analysis.planning.figures import CannotPlan
    from vasterviksmodell.analysis.planning.plan import NoPlan, Plan, plan
    from vasterviksmodell.analysis.robustness.robustness import robustness
    from vasterviksmodell.analysis.similarity import similar
    from vasterviksmodell.analysis.target_search.search import Target, reaching
    from vasterviksmodell.criteria import Criteria, InvalidCriteria, default_criteria, load_criteria
    from vasterviksmodell.derivation import Derivation, Derived, InvalidDerivation, derive, load_derivation
    from vasterviksmodell.findings import Finding, Place, Severity
    from vasterviksmodell.scoring import InvalidFrame, Ranking, redacted_ranking, score
    from vasterviksmodell.sites import InvalidSites, Sites, read_sites

__all__ = [
    "CannotPlan",
    "Criteria",
    "Derivation",
    "Derived",
    "Finding",
    "InvalidCriteria",
    "InvalidDerivation",
    "InvalidFrame",
    "InvalidSites",
    "NoPlan",
    "Place",
    "Plan",
    "Ranking",
    "Severity",
    "Sites",
    "Target",
    "Version",
    "__version__",
    "agree",
    "compare",
    "compare_pair",
    "default_criteria",
    "derive",
    "explain",
    "load_criteria",
    "load_derivation",
    "losses",
    "obstacles",
    "plan",
    "reaching",
    "read_sites",
    "redacted_ranking",
    "robustness",
    "score",
    "similar",
]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            **dict.fromkeys(("Criteria", "InvalidCriteria", "default_criteria", "load_criteria"), "criteria"),
            **dict.fromkeys(("Derivation", "Derived", "InvalidDerivation", "derive", "load_derivation"), "derivation"),
            **dict.fromkeys(("Finding", "Place", "Severity"), "findings"),
            **dict.fromkeys(("InvalidFrame", "Ranking", "redacted_ranking", "score"), "scoring"),
            **dict.fromkeys(("InvalidSites", "Sites", "read_sites"), "sites"),
            "agree": "analysis.agreement",
            **dict.fromkeys(("Version", "compare"), "analysis.comparison.compare"),
            "explain": "analysis.explanation",
            "compare_pair": "analysis.explanation",
            "losses": "analysis.losses",
            "obstacles": "analysis.obstacles",
            **dict.fromkeys(("Target", "reaching"), "analysis.target_search.search"),
            "CannotPlan": "analysis.planning.figures",
            **dict.fromkeys(("NoPlan", "Plan", "plan"), "analysis.planning.plan"),
            "robustness": "analysis.robustness.robustness",
            "similar": "analysis.similarity",
        },
    )


def __dir__() -> list[str]:
    return sorted(__all__)
