"""What holds whatever the ranking: shares that add up, one result for a seed, an answer for every degenerate table."""

import threading
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.smaa.worlds import SIGMA, linear, sites
from tests.analysis.worlds import LEVELS, ROWS, ranking
from tests.sites.reading import few

from vasterviksmodell.analysis.smaa import (
    Around,
    Ordered,
    Pairs,
    Smaa,
    Uniform,
    WeightDraws,
    Within,
    acceptability,
    smaa,
)
from vasterviksmodell.analysis.smaa import confidence as factors
from vasterviksmodell.analysis.smaa.blocks import Block, Purpose
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.run import what_if
from vasterviksmodell.scoring.what_if import Setting

Row = dict[str, str]
SCHEMES: dict[str, WeightDraws] = {
    "uniform": Uniform(),
    "around": Around(0.2),
    "within": Within({"a": (0, 1)}),
    "ordered": Ordered(["a"]),
}
CELLS = {"school": "400", "size": "45", "plan": "housing", "travel": "5", "road": "yes", "air": "5"}


def alike(one: Smaa, other: Smaa) -> None:
    """Assert that two results are the same to the last bit."""
    for field in fields(Smaa):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, Pairs):
            assert left.ids == right.ids
            left, right = left.wins, right.wins
        np.testing.assert_array_equal(left, right)


def consistent(found: Smaa) -> None:
    """Assert what holds of every result."""
    sites = len(found.ids)
    assert found.acceptability.shape == (sites, found.ranks_kept)
    assert found.central_weights.shape == (sites, len(found.criteria.scored))
    assert found.acceptability.sum(axis=1) + found.later + found.excluded == pytest.approx(np.ones(sites))
    first = found.acceptability[:, :1].sum(axis=1)
    assert (np.isnan(found.central_weights).any(axis=1) == (first == 0)).all()
    assert (np.isnan(found.confidence) == (first == 0)).all()
    assert found.central_weights[first > 0].sum(axis=1) == pytest.approx(np.ones(int((first > 0).sum())))
    ranked = found.excluded < 1
    assert (np.isnan(found.mean_rank) == ~ranked).all()
    assert ((found.best > 0) == ranked).all()
    assert (found.best[ranked] <= found.mean_rank[ranked] + 1e-9).all()
    assert (found.mean_rank[ranked] <= found.worst[ranked] + 1e-9).all()
    if found.ranks_kept == sites:
        share = found.acceptability[ranked] / (1 - found.excluded[ranked])[:, None]
        assert found.mean_rank[ranked] == pytest.approx(share @ np.arange(1, sites + 1))
        assert (found.later == 0).all()


@few
@given(ROWS, st.sampled_from(["low", "middle", "high"]))
def test_shares_add_up_and_only_doubtful_sites_are_excluded(rows: list[Row], unknown: str) -> None:
    of = ranking(rows, unknown)
    found = smaa(of, draws=60)
    consistent(found)
    for row in of.frame.filter(of.frame["rank"].is_not_null()).iter_rows(named=True):
        place = found.ids.index(row["id"])
        assert found.stated_ranks[place] == row["rank"]
        if row["status"] == "qualified":
            assert found.excluded[place] == 0


@few
@given(ROWS)
def test_with_the_stated_weights_no_rank_is_outside_the_rank_range(rows: list[Row]) -> None:
    met = [{**row, "school": "400", "plan": row["plan"] or "other"} for row in rows]
    of = ranking(met)
    found = smaa(of, Around(0), draws=60)
    for row in of.frame.filter(of.frame["rank"].is_not_null()).iter_rows(named=True):
        place = found.ids.index(row["id"])
        assert row["rank_best"] <= found.best[place] <= found.worst[place] <= row["rank_worst"]


@few
@given(ROWS, st.data())
def test_what_is_drawn_is_what_finding_it_out_would_give(rows: list[Row], data: st.DataObject) -> None:
    """With one measure of one site open, acceptability is the mean over the figures it may be."""
    known = [{name: row[name] if row[name] in KNOWN[name] else KNOWN[name][0] for name in LEVELS} for row in rows]
    name = data.draw(st.sampled_from(["plan", "road"]))
    of = ranking([{**known[0], name: ""}, *known[1:]])
    assume(of.frame.filter(of.frame["id"] == "a")["rank"][0] is not None)
    criterion = of.criteria[name]
    found = smaa(of, Around(0), draws=2000)
    outcomes = [what_if(of, [Setting("a", criterion, category)]).frame for category in criterion.categories]
    for id, shares in zip(found.ids, found.acceptability, strict=True):
        ranks = [frame.filter(frame["id"] == id)["rank"][0] for frame in outcomes]
        expected = [ranks.count(rank) / len(ranks) for rank in range(1, len(found.ids) + 1)]
        assert shares == pytest.approx(np.array(expected), abs=SIGMA * 0.5 / 2000**0.5)


