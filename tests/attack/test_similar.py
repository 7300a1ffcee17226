"""`similar`: how far apart two sites can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, worlds
from tests.attack.model import TIE


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
        assert told["distance"] == pytest.approx([sum(end) for end in zip(*ends, strict=True)], abs=1e-8)
        assert told["only_unknown"] == pytest.approx(told["distance"][1] - told["distance"][0], abs=1e-8)
    assert {part["criterion"] for told in answer["others"] for part in told["distances"]} == {
        criterion.id for criterion in world.model.scored
    }
    farthest_of = [round(told["distance"][1], 9) for told in answer["others"]]
    assert farthest_of == sorted(farthest_of)


def jumps(world: World, id: str) -> bool:
    """Whether not every value between two is worth something: then the nearest can be farther."""
    return type(world.model.named(id).value).__name__ == "Steps"
