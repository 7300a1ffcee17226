"""Where actors agree is what their own rankings say; where they disagree, and what it takes, by brute force."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.analysis.worlds import ENTRIES, KNOWN_ROWS, ROWS
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis import agreement as conceding
from vasterviksmodell.analysis.agreement import ActorRankings, Agreement, agree, disagreement
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import with_weights_of
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import sites_of
from vasterviksmodell.scoring.run import rank_sites

Row = dict[str, str]
POINTS = st.integers(1, 9)
TOP = st.fixed_dictionaries(dict.fromkeys(("school", "size", "land", "air"), POINTS))
ACTORS = st.lists(TOP, min_size=1, max_size=4)
SITE = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}


def ranking(rows: list[Row], actors: list[dict[str, int]]) -> Ranking:
    """The ranking of rows under the weights of the tree, in a model with actors `x0`, `x1`, …"""
    entries = "".join(
        f"  x{number}: {{who: W, when: 2026, why: Y, weights: {weights}}}\n".replace("'", "")
        for number, weights in enumerate(actors)
    )
    model = criteria(ENTRIES, f"actors:\n{entries}")
    return ranked([{"id": "abcdefgh"[number], **row} for number, row in enumerate(rows)], model)


def rankings_of(of: Ranking) -> list[Ranking]:
    return [rank_sites(sites_of(of), with_weights_of(of.criteria, actor.id)) for actor in of.criteria.actors]


@brief
@given(ROWS, ACTORS)
def test_each_actor_places_the_sites_as_a_ranking_by_its_weights_does(
    rows: list[Row], actors: list[dict[str, int]]
) -> None:
    of = ranking(rows, actors)
    told = agree(of)
    for number, one in enumerate(rankings_of(of)):
        rows_of = {row["id"]: row for row in one.frame.iter_rows(named=True) if row["rank"] is not None}
        assert {site.id: (site.placed[number].rank, site.placed[number].score) for site in told.sites} == {
            id: (row["rank"], row["score"]) for id, row in rows_of.items()
        }


@brief
@given(ROWS, ACTORS)
def test_no_site_has_a_higher_lowest_score_than_the_compromise(rows: list[Row], actors: list[dict[str, int]]) -> None:
    told = agree(ranking(rows, actors), top=2)
    for site in told.sites:
        assert site.lowest <= told.compromise[0].lowest + 1e-9
        assert (site in told.shared) == all(place.rank <= 2 for place in site.placed)
        tied = abs(site.lowest - told.compromise[0].lowest) <= 1e-9
        assert (site in told.compromise) == tied


@brief
@given(KNOWN_ROWS, ACTORS.filter(lambda actors: len(actors) > 1))
def test_a_disagreement_is_one_and_its_parts_sum_to_it(rows: list[Row], actors: list[dict[str, int]]) -> None:
    told = agree(ranking(rows, actors), top=9)
    assert len(told.disagreements) == len(actors) * (len(actors) - 1) // 2
    for pair in told.disagreements:
        opposed = _opposed(told, *pair.actors)
        assert pair.opposed == bool(opposed)
        if pair.before is not None and pair.after is not None:
            one, other = pair.actors
            gaps = (
                pair.before.placed[one].score - pair.after.placed[one].score,
                pair.after.placed[other].score - pair.before.placed[other].score,
            )
            assert pair.gaps == pytest.approx(gaps)
            assert min(pair.gaps) == pytest.approx(max(opposed))
            assert sum(part.points for part in pair.parts) == pytest.approx(sum(pair.gaps), abs=1e-9)


def _opposed(told: Agreement, one: int, other: int) -> list[float]:
    """By how much the less decided of two actors is decided, for each two sites that they order oppositely."""
    decided = [
        min(a.placed[one].score - b.placed[one].score, b.placed[other].score - a.placed[other].score)
        for a in told.sites
        for b in told.sites
    ]
    return [lead for lead in decided if lead > 1e-9]


@example(
    [{**SITE, "size": "0"}, {**SITE, "school": "4000"}, {**SITE, "school": "3000", "size": "15"}],
    [{"school": 9, "size": 1, "land": 1, "air": 1}, {"school": 1, "size": 9, "land": 1, "air": 1}],
    0,
)
@brief
@given(KNOWN_ROWS, ACTORS, st.integers(0, 2**32 - 1))
def test_what_an_actor_would_give_makes_the_compromise_first_and_nothing_less_does(
    rows: list[Row], actors: list[dict[str, int]], seed: int
) -> None:
    of = ranking(rows, actors)
    told = agree(of)
    matrix = value_matrix(of)
    others = np.random.default_rng(seed).dirichlet(np.ones(len(matrix.weights)), 500)
    for concession in told.concessions:
        site = matrix.ids.index(told.compromise[0].id)
        stated = np.array([float(told.models[concession.actor][node.id].weight) for node in of.criteria.scored])
        first = (others @ matrix.values.T >= (others @ matrix.values.T).max(axis=1, keepdims=True) - 1e-9)[:, site]
        distances = np.abs(others - stated).sum(axis=1)[first] / 2
        if concession.moved is None:
            assert not first.any()
            continue
        new = np.array(list(concession.weights.values()))
        assert (new >= 0).all()
        assert new.sum() == pytest.approx(1)
        assert np.abs(new - stated).sum() / 2 == pytest.approx(concession.moved, abs=1e-9)
        assert (matrix.values @ new).max() <= (matrix.values @ new)[site] + 1e-6
        assert (distances >= concession.moved - 1e-6).all()


def test_scores_that_differ_by_rounding_only_are_ties_in_the_order_of_two_actors() -> None:
    scores = np.array([[50, 50 + 1e-12, 10], [50, 40, 10]])
    ranks = np.array([[1, 1, 3], [1, 2, 3]], dtype=np.float64)
    held = ActorRankings((), np.zeros((3, 4)), np.zeros((2, 4)), scores, ranks, exact=True)
    found = disagreement(criteria(ENTRIES), held, (0, 1), [0, 1, 2])
    assert found.tau == pytest.approx(2 / np.sqrt(2 * 3))
    assert not found.opposed


SAME = {"school": 3, "size": 2, "land": 4, "air": 1}


def test_actors_who_weigh_alike_agree_on_everything() -> None:
    told = agree(ranking([SITE, {**SITE, "size": "0"}, {**SITE, "road": "no"}], [SAME, SAME]))
    assert told.kendalls_w == pytest.approx(1)
    assert [disagreement.opposed for disagreement in told.disagreements] == [False]
    assert [concession.moved for concession in told.concessions] == [0, 0]


def test_one_site_identical_sites_and_none() -> None:
    assert [site.id for site in agree(ranking([SITE], [SAME, SAME])).compromise] == ["a"]
    alike = agree(ranking([SITE, SITE], [SAME, SAME]))
    assert ([site.id for site in alike.compromise], alike.kendalls_w) == (["a", "b"], None)
    none = agree(ranking([{**SITE, "school": "9000"}], [SAME]))
    assert (none.sites, none.compromise, none.concessions, none.excluded) == ((), (), (), 1)


def test_without_actors_there_is_nobody_to_agree() -> None:
    with pytest.raises(ValueError, match="no actors"):
        agree(ranked([{"id": "a", **SITE}], criteria(ENTRIES)))


@brief
@given(KNOWN_ROWS, ACTORS)
def test_what_an_actor_would_give_does_not_depend_on_how_many_are_looked_at(
    rows: list[Row], actors: list[dict[str, int]]
) -> None:
    of = ranking(rows, actors)
    with pytest.MonkeyPatch.context() as patch:
        whole = [concession.moved for concession in agree(of).concessions]
        patch.setattr(conceding, "_AT_ONCE", 1)
        assert [concession.moved for concession in agree(of).concessions] == pytest.approx(whole, abs=1e-6)
