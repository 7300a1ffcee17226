"""The family of value functions. A new member is one module here and its name in `VALUE_FUNCTIONS`."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.value_functions.base import ValueFunction
from vasterviksmodell.value_functions.blend import Blend
from vasterviksmodell.value_functions.categories import Categories
from vasterviksmodell.value_functions.decay import Decay
from vasterviksmodell.value_functions.exponential import Exponential
from vasterviksmodell.value_functions.gaussian import Gaussian
from vasterviksmodell.value_functions.logistic import Logistic
from vasterviksmodell.value_functions.points import Points
from vasterviksmodell.value_functions.steps import Steps

VALUE_FUNCTIONS: Mapping[str, type[ValueFunction]] = MappingProxyType(
    {member.name: member for member in (Points, Steps, Categories, Logistic, Gaussian, Decay, Exponential)}
)

__all__ = [
    "VALUE_FUNCTIONS",
    "Blend",
    "Categories",
    "Decay",
    "Exponential",
    "Gaussian",
    "Logistic",
    "Points",
    "Steps",
    "ValueFunction",
]
