"""The life of a lease: status and rank of each site over the years, until when it qualifies, and what ends that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import polars as pl

from vasterviksmodell.analysis.scenarios import Standing
from vasterviksmodell.criteria import Action, Certainty, Criteria, Criterion, Event
from vasterviksmodell.criteria.actions import in_order_of_needs
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.events import (
    DatedSetting,
    applied_actions,
    at_date,
    counted_events,
    expect_day,
    settings_until,
)
from vasterviksmodell.scoring.ranking import expect_ranking, sites_of
from vasterviksmodell.scoring.run import rank_sites
from vasterviksmodell.scoring.what_if import Setting, with_settings
from vasterviksmodell.sites.action_measures import read_measures

QUALIFIED = "qualified"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which something changes, and where each site stands from then on."""

    day: date | None
    """None for the sites as they are, before anything that has a date."""
    begun: tuple[str, ...]
    """The ids of the events and actions that count from this day on, and did not before."""
    standings: Mapping[str, Standing]
    """By the ids of the sites, in the order of the ranking."""

    @property
    def first(self) -> tuple[str, ...]:
        """The ids of the sites with rank 1."""
        return tuple(id for id, standing in self.standings.items() if standing.rank == 1)


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day on which a site that qualified does not."""

    day: date
    causes: tuple[str, ...]
    """The ids of the events and actions that set what is no longer met."""
    unmet: tuple[Criterion, ...]
    """Whose requirements are not met, or no longer known to be: meeting all of them would keep it."""
    kept_by: tuple[str, ...]
    """The ids of actions that do not count by then: each, with what it needs, would keep it."""


@dataclass(frozen=True, slots=True)
class SiteLife:
    """A site over the years."""

    id: str
    name: str
    now: Standing
    """At the first moment."""
    ending: Ending | None
    """None where it never qualified, or does until the end."""

    @property
    def is_qualified(self) -> bool:
        """Whether it qualifies at the first moment."""
        return self.now.status == QUALIFIED


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Timeline(Result):
    """A ranking over the years."""

    criteria: Criteria
    """Those of the ranking."""
    certainty: Certainty
    """How certain events must be to count."""
    start: date | None
    """The first day, where one was asked for."""
    end: date | None
    """The last day, where one was asked for."""
    moments: tuple[Moment, ...]
    """In the order of their days: the first as things stand, each other one where something begins to count."""
    sites: tuple[SiteLife, ...]
    """In the order of the ranking."""
    left_out: tuple[Event, ...]
    """The events that are not certain enough to count."""

    @property
    def causes(self) -> Mapping[str, Event | Action]:
        """The events and actions by their ids."""
        actions: dict[str, Event | Action] = {action.id: action for action in self.criteria.actions}
        return actions | {event.id: event for event in self.criteria.events}

    def standings(self, site: str) -> Iterator[tuple[date | None, Standing]]:
        """Yield where a site stands from each moment on."""
        yield from ((moment.day, moment.standings[site]) for moment in self.moments)


def timeline(
    ranking: Ranking, certainty: Certainty = "planned", start: date | None = None, end: date | None = None
) -> Timeline:
    """Return status and rank of the sites of a whole ranking over the years; see `at_date` for what counts when.

    `certainty`: events that are less certain are left out. `start`: the first day; without one the sites as they are
    come first. `end`: nothing that begins later counts. Raises `InvalidInput` with every finding when events or actions
    set what cannot be read, `ValueError` for a last day before the first.
    """
    expect_ranking(ranking)
    for day in (start, end):
        if day is not None:
            expect_day(day)
    if start and end and end < start:
        raise ValueError(f"{end} is before {start}")
    criteria = ranking.criteria
    days = [day for day in _days(criteria, certainty) if (not start or day > start) and (not end or day <= end)]
    steps: list[date | None] = [start, *days]
    rankings = [at_date(ranking, day, certainty) if day else ranking for day in steps]
    order = list(rankings[0].frame["id"])
    moments = _moments(criteria, certainty, steps, rankings, order)
    named = dict(ranking.frame.select("id", "name").iter_rows())
    states = list(zip(steps, rankings, strict=True))
    sites = tuple(
        SiteLife(id, named[id], moments[0].standings[id], _ending(id, moments, states, certainty)) for id in order
    )
    left_out = tuple(event for event in criteria.events if not event.is_as_certain_as(certainty))
    return Timeline(criteria, certainty, start, end, moments, sites, left_out)


def _days(criteria: Criteria, certainty: Certainty) -> list[date]:
    """Return the days on which events begin or actions are due that are, or can be, applied."""
    due = (action.due for action in criteria.actions if action.is_settled and action.sets)
    return sorted({*(event.day for event in counted_events(criteria, certainty)), *(day for day in due if day)})


def _moments(
    criteria: Criteria,
    certainty: Certainty,
    steps: Sequence[date | None],
    rankings: Sequence[Ranking],
    order: Sequence[str],
) -> tuple[Moment, ...]:
    counting = [_counting(criteria, certainty, day) if day else () for day in steps]
    begun = [counting[0], *(tuple(id for id in after if id not in before) for before, after in pairwise(counting))]
    standings = [_standings(ranking, order) for ranking in rankings]
    return tuple(Moment(*fields) for fields in zip(steps, begun, standings, strict=True))


def _counting(criteria: Criteria, certainty: Certainty, day: date) -> tuple[str, ...]:
    """Return the ids of the events and actions that count on a day and set measures."""
    chosen = applied_actions(criteria, day)
    events = (event.id for event in counted_events(criteria, certainty) if event.day <= day)
    setting = {action.id for action in criteria.actions if action.sets}
    return (*events, *(id for id in (chosen.applied if chosen else ()) if id in setting))


def _standings(ranking: Ranking, order: Sequence[str]) -> Mapping[str, Standing]:
    columns = ranking.frame.select("id", names.STATUS, names.RANK, names.SCORE)
    known = {id: Standing(*fields) for id, *fields in columns.iter_rows()}
    return {id: known[id] for id in order}


def _ending(
    site: str, moments: Sequence[Moment], states: Sequence[tuple[date | None, Ranking]], certainty: Certainty
) -> Ending | None:
    """Return when a site first ceases to qualify."""
    for number, (before, after) in enumerate(pairwise(moments), 1):
        if before.standings[site].status == QUALIFIED and after.standings[site].status != QUALIFIED:
            day, ranking = states[number]
            return None if day is None else _ended(site, day, ranking, certainty)
    return None


def _ended(site: str, day: date, ranking: Ranking, certainty: Certainty) -> Ending:
    row = ranking.frame.row(by_predicate=pl.col("id") == site, named=True)
    required = [one for one in ranking.criteria.criteria if one.requirement is not None]
    unmet = tuple(one for one in required if row[names.requirement(one)] != "met")
    setters: dict[str, DatedSetting] = {}
    for dated in settings_until(ranking, day, certainty):
        if dated.setting.site == site:
            setters[dated.setting.criterion.id] = dated
    causes = tuple(dict.fromkeys(setters[one.id].cause for one in unmet if one.id in setters))
    return Ending(day, causes, unmet, tuple(_keeping(site, day, ranking)))


def _keeping(site: str, day: date, ranking: Ranking) -> Iterator[str]:
    """Yield the ids of actions that do not count on a day, and with which the site would qualify then."""
    chosen = applied_actions(ranking.criteria, day)
    applied = () if chosen is None else chosen.applied
    sites = sites_of(ranking)
    for action in ranking.criteria.actions:
        if action.id not in applied and action.status != "dropped":
            stated = (one for part in _with_needs(action, ranking.criteria, applied) for one in part.sets)
            read = read_measures(ranking.criteria, stated)
            settings = [Setting(one.site, one.criterion, one.known) for one in read if one.site == site]
            after = rank_sites(with_settings(sites, settings), ranking.criteria) if settings else ranking
            if _standings(after, [site])[site].status == QUALIFIED:
                yield action.id


def _with_needs(action: Action, criteria: Criteria, applied: Sequence[str]) -> list[Action]:
    """Return an action and all that it needs and that does not count yet, in the order of needs."""
    needed = {action.id}
    for one in reversed(in_order_of_needs(criteria.actions)[0]):
        needed.update(one.needs if one.id in needed else ())
    return [one for one in in_order_of_needs(criteria.actions)[0] if one.id in needed and one.id not in applied]
