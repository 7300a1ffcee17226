"""Figures have the digits that all machines agree on: known answers, and texts of twelve digits as the definition."""

from math import inf, isnan, nan, nextafter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import thorough

from vasterviksmodell.analysis.significant import significant, weighted_sums

SIZES = st.floats(1e-12, 1e300) | st.floats(1e-12, 1e3)
TWELVE_DIGITS = st.builds(
    lambda digits, exponent: float(f"{digits}e{exponent}"),
    st.integers(10**11, 10**12 - 1),
    st.integers(-22, 60),
)


@pytest.mark.parametrize(
    ("figure", "rounded"),
    [
        (2 / 3, 0.666666666667),
        (-2 / 3, -0.666666666667),
        (200 / 3, 66.6666666667),
        (1e15 / 3, 333333333333000.0),
        (3.0000000000000004, 3.0),
        (0.8999999999999999, 0.9),
        (99.99999999999999, 100.0),
        (999999999999.9, 1e12),
        (1e300, 1e300),
        (6.938893903907228e-18, 0.0),
        (-9.99e-13, 0.0),
        (1e-12, 1e-12),
        (0.0, 0.0),
        (inf, inf),
        (-inf, -inf),
    ],
)
def test_a_figure_has_twelve_digits_and_noise_is_nought(figure: float, rounded: float) -> None:
    assert significant(figure) == rounded
    assert type(significant(figure)) is float


def test_nought_has_no_sign_and_what_is_no_number_stays_none() -> None:
    assert str(significant(-0.0)) == str(significant(-1e-13)) == "0.0"
    assert isnan(significant(nan))


@thorough
@given(SIZES, st.sampled_from([1, -1]))
def test_it_is_the_number_that_a_text_with_twelve_digits_says(size: float, sign: int) -> None:
    assert significant(sign * size) == pytest.approx(float(f"{sign * size:.11e}"), rel=1.1e-11)
    assert float(f"{significant(size):.11e}") == pytest.approx(significant(size), rel=1e-15)


@thorough
@given(TWELVE_DIGITS, st.integers(0, 20))
def test_figures_that_differ_by_the_noise_of_computing_become_the_same(figure: float, steps: int) -> None:
    above = below = figure
    for _ in range(steps):
        above, below = nextafter(above, inf), nextafter(below, 0)
    assert significant(above) == significant(below) == pytest.approx(figure, rel=1e-15)


@thorough
@given(st.lists(st.floats(allow_subnormal=False), max_size=6))
def test_an_array_has_each_of_its_figures_rounded(figures: list[float]) -> None:
    rounded = significant(np.array(figures, dtype=np.float64).reshape(1, -1))
    assert rounded.shape == (1, len(figures))
    np.testing.assert_array_equal(rounded[0], [significant(figure) for figure in figures])


@thorough
@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_a_product_is_the_rounded_sum_of_products_of_each_row(rows: int, columns: int, data: st.DataObject) -> None:
    numbers = st.integers(-1000, 1000).map(lambda drawn: drawn / 8)
    cells = data.draw(st.lists(numbers, min_size=rows * columns, max_size=rows * columns))
    vector = data.draw(st.lists(numbers, min_size=columns, max_size=columns))
    matrix = np.array(cells, dtype=np.float64).reshape(rows, columns)
    expected = [sum(x * y for x, y in zip(row, vector, strict=True)) for row in matrix.tolist()]
    assert weighted_sums(matrix, np.array(vector, dtype=np.float64)).tolist() == expected


def test_a_product_is_rounded() -> None:
    assert weighted_sums(np.array([[0.1, 0.2], [1 / 3, 1e-14]]), np.array([1.0, 1.0])).tolist() == [0.3, 0.333333333333]
