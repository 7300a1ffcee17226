"""Value functions and requirements as people write them."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact
from vasterviksmodell.output.measure_texts import limit
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.criteria.model import Requirement
    from vasterviksmodell.value_functions import ValueFunction

_NOT_SCORED = Message("not scored")
_NONE = Message("none")
_EXCLUDES = Message("{limit}; unknown excludes")


def value_function(function: "ValueFunction | None", language: Language) -> str:
    """`500: 100; 4,000: 0`, `housing: 60; none: 0`, `decay half: 10`."""
    if function is None:
        return _NOT_SCORED.inside(language)
    written = function.parameters.items()
    parts = "; ".join(f"{_key(key, language)}: {exact(value, language)}" for key, value in written)
    return parts if function.short else f"{function.name} {parts}"


def _key(key: float | str, language: Language) -> str:
    return shortened(key) if isinstance(key, str) else exact(key, language)


def requirement(it: "Requirement | None", criterion: "Criterion", language: Language) -> str:
    """The limit, and that what is unknown excludes, where it does."""
    if it is None:
        return _NONE.inside(language)
    text = limit(it, criterion, language)
    return _EXCLUDES.inside(language).format(limit=text) if it.unknown == "excluded" else text
