"""The arrays say what the ranking says: scores are values times weights, in order of rank, without the excluded."""

import pytest
from hypothesis import given
from tests.analysis.worlds import ROWS, ranking
from tests.sites.reading import brief

from vasterviksmodell.analysis.value_matrix import value_matrix

Row = dict[str, str]


@brief
@given(ROWS)
def test_values_times_weights_are_the_scores_of_the_ranked(rows: list[Row]) -> None:
    of = ranking(rows)
    matrix = value_matrix(of)
    ranked = [row for row in of.frame.iter_rows(named=True) if row["rank"] is not None]
    assert list(matrix.ids) == [row["id"] for row in ranked]
    for values, score in ((matrix.values, "score"), (matrix.low, "score_low"), (matrix.high, "score_high")):
        assert (values @ matrix.weights).tolist() == pytest.approx([row[score] for row in ranked])
    assert matrix.qualified.tolist() == [row["status"] == "qualified" for row in ranked]
    assert matrix.exact == all(row["score_low"] == row["score_high"] for row in ranked)
