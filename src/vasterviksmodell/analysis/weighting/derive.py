"""From a judgement as a criteria file writes it to weights, whatever the method."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from vasterviksmodell.analysis.weighting.best_worst import best_worst
from vasterviksmodell.analysis.weighting.interface import CannotWeigh, Weights
from vasterviksmodell.analysis.weighting.members import mapping, require_known
from vasterviksmodell.analysis.weighting.pairwise import Pair, pairwise
from vasterviksmodell.analysis.weighting.points import points, swing
from vasterviksmodell.analysis.weighting.rank_order import DEFAULT_FORMULA, rank_order
from vasterviksmodell.wording import Text, listing

Judgement = Mapping[str, Any]
"""One of `{points: …}`, `{swing: …}`, `{comparisons: …}`, `{ranking: …, formula: …}`, `{best: …, worst: …, …}`."""


def derive(judgement: Judgement, ids: Sequence[str]) -> Weights:
    """The weights of a set of siblings by what is judged of them; `CannotWeigh` when none follow.

    The method is told by the keys, of which nothing but those of one method may be there.
    """
    keys = frozenset(mapping(judgement, "judgement"))
    for key, (needed, also, weigh) in _METHODS.items():
        if key in keys and needed <= keys <= needed | also:
            return weigh(judgement, ids)
    raise CannotWeigh(_no_method(keys))


def _points(judgement: Judgement, ids: Sequence[str]) -> Weights:
    return points(ids, mapping(judgement["points"], "points"))


def _swing(judgement: Judgement, ids: Sequence[str]) -> Weights:
    return swing(ids, mapping(judgement["swing"], "swing"))


def _ranking(judgement: Judgement, ids: Sequence[str]) -> Weights:
    ranking = judgement["ranking"]
    if not isinstance(ranking, Sequence) or isinstance(ranking, str):
        raise CannotWeigh(Text("ranking: a list of names is needed", "ranking: här behövs en lista med namn"))
    return rank_order(ids, ranking, judgement.get("formula", DEFAULT_FORMULA))


def _comparisons(judgement: Judgement, ids: Sequence[str]) -> Weights:
    return pairwise(ids, dict(_pairs(ids, mapping(judgement["comparisons"], "comparisons"))))


def _pairs(ids: Sequence[str], comparisons: Mapping[Any, Any]) -> Iterator[tuple[Pair, Any]]:
    for first, others in comparisons.items():
        require_known(ids, [first])
        for second, ratio in mapping(others, str(first)).items():
            require_known(ids, [second])
            yield (first, second), ratio


def _best_worst(judgement: Judgement, ids: Sequence[str]) -> Weights:
    best_over, over_worst = (mapping(judgement.get(key, {}), key) for key in ("best_over", "over_worst"))
    return best_worst(ids, judgement["best"], judgement["worst"], best_over, over_worst)


_METHODS: Mapping[str, tuple[frozenset[str], frozenset[str], Callable[[Judgement, Sequence[str]], Weights]]] = (
    MappingProxyType(
        {
            "points": (frozenset({"points"}), frozenset(), _points),
            "swing": (frozenset({"swing"}), frozenset(), _swing),
            "comparisons": (frozenset({"comparisons"}), frozenset(), _comparisons),
            "ranking": (frozenset({"ranking"}), frozenset({"formula"}), _ranking),
            "best": (frozenset({"best", "worst"}), frozenset({"best_over", "over_worst"}), _best_worst),
        }
    )
)
"""By a key that tells it, the keys that a method needs, those that it may have besides, and what it makes of them."""


def _no_method(keys: frozenset[Any]) -> Text:
    known = "points; swing; comparisons; ranking, formula; best, worst, best_over, over_worst"
    given = listing(sorted(map(str, keys))).inside("en") or "–"
    return Text(f"{given}: give the keys of one method: {known}", f"{given}: ange nycklarna för en metod: {known}")