KNOWN = {name: [text for text in said if text and not set("<>.") & set(text)] for name, said in LEVELS.items()}


def open_world() -> Ranking:
    """Sites with every kind of open measure, and exact ones among them."""
    rows = [CELLS, {**CELLS, "school": "3900..4100"}, {**CELLS, "plan": "", "air": "0"}, {**CELLS, "road": ""}]
    return ranking([*rows, dict.fromkeys(CELLS, ""), {**CELLS, "size": "20..70", "air": ""}, {**CELLS, "travel": ""}])


@pytest.mark.parametrize(
    "scheme", [Uniform(), Around(0.3), Within({"air": (0.1, 0.6)}), Ordered([["size", "air"], "road"])]
)
def test_a_seed_gives_one_result_on_any_number_of_threads(scheme: WeightDraws) -> None:
    of = open_world()
    one, two, five = (smaa(of, scheme, 3500, seed=7, threads=threads, pairs=of.frame["id"]) for threads in (1, 2, 5))
    alike(one, two)
    alike(one, five)
    other = smaa(of, scheme, 3500, seed=8)
    assert (one.acceptability != other.acceptability).any()
    assert one.acceptability == pytest.approx(other.acceptability, abs=2 * SIGMA * 0.5 / 3500**0.5)
    consistent(one)


def test_no_two_blocks_and_purposes_share_their_random_numbers() -> None:
    blocks = [Block(seed, number, 10) for seed in (1, 2) for number in (0, 1)]
    purposes: list[Purpose] = ["pilot", "weights", "measures", "measures at central weights"]
    first = [block.generator(purpose).random() for block in blocks for purpose in purposes for _ in range(2)]
    assert first[::2] == first[1::2]
    assert len(set(first)) == len(blocks) * len(purposes)


def test_the_order_of_the_sites_in_the_file_does_not_matter() -> None:
    rows = [(90, 10, ""), (20, "30..80", 60), (50, 50, 50), ("", 70, 20)]
    one, other = smaa(sites(*rows)), smaa(sites(*rows[::-1]))
    names = {f"s{number}": f"s{5 - number}" for number in range(1, 5)}
    assert [names[id] for id in one.ids] == list(other.ids)
    np.testing.assert_array_equal(one.acceptability, other.acceptability)


def test_what_weights_are_drawn_does_not_depend_on_what_is_open() -> None:
    exact, half_open = smaa(sites((100, 0), (0, 100))), smaa(sites((100, 0), (0, 100), (0, "0..1")))
    assert (half_open.acceptability[:2, 0] == exact.acceptability[:, 0]).all()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "of",
    [
        pytest.param(ranking([{"plan": "none"}]), id="no site that is not excluded"),
        pytest.param(sites((50, 50)), id="one site"),
        pytest.param(sites(("", "")), id="one site of which nothing is known"),
        pytest.param(sites((50, 50), (50, 50), (50, 50)), id="identical sites"),
        pytest.param(sites((50, 10), (50, 90)), id="a constant column"),
        pytest.param(sites((50,), (60,)), id="one criterion"),
        pytest.param(sites(("", ""), ("", ""), ("", "")), id="everything unknown"),
        pytest.param(ranking([dict.fromkeys(LEVELS, "")] * 3), id="everything unknown, some of it required"),
    ],
)
def test_every_degenerate_table_has_an_answer(of: Ranking, scheme: str) -> None:
    chosen = SCHEMES[scheme]
    if "a" not in of.criteria.by_id:
        chosen = {"within": Within({"air": (0, 1)}), "ordered": Ordered(["air"])}.get(scheme, chosen)
    ids = of.frame.filter(of.frame["rank"].is_not_null())["id"].to_list()
    for draws in (1, 300):
        found = smaa(of, chosen, draws, pairs=ids)
        consistent(found)
        assert found.draws == draws
        assert found.pairs.wins.shape == (len(ids), len(ids))


