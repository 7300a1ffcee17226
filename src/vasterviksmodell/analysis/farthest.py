"""How far apart two sites can be on one figure that several criteria read.

A sum of differences without their signs is the greatest of the sums with all choices of signs. With given signs the sum
is what one figure is worth at one site less what it is worth at the other, and each is greatest and least by itself.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from vasterviksmodell.analysis.figures import signed
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import extremes
from vasterviksmodell.criteria import Criterion

_MOST = 10
"""Of more criteria that score one figure, the sum of their greatest differences is told."""


def farthest(figure: Criterion, asked: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> list[float] | None:
    """How far each of some sites can be from the one asked about, in points of the score; their rows are given.

    None when the greatest distance is that of every criterion by itself, or too many read the figure.
    """
    scored = [it for it in figure.readers if it.scored]
    if not 1 < len(scored) <= _MOST or not others:
        return None
    found = [0.0] * len(others)
    for signs in product((1, -1), repeat=len(scored) - 1):
        counted = signed(figure, (1, *signs))
        (low, high), *ends = extremes([Measured.of(row, counted) for row in (asked, *others)])
        widest = (max(high - least, greatest - low) for least, greatest in ends)
        found = [max(them) for them in zip(found, widest, strict=True)]
    return [it * float(figure.weight) for it in found]
