"""Columns from which a small count can be computed: namesakes, and what follows from it at the other sites.

Only figures that are shown decide which columns belong together, so that what is withheld does not depend on what is
hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.sites.redaction.figures import Figure

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_FEW, _SOME = 2, 3
"""The fewest sites that show a simple relation, and one that has more freedom."""
_CLOSE = 1e-9
_ROUNDING = 0.5
_SHARES = (1.0, 1e-2, 1e-3, 1e-4, 1e-5)
"""What a share is of: one, a hundred, a thousand, …"""

Relation = frozenset[str]
"""The headings of columns of which one follows from the others."""


def namesakes(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the columns that say of the same thing how many: `plots` and `plots_persons`."""
    for first, second in combinations(figures, 2):
        if first.stem and first.stem == second.stem and "length" not in {first.kind, second.kind}:
            yield frozenset((first.heading, second.heading))


def relations(shown: Mapping[str, pl.Series], small: Sequence[str]) -> Iterator[Relation]:
    """Yield the columns, among them one with small counts, that belong together by their shown figures.

    `shown`: by heading the figures that are exactly known and shown, else null.
    """
    names = list(shown)
    for heading in small:
        count = _array(shown[heading])
        table = np.vstack([_array(shown[name]) for name in names])
        table[names.index(heading)] = np.nan
        for number in np.flatnonzero(_tell_alone(count, table)):
            yield frozenset((heading, names[number]))
        for first, figures in enumerate(table):
            for second in np.flatnonzero(_tell_with(count, figures, table)):
                yield frozenset((heading, names[first], names[second]))


def _array(figures: pl.Series) -> Floats:
    """Return figures as numbers, not a number where they are unknown or nothing, which tells no relation."""
    numbers = figures.fill_null(np.nan).to_numpy()
    return np.where(numbers == 0, np.nan, numbers)


def _tell_alone(count: Floats, table: Floats) -> Flags:
    """Say which columns are so many for each, divided among them, or so many for each and something fixed."""
    known = np.isfinite(count) & np.isfinite(table)
    rows, least, most = np.arange(len(table)), *_extremes(count, known)
    low, high = count[least][:, None], count[most][:, None]
    first, last = table[rows, least][:, None], table[rows, most][:, None]
    tells: Flags = _all(np.abs(table * low - first * count) <= _CLOSE * np.abs(first * count), known, low, high, _FEW)
    tells |= _all(np.abs(table * count - first * low) <= _CLOSE * np.abs(first * low), known, low, high, _FEW)
    line, step = (table - first) * (high - low), (last - first) * (count - low)
    straight = np.abs(line - step) <= _CLOSE * np.abs(last - first) * (high - low)
    tells |= _all(straight, known, low, high, _SOME) & (first != last)[:, 0]
    return tells


def _tell_with(count: Floats, other: Floats, table: Floats) -> Flags:
    """Say with which columns a count is the sum or difference of two, or one is a share of which another tells."""
    known = np.isfinite(count) & np.isfinite(other) & np.isfinite(table)
    low, high = (count[places][:, None] for places in _extremes(count, known))
    tells = np.zeros(len(table), np.bool_)
    for whole, part in ((other + table, count), (count + other, table), (count + table, other)):
        tells |= _all(np.abs(whole - part) <= _CLOSE * np.abs(whole), known, low, high, _FEW)
    for product, part in (*((other * table * share, count) for share in _SHARES), (count * other, table)):
        tells |= _all(np.abs(product - part) <= _ROUNDING, known, low, high, _SOME)
    return tells


def _extremes(count: Floats, known: Flags) -> tuple[Places, Places]:
    """Return where the count is least and where it is greatest among the known rows of each column."""
    return np.argmin(np.where(known, count, np.inf), axis=1), np.argmax(np.where(known, count, -np.inf), axis=1)


def _all(holds: Flags, known: Flags, low: Floats, high: Floats, fewest: int) -> Flags:
    """Say for which columns something holds in all known rows, which are not too few, and not of one count."""
    found: Flags = np.all(holds | ~known, axis=1) & (known.sum(axis=1) >= fewest) & (low != high)[:, 0]
    return found


def spread(hidden: Mapping[str, pl.Series], related: Sequence[Relation]) -> dict[str, pl.Series]:
    """Return which figures are hidden when of related ones all are as soon as one is.

    Were only some of them, it would tell how large a hidden one is which of the others are small.
    """
    found = dict(hidden)
    while True:
        before = {heading: int(rows.sum()) for heading, rows in found.items()}
        for relation in related:
            rows = _any([found[heading] for heading in sorted(relation)])
            found |= {heading: found[heading] | rows for heading in sorted(relation)}
        if before == {heading: int(rows.sum()) for heading, rows in found.items()}:
            return found


def _any(masks: Sequence[pl.Series]) -> pl.Series:
    whole = masks[0]
    for mask in masks[1:]:
        whole = whole | mask
    return whole
