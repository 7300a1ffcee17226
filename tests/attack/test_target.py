"""`explain SITE --target`: the reported change reaches it, a bit less does not, and trying finds nothing cheaper."""

import math
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, cells, critical, exactly, leaves, worlds
from tests.attack.model import TIE, Cell, Figure, Model, Row, difference

SCORES = ("score=20", "score=50", "score=75", "score=90", "score=100")
TARGETS = st.sampled_from(("qualified", "rank=1", "rank=2", *SCORES))


@attack
@given(worlds(), TARGETS, st.data())
def test_a_target_is_reached_as_it_is_told_and_not_more_cheaply(
    asked: Asked, world: World, target: str, data: st.DataObject
) -> None:
    id = data.draw(st.sampled_from(sorted(world.table)))
    world = data.draw(st.just(world) | comparable(world, id))
    asked.put(world)
    answer = asked.of_sites("explain", id, "--target", target)
    goal = Goal(world, id, target)
    row = world.table[id]
    assert answer["reached"] == goal.reached(row)
    if any(opening["to"] is None for opening in answer["openings"]):
        assert not answer["possible"]
        figures = world.model.figures.items()
        assert any(not any(map(figure.keeps, critical(world.model, column))) for column, figure in figures)
        return
    opened = assert_opened(world, row, answer, qualified=target == "qualified")
    if target == "qualified":
        return
    assert (answer["needed"] or 0.0) == pytest.approx(goal.needed, abs=TIE)
    assert answer["possible"] == (answer["highest"] >= goal.needed - TIE)
    if math.isfinite(most(world)):
        close = 0.1 if world.model.shares_a_column else 1e-5  # a sum may turn between all figures that are tried
        assert most(world) - 1e-5 <= answer["highest"] <= most(world) + close
    if answer["reached"] or not goal.needed:
        return
    assert answer["score_when_opened"] == pytest.approx(world.model.score(opened), abs=1e-6)
    if goal.reached(opened):
        return
    assert_ways(world, opened, answer, goal)
    if answer["combination"]:
        assert not answer["ways"]
        assert_combination(world, opened, answer, goal)
    else:
        assert answer["ways"] or not answer["possible"]


@composite
def comparable(draw: DrawFn, world: World, id: str) -> World:
    """The world with an effort declared everywhere, and all figures of one site known."""
    document = deepcopy(world.model.document)
    for entry in leaves(document["criteria"]):
        names = entry.get("value") or entry.get("categories") or ("yes", "no")
        entry["effort"] = 1.5 if entry.get("type", "number") == "number" else {name: 3 + len(name) for name in names}
    row = {column: draw(cells(world.model, column, known=True)) for column in world.table[id]}
    return World(Model(document), {**world.table, id: row})


class Goal:
    """A target of one site, the others staying as they are."""

    def __init__(self, world: World, id: str, target: str) -> None:
        self.world, self.id = world, id
        kind, _, at = target.partition("=")
        self.kind = kind
        others = sorted(
            (
                standing.score
                for other, standing in world.model.standings(world.table).items()
                if other != id and standing.status != "excluded"
            ),
            reverse=True,
        )
        self.needed = float(at) if kind == "score" else 0.0
        if kind == "rank":
            self.needed = others[int(at) - 1] if int(at) <= len(others) else 0.0

    def spare(self, row: Row) -> float:
        """By how many points a site has more than it needs."""
        return self.world.model.score(row) - self.needed

    def reached(self, row: Row) -> bool:
        status = self.world.model.status(row)
        if self.kind == "qualified":
            return status == "qualified"
        return status != "excluded" and self.spare(row) >= -TIE


def most(world: World) -> float:
    """The highest score with any figures that keep the requirements; less than nothing where none does."""
    best = 0.0
    for column, figure in world.model.figures.items():
        points = [figure.points(at) for at in critical(world.model, column) if figure.keeps(at)]
        best += max(points, default=-math.inf)
    return best


def assert_opened(world: World, row: Row, answer: dict[str, Any], *, qualified: bool) -> Row:
    """With the figures that are told to be needed the requirements are met."""
    opened = {**row}
    for opening in answer["openings"]:
        figure = world.model.figure(opening["criterion"])
        low, high = opening["to"]
        assert all(figure.keeps(end) for end in (low, high) if end is not None)
        ends = -math.inf if low is None else low, math.inf if high is None else high
        opened[figure.column] = low if isinstance(low, str) else ends
    status = world.model.status(opened)
    assert status == "qualified" if qualified else status != "excluded"
    if not qualified and world.model.status(row) != "excluded":
        assert not answer["openings"]
    return opened


