"""Ranks places for housing by how well they meet stated criteria."""

from vasterviksmodell.lazy import lazily

__version__ = "0.1.0"

TYPE_CHECKING = False  # typing takes longer to import than the version takes to tell
if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, InvalidCriteria, default_criteria, load_criteria
    from vasterviksmodell.findings import Finding, Place, Severity
    from vasterviksmodell.scoring import InvalidFrame, Ranking, score
    from vasterviksmodell.sites import InvalidSites, Sites, read_sites

__all__ = [
    "Criteria",
    "Finding",
    "InvalidCriteria",
    "InvalidFrame",
    "InvalidSites",
    "Place",
    "Ranking",
    "Severity",
    "Sites",
    "__version__",
    "default_criteria",
    "load_criteria",
    "read_sites",
    "score",
]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            **dict.fromkeys(("Criteria", "InvalidCriteria", "default_criteria", "load_criteria"), "criteria"),
            **dict.fromkeys(("Finding", "Place", "Severity"), "findings"),
            **dict.fromkeys(("InvalidFrame", "Ranking", "score"), "scoring"),
            **dict.fromkeys(("InvalidSites", "Sites", "read_sites"), "sites"),
        },
    )


def __dir__() -> list[str]:
    return sorted(__all__)
