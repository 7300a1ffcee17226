"""The cheapest combination, compared with trying all combinations of closely spaced measures."""

from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.target_search.combinations import cheapest_moves
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.moves import Start, permitted, permitted_categories
from vasterviksmodell.analysis.target_search.search import Target, TargetSearch, reaching
from vasterviksmodell.criteria import Criteria, Criterion

SHAPES = (
    "{0: 0, 20: 100}",
    "{0: 100, 5: 90, 20: 0}",
    "{0: 0, 4: 20, 10: 30, 16: 100}",
    "{0: 10, 6: 80, 14: 20, 20: 90}",
    "{0: 0, 10: 100, 20: 0}",
    "{steps: {-10: 100, 5: 60, 12: 0}}",
    "{steps: {-10: 0, 3: 20, 15: 100}}",
    "{-10: 0, -4: 70, 2: 70, 9: 40, 12: 40, 20: 90}",
    "{0: 30, 12: 30}",
)
SMOOTH = ("{decay: {half: 5}}", "{logistic: {midpoint: 10, steepness: 0.4}}", "{gaussian: {target: 8, width: 4}}")
LIMITS = ("", "", ", requirement: {at_most: 14}", ", requirement: {at_least: 3}")


def number(shapes: tuple[str, ...]) -> st.SearchStrategy[str]:
    parts = (st.sampled_from(shapes), st.integers(1, 5), st.sampled_from([0.3, 1, 2, 7.5]), st.sampled_from(LIMITS))
    return st.tuples(*parts).map(
        lambda drawn: f"{{range: [-10, 20], weight: {drawn[1]}, value: {drawn[0]}, effort: {drawn[2]}{drawn[3]}}}"
    )


CATEGORY = st.tuples(st.integers(1, 5), st.integers(1, 30), st.integers(1, 30)).map(
    lambda drawn: (
        f"{{type: category, weight: {drawn[0]}, value: {{a: 0, b: 45, c: 100}},"
        f" effort: {{b: {drawn[1]}, c: {drawn[2]}}}}}"
    )
)


def models(shapes: tuple[str, ...]) -> st.SearchStrategy[Criteria]:
    entries = st.lists(st.one_of(number(shapes), CATEGORY), min_size=1, max_size=3)
    return entries.map(lambda drawn: criteria("\n".join(f"c{place}: {entry}" for place, entry in enumerate(drawn))))


def starts(model: Criteria, at: list[int]) -> list[Start]:
    """Measures that their requirements permit."""
    found = zip(model.criteria, at, strict=False)
    return [
        Start(one, "a" if one.kind != "number" else min(max(float(x), permitted(one).low), permitted(one).high))
        for one, x in found
    ]


def tried(start: Start, parts: int) -> list[tuple[float, float]]:
    """Points and effort of many places of a measure, and of all where a step begins or ends."""
    criterion = start.criterion
    if isinstance(start.measure, str):
        places: list[float] | list[str] = list(permitted_categories(criterion))
    else:
        span = permitted(criterion)
        edges = (
            [x for knot in (*criterion.value.knots, start.measure) for x in (knot, knot - 1e-12)]
            if criterion.value
            else []
        )
        grid = [30 * place / parts - 10 for place in range(parts + 1)]
        places = [x for x in (*grid, *edges) if x in span]
    now, *worths = values_at(criterion, [start.measure, *places])
    points = [float(criterion.weight) * (worth - now) for worth in worths]
    return list(zip(points, [effort(criterion, start.measure, to) for to in places], strict=True))


def effort(criterion: Criterion, measure: float | str, to: float | str) -> float:
    if isinstance(criterion.effort, dict):
        return 0.0 if to == measure else criterion.effort.get(str(to), inf)
    assert isinstance(criterion.effort, float)
    return abs(float(to) - float(measure)) * criterion.effort


def least(found: list[Start], lacking: float, parts: int) -> float:
    """The least effort of all combinations that bring the points."""
    ways = product(*(tried(one, parts) for one in found))
    return min((sum(e for _, e in way) for way in ways if sum(p for p, _ in way) >= lacking - 1e-9), default=inf)


