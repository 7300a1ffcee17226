"""The figures of sites: one for each column of measures, whether one criterion reads it or several.

A figure that several criteria read can change only once. So one criterion stands for all of them: its range and
categories are those that all allow, its value is the weighted mean of theirs, and its requirement is that all are met.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from vasterviksmodell.analysis.target_search.inverse import CLOSE, function_values
from vasterviksmodell.criteria import Allowed, Criteria, Criterion, Limits, Range, Requirement
from vasterviksmodell.criteria.model import UnknownRequirement, common_categories
from vasterviksmodell.source.folding import as_word
from vasterviksmodell.value_functions import Blend, Categories, ValueFunction

_PARTS = 64
_CLOSER = 30
"""How many times the distance to an end of a stretch is halved."""
_NARROWINGS = 6
"""How many times the search for a turning point is narrowed, each time 32-fold."""


@dataclass(frozen=True, slots=True)
class Joint(Criterion):
    """Several criteria that read one figure, as one; its id and texts are those of the first."""

    members: tuple[Criterion, ...]

    @property
    def readers(self) -> tuple[Criterion, ...]:
        return self.members


def figures(criteria: Criteria) -> tuple[Criterion, ...]:
    """Return a criterion for each figure of a site, in the order of the file."""
    return tuple(joined(readers) for readers in criteria.reading)


def joined(readers: Sequence[Criterion]) -> Criterion:
    """Join the criteria that read one figure to one criterion; one alone stays as it is."""
    first, *others = readers
    if not others:
        return first
    known = {field.name: getattr(first, field.name) for field in fields(first)}
    span = Range(max(reader.range.low for reader in readers), min(reader.range.high for reader in readers))
    limits = [reader.requirement for reader in readers if reader.requirement is not None]
    together = known | {
        "range": span,
        "categories": common_categories(readers),
        "value": _value(readers, span),
        "weight": sum(reader.weight for reader in readers),
        "points": sum(reader.points for reader in readers),
        "requirement": combined(limits, common_categories(readers)) if limits else None,
        "warning": None,
        "effort": _effort(readers),
    }
    return Joint(**together, members=tuple(readers))


def combined(limits: Sequence[Requirement], categories: Sequence[str]) -> Requirement:
    """Combine the limits on one figure to one; possibly nothing meets it."""
    unknown: UnknownRequirement = "excluded" if any(limit.unknown == "excluded" for limit in limits) else "unverified"
    ends = [limit for limit in limits if isinstance(limit, Limits)]
    if ends:
        return Limits(max(end.at_least for end in ends), min(end.at_most for end in ends), unknown)
    allowed = [{as_word(category) for category in limit.categories} for limit in limits if isinstance(limit, Allowed)]
    return Allowed(
        tuple(category for category in categories if all(as_word(category) in words for words in allowed)), unknown
    )


def can_be_met(limit: Requirement) -> bool:
    """Say whether anything meets a limit."""
    return limit.at_least <= limit.at_most if isinstance(limit, Limits) else bool(limit.categories)


def _effort(readers: Sequence[Criterion]) -> float | Mapping[str, float] | None:
    """Return the effort that the criteria declare, the greatest where they differ."""
    declared = [reader.effort for reader in readers if reader.effort is not None]
    per_unit = [effort for effort in declared if not isinstance(effort, Mapping)]
    if per_unit or not declared:
        return max(per_unit, default=None)
    found: dict[str, float] = {}
    for category in common_categories(readers):
        efforts = [effort for reader in readers if (effort := _effort_to(reader, category)) is not None]
        found |= {category: max(efforts)} if efforts else {}
    return found


def _effort_to(criterion: Criterion, category: str) -> float | None:
    return criterion.effort.get(criterion.spelled(category)) if isinstance(criterion.effort, Mapping) else None


def signed(figure: Criterion, signs: Sequence[int]) -> Criterion:
    """Return a figure with the value of each criterion that scores it added (1) or subtracted (-1), in their order."""
    return replace(figure, value=_value(figure.readers, figure.range, signs))


def _value(readers: Sequence[Criterion], span: Range, signs: Sequence[int] | None = None) -> ValueFunction | None:
    """Return the weighted mean of the value functions of a figure; None when no criterion scores it."""
    scored = [(reader, reader.value) for reader in readers if reader.scored and reader.value is not None]
    if not scored:
        return None
    whole = sum(reader.weight for reader, _ in scored)
    parts = [
        (sign * float(reader.weight / whole), reader, function)
        for sign, (reader, function) in zip(signs or [1] * len(scored), scored, strict=True)
    ]
    if readers[0].kind == "number":
        blend = Blend(parts=tuple((share, function) for share, _, function in parts))
        return blend.model_copy(update={"between": tuple(_turns_between(blend, span))})
    return Categories.model_construct(
        categories={
            category: sum(
                share * function_values(function, [reader.spelled(category)])[0] for share, reader, function in parts
            )
            for category in common_categories(readers)
        }
    )


def _turns_between(blend: Blend, span: Range) -> Iterator[float]:
    """Yield where the sum of a rising and a falling curve turns between two of their bends."""
    if not blend.curved:
        return
    inside = [place for place in blend.bends if span.low < place < span.high]
    stops = [*dict.fromkeys([max(span.low, blend.bends[0]), *inside, min(span.high, blend.bends[-1])])]
    for low, high in pairwise(sorted(stops)):
        for before, after in _neighbours_of_turns(blend, _places(low, high)):
            yield _turning_point(blend, before, after)


def _places(low: float, high: float) -> list[float]:
    """Return places evenly spread over a stretch, and ever closer to its ends, near which a sum may turn."""
    near = [(high - low) / _PARTS / 2**power for power in range(1, _CLOSER)]
    return sorted({*_evenly(low, high), *(low + step for step in near), *(high - step for step in near)})


def _evenly(low: float, high: float) -> list[float]:
    return [low + (high - low) * number / _PARTS for number in range(_PARTS + 1)]


def _neighbours_of_turns(blend: Blend, places: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield the two neighbours of each place whose value is above, or below, both of theirs."""
    found = function_values(blend, places)
    for number in range(1, len(places) - 1):
        to_here, from_here = found[number] - found[number - 1], found[number + 1] - found[number]
        if to_here * from_here < 0 and min(abs(to_here), abs(from_here)) > CLOSE:
            yield places[number - 1], places[number + 1]


def _turning_point(blend: Blend, low: float, high: float) -> float:
    """Return the place between two others at which the function turns."""
    for _ in range(_NARROWINGS):
        low, high = next(_neighbours_of_turns(blend, _evenly(low, high)), (low, high))
    return (low + high) / 2
