"""What a rule finds for every place: bounds of the measure, and why they are apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.i18n import Phrase
from vasterviksmodell.source.frozen_mapping import FrozenMapping

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Texts = tuple[str | None, ...]


class Cause(Enum):
    """Why a measure is not exactly known."""

    UNLOCATED = "unlocated"
    """Units without a certain position may lie nearer, or within the distance."""
    UNCOVERED = "uncovered"
    """The register does not cover an area that is near enough to matter."""
    INCOMPLETE = "incomplete"
    """The register does not claim to hold every unit."""
    COINCIDES = "coincides"
    """The point of the place is that of a unit, so that one of them may stand for the other."""
    SPREAD = "spread"
    """The place is an area, over which the measure varies."""
    INHABITANTS = "inhabitants"
    """Where the inhabitants live is not exactly known, or it differs between them."""
    ROADS = "roads"
    """There may be roads that the file lacks."""
    OFF_ROADS = "off_roads"
    """The place, or a unit that may be the nearest, lies far beside all roads."""
    UNSTATED = "unstated"
    """Units do not state the figure, or state it within bounds only."""
    NO_UNIT = "no_unit"
    """The register has no unit to measure to."""
    NO_POSITION = "no_position"
    """The place has no certain position."""
    NO_ROW = "no_row"
    """The register has no row for the place."""
    CONTRADICTING = "contradicting"
    """The register has several rows for the place, which differ."""
    SERVICE = "service"
    """It is not certain which stops are served enough: with trips on demand, or in the busier direction."""
    ON_DEMAND = "on_demand"
    """Trips run on demand only, and are counted or not."""
    TIMETABLE = "timetable"
    """The timetable does not say in which direction trips run, or how often."""
    NOT_REACHED = "not_reached"
    """No trip leads to where it is to go."""


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """By place: the lowest and the highest figure that are possible; from -inf to inf where nothing is known."""

    low: Floats
    high: Floats
    causes: Mapping[Cause, Whole] = field(default_factory=lambda: FrozenMapping({}))
    """By cause and place: how many units it is about, 0 where it does not matter."""
    texts: Texts | None = None
    """By place: the text, for a measure that is none of numbers; None where it is not known."""
    notes: tuple[Phrase | None, ...] | None = None
    """By place: what is told about the figure beside its source."""

    @classmethod
    def of(cls, low: Floats, high: Floats, causes: Mapping[Cause, Whole]) -> "Bounds":
        """Return bounds with the causes that matter: those of places whose figure is not exactly known."""
        inexact = ~(low == high)
        mattering = {cause: np.where(inexact, numbers, 0) for cause, numbers in causes.items()}
        return cls(low, high, {cause: numbers for cause, numbers in mattering.items() if numbers.any()})
