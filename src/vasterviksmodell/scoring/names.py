"""The columns of a scored table. `<id>` is a criterion's id; no id holds two underscores in a row."""

from vasterviksmodell.criteria import Criteria, Criterion

RANKING_SCHEMA = "vasterviksmodell/ranking/2"
"""The contract of a ranking in JSON."""
FIRST_RANKING_SCHEMA = "vasterviksmodell/ranking/1"
"""The contract before it, which is still read: there `coverage` is what is `known_weight` now."""
DIVIDED_SCHEMA = "vasterviksmodell/rankings/1"
"""The contract of several rankings in one document, a site's part beside each."""
SCORE, SCORE_LOW, SCORE_HIGH = "score", "score_low", "score_high"
COVERAGE, KNOWN_WEIGHT, STATUS = "coverage", "known_weight", "status"
RANK, RANK_BEST, RANK_WORST = "rank", "rank_best", "rank_worst"
TIED = "tied"
FAULTS = "faults"
"""What the criteria rule out in a row of a frame; only where frames are not checked at once."""
PART = "_part"
"""The part of the sites among which a site is ranked; null where it is not known. Only in divided rankings."""
RESULT = (STATUS, RANK, RANK_BEST, RANK_WORST, SCORE, SCORE_LOW, SCORE_HIGH, COVERAGE, KNOWN_WEIGHT)
"""The columns about a site as a whole, in the order of the tables."""
SUMMARY = (STATUS, SCORE, SCORE_LOW, SCORE_HIGH, COVERAGE, KNOWN_WEIGHT)


def value_low(criterion: Criterion) -> str:
    return f"{criterion.id}__value_low"


def value_high(criterion: Criterion) -> str:
    return f"{criterion.id}__value_high"


def contribution(criterion: Criterion) -> str:
    return f"{criterion.id}__contribution"


def requirement(criterion: Criterion) -> str:
    return f"{criterion.id}__requirement"


def warning(criterion: Criterion) -> str:
    return f"{criterion.id}__warning"


def truths(criteria: Criteria) -> list[str]:
    """Return the columns of all requirements and warnings."""
    return [requirement(criterion) for criterion in criteria.screened] + [
        warning(criterion) for criterion in criteria.flagged
    ]
