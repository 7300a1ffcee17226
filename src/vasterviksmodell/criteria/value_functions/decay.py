"""Exponential decay: each further stretch of the same length halves the value."""

from typing import ClassVar

from pydantic import Field

from vasterviksmodell.criteria.value_functions.base import Parameters, Positive, ValueFunction


class DecayParameters(Parameters):
    half: Positive = Field(description="the measure worth 50; twice as far is worth 25")


class Decay(ValueFunction):
    """`value: {decay: {half: 1500}}`: 100·2^(−x / half), 100 at and below 0."""

    name: ClassVar[str] = "decay"
    decay: DecayParameters
