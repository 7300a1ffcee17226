"""Scores by hand: weights, intervals, coverage, and the end that ranks."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.scoring.worlds import by_id, criteria, ranked
from tests.sites.reading import brief, criteria_of

from vasterviksmodell import read_sites, score
from vasterviksmodell.scoring.expressions import integer_weights

TREE = """
service:
  weight: 40
  criteria:
    school: {weight: 30, value: {500: 100, 1000: 80, 2000: 50, 4000: 0}}
    shop: {type: yes_no, weight: 10}
work:
  weight: 60
  criteria:
    jobs: {weight: 1, value: {0: 0, 100: 100}}
    inner: {weight: 2, criteria: {clubs: {weight: 5, value: {0: 0, 10: 100}}}}
"""


def test_nested_weights_are_products_of_shares_among_siblings() -> None:
    model = criteria(TREE)
    assert {criterion.id: criterion.weight for criterion in model.criteria} == {
        "school": Fraction(3, 10),
        "shop": Fraction(1, 10),
        "jobs": Fraction(2, 10),
        "clubs": Fraction(4, 10),
    }
    row = by_id(ranked([{"id": "a", "school": "2000", "shop": "ja", "jobs": "25", "clubs": "4"}], model))["a"]
    assert row["score"] == row["score_low"] == row["score_high"] == 15 + 10 + 5 + 16
    assert row["coverage"] == row["known_weight"] == 1
    assert [row[f"{id}__contribution"] for id in ("school", "shop", "jobs", "clubs")] == pytest.approx([15, 10, 5, 16])


def test_what_is_unknown_widens_the_score_and_lowers_the_coverage() -> None:
    row = by_id(
        ranked([{"id": "a", "school": "1000..2000", "shop": "", "jobs": "25", "clubs": ">=4"}], criteria(TREE))
    )["a"]
    assert (row["score_low"], row["score_high"]) == (15 + 0 + 5 + 16, 24 + 10 + 5 + 40)
    assert row["coverage"] == pytest.approx(1 - (9 + 10 + 40 - 4 * 4) / 100)
    assert row["known_weight"] == pytest.approx(0.2)


def test_an_interval_that_is_worth_the_same_throughout_is_determined_though_not_known() -> None:
    """120 to 150 m to a stop is worth 100 whatever is true; 0 to 700 m is worth at least 80."""
    model = criteria("stop: {weight: 3, value: {500: 100, 1000: 50}}\nschool: {weight: 1, value: {500: 100, 1000: 0}}")
    row = by_id(ranked([{"id": "a", "stop": "120..150", "school": ""}, {"id": "b", "stop": "0..700"}], model))
    assert [(row[id]["coverage"], row[id]["known_weight"]) for id in "ab"] == [(0.75, 0.0), (0.6, 0.0)]


def test_the_coverage_is_the_weight_of_what_the_widths_of_the_values_leave() -> None:
    cells = {"id": "a", "school": "600..3000", "shop": "", "jobs": "25..40", "clubs": "4"}
    row = by_id(ranked([cells], criteria(TREE)))["a"]
    widths = {id: float(row[f"{id}__value_high"]) - float(row[f"{id}__value_low"]) for id in ("school", "shop", "jobs")}
    weights = {"school": 0.3, "shop": 0.1, "jobs": 0.2}
    left = 0.4 + sum(weights[id] * (1 - width / 100) for id, width in widths.items())
    assert row["coverage"] == pytest.approx(left, abs=1e-12)


@pytest.mark.parametrize(("policy", "score"), [("low", 36), ("middle", 57.5), ("high", 79)])
def test_the_criteria_say_which_end_ranks(policy: str, score: float) -> None:
    model = criteria(TREE, f"unknown: {policy}")
    row = by_id(ranked([{"id": "a", "school": "1000..2000", "shop": "", "jobs": "25", "clubs": ">=4"}], model))["a"]
    assert (row["score"], row["score_low"], row["score_high"]) == (score, 36, 79)
    assert sum(float(str(row[f"{criterion.id}__contribution"])) for criterion in model.scored) == pytest.approx(
        score, abs=1e-9
    )


def test_an_unknown_measure_of_an_open_range_is_worth_all_or_nothing() -> None:
    model = criteria("x: {weight: 1, range: [null, null], value: {0: 20, 10: 80}}")
    row = by_id(ranked([{"id": "a", "x": ""}], model))["a"]
    assert (row["score_low"], row["score_high"], row["coverage"], row["known_weight"]) == (20, 80, 0.4, 0)


WEIGHTS = st.one_of(
    st.integers(1, 1000).map(str),
    st.decimals("0.001", "1000", places=3).map(str),
    st.floats(1e-3, 1e3).map(repr),
    st.sampled_from(["33.333333333333336", "1e-9", "0.1", "7", "1e9"]),
)


@brief
@given(weights=st.lists(st.lists(WEIGHTS, min_size=1, max_size=4), min_size=1, max_size=4), rows=st.integers(1, 9))
def test_a_site_worth_100_everywhere_scores_exactly_100_and_one_worth_nothing_0(
    weights: list[list[str]], rows: int
) -> None:
    groups = "\n".join(
        f"g{g}: {{weight: {group[0]}, criteria: {{"
        + ", ".join(f"c{g}_{n}: {{weight: {weight}, value: {{0: 0, 1: 100}}}}" for n, weight in enumerate(group))
        + "}}"
        for g, group in enumerate(weights)
    )
    model = criteria(groups)
    ids = [criterion.id for criterion in model.criteria]
    best, worst = dict.fromkeys(ids, "1"), dict.fromkeys(ids, "0")
    unknown = {"id": "unknown", ids[0]: ""} if len(ids) > 1 else {"id": "unknown"}
    sites = [{"id": f"b{n}", **best} for n in range(rows)] + [{"id": f"w{n}", **worst} for n in range(rows)]
    found = by_id(ranked([*sites, unknown], model))
    for id, row in found.items():
        low, high = {"b": (100, 100), "w": (0, 0), "u": (0, 100)}[id[0]]
        assert (row["score_low"], row["score_high"]) == (low, high)
        assert row["coverage"] == row["known_weight"] == (0 if id[0] == "u" else 1)


@brief
@given(weights=st.lists(WEIGHTS, min_size=1, max_size=8))
def test_shares_are_whole_numbers_that_add_up(weights: list[str]) -> None:
    model = criteria(
        "\n".join(f"c{n}: {{weight: {weight}, value: {{0: 0, 1: 100}}}}" for n, weight in enumerate(weights))
    )
    points, whole = integer_weights(model)
    assert sum(points.values()) == whole
    assert all(part == int(part) for part in points.values())
    for criterion in model.criteria:
        assert points[criterion.id] / whole == pytest.approx(float(criterion.weight), abs=1e-13)


@brief
@given(weights=st.lists(WEIGHTS, min_size=2, max_size=4), more=st.sampled_from(["", "requirement: {at_most: 5}"]))
def test_what_has_no_weight_does_not_matter(weights: list[str], more: str) -> None:
    entries = [f"c{n}: {{weight: {weight}, value: {{0: 0, 10: 100}}}}" for n, weight in enumerate(weights)]
    rows = [{"id": f"s{n}", **{f"c{m}": str((n * 7 + m * 3) % 11) for m in range(len(weights))}} for n in range(4)]
    extra = [{**row, "idle": str(n)} for n, row in enumerate(rows)]
    plain = ranked(rows, criteria("\n".join(entries))).frame
    idle = f"idle: {{{more}}}" if more else "idle: {unit: m}"
    found = ranked(extra, criteria("\n".join([*entries, idle]))).frame
    columns = ["id", "score", "score_low", "score_high", "coverage"]
    assert found.select(columns).sort("id").equals(plain.select(columns).sort("id"))


@brief
@given(factor=st.sampled_from([1000, 0.001, 3.2808, 7]), cells=st.lists(st.integers(0, 5000), min_size=1, max_size=6))
def test_a_change_of_unit_changes_nothing(factor: float, cells: list[int]) -> None:
    knots = {500: 100, 1000: 80, 2000: 50, 4000: 0}
    scaled = {repr(x * factor): value for x, value in knots.items()}
    assume(len(scaled) == len(knots))
    inner = ", ".join(f"{x}: {value}" for x, value in scaled.items())
    value, other = str(knots), f"{{{inner}}}"
    rows = [{"id": f"s{n}", "x": str(x)} for n, x in enumerate(cells)]
    in_other = [{"id": f"s{n}", "x": repr(x * factor)} for n, x in enumerate(cells)]
    found = ranked(rows, criteria(f"x: {{weight: 1, value: {value}}}")).frame.sort("id")
    again = ranked(in_other, criteria(f"x: {{weight: 1, value: {other}}}")).frame.sort("id")
    assert again["score"].to_list() == pytest.approx(found["score"].to_list(), abs=1e-9)
    assert again["rank"].to_list() == found["rank"].to_list()


def test_sites_read_with_other_ranges_or_marks_are_not_scored(tmp_path: Path) -> None:
    narrow = criteria_of("version: 1\ncriteria:\n  a: {range: [0, 10], weight: 1, value: {0: 0, 9: 100}}\n")
    wide = criteria_of("version: 1\ncriteria:\n  a: {range: [0, 100], weight: 1, value: {0: 0, 9: 100}}\n")
    path = tmp_path / "sites.csv"
    path.write_text("id,a\nx,\n")
    sites = read_sites(path, narrow)
    assert score(sites, narrow).counts.sites == 1
    declared = criteria_of(
        "version: 1\ndata: {missing: {x: zero}}\ncriteria:\n  a: {range: [0, 10], weight: 1, value: {0: 0, 9: 100}}\n"
    )
    for other in (wide, declared):
        with pytest.raises(ValueError, match="other columns, ranges or categories"):
            score(sites, other)
