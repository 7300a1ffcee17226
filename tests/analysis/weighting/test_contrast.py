"""The stated weights beside others."""

import pytest
from tests.scoring.worlds import criteria, ranked

from vasterviksmodell.analysis.weighting.contrast import weight_contrast
from vasterviksmodell.analysis.weighting.weights import Consistency, LeastConsistent

ENTRIES = "".join(
    f"{id}: {{range: [0, 100], weight: {weight}, value: {{0: 0, 100: 100}}}}\n"
    for id, weight in zip("abc", (1, 2, 3), strict=True)
)


def test_scores_that_differ_by_rounding_only_are_ties_in_the_orders_that_are_compared() -> None:
    """25/6 + 25·2/6 is not 25·3/6 in floating point: two sites tie by the stated weights, not by equal ones."""
    rows = [("x", "25", "25", "0"), ("y", "0", "0", "25"), ("z", "0", "0", "0")]
    sites = [dict(zip(("id", "a", "b", "c"), row, strict=True)) for row in rows]
    stated, equal, *_ = weight_contrast(ranked(sites, criteria(ENTRIES))).weightings
    assert (stated.first, equal.first) == (("x", "y"), ("x",))
    assert stated.tau == pytest.approx(1)
    assert equal.tau == pytest.approx(2 / (2 * 3) ** 0.5)


LEAST = LeastConsistent("a", "b", 2.0, 3.0)


@pytest.mark.parametrize(
    ("ratio", "limit", "least", "exceeds", "doubtful"),
    [
        (0.2, 0.1, (LEAST,), True, True),
        (0.1, 0.1, (LEAST,), False, False),
        (0.05, 0.1, (LEAST,), False, False),
        (None, 0.1, (LEAST,), None, None),
        (0.2, None, (LEAST,), None, None),
        (0.2, 0.1, (), True, False),
        (0.2, None, (), None, False),
    ],
)
def test_judgements_are_doubtful_when_they_contradict_each_other_by_more_than_the_limit(
    ratio: float | None,
    limit: float | None,
    least: tuple[LeastConsistent, ...],
    exceeds: bool | None,
    doubtful: bool | None,
) -> None:
    found = Consistency(ratio, limit, least)
    assert (found.exceeds, found.is_doubtful) == (exceeds, doubtful)
