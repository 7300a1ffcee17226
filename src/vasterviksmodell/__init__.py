"""Ranks places for housing by how well they meet stated criteria."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, InvalidCriteria, default_criteria, load_criteria
    from vasterviksmodell.findings import Finding, Place, Severity
    from vasterviksmodell.scoring import Ranking, score
    from vasterviksmodell.sites import InvalidSites, Sites, read_sites

__all__ = [
    "Criteria",
    "Finding",
    "InvalidCriteria",
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

_ROOMS = {
    "Criteria": "criteria",
    "InvalidCriteria": "criteria",
    "default_criteria": "criteria",
    "load_criteria": "criteria",
    "Finding": "findings",
    "Place": "findings",
    "Severity": "findings",
    "Ranking": "scoring",
    "score": "scoring",
    "InvalidSites": "sites",
    "Sites": "sites",
    "read_sites": "sites",
}


def __getattr__(name: str) -> Any:
    """Import a room only when something of it is used: `--version` needs none."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
