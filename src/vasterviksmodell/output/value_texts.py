"""Value functions and requirements as people write them."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.measure_texts import limit

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.criteria.model import Requirement
    from vasterviksmodell.value_functions import ValueFunction

_NOT_SCORED = Message("not scored")
_NONE = Message("none")
_EXCLUDES = Message("{limit}; unknown excludes")


def value_function(function: "ValueFunction | None") -> Phrase:
    """Return `500: 100; 4,000: 0`, `housing: 60; none: 0`, `decay half: 10`."""
    if function is None:
        return _NOT_SCORED
    parameters = (Joined((_key(key), Exact(value)), ": ") for key, value in function.parameters.items())
    parts = Joined(parameters, "; ")
    return parts if function.short else Joined((function.name, parts), " ")


def _key(key: float | str) -> Phrase:
    return Name(key) if isinstance(key, str) else Exact(key)


def requirement(requirement: "Requirement | None", criterion: "Criterion") -> Phrase:
    """Return the limit, and that what is unknown excludes, where it does."""
    if requirement is None:
        return _NONE
    required = limit(requirement, criterion)
    return _EXCLUDES.format(limit=required) if requirement.unknown == "excluded" else required
