"""`robustness`: what it says of weights, limits and criteria, by changing them."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, worlds
from tests.attack.model import TIE, Model


@attack
@given(worlds(), st.data())
def test_the_first_place_holds_as_far_as_it_is_told(asked: Asked, world: World, data: st.DataObject) -> None:
    asked.put(world)
    answer = asked.of_sites("robustness", "--draws", "2")
    standings = world.model.standings(world.table)
    assert answer["first"] == [id for id, standing in standings.items() if standing.rank == 1]
    if not answer["first"]:
        return
    for interval in answer["weights"]["intervals"]:
        assert_interval(world, interval, answer["first"])
    assert_all_at_once(world, answer["weights"]["all_at_once"], answer["first"])
    for variation in answer["limits"]:
        varied = with_limit(world.model, variation)
        assert first_of(varied, world) == set(variation["first"])
        assert_moved(world, varied, variation)
    drawn = {criterion.id: data.draw(st.integers(0, 20)) for criterion in world.model.scored}
    for never in answer["never_first"]["sites"]:
        assert_beaten(world, never["id"], {id: part / (sum(drawn.values()) or 1) for id, part in drawn.items()})


def first_of(model: Model, world: World) -> set[str]:
    return {id for id, standing in model.standings(world.table).items() if standing.rank == 1}


def lead(model: Model, world: World, first: list[str]) -> float:
    """By how much the first sites lead the best of the others."""
    standings = model.standings(world.table)
    others = [one.score for id, one in standings.items() if one.rank is not None and id not in first]
    return min(standings[id].score for id in first) - max(others, default=-1.0)


def assert_interval(world: World, interval: dict[str, Any], first: list[str]) -> None:
    """Within it no other site has more; just beyond an end the named one has."""
    node, now = interval["weight"], interval["points"]
    ends = {end: interval[end]["points"] if interval[end] else now * far for end, far in (("low", 1e-6), ("high", 1e6))}
    for part in (0.0, 0.3, 0.7, 1.0):
        for end in ends.values():
            points = now + (end - now) * part
            if points > 0 and len(first) == 1:
                assert lead(world.model.with_points(node, points), world, first) >= -1e-6, (node, points)
    for end, beyond in (("low", 0.98), ("high", 1.02)):
        if interval[end] and ends[end] > 0:
            standings = world.model.with_points(node, ends[end] * beyond).standings(world.table)
            ahead = standings[interval[end]["id"]].score - max(standings[id].score for id in first)
            assert len(first) > 1 or ahead > 0, (node, end)


def assert_all_at_once(world: World, told: dict[str, Any] | None, first: list[str]) -> None:
    """With the told weights, each wrong by the told part, the named site has as much as the first."""
    if told is None or len(first) > 1:
        return
    stated = {criterion.id: criterion.weight for criterion in world.model.scored}
    assert sum(told["weights"].values()) == pytest.approx(1)
    factors = [told["weights"][id] / weight for id, weight in stated.items()]
    assert max(factors) * (1 - told["part"]) <= min(factors) * (1 + told["part"]) + 1e-9
    scores = {id: score_with(world, id, told["weights"]) for id in (told["id"], first[0])}
    assert scores[told["id"]] == pytest.approx(scores[first[0]], abs=1e-7)


def score_with(world: World, id: str, weights: dict[str, float], end: str | None = None) -> float:
    values = world.model.values(world.table[id])
    low, high = (sum(weights[id] * value[at] for id, value in values.items()) for at in (0, 1))
    return {"low": low, "high": high, "middle": (low + high) / 2}[end or world.model.unknown]


def with_limit(model: Model, variation: dict[str, Any]) -> Model:
    document = deepcopy(model.document)
    members = document["criteria"]
    entry = (members.get("g", {}).get("criteria", {}) | members)[variation["criterion"]]
    if variation["end"] is None:
        del entry["requirement"]
    else:
        entry["requirement"][variation["end"]] = variation["limit"]
    return Model(document)


def assert_moved(world: World, varied: Model, variation: dict[str, Any]) -> None:
    before, after = (
        {id for id, standing in model.standings(world.table).items() if standing.status == "qualified"}
        for model in (world.model, varied)
    )
    assert set(variation["entered"]) == after - before
    assert set(variation["left"]) == before - after


def assert_beaten(world: World, id: str, weights: dict[str, float]) -> None:
    """A site that no weights put first is behind a qualified one even at its best."""
    if not any(weights.values()):
        return
    rivals = [other for other, row in world.table.items() if other != id and world.model.status(row) == "qualified"]
    best = max(score_with(world, other, weights, "low") for other in rivals)
    assert score_with(world, id, weights, "high") <= best + TIE
