"""Because of what two rankings differ, over all their sites."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.analysis.comparison.attribution import EXCHANGED, Exchanged
from vasterviksmodell.analysis.comparison.compare import Change, Comparison
from vasterviksmodell.scoring.ranks import TOLERANCE

CauseName = Literal["data", "criteria", "weights", "version", "sites"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for what changed."""

    name: CauseName
    """`sites` when sites moved because others entered or left."""
    sites: int
    """How many sites it touched."""
    points: float
    """By how many points it moved their scores altogether, up or down."""
    criterion: str | None
    """The id of the criterion through which it did most; None when that is no matter of criteria."""


def causes(comparison: Comparison) -> tuple[Cause, ...]:
    """The causes of what changed, the greatest first."""
    return tuple(sorted(_causes(comparison), key=lambda it: -it.points))


def _causes(comparison: Comparison) -> Iterator[Cause]:
    for name in EXCHANGED:
        touched = [it for it in comparison.changes if _touches(name, it)]
        if touched:
            points = sum(abs(it.parts[name]) for it in touched)
            yield Cause(name, len(touched), points, _most(name, touched))
    otherwise = [it for it in comparison.changes if it.is_told_otherwise]
    if otherwise:
        yield Cause("version", len(otherwise), sum(abs(it.version) for it in otherwise), None)
    displaced = [it for it in comparison.changes if it.is_moved and not (it.is_rescored or it.is_restated)]
    if displaced and (comparison.entered or comparison.left):
        yield Cause("sites", len(displaced), 0.0, None)


def _touches(name: Exchanged, change: Change) -> bool:
    moves_points = any(abs(points) > TOLERANCE for points in change.points_by[name].values())
    return moves_points or any(name in it.because for it in change.outcomes)


def _most(name: Exchanged, touched: Sequence[Change]) -> str | None:
    """The criterion with the most points over all sites; where none has any, the one whose requirement turned."""
    points = Counter[str]()
    for change in touched:
        for id, part in change.points_by[name].items():
            points[id] += abs(part)  # type: ignore[assignment]
    most, highest = max(points.items(), key=lambda it: it[1], default=(None, 0.0))
    turned = (it.criterion.id for change in touched for it in change.outcomes if name in it.because)
    return most if highest > TOLERANCE else next(turned, None)
