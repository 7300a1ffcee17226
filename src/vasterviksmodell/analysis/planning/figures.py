"""What is known of sites, facilities and actions, read from a ranking: every figure that a plan counts with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import polars as pl

from vasterviksmodell.analysis.planning.problem import PlanAction
from vasterviksmodell.analysis.planning.programme import canonical
from vasterviksmodell.criteria import Action, Criteria, Criterion, PlanSettings
from vasterviksmodell.criteria.actions import in_order_of_needs
from vasterviksmodell.criteria.plan import Amount, Facility, planned_measure
from vasterviksmodell.frozen_value import FrozenException
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring.ranking import Ranking, sites_of
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.run import rank_sites
from vasterviksmodell.scoring.what_if import Setting, known_in, with_settings
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.action_measures import read_measures
from vasterviksmodell.sites.cell_grammar import Interval
from vasterviksmodell.sites.layout import extra_column
from vasterviksmodell.source.folding import as_word

MOST_ACTIONS = 6
"""How many actions may be about one site or facility: each set of them is a state of its own."""
_NO_COLUMN = Message("no file has a column '{heading}', which names the facility '{facility}' of each site")
_DISAGREE = Message(
    "'{one}' and '{other}' use the same {facility}, '{at}', and say different things about its free places:"
    " {low} at least, {high} at most"
)
_TOO_MANY = Message("{number} actions are about '{name}': a plan can choose among at most {most} for one place")


class CannotPlan(FrozenException):
    """Why no plan can be counted, whatever the limits."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(written(why, "en"))
        self.why = why

    def _made_from(self) -> tuple[Phrase]:
        return (self.why,)


@dataclass(frozen=True, slots=True)
class StateFigures:
    """What is known of a site when some of the actions about it are done."""

    actions: frozenset[str]
    status: Status
    score: float
    measures: Mapping[str, Interval]
    """By the id of each criterion that the plan reads."""


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """A site, with what is known of it in each state; the first is that without any action."""

    id: str
    name: str
    rank: int | None
    states: tuple[StateFigures, ...]


