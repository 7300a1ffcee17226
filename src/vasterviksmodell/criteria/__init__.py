"""The criteria: their model, and how it is read from a criteria file."""

from vasterviksmodell.criteria.actions import Action, AppliedActions, LeftOut, StatedMeasure, chosen_actions
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
from vasterviksmodell.criteria.events import CERTAINTIES, Certainty, Event, first_day
from vasterviksmodell.criteria.events_file import read_events_file, with_events
from vasterviksmodell.criteria.file import (
    InvalidCriteria,
    default_criteria,
    load_criteria,
    read_actions_file,
    read_criteria,
    read_criteria_file,
    read_document,
    with_actions,
)
from vasterviksmodell.criteria.model import (
    Allowed,
    Criteria,
    Criterion,
    DataFiles,
    Group,
    Limits,
    Meaning,
    MeasureSource,
    ModelFile,
    Period,
    Requirement,
    SiteColumns,
    parse_date,
)
from vasterviksmodell.criteria.need import Need
from vasterviksmodell.criteria.plan import PlanSettings
from vasterviksmodell.criteria.whose_weights import weights_digest, weights_text, whose_weights, with_weights_of
from vasterviksmodell.source.default_model import default_criteria_path
from vasterviksmodell.value_functions.parameters import Range

__all__ = [
    "CERTAINTIES",
    "Action",
    "Actor",
    "Allowed",
    "AppliedActions",
    "BestWorst",
    "Certainty",
    "Comparisons",
    "Criteria",
    "Criterion",
    "DataFiles",
    "DirectPoints",
    "Event",
    "Frozen",
    "Group",
    "InvalidCriteria",
    "Judgement",
    "LeftOut",
    "Limits",
    "Meaning",
    "MeasureSource",
    "ModelFile",
    "Need",
    "Period",
    "PlanSettings",
    "Range",
    "RankOrder",
    "Requirement",
    "SiteColumns",
    "StatedMeasure",
    "Swing",
    "chosen_actions",
    "default_criteria",
    "default_criteria_path",
    "first_day",
    "load_criteria",
    "parse_date",
    "read_actions_file",
    "read_criteria",
    "read_criteria_file",
    "read_document",
    "read_events_file",
    "weights_digest",
    "weights_text",
    "whose_weights",
    "with_actions",
    "with_events",
    "with_weights_of",
]
