"""Whatever a criteria file may say, every analysis answers: value functions that are flat, steep, tiny or endless."""

from itertools import cycle
from json import loads
from math import isfinite

import pytest
from tests.scoring.worlds import criteria, ranked

from vasterviksmodell.analysis.comparison.compare import compare
from vasterviksmodell.analysis.explanation import compare_pair, explain
from vasterviksmodell.analysis.losses import losses
from vasterviksmodell.analysis.obstacles import Part, Survey, obstacles
from vasterviksmodell.analysis.robustness.robustness import robustness
from vasterviksmodell.analysis.similarity import similar
from vasterviksmodell.analysis.target_search.search import Target, TargetSearch, reaching
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.views.comparison import ComparisonView
from vasterviksmodell.output.views.explanation import ExplanationView
from vasterviksmodell.output.views.losses import LossesView
from vasterviksmodell.output.views.obstacles import ObstaclesView
from vasterviksmodell.output.views.pair import PairView
from vasterviksmodell.output.views.robustness import RobustnessView, ShownRobustness
from vasterviksmodell.output.views.similarity import SimilarityView
from vasterviksmodell.output.views.target_search import TargetView
from vasterviksmodell.scoring import Ranking

SHAPES = (
    "{0: 80, 60: 80}",
    "{0: 0, 60: 0}",
    "{0: 100, 60: 100}",
    "{0: 0, 5e-324: 100}",
    "{0: 100, 1e308: 0}",
    "{steps: {0: 50, 30: 50}}",
    "{steps: {0: 0, 1e-300: 100}}",
    "{decay: {half: 1e-300}}",
    "{decay: {half: 1e308}}",
    "{gaussian: {target: 0, width: 1e-300}}",
    "{gaussian: {target: 5, width: 1e308}}",
    "{gaussian: {target: 1e308, width: 1e308}}",
    "{logistic: {midpoint: 0, steepness: 1e-300}}",
    "{logistic: {midpoint: 50, steepness: 1e300}}",
    "{logistic: {midpoint: -1e308, steepness: -5e-324}}",
)
LIMITS = ("", ", requirement: {at_least: 0, at_most: 0}", ", requirement: {at_least: 5}, warning: {at_least: 20}")
SITES = [
    {"id": "a", "x": "7", "k": "a"},
    {"id": "b", "x": "", "k": ""},
    {"id": "c", "x": ">=1", "k": "b"},
]
TARGETS = (Target("qualified"), Target("score", 60.0), Target("score", 100.0), Target("rank", 1.0))


def model(shape: str, limit: str, *others: str) -> Criteria:
    one = f"one: {{measure: x, range: [0, null], weight: 1, value: {shape}{limit}, effort: 1e300}}"
    flat = "k: {type: category, weight: 1, value: {a: 40, b: 40}, requirement: {in: [b]}, effort: {a: 1}}"
    return criteria("\n".join((one, flat, *others)))


def answers(of: Ranking, format: str) -> list[str]:
    """What every command says of a ranking."""
    told = [(RobustnessView(), ShownRobustness(robustness(of, draws=10), 3))]
    told += [(LossesView(), losses(of)), (ComparisonView(), compare(of, of))]
    told += [(ObstaclesView(), Survey((Part("x", of.criteria, obstacles(of)),)))]
    told += [(SimilarityView(), similar(of, "a")), (PairView(), compare_pair(of, "a", "b"))]
    told += [(ExplanationView(), explain(of, id)) for id in "bc"]
    told += [(TargetView(), reaching(of, id, target)) for id in "abc" for target in TARGETS]
    return ["".join(view.rendered(result, format, View(), [of])) for view, result in told]


@pytest.mark.parametrize(("shape", "limit"), [*zip(SHAPES, cycle(LIMITS), strict=False)])
def test_every_analysis_answers(shape: str, limit: str) -> None:
    of = ranked(SITES, model(shape, limit))
    assert all(
        isfinite(score) and 0 <= score <= 100 for name in ("score_low", "score_high") for score in of.frame[name]
    )
    assert all(map(loads, answers(of, "json")))
    assert all(answers(of, "text"))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_analysis_answers_where_two_criteria_read_the_column(shape: str) -> None:
    other = "two: {measure: x, range: [0, 90], weight: 2, value: {0: 0, 90: 100}, requirement: {at_most: 40}}"
    sites = [site | {"x": site["x"].replace(">=1", "1..50")} for site in SITES]
    assert all(answers(ranked(sites, model(shape, ", requirement: {at_least: 5}", other)), "json"))


def test_a_flat_criterion_leaves_the_others_to_reach_a_target() -> None:
    """The flat one gives 40 of the 50 points: from 20 to 40 is 10 points more."""
    of = ranked(
        [{"id": "s", "flat": "50", "other": "20"}],
        criteria(
            "flat: {range: [0, 100], weight: 1, value: {0: 80, 60: 80}}\n"
            "other: {range: [0, 100], weight: 1, value: {0: 0, 100: 100}}"
        ),
    )
    found: TargetSearch = reaching(of, "s", Target("score", 60.0))
    assert [(way.criterion.id, way.to.low) for way in found.ways] == [("other", 40.0)]
    assert reaching(of, "s", Target("qualified")).is_reached


@pytest.mark.parametrize(
    ("shape", "worth"),
    [
        ("{0: 0, 5e-324: 100}", {"0": 0, "5e-324": 100, "1": 100}),
        ("{0: 100, 2e-320: 0}", {"0": 100, "1e-320": 50, "2e-320": 0}),
        ("{-1e308: 0, 1e308: 100}", {"-1e308": 0, "0": 50, "5e307": 75, "1e308": 100}),
        ("{0: 80, 60: 80}", {"-5": 80, "30": 80, "70": 80}),
    ],
)
def test_straight_lines_of_any_length(shape: str, worth: dict[str, float]) -> None:
    of = ranked(
        [{"id": cell, "x": cell} for cell in worth], criteria(f"x: {{range: [null, null], weight: 1, value: {shape}}}")
    )
    assert dict(of.frame.select("id", "score").iter_rows()) == pytest.approx(worth, abs=0.1)


def test_what_is_open_on_one_side_is_told_with_its_margin() -> None:
    of = ranked(
        [{"id": "a", "x": ">=7"}], criteria("x: {weight: 1, value: {0: 0, 9: 100}, requirement: {at_least: 5}}")
    )
    assert explain(of, "a").screening[0].margin == (2.0, float("inf"))
    assert "+2 … +∞" in "".join(ExplanationView().rendered(explain(of, "a"), "text", View(), [of]))