@dataclass(frozen=True, slots=True)
class RoomFigures:
    """A facility that some sites share, with the free places that are known in each state."""

    facility: Facility
    criterion: Criterion
    at: str
    sites: tuple[str, ...]
    states: tuple[tuple[frozenset[str], Interval], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a plan counts with."""

    criteria: Criteria
    sites: tuple[SiteFigures, ...]
    """In an order that does not depend on that of the files."""
    rooms: tuple[RoomFigures, ...]
    actions: tuple[PlanAction, ...]
    """Those that can be chosen."""
    unpriced: tuple[str, ...]
    """The ids of actions that cannot be chosen because they, or what they need, have no cost."""

    def criterion(self, amount: Amount | None) -> Criterion | None:
        """Return the criterion that an amount names."""
        return planned_measure(self.criteria, amount) if isinstance(amount, str) else None


def figures(ranking: Ranking, settings: PlanSettings) -> Figures:
    """Return what is known; actions only where the settings have a budget for them."""
    criteria = ranking.criteria
    able, unpriced = _choosable(ranking) if settings.action_budget is not None else ((), ())
    changes = _changes(ranking, able)
    read = [one for measure in settings.measures if (one := planned_measure(criteria, measure)) is not None]
    rows = sorted(ranking.frame.iter_rows(named=True), key=lambda row: canonical(row["id"]))
    scored = _states(ranking, changes, rows)
    sites = tuple(_site(row, scored.get(row["id"], ()), read) for row in rows)
    rooms = tuple(
        room for facility in settings.facilities for room in _rooms(facility, criteria, rows, changes, ranking.frame)
    )
    return Figures(criteria, sites, rooms, _plan_actions(able), unpriced)


# Actions: which can be chosen, and what each changes.


def _choosable(ranking: Ranking) -> tuple[tuple[Action, ...], tuple[str, ...]]:
    """Return the actions that can be chosen, in the order of needs, and those that lack a cost."""
    applied = set(ranking.actions.applied) if ranking.actions else set()
    able: dict[str, Action] = {}
    unpriced: list[str] = []
    there = applied | {action.id for action in ranking.criteria.actions if action.status == "done"}
    for action in in_order_of_needs(ranking.criteria.actions)[0]:
        if action.id in there or action.status == "dropped":
            continue
        has_needs = all(need in able or need in there for need in action.needs)
        if action.cost is None or any(need in unpriced for need in action.needs):
            unpriced.append(action.id)
        elif has_needs:
            able[action.id] = action
    return tuple(able.values()), tuple(unpriced)


def _plan_actions(able: Sequence[Action]) -> tuple[PlanAction, ...]:
    ids = {action.id for action in able}
    return tuple(
        PlanAction(action.id, Fraction(repr(action.cost)), tuple(need for need in action.needs if need in ids))
        for action in sorted(able, key=lambda action: canonical(action.id))
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A measure that an action sets."""

    action: str
    setting: Setting


def _changes(ranking: Ranking, able: Sequence[Action]) -> list[_Change]:
    """Return what actions set, in the order of needs; what is set by hand stays."""
    by_hand = {(setting.site, setting.criterion.id) for setting in ranking.set_by_hand}
    return [
        _Change(action.id, Setting(read.site, read.criterion, read.known, action.id))
        for action in able
        for read in read_measures(ranking.criteria, action.sets)
        if (read.site, read.criterion.id) not in by_hand
    ]


def _subsets(actions: Iterable[str], name: str) -> list[frozenset[str]]:
    """Return every set of some actions, the empty one first; `CannotPlan` where there would be too many."""
    among = list(dict.fromkeys(actions))
    if len(among) > MOST_ACTIONS:
        raise CannotPlan(_TOO_MANY.format(number=len(among), name=shortened(name), most=MOST_ACTIONS))
    return [frozenset(some) for number in range(len(among) + 1) for some in combinations(among, number)]


_States = Mapping[str, Sequence[tuple[frozenset[str], Mapping[str, Any]]]]
"""By the id of a site: each set of actions that changes it, and its row with them."""


def _states(ranking: Ranking, changes: Sequence[_Change], rows: Sequence[Mapping[str, Any]]) -> _States:
    """Score each site that actions change once for each set of them."""
    names = {row["id"]: row["name"] for row in rows}
    by_site: dict[str, list[_Change]] = {}
    for change in changes:
        if change.setting.site in names:
            by_site.setdefault(change.setting.site, []).append(change)
    states = [
        (site, done)
        for site, about in by_site.items()
        for done in _subsets((change.action for change in about), names[site])
        if done
    ]
    if not states:
        return {}
    scored = _scored(ranking, states, by_site)
    found: dict[str, list[tuple[frozenset[str], Mapping[str, Any]]]] = {}
    for number, (site, done) in enumerate(states):
        found.setdefault(site, []).append((done, scored[str(number)]))
    return found


def _scored(
    ranking: Ranking, states: Sequence[tuple[str, frozenset[str]]], by_site: Mapping[str, Sequence[_Change]]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the row of each state, by its number as text: each is scored as a site of its own."""
    sites = sites_of(ranking)
    numbered = pl.DataFrame({"id": [site for site, _ in states], "state": [str(n) for n in range(len(states))]})
    frame = numbered.join(sites.frame, on="id", maintain_order="left").drop("id").rename({"state": "id"})
    settings = [
        replace(change.setting, site=str(number))
        for number, (site, done) in enumerate(states)
        for change in by_site[site]
        if change.action in done
    ]
    scored = rank_sites(with_settings(replace(sites, frame=frame), settings), ranking.criteria)
    return {row["id"]: row for row in scored.frame.iter_rows(named=True)}


# Sites and facilities.


def _site(
    row: Mapping[str, Any], states: Sequence[tuple[frozenset[str], Mapping[str, Any]]], read: Sequence[Criterion]
) -> SiteFigures:
    every = [(frozenset[str](), row), *states]
    return SiteFigures(row["id"], row["name"], row["rank"], tuple(_state(done, of, read) for done, of in every))


def _state(done: frozenset[str], row: Mapping[str, Any], read: Sequence[Criterion]) -> StateFigures:
    measures = {criterion.id: _interval(row, criterion) for criterion in read}
    return StateFigures(done, row["status"], row["score"], measures)


def _interval(row: Mapping[str, Any], criterion: Criterion) -> Interval:
    known = known_in(row, criterion)
    if not isinstance(known, Interval):
        raise TypeError("a plan reads numbers")
    return known


def _rooms(
    facility: Facility,
    criteria: Criteria,
    rows: Sequence[Mapping[str, Any]],
    changes: Sequence[_Change],
    frame: pl.DataFrame,
) -> Iterator[RoomFigures]:
    criterion = planned_measure(criteria, facility.places)
    if criterion is None:
        return
    heading = _column_of(facility, criteria, frame)
    shared: dict[tuple[str, bool], list[Mapping[str, Any]]] = {}
    written_as: dict[tuple[str, bool], str] = {}
    for row in rows:
        name = ((row[heading] if heading else None) or "").strip()
        key = (as_word(name), True) if name else (row["id"], False)
        shared.setdefault(key, []).append(row)
        written_as.setdefault(key, name or (f"({row['id']})" if heading else row["id"]))
    for key in sorted(shared):
        yield _room(facility, criterion, written_as[key], shared[key], changes)


def _column_of(facility: Facility, criteria: Criteria, frame: pl.DataFrame) -> str | None:
    """Return the column of the frame that names a facility; `CannotPlan` where there is none."""
    if facility.at is None or not frame.height:
        return None
    categories = [one for one in criteria.criteria if one.kind != "number" and facility.at in (one.id, one.column)]
    name = columns.category(categories[0]) if categories else extra_column(facility.at)
    if name not in frame.columns:
        raise CannotPlan(_NO_COLUMN.format(heading=shortened(facility.at), facility=facility.id))
    return name


def _room(
    facility: Facility,
    criterion: Criterion,
    at: str,
    rows: Sequence[Mapping[str, Any]],
    changes: Sequence[_Change],
) -> RoomFigures:
    sites = tuple(row["id"] for row in rows)
    about = [change for change in changes if change.setting.criterion is criterion and change.setting.site in sites]
    known = _common(facility, criterion, at, rows)
    states = [
        (done, _after(known, [change for change in about if change.action in done]))
        for done in _subsets((change.action for change in about), at)
    ]
    return RoomFigures(facility, criterion, at, sites, tuple(states))


def _common(facility: Facility, criterion: Criterion, at: str, rows: Sequence[Mapping[str, Any]]) -> Interval:
    """Return what all sites that share a facility say of its places: what is true lies in each interval."""
    lowest = max(rows, key=lambda row: _interval(row, criterion).low)
    highest = min(rows, key=lambda row: _interval(row, criterion).high)
    low, high = _interval(lowest, criterion).low, _interval(highest, criterion).high
    if low > high:
        names = {"one": shortened(lowest["name"]), "other": shortened(highest["name"])}
        raise CannotPlan(
            _DISAGREE.format(**names, facility=facility.label, at=shortened(at), low=f"{low:g}", high=f"{high:g}")
        )
    return Interval(low, high)


def _after(known: Interval, changes: Sequence[_Change]) -> Interval:
    """Return the places after actions: as the last of them sets them."""
    last = changes[-1].setting.known if changes else known
    return last if isinstance(last, Interval) else known
