"""Value curves: what a measure is worth, with the sites where they stand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT, tried
from tests.output.figures.shapes import all_points, bare_size, named, paths, texts
from tests.value_functions.test_contract import functions

from vasterviksmodell import Criteria, default_criteria, load_criteria, read_sites, score
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.figures.palette import LIMIT, QUIET, SITE, UNKNOWN
from vasterviksmodell.output.figures.svg import inline
from vasterviksmodell.output.figures.value_curve import value_curve
from vasterviksmodell.value_functions import VALUE_FUNCTIONS

CRITERIA = """
version: 1
title: Homes
criteria:
  school:
    label: {{en: "School {hostile}", sv: Skola}}
    unit: m
    range: [0, {high}]
    weight: 50
    value: {value}
    requirement: {{at_most: 4000}}
  plan:
    label: Plan
    type: category
    weight: 50
    value: {{housing: 100, "</b>": 40, none: 0}}
    requirement: {{in: [housing, "</b>"]}}
"""


def criteria(folder: Path, value: str = "{0: 100, 4000: 0}", high: int = 50000) -> Criteria:
    (folder / "criteria.yaml").write_text(CRITERIA.format(value=value, high=high, hostile="</script><b>"))
    return load_criteria(folder / "criteria.yaml")


def drawn(criterion: Criterion, *measures: Measured, truths: Sequence[str] = ()) -> Figure:
    figure = value_curve(criterion, measures, truths)
    assert figure is not None
    return figure


@pytest.fixture
def school(tmp_path: Path) -> Criterion:
    return criteria(tmp_path)["school"]


@pytest.fixture
def narrow(tmp_path: Path) -> Criterion:
    """The range is the width of the picture: 284 pixels for 4 km."""
    return criteria(tmp_path, high=4000)["school"]


def test_the_curve_goes_through_the_points_of_the_file(narrow: Criterion) -> None:
    _, curve = paths(drawn(narrow), QUIET)
    assert curve == [(30, 18), (314, 102)]


def test_a_site_stands_on_the_curve_and_an_interval_below_it(narrow: Criterion) -> None:
    figure = drawn(narrow, Measured.at(narrow, 1000), Measured(narrow, 1000, 3000), Measured(narrow, 0, 4000))
    assert paths(figure, SITE) == [[(101, 39), (101, 39)]]
    assert paths(figure, UNKNOWN) == [[(101, 107), (243, 107)]]


def test_the_limit_is_a_line_and_what_lies_beyond_it_is_grey(school: Criterion) -> None:
    figure = drawn(school, Measured.at(school, 8000))
    assert "required ≤ 4,000\u00a0m" in texts(figure)
    (line,) = paths(figure, LIMIT)
    (grey,) = named(figure, "rect")
    assert [x for x, _ in line] == [float(grey.attrib["x"])] * 2 == [172.0, 172.0]
    assert float(grey.attrib["x"]) + float(grey.attrib["width"]) == 314


def test_a_site_far_away_is_told_at_the_edge(school: Criterion) -> None:
    figure = drawn(school, Measured.at(school, 1000), Measured.at(school, 45000))
    assert "8,000\u00a0m" in texts(figure)
    assert "1 beyond the edge" in figure.caption.inside("en")  # type: ignore[union-attr]
    (triangle,) = (line for line in paths(figure, SITE) if len(line) == 3)
    assert triangle[0][0] == 314


def test_the_text_says_what_the_picture_shows(school: Criterion) -> None:
    measures = Measured.at(school, 1000), Measured(school, 3000, 5000), Measured.at(school, 9000)
    figure = drawn(school, *measures, truths=("met", "unknown", "not_met"))
    assert figure.text.inside("en") == (  # type: ignore[union-attr]
        "Value by measure, 0: 100; 4,000: 0. Sites: 2 with an exact measure, 1 with an interval, "
        "1 beyond the edge (triangle). Required: ≤ 4,000\u00a0m: met by 1, not met by 1, not certain for 1."
    )


def test_categories_are_bars_as_long_as_their_values_and_open_where_they_do_not_do(tmp_path: Path) -> None:
    plan = criteria(tmp_path)["plan"]
    figure = drawn(plan, *(Measured.at(plan, category) for category in ("housing", "housing", "none")), Measured(plan))
    assert [(box.get("fill"), box.attrib["width"]) for box in named(figure, "rect")] == [(SITE, "95"), (SITE, "38")]
    assert [text for text in texts(figure) if text.endswith(("site", "sites"))] == ["2 sites", "0 sites", "1 site"]
    assert "</b>" in texts(figure)
    assert figure.caption.inside("sv").endswith("3 med exakt mått, 1 med okänt mått")  # type: ignore[union-attr]


def test_names_stay_texts(tmp_path: Path) -> None:
    for criterion in criteria(tmp_path).criteria:
        figure = drawn(criterion)
        image = inline(figure.drawing, "en", figure.text)
        assert "</b" not in image
        assert "<b" not in image


def test_steps_are_upright(tmp_path: Path) -> None:
    school = criteria(tmp_path, "{steps: {0: 100, 2000: 50}}", 4000)["school"]
    _, curve = paths(drawn(school), QUIET)
    assert curve == [(30, 18), (172, 18), (172, 60), (314, 60)]


def test_a_criterion_that_is_not_scored_has_no_curve(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(
        "version: 1\ntitle: a\ncriteria:\n  a: {label: a, range: [0, 1], requirement: {at_least: 1}}\n"
        "  b: {label: b, range: [0, 1], weight: 1, value: {0: 0, 1: 1}}\n"
    )
    assert value_curve(load_criteria(tmp_path / "criteria.yaml")["a"], ()) is None


def all_figures(path: str) -> list[Figure]:
    model = default_criteria()
    ranking = score(read_sites(ROOT / "examples" / path, model), model)
    rows = ranking.frame.rows(named=True)
    found = (value_curve(it, [Measured.of(row, it) for row in rows]) for it in model.criteria)
    return [figure for figure in found if figure is not None]


@pytest.mark.parametrize("path", ["exempelkommun/orter.csv", "vastervik/sites.csv"])
def test_curves_are_small_and_inside_and_always_the_same(path: str) -> None:
    figures = all_figures(path)
    assert len(figures) > 12
    assert sum(map(bare_size, figures)) / len(figures) < 850
    assert [*map(bare_size, figures)] == [*map(bare_size, all_figures(path))]
    for figure in figures:
        check_inside(figure)


def check_inside(figure: Figure) -> None:
    image = inline(figure.drawing, "en", figure.text)
    assert "nan" not in image.lower().replace(figure.text.inside("en").lower(), "")  # type: ignore[union-attr]
    for x, y in all_points(figure):
        assert -0.2 <= x <= figure.drawing.width + 5
        assert -0.2 <= y <= figure.drawing.height


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Criteria:
    return criteria(tmp_path_factory.mktemp("bare"))


MEASURES = st.floats(-1e308, 1e308) | st.sampled_from([0.0, float("inf"), float("-inf")])


@given(data=st.data())
@tried(60)
def test_any_function_of_any_measures_stays_inside(bare: Criteria, data: st.DataObject) -> None:
    from dataclasses import replace

    from vasterviksmodell.value_functions.parameters import Range

    function = data.draw(st.one_of(*map(functions, VALUE_FUNCTIONS.values())))
    if function.domain == "categories":
        values = function.category_values
        criterion = replace(bare["plan"], value=function, categories=tuple(values))
        chosen: list[Any] = data.draw(st.lists(st.sampled_from([None, *values])))
        figure = drawn(criterion, *(Measured(criterion, category=category) for category in chosen))
    else:
        span = Range(*sorted(data.draw(st.tuples(MEASURES, MEASURES))))
        criterion = replace(bare["school"], value=function, range=span)
        ends = data.draw(st.lists(st.tuples(MEASURES, MEASURES).map(sorted)))
        figure = drawn(criterion, *(Measured(criterion, *pair) for pair in ends))
    check_inside(figure)
