"""The questions about a set of members, by method; `METHODS` is the registry."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any

from vasterviksmodell.analysis.weighting.question import (
    Judgement,
    MemberNames,
    Method,
    Place,
    Read,
    Step,
    as_plain_number,
    choices,
    not_a_number,
    parse_member,
    parse_number,
)
from vasterviksmodell.analysis.weighting.rank_order import DEFAULT_FORMULA
from vasterviksmodell.analysis.weighting.weights import is_number
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.criteria.judgement_entries import as_ratio
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import Text, listing, shortened

_GREATEST_AMOUNT = 100


def swing(ids: Sequence[str], _: Judgement, name_of: MemberNames) -> Sequence[Step]:
    """Ask for each member what its lift from worst to best is worth."""
    names = Joined((name_of(id) for id in ids), "; ")
    return [_amount_step(("swing", id), _swing_question(name_of.lift(id), names)) for id in ids]


def points(ids: Sequence[str], _: Judgement, name_of: MemberNames) -> Sequence[Step]:
    """Ask how much each member matters."""
    return [_amount_step(("points", id), _points_question(name_of(id))) for id in ids]


def _swing_question(lift: Phrase, names: Phrase) -> Message:
    return Message(
        "Think of a site that has the worst measure on everything. The lift from worst to best that is worth most to"
        " you gets 100, of these: {names}. How many points is it worth to lift {lift}? (above 0, at most 100)"
    ).format(lift=lift, names=names)


def _points_question(name: Text) -> Message:
    return Message("How many points does {name} get for how much it matters? (above 0, at most 100)").format(name=name)


def _amount_step(place: Place, text: Message) -> Step:
    return Step(text, (place,), _is_amount, partial(_read_amount, place))


def _is_amount(answer: Any) -> bool:
    return is_number(answer) and bool(0 < answer <= _GREATEST_AMOUNT)


def _read_amount(place: Place, answer: str) -> Read:
    amount = parse_number(answer)
    if amount is None or not 0 < amount <= _GREATEST_AMOUNT:
        what = shortened(answer.strip())
        return Message("'{what}' is not a number above 0, at most {most}").format(what=what, most=_GREATEST_AMOUNT)
    return {place: as_plain_number(amount)}


_OVER, _WORST = ("best_over",), ("over_worst",)
_GREATEST_OVER_WORST = 9


def bwm(ids: Sequence[str], judgement: Judgement, name_of: MemberNames) -> Sequence[Step]:
    """Ask for the best, the worst, and when both are known the 2n − 3 comparisons, the best over the worst first."""
    best, worst = (judgement.get(key) for key in ("best", "worst"))
    if not isinstance(best, str) or best not in ids:
        return [_best_step(ids, name_of)]
    others = [id for id in ids if id != best]
    if not isinstance(worst, str) or worst not in others:
        return [_best_step(ids, name_of), _worst_step(others, name_of)]
    between = [id for id in others if id != worst]
    steps = [_comparison_step(best, worst, ((*_OVER, worst), (*_WORST, best)), name_of)]
    steps += [_comparison_step(best, id, ((*_OVER, id),), name_of) for id in between]
    steps += [_comparison_step(id, worst, ((*_WORST, id),), name_of) for id in between]
    return [_best_step(ids, name_of), _worst_step(others, name_of), *steps]


def _best_step(ids: Sequence[str], name_of: MemberNames) -> Step:
    text = Message("Which is the most important?")
    return _choice_step(("best",), text, ids, name_of, (("worst",), _OVER, _WORST))


def _worst_step(ids: Sequence[str], name_of: MemberNames) -> Step:
    text = Message("Which is the least important?")
    return _choice_step(("worst",), text, ids, name_of, (_OVER, _WORST))


def _choice_step(
    place: Place, text: Message, ids: Sequence[str], name_of: MemberNames, clears: tuple[Place, ...]
) -> Step:
    names = choices(ids, name_of)
    question = Message("{text} {names}").format(text=text, names=names)
    return Step(question, (place,), ids.__contains__, partial(_read_name, place, ids, name_of), clears)


def _read_name(place: Place, ids: Sequence[str], name_of: MemberNames, answer: str) -> Read:
    found = parse_member(answer, ids, name_of)
    return found if isinstance(found, Message) else {place: found}


def _comparison_step(more: str, less: str, places: tuple[Place, ...], name_of: MemberNames) -> Step:
    first, second = name_of(more), name_of(less)
    text = Message("How many times as important as {second} is {first}? (1–{most})")
    question = text.format(first=first, second=second, most=_GREATEST_OVER_WORST)
    return Step(question, places, _is_ratio, partial(_read_ratio, places))


def _is_ratio(answer: Any) -> bool:
    ratio = as_ratio(answer)
    return ratio is not None and 1 <= ratio <= GREATEST_RATIO


def _read_ratio(places: tuple[Place, ...], answer: str) -> Read:
    ratio = parse_number(answer)
    if ratio is None or not 1 <= ratio <= _GREATEST_OVER_WORST:
        return not_a_number(answer, "1", str(_GREATEST_OVER_WORST))
    return dict.fromkeys(places, as_plain_number(ratio))


_RANKING, _FORMULA = ("ranking",), ("formula",)


def ranking(ids: Sequence[str], _: Judgement, name_of: MemberNames) -> Sequence[Step]:
    """Ask for the whole order in one step."""
    names = choices(ids, name_of)
    text = Message(
        "Put these in order, the most important first, with = between equally important ones (a, b = c): {names}"
    ).format(names=names)
    read = partial(_read_order, ids, name_of)
    return [Step(text, (_RANKING,), partial(_is_order, ids), read, clears=(_FORMULA,))]


def _is_order(ids: Sequence[str], answer: Any) -> bool:
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        return False
    names = [
        name
        for place in answer
        for name in ([place] if isinstance(place, str) or not isinstance(place, Sequence) else place)
    ]
    return len(names) == len(ids) and all(id in names for id in ids)


def _read_order(ids: Sequence[str], name_of: MemberNames, answer: str) -> Read:
    tied = [[parse_member(name, ids, name_of) for name in places.split("=")] for places in answer.split(",")]
    faults = [name for name in _flat(tied) if isinstance(name, Message)]
    if faults:
        return faults[0]
    names = [name for name in _flat(tied) if isinstance(name, str)]
    misnamed = [id for id in ids if names.count(id) != 1]
    if misnamed:
        which = listing(misnamed).inside("en")
        return Message("name each of these once: {which}").format(which=which)
    return {_RANKING: [names[0] if len(names) == 1 else names for names in tied], _FORMULA: DEFAULT_FORMULA}


def _flat(tied: Sequence[Sequence[str | Message]]) -> Iterator[str | Message]:
    return (name for names in tied for name in names)


_KEY = "comparisons"
_GREATEST_PAIR_RATIO = 9


def ahp(ids: Sequence[str], _: Judgement, name_of: MemberNames) -> Sequence[Step]:
    """Compare each with the next, so that all are connected, then (optionally) those two apart, and so on."""
    pairs = [
        (ids[place], ids[place + distance], distance > 1)
        for distance in range(1, len(ids))
        for place in range(len(ids) - distance)
    ]
    return [_pair_step(first, second, name_of, optional) for first, second, optional in pairs]


def _pair_step(first: str, second: str, name_of: MemberNames, optional: bool) -> Step:
    places = ((_KEY, first, second), (_KEY, second, first))
    text = _pair_question(name_of(first), name_of(second))
    return Step(text, places, _is_pair_ratio, partial(_read_pair_ratio, first, second), is_optional=optional)


def _pair_question(first: Text, second: Text) -> Message:
    return Message(
        "How many times as important as {second} is {first}? (1–9, or 1/2–1/9 when {second} is the more important)"
    ).format(first=first, second=second)


def _is_pair_ratio(answer: Any) -> bool:
    ratio = as_ratio(answer)
    return ratio is not None and Fraction(1, GREATEST_RATIO) <= ratio <= GREATEST_RATIO


def _read_pair_ratio(first: str, second: str, answer: str) -> Read:
    """Return the ratio in its place; one below 1 is inverted, so that a third is kept exactly, as 3."""
    ratio = parse_number(answer)
    if ratio is None or not Fraction(1, _GREATEST_PAIR_RATIO) <= ratio <= _GREATEST_PAIR_RATIO:
        return not_a_number(answer, f"1/{_GREATEST_PAIR_RATIO}", str(_GREATEST_PAIR_RATIO))
    return (
        {(_KEY, first, second): as_plain_number(ratio)}
        if ratio >= 1
        else {(_KEY, second, first): as_plain_number(1 / ratio)}
    )


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
