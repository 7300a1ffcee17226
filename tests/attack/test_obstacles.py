"""`obstacles`: what stops each site, and what opens it."""

import math
from typing import Any

import pytest
from hypothesis import given
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, exactly, worlds
from tests.attack.model import TIE, Cell, Criterion, Limit, Row


@attack
@given(worlds())
def test_what_stops_a_site_is_told_and_the_stated_change_opens_it(asked: Asked, world: World) -> None:
    asked.put(world)
    answer = asked.of_sites("obstacles")["files"][0]
    told = {site["id"]: site for site in answer["by_site"]}
    for id, row in world.table.items():
        site = told[id]
        assert site["status"] == world.model.status(row)
        stops, unknown, warned = truths(world, row)
        assert {one["criterion"] for one in site["stops"]} == stops
        assert {one["criterion"] for one in site["unknown"]} == unknown
        assert {one["criterion"] for one in site["warnings"]} == warned
        for opening in [*site["stops"], *site["unknown"], *site["warnings"]]:
            criterion = world.model.named(opening["criterion"])
            limit = criterion.warning if opening in site["warnings"] else criterion.requirement
            assert limit is not None
            assert_opens(world, criterion, limit, row[criterion.column], opening)
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


def assert_opens(world: World, criterion: Criterion, limit: Limit, cell: Cell, opening: dict[str, Any]) -> None:
    """The stated figures keep the limit, all of them do, and nothing nearer does."""
    low, high = opening["to"]
    ends = [end for end in (low, high) if end is not None]
    assert all(limit.keeps(end) for end in ends)
    if not criterion.is_known(cell) or criterion.categories:
        return
    assert low == high
    now = cell[0]  # type: ignore[index]
    assert opening["by"] == pytest.approx(abs(low - now), abs=1e-9)  # type: ignore[operator]
    nearest = min(abs(at - now) for at in critical(world.model, criterion.column) if limit.keeps(at))  # type: ignore[operator]
    assert abs(low - now) <= nearest + TIE  # type: ignore[operator]


def assert_effort_opens(world: World, row: Row, site: dict[str, Any]) -> None:
    """The efforts add up, where each column stops once only."""
    if world.model.shares_a_column:
        return
    efforts = [one["effort"] for one in site["stops"]]
    assert site["effort_to_open"]["least"] == pytest.approx(sum(effort["least"] for effort in efforts))
    assert site["effort_to_open"]["whole"] == all(effort["whole"] for effort in efforts)
    for one in site["stops"]:
        criterion = world.model.named(one["criterion"])
        cell = row[criterion.column]
        if not criterion.is_known(cell):
            continue
        if criterion.categories:
            declared = {id: (criterion.effort or {}).get(id, math.inf) for id in criterion.requirement.among}  # type: ignore[union-attr]
            if math.isfinite(min(declared.values())):
                assert one["effort"] == {"least": min(declared.values()), "whole": True}
            else:
                assert not one["effort"]["whole"]
        elif criterion.effort is None:
            assert one["effort"] == {"least": 0.0, "whole": False}
        else:
            assert one["effort"]["least"] == pytest.approx(criterion.effort * one["by"], rel=1e-9)
            assert one["effort"]["whole"]
    opened = {**row}
    for one in site["stops"]:
        opened[world.model.named(one["criterion"]).column] = exactly(
            one["to"][0] if one["to"][0] is not None else one["to"][1]
        )
    assert world.model.status(opened) != "excluded"


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
