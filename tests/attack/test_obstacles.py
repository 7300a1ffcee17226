"""`obstacles`: what stops each site, and what opens it."""

import math
from typing import Any

import pytest
from hypothesis import given
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, exactly, worlds
from tests.attack.model import TIE, Figure, Limit, Row, difference


@attack
@given(worlds())
def test_what_stops_a_site_is_told_and_the_stated_change_opens_it(asked: Asked, world: World) -> None:
    asked.put(world)
    answer = asked.of_sites("obstacles")["files"][0]
    told = {site["id"]: site for site in answer["by_site"]}
    for id, row in world.table.items():
        site = told[id]
        assert site["status"] == world.model.status(row)
        stopped: set[str] = set()
        for key, ids in zip(("stops", "unknown", "warnings"), truths(world, row), strict=True):
            told_of = [world.model.figure(one["criterion"]) for one in site[key]]
            columns = {world.model.named(id).column for id in ids} - (stopped if key == "unknown" else set())
            stopped = columns if key == "stops" else stopped
            assert sorted(figure.column for figure in told_of) == sorted(columns)
            for figure, opening in zip(told_of, site[key], strict=True):
                if opening["to"] is not None:
                    limits = [reader.warning for reader in figure.readers if reader.id in ids and reader.warning]
                    assert_opens(world, figure, limits if key == "warnings" else figure.limits, row, opening)
        assert_effort_opens(world, row, site)
        assert_points(world, row, site)
    assert_counts(world, answer)


def truths(world: World, row: Row) -> tuple[set[str], set[str], set[str]]:
    stops, unknown, warned = set(), set(), set()
    for criterion in world.model.criteria:
        possible = criterion.possible(row[criterion.column])
        if criterion.requirement:
            truth = criterion.requirement.truth(possible)
            if truth == "not_met" or (truth == "unknown" and criterion.requirement.excludes_unknown):
                stops.add(criterion.id)
            elif truth == "unknown":
                unknown.add(criterion.id)
        if criterion.warning and criterion.warning.truth(possible) == "not_met":
            warned.add(criterion.id)
    return stops, unknown, warned


def assert_opens(world: World, figure: Figure, limits: list[Limit], row: Row, opening: dict[str, Any]) -> None:
    """The stated figures keep the limits, both ends do, and nothing nearer does."""
    low, high = opening["to"]
    assert all(limit.keeps(end) for end in (low, high) if end is not None for limit in limits)
    cell = row[figure.column]
    if not figure.is_known(cell) or figure.categories:
        return
    assert isinstance(cell, tuple)
    assert low == high
    assert opening["by"] == abs(difference(low, cell[0])), "without binary noise"
    kept = [at for at in critical(world.model, figure.column) if all(limit.keeps(at) for limit in limits)]
    assert abs(low - cell[0]) <= min(abs(float(at) - cell[0]) for at in kept) + TIE


def assert_effort_opens(world: World, row: Row, site: dict[str, Any]) -> None:
    """The efforts are the least, add up, and the stated figures together open the site."""
    efforts = [one["effort"] for one in site["stops"]]
    assert site["effort_to_open"]["least"] == pytest.approx(sum(effort["least"] for effort in efforts))
    assert site["effort_to_open"]["whole"] == all(effort["whole"] for effort in efforts)
    opened = {**row}
    for one in site["stops"]:
        if one["to"] is None:
            return
        figure = world.model.figure(one["criterion"])
        low, high = one["to"]
        opened[figure.column] = exactly(high if low is None else low)
        if one["truth"] == "not_met" and figure.is_known(row[figure.column]):
            assert_least(world, figure, row, one["effort"])
    assert world.model.status(opened) != "excluded"


def assert_least(world: World, figure: Figure, row: Row, told: dict[str, Any]) -> None:
    cell = row[figure.column]
    start = cell[0] if isinstance(cell, tuple) else str(cell)
    kept = [at for at in critical(world.model, figure.column) if figure.keeps(at)]
    least = min(figure.effort(start, at) for at in kept)
    assert told["whole"] == math.isfinite(least)
    assert told["least"] == pytest.approx(least if math.isfinite(least) else 0.0)


def assert_points(world: World, row: Row, site: dict[str, Any]) -> None:
    told = {one["criterion"]: one["points"] for one in site["shortfalls"]}
    for criterion in world.model.scored:
        low, high = criterion.values(row[criterion.column])
        missing = [criterion.weight * (100 - high), criterion.weight * (100 - low)]
        assert told.pop(criterion.id, [0.0, 0.0]) == pytest.approx(missing, abs=1e-6) or missing[0] < TIE
        assert (criterion.id in site["opportunities"]) == (low >= 75)
    assert not told


def assert_counts(world: World, answer: dict[str, Any]) -> None:
    lines = {one["id"]: one for one in answer["by_obstacle"]}
    stopped = {id: truths(world, row) for id, row in world.table.items()}
    for criterion in world.model.criteria:
        one = lines[criterion.id]
        assert set(one["stops"]) == {id for id, (stops, _, _) in stopped.items() if criterion.id in stops}
        assert set(one["unknown"]) == {id for id, (_, unknown, _) in stopped.items() if criterion.id in unknown}
        assert set(one["warns"]) == {id for id, (_, _, warned) in stopped.items() if criterion.id in warned}
        if not world.model.shares_a_column:
            assert set(one["stops_alone"]) == {id for id, (stops, _, _) in stopped.items() if stops == {criterion.id}}
        rows = world.table.values()
        short = [
            criterion.weight * (100 - criterion.values(row[criterion.column])[1]) for row in rows if criterion.value
        ]
        assert one["mean_shortfall"] == pytest.approx(sum(short) / len(world.table), abs=1e-9)
