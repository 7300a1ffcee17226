"""Places as cells of a grid in which people live: a measure is its mean over the inhabitants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats, Texts, Whole
from vasterviksmodell.derivation.section_entries import CellsEntry
from vasterviksmodell.derivation.surroundings import Points

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.rules.rule import MeasureKind

_DECIMALS = 0.01
"""Means are told no finer."""


@dataclass(frozen=True, slots=True, eq=False)
class Inhabitants:
    """The cells of all places. A place without any has one, at its point."""

    entry: CellsEntry
    points: Points
    """The middles of the cells."""
    owners: Whole
    """By cell: the row of its place."""
    fewest: Floats
    most: Floats
    """By cell: the bounds of the number of inhabitants."""

    @property
    def half_diagonal(self) -> float:
        """How far a point of a cell lies from its middle at most."""
        return float(self.entry.side / np.sqrt(2))

    def with_points(self, places: "Places") -> "Inhabitants":
        """Return the cells with one at the point of each place that has none."""
        without = np.setdiff1d(np.arange(places.size), self.owners)
        points = Points(*(np.append(*axes) for axes in zip(self.points, places.points.at(without), strict=True)))
        ones = np.ones(len(without))
        fewest, most = np.append(self.fewest, ones), np.append(self.most, ones)
        return replace(self, points=points, owners=np.append(self.owners, without), fewest=fewest, most=most)

    def as_places(self, places: "Places") -> "Places":
        """Return the cells as places of their own, each in the municipality of its place."""
        owners = self.owners
        return replace(
            places,
            ids=tuple(places.ids[row] for row in owners),
            names=tuple(places.names[row] for row in owners),
            points=self.points,
            areas=places.areas[owners],
            codes=tuple(places.codes[row] for row in owners),
            side=self.entry.side,
            inhabitants=None,
            owners=places,
        )

    def reaches(self, places: "Places") -> Floats:
        """Return how far the inhabitants of each place live from its point at most."""
        own = places.points.at(self.owners)
        away = np.hypot(self.points.north - own.north, self.points.east - own.east) + self.half_diagonal
        found = np.zeros(places.size)
        np.maximum.at(found, self.owners, np.nan_to_num(away))
        return found

    def means(self, bounds: Bounds, kind: "MeasureKind", size: int) -> Bounds:
        """Return the bounds of the mean over the inhabitants of each place, from those of its cells."""
        groups = _groups(self.owners, size)
        low, high = np.array([self._ends(bounds, rows) for rows in groups]).T
        if kind == "yes_no":
            low, high = np.floor(low), np.ceil(high)
        causes = {_CAUSES.get(cause, cause): self._most_of(numbers, size) for cause, numbers in bounds.causes.items()}
        vague = np.array([(self.fewest[rows] != self.most[rows]).any() or self.entry.side > 0 for rows in groups])
        differing = kind != "number" and np.ones(size, dtype=np.bool_)
        causes[Cause.INHABITANTS] = (vague | differing).astype(np.int64)
        if bounds.texts is None:
            return Bounds.of(low, high, causes)
        texts = self._texts(bounds.texts, groups)
        known = np.array([text is not None for text in texts])
        found = Bounds.of(np.where(known, 0.0, -np.inf), np.where(known, 0.0, np.inf), causes)
        return Bounds(found.low, found.high, found.causes, texts)

    def _ends(self, bounds: Bounds, rows: Whole) -> tuple[float, float]:
        """Return the least and the greatest mean over some cells."""
        low, high, fewest, most = bounds.low[rows], bounds.high[rows], self.fewest[rows], self.most[rows]
        greatest = _greatest(high, fewest, most)
        if (low == high).all() and (fewest == most).all():
            return greatest, greatest
        return -_greatest(-low, fewest, most), greatest

    def _most_of(self, numbers: Whole, size: int) -> Whole:
        """Return by place the greatest of the numbers of its cells."""
        found = np.zeros(size, dtype=np.int64)
        np.maximum.at(found, self.owners, numbers)
        return found

    def _texts(self, texts: Texts, groups: Sequence[Whole]) -> Texts:
        """Return the text of each place, None where cells that may be inhabited differ."""
        different = [{texts[row] for row in rows if self.most[row] > 0} for rows in groups]
        return tuple(one.copy().pop() if len(one) == 1 else None for one in different)


_CAUSES = {Cause.SPREAD: Cause.INHABITANTS}


def _groups(owners: Whole, size: int) -> list[Whole]:
    """Return the rows of each owner."""
    order = np.argsort(owners, kind="stable")
    return np.split(order, np.searchsorted(owners[order], np.arange(1, size)))


def _greatest(figures: Floats, fewest: Floats, most: Floats) -> float:
    """Return the greatest mean of figures, each weighted by a number between its bounds; infinite where one may be.

    It gives the greatest weights to the greatest figures, down to one of them, and the least to the others.
    """
    able = most > 0
    figures, fewest, most = figures[able], fewest[able], most[able]
    if not np.isfinite(figures).all() or not len(figures):
        return np.inf
    order = np.argsort(-figures, kind="stable")
    figures, fewest, extra = figures[order], fewest[order], (most - fewest)[order]
    weights = fewest.sum() + np.append(0.0, np.cumsum(extra))
    sums = (fewest * figures).sum() + np.append(0.0, np.cumsum(extra * figures))
    return float((sums[weights > 0] / weights[weights > 0]).max())


def rounded(bounds: Bounds, step: float) -> Bounds:
    """Return figures rounded where they are known, else outwards."""
    if not step:
        return bounds
    known = bounds.low == bounds.high
    low = np.where(known, np.round(bounds.low / step), np.floor(bounds.low / step))
    high = np.where(known, np.round(bounds.high / step), np.ceil(bounds.high / step))
    return Bounds(_times(low, step), _times(high, step), bounds.causes, bounds.texts, bounds.notes)


def _times(steps: Floats, step: float) -> Floats:
    """Return so many steps, as the nearest decimal number where a step is a part of one."""
    found: Floats = steps * step if step >= 1 else steps / round(1 / step)
    return found


def mean_step(step: float) -> float:
    """Return to what means are rounded, where figures are rounded to a step."""
    return step or _DECIMALS
