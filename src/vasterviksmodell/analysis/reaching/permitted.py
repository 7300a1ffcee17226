"""What a measure may be without excluding its site: its whole range, within the limits of its requirement."""

from vasterviksmodell.criteria import Allowed, Criterion, Limits, Range


def permitted(criterion: Criterion) -> Range:
    """The numbers that a measure may be."""
    span, limit = criterion.range, criterion.requirement
    if not isinstance(limit, Limits):
        return span
    return Range(max(span.low, limit.at_least), min(span.high, limit.at_most))


def permitted_categories(criterion: Criterion) -> tuple[str, ...]:
    """The categories that a measure may be."""
    limit = criterion.requirement
    return limit.categories if isinstance(limit, Allowed) else criterion.categories
