"""The most and the least important member, then each of the two beside all others."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.questions.interface import (
    Called,
    Judgement,
    Place,
    Read,
    Step,
    member,
    no_number,
    number,
    offered,
    plain,
)
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.criteria.judgement_entries import as_ratio
from vasterviksmodell.i18n import Message

_OVER, _WORST = ("best_over",), ("over_worst",)
_MOST = 9


def bwm(ids: Sequence[str], judgement: Judgement, called: Called) -> Sequence[Step]:
    """Best, worst, and when both are known the 2n − 3 comparisons, the best over the worst first."""
    best, worst = (judgement.get(key) for key in ("best", "worst"))
    if not isinstance(best, str) or best not in ids:
        return [_best(ids, called)]
    others = [id for id in ids if id != best]
    if not isinstance(worst, str) or worst not in others:
        return [_best(ids, called), _worst(others, called)]
    between = [id for id in others if id != worst]
    steps = [_compared(best, worst, ((*_OVER, worst), (*_WORST, best)), called)]
    steps += [_compared(best, id, ((*_OVER, id),), called) for id in between]
    steps += [_compared(id, worst, ((*_WORST, id),), called) for id in between]
    return [_best(ids, called), _worst(others, called), *steps]


def _best(ids: Sequence[str], called: Called) -> Step:
    text = Message("Which is the most important?")
    return _which(("best",), text, ids, called, (("worst",), _OVER, _WORST))


def _worst(ids: Sequence[str], called: Called) -> Step:
    text = Message("Which is the least important?")
    return _which(("worst",), text, ids, called, (_OVER, _WORST))


def _which(place: Place, text: Message, ids: Sequence[str], called: Called, clears: tuple[Place, ...]) -> Step:
    names = offered(ids, called)
    asked = Message("{text} {names}").format(text=text, names=names)
    return Step(asked, (place,), ids.__contains__, partial(_read_name, place, ids, called), clears)


def _read_name(place: Place, ids: Sequence[str], called: Called, said: str) -> Read:
    found = member(said, ids, called)
    return found if isinstance(found, Message) else {place: found}


def _compared(more: str, less: str, places: tuple[Place, ...], called: Called) -> Step:
    first, second = called(more), called(less)
    text = Message("How many times as important as {second} is {first}? (1–{most})")
    return Step(text.format(first=first, second=second, most=_MOST), places, _is_ratio, partial(_read_ratio, places))


def _is_ratio(said: Any) -> bool:
    ratio = as_ratio(said)
    return ratio is not None and 1 <= ratio <= GREATEST_RATIO


def _read_ratio(places: tuple[Place, ...], said: str) -> Read:
    ratio = number(said)
    if ratio is None or not 1 <= ratio <= _MOST:
        return no_number(said, "1", str(_MOST))
    return dict.fromkeys(places, plain(ratio))
