"""What stands in a cell of the table: a figure that is derived, or one that is given by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.derivation.reading.given import GivenFigure
from vasterviksmodell.derivation.rules.rule import MeasureKind
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.source.frozen_mapping import FrozenMapping


@dataclass(frozen=True, slots=True)
class DerivedCell:
    """The measure of one place: exact, an interval that holds the truth, or nothing."""

    kind: MeasureKind
    low: float
    high: float
    text: str | None
    causes: Mapping[Cause, int]
    """Why it is not exact: by cause, how many units it is about."""
    date: str
    note: Phrase | None = None
    """What is told about the figure beside its source."""
    given: GivenFigure | None = None
    """The figure that somebody gives by hand, which then is the cell, if any does."""

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def unknown(self) -> bool:
        """Whether nothing at all is known."""
        return self.written == ""

    @property
    def written(self) -> str:
        """The cell of a file of sites: `1200`, `0..2000`, `>=48`, yes or no, a text; empty where nothing is known."""
        if self.given is not None:
            return self.given.text
        if self.kind == "text":
            return self.text or ""
        if self.kind == "yes_no":
            return ("no", "yes")[int(self.low)] if self.exact else ""
        return _number_or_interval(self.low, self.high)


def _number_or_interval(low: float, high: float) -> str:
    if low == high:
        return _number(low)
    if isinf(high):
        return f">={_number(low)}" if low > 0 else ""
    return f"<={_number(high)}" if isinf(low) else f"{_number(low)}..{_number(high)}"


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def cell_of(figure: GivenFigure, kind: MeasureKind = "text") -> DerivedCell:
    """Return a figure that is given by hand as a cell."""
    low, high = figure.interval or (0.0, 0.0)
    return DerivedCell(kind, low, high, figure.text, FrozenMapping({}), figure.date, given=figure)
