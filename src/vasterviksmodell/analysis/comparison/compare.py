"""The comparison of two rankings: what changed, and the causes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vasterviksmodell.analysis.comparison.action_changes import ActionChanges, action_changes
from vasterviksmodell.analysis.comparison.attribution import (
    SCORE_CAUSES,
    ChangedMeasure,
    ChangedOutcome,
    ScoreCause,
    attribution,
    change_reasons,
)
from vasterviksmodell.analysis.comparison.criteria_changes import (
    CriteriaChanges,
    InputChange,
    criteria_changes,
    input_changes,
)
from vasterviksmodell.analysis.comparison.event_changes import EventChanges, event_changes
from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.frozen_value import FrozenValue, Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking, sites_of
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.saved.reading import SavedRanking

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.review import DecisionReview


@dataclass(frozen=True, slots=True)
class ReportedSite:
    """A site as a ranking reports it."""

    name: str
    status: Status
    rank: int | None
    score: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Version(FrozenValue):
    """A ranking to compare: as it is computed now, and as it was reported when it was made."""

    ranking: Ranking
    """As it is computed now."""
    told: Mapping[str, ReportedSite]
    """By site id."""
    version: str
    """The version of the program that reported it."""

    @classmethod
    def fresh(cls, ranking: Ranking) -> "Version":
        """Make a version of a ranking made just now, which reports what it computes."""
        return cls(ranking, _computed(ranking), ranking.version)

    @classmethod
    def saved(cls, saved: SavedRanking, ranking: Ranking) -> "Version":
        """Make a version of a saved ranking and of the ranking computed from it now."""
        return cls(ranking, {id: ReportedSite(*fields) for id, fields in saved.reported.items()}, saved.version)


@dataclass(frozen=True, slots=True)
class Change:
    """A site in both rankings whose rank, status or score changed."""

    id: str
    old: ReportedSite
    new: ReportedSite
    points_by: Mapping[ScoreCause, Mapping[str, float]]
    """Points of the score by cause and criterion id."""
    version: float
    """The points that come from another version of the program."""
    measures: tuple[ChangedMeasure, ...]
    """The measures that changed."""
    outcomes: tuple[ChangedOutcome, ...]
    """The requirements whose outcome changed."""
    is_told_otherwise: bool
    """Whether either ranking reported something else than is computed now."""

    @property
    def points(self) -> float:
        """The change of the score."""
        return difference(self.new.score, self.old.score)

    @property
    def parts(self) -> dict[str, float]:
        """Points by cause; they sum to the change of the score."""
        return {**{cause: sum(points.values()) for cause, points in self.points_by.items()}, "version": self.version}

    @property
    def by_criterion(self) -> dict[str, float]:
        """The same points, without those of the version, by criterion id."""
        keys = dict.fromkeys(key for points in self.points_by.values() for key in points)
        return {key: sum(points.get(key, 0.0) for points in self.points_by.values()) for key in keys}

    @property
    def decisive(self) -> str | None:
        """The id of the criterion that contributed most to the change of the score."""
        points = self.by_criterion
        most = max(points, key=lambda key: abs(points[key]), default=None)
        return most if most is not None and abs(points[most]) > TOLERANCE else None

    @property
    def is_moved(self) -> bool:
        return self.old.rank != self.new.rank

    @property
    def is_restated(self) -> bool:
        return self.old.status != self.new.status

    @property
    def is_rescored(self) -> bool:
        return abs(self.points) > TOLERANCE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Result):
    """What changed from an old ranking to a new one."""

    old: Version
    """The ranking before."""
    new: Version
    """The ranking after."""
    entered: tuple[str, ...]
    """The ids of the sites only in the new ranking, in its order."""
    left: tuple[str, ...]
    """The ids of the sites only in the old ranking, in its order."""
    changes: tuple[Change, ...]
    """The sites in both that changed, in the order of the new ranking."""
    unchanged: int
    """How many sites in both did not change."""
    criteria: CriteriaChanges
    """What differs in the criteria."""
    inputs: tuple[InputChange, ...]
    """The files that came, went or changed."""
    actions: ActionChanges
    """What differs in the actions, and in which of them are applied."""
    events: EventChanges
    """What differs in the events."""
    review: "DecisionReview | None" = None
    """What it means for a decision, where one was given."""

    @property
    def namesakes(self) -> tuple[tuple[str, str], ...]:
        """The ids of sites that left, each with that of an entered site of the same name."""
        entered = {self.new.told[id].name: id for id in self.entered}
        left = ((id, self.old.told[id].name) for id in self.left)
        return tuple((id, entered[name]) for id, name in left if name in entered)

    @property
    def first(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the sites with rank 1, old and new."""
        old, new = (tuple(id for id, site in side.told.items() if site.rank == 1) for side in (self.old, self.new))
        return old, new

    def differs(self, what: Literal["rank", "status"]) -> bool:
        """Say whether ranks or statuses changed; an entered or left site changes both."""
        if self.entered or self.left:
            return True
        return any(change.is_moved if what == "rank" else change.is_restated for change in self.changes)


