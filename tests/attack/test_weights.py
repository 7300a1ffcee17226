"""`weights derive` and `weights agree`, by the formulas that the documentation names."""

from collections import Counter
from fractions import Fraction
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import POINTS, World, worlds
from tests.attack.model import TIE, Model

NAMES = ("a", "b", "c", "d")
FLAT = {"value": {"yes": 100, "no": 0}, "type": "yes_no", "weight": 1}


def orders(names: tuple[str, ...]) -> st.SearchStrategy[list[list[str]]]:
    """Orders of importance with ties: each name has a level."""

    def grouped(levels: list[int]) -> list[list[str]]:
        found: dict[int, list[str]] = {}
        for name, level in zip(names, levels, strict=True):
            found.setdefault(level, []).append(name)
        return [found[level] for level in sorted(found)]

    return st.lists(st.integers(0, 3), min_size=len(names), max_size=len(names)).map(grouped)


@attack
@given(orders(NAMES), st.sampled_from(("centroid", "sum", "reciprocal")))
def test_weights_of_an_order_are_those_of_its_formula(asked: Asked, order: list[list[str]], formula: str) -> None:
    told = derived(asked, {"ranking": [tie[0] if len(tie) == 1 else tie for tie in order], "formula": formula})
    number = len(NAMES)
    at = {
        "centroid": lambda place: sum(Fraction(1, later) for later in range(place, number + 1)) / number,
        "sum": lambda place: Fraction(number + 1 - place),
        "reciprocal": lambda place: Fraction(1, place),
    }[formula]
    weights: dict[str, Fraction] = {}
    for tie in order:
        places = range(len(weights) + 1, len(weights) + len(tie) + 1)
        share = sum((at(place) for place in places), Fraction()) / len(tie)
        weights |= dict.fromkeys(tie, share)
    total = sum(weights.values())
    assert told["weights"] == pytest.approx({name: float(share / total) for name, share in weights.items()}, abs=1e-12)


@attack
@given(
    st.lists(st.sampled_from((1, 2, 3, 5, 9)), min_size=6, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6)
)
def test_weights_of_pairs_are_the_principal_eigenvector(asked: Asked, said: list[int], turned: list[bool]) -> None:
    pairs = [(one, other) for index, one in enumerate(NAMES) for other in NAMES[index + 1 :]]
    comparisons: dict[str, dict[str, Any]] = {}
    ratio = {(name, name): 1.0 for name in NAMES}
    for (one, other), times, turn in zip(pairs, said, turned, strict=True):
        first, second = (other, one) if turn else (one, other)
        comparisons.setdefault(first, {})[second] = times
        ratio[first, second], ratio[second, first] = float(times), 1 / times
    told = derived(asked, {"comparisons": comparisons})
    for name in NAMES:
        row = sum(ratio[name, other] * told["weights"][other] for other in NAMES)
        assert row == pytest.approx(told["consistency"]["eigenvalue"] * told["weights"][name], abs=1e-8)
    assert sum(told["weights"].values()) == pytest.approx(1)
    index = (told["consistency"]["eigenvalue"] - len(NAMES)) / (len(NAMES) - 1)
    assert told["consistency"]["index"] == pytest.approx(index, abs=1e-9)


def derived(asked: Asked, judgement: dict[str, Any]) -> dict[str, Any]:
    entries = {name: dict(FLAT) for name in NAMES}
    model = Model({"version": 1, "criteria": entries, "judgements": {"top": judgement}})
    world = World(model, {"s0": dict.fromkeys(NAMES, "yes")})
    asked.put(world)
    (told,) = asked.answer("weights derive", "-c", asked.path("criteria.yaml"))["sets"]
    return dict(told)


@attack
@given(worlds(), st.data())
def test_actors_agree_as_their_rankings_do(asked: Asked, world: World, data: st.DataObject) -> None:
    actors = {}
    for id in ("one", "two", "three")[: data.draw(st.integers(2, 3))]:
        weights = {node: data.draw(POINTS) for node in world.model.nodes()}
        actors[id] = {"who": "Somebody", "when": 2026, "why": "Because", "weights": weights}
    asked.put(World(Model(world.model.document | {"actors": actors}), world.table))
    answer = asked.of_sites("weights agree")
    views = {id: weighed(world.model, actor["weights"]) for id, actor in actors.items()}
    standings = {id: view.standings(world.table) for id, view in views.items()}
    for actor in answer["actors"]:
        weights = {criterion.id: criterion.weight for criterion in views[actor["id"]].scored}
        assert actor["weights"] == pytest.approx(weights, abs=1e-12)
    for site in answer["sites"]:
        scores = [standings[id][site["id"]].score for id in actors]
        assert site["lowest_score"] == pytest.approx(min(scores), abs=TIE)
        for id, told in site["by_actor"].items():
            standing = standings[id][site["id"]]
            assert (told["rank"], told["rank_best"], told["rank_worst"]) == (
                standing.rank,
                standing.best,
                standing.worst,
            )
            assert told["score"] == pytest.approx(standing.score, abs=TIE)
    ranked = [id for id, row in world.table.items() if world.model.status(row) != "excluded"]
    assert {site["id"] for site in answer["sites"]} == set(ranked)
    lowest = {id: min(standings[actor][id].score for actor in actors) for id in ranked}
    best = max(lowest.values(), default=0.0)
    assert set(answer["compromise"]) == {id for id in ranked if lowest[id] >= best - TIE}
    if answer["kendalls_w"] is not None:
        ranks = [[standings[actor][id].rank for id in ranked] for actor in actors]
        assert answer["kendalls_w"] == pytest.approx(concordance(ranks), abs=1e-9)  # type: ignore[arg-type]


def weighed(model: Model, weights: dict[str, float]) -> Model:
    for node, points in weights.items():
        model = model.with_points(node, points)
    return model


def concordance(ranks: list[list[int]]) -> float:
    """Kendall's W, corrected for ties."""
    means = [[fmean(others_at(own, rank)) for rank in own] for own in ranks]
    actors, sites = len(means), len(means[0])
    sums = [sum(own[site] for own in means) for site in range(sites)]
    squares = sum((one - fmean(sums)) ** 2 for one in sums)
    ties = sum(count**3 - count for own in ranks for count in Counter(own).values())
    return 12 * squares / (actors**2 * (sites**3 - sites) - actors * ties)


def others_at(own: list[int], rank: int) -> range:
    """The places that those who share a rank take."""
    return range(rank, rank + own.count(rank))
