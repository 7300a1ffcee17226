"""A number of each member: swings, or points."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.interface import is_number
from vasterviksmodell.analysis.weighting.questions.interface import Called, Judgement, Place, Read, Step, number, plain
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.wording import Text, shortened

_MOST = 100


def swing(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """What it is worth that each goes from its worst to its best."""
    names = Joined((called(id) for id in ids), "; ")
    return [_step(("swing", id), _swing_question(called.lift(id), names)) for id in ids]


def points(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """How much each matters."""
    return [_step(("points", id), _points_question(called(id))) for id in ids]


def _swing_question(lift: Phrase, names: Phrase) -> Message:
    return Message(
        "Think of a site that has the worst measure on everything. The lift from worst to best that is worth most to"
        " you gets 100, of these: {names}. How many points is it worth to lift {lift}? (above 0, at most 100)"
    ).format(lift=lift, names=names)


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
