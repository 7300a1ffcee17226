"""Each pair of members: how many times as important the one is as the other."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.questions.interface import (
    Called,
    Judgement,
    Read,
    Step,
    no_number,
    number,
    plain,
)
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.criteria.judgement_entries import as_ratio
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Text

_KEY = "comparisons"
_MOST = 9


def ahp(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """First each with the next, so that all hang together, then those two apart, and so on; the latter may be left."""
    apart = [(ids[it], ids[it + far], far > 1) for far in range(1, len(ids)) for it in range(len(ids) - far)]
    return [_step(first, second, called, optional) for first, second, optional in apart]


def _step(first: str, second: str, called: Called, optional: bool) -> Step:
    places = ((_KEY, first, second), (_KEY, second, first))
    text = _question(called(first), called(second))
    return Step(text, places, _is_ratio, partial(_read, first, second), is_optional=optional)


def _question(first: Text, second: Text) -> Message:
    return Message(
        "How many times as important as {second} is {first}? (1–9, or 1/2–1/9 when {second} is the more important)"
    ).format(first=first, second=second)


def _is_ratio(said: Any) -> bool:
    ratio = as_ratio(said)
    return ratio is not None and Fraction(1, GREATEST_RATIO) <= ratio <= GREATEST_RATIO


def _read(first: str, second: str, said: str) -> Read:
    """What is below 1 is written the other way round, so that a third is kept as 3, exactly."""
    ratio = number(said)
    if ratio is None or not Fraction(1, _MOST) <= ratio <= _MOST:
        return no_number(said, f"1/{_MOST}", str(_MOST))
    return {(_KEY, first, second): plain(ratio)} if ratio >= 1 else {(_KEY, second, first): plain(1 / ratio)}