def test_identical_sites_are_all_first_in_every_draw() -> None:
    found = smaa(sites((50, 20), (50, 20), (50, 20)), pairs=["s1", "s2"])
    assert found.acceptability.tolist() == [[1, 0, 0]] * 3
    assert found.pairs.wins.tolist() == [[0, 0], [0, 0]]
    assert found.confidence.tolist() == [1, 1, 1]
    assert (found.best.tolist(), found.worst.tolist(), found.mean_rank.tolist()) == ([1] * 3, [1] * 3, [1] * 3)


def test_a_site_that_no_draw_leaves_in_has_no_ranks() -> None:
    """Of the measures that it may have only the least meets the requirement."""
    found = smaa(ranking([{**CELLS, "school": "4000..9000"}, CELLS]), draws=100, pairs=["a", "b"])
    lost = found.ids.index("a")
    assert (found.excluded[lost], found.best[lost], found.worst[lost]) == (1, 0, 0)
    assert np.isnan([found.mean_rank[lost], found.confidence[lost], *found.central_weights[lost]]).all()
    assert found.pairs.wins.tolist() == [[0, 0], [1, 0]]  # an excluded site stands behind those that are not


def test_beyond_a_number_of_sites_only_the_first_ranks_are_counted_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [acceptability.ranks_kept(count) for count in (1000, 3000, 100_000)] == [1000, 666, 20]
    of = open_world()
    whole = smaa(of, draws=500)
    monkeypatch.setattr(acceptability, "_CELLS", 3 * len(whole.ids))
    cut = smaa(of, draws=500)
    assert (whole.ranks_kept, cut.ranks_kept) == (len(whole.ids), 3)
    assert (cut.acceptability == whole.acceptability[:, :3]).all()
    assert cut.later == pytest.approx(whole.acceptability[:, 3:].sum(axis=1))
    assert (cut.mean_rank == whole.mean_rank).all()


def test_where_too_much_would_be_held_against_each_other_fewer_draws_are(monkeypatch: pytest.MonkeyPatch) -> None:
    of = sites(*[("", "")] * 4)
    whole = smaa(of, draws=1000)
    monkeypatch.setattr(factors, "_WORK", 2400)
    some = smaa(of, draws=1000)
    assert (whole.confidence_draws, some.confidence_draws) == (1000, 200)
    assert some.confidence == pytest.approx(whole.confidence, abs=SIGMA * 0.5 / 200**0.5)
    monkeypatch.setattr(factors, "_WORK", 700)
    fewest = smaa(of, draws=1000)
    assert np.isnan(fewest.confidence).tolist().count(False) == 2
    assert (fewest.acceptability == whole.acceptability).all()


@pytest.mark.parametrize("threads", [1, 3])
def test_progress_is_told_on_the_thread_that_asked(threads: int) -> None:
    told: list[tuple[int, int, int]] = []
    smaa(
        open_world(),
        draws=2500,
        threads=threads,
        told=lambda *progress: told.append((*progress, threading.get_ident())),
    )
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert len(told) > 1
    assert told[-1][:2] == (2500, 2500)
    assert {who for _, _, who in told} == {threading.get_ident()}


def test_what_stops_the_telling_stops_the_draws() -> None:
    def stop(done: int, _: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        smaa(sites((1, 2), (2, 1)), draws=100_000, threads=2, told=stop)


def test_what_cannot_be_asked_is_refused() -> None:
    of = sites((1, 2), (2, 1))
    for wrong in ({"draws": 0}, {"threads": 0}, {"seed": -1}):
        with pytest.raises(ValueError, match="at least one draw"):
            smaa(of, **wrong)
    with pytest.raises(KeyError):
        smaa(of, pairs=["s1", "s9"])


def test_the_result_says_what_was_asked() -> None:
    found = smaa(sites((1, 2), (2, 1), model=linear(1, 3)), Around(0.1), draws=50, seed=9)
    assert (found.weights, found.draws, found.seed, found.ids) == (Around(0.1), 50, 9, ("s1", "s2"))
    assert found.names == ("s1", "s2")


def test_ten_thousand_draws_are_made_unless_others_are_asked_for() -> None:
    assert smaa(ranking([CELLS, CELLS])).draws == 10_000
