"""The best–worst method: the most and the least important are each compared with all others.

The linear model (Rezaei 2016, as documented by the R package BWM of jakub-tomczak): the weights w ≥ 0, Σ w = 1, with
the least ξ such that |w_B − a_Bj w_j| ≤ ξ and |w_j − a_jW w_W| ≤ ξ for all j. They are unique. With ξ = 0 every
judgement holds exactly. Otherwise scale ξ to 1 and make Σ w as great as can be: each w_j is then the lesser of
(w_B + 1) / a_Bj and a_jW w_W + 1, so Σ w grows with w_B and with w_W, and every edge of what those two may be has both
grow together; so the greatest sum is reached at one corner alone.

ξ is in the unit of the weights and has no limit: the consistency index by which the non-linear model (Rezaei 2015)
divides its ξ is in the unit of ratios. What is compared with a limit is the input-based consistency ratio of Liang,
Brunelli & Rezaei (2020): max_j |a_Bj a_jW − a_BW| / (a_BW² − a_BW), with the limits of their table 3, as documented by
two programs that agree on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum
from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.weighting.weights import (
    CannotWeigh,
    Consistency,
    LeastConsistent,
    Weights,
    amounts,
    require_all,
    require_members,
)
from vasterviksmodell.criteria.actors import GREATEST_RATIO
from vasterviksmodell.i18n import Message

LIMITS: Mapping[int, tuple[float, ...]] = MappingProxyType(
    {
        2: (0.0,) * 7,
        3: (0.1667,) * 7,
        4: (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
        5: (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
        6: (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
        7: (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
        8: (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
        9: (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
    }
)
"""The limit of the consistency ratio by a_BW, for 3, 4, …, 9 members."""

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class BestWorstConsistency(Consistency):
    """The consistency of comparisons with the most and the least important."""

    deviation: float
    """ξ, in the unit of the weights: how far one weight is, at most, from what a judgement implies."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many times as important the best is as each other (`down`), and each other as the worst (`up`)."""

    best: str
    worst: str
    down: Mapping[str, float]
    up: Mapping[str, float]

    @property
    def direct(self) -> float:
        """a_BW."""
        return self.down[self.worst]


def best_worst(
    ids: Sequence[str], best: str, worst: str, best_over: Mapping[str, Any], over_worst: Mapping[str, Any]
) -> Weights:
    """Return weights from how many times as important the best is as each other, and each other as the worst.

    The best over the worst may stand in either mapping, or in both alike. `CannotWeigh` for other names, for missing
    comparisons, and for ratios that are no numbers in 1–1000.
    """
    require_members(ids)
    if len(ids) == 1:
        require_all(ids, [best] if best == worst else [best, worst])
        return Weights("best_worst", {ids[0]: 1.0})
    judged = _checked(ids, best, worst, best_over, over_worst)
    deviation, weights = _solved(ids, judged)
    return Weights("best_worst", weights, _consistency(ids, judged, deviation))


def _checked(
    ids: Sequence[str], best: str, worst: str, best_over: Mapping[str, Any], over_worst: Mapping[str, Any]
) -> _Judged:
    if best == worst:
        same = Message("the best and the worst are the same")
        raise CannotWeigh(same)
    require_all(ids, (best, worst, *(id for id in ids if id not in (best, worst))))
    down, up = dict(best_over), dict(over_worst)
    if best in up:
        down.setdefault(worst, up[best])
    if worst in down:
        up.setdefault(best, down[worst])
    require_all([id for id in ids if id != best], down)
    require_all([id for id in ids if id != worst], up)
    if down[worst] != up[best]:
        raise CannotWeigh(_two_answers(best, worst))
    return _Judged(best, worst, _ratios(down), _ratios(up))


def _two_answers(best: str, worst: str) -> Message:
    return Message("{best} over {worst} is not the same in best_over and over_worst").format(best=best, worst=worst)


def _ratios(judgements: Mapping[str, Any]) -> dict[str, float]:
    return {id: float(ratio) for id, ratio in amounts(judgements, 1, GREATEST_RATIO).items()}


def _solved(ids: Sequence[str], judged: _Judged) -> tuple[float, dict[str, float]]:
    """Return the least ξ and the weights that have it."""
    misses = np.array(list(_misses(ids, judged)))
    found = optimum(
        LinearProgramme(
            costs=np.append(np.zeros(len(ids)), 1.0),
            matrix=np.vstack([np.append(np.ones(len(ids)), 0.0), misses]),
            lower=np.append(1.0, np.full(len(misses), -np.inf)),
            upper=np.append(1.0, np.zeros(len(misses))),
        )
    )
    if found is None:
        raise ValueError("there is an optimum: with ξ great enough all weights will do")
    unscaled, deviation = found.variables[:-1].clip(min=0.0), float(found.variables[-1])
    weights = significant(unscaled / unscaled.sum()).tolist()
    return deviation if deviation > _NOISE else 0.0, dict(zip(ids, weights, strict=True))


def _misses(ids: Sequence[str], judged: _Judged) -> Iterator[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Yield rows r with r · (w, ξ) ≤ 0: each judgement misses by at most ξ, either way."""
    place = {id: number for number, id in enumerate(ids)}
    judgements = [(judged.best, id, ratio) for id, ratio in judged.down.items()]
    judgements += [(id, judged.worst, ratio) for id, ratio in judged.up.items() if id != judged.best]
    for more, less, ratio in judgements:
        miss = np.zeros(len(ids) + 1)
        miss[place[more]], miss[place[less]] = 1.0, -ratio
        within = np.zeros(len(ids) + 1)
        within[-1] = 1.0
        yield from (miss - within, -miss - within)


def _consistency(ids: Sequence[str], judged: _Judged, deviation: float) -> BestWorstConsistency:
    direct = judged.direct
    detours = {id: judged.down[id] * judged.up[id] for id in ids if id not in (judged.best, judged.worst)}
    off = {id: abs(detour - direct) for id, detour in detours.items()}
    furthest = max(off.values(), default=0.0)
    least = tuple(
        LeastConsistent(judged.best, judged.worst, direct, detours[id], through=id)
        for id, miss in off.items()
        if miss > max(_NOISE, furthest - _NOISE)
    )
    span = direct**2 - direct
    ratio = furthest / span if span else (None if least else 0.0)
    return BestWorstConsistency(ratio, _limit(direct, len(ids)), least, deviation)


def _limit(direct: float, n: int) -> float | None:
    row = LIMITS.get(int(direct)) if direct.is_integer() else None
    return row[n - 3] if row is not None and 3 <= n <= 9 else None  # noqa: PLR2004 - what the table covers
