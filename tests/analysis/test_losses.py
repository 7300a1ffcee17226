"""What the loss of each service leaves, compared with losing it by hand."""

from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.test_gaps import FOUND_OUT
from tests.analysis.worlds import LEVELS, ROWS, model, ranking
from tests.scoring.worlds import by_id, criteria, ranked
from tests.sites.reading import brief, few, sites_in

from vasterviksmodell.analysis.losses import RemainingSites, losses, worst
from vasterviksmodell.scoring import Ranking, score
from vasterviksmodell.scoring.ranking import TOLERANCE

WORST = {"school": "9000", "size": "0", "plan": "none", "travel": "120", "road": "no", "air": "50"}
UNKNOWN = st.sampled_from(["low", "middle", "high"])


def left(world: Ranking) -> RemainingSites:
    rows = world.frame.rows(named=True)
    return RemainingSites(
        tuple(row["id"] for row in rows if row["status"] == "qualified"),
        tuple(row["id"] for row in rows if row["status"] != "excluded"),
        tuple(row["id"] for row in rows if row["rank"] == 1),
    )


@few
@given(ROWS, UNKNOWN)
def test_a_loss_leaves_what_is_left_when_every_cell_is_at_its_worst(rows: list[dict[str, str]], unknown: str) -> None:
    now = left(ranking(rows, unknown))
    found = losses(ranking(rows, unknown))
    assert found.now == now
    assert {loss.criterion.id for loss in found.losses} == set(LEVELS)
    for loss in found.losses:
        name = loss.criterion.id
        after = left(ranking([{**row, name: WORST[name]} for row in rows], unknown))
        assert loss.left == after, name
        assert loss.fallen == tuple(id for id in now.ranked if id not in after.ranked)


@brief
@given(ROWS, UNKNOWN)
def test_a_site_that_alone_loses_something_ranks_as_with_its_own_cell_at_its_worst(
    rows: list[dict[str, str]], unknown: str
) -> None:
    """A rank is one more than the number of others that are clearly higher; their scores do not change."""
    of = ranking(rows, unknown)
    scores = dict(of.frame.drop_nulls("rank").select("id", "score").iter_rows())
    alone = [(loss.criterion.id, id, rank) for loss in losses(of).losses for id, rank in loss.alone.items()]
    lost = [{**rows["abcdefgh".index(id)], name: WORST[name]} for name, id, _ in alone]
    after = (
        by_id(ranked([{"id": str(number), **row} for number, row in enumerate(lost)], model(unknown))) if lost else {}
    )
    for number, (name, id, rank) in enumerate(alone):
        site, others = after[str(number)], (scores[score] for score in scores if score != id)
        higher = sum(other > float(str(site["score"])) + TOLERANCE for other in others)
        assert rank == (None if site["status"] == "excluded" else 1 + higher), name


@pytest.mark.parametrize("name", LEVELS)
def test_no_measure_is_worse_than_the_worst(name: str) -> None:
    cells = [WORST[name], *FOUND_OUT[name]]
    rows = by_id(ranked([{"id": str(number), name: cell} for number, cell in enumerate(cells)], model()))
    judged = [
        (rows[str(number)].get(f"{name}__requirement") != "not_met", rows[str(number)][f"{name}__value_low"])
        for number in range(len(cells))
    ]
    assert judged[0] == min(judged)
    assert worst(model()[name]) == (WORST[name] if model()[name].kind != "number" else float(WORST[name]))


def test_the_gravest_loss_stands_first_and_the_costliest_is_told_for_each_site() -> None:
    """By hand: weights 50, 30, 20; without the bus every score falls by 30 points times what it was worth."""
    world = criteria("""
school: {range: [0, 9], weight: 50, value: {0: 100, 8: 0}, requirement: {at_most: 6}}
bus: {range: [0, 10], weight: 30, value: {0: 0, 10: 100}}
shop: {type: yes_no, weight: 20}
""")
    found = losses(
        ranked(
            [
                {"id": "a", "school": "4", "bus": "10", "shop": "yes"},  # 25 + 30 + 20 = 75
                {"id": "b", "school": "0", "bus": "0", "shop": "yes"},  # 50 + 0 + 20 = 70
                {"id": "c", "school": "2", "bus": "5", "shop": "no"},  # 37.5 + 15 + 0 = 52.5
                {"id": "d", "school": "7", "bus": "10", "shop": "yes"},
            ],
            world,
        )
    )
    assert found.now == RemainingSites(("a", "b", "c"), ("a", "b", "c"), ("a",))
    school, bus, shop = found.losses
    assert (school.criterion.id, school.worst, school.left) == ("school", 9.0, RemainingSites((), (), ()))
    assert school.fallen == ("a", "b", "c")
    assert (bus.criterion.id, bus.worst, bus.left) == (
        "bus",
        0.0,
        RemainingSites(("b", "a", "c"), ("b", "a", "c"), ("b",)),
    )
    assert (shop.criterion.id, shop.worst) == ("shop", "no")
    assert shop.left == RemainingSites(("a", "c", "b"), ("a", "c", "b"), ("a",))  # 55, 52.5, 50
    assert dict(school.alone) == {"a": None, "b": None, "c": None}
    assert dict(bus.alone) == {"a": 3, "b": 2, "c": 3}  # a: 45 behind 70 and 52.5
    assert dict(shop.alone) == {"a": 2, "b": 3, "c": 3}  # a: 55 behind 70; b: 50 behind 75 and 52.5
    assert [found.costliest(id) and found.costliest(id).criterion.id for id in "abc"] == ["bus", "shop", None]


