"""What a measure may be without excluding its site: its whole range, within the limits of its requirement."""

from vasterviksmodell.criteria import Allowed, Criterion, Limits, Range


def is_possible(criterion: Criterion) -> bool:
    """Whether a measure may be anything at all."""
    span = permitted(criterion)
    return span.low <= span.high if criterion.kind == "number" else bool(permitted_categories(criterion))


def is_permitted(criterion: Criterion, measure: float | str) -> bool:
    """Whether a measure may be so."""
    return measure in permitted_categories(criterion) if isinstance(measure, str) else measure in permitted(criterion)


def permitted(criterion: Criterion) -> Range:
    """The numbers that a measure may be; the lower end is the greater when there are none."""
    span, limit = criterion.range, criterion.requirement
    if not isinstance(limit, Limits):
        return span
    return Range(max(span.low, limit.at_least), min(span.high, limit.at_most))


def permitted_categories(criterion: Criterion) -> tuple[str, ...]:
    """The categories that a measure may be."""
    limit = criterion.requirement
    return limit.categories if isinstance(limit, Allowed) else criterion.categories
