"""Linear programmes with known optima; nothing is printed."""

import highspy
import numpy as np
import pytest

from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum

_INF = np.inf


def programme(costs: list[float], rows: list[tuple[float, list[float], float]]) -> LinearProgramme:
    lower, matrix, upper = zip(*rows, strict=True)
    return LinearProgramme(np.array(costs), np.array(matrix), np.array(lower), np.array(upper))


def test_an_optimum_is_found_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    # 3x + 5y at most, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the best corner of the plane is (2, 6), found by hand.
    found = optimum(programme([-3, -5], [(-_INF, [1, 0], 4), (-_INF, [0, 2], 12), (-_INF, [3, 2], 18)]))
    assert found is not None
    assert (found.costs, found.variables.tolist()) == (pytest.approx(-36), pytest.approx([2, 6]))
    assert found.duals.tolist() == pytest.approx([0, -1.5, -1])
    assert capfd.readouterr() == ("", "")


def test_where_nothing_keeps_the_bounds_there_is_none() -> None:
    assert optimum(programme([1, 1], [(3, [1, 1], 4), (-_INF, [1, 1], 2)])) is None


def test_without_an_end_there_is_no_optimum() -> None:
    with pytest.raises(ValueError, match="no optimum"):
        optimum(programme([-1, 0], [(0, [1, -1], _INF)]))


def test_a_solver_that_somebody_else_has_set_up_with_threads_is_no_hindrance() -> None:
    theirs = highspy.Highs()
    theirs.silent()
    theirs.setOptionValue("threads", 2)
    theirs.addVariable(lb=1, obj=1)
    theirs.run()
    assert optimum(programme([1], [(2, [1], _INF)])) is not None
