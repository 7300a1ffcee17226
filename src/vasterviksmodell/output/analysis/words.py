"""Words that several analyses use."""

from vasterviksmodell.i18n import Message

TRUTHS = {
    "met": Message("met"),
    "not_met": Message("not met"),
    "unknown": Message("unknown"),
}
COLUMNS = {
    "criterion": Message("Criterion"),
    "requirement": Message("Requirement"),
    "limit": Message("Limit"),
    "measure": Message("Measure"),
    "outcome": Message("Outcome"),
    "margin": Message("Margin"),
    "source": Message("Source"),
    "value": Message("Value"),
    "weight": Message("Weight"),
    "points": Message("Points"),
    "missing": Message("Missing"),
    "others": Message("Others' mean"),
    "difference": Message("Difference"),
    "rank": Message("Rank"),
    "site": Message("Site"),
    "status": Message("Status"),
    "obstacle": Message("Obstacle"),
    "needed": Message("Needed"),
    "change": Message("Change"),
    "effort": Message("Effort"),
    "points_then": Message("Points then"),
    "points_more": Message("Points more"),
}


NOT_EXACT = Message("Where a measure is not exactly known, the value that counts in the score stands for it.")
