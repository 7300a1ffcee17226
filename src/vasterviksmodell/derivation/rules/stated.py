"""What `join` and `at` share: what the rows of a register state of each place."""

from typing import TYPE_CHECKING

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause, Whole

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.register import Register


def stated_bounds(register: "Register", column: str, found: list[list[int]], *, text: bool) -> Bounds:
    """Return what the rows of each place state; where they differ, everything between, and of texts nothing."""
    return _texts(register, column, found) if text else _numbers(register, column, found)


def _numbers(register: "Register", column: str, found: list[list[int]]) -> Bounds:
    figures = register.figures_of_rows(column)
    low = np.array([figures.low[rows].min() if rows else -np.inf for rows in found])
    high = np.array([figures.high[rows].max() if rows else np.inf for rows in found])
    ends = [{(figures.low[row], figures.high[row]) for row in rows} for rows in found]
    return Bounds.of(low, high, _causes([len(different) for different in ends]))


def _texts(register: "Register", column: str, found: list[list[int]]) -> Bounds:
    texts = register.every.texts(column)
    stated = [list(dict.fromkeys(texts[row] for row in rows)) for rows in found]
    known = tuple(different[0] if len(different) == 1 else None for different in stated)
    unknown = np.array([text is None for text in known])
    low, high = np.where(unknown, -np.inf, 0.0), np.where(unknown, np.inf, 0.0)
    bounds = Bounds.of(low, high, _causes(list(map(len, stated))))
    return Bounds(bounds.low, bounds.high, bounds.causes, known)


def _causes(different: list[int]) -> dict[Cause, Whole]:
    """Return why places have no certain figure, by how many different statements there are about each."""
    number = np.array(different, dtype=np.int64)
    return {
        Cause.NO_ROW: (number == 0).astype(np.int64),
        Cause.UNSTATED: (number == 1).astype(np.int64),
        Cause.CONTRADICTING: np.where(number > 1, number, 0),
    }
