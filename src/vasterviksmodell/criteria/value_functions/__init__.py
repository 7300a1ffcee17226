"""The family of value functions. A new member is a module here and one in `scoring/value_functions`."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.criteria.value_functions.base import ValueFunction
from vasterviksmodell.criteria.value_functions.blend import Blend
from vasterviksmodell.criteria.value_functions.categories import Categories
from vasterviksmodell.criteria.value_functions.decay import Decay
from vasterviksmodell.criteria.value_functions.gaussian import Gaussian
from vasterviksmodell.criteria.value_functions.logistic import Logistic
from vasterviksmodell.criteria.value_functions.points import Points
from vasterviksmodell.criteria.value_functions.steps import Steps

VALUE_FUNCTIONS: Mapping[str, type[ValueFunction]] = MappingProxyType(
    {member.name: member for member in (Points, Steps, Categories, Logistic, Gaussian, Decay)}
)

__all__ = [
    "VALUE_FUNCTIONS",
    "Blend",
    "Categories",
    "Decay",
    "Gaussian",
    "Logistic",
    "Points",
    "Steps",
    "ValueFunction",
]
