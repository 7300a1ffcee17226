"""The plan: how many houses go where, what limits it, what lies around it; or why there is none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from vasterviksmodell.analysis.integer_programme import Stop, Stopped, never
from vasterviksmodell.analysis.planning.around import (
    Concentration,
    Filling,
    Price,
    WhyNotMore,
    concentrations,
    filling,
    next_best,
    prices,
    stops,
)
from vasterviksmodell.analysis.planning.building import PlanQuestion, problem_of
from vasterviksmodell.analysis.planning.figures import CannotPlan, Figures, figures
from vasterviksmodell.analysis.planning.infeasible import Collision, collision
from vasterviksmodell.analysis.planning.opened import Opening, openings
from vasterviksmodell.analysis.planning.optimum import Best, best
from vasterviksmodell.analysis.planning.problem import Problem, mean
from vasterviksmodell.analysis.planning.unknown import Room, room
from vasterviksmodell.criteria import Criteria, PlanSettings
from vasterviksmodell.expected import expect
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.called import find_sites
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking
from vasterviksmodell.source.frozen_mapping import FrozenMapping

_NO_PLAN = Message("the criteria say nothing of a plan: state in plan: what limits how many houses stand where")
_UNKNOWN_SITE = Message("the plan names a site '{site}', and there is none with that id")
Told = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Planned(Result):
    """What every answer holds: what was asked, and what it was counted with."""

    ranking: Ranking = field(repr=False)
    """What it was made from."""
    question: PlanQuestion
    """What was asked."""
    figures: Figures = field(repr=False)
    """What is known of sites, facilities and actions."""
    problem: Problem = field(repr=False)
    """The limits and what they apply to, in whole houses."""

    @property
    def criteria(self) -> Criteria:
        return self.ranking.criteria


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Plan(Planned):
    """How many houses go where, and what lies around that plan."""

    best: Best
    """The houses and actions, and whether they are proven to be best."""
    why_not_more: tuple[WhyNotMore, ...] = ()
    """Why the sites have no more houses."""
    prices: tuple[Price, ...] = ()
    """The limits that cost something, and what one step more is worth."""
    concentrations: tuple[Concentration, ...] = ()
    """The best plans with fewer and fewer houses in one site."""
    others: tuple[Best, ...] = ()
    """The next best plans."""
    filling: Filling | None = None
    """What filling the sites in the order of their rank would give."""
    room: Room | None = None
    """For how many houses there is surely room, for how many perhaps, and what is worth finding out."""
    openings: tuple[Opening, ...] = ()
    """The chosen actions, and what each of them opens."""
    is_whole: bool = True
    """Whether the search came to its end; otherwise tables may be missing."""

    @property
    def houses(self) -> Mapping[str, int]:
        """How many houses stand in each site that has any, by id."""
        return self.best.placement.houses

    @property
    def actions(self) -> tuple[str, ...]:
        """The ids of the chosen actions, each after those that it needs."""
        return tuple(opening.action for opening in self.openings)

    @property
    def mean_score(self) -> float:
        """The score of the site where a person lives, on average."""
        return mean(self.best.value, self.problem)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NoPlan(Planned):
    """Why no placement keeps all limits."""

    collision: Collision
    """The limits that collide, and the least changes that help."""
    room: Room | None = None
    """For how many houses there is surely room, for how many perhaps, and what is worth finding out."""
    is_whole: bool = True
    """Whether the search came to its end; otherwise `room` is missing."""


def plan(  # noqa: PLR0913 - what can be asked
    ranking: Ranking,
    *,
    settings: PlanSettings | None = None,
    houses: int | None = None,
    persons: int | None = None,
    include_unverified: bool = False,
    stop: Stop | None = None,
    told: Told | None = None,
) -> Plan | NoPlan:
    """Say how many houses go where, so that those who live in them have the highest scores that the limits permit.

    `settings`: by default those of the criteria under `plan:`. `houses` or `persons`: by default those of `need:`;
    exactly so many houses are placed. `stop` is asked now and then whether to end with what is found so far; `told` is
    called with how many parts of the answer are done, and of how many. Raises `CannotPlan` where the criteria or the
    data lack what a plan is counted with, and `Stopped` when `stop` said so before anything was found.

    >>> from vasterviksmodell import load_criteria, read_sites, score
    >>> criteria = load_criteria("examples/plan/criteria.yaml")
    >>> found = plan(score(read_sites("examples/plan/sites.csv", criteria), criteria))
    >>> sum(found.houses.values())
    8
    """
    expect_ranking(ranking)
    if settings is not None:
        expect(settings, PlanSettings, "settings of a plan belong", "give criteria.plan, or a changed copy of it")
    stop = stop or never
    stated = settings or ranking.criteria.plan
    if stated is None:
        raise CannotPlan(_NO_PLAN)
    stated = _by_ids(ranking, stated)
    question = PlanQuestion.of(stated, ranking.criteria.need, houses, persons, include_unverified=include_unverified)
    _refuse_unknown(ranking, stated)
    known = figures(ranking, stated)
    problem = problem_of(known, question)
    found = best(problem, stop)
    if found is None:
        return _no_plan(NoPlan(ranking, question, known, problem, Collision((), (), 0, ())), stop)
    whole = Plan(ranking, question, known, problem, found, openings=openings(problem, found.placement))
    return _with_surroundings(whole, stop, told)


def plan_again(ranking: Ranking, question: PlanQuestion, found: Best, told: Told | None = None) -> Plan:
    """Return a plan that is known already with what lies around it; for reports of a saved plan."""
    known = figures(ranking, question.settings)
    problem = problem_of(known, question)
    whole = Plan(ranking, question, known, problem, found, openings=openings(problem, found.placement))
    return _with_surroundings(whole, never, told)


def _by_ids(ranking: Ranking, settings: PlanSettings) -> PlanSettings:
    """Return settings with the ids of sites that are named by what only one of them is called."""

    def id_of(site: str) -> str:
        found, _ = find_sites(ranking, site)
        return found[0] if len(found) == 1 else site

    fix = {id_of(site): houses for site, houses in settings.fix.items()}
    return replace(settings, fix=FrozenMapping(fix), forbid=tuple(map(id_of, settings.forbid)))


def _refuse_unknown(ranking: Ranking, settings: PlanSettings) -> None:
    known = set(ranking.frame["id"])
    for site in (*settings.fix, *settings.forbid):
        if site not in known:
            raise CannotPlan(_UNKNOWN_SITE.format(site=site))


def _no_plan(whole: NoPlan, stop: Stop) -> NoPlan:
    found = collision(whole.problem, stop)
    try:
        surely = room(whole.figures, whole.question, None, stop)
    except Stopped:
        return replace(whole, collision=found, is_whole=False)
    return replace(whole, collision=found, room=surely)


def _with_surroundings(whole: Plan, stop: Stop, told: Told | None) -> Plan:
    """Add the tables around a plan, until the search is stopped."""
    problem, found = whole.problem, whole.best
    parts: dict[str, Any] = {"filling": filling(problem)}
    makers: dict[str, Callable[[], Any]] = {
        "why_not_more": lambda: _collected(stops(problem, found, stop)),
        "prices": lambda: _collected(prices(problem, found, stop)),
        "concentrations": lambda: _collected(concentrations(problem, found, stop)),
        "others": lambda: _collected(next_best(problem, found, stop)),
        "room": lambda: room(whole.figures, whole.question, found.value, stop),
    }
    if found.gap != 0:
        return replace(whole, **parts, is_whole=False)
    for number, (name, make) in enumerate(makers.items(), 1):
        if told is not None:
            told(number, len(makers) + 1)
        try:
            parts[name] = make()
        except Stopped:
            return replace(whole, **parts, is_whole=False)
    return replace(whole, **parts)


def _collected(items: Iterator[Item]) -> tuple[Item, ...]:
    return tuple(items)