AT = st.lists(st.integers(-10, 20), min_size=3, max_size=3)


@thorough
@given(models(SHAPES), AT, st.floats(1, 90))
def test_it_is_as_cheap_as_any_of_all_combinations(model: Criteria, at: list[int], lacking: float) -> None:
    found = starts(model, at)
    moves = cheapest_moves(found, lacking)
    by_trying = least(found, lacking, 15)
    if moves is None:
        assert by_trying == inf
        return
    by_id = {one.criterion.id: one for one in found}
    spent = sum(effort(move.criterion, by_id[move.criterion.id].measure, move.to) for move in moves)
    assert sum(move.gain for move in moves) >= lacking - 1e-9
    assert spent == pytest.approx(sum(move.effort for move in moves))
    assert spent <= by_trying + 1e-9
    for move in moves:
        assert move.to in (permitted(move.criterion) if move.criterion.kind == "number" else move.criterion.categories)


CATEGORIES = st.lists(CATEGORY, min_size=1, max_size=4).map(
    lambda drawn: criteria("\n".join(f"c{place}: {entry}" for place, entry in enumerate(drawn)))
)


@given(CATEGORIES, st.floats(1, 100))
def test_of_categories_it_is_the_cheapest_of_all_combinations(model: Criteria, lacking: float) -> None:
    found = [Start(criterion, "a") for criterion in model.criteria]
    moves, by_trying = cheapest_moves(found, lacking), least(found, lacking, 1)
    assert (inf if moves is None else sum(move.effort for move in moves)) == by_trying


def test_two_cheap_categories_are_cheaper_than_a_good_one() -> None:
    """Each b brings 22.5 points: together, for 25, more than the 29.7 that no one of them brings for less than 26."""
    entry = "{type: category, weight: 4, value: {a: 0, b: 45, c: 100}, effort: "
    model = criteria(f"one: {entry}{{b: 19, c: 26}}}}\nother: {entry}{{b: 6, c: 28}}}}")
    moves = cheapest_moves([Start(criterion, "a") for criterion in model.criteria], 29.7)
    assert moves is not None
    assert sorted((move.criterion.id, move.to) for move in moves) == [("one", "b"), ("other", "b")]


def test_a_curve_is_followed_no_further_than_it_rises() -> None:
    """At and below 0 all is worth 100; from 15 on the logistic curve, falling, is worth nothing that could be told."""
    model = criteria(
        "air: {range: [-10, 50], weight: 1, value: {decay: {half: 5}}, effort: 1}\n"
        "noise: {range: [-90, 90], weight: 1, value: {logistic: {midpoint: 0, steepness: -4}}, effort: 1}"
    )
    moves = cheapest_moves([Start(model["air"], 5.0), Start(model["noise"], 20.0)], 75)
    assert moves is not None
    air, noise = sorted(moves, key=lambda item: item.criterion.id)
    assert air.to == pytest.approx(0, abs=1e-6)
    assert -9 < float(noise.to) < 0


@brief
@given(models((*SHAPES, *SMOOTH)), AT, st.floats(1, 90))
def test_with_smooth_functions_it_is_nearly_as_cheap(model: Criteria, at: list[int], lacking: float) -> None:
    found = starts(model, at)
    moves = cheapest_moves(found, lacking)
    by_trying = least(found, lacking, 40)
    assert (moves is not None) or by_trying == inf
    if moves is not None:
        assert sum(move.gain for move in moves) >= lacking - 1e-9
        assert sum(move.effort for move in moves) <= by_trying * 1.05 + 0.1


MODEL = """
school: {unit: m, range: [0, 9000], weight: 2, value: {1000: 100, 5000: 0}, requirement: {at_most: 4000}, effort: 0.01}
bus: {range: [0, 50], weight: 1, value: {0: 0, 20: 100}, effort: 2}
plan: {type: category, weight: 1, value: {a: 0, b: 40, c: 100}, requirement: {not_in: [a]}, effort: {b: 5, c: 30}}
"""


