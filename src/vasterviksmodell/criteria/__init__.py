"""What is asked: criteria.yaml → Criteria."""

from vasterviksmodell.criteria.data_files import DataFiles, Meaning, MeasureSource
from vasterviksmodell.criteria.file import (
    InvalidCriteria,
    default_criteria,
    default_criteria_path,
    load_criteria,
    read_criteria,
    read_criteria_file,
    read_document,
)
from vasterviksmodell.criteria.model import (
    Allowed,
    Criteria,
    Criterion,
    Group,
    Limits,
    Requirement,
    SiteColumns,
)
from vasterviksmodell.criteria.period import Period, parse_date
from vasterviksmodell.criteria.range import Range

__all__ = [
    "Allowed",
    "Criteria",
    "Criterion",
    "DataFiles",
    "Group",
    "InvalidCriteria",
    "Limits",
    "Meaning",
    "MeasureSource",
    "Period",
    "Range",
    "Requirement",
    "SiteColumns",
    "default_criteria",
    "default_criteria_path",
    "load_criteria",
    "parse_date",
    "read_criteria",
    "read_criteria_file",
    "read_document",
]