def compare(old: Version | Ranking, new: Version | Ranking) -> Comparison:
    """Compare two rankings, as they are computed or as they were reported: what changed, and because of what.

    Sites are the same by their ids. Raises nothing: of rankings that are cut only the sites that are shown count.
    """
    for side in (old, new):
        if not isinstance(side, Version):
            expect_ranking(side)
    return _compared(*(Version.fresh(side) if isinstance(side, Ranking) else side for side in (old, new)))


def _compared(old: Version, new: Version) -> Comparison:
    both = [id for id in new.told if id in old.told]
    changes = tuple(_changes(old, new, [id for id in both if _is_changed(old.told[id], new.told[id])]))
    return Comparison(
        old,
        new,
        tuple(id for id in new.told if id not in old.told),
        tuple(id for id in old.told if id not in new.told),
        changes,
        len(both) - len(changes),
        criteria_changes(old.ranking.criteria, new.ranking.criteria),
        input_changes(old.ranking.inputs, new.ranking.inputs),
        action_changes(old.ranking, new.ranking),
        event_changes(old.ranking.criteria, new.ranking.criteria),
    )


def _is_changed(old: ReportedSite, new: ReportedSite) -> bool:
    return (old.rank, old.status) != (new.rank, new.status) or abs(new.score - old.score) > TOLERANCE


def _changes(old: Version, new: Version, ids: Sequence[str]) -> Iterator[Change]:
    if not ids:
        return
    keys = list(dict.fromkeys(criterion.id for side in (old, new) for criterion in side.ranking.criteria.scored))
    parts = attribution(sites_of(old.ranking), sites_of(new.ranking), ids, keys)
    computed = [_computed(side.ranking) for side in (old, new)]
    for row, (id, (measures, outcomes)) in enumerate(change_reasons(old.ranking, new.ranking, ids).items()):
        before, after = (side[id] for side in computed)
        reported = old.told[id], new.told[id]
        yield Change(
            id,
            *reported,
            {cause: dict(zip(keys, part[row].tolist(), strict=True)) for cause, part in parts.items()},
            (before.score - reported[0].score) + (reported[1].score - after.score),
            measures,
            outcomes,
            is_told_otherwise=_is_changed(before, reported[0]) or _is_changed(after, reported[1]),
        )


def _computed(ranking: Ranking) -> dict[str, ReportedSite]:
    frame = ranking.frame.select("id", "name", names.STATUS, names.RANK, names.SCORE)
    return {id: ReportedSite(*fields) for id, *fields in frame.iter_rows()}


CauseName = Literal["data", "criteria", "weights", "version", "sites"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of changes."""

    name: CauseName
    """`sites` when sites moved because others entered or left."""
    sites: int
    """How many sites it changed."""
    points: float
    """The sum of the absolute changes of their scores, in points."""
    criterion: str | None
    """The id of the criterion through which it changed most; None for causes that do not act through criteria."""


def causes(comparison: Comparison) -> tuple[Cause, ...]:
    """Return the causes of what changed, the greatest first."""
    return tuple(sorted(_causes(comparison), key=lambda cause: -cause.points))


def _causes(comparison: Comparison) -> Iterator[Cause]:
    for cause in SCORE_CAUSES:
        touched = [change for change in comparison.changes if _touches(cause, change)]
        if touched:
            points = sum(abs(change.parts[cause]) for change in touched)
            yield Cause(cause, len(touched), points, _most(cause, touched))
    restated = [change for change in comparison.changes if change.is_told_otherwise]
    if restated:
        yield Cause("version", len(restated), sum(abs(change.version) for change in restated), None)
    displaced = [
        change for change in comparison.changes if change.is_moved and not (change.is_rescored or change.is_restated)
    ]
    if displaced and (comparison.entered or comparison.left):
        yield Cause("sites", len(displaced), 0.0, None)


def _touches(cause: ScoreCause, change: Change) -> bool:
    moves_points = any(abs(points) > TOLERANCE for points in change.points_by[cause].values())
    return moves_points or any(cause in outcome.because for outcome in change.outcomes)


def _most(cause: ScoreCause, touched: Sequence[Change]) -> str | None:
    """Return the criterion with the most points over all sites; without points, the one whose requirement changed."""
    points = Counter[str]()
    for change in touched:
        for id, part in change.points_by[cause].items():
            points[id] += abs(part)  # type: ignore[assignment]
    most, highest = max(points.items(), key=lambda point: point[1], default=(None, 0.0))
    turned = (outcome.criterion.id for change in touched for outcome in change.outcomes if cause in outcome.because)
    return most if highest > TOLERANCE else next(turned, None)
