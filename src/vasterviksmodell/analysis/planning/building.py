"""From what is known to a problem: guaranteed room, or possible room, in whole houses."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isinf

from vasterviksmodell.analysis.planning.figures import (
    CannotPlan,
    Figures,
    RoomFigures,
    SiteFigures,
    StateFigures,
)
from vasterviksmodell.analysis.planning.problem import POINTS, PlanSite, Problem, Room, RoomState, SiteState
from vasterviksmodell.criteria import Need, PlanSettings
from vasterviksmodell.criteria.plan import Amount, House, share
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.cell_grammar import Interval

_NO_NEED = Message("nothing says how many are to be housed: state houses or persons in need:, or ask for a number")
_NO_HOUSE = Message("nothing says how many persons live in a house: see plan: and need: in the criteria file")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a plan counts with: of a site, or of a facility."""

    criterion: str
    """The id."""
    site: str
    """The id of the site; of a facility that of the first site that uses it."""


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What is asked of a plan: what it keeps to, how many houses, and whether sites may be unverified."""

    settings: PlanSettings
    houses: int
    house: House
    include_unverified: bool = False

    @classmethod
    def of(
        cls,
        settings: PlanSettings,
        need: Need | None,
        houses: int | None = None,
        persons: int | None = None,
        *,
        include_unverified: bool = False,
    ) -> "PlanQuestion":
        """Return what is asked; persons who do not fill the last house have it to themselves."""
        house = settings.house(need)
        if house is None:
            raise CannotPlan(_NO_HOUSE)
        if houses is None and persons is None and need is not None:
            houses, persons = need.houses, need.persons
        if houses is None and persons is None:
            raise CannotPlan(_NO_NEED)
        number = houses if houses is not None else ceil(Fraction(persons or 0, house.persons))
        return cls(settings, number, house, include_unverified)


Best = Callable[[Figure], bool]
"""Says of which figures the best that is possible is counted, instead of the worst."""


def guaranteed(_: Figure) -> bool:
    """Count every figure at its worst."""
    return False


def possible(_: Figure) -> bool:
    """Count every figure at its best."""
    return True


def found_out(figures: Collection[Figure]) -> Best:
    """Count some figures at their best, and all others at their worst."""
    return lambda figure: figure in figures


def problem_of(figures: Figures, question: PlanQuestion, best: Best = guaranteed) -> Problem:
    """Return the problem."""
    settings = question.settings
    return Problem(
        question.houses,
        question.house,
        tuple(_site(site, figures, question, best) for site in figures.sites),
        tuple(_room(room, figures, question, best) for room in figures.rooms),
        figures.actions,
        settings.min_per_site,
        settings.max_per_site,
        settings.max_sites,
        settings.budget,
        settings.action_budget,
        settings.fix,
        frozenset(settings.forbid),
        inhabitants_per_1000=settings.inhabitants.at_most_per_1000 if settings.inhabitants else None,
    )


def _site(site: SiteFigures, figures: Figures, question: PlanQuestion, best: Best) -> PlanSite:
    states = tuple(_state(site, state, figures, question, best) for state in site.states)
    return PlanSite(site.id, site.name, site.rank, states)


def _state(site: SiteFigures, state: StateFigures, figures: Figures, question: PlanQuestion, best: Best) -> SiteState:
    def end(measure: Amount | None, *, higher_is_better: bool = True) -> Fraction | None:
        criterion = figures.criterion(measure)
        if criterion is None:
            return None
        at_best = best(Figure(criterion.id, site.id))
        return _end(state.measures[criterion.id], high=at_best == higher_is_better)

    def price(amount: Amount) -> Fraction | None:
        return amount if isinstance(amount, Fraction) else end(amount, higher_is_better=False)

    settings, house = question.settings, question.house
    plots = end(settings.plots.measure) if settings.plots else None
    inhabitants = end(settings.inhabitants.measure) if settings.inhabitants else None
    size = {"persons": house.persons, "flats": house.flats, "houses": 1}
    return SiteState(
        state.actions,
        state.status,
        state.status == "qualified" or (question.include_unverified and state.status == "unverified"),
        round(state.score * POINTS),
        None if plots is None or settings.plots is None else max(0, floor(plots / size[settings.plots.counts])),
        inhabitants,
        price(settings.cost_per_house),
        price(settings.cost_per_site),
    )


def _end(known: Interval, *, high: bool) -> Fraction | None:
    """Return an end of an interval; None where it has none."""
    end = known.high if high else max(0.0, known.low)
    return None if isinf(end) else _exact(end)


def _exact(number: float) -> Fraction:
    """Return a number as it is written."""
    return Fraction(repr(number))


def _room(room: RoomFigures, figures: Figures, question: PlanQuestion, best: Best) -> Room:
    each = share(room.facility, figures.criteria.need) or Fraction(0)
    per_house = each * question.house.persons
    at_best = best(Figure(room.criterion.id, room.sites[0]))
    ends = [(done, _end(known, high=at_best)) for done, known in room.states]
    states = tuple(
        RoomState(done, places, None if places is None or not per_house else max(0, floor(places / per_house)))
        for done, places in ends
    )
    return Room(room.facility.id, room.at, room.sites, per_house, states)
