"""From which measure to which a criterion is lifted."""

import pytest
from tests.sites.reading import criteria_of

from vasterviksmodell.analysis.weighting.questionnaire import ends


@pytest.mark.parametrize(
    ("said", "worst", "best"),
    [
        ("value: {500: 100, 2000: 50, 4000: 0}", 4000, 500),
        ("value: {0: 0, 14: 100, 30: 100}", 0, 14),
        ("range: [0, 9], value: {0: 0, 5: 100, 9: 20}", 0, 5),
        ("range: [0, 50000], value: {steps: {0: 100, 1000: 50, 5000: 0}}", 5000, 0),
        ("range: [0, 8000], value: {logistic: {midpoint: 2000, steepness: -0.01}}", 2460, 1540),
        ("type: category, value: {none: 10, housing: 60, hindrance: 0}", "hindrance", "housing"),
        ("type: yes_no", "no", "yes"),
    ],
)
def test_the_lift_goes_from_the_worst_measure_to_the_best(said: str, worst: float | str, best: float | str) -> None:
    criteria = criteria_of(f"version: 1\ncriteria:\n  far: {{weight: 1, {said}}}\n")
    assert ends(criteria["far"]) == (worst, best)


def test_what_is_not_scored_has_no_lift() -> None:
    text = "version: 1\ncriteria:\n  far: {weight: 1, value: {0: 0, 9: 100}}\n  people: {warning: {at_most: 9}}\n"
    assert ends(criteria_of(text)["people"]) is None
