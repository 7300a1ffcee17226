"""What is asked: criteria.yaml → Criteria."""

from vasterviksmodell.criteria.file import (
    InvalidCriteria,
    default_criteria,
    default_criteria_path,
    load_criteria,
    read_criteria,
    read_criteria_file,
)
from vasterviksmodell.criteria.model import (
    Allowed,
    Criteria,
    Criterion,
    Group,
    Limits,
    Range,
    Requirement,
    SiteColumns,
)

__all__ = [
    "Allowed",
    "Criteria",
    "Criterion",
    "Group",
    "InvalidCriteria",
    "Limits",
    "Range",
    "Requirement",
    "SiteColumns",
    "default_criteria",
    "default_criteria_path",
    "load_criteria",
    "read_criteria",
    "read_criteria_file",
]
