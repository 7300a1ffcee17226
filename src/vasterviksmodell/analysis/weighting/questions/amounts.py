"""A number of each member: swings, or points."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.interface import is_number
from vasterviksmodell.analysis.weighting.questions.interface import Called, Judgement, Place, Read, Step, number, plain
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Text, shortened

_MOST = 100


def swing(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """What it is worth that each goes from its worst to its best."""
    return [_step(("swing", id), _swing_question(called(id))) for id in ids]


def points(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """How much each matters."""
    return [_step(("points", id), _points_question(called(id))) for id in ids]


def _swing_question(name: Text) -> Message:
    return Message(
        "Think of a place that is the worst on everything. What is it worth to lift {name} from the worst"
        " to the best, when the lift that is worth most of all counts 100? (above 0, at most 100)"
    ).format(name=name)


def _points_question(name: Text) -> Message:
    return Message("How many points does {name} get for how much it matters? (above 0, at most 100)").format(name=name)


def _step(place: Place, text: Message) -> Step:
    return Step(text, (place,), _is_amount, partial(_read, place))


def _is_amount(said: Any) -> bool:
    return is_number(said) and bool(0 < said <= _MOST)


def _read(place: Place, said: str) -> Read:
    given = number(said)
    if given is None or not 0 < given <= _MOST:
        what = shortened(said.strip())
        return Message("'{what}' is not a number above 0, at most {most}").format(what=what, most=_MOST)
    return {place: plain(given)}
