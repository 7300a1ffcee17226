"""Integer programmes, solved by HiGHS in silence, without parallel search and the same way every time.

All variables are whole and bounded, so a programme has an optimum or no solution.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor

import highspy
import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.linear_programme import Silent
from vasterviksmodell.frozen_value import FrozenException

_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "parallel": "off",  # and no number of threads: it would have to be that of every other use in the same process
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # costs are whole: what lies nearer than 1 to the bound is the optimum
}
_NONE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
Stop = Callable[[], bool]
"""Says whether to stop and take what is found so far."""
Terms = Mapping[int, int]
"""Factors by variable."""


def never() -> bool:
    """Go on to the end."""
    return False


class Stopped(FrozenException):
    """The search was stopped before it had found anything."""


@dataclass(slots=True)
class IntegerProgramme:
    """Whole variables between bounds, and rows: sums of them between bounds; None is no bound."""

    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)

    def variable(self, most: int = 1, least: int = 0) -> int:
        """Add a variable, and return its number."""
        self.least.append(least)
        self.most.append(most)
        return len(self.most) - 1

    def row(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        """Demand that a sum lies between bounds."""
        self.rows.append((terms, least, most))


@dataclass(frozen=True, slots=True)
class WholeOptimum:
    """Values of all variables, and the least that any other values can cost."""

    values: tuple[int, ...]
    bound: int | None
    """None where nothing is known."""
    proven: bool


def least_costs(
    programme: IntegerProgramme, costs: Terms, stop: Stop = never, start: Sequence[int] | None = None
) -> WholeOptimum | None:
    """Return values with the least costs; None where no values keep the bounds.

    `start`: values to begin from. Raises `Stopped` when `stop` says so before any values are found.
    """
    if stop():
        raise Stopped
    if not programme.most:
        return _of_nothing(programme)
    solver = _solver(programme, costs, stop)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(map(float, start))
        solver.setSolution(solution)
    solver.run()
    status = solver.getModelStatus()
    if status in _NONE:
        return None
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        if status == highspy.HighsModelStatus.kInterrupt:
            raise Stopped
        raise ValueError(f"no optimum: {solver.modelStatusToString(status)}")
    values = tuple(round(value) for value in solver.getSolution().col_value)
    proven = status == highspy.HighsModelStatus.kOptimal
    return WholeOptimum(values, _bound(info.mip_dual_bound), proven)


def _of_nothing(programme: IntegerProgramme) -> WholeOptimum | None:
    """Return the optimum of a programme without variables, all sums of which are 0."""
    kept = all((low is None or low <= 0) and (high is None or high >= 0) for _, low, high in programme.rows)
    return WholeOptimum((), 0, proven=True) if kept else None


def _bound(dual: float) -> int | None:
    """Return the least whole number that is not below a bound."""
    return -floor(-dual + 1e-6) if abs(dual) < highspy.kHighsInf else None


def _solver(programme: IntegerProgramme, costs: Terms, stop: Stop) -> Silent:
    solver = Silent()  # type: ignore[no-untyped-call]
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    if stop is not never:
        # only now: it greets unless it was told to be silent before
        highspy.Highs.enableCallbacks(solver)  # type: ignore[no-untyped-call]
        solver.cbMipInterrupt.subscribe(lambda event: _interrupt(event, stop))
    solver.passModel(_model(programme, costs))
    return solver


def _interrupt(event: "highspy.HighsCallbackEvent", stop: Stop) -> None:
    if stop():
        event.interrupt()


def _model(programme: IntegerProgramme, costs: Terms) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(programme.most), len(programme.rows)
    model.col_cost_ = _vector(costs, len(programme.most))
    model.col_lower_, model.col_upper_ = np.array(programme.least, float), np.array(programme.most, float)
    model.row_lower_ = np.array([-np.inf if low is None else low - 0.5 for _, low, _ in programme.rows])
    model.row_upper_ = np.array([np.inf if high is None else high + 0.5 for _, _, high in programme.rows])
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(programme.most)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    sizes = [len(terms) for terms, _, _ in programme.rows]
    model.a_matrix_.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    model.a_matrix_.index_ = np.array([key for terms, _, _ in programme.rows for key in terms], np.int32)
    model.a_matrix_.value_ = np.array([value for terms, _, _ in programme.rows for value in terms.values()], float)
    return model


def _vector(terms: Terms, length: int) -> NDArray[np.float64]:
    vector = np.zeros(length)
    for number, factor in terms.items():
        vector[number] = factor
    return vector
