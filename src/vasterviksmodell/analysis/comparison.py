"""What changed between two rankings, and because of what.

A score changes because measures do (data), because value functions do (criteria), because weights do, or because the
program computes otherwise (version). The first three are exchanged one after another, in all six orders, and each
change is the mean of what its exchange brought: so the parts sum to the whole whatever depends on what.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import fmean
from typing import Literal

from vasterviksmodell.analysis.hybrid import Values, values
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking, sites_of
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import Status

Cause = Literal["data", "criteria", "weights", "version"]
_EXCHANGED: tuple[Cause, ...] = ("data", "criteria", "weights")
_World = tuple[bool, bool, bool]
"""Whether data, criteria and weights are the new ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a ranking says of a site."""

    name: str
    status: Status
    rank: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Version:
    """A ranking to compare: computed now, and what it told when it was made."""

    ranking: Ranking
    told: Mapping[str, Told]
    """By site id."""
    version: str

    @classmethod
    def fresh(cls, ranking: Ranking) -> "Version":
        """A ranking made just now tells what it computes."""
        kept = ranking.frame.select("id", "name", names.STATUS, names.RANK, names.SCORE)
        return cls(ranking, {id: Told(*rest) for id, *rest in kept.iter_rows()}, ranking.version)


@dataclass(frozen=True, slots=True)
class Change:
    """A site that stands in both rankings."""

    id: str
    old: Told
    new: Told
    parts: Mapping[Cause, float]
    """Points of the score by cause; they sum to the change of the score."""
    by_criterion: Mapping[str, float]
    """The same points, without those of the version, by criterion id."""

    @property
    def points(self) -> float:
        return self.new.score - self.old.score

    @property
    def is_moved(self) -> bool:
        return self.old.rank != self.new.rank

    @property
    def is_restated(self) -> bool:
        return self.old.status != self.new.status

    @property
    def is_unchanged(self) -> bool:
        return not (self.is_moved or self.is_restated or abs(self.points) > TOLERANCE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from an old ranking to a new one."""

    old: Version
    new: Version
    entered: tuple[str, ...]
    """Ids of sites that stand only in the new one, in its order."""
    left: tuple[str, ...]
    """Ids of sites that stood only in the old one."""
    changes: tuple[Change, ...]
    """The sites that stand in both, in the order of the new one."""

    def differs(self, what: Literal["rank", "status"]) -> bool:
        """Whether ranks (or who is there at all) have changed, or statuses have."""
        if self.entered or self.left:
            return True
        return any(it.is_moved if what == "rank" else it.is_restated for it in self.changes)


def compare(old: Version, new: Version) -> Comparison:
    """The comparison of two rankings."""
    return Comparison(
        old,
        new,
        tuple(id for id in new.told if id not in old.told),
        tuple(id for id in old.told if id not in new.told),
        tuple(_changes(old, new)),
    )


def _changes(old: Version, new: Version) -> Iterator[Change]:
    both = [id for id in new.told if id in old.told]
    points = _points(old.ranking, new.ranking) if both else {}
    computed = [_scores(it.ranking) for it in (old, new)]
    for id in both:
        by_cause = {cause: _exchange(cause, points, id) for cause in _EXCHANGED}
        before, after = (scores[id] for scores in computed)
        version = (before - old.told[id].score) + (new.told[id].score - after)
        parts: dict[Cause, float] = {cause: sum(part.values()) for cause, part in by_cause.items()}
        criteria = dict.fromkeys(key for part in by_cause.values() for key in part)
        by_criterion = {key: sum(part.get(key, 0.0) for part in by_cause.values()) for key in criteria}
        yield Change(id, old.told[id], new.told[id], {**parts, "version": version}, by_criterion)


def _scores(ranking: Ranking) -> dict[str, float]:
    return dict(ranking.frame.select("id", names.SCORE).iter_rows())


def _points(old: Ranking, new: Ranking) -> Mapping[_World, Mapping[str, Mapping[str, float]]]:
    """By world, site id and criterion id: the points of the score."""
    sides = (old, new)
    valued = {
        (data, criteria): values(sites_of(sides[data]), sides[criteria].criteria)
        for data in (False, True)
        for criteria in (False, True)
    }
    return {
        (data, criteria, weights): _weighted(valued[data, criteria], sides[weights].criteria)
        for data, criteria in valued
        for weights in (False, True)
    }


def _weighted(valued: Values, criteria: Criteria) -> Mapping[str, Mapping[str, float]]:
    weights = {it.id: float(it.weight) for it in criteria.scored}
    return {id: {key: weights.get(key, 0.0) * value for key, value in row.items()} for id, row in valued.items()}


def _exchange(cause: Cause, points: Mapping[_World, Mapping[str, Mapping[str, float]]], id: str) -> dict[str, float]:
    """What the exchange of one thing brings by criterion: the mean over all orders of exchanging the three."""
    steps = [_step(order, cause) for order in permutations(_EXCHANGED)]
    keys = dict.fromkeys(key for world in points.values() for key in world[id])
    return {
        key: fmean(points[after][id].get(key, 0.0) - points[before][id].get(key, 0.0) for before, after in steps)
        for key in keys
    }


def _step(order: Sequence[Cause], cause: Cause) -> tuple[_World, _World]:
    """The worlds before and after the exchange of one thing, in an order of exchanging all."""
    exchanged = set(order[: order.index(cause)])
    before = tuple(it in exchanged for it in _EXCHANGED)
    after = tuple(it in exchanged or it == cause for it in _EXCHANGED)
    return before, after  # type: ignore[return-value]
