"""Linear programmes, solved by HiGHS in silence and the same way every time."""

from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import significant

_OPTIMAL = highspy.HighsModelStatus.kOptimal
_OPTIONS: dict[str, bool | int | str] = {"output_flag": False, "parallel": "off", "presolve": "off"}
"""Presolving may leave open whether a programme has no solution or no end."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearProgramme:
    """Minimise costs · x subject to lower ≤ matrix · x ≤ upper and least ≤ x ≤ most (0 and ∞ by default).

    With n variables and k rows: `costs` n, `matrix` k × n, `lower` and `upper` k; ∞ for a bound that there is not.
    """

    costs: NDArray[np.float64]
    matrix: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    least: float = 0.0
    most: float = field(default=np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The least costs, the variables with which they are reached (n), and what each row costs at the margin (k)."""

    costs: float
    variables: NDArray[np.float64]
    duals: NDArray[np.float64]


class Silent(highspy.Highs):
    """HiGHS greets on standard output when callbacks are enabled, before it can be told to be silent."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name
        pass


def optimum(programme: LinearProgramme) -> Optimum | None:
    """Return the optimum of a programme; None when no variables keep its bounds. `ValueError` when it is unbounded."""
    solver = Silent()  # type: ignore[no-untyped-call]
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(programme))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != _OPTIMAL:
        raise ValueError(f"no optimum: {solver.modelStatusToString(status)}")
    solution = solver.getSolution()
    costs = solver.getInfo().objective_function_value
    variables, duals = (significant(np.array(figures)) for figures in (solution.col_value, solution.row_dual))
    return Optimum(significant(costs), variables, duals)


def _model(linear_programme: LinearProgramme) -> highspy.HighsLp:
    rows, columns = linear_programme.matrix.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = linear_programme.costs
    model.col_lower_, model.col_upper_ = (
        np.full(columns, linear_programme.least),
        np.full(columns, linear_programme.most),
    )
    model.row_lower_, model.row_upper_ = linear_programme.lower, linear_programme.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.arange(rows + 1, dtype=np.int32) * columns
    model.a_matrix_.index_ = np.tile(np.arange(columns, dtype=np.int32), rows)
    model.a_matrix_.value_ = linear_programme.matrix.ravel()
    return model
