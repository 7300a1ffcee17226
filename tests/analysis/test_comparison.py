"""Two rankings: every change of a score is attributed to its causes, exactly and to no other."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief, sites_in

from vasterviksmodell.analysis.comparison.attribution import SCORE_CAUSES
from vasterviksmodell.analysis.comparison.compare import Change, Comparison, Version, causes, compare
from vasterviksmodell.scoring import Ranking, score

Row = dict[str, str]
VARIANTS = {
    "school": (
        "{range: [0, 9000], weight: %s, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}",
        "{range: [0, 9000], weight: %s, value: {500: 100, 2000: 80, 4000: 0}, requirement: {at_most: 2500}}",
        "{range: [0, 12000], weight: %s, value: {0: 100, 12000: 0}}",
        "{type: category, weight: %s, value: {near: 100, far: 0}, measure: near}",
    ),
    "size": (
        "{range: [0, 90], weight: %s, value: {0: 0, 30: 100, 60: 100, 90: 20}}",
        "{range: [-10, 60], weight: %s, value: {steps: {-10: 0, 20: 50, 40: 100}}}",
        "{range: [0, null], weight: %s, value: {decay: {half: 10}}, measure: size_2}",
    ),
    "plan": (
        "{type: category, weight: %s, value: {housing: 100, other: 40, none: 0}, requirement: {not_in: [none]}}",
        "{type: category, weight: %s, value: {housing: 100, none: 20}}",
        "{type: category, requirement: {in: [housing]}, categories: [housing, other, none]}",
    ),
    "road": ("{type: yes_no, weight: %s}", "{type: yes_no, requirement: {in: [yes]}}"),
}
CELLS = {
    "school": ("", "0..2000", "400", "3000", "4500", "9000", "0", ">=2000", "<=3000"),
    "near": ("", "near", "far"),
    "size": ("", "0", "15", "45", "20..50", ">=40", "60"),
    "size_2": ("", "0", "7", "1..2"),
    "plan": ("", "housing", "none"),
    "road": ("", "yes", "no"),
}
ROWS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.fixed_dictionaries({heading: st.sampled_from(cells) for heading, cells in CELLS.items()}),
    min_size=1,
    max_size=5,
)
ASKED = st.fixed_dictionaries(
    {"unknown": st.sampled_from(["low", "middle", "high"])},
    optional={
        id: st.tuples(st.sampled_from(forms), st.sampled_from(["1", "2", "7", "0.5"])) for id, forms in VARIANTS.items()
    },
).filter(lambda asked: any("weight" in form for form, _ in entries(asked).values()))


def entries(asked: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    return {id: entry for id, entry in asked.items() if isinstance(entry, tuple)}


def ranking(rows: Mapping[str, Row], asked: Mapping[str, object]) -> Ranking:
    lines = "\n".join(
        f"{id}: {form % weight if '%s' in form else form}" for id, (form, weight) in entries(asked).items()
    )
    model = criteria(lines, f"unknown: {asked['unknown']}")
    return ranked([{"id": id, **row} for id, row in rows.items()], model)


def compared(old: Ranking, new: Ranking) -> Comparison:
    return compare(Version.fresh(old), new)


def moved(change: Change) -> set[str]:
    """The causes that a change of score is attributed to."""
    by_cause = {cause: max(map(abs, points.values())) for cause, points in change.points_by.items()}
    return {cause for cause, points in {**by_cause, "version": abs(change.version)}.items() if points > 1e-9}


@brief
@given(ROWS, ROWS, ASKED, ASKED)
def test_the_parts_sum_to_the_change(
    rows: dict[str, Row], others: dict[str, Row], asked: dict[str, object], changed: dict[str, object]
) -> None:
    for change in compared(ranking(rows, asked), ranking(others, changed)).changes:
        assert abs(sum(change.parts.values()) - change.points) <= 1e-9
        assert abs(sum(change.by_criterion.values()) - change.points) <= 1e-9
        assert change.version == 0.0


@brief
@given(ROWS, ROWS, ASKED)
def test_where_only_the_data_changed_they_are_the_only_cause(
    rows: dict[str, Row], others: dict[str, Row], asked: dict[str, object]
) -> None:
    for change in compared(ranking(rows, asked), ranking(others, asked)).changes:
        assert moved(change) <= {"data"}
        assert {cause for outcome in change.outcomes for cause in outcome.because} <= {"data"}
        assert change.measures or not (change.is_rescored or change.is_restated)


@brief
@given(ROWS, ASKED, ASKED)
def test_where_the_data_stayed_they_are_no_cause(
    rows: dict[str, Row], asked: dict[str, object], changed: dict[str, object]
) -> None:
    for change in compared(ranking(rows, asked), ranking(rows, changed)).changes:
        assert moved(change) <= {"criteria", "weights"}
        assert {cause for outcome in change.outcomes for cause in outcome.because} <= {"criteria"}
        assert change.measures == ()


@brief
@given(ROWS, ASKED, st.sampled_from(["1", "3", "10"]))
def test_where_only_a_weight_changed_weights_are_the_only_cause(
    rows: dict[str, Row], asked: dict[str, object], weight: str
) -> None:
    changed = {**asked, **{id: (form, weight) for id, (form, _) in list(entries(asked).items())[:1]}}
    for change in compared(ranking(rows, asked), ranking(rows, changed)).changes:
        assert moved(change) <= {"weights"}
        assert change.outcomes == ()


@brief
@given(ROWS, ROWS, ASKED, ASKED)
def test_the_way_back_is_the_mirror_of_the_way(
    rows: dict[str, Row], others: dict[str, Row], asked: dict[str, object], changed: dict[str, object]
) -> None:
    old, new = ranking(rows, asked), ranking(others, changed)
    there, back = compared(old, new), compared(new, old)
    assert (set(there.entered), set(there.left)) == (set(back.left), set(back.entered))
    assert there.unchanged == back.unchanged
    mirrored = {change.id: change for change in back.changes}
    assert {change.id for change in there.changes} == mirrored.keys()
    for change in there.changes:
        for cause in SCORE_CAUSES:
            for key, points in change.points_by[cause].items():
                assert abs(points + mirrored[change.id].points_by[cause][key]) <= 1e-9
        measures = {measure.old.criterion.id: (measure.old, measure.new) for measure in change.measures}
        assert {
            measure.new.criterion.id: (measure.new, measure.old) for measure in mirrored[change.id].measures
        } == measures
    assert {criterion.id for criterion in there.criteria.added} == {criterion.id for criterion in back.criteria.removed}


@brief
@given(ROWS, ASKED)
def test_nothing_changes_from_a_ranking_to_itself(rows: dict[str, Row], asked: dict[str, object]) -> None:
    same = compared(ranking(rows, asked), ranking(rows, asked))
    assert (same.entered, same.left, same.changes, same.unchanged) == ((), (), (), len(rows))
    assert not same.criteria
    assert same.inputs == ()
    assert not same.differs("rank")
    assert not same.differs("status")


SCHOOL = "school: {range: [0, 9000], weight: 1, value: {0: 100, 1000: 0}}"
BUS = "bus: {range: [0, 100], weight: %s, value: {0: 0, 100: 100}}"


def only(rows: list[Row], old: str, new: str, others: list[Row] | None = None) -> Change:
    (change,) = compared(ranked(rows, criteria(old)), ranked(others or rows, criteria(new))).changes
    return change


def test_data_and_weights_share_what_they_do_together() -> None:
    # bus: 20 → 60, weight 1/2 → 3/4; school stays 100, weight 1/2 → 1/4
    change = only(
        [{"id": "a", "school": "0", "bus": "20"}],
        SCHOOL + "\n" + BUS % 1,
        SCHOOL + "\n" + BUS % 3,
        [{"id": "a", "school": "0", "bus": "60"}],
    )
    assert change.points == pytest.approx(70 - 60)
    # the figure alone brings 20 at the old weight and 30 at the new, the weights alone -20 and -10
    assert change.parts == pytest.approx({"data": 25, "criteria": 0, "weights": -15, "version": 0})
    assert change.points_by["data"] == pytest.approx({"school": 0, "bus": 25})
    assert change.points_by["weights"] == pytest.approx({"school": -25, "bus": 10})
    assert change.decisive == "bus"


def test_an_added_criterion_brings_its_weight_and_its_measures() -> None:
    rows = [{"id": "a", "school": "0", "bus": "20"}]
    change = only(rows, SCHOOL, SCHOOL + "\n" + BUS % 1)
    assert change.points_by["criteria"] == pytest.approx({"school": 0, "bus": 10})
    assert change.points_by["weights"] == pytest.approx({"school": -50, "bus": 0})
    assert change.points_by["data"] == pytest.approx({"school": 0, "bus": 0})
    back = only(rows, SCHOOL + "\n" + BUS % 1, SCHOOL)
    assert back.points_by["criteria"] == pytest.approx({"school": 0, "bus": -10})


def test_a_criterion_of_another_kind_is_a_change_of_the_criteria() -> None:
    rows = [{"id": "a", "school": "0", "bus": "20", "stop": "yes"}]
    stop = "bus: {type: yes_no, measure: stop, weight: 1}"
    change = only(rows, SCHOOL + "\n" + BUS % 1, SCHOOL + "\n" + stop)
    assert change.parts == pytest.approx({"data": 0, "criteria": 40, "weights": 0, "version": 0})
    assert compared(ranked(rows, criteria(BUS % 1)), ranked(rows, criteria(stop))).criteria.altered[0].aspects == (
        "kind",
        "column",
        "range",
        "categories",
        "value",
    )


WIDE, NARROW = (
    f"x: {{range: [0, {end}], weight: 1, value: {{0: 0, {knot}: {knot}}}}}" for end, knot in ((200, 100), (50, 50))
)


@pytest.mark.parametrize(
    ("cell", "points"), [("", 50), ("0", 0), (">=10", 50), ("10..20", 0), ("<=20", 0), ("20", 0), ("50", 0)]
)
def test_what_a_range_leaves_open_is_no_change_of_the_data(cell: str, points: float) -> None:
    """What is open may be worth 100 up to 200, and 50 up to 50."""
    rows = [{"id": "a", "x": cell}, {"id": "b", "x": "10"}]
    for old, new, sign in ((WIDE, NARROW, -1), (NARROW, WIDE, 1)):
        model = criteria(old, "unknown: high"), criteria(new, "unknown: high")
        changes = compared(*(ranked(rows, side) for side in model)).changes
        assert [(change.id, change.points) for change in changes] == (
            [("a", pytest.approx(sign * points))] if points else []
        )
        for change in changes:
            assert moved(change) == {"criteria"}
            assert change.measures == ()


def test_a_figure_at_the_end_of_its_range_is_known() -> None:
    narrow, wide = criteria(NARROW, "unknown: high"), criteria(WIDE, "unknown: high")
    old, new = ranked([{"id": "a", "x": "50"}], narrow), ranked([{"id": "a", "x": "90"}], wide)
    (change,) = compared(old, new).changes
    # 50 is worth 50 in both; 90 is worth 50 in the narrow range and 90 in the wide one
    assert change.parts == pytest.approx({"data": 20, "criteria": 20, "weights": 0, "version": 0})
    old = ranked([{"id": "a", "x": ">=40"}], narrow)
    (change,) = compared(old, new).changes
    # at least 40 can be worth 50 in the narrow range and 100 in the wide one
    assert change.parts == pytest.approx({"data": -5, "criteria": 45, "weights": 0, "version": 0})


def test_a_requirement_that_turns_says_why() -> None:
    rows = [{"id": "a", "school": "3000"}]
    strict, mild = (
        criteria(f"school: {{weight: 1, value: {{0: 100, 9000: 0}}, requirement: {{at_most: {limit}}}}}")
        for limit in (2000, 4000)
    )
    (change,) = compared(ranked(rows, mild), ranked(rows, strict)).changes
    (outcome,) = change.outcomes
    assert (outcome.old, outcome.new, outcome.because) == ("met", "not_met", ("criteria",))
    (change,) = compared(ranked(rows, mild), ranked([{"id": "a", "school": "5000"}], mild)).changes
    assert change.outcomes[0].because == ("data",)
    assert change.measures[0].new.low == 5000


def test_an_unknown_that_now_excludes_is_a_change_of_the_criteria() -> None:
    mild, strict = (
        criteria(f"school: {{weight: 1, value: {{0: 100, 9: 0}}, requirement: {{at_most: 5, unknown: {policy}}}}}")
        for policy in ("unverified", "excluded")
    )
    rows = [{"id": "a", "school": ""}]
    found = compared(ranked(rows, mild), ranked(rows, strict))
    (change,) = found.changes
    (outcome,) = change.outcomes
    assert (outcome.old, outcome.new, outcome.because) == ("unknown", "excluding", ("criteria",))
    assert [(cause.name, cause.criterion) for cause in causes(found)] == [("criteria", "school")]


def test_a_site_can_move_because_another_entered() -> None:
    old = ranked([{"id": "a", "school": "500"}], criteria(SCHOOL))
    new = ranked([{"id": "a", "school": "500"}, {"id": "b", "school": "0"}], criteria(SCHOOL))
    found = compared(old, new)
    (change,) = found.changes
    assert (found.entered, change.old.rank, change.new.rank, change.points) == (("b",), 1, 2, 0.0)
    assert found.differs("rank")
    assert compared(new, old).left == ("b",)


def test_rankings_without_sites_or_common_sites() -> None:
    none = score(sites_in("id,school\n", criteria(SCHOOL)), criteria(SCHOOL))
    one, other = (ranked([{"id": id, "school": "500"}], criteria(SCHOOL)) for id in "ab")
    assert compared(none, none).unchanged == 0
    assert compared(none, one).entered == ("a",)
    assert (compared(one, other).entered, compared(one, other).left) == (("b",), ("a",))
