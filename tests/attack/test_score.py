"""`score` against the second evaluator, and against every figure that a cell leaves open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, critical, exactly, within, worlds


@attack
@given(worlds())
def test_every_figure_of_a_ranking_is_what_the_documentation_says(asked: Asked, world: World) -> None:
    asked.put(world)
    answer = asked.of_sites("score")
    standings = world.model.standings(world.table)
    assert answer["counts"] == {"sites": len(standings)} | {
        status: sum(standing.status == status for standing in standings.values())
        for status in ("qualified", "unverified", "excluded")
    }
    for site in answer["sites"]:
        standing = standings[site["id"]]
        assert (site["status"], site["rank"]) == (standing.status, standing.rank), site["id"]
        assert (site["rank_best"], site["rank_worst"]) == (standing.best, standing.worst), site["id"]
        assert site["score"] == pytest.approx(standing.score, abs=1e-9)
        assert site["coverage"] == pytest.approx(standing.coverage, abs=1e-12)
        assert site["known_weight"] == pytest.approx(standing.known_weight, abs=1e-12)
        if not world.model.shares_a_column:
            assert [site["score_low"], site["score_high"]] == pytest.approx([standing.low, standing.high], abs=1e-9)
        for criterion in world.model.criteria:
            found, cell = site["criteria"][criterion.id], world.table[site["id"]][criterion.column]
            if criterion.value:
                assert found["value"] == pytest.approx(list(criterion.values(cell)), abs=1e-9)
                assert found["weight"] == pytest.approx(criterion.weight, abs=1e-12)
            for key, limit in (("requirement", criterion.requirement), ("warning", criterion.warning)):
                assert found.get(key) == (limit and limit.truth(criterion.possible(cell)))


@attack
@given(worlds(), st.data())
def test_no_figures_lead_out_of_the_intervals_and_the_rank_ranges(
    asked: Asked, world: World, data: st.DataObject
) -> None:
    asked.put(world)
    told = {site["id"]: site for site in asked.of_sites("score")["sites"]}
    found_out = {
        id: {
            column: exactly(data.draw(st.sampled_from(within(critical(world.model, column), cell))))
            for column, cell in row.items()
        }
        for id, row in world.table.items()
    }
    scores = {id: world.model.score(row) for id, row in found_out.items()}
    ranked = [id for id, site in told.items() if site["rank"] is not None]
    for id, site in told.items():
        assert site["score_low"] - 1e-9 <= scores[id] <= site["score_high"] + 1e-9
        if id in ranked:
            rank = 1 + sum(scores[other] > scores[id] + 1e-9 for other in ranked)
            assert site["rank_best"] <= rank <= site["rank_worst"]
        truth = world.model.status(found_out[id])
        assert site["status"] in {"unverified", truth} or world.model.status(world.table[id]) == "excluded"