def figures_between(to: list[Any], figures: list[float | str]) -> list[float | str]:
    if isinstance(to[0], str):
        return sorted(set(to))
    low, high = (-math.inf if to[0] is None else to[0]), (math.inf if to[1] is None else to[1])
    ends = [end for end in to if end is not None]
    return sorted({*ends, *(at for at in figures if low <= at <= high)})  # type: ignore[operator,type-var]


def assert_ways(world: World, opened: Row, answer: dict[str, Any], goal: Goal) -> None:
    ways = {world.model.named(way["criterion"]).column: way for way in answer["ways"]}
    for column, figure in world.model.figures.items():
        figures = critical(world.model, column)
        reaching = [at for at in figures if goal.reached({**opened, column: exactly(at)})]
        spare = [at for at in reaching if goal.spare({**opened, column: exactly(at)}) > 1e-6]
        way = ways.pop(column, None)
        if way is None:
            assert not spare or not figure.is_scored, (column, spare)
            continue
        for at in figures_between(way["to"], figures):
            assert goal.reached({**opened, column: exactly(at)}), (column, at)
        if way["to"][0] == way["to"][1]:
            told = world.model.score({**opened, column: exactly(way["to"][0])})
            assert way["score"] == pytest.approx(told, abs=1e-6)
        if figure.is_known(opened[column]) and not figure.categories:
            assert_nearest(figure, opened, way, spare, goal)
            if way["effort"]["whole"] and not answer["openings"]:
                start = only(opened[column])
                assert way["effort"]["least"] == pytest.approx(figure.effort(start, way["to"][0]))
    assert not ways


def assert_nearest(figure: Figure, opened: Row, way: dict[str, Any], spare: list[Any], goal: Goal) -> None:
    """No figure nearer than the told one has points to spare."""
    now, to = only(opened[figure.column]), way["to"][0]
    at_first = only(goal.world.table[goal.id][figure.column])
    if at_first == now:
        assert way["by"] == abs(difference(to, now))
    if spare:
        assert abs(to - now) <= min(abs(at - now) for at in spare) + TIE
    for part in (0.5, 0.9, 0.999):
        short = now + (to - now) * part
        assert goal.spare({**opened, figure.column: exactly(short)}) <= 1e-6, "a bit less does"


def only(cell: Cell) -> float:
    """The one number that a cell leaves open, or the least of them."""
    assert isinstance(cell, tuple)
    return cell[0]


def assert_combination(world: World, opened: Row, answer: dict[str, Any], goal: Goal) -> None:
    combination = answer["combination"]
    columns = dict.fromkeys(world.model.named(id).column for id in combination["taking_part"])
    figures = [world.model.figures[column] for column in columns]
    best = least_effort(world, opened, goal, figures)
    if not combination["enough"]:
        assert math.isinf(best), "there is one"
        return
    then = {**opened}
    for change in combination["changes"]:
        then[world.model.named(change["criterion"]).column] = exactly(change["to"][0])
    assert goal.reached(then)
    assert combination["score"] == pytest.approx(world.model.score(then), abs=1e-6)
    efforts = {
        world.model.named(opening["criterion"]).column: opening["effort"]["least"] for opening in answer["openings"]
    }
    besides = {world.model.named(id).column for id in combination["besides"]}
    opened_first = sum(efforts[column] for column in besides)
    assert combination["effort"]["least"] - opened_first <= best + 1e-6, "there is a cheaper one"


def least_effort(world: World, opened: Row, goal: Goal, figures: list[Figure]) -> float:
    """The least effort by which trying reaches the target, with some points to spare."""
    best, base = math.inf, world.model.score(opened)
    gains = [gains_of(world, opened, goal, figure) for figure in figures]
    for choice in product(*gains):
        effort, gain = sum(effort for _, effort in choice), sum(gain for gain, _ in choice)
        if effort < best and base + gain >= goal.needed + 1e-7:
            best = effort
    return best


def gains_of(world: World, opened: Row, goal: Goal, figure: Figure) -> list[tuple[float, float]]:
    """The points that a figure can add, each with the least that it takes from where it is in the file."""
    start, now = goal.world.table[goal.id][figure.column], opened[figure.column]
    at_first = start if isinstance(start, str) else only(start)
    here = now if isinstance(now, str) else only(now)
    figures = [at for at in (*critical(world.model, figure.column), at_first, here) if figure.keeps(at)]
    found = [(figure.points(at) - figure.points(here), figure.effort(at_first, at)) for at in figures]
    return cheapest([(gain, effort) for gain, effort in found if math.isfinite(effort)])


def cheapest(options: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those options that no other one betters in gain and effort alike."""
    found: list[tuple[float, float]] = []
    for gain, effort in sorted(options, key=lambda option: (option[1], -option[0])):
        if not found or gain > found[-1][0]:
            found.append((gain, effort))
    return found