def found(row: dict[str, str], score: float, entries: str = MODEL) -> TargetSearch:
    return reaching(ranked([{"id": "a", **row}], criteria(entries)), "a", Target("score", score))


def test_a_combination_by_hand() -> None:
    """A point takes 0.8 by the school (40 m of 1 m = 0.01 each, weight 1/2), 1.6 by the bus, 30 for 15 by the plan."""
    combined = found({"school": "3000", "bus": "5", "plan": "b"}, 85).combination
    assert combined is not None
    assert [(part.criterion.id, part.to.figure) for part in combined.changes] == [("school", 1000.0), ("bus", 20.0)]
    assert combined.score == pytest.approx(85.0)
    assert combined.effort.least == pytest.approx(20 + 30)
    more = found({"school": "3000", "bus": "5", "plan": "b"}, 90).combination
    assert more is not None
    assert [(part.criterion.id, part.to.figure) for part in more.changes] == [
        ("school", 1000.0),
        ("bus", pytest.approx(12.0)),
        ("plan", "c"),
    ]
    assert more.effort.least == pytest.approx(20 + 14 + 30)


def test_what_opens_a_site_is_part_of_the_combination() -> None:
    search = found({"school": "6000", "bus": "0", "plan": "a"}, 90)
    assert [(opening.criterion.id, opening.effort.least) for opening in search.openings] == [
        ("school", 20.0),
        ("plan", 5.0),
    ]
    assert search.effort.least == 25.0
    assert search.combination is not None
    assert [(part.criterion.id, part.to.figure, part.effort.least) for part in search.combination.changes] == [
        ("school", 1000.0, pytest.approx(50)),
        ("bus", pytest.approx(12.0), pytest.approx(24)),
        ("plan", "c", pytest.approx(30)),
    ]
    assert search.combination.besides == ()
    assert (search.combination.effort.least, search.combination.effort.is_whole) == (pytest.approx(104), True)


def test_what_need_not_be_moved_further_is_opened_besides() -> None:
    combined = found({"school": "6000", "bus": "10", "plan": "a"}, 80).combination
    assert combined is not None
    assert [(part.criterion.id, part.to.figure) for part in combined.changes] == [("school", 1000.0), ("bus", 16.0)]
    assert [opening.criterion.id for opening in combined.besides] == ["plan"]
    assert combined.effort.least == pytest.approx(50 + 12 + 5)


def test_who_cannot_take_part_is_told_and_what_the_others_can_give() -> None:
    entries = MODEL.replace(", effort: 2", "")
    combined = found({"school": "3000", "bus": "5", "plan": ""}, 99, entries).combination
    assert combined is not None
    assert (combined.is_enough, combined.changes) == (False, ())
    assert [criterion.id for criterion in combined.taking_part] == ["school"]
    assert [criterion.id for criterion in combined.undeclared] == ["bus"]
    assert [criterion.id for criterion in combined.unknown] == ["plan"]
    assert combined.score == pytest.approx(25 + 6.25 + 25)


def test_no_combination_is_sought_where_it_is_not_needed_or_nothing_is_enough() -> None:
    assert found({"school": "3000", "bus": "5", "plan": "b"}, 50).combination is None
    assert found({"school": "1000", "bus": "20", "plan": "c"}, 100).is_reached
    limited = MODEL.replace("requirement: {at_most: 4000}", "requirement: {at_least: 2000}")
    search = found({"school": "3000", "bus": "5", "plan": "b"}, 90, limited)
    assert (search.is_possible, search.combination, search.highest) == (False, None, pytest.approx(87.5))


def test_a_measure_that_is_only_to_be_found_out_takes_no_part() -> None:
    entries = MODEL.replace("requirement: {at_most: 4000}", "requirement: {at_most: 4000, unknown: excluded}")
    search = found({"school": "3900..4100", "bus": "5", "plan": "b"}, 95, entries)
    assert [opening.is_finding_out for opening in search.openings] == [True]
    assert search.combination is not None
    assert [criterion.id for criterion in search.combination.unknown] == ["school"]
