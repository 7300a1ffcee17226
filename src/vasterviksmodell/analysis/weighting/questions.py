"""What is asked of a set of siblings, one module per method; the registry says which there are."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any

from vasterviksmodell.analysis.weighting.question import (
    Called,
    Judgement,
    Method,
    Place,
    Read,
    Step,
    member,
    no_number,
    number,
    offered,
    plain,
)
from vasterviksmodell.analysis.weighting.rank_order import DEFAULT_FORMULA
from vasterviksmodell.analysis.weighting.weights import is_number
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.criteria.judgement_entries import as_ratio
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import Text, listing, shortened

_MOST_AMOUNTS = 100


def swing(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """Return what it is worth that each goes from its worst to its best."""
    names = Joined((called(id) for id in ids), "; ")
    return [_step_of_amounts(("swing", id), _swing_question(called.lift(id), names)) for id in ids]


def points(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """Return how much each matters."""
    return [_step_of_amounts(("points", id), _points_question(called(id))) for id in ids]


def _swing_question(lift: Phrase, names: Phrase) -> Message:
    return Message(
        "Think of a site that has the worst measure on everything. The lift from worst to best that is worth most to"
        " you gets 100, of these: {names}. How many points is it worth to lift {lift}? (above 0, at most 100)"
    ).format(lift=lift, names=names)


def _points_question(name: Text) -> Message:
    return Message("How many points does {name} get for how much it matters? (above 0, at most 100)").format(name=name)


def _step_of_amounts(place: Place, text: Message) -> Step:
    return Step(text, (place,), _is_amount, partial(_read_amounts, place))


def _is_amount(said: Any) -> bool:
    return is_number(said) and bool(0 < said <= _MOST_AMOUNTS)


def _read_amounts(place: Place, said: str) -> Read:
    given = number(said)
    if given is None or not 0 < given <= _MOST_AMOUNTS:
        what = shortened(said.strip())
        return Message("'{what}' is not a number above 0, at most {most}").format(what=what, most=_MOST_AMOUNTS)
    return {place: plain(given)}


_OVER, _WORST = ("best_over",), ("over_worst",)
_MOST_BEST_WORST = 9


def bwm(ids: Sequence[str], judgement: Judgement, called: Called) -> Sequence[Step]:
    """Ask for the best, the worst, and when both are known the 2n − 3 comparisons, the best over the worst first."""
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
    asked = text.format(first=first, second=second, most=_MOST_BEST_WORST)
    return Step(asked, places, _is_ratio, partial(_read_ratio, places))


def _is_ratio(said: Any) -> bool:
    ratio = as_ratio(said)
    return ratio is not None and 1 <= ratio <= GREATEST_RATIO


def _read_ratio(places: tuple[Place, ...], said: str) -> Read:
    ratio = number(said)
    if ratio is None or not 1 <= ratio <= _MOST_BEST_WORST:
        return no_number(said, "1", str(_MOST_BEST_WORST))
    return dict.fromkeys(places, plain(ratio))


_RANKING, _FORMULA = ("ranking",), ("formula",)


def ranking(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """Return one step: the whole order."""
    names = offered(ids, called)
    text = Message(
        "Put in order, the most important first, with = between those that matter as much (a, b = c): {names}"
    ).format(names=names)
    read = partial(_read_order, ids, called)
    return [Step(text, (_RANKING,), partial(_is_order, ids), read, clears=(_FORMULA,))]


def _is_order(ids: Sequence[str], said: Any) -> bool:
    if not isinstance(said, Sequence) or isinstance(said, str):
        return False
    names = [
        name
        for place in said
        for name in ([place] if isinstance(place, str) or not isinstance(place, Sequence) else place)
    ]
    return len(names) == len(ids) and all(id in names for id in ids)


def _read_order(ids: Sequence[str], called: Called, said: str) -> Read:
    tied = [[member(name, ids, called) for name in places.split("=")] for places in said.split(",")]
    wrong = [name for name in _all(tied) if isinstance(name, Message)]
    if wrong:
        return wrong[0]
    names = [name for name in _all(tied) if isinstance(name, str)]
    amiss = [id for id in ids if names.count(id) != 1]
    if amiss:
        which = listing(amiss).inside("en")
        return Message("name each of these once: {which}").format(which=which)
    return {_RANKING: [names[0] if len(names) == 1 else names for names in tied], _FORMULA: DEFAULT_FORMULA}


def _all(tied: Sequence[Sequence[str | Message]]) -> Iterator[str | Message]:
    return (name for names in tied for name in names)


_KEY = "comparisons"
_MOST_PAIRS = 9


def ahp(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """Compare each with the next, so that all are connected, then (optionally) those two apart, and so on."""
    apart = [(ids[id], ids[id + far], far > 1) for far in range(1, len(ids)) for id in range(len(ids) - far)]
    return [_step_of_pairs(first, second, called, optional) for first, second, optional in apart]


def _step_of_pairs(first: str, second: str, called: Called, optional: bool) -> Step:
    places = ((_KEY, first, second), (_KEY, second, first))
    text = _question(called(first), called(second))
    return Step(text, places, _is_ratio_pairs, partial(_read_pairs, first, second), is_optional=optional)


def _question(first: Text, second: Text) -> Message:
    return Message(
        "How many times as important as {second} is {first}? (1–9, or 1/2–1/9 when {second} is the more important)"
    ).format(first=first, second=second)


def _is_ratio_pairs(said: Any) -> bool:
    ratio = as_ratio(said)
    return ratio is not None and Fraction(1, GREATEST_RATIO) <= ratio <= GREATEST_RATIO


def _read_pairs(first: str, second: str, said: str) -> Read:
    """Return what is below 1 is written the other way round, so that a third is kept as 3, exactly."""
    ratio = number(said)
    if ratio is None or not Fraction(1, _MOST_PAIRS) <= ratio <= _MOST_PAIRS:
        return no_number(said, f"1/{_MOST_PAIRS}", str(_MOST_PAIRS))
    return {(_KEY, first, second): plain(ratio)} if ratio >= 1 else {(_KEY, second, first): plain(1 / ratio)}


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "swing": Method(swing, lambda n: n),
        "points": Method(points, lambda n: n),
        "ranking": Method(ranking, lambda _: 1),
        "ahp": Method(ahp, lambda n: n * (n - 1) // 2),
        "bwm": Method(bwm, lambda n: 2 * n - 1),
    }
)
"""The methods by what a command calls them."""
