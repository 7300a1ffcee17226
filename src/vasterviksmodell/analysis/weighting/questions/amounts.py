"""A number of each member: swings, or points."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.members import is_number
from vasterviksmodell.analysis.weighting.questions.answers import number, plain
from vasterviksmodell.analysis.weighting.questions.interface import Called, Judgement, Place, Read, Step
from vasterviksmodell.wording import Text, shortened

_MOST = 100


def swing(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """What it is worth that each goes from its worst to its best."""
    return [_step(("swing", id), _swing_question(called(id))) for id in ids]


def points(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """How much each matters."""
    return [_step(("points", id), _points_question(called(id))) for id in ids]


def _swing_question(name: Text) -> Text:
    return Text(
        f"Think of a place that is the worst on everything. What is it worth to lift {name.inside('en')} from the worst"
        " to the best, when the lift that is worth most of all counts 100? (above 0, at most 100)",
        f"Tänk dig en plats som är sämst på allt. Vad är det värt att lyfta {name.inside('sv')} från sämst till bäst,"
        " när det lyft som är mest värt av alla räknas som 100? (över 0, högst 100)",
    )


def _points_question(name: Text) -> Text:
    return Text(
        f"How many points does {name.inside('en')} get for how much it matters? (above 0, at most 100)",
        f"Hur många poäng får {name.inside('sv')} för hur viktigt det är? (över 0, högst 100)",
    )


def _step(place: Place, text: Text) -> Step:
    return Step(text, (place,), _is_amount, partial(_read, place))


def _is_amount(said: Any) -> bool:
    return is_number(said) and bool(0 < said <= _MOST)


def _read(place: Place, said: str) -> Read:
    given = number(said)
    if given is None or not 0 < given <= _MOST:
        what = shortened(said.strip())
        return Text(
            f"'{what}' is not a number above 0, at most {_MOST}", f"'{what}' är inte ett tal över 0, högst {_MOST}"
        )
    return {place: plain(given)}
