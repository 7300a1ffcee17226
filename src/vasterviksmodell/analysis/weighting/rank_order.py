"""Weights from points, from swings, and from an order of importance.

The weight of place k among n: rank order centroid Σ_{i=k..n} 1/i / n, the middle of all weights that keep the order;
rank sum, in proportion to n + 1 − k; rank reciprocal, in proportion to 1/k (compared by Roszkowska 2013, of which the
summary was read; the centroid's formula as documented by vcalc.com, "Rank Order Centroid"). Those who share a place
share the mean of the weights of the places that they fill, so that the weights of the others do not depend on it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from vasterviksmodell.analysis.weighting.weights import (
    CannotWeigh,
    Weights,
    amounts,
    require_all,
    require_members,
    shares,
)
from vasterviksmodell.criteria.actors import GREATEST_SWING
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

_NONE_IS_GREATEST = Message("no swing is 100: give the greatest swing 100 and judge the others against it")


def points(ids: Sequence[str], judged: Mapping[str, Any]) -> Weights:
    """Return weights in proportion to points, at least 0, of which one is above; `CannotWeigh` for other judgements."""
    require_members(ids)
    require_all(ids, judged)
    return Weights("points", shares(ids, amounts(judged)))


def swing(ids: Sequence[str], judged: Mapping[str, Any]) -> Weights:
    """Return weights in proportion to swings of 0–100, of which one is above 0; `CannotWeigh` for other judgements."""
    require_members(ids)
    require_all(ids, judged)
    swings = amounts(judged, most=GREATEST_SWING)
    notes = () if max(swings.values()) == GREATEST_SWING else (_NONE_IS_GREATEST,)
    return Weights("swing", shares(ids, swings), notes=notes)


DEFAULT_FORMULA = "centroid"
FORMULAS: Mapping[str, Callable[[int, int], Fraction]] = MappingProxyType(
    {
        "centroid": lambda place, n: sum((Fraction(1, later) for later in range(place, n + 1)), Fraction(0)),
        "sum": lambda place, n: Fraction(n + 1 - place),
        "reciprocal": lambda place, _: Fraction(1, place),
    }
)
"""The number to which the weight of a place, from 1, among n is proportional."""


def rank_order(ids: Sequence[str], ranking: Sequence[Any], formula: str = DEFAULT_FORMULA) -> Weights:
    """Return weights of members in order of importance, the most important first; those in a list share a place.

    `CannotWeigh` unless the ranking names every member once and the formula is one of `FORMULAS`.
    """
    require_members(ids)
    if not isinstance(formula, str) or formula not in FORMULAS:
        known = ", ".join(FORMULAS)
        what = shortened(str(formula))
        raise CannotWeigh(Message("unknown formula {what}: use one of {known}").format(what=what, known=known))
    tied = [[value] if isinstance(value, str) else _several(value) for value in ranking]
    require_all(ids, (name for names in tied for name in names))
    return Weights(f"rank_{formula}", shares(ids, dict(_counted(tied, FORMULAS[formula], len(ids)))))


def _several(names: Any) -> list[Any]:
    if isinstance(names, Sequence) and names:
        return list(names)
    what = shortened(str(names))
    raise CannotWeigh(Message("ranking: {what} is not a name").format(what=what))


def _counted(
    tied: Sequence[Sequence[str]], counts: Callable[[int, int], Fraction], n: int
) -> Iterator[tuple[str, Fraction]]:
    place = 1
    for names in tied:
        filled = [counts(shared, n) for shared in range(place, place + len(names))]
        yield from ((name, sum(filled, Fraction(0)) / len(names)) for name in names)
        place += len(names)
