"""`compare`: the parts sum to the change, and each cause is named for what it alone changed."""

from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, leaves, rows, worlds
from tests.attack.model import TIE, Model, counted


@attack
@given(worlds(), st.data())
def test_changed_measures_and_weights_each_account_for_what_they_change(
    asked: Asked, world: World, data: st.DataObject
) -> None:
    changed = {id: data.draw(rows(world.model)) if data.draw(st.booleans()) else row for id, row in world.table.items()}
    node = data.draw(st.sampled_from(world.model.nodes()))
    weighed = world.model.with_points(node, data.draw(st.sampled_from((0.25, 1, 5))))
    valued = data.draw(st.just(weighed) | st.just(with_other_values(weighed)))
    assert_told(asked, world, World(valued, changed))


@attack
@given(worlds(), st.data())
def test_changed_criteria_alone_are_never_told_as_changed_measures(
    asked: Asked, world: World, data: st.DataObject
) -> None:
    document = deepcopy(world.model.document)
    for entry in leaves(document["criteria"]):
        data.draw(st.sampled_from((relabelled, relaxed, unlimited, widened, broadened)))(entry)
    told = assert_told(asked, world, World(Model(document), world.table))
    assert {cause["cause"] for cause in told["causes"]} <= {"criteria"}
    for change in told["changes"]:
        assert change["measures"] == []
        assert set(change["parts"]) - {cause for cause, points in change["parts"].items() if points == 0} <= {
            "criteria"
        }
        assert all(outcome["because"] == ["criteria"] for outcome in change["requirements"])


def relabelled(entry: dict[str, Any]) -> None:
    entry["label"] = "Another"


def relaxed(entry: dict[str, Any]) -> None:
    """A requirement becomes a warning, and the other way round."""
    limits = {key: entry.pop(key) for key in ("requirement", "warning") if key in entry}
    swapped = {"requirement": limits.get("warning"), "warning": limits.get("requirement")}
    entry |= {key: {**limit} for key, limit in swapped.items() if limit}
    entry.get("warning", {}).pop("unknown", None)


def unlimited(entry: dict[str, Any]) -> None:
    if "value" in entry:
        entry.pop("requirement", None)


def widened(entry: dict[str, Any]) -> None:
    """The range goes further up, so that what is open is wider."""
    if "range" in entry:
        low, high = entry["range"]
        entry["range"] = [low, None if high is None else high + 10]


def broadened(entry: dict[str, Any]) -> None:
    """One more category is possible, the best or the worst."""
    if entry.get("type") == "category":
        if "value" in entry:
            entry["value"] = {**entry["value"], "w": 0}
        else:
            entry["categories"] = [*entry["categories"], "w"]


def with_other_values(model: Model) -> Model:
    """The same with every category worth half."""
    document = deepcopy(model.document)
    for entry in leaves(document["criteria"]):
        if entry.get("type") in {"category", "yes_no"} and "value" in entry:
            entry["value"] = {name: value / 2 for name, value in entry["value"].items()}
    return Model(document)


def assert_told(asked: Asked, before: World, after: World) -> dict[str, Any]:
    asked.put(before, "-old")
    asked.put(after, "-new")
    files = [asked.path(f"sites-{when}.csv") for when in ("old", "new")]
    criteria = ["--old-criteria", asked.path("criteria-old.yaml"), "-c", asked.path("criteria-new.yaml")]
    told = asked.answer("compare", *files, *criteria)
    old, new = (world.model.standings(world.table) for world in (before, after))
    changes = {change["id"]: change for change in told["changes"]}
    for id in old:
        change = changes.pop(id, None)
        points = new[id].score - old[id].score
        same = (old[id].status, old[id].rank) == (new[id].status, new[id].rank) and abs(points) <= TIE
        assert (change is None) <= same, id
        if change is None:
            continue
        assert [change[when]["status"] for when in ("old", "new")] == [old[id].status, new[id].status]
        assert [change[when]["rank"] for when in ("old", "new")] == [old[id].rank, new[id].rank]
        assert change["points"] == pytest.approx(points, abs=TIE)
        assert sum(change["parts"].values()) == pytest.approx(points, abs=TIE)
        for cause, share in parts(before, after, id).items():
            assert change["parts"][cause] == pytest.approx(share, abs=1e-8), (id, cause)
            assert sum(change["by_criterion"][cause].values()) == pytest.approx(share, abs=1e-8)
    assert not changes
    assert told["unchanged"] == len(old) - len(told["changes"])
    return told


def parts(before: World, after: World, id: str) -> dict[str, float]:
    """What each of data, criteria and weights brought, in the mean of all orders of exchanging them."""
    shares = dict.fromkeys(("data", "criteria", "weights"), 0.0)
    orders = list(permutations(shares))
    for order in orders:
        now: dict[str, World] = dict.fromkeys(shares, before)
        points = mixed(now, id)
        for cause in order:
            now[cause] = after
            shares[cause] += (mixed(now, id) - points) / len(orders)
            points = mixed(now, id)
    return shares


def mixed(sides: dict[str, World], id: str) -> float:
    """A score with the measures of one side, the value functions of another, and the weights of a third."""
    row = sides["data"].table[id]
    weights = {criterion.id: criterion.weight for criterion in sides["weights"].model.scored}
    scored = sides["criteria"].model.scored
    values = {criterion.id: criterion.values(row[criterion.column]) for criterion in scored}
    low, high = (sum(weights[id] * value[end] for id, value in values.items()) for end in (0, 1))
    return counted(low, high, sides["criteria"].model.unknown)
