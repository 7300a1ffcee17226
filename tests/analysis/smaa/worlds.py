"""Small rankings with known answers, and how close to them draws must come."""

from collections.abc import Sequence
from math import sqrt

import pytest
from tests.scoring.worlds import Cells, criteria, ranked

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking

SIGMA = 5
"""With so many standard errors a right answer is missed once in two million draws of a seed, and seeds are fixed."""


def linear(*weights: float) -> Criteria:
    """Criteria a, b, c, … whose measures, 0–100, are their values."""
    lines = [
        f"{id}: {{range: [0, 100], weight: {weight}, value: {{0: 0, 100: 100}}}}"
        for id, weight in zip("abcdefghijkl", weights, strict=False)
    ]
    return criteria("\n".join(lines))


def sites(*rows: Sequence[object], model: Criteria | None = None) -> Ranking:
    """The ranking of sites s1, s2, … with the cells of each, by default under equally weighted linear criteria."""
    model = model or linear(*[1] * len(rows[0]))
    headings = list(dict.fromkeys(criterion.column for criterion in model.criteria))
    cells: list[Cells] = [
        {"id": f"s{number}", **{name: str(cell) for name, cell in zip(headings, row, strict=True)}}
        for number, row in enumerate(rows, 1)
    ]
    return ranked(cells, model)


def near(share: float, draws: int, spread: float | None = None) -> object:
    """Within Monte Carlo error of a share, or of the mean of something with a known spread."""
    spread = sqrt(share * (1 - share)) if spread is None else spread
    return pytest.approx(share, rel=0, abs=SIGMA * spread / sqrt(draws) + 1e-12)
