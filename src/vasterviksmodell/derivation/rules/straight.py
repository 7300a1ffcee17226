"""What `nearest` and `nearest_by_road` share: how far units lie in a straight line, at least and at most."""

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats, Whole
from vasterviksmodell.derivation.neighbourhoods import distances, nearest_units
from vasterviksmodell.derivation.surroundings import AT_POINT, Surroundings

STEP = 10.0
"""In metres: distances are told no finer, because the points of places are not."""


def straight_bounds(around: Surroundings, number: int = 1) -> Bounds:
    """Return the straight-line distance to the nearest unit, or to so many nearest ones, or bounds of it."""
    nearest, farthest, coinciding = _located(around, number)
    nearest, farthest = np.maximum(nearest - around.widths[:, None], 0.0), farthest + around.widths[:, None]
    low, high, unlocated = _with_unlocated(around, nearest, farthest)
    unlisted = around.edge < high
    least = np.minimum(low, around.edge)
    return Bounds.of(
        np.where(np.isinf(least), 0.0, least),
        high,
        {
            Cause.SPREAD: (around.widths > 0).astype(np.int64),
            Cause.COINCIDES: coinciding.astype(np.int64),
            Cause.UNLOCATED: unlocated,
            around.unlisted: unlisted.astype(np.int64),
            Cause.NO_UNIT: np.isinf(high).astype(np.int64),
        },
    )


def _located(around: Surroundings, number: int) -> tuple[Floats, Floats, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Return the least distances to located units by place, their upper bounds, and which places stand at a unit.

    A unit at the very point of a place may be there because somebody took the one for the other.
    """
    least = np.full((around.places.size, number), np.inf)
    most = least.copy()
    for part, _, away in nearest_units(around.places, around.units, number):
        least[part] = most[part] = _smallest(away, number)
    coinciding = least[:, 0] < AT_POINT
    for row in np.flatnonzero(coinciding).tolist():
        away = distances(around.places.at(slice(row, row + 1)), around.units)
        most[row] = _smallest(np.where(away < AT_POINT, np.inf, away), number)
    return np.where(least < AT_POINT, 0.0, least), most, coinciding


def _smallest(distances: Floats, number: int) -> Floats:
    """Return the smallest distances in each row, in order; infinite where there are fewer."""
    if number == 1:
        least: Floats = distances.min(axis=1, keepdims=True)
        return least
    kept = np.sort(np.partition(distances, min(number, distances.shape[1]) - 1, axis=1)[:, :number], axis=1)
    missing = np.full((len(distances), number - kept.shape[1]), np.inf)
    return np.hstack([kept, missing])


def _with_unlocated(around: Surroundings, nearest: Floats, farthest: Floats) -> tuple[Floats, Floats, Whole]:
    """Return the bounds of the distance when unlocated units count, and how many may be nearer than the upper bound."""
    number = nearest.shape[1]
    limit = farthest[:, -1].copy()
    mattering = np.zeros(around.places.size, dtype=np.int64)
    for group, rows, near, far in around.group_distances(limit):
        copies = min(number, len(group.rows))
        nearest[rows] = _merged(nearest[rows], near, copies)
        farthest[rows] = _merged(farthest[rows], far, copies)
        mattering[rows] += np.where(near < limit[rows], len(group.rows), 0)
    return nearest[:, -1], farthest[:, -1], mattering


def _merged(smallest: Floats, others: Floats, copies: int) -> Floats:
    """Return the smallest of some distances and of another one that counts several times."""
    if smallest.shape[1] == 1:
        return np.minimum(smallest, others[:, None])
    every = np.hstack([smallest, np.repeat(others[:, None], copies, axis=1)])
    return np.sort(every, axis=1)[:, : smallest.shape[1]]
