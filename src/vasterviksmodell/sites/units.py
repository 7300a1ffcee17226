"""Units that are mistaken for one another, and how to recognise figures in the other unit.

A distance may be short and a journey long. Figures are doubted only if they would be plausible in the other unit, and
differ from what they are compared with by more than the square root of the factor between the units, so that the
other unit fits better.

- A whole column is compared with the figures in the criteria file: all schools within 15 m are doubtful where 500 m
  are worth full points and 4000 m none.
- Single figures are compared with the others, at least three for each: among 900, 1500 and 2300 m, 1.2 would fit as
  kilometres, and 5 would not.

Zeros are ignored. This describes figures that may be too small; for those that may be too large, such as metres among
kilometres, the order is reversed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log

import polars as pl

from vasterviksmodell.criteria.conversions import same_unit
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import same

_ROUNDING = 1e-9
_OTHERS = 3
"""How many other figures are needed for each that is doubted."""


def most_doubted(number: int) -> int:
    """Return how many of a number of figures can be doubted."""
    return number // (1 + _OTHERS)


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """The unit that figures may be in instead of the right one."""

    name: Phrase
    symbol: str
    """As it is declared in a criteria file."""
    factor: float
    """The factor that converts figures to the right unit."""
    most: float = inf
    """The greatest possible figure in this unit."""

    @property
    def makes_small(self) -> bool:
        """Whether figures in this unit seem too small; else they seem too large."""
        return self.factor > 1

    def suits_all(self, farthest: float, expected: Sequence[float]) -> bool:
        """Say whether a whole column fits this unit better, by its least suspect figure and the expected ones."""
        figure, nearest = self._size(farthest), min(map(self._size, expected))
        apart = nearest - figure > self._step / 2
        return apart and figure + self._step > nearest - self._step / 3 and farthest <= self.most

    def suited_count(self, figures: pl.Series, farthest: float, number: int) -> int:
        """Return how many of the first figures fit this unit better: the most with a gap before the next one.

        `figures` are the first of a number of figures, the most suspect first, one more than can be doubted;
        `farthest` is the last of all.
        """
        most = min(len(figures) - 1, most_doubted(number))
        if most < 1:
            return 0
        sizes = figures.head(most + 1).log() if self.makes_small else -figures.head(most + 1).log()
        nearest, others = sizes.head(most), sizes.tail(most)
        apart = others - nearest > self._step / 2
        among = (sizes[0] + self._step > others - self._step / 6) & (
            nearest + self._step <= self._size(farthest) + _ROUNDING
        )
        counts = (apart & among & (figures.head(most) <= self.most)).arg_true()
        return int(counts[-1]) + 1 if len(counts) else 0

    def may_doubt(self, figures: pl.Series) -> bool:
        """Say whether some figures, in any order, may have a gap below the others; quick, and true when in doubt.

        A gap that counts is as wide as two cells of a grid, so that one cell is empty.
        """
        figures = figures if self.makes_small else 1 / figures
        edge, cell, before = figures.to_frame().select(pl.all().min()).item(), exp(self._step / 4), 0
        most = most_doubted(len(figures))
        while (below := int((figures <= edge).sum())) <= most:
            if below == before:
                return True
            edge, before = edge * cell, below
        return False

    def _size(self, figure: float) -> float:
        """Return the logarithm of a figure, negated if it may be too large."""
        return log(figure) if self.makes_small else -log(figure)

    @property
    def _step(self) -> float:
        """The logarithm of the factor."""
        return abs(log(self.factor))


_OTHER_UNITS: Mapping[str, OtherUnit] = {
    "m": OtherUnit(same("km"), "km", 1000),
    "km": OtherUnit(same("m"), "m", 1 / 1000),
    "min": OtherUnit(Message("hours"), "h", 60),
    "h": OtherUnit(Message("minutes"), "min", 1 / 60),
    "%": OtherUnit(Message("shares of 1"), "andel", 100, most=1),
    "andel": OtherUnit(Message("per cent"), "%", 1 / 100),
}
"""By the right unit."""


def other_unit(unit: str) -> OtherUnit | None:
    """Return the unit that is mistaken for a unit, if known."""
    return next((other for right, other in _OTHER_UNITS.items() if same_unit(unit, right)), None)
