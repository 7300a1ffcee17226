"""What is asked: criteria.yaml → Criteria."""

from vasterviksmodell.criteria.actors import (
    Actor,
    BestWorst,
    Comparisons,
    DirectPoints,
    Frozen,
    Judgement,
    RankOrder,
    Swing,
)
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
from vasterviksmodell.criteria.freezing import weights_digest, weights_text
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
from vasterviksmodell.criteria.weighing import whose_weights, with_weights_of
from vasterviksmodell.value_functions.range import Range

__all__ = [
    "Actor",
    "Allowed",
    "BestWorst",
    "Comparisons",
    "Criteria",
    "Criterion",
    "DataFiles",
    "DirectPoints",
    "Frozen",
    "Group",
    "InvalidCriteria",
    "Judgement",
    "Limits",
    "Meaning",
    "MeasureSource",
    "Period",
    "Range",
    "RankOrder",
    "Requirement",
    "SiteColumns",
    "Swing",
    "default_criteria",
    "default_criteria_path",
    "load_criteria",
    "parse_date",
    "read_criteria",
    "read_criteria_file",
    "read_document",
    "weights_digest",
    "weights_text",
    "whose_weights",
    "with_weights_of",
]
