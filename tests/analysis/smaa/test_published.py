"""The benefit and risk of four antidepressants, as the tests of the program JSMAA (T. Tervonen and others) have it.

There measures are normally distributed, which no measure of ours is: they come in by a column of their own. Values are
linear between the outermost ends of the 95 % intervals of all measures, and go on beyond them.
"""

from collections.abc import Mapping
from functools import partial

import numpy as np
import polars as pl
import pytest

from vasterviksmodell.analysis.smaa.acceptability import RankedSites, tally
from vasterviksmodell.analysis.smaa.confidence import confidence
from vasterviksmodell.analysis.smaa.measure_draws import Column, MeasureDraws, Outcome, Places
from vasterviksmodell.analysis.smaa.weight_draws import simplex

DRUGS = ("fluoxetine", "paroxetine", "sertraline", "venlafaxine")
TRIALS = {
    "efficacy": ((0.0, 0.0), (0.086, 0.056), (0.095, 0.044), (0.113, 0.048)),
    "diarrhea": ((11.7, 2.5), (9.2, 1.86), (15.4, 2.65), (5.5, 2.32)),
    "dizziness": ((7.2, 1.45), (10.6, 1.58), (7.5, 1.48), (15.7, 4.44)),
    "headache": ((16.6, 3.27), (21.2, 5.15), (20.2, 3.78), (12.8, 2.45)),
    "insomnia": ((13.7, 1.89), (14.3, 2.93), (15.0, 3.21), (11.2, 3.98)),
    "nausea": ((18.6, 1.79), (18.3, 3.7), (19.5, 2.6), (31.0, 1.68)),
}
"""Mean and standard deviation; efficacy is that of a logarithm, and the only one of which more is better."""
ACCEPTABILITY = ((0.20, 0.28, 0.30, 0.22), (0.25, 0.29, 0.27, 0.19), (0.17, 0.25, 0.29, 0.30), (0.39, 0.18, 0.15, 0.29))
CENTRAL_WEIGHTS = (
    (0.08, 0.14, 0.23, 0.18, 0.16, 0.22),
    (0.18, 0.17, 0.15, 0.13, 0.15, 0.22),
    (0.21, 0.10, 0.22, 0.13, 0.15, 0.20),
    (0.18, 0.21, 0.12, 0.21, 0.19, 0.09),
)
CONFIDENCE = (0.48, 0.44, 0.34, 0.74)


class Trial(Column):
    """One criterion's measures; `places` are the numbers of the drugs in the order of the arrays."""

    places = np.arange(len(DRUGS))
    name = ""
    expressions: Mapping[str, pl.Expr] = {}

    def __init__(self, name: str) -> None:
        self.name = name
        self.mean, self.deviation = np.array(TRIALS[name]).T
        self.is_efficacy = name == "efficacy"

    def drawn(self, generator: np.random.Generator, number: int) -> np.ndarray:
        return self._measure(generator.normal(self.mean, self.deviation, (number, len(DRUGS))))

    def measures(self, drawn: np.ndarray) -> np.ndarray:
        return drawn

    def outcome(self, drawn: np.ndarray, evaluated: pl.DataFrame) -> Outcome:
        low, high = self._measure(self.mean - 1.96 * self.deviation), self._measure(self.mean + 1.96 * self.deviation)
        values = 100 * (drawn - low.min()) / (high.max() - low.min())
        return Outcome({self.name: values if self.is_efficacy else 100 - values}, np.zeros(drawn.shape, dtype=bool))

    def _measure(self, said: np.ndarray) -> np.ndarray:
        return np.exp(said) if self.is_efficacy else said

    def only(self, number: Places) -> "Trial":
        again = Trial(self.name)
        again.places = number[self.places]
        return again


def test_the_benefit_and_risk_of_antidepressants_is_that_in_the_tests_of_jsmaa() -> None:
    blank = np.zeros((len(TRIALS), len(DRUGS)))
    rows = {name: row for row, name in enumerate(TRIALS)}
    columns = tuple(Trial(name) for name in TRIALS)
    world = RankedSites(blank, MeasureDraws(np.arange(len(DRUGS)), blank, blank - 1e6, blank + 1e6, rows, columns))
    found = tally(world, partial(simplex, len(TRIALS)), np.arange(0), seed=1, draws=10_000, threads=1, told=None)
    firsts = found.counts[:, 0]
    central = (found.weight_sums / firsts).T
    assert found.counts / 10_000 == pytest.approx(np.array(ACCEPTABILITY), rel=0, abs=0.02)
    assert central == pytest.approx(np.array(CENTRAL_WEIGHTS), rel=0, abs=0.02)
    confident, draws = confidence(world, central, firsts, 1, 10_000, 1)
    assert draws == 10_000
    assert confident == pytest.approx(np.array(CONFIDENCE), rel=0, abs=0.03)
