"""`explain SITE --target`: what is told to reach it does, a bit less does not, and trying finds nothing cheaper."""

import math
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import ONE_FIGURE, Asked, attack
from tests.attack.drawn import World, columns, critical, exactly, worlds
from tests.attack.model import TIE, Criterion, Row

SCORES = ("score=20", "score=50", "score=75", "score=90", "score=100")
TARGETS = st.sampled_from(("qualified", "rank=1", "rank=2", *SCORES))


@attack
@given(worlds(), TARGETS, st.data())
def test_a_target_is_reached_as_it_is_told_and_not_more_cheaply(
    asked: Asked, world: World, target: str, data: st.DataObject
) -> None:
    asked.put(world)
    id = data.draw(st.sampled_from(sorted(world.table)))
    if not ONE_FIGURE and (world.model.shares_a_column or any(is_flat(criterion) for criterion in world.model.scored)):
        return
    answer = asked.of_sites("explain", id, "--target", target)
    goal = Goal(world, id, target)
    row = world.table[id]
    assert answer["reached"] == goal.reached(row)
    opened = assert_opened(world, row, answer, qualified=target == "qualified")
    if target == "qualified":
        return
    assert (answer["needed"] or 0.0) == pytest.approx(goal.needed, abs=TIE)
    assert answer["possible"] == (answer["highest"] >= goal.needed - TIE)
    highest = most(world, row)
    assert answer["highest"] == pytest.approx(highest, abs=1e-5)
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


def is_flat(criterion: Criterion) -> bool:
    low, high = criterion.values(None)
    return low == high and not criterion.categories


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


def most(world: World, row: Row) -> float:
    """The highest score with any figures that keep the requirements."""
    best = 0.0
    for column in columns(world.model):
        points = [
            sum(reader.weight * reader.value.at(at) for reader in world.model.readers(column) if reader.value)
            for at in critical(world.model, column)
            if all(reader.requirement is None or reader.requirement.keeps(at) for reader in world.model.readers(column))
        ]
        best += max(points, default=0.0)
    return best


def assert_opened(world: World, row: Row, answer: dict[str, Any], *, qualified: bool) -> Row:
    """With the figures that are told to be needed the requirements are met."""
    opened = {**row}
    for opening in answer["openings"]:
        criterion = world.model.named(opening["criterion"])
        assert criterion.requirement
        to = [end for end in opening["to"] if end is not None]
        assert all(criterion.requirement.keeps(end) for end in to)
        opened[criterion.column] = exactly(to[0])
        if len(to) == 2 and to[0] != to[1]:
            opened[criterion.column] = tuple(to)
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
    ways = {way["criterion"]: way for way in answer["ways"]}
    for criterion in world.model.scored:
        figures = critical(world.model, criterion.column)
        reaching = [at for at in figures if goal.reached({**opened, criterion.column: exactly(at)})]
        spare = [at for at in reaching if goal.spare({**opened, criterion.column: exactly(at)}) > 1e-6]
        way = ways.pop(criterion.id, None)
        if way is None:
            assert not spare, (criterion.id, spare)
            continue
        for at in figures_between(way["to"], figures):
            assert goal.reached({**opened, criterion.column: exactly(at)}), (criterion.id, at)
        if way["to"][0] == way["to"][1]:
            told = world.model.score({**opened, criterion.column: exactly(way["to"][0])})
            assert way["score"] == pytest.approx(told, abs=1e-6)
        if criterion.is_known(opened[criterion.column]) and not criterion.categories:
            assert_nearest(criterion, opened, way, spare, goal)
    assert not ways


def assert_nearest(criterion: Criterion, opened: Row, way: dict[str, Any], spare: list[Any], goal: Goal) -> None:
    """No figure nearer than the told one has points to spare."""
    now, to = opened[criterion.column][0], way["to"][0]  # type: ignore[index]
    at_first = goal.world.table[goal.id][criterion.column][0]  # type: ignore[index]
    assert way["by"] == pytest.approx(abs(to - at_first), abs=1e-9) or at_first != now  # type: ignore[operator]
    if spare:
        assert abs(to - now) <= min(abs(at - now) for at in spare) + TIE  # type: ignore[operator]
    for part in (0.5, 0.9, 0.999):
        short = now + (to - now) * part  # type: ignore[operator]
        assert goal.spare({**opened, criterion.column: exactly(short)}) <= 1e-6, "a bit less does"


def assert_combination(world: World, opened: Row, answer: dict[str, Any], goal: Goal) -> None:
    combination = answer["combination"]
    taking_part = combination["taking_part"]
    moves = [moves_of(world, world.model.named(id), opened, goal) for id in taking_part]
    best = best_of(world, opened, goal, [world.model.named(id).column for id in taking_part], moves)
    if not combination["enough"]:
        assert math.isinf(best), "there is one"
        return
    then = {**opened}
    for change in combination["changes"]:
        to = change["to"]
        then[world.model.named(change["criterion"]).column] = exactly(to[0]) if to[0] == to[1] else tuple(to)
    assert goal.reached(then)
    assert combination["score"] == pytest.approx(world.model.score(then), abs=1e-6)
    assert combination["effort"]["least"] <= best + 1e-6, "there is a cheaper one"


def moves_of(world: World, criterion: Criterion, opened: Row, goal: Goal) -> list[tuple[float | str, float]]:
    """Figures that one can be moved to, with what it takes from how it is now."""
    now = world.table[goal.id][criterion.column]
    if criterion.categories:
        start = {str(now): 0.0} if isinstance(now, str) else {}
        return list(({**criterion.effort, **start}).items())
    at_first = now[0]  # type: ignore[index]
    figures = [*critical(world.model, criterion.column), at_first, opened[criterion.column][0]]  # type: ignore[index]
    return [(at, abs(at - at_first) * criterion.effort) for at in figures]  # type: ignore[operator]


def best_of(world: World, opened: Row, goal: Goal, moved: list[str], moves: list[Any]) -> float:
    """The least effort by which trying reaches the target, with some points to spare."""
    best = math.inf
    base = world.model.score(opened)
    gains = []
    for column, options in zip(moved, moves, strict=True):
        kept = [
            (world.model.score({**opened, column: exactly(at)}) - base, effort)
            for at, effort in options
            if world.model.status({**opened, column: exactly(at)}) != "excluded"
        ]
        gains.append(cheapest(kept))
    for choice in product(*gains):
        if sum(effort for _, effort in choice) < best and base + sum(gain for gain, _ in choice) >= goal.needed + 1e-7:
            best = sum(effort for _, effort in choice)
    return best


def cheapest(options: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those options that no other one betters in gain and effort alike."""
    found: list[tuple[float, float]] = []
    for gain, effort in sorted(options, key=lambda option: (option[1], -option[0])):
        if not found or gain > found[-1][0]:
            found.append((gain, effort))
    return found
