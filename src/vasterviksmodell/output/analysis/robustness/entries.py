"""The robustness for programs: stable keys, full precision, sites and criteria by id."""

from collections.abc import Iterable
from math import isfinite
from typing import TYPE_CHECKING, Any, assert_never

from vasterviksmodell.output.analysis.steps import criterion_entry

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.dominance import NeverFirsts
    from vasterviksmodell.analysis.robustness.leaving_out import LeftOut
    from vasterviksmodell.analysis.robustness.other_limits import OtherLimit
    from vasterviksmodell.analysis.robustness.other_methods import OtherMethod
    from vasterviksmodell.analysis.robustness.robustness import PairOrder, Robustness, Weighed
    from vasterviksmodell.analysis.robustness.stability import End, Stable
    from vasterviksmodell.analysis.robustness.unknowns import Unknowns
    from vasterviksmodell.analysis.robustness.variation import Place, Variation
    from vasterviksmodell.analysis.smaa import Smaa, WeightDraws
    from vasterviksmodell.criteria import Criteria

SCHEMA = "vasterviksmodell/robustness/1"


def robustness_entry(it: "Robustness") -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "sites": it.counts.sites,
        "qualified": it.counts.qualified,
        "unverified": it.counts.unverified,
        "excluded": it.counts.excluded,
        "first": _ids(it.first),
        "settled": it.settled,
        "unsettled_by": list(it.unsettled),
        "unknown": _unknown_entry(it.unknowns),
        "weights": _weighed_entry(it.weighed, it.criteria),
        "left_out": [_left_out_entry(one) for one in it.left_out],
        "limits": [_limit_entry(one) for one in it.limits],
        "limits_at_nought": [one.id for one in it.immovable],
        "methods": [_method_entry(one) for one in it.methods],
        "never_first": _never_first_entry(it.never_first),
        "draws": None if it.drawn is None else _drawn_entry(it.drawn),
        "pair": None if it.pair is None else _pair_entry(it.pair, it.criteria),
    }


def _ids(places: "Iterable[Place]") -> list[str]:
    return [it.id for it in places]


def _unknown_entry(it: "Unknowns") -> dict[str, Any]:
    return {
        "settled": it.settled,
        "unverified": [one.id for one in it.unverified],
        "rivals": _ids(it.rivals),
        "alone": it.alone,
        "figures": [{"id": one.place.id, **criterion_entry(one.criterion)} for one in it.figures],
    }


def _weighed_entry(it: "Weighed", criteria: "Criteria") -> dict[str, Any]:
    errors = it.errors
    return {
        "intervals": [_interval_entry(one) for one in it.stability],
        "all_at_once": None
        if errors is None
        else {
            "part": float(errors.part),
            "id": errors.id,
            "weights": _weights_entry(map(float, errors.weights), criteria),
        },
    }


def _interval_entry(it: "Stable") -> dict[str, Any]:
    return {
        "weight": it.node.id,
        "points": float(it.node.points),
        "share": float(it.node.weight),
        "low": _end_entry(it.low),
        "high": _end_entry(it.high),
    }


def _end_entry(it: "End | None") -> dict[str, Any] | None:
    return None if it is None else {"points": float(it.points), "share": float(it.weight), "id": it.id}


def _weights_entry(weights: Iterable[float], criteria: "Criteria") -> dict[str, float]:
    return {one.id: weight for one, weight in zip(criteria.scored, weights, strict=True)}


def _central_entry(it: "Smaa", row: int) -> dict[str, float] | None:
    """The mean weights of a site that was ever first."""
    if not it.acceptability[row, 0]:
        return None
    return _weights_entry(it.central_weights[row].tolist(), it.criteria)


def _known(number: float) -> float | None:
    return number if isfinite(number) else None


def _variation_entry(it: "Variation") -> dict[str, Any]:
    return {
        "first": _ids(it.first),
        "holds": it.holds,
        "entered": _ids(it.entered),
        "left": _ids(it.left),
        "tau_b": it.tau,
    }


def _left_out_entry(it: "LeftOut") -> dict[str, Any]:
    return {"criterion": it.criterion.id, **_variation_entry(it.variation)}


def _limit_entry(it: "OtherLimit") -> dict[str, Any]:
    return {"criterion": it.criterion.id, "end": it.end, "limit": it.limit, **_variation_entry(it.variation)}


def _method_entry(it: "OtherMethod") -> dict[str, Any]:
    return {
        "method": it.method.name,
        "first": _ids(it.first),
        "holds": it.holds,
        "tau_b": it.tau,
        "rho": it.rho,
        "why_not": None if it.why_not is None else it.why_not.inside("en"),
    }


def _never_first_entry(it: "NeverFirsts") -> dict[str, Any]:
    sites = [{"id": one.id, "by": dict(zip(one.by, one.shares, strict=True))} for one in it.sites]
    return {"judged": it.judged, "sites": sites}


def _drawn_entry(it: "Smaa") -> dict[str, Any]:
    return {
        "weights": scheme_entry(it.weights),
        "draws": it.draws,
        "seed": it.seed,
        "greatest_error": it.greatest_error,
        "confidence_draws": it.confidence_draws,
        "cut": {id: [span.low, span.high] for id, span in it.cut.items()},
        "ranks_kept": it.ranks_kept,
        "sites": [_site_entry(it, row) for row in range(len(it.ids))],
        "pairs": {"ids": list(it.pairs.ids), "wins": it.pairs.wins.tolist()},
    }


def _site_entry(it: "Smaa", row: int) -> dict[str, Any]:
    return {
        "id": it.ids[row],
        "name": it.names[row],
        "rank": it.stated_ranks[row],
        "acceptability": _had(it.acceptability[row].tolist()),
        "later": float(it.later[row]),
        "excluded": float(it.excluded[row]),
        "mean_rank": _known(float(it.mean_rank[row])),
        "best_rank": int(it.best[row]) or None,
        "worst_rank": int(it.worst[row]) or None,
        "central_weights": _central_entry(it, row),
        "confidence": _known(float(it.confidence[row])),
        "confidence_error": _known(float(it.confidence_error[row])),
    }


def _had(shares: list[float]) -> list[float]:
    """The shares down to the last rank that was had; that of the first rank at least."""
    last = next((rank for rank in range(len(shares), 1, -1) if shares[rank - 1]), 1)
    return shares[:last]


def scheme_entry(it: "WeightDraws") -> dict[str, Any]:
    """Which weights were drawn."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    match it:
        case Uniform():
            return {"scheme": "uniform"}
        case Around():
            return {"scheme": "spread", "spread": it.spread}
        case Within():
            return {"scheme": "bounds", "bounds": {id: list(ends) for id, ends in it.bounds.items()}}
        case Ordered():
            return {"scheme": "order", "order": [[ids] if isinstance(ids, str) else list(ids) for ids in it.ids]}
        case _:
            assert_never(it)


def _pair_entry(it: "PairOrder", criteria: "Criteria") -> dict[str, Any]:
    return {
        "first": it.first.id,
        "second": it.second.id,
        "wins": it.wins,
        "losses": it.losses,
        "weights": _weighed_entry(it.weighed, criteria),
    }
