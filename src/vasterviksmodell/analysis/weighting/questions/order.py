"""All members in order of importance."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from vasterviksmodell.analysis.weighting.questions.interface import Called, Judgement, Read, Step, member, offered
from vasterviksmodell.analysis.weighting.rank_order import DEFAULT_FORMULA
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import listing

_RANKING, _FORMULA = ("ranking",), ("formula",)


def ranking(ids: Sequence[str], _: Judgement, called: Called) -> Sequence[Step]:
    """One step: the whole order."""
    names = offered(ids, called)
    text = Message(
        "Put in order, the most important first, with = between those that matter as much (a, b = c): {names}"
    ).format(names=names)
    read = partial(_read, ids, called)
    return [Step(text, (_RANKING,), partial(_is_order, ids), read, clears=(_FORMULA,))]


def _is_order(ids: Sequence[str], said: Any) -> bool:
    if not isinstance(said, Sequence) or isinstance(said, str):
        return False
    names = [name for it in said for name in ([it] if isinstance(it, str) or not isinstance(it, Sequence) else it)]
    return len(names) == len(ids) and all(id in names for id in ids)


def _read(ids: Sequence[str], called: Called, said: str) -> Read:
    tied = [[member(name, ids, called) for name in places.split("=")] for places in said.split(",")]
    wrong = [it for it in _all(tied) if isinstance(it, Message)]
    if wrong:
        return wrong[0]
    names = [it for it in _all(tied) if isinstance(it, str)]
    amiss = [id for id in ids if names.count(id) != 1]
    if amiss:
        which = listing(amiss).inside("en")
        return Message("name each of these once: {which}").format(which=which)
    return {_RANKING: [it[0] if len(it) == 1 else it for it in tied], _FORMULA: DEFAULT_FORMULA}


def _all(tied: Sequence[Sequence[str | Message]]) -> Iterator[str | Message]:
    return (name for names in tied for name in names)
