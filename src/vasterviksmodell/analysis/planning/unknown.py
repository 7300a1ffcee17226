"""What is not known: how many houses surely find room, how many perhaps, and which figure is most worth finding out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.integer_programme import Stop, never
from vasterviksmodell.analysis.planning.building import (
    Figure,
    PlanQuestion,
    found_out,
    guaranteed,
    possible,
    problem_of,
)
from vasterviksmodell.analysis.planning.figures import Figures
from vasterviksmodell.analysis.planning.optimum import highest_value, most_houses
from vasterviksmodell.analysis.planning.problem import Problem
from vasterviksmodell.sites.cell_grammar import Interval

_MOST = 40
"""How many figures are tried, at most."""


@dataclass(frozen=True, slots=True)
class WorthFindingOut:
    """A figure that is not known, and what a plan would be if it were found to be the best that is possible."""

    figure: Figure
    known: Interval
    most: int
    """How many houses would surely find room."""
    value: int | None
    """What the houses that are asked for would count; None where they would find no room."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many houses surely find room, and how many perhaps."""

    guaranteed: int
    possible: int
    asked_up_to: int
    """More were not asked for."""
    value: int | None
    """What the houses that are asked for count, as far as is sure; None where they surely find no room."""
    possible_value: int | None
    """What they count if everything is found to be at its best."""
    worth: tuple[WorthFindingOut, ...]
    """The figures whose finding out can help, those first that help most."""
    untried: int
    """How many figures are not known besides and were not tried."""


def room(figures: Figures, question: PlanQuestion, value: int | None, stop: Stop = never) -> Room:
    """Return what surely and what perhaps finds room; `value`: what the guaranteed plan counts, if there is one."""
    asked = 2 * question.houses
    surely = _most(problem_of(figures, question, guaranteed), asked, stop)
    every = tuple(_unknown(figures, question))
    if not every:
        return Room(surely, surely, asked, value, value, (), 0)
    at_best = problem_of(figures, question, possible)
    found = (_worth(figure, known, figures, question, stop) for figure, known in every[:_MOST])
    worth = [one for one in found if (one.value or 0) > (value or 0) or one.most > surely]
    best = highest_value(at_best, stop)
    return Room(
        surely,
        _most(at_best, asked, stop),
        asked,
        value,
        best,
        tuple(sorted(worth, key=lambda one: (-(one.value or 0), -one.most))),
        max(0, len(every) - _MOST),
    )


def _most(problem: Problem, asked: int, stop: Stop) -> int:
    return most_houses(replace(problem, houses=asked), stop)


def _worth(figure: Figure, known: Interval, figures: Figures, question: PlanQuestion, stop: Stop) -> WorthFindingOut:
    problem = problem_of(figures, question, found_out((figure,)))
    found = highest_value(problem, stop)
    most = _most(problem, 2 * question.houses, stop)
    return WorthFindingOut(figure, known, most, found)


def _unknown(figures: Figures, question: PlanQuestion) -> Iterator[tuple[Figure, Interval]]:
    """Yield the figures that are not exactly known, where houses may stand; those of the first sites first."""
    shared = {room.criterion.id for room in figures.rooms}
    may_stand = {site.id: site for site in figures.sites if _may_stand(site.states[0].status, question)}
    for room in figures.rooms:
        known = room.states[0][1]
        if known.low < known.high and any(site in may_stand for site in room.sites):
            yield Figure(room.criterion.id, room.sites[0]), known
    for site in sorted(may_stand.values(), key=lambda site: (site.rank or 0, site.id)):
        measures: Mapping[str, Interval] = site.states[0].measures
        for id, known in measures.items():
            if id not in shared and known.low < known.high:
                yield Figure(id, site.id), known


def _may_stand(status: str, question: PlanQuestion) -> bool:
    return status == "qualified" or (question.include_unverified and status == "unverified")
