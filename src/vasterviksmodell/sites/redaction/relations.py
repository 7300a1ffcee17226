"""Columns from which a small count can be computed: equal or proportional ones, sums with their parts, and namesakes.

Only figures that are shown decide which columns belong together, so that what is withheld does not depend on what is
hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from vasterviksmodell.sites.redaction.figures import Figure

_ROWS = 3
"""The fewest sites that show a relation."""
_CLOSE = 1e-9

Relation = frozenset[str]
"""The headings of columns of which one follows from the others."""


def namesakes(figures: Sequence[Figure]) -> Iterator[Relation]:
    """Yield the columns that say of the same thing how many: `plots` and `plots_persons`."""
    for first, second in combinations(figures, 2):
        if first.stem and first.stem == second.stem and "length" not in (first.kind, second.kind):
            yield frozenset((first.heading, second.heading))


def relations(shown: Mapping[str, pl.Series], small: Sequence[str]) -> Iterator[Relation]:
    """Yield the columns, among them one with small counts, that belong together by their shown figures.

    `shown`: by heading the figures that are exactly known and shown, else null.
    """
    for first in small:
        for second in shown.keys() - {first}:
            if _proportional(shown[first], shown[second]):
                yield frozenset((first, second))
            yield from _sums(first, second, shown)


def _proportional(first: pl.Series, second: pl.Series) -> bool:
    both = (first > 0) & (second > 0)
    count, other = first.filter(both), second.filter(both)
    if len(count) < _ROWS or count.n_unique() == 1:
        return False
    ratio = other / count
    return bool(((ratio / ratio[0] - 1).abs() < _CLOSE).all())


def _sums(first: str, second: str, shown: Mapping[str, pl.Series]) -> Iterator[Relation]:
    """Yield two columns with each third that is their sum or difference."""
    whole, apart = shown[first] + shown[second], (shown[first] - shown[second]).abs()
    for third in shown.keys() - {first, second}:
        if _same(whole, shown[third], shown[first]) or _same(apart, shown[third], shown[first]):
            yield frozenset((first, second, third))


def _same(sum: pl.Series, other: pl.Series, first: pl.Series) -> bool:
    """Say whether figures are the same at several sites, and not by always being the same or nothing."""
    known = sum.is_not_null() & other.is_not_null() & (first > 0)
    left, right = sum.filter(known), other.filter(known)
    if len(left) < _ROWS or left.n_unique() == 1 or first.filter(known).n_unique() == 1:
        return False
    return bool(((left - right).abs() <= _CLOSE * left.abs().clip(1.0)).all())


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
