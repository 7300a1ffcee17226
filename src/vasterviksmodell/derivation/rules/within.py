"""What `count`, `sum` and `exists` share: which units lie within a distance, certainly or possibly."""

from typing import NamedTuple

import numpy as np

from vasterviksmodell.derivation.bounds import Cause, Floats, Whole
from vasterviksmodell.derivation.neighbourhoods import units_within
from vasterviksmodell.derivation.reading.figures import Figures
from vasterviksmodell.derivation.surroundings import AT_POINT, Surroundings


class Within(NamedTuple):
    """By place: the bounds of what lies within a distance, and why they are apart."""

    low: Floats
    high: Floats
    causes: dict[Cause, Whole]
    unstated: Whole
    """How many units that may count state no exact figure."""


def within(around: Surroundings, radius: float, figures: Figures) -> Within:
    """Return the bounds of the sum of figures of the units that lie within a distance of each place."""
    low, high, coinciding, unstated = _located(
        around, radius, Figures(figures.low[around.rows], figures.high[around.rows])
    )
    unlocated = np.zeros(around.places.size, dtype=np.int64)
    for group, rows, near, far in around.group_distances(np.full(around.places.size, radius)):
        lowest, highest = figures.low[group.rows], figures.high[group.rows]
        possibly, certainly = near <= radius, far <= radius
        low[rows] += np.where(certainly, lowest.sum(), np.where(possibly, np.minimum(lowest, 0.0).sum(), 0.0))
        high[rows] += np.where(certainly, highest.sum(), np.where(possibly, np.maximum(highest, 0.0).sum(), 0.0))
        unlocated[rows] += np.where(possibly & ~certainly, len(group.rows), 0)
        unstated[rows] += np.where(possibly, int((lowest != highest).sum()), 0)
    unlisted = around.edge <= radius
    causes = {
        Cause.SPREAD: (around.widths > 0).astype(np.int64),
        Cause.COINCIDES: coinciding,
        Cause.UNLOCATED: unlocated,
        around.unlisted: unlisted.astype(np.int64),
    }
    return Within(low, np.where(unlisted, np.inf, high), causes, unstated)


def _located(around: Surroundings, radius: float, figures: Figures) -> tuple[Floats, Floats, Whole, Whole]:
    """Return the bounds for located units, how many stand at the place, and how many state no exact figure.

    One at the very point of a place may in truth stand elsewhere.
    """
    low, high = np.zeros(around.places.size), np.zeros(around.places.size)
    coinciding, unstated = (np.zeros(around.places.size, dtype=np.int64) for _ in range(2))
    inexact = figures.low != figures.high
    for part, kept, distances in units_within(around.places, around.units, radius + around.widths):
        widths = around.widths[part]
        places, columns = np.nonzero(distances <= radius + widths[:, None])
        found, units = distances[places, columns], kept[columns]
        at_point = found < AT_POINT
        unsure = at_point | (found > radius - widths[places])
        lowest = np.where(unsure, np.minimum(figures.low[units], 0.0), figures.low[units])
        highest = np.where(unsure, np.maximum(figures.high[units], 0.0), figures.high[units])
        size = len(distances)
        low[part] = np.bincount(places, lowest, size)
        high[part] = np.bincount(places, highest, size)
        coinciding[part] = np.bincount(places, at_point, size)
        unstated[part] = np.bincount(places, inexact[units], size)
    return low, high, coinciding, unstated
