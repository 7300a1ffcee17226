"""Unknown figures: what is settled holds whatever they are, and each figure named can change the first place alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.test_gaps import FOUND_OUT, inside
from tests.analysis.worlds import LEVELS, ROWS, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief, few

from vasterviksmodell.analysis.possible_outcomes import rescored_outcomes
from vasterviksmodell.analysis.robustness.unknowns import Unknowns, unknowns
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.called import site_row
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.scoring.requirements import EXCLUDED

Row = dict[str, str]
UNKNOWN = st.sampled_from(["low", "middle", "high"])
ENTRY = "{range: [0, 100], value: {0: 0, 100: 100}, weight: 1}"
PLAIN = f"here: {ENTRY}\nthere: {ENTRY}"
LIMITED = PLAIN.replace("weight: 1}\n", "weight: 1, requirement: {at_least: 10}}\n")


def of(ranked: Ranking) -> Unknowns:
    return unknowns(ranked, value_matrix(ranked))


def firsts(ranking: Ranking) -> set[str]:
    return {row["id"] for row in ranking.frame.iter_rows(named=True) if row["rank"] == 1}


GOOD = {"school": "400", "size": "45", "plan": "housing", "travel": "5", "road": "yes", "air": "5"}
"""Not the best there can be, so that some unknown figures can put others before it, and most cannot."""


@brief
@given(ROWS, UNKNOWN, st.data())
def test_what_is_settled_holds_whatever_is_found_out(rows: list[Row], unknown: str, data: st.DataObject) -> None:
    rows = [GOOD, *rows]
    before = ranking(rows, unknown)
    if of(before).settled:
        found = [{name: _found_out(name, said, data) for name, said in row.items()} for row in rows]
        assert firsts(before) <= firsts(ranking(found, unknown))


def _found_out(name: str, said: str, data: st.DataObject) -> str:
    return data.draw(st.sampled_from([outcome for outcome in FOUND_OUT[name] if inside(said, outcome)] or [said]))


@few
@given(ROWS, UNKNOWN)
def test_the_figures_that_change_the_first_place_alone_are_all_told(rows: list[Row], unknown: str) -> None:
    before = ranking(rows, unknown)
    told = of(before)
    expected = {
        (id, name)
        for id in before.frame.filter(before.frame["rank"].is_not_null())["id"]
        for name in _changing(before, id)
    }
    assert told.alone == len(expected)
    assert {(figure.place.id, figure.criterion.id) for figure in told.figures} == expected
    assert not (told.settled and told.alone)


def _changing(ranking: Ranking, id: str) -> set[str]:
    """The figures of a site each of which alone, found out one way or another, changes who stands first."""
    scores = {row["id"]: row["score"] for row in ranking.frame.iter_rows(named=True) if row["rank"] is not None}
    best = max((score for other, score in scores.items() if other != id), default=-1.0)
    stands, alone = id in firsts(ranking), len(firsts(ranking)) == 1
    return {
        criterion
        for _, criterion, status, score in rescored_outcomes(ranking.criteria, site_row(ranking, id)).iter_rows()
        if (stands and (status == EXCLUDED or score < best - TOLERANCE))
        or (status != EXCLUDED and score > best + TOLERANCE and not (stands and alone))
    }


def test_a_first_site_that_may_fail_a_requirement_is_not_settled() -> None:
    told = of(
        ranked(
            [{"id": "a", "here": "5..90", "there": "90"}, {"id": "b", "here": "20", "there": "0"}], criteria(LIMITED)
        )
    )
    assert not told.settled
    assert [criterion.id for criterion in told.unverified] == ["here"]
    assert [(figure.place.id, figure.criterion.id) for figure in told.figures] == [("a", "here")]


def test_a_site_excluded_only_for_what_is_unknown_may_still_take_the_first_place() -> None:
    model = criteria(LIMITED.replace("at_least: 10", "at_least: 10, unknown: excluded"))
    rows = [
        {"id": "a", "here": "50", "there": "50"},
        {"id": "b", "here": "", "there": "90"},
        {"id": "c", "here": "5", "there": "100"},
    ]
    told = of(ranked(rows, model))
    assert ([place.id for place in told.rivals], told.unverified, told.settled) == (["b"], (), False)


def test_figures_that_only_together_pass_the_first_are_not_named() -> None:
    rows = [{"id": "a", "here": "60", "there": "60"}, {"id": "b", "here": "0..100", "there": "0..100"}]
    told = of(ranked(rows, criteria(PLAIN)))
    assert (told.settled, [place.id for place in told.rivals], told.alone) == (False, ["b"], 0)


@pytest.mark.parametrize(
    "rows", [[{"id": "a", "here": "", "there": ""}], [{"id": id, "here": "5", "there": "7"} for id in "ab"]]
)
def test_one_site_and_sites_alike_are_settled(rows: list[Row]) -> None:
    assert of(ranked(rows, criteria(PLAIN))) == Unknowns((), (), 0, ())


def test_where_all_are_excluded_there_is_nothing_to_change() -> None:
    assert of(ranking([{**dict.fromkeys(LEVELS, ""), "school": "9000"}])) == Unknowns((), (), 0, ())


def test_only_the_first_figures_are_named_and_all_are_counted() -> None:
    told = of(ranked([{"id": f"s{number}", "here": "", "there": ""} for number in range(30)], criteria(PLAIN)))
    assert (told.alone, len(told.figures), len(told.rivals)) == (60, 20, 30)
