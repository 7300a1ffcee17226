"""Scores of many criteria are sums in the order of the file, whatever the blocks in which they are summed."""

from functools import reduce
from itertools import combinations
from operator import add

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import by_id, criteria, ranked

from vasterviksmodell.scoring.expressions import _AT_A_TIME, integer_weights
from vasterviksmodell.sites.checks.uninformative_columns import _strong


@pytest.mark.parametrize("number", [1, _AT_A_TIME - 1, _AT_A_TIME, _AT_A_TIME + 1, 2 * _AT_A_TIME + 3])
def test_the_sums_are_those_of_plain_floats(number: int) -> None:
    ids = [f"k{place}" for place in range(number)]
    model = criteria("\n".join(f"{id}: {{weight: {len(id)}, value: {{0: 3, 97: 88.1}}}}" for id in ids))
    known = {id: str(place * 3 % 89 + 0.1) for place, id in enumerate(ids)}
    cells = [{"id": "a", **known}, {"id": "b", ids[-1]: "5"}]
    points, whole = integer_weights(model)
    for row in by_id(ranked(cells, model)).values():
        for end in ("low", "high"):
            weighed = [float(str(row[f"{id}__value_{end}"])) * points[id] for id in ids]
            assert row[f"score_{end}"] == reduce(add, weighed) / whole
        sure = [points[id] if row[f"{id}__low"] == row[f"{id}__high"] else 0.0 for id in ids]
        assert row["known_weight"] == sum(sure) / whole
        assert row["coverage"] == pytest.approx(
            1 - (float(row["score_high"]) - float(row["score_low"])) / 100, abs=1e-14
        )


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=5, max_size=5), min_size=10, max_size=16))
def test_a_look_at_all_pairs_leaves_out_none_that_is_strong(rows: list[list[int | None]]) -> None:
    frame = pl.DataFrame(rows, [*"abcde"], orient="row").cast(pl.Float64)
    frame = frame.with_columns(f=pl.col("a") * -2.5 + 1e6, g=pl.col("b") * 1e-9 + 3)
    expected = {}
    for pair in combinations(frame.columns, 2):
        both = frame.select(pair).drop_nulls()
        r = both.select(pl.corr(*pair)).item() if both.height else None
        if all(both[key].n_unique() > 1 for key in pair) and both.height >= 10 and abs(r or 0) >= 0.9 - 1e-9:
            expected[pair] = both.height
    assert {pair: sites for pair, _, sites in _strong(frame)} == expected
