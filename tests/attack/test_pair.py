"""`explain SITE OTHER`: the gap, what decides it, and the weights at which it turns."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, exactly, within, worlds
from tests.attack.model import TIE, counted


@attack
@given(worlds(), st.data())
def test_a_gap_is_divided_and_turns_as_it_is_told(asked: Asked, world: World, data: st.DataObject) -> None:
    asked.put(world)
    named = data.draw(st.permutations(sorted(world.table)))[:2]
    answer = asked.of_sites("explain", *named)
    first, second = answer["first"]["id"], answer["second"]["id"]
    assert {first, second} == set(named)
    standings = world.model.standings(world.table)
    one, other = standings[first], standings[second]
    excluded = [standing.status == "excluded" for standing in (one, other)]
    gap = one.score - other.score
    assert answer["gap"] == pytest.approx(gap, abs=TIE)
    assert answer["by_status"] == (excluded == [False, True])
    assert excluded != [True, False]
    if excluded[0] == excluded[1]:
        assert gap > -TIE
        assert answer["tie"] == (abs(gap) <= TIE)
    differences = [(told["criterion"], told["points"]) for told in answer["differences"]]
    for id, points in differences:
        criterion = world.model.named(id)
        values = (criterion.values(world.table[site][criterion.column]) for site in (first, second))
        parts = [criterion.weight * counted(*value, world.model.unknown) for value in values]
        assert points == pytest.approx(parts[0] - parts[1], abs=TIE)
    assert {id for id, _ in differences} == {criterion.id for criterion in world.model.scored}
    if gap > 1e-6 and not any(excluded):
        assert_decisive(dict(differences), answer["decisive"], gap)
    if answer["settled"]:
        assert_settled(world, (first, second), data)
    for turning in answer["turnings"]:
        turned = world.model.with_points(turning["weight"], turning["points_where_equal"])
        scores = [turned.score(world.table[site]) for site in (first, second)]
        assert scores[0] == pytest.approx(scores[1], abs=1e-7)
        moved = (
            sum(abs(now.weight - then.weight) for now, then in zip(world.model.scored, turned.scored, strict=True)) / 2
        )
        assert turning["moved"] == pytest.approx(moved, abs=1e-9)
    shares = [turning["moved"] for turning in answer["turnings"]]
    assert shares == sorted(shares)
    if gap > 1e-6:
        told = {turning["weight"] for turning in answer["turnings"]}
        assert {node for node in world.model.nodes() if turns(world, node, first, second)} <= told


def assert_decisive(differences: dict[str, float], decisive: list[str], gap: float) -> None:
    """As few as outweigh all that speaks for the other and make up more than half of the gap."""
    against = -sum(points for points in differences.values() if points < 0)
    enough = max(against, gap / 2)
    assert sum(differences[id] for id in decisive) > enough - 1e-9
    for fewer in combinations(differences, max(len(decisive) - 1, 0)):
        assert sum(differences[id] for id in fewer) <= enough + 1e-9


def assert_settled(world: World, pair: tuple[str, str], data: st.DataObject) -> None:
    scores = []
    for id in pair:
        row = {
            column: exactly(data.draw(st.sampled_from(within(critical(world.model, column), cell))))
            for column, cell in world.table[id].items()
        }
        status = world.model.status(row) if world.model.status(world.table[id]) == "unverified" else None
        scores.append((status != "excluded", world.model.score(row)))
    if world.model.status(world.table[pair[0]]) != "excluded" != world.model.status(world.table[pair[1]]):
        assert scores[0][0]
        assert scores[0][1] >= scores[1][1] - TIE or not scores[1][0]


def turns(world: World, node: str, first: str, second: str) -> bool:
    """Whether the second has clearly more with much more or much less weight of one node."""

    def gap(model: Any) -> float:
        return float(model.score(world.table[first]) - model.score(world.table[second]))

    points = world.model.points(node)
    return any(gap(world.model.with_points(node, points * factor)) < -1e-6 for factor in (1e-3, 0.1, 0.5, 2, 10, 1e3))