def test_of_losses_with_the_same_rank_the_one_that_takes_more_points_is_the_costliest() -> None:
    world = criteria("{bus: {range: [0, 10], weight: 30, value: {0: 0, 10: 100}}, shop: {type: yes_no, weight: 70}}")
    found = losses(
        ranked([{"id": "a", "bus": "10", "shop": "yes"}, {"id": "b", "bus": "9", "shop": "yes"}], world)
    )  # a: 100, without the bus 70, without the shop 30; b: 97
    assert {loss.criterion.id: dict(loss.alone) for loss in found.losses} == {
        "bus": {"a": 2, "b": 2},
        "shop": {"a": 2, "b": 2},
    }
    costliest = found.costliest("a")
    assert costliest is not None
    assert costliest.criterion.id == "shop"


@pytest.mark.parametrize(
    ("entry", "lost", "beyond"),
    [
        ("{value: {500: 100, 4000: 0}, requirement: {at_most: 3000}}", inf, 4000.0),
        ("{value: {500: 100, 4000: 0}, requirement: {at_most: 5000}}", inf, 5000.0),
        ("{value: {0: 0, 14: 100}}", 0.0, None),
        ("{value: {steps: {0: 100, 15: 20}}}", inf, 15.0),
        ("{value: {decay: {half: 10}}}", inf, None),
        ("{range: [null, null], value: {-5: 0, 5: 100}}", -inf, -5.0),
        ("{range: [null, null], value: {gaussian: {target: 5, width: 2}}}", -inf, None),
        ("{value: {0: 50, 10: 0, 20: 80}, requirement: {at_least: 5}}", nextafter(5, 0), 5.0),
        (
            "{range: [0, 100], value: {40: 0, 50: 20, 90: 50, 100: 20}, requirement: {at_most: 20}}",
            nextafter(20, 99),
            20.0,
        ),
        ("{range: [0, 100], value: {0: 60, 70: 20, 100: 90}, requirement: {at_most: 70}}", nextafter(70, 99), 70.0),
        ("{value: {0: 50, 10: 0, 20: 80}}", 10.0, None),
        ("{value: {0: 0, 10: 100}, requirement: {at_most: 20}}", inf, 20.0),
    ],
)
def test_the_worst_of_open_ranges_and_of_functions_that_turn(entry: str, lost: float, beyond: float | None) -> None:
    world = criteria("it: {weight: 1, " + entry[1:])
    (loss,) = losses(ranked([{"id": "a", "it": "7"}], world)).losses
    assert (loss.worst, loss.beyond) == (lost, beyond)


def test_only_what_counts_is_lost_and_only_what_is_asked_for() -> None:
    world = criteria(
        "a: {weight: 1, value: {0: 0, 1: 100}}\nb: {warning: {at_most: 3}}\nc: {requirement: {at_most: 3}}"
    )
    sites = ranked([{"id": "x", "a": "1", "b": "1", "c": "1"}], world)
    assert [loss.criterion.id for loss in losses(sites).losses] == ["c", "a"]
    assert [loss.criterion.id for loss in losses(sites, [world["a"]]).losses] == ["a"]


def test_degenerate_rankings() -> None:
    none = losses(score(sites_in("id,school\n", model()), model()))
    assert (none.now, none.names) == (RemainingSites((), (), ()), {})
    assert all(loss.left == none.now and loss.alone == {} for loss in none.losses)
    excluded = losses(ranking([{"school": "6000"}]))
    assert excluded.now.ranked == ()
    assert all(loss.fallen == () for loss in excluded.losses)
    unknown = losses(ranking([dict.fromkeys(LEVELS, "")]))
    assert {loss.criterion.id for loss in unknown.losses if loss.fallen} == {"school", "plan"}
    alike = losses(ranking([{"school": "400", "road": "yes"}] * 3))
    assert alike.now.first == ("a", "b", "c")
    assert {loss.criterion.id: loss.alone["a"] for loss in alike.losses}["road"] == 3
