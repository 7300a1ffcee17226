"""`similar`: how far apart two sites can be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, within, worlds
from tests.attack.model import TIE, Figure

CURVES = ("Logistic", "Gaussian", "Decay")


@attack
@given(worlds(), st.data())
def test_distances_go_from_the_least_to_the_greatest_that_they_can_be(
    asked: Asked, world: World, data: st.DataObject
) -> None:
    asked.put(world)
    id = data.draw(st.sampled_from(sorted(world.table)))
    answer = asked.of_sites("similar", id)
    assert sorted(told["id"] for told in answer["others"]) == sorted(set(world.table) - {id})
    for told in answer["others"]:
        ends = []
        for part in told["distances"]:
            criterion = world.model.named(part["criterion"])
            one, other = (criterion.values(world.table[site][criterion.column]) for site in (id, told["id"]))
            nearest = max(0.0, one[0] - other[1], other[0] - one[1])
            farthest = max(one[1] - other[0], other[1] - one[0])
            assert part["distance"][0] >= criterion.weight * nearest - TIE
            if not criterion.categories and not jumps(world, criterion.id):
                assert part["distance"][0] == pytest.approx(criterion.weight * nearest, abs=TIE)
            assert part["distance"][1] == pytest.approx(criterion.weight * farthest, abs=TIE)
            ends.append(part["distance"])
        assert told["distance"][0] == pytest.approx(sum(low for low, _ in ends), abs=1e-8)
        of_figures = [greatest(world, figure, id, told["id"]) for figure in world.model.figures.values()]
        assert told["distance"][1] >= sum(of_figures) - 1e-8
        if curved(world):
            assert told["distance"][1] <= min(sum(of_figures) + 0.1, sum(high for _, high in ends) + 1e-8)
        else:
            assert told["distance"][1] == pytest.approx(sum(of_figures), abs=1e-7)
        assert told["only_unknown"] == pytest.approx(told["distance"][1] - told["distance"][0], abs=1e-8)
    assert {part["criterion"] for told in answer["others"] for part in told["distances"]} == {
        criterion.id for criterion in world.model.scored
    }
    farthest_of = [round(told["distance"][1], 9) for told in answer["others"]]
    assert farthest_of == sorted(farthest_of)


def greatest(world: World, figure: Figure, one: str, other: str) -> float:
    """How far apart one figure of each site can make them, by trying."""
    tried = [within(critical(world.model, figure.column), world.table[site][figure.column]) for site in (one, other)]
    scored = [reader for reader in figure.readers if reader.value]
    apart = np.zeros((len(tried[0]), len(tried[1])))
    for reader in scored:
        here, there = (np.array([reader.value.at(at) for at in them]) for them in tried)
        apart += reader.weight * np.abs(here[:, None] - there[None, :])
    return float(apart.max())


def curved(world: World) -> bool:
    """Whether a sum may turn at a figure that is not tried."""
    return any(
        len(figure.readers) > 1 and any(type(reader.value).__name__ in CURVES for reader in figure.readers)
        for figure in world.model.figures.values()
    )


def jumps(world: World, id: str) -> bool:
    """Whether not every value between two is worth something: then the nearest can be farther."""
    return type(world.model.named(id).value).__name__ == "Steps"
