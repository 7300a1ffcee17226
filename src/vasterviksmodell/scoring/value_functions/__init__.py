"""The one definition of each value function, as a data-frame expression that every engine runs alike."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import Any

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Blend, ValueFunction
from vasterviksmodell.scoring.value_functions.categories import categories
from vasterviksmodell.scoring.value_functions.decay import decay
from vasterviksmodell.scoring.value_functions.gaussian import gaussian
from vasterviksmodell.scoring.value_functions.logistic import logistic
from vasterviksmodell.scoring.value_functions.points import points
from vasterviksmodell.scoring.value_functions.steps import steps

EXPRESSIONS: Mapping[str, Callable[[Any, nw.Expr], nw.Expr]] = MappingProxyType(
    {
        "points": points,
        "steps": steps,
        "categories": categories,
        "logistic": logistic,
        "gaussian": gaussian,
        "decay": decay,
    }
)


def value_of(function: ValueFunction, measure: nw.Expr) -> nw.Expr:
    """The value, 0–100, of a measure; null where the measure is null."""
    if isinstance(function, Blend):
        return reduce(add, (value_of(part, measure) * share for share, part in function.parts))
    return EXPRESSIONS[function.name](function, measure)
