"""The robustness for programs: stable keys, full precision, sites and criteria by id."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, assert_never

from vasterviksmodell.output.views.words import criterion_entry, finite

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.dominance import NeverFirsts
    from vasterviksmodell.analysis.robustness.robustness import PairOrder, Robustness, WeightSensitivity
    from vasterviksmodell.analysis.robustness.stability import IntervalEnd, StabilityInterval
    from vasterviksmodell.analysis.robustness.unknowns import Unknowns
    from vasterviksmodell.analysis.robustness.variation import LeftOut, OtherLimit, OtherMethod, Place, Variation
    from vasterviksmodell.analysis.smaa import Smaa, WeightDraws
    from vasterviksmodell.criteria import Criteria

SCHEMA = "vasterviksmodell/robustness/1"


def robustness_entry(robustness: "Robustness") -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "sites": robustness.counts.sites,
        "qualified": robustness.counts.qualified,
        "unverified": robustness.counts.unverified,
        "excluded": robustness.counts.excluded,
        "first": _ids(robustness.first),
        "settled": robustness.settled,
        "unsettled_by": list(robustness.unsettled),
        "unknown": _unknown_entry(robustness.unknowns),
        "weights": _weighed_entry(robustness.weighed, robustness.criteria),
        "left_out": [*map(_left_out_entry, robustness.left_out)],
        "limits": [*map(_limit_entry, robustness.limits)],
        "limits_at_nought": [criterion.id for criterion in robustness.immovable],
        "methods": [*map(_method_entry, robustness.methods)],
        "never_first": _never_first_entry(robustness.never_first),
        "draws": None if robustness.drawn is None else _drawn_entry(robustness.drawn),
        "pair": None if robustness.pair is None else _pair_entry(robustness.pair, robustness.criteria),
    }


def _ids(places: "Iterable[Place]") -> list[str]:
    return [place.id for place in places]


def _unknown_entry(unknowns: "Unknowns") -> dict[str, Any]:
    return {
        "settled": unknowns.settled,
        "unverified": [criterion.id for criterion in unknowns.unverified],
        "rivals": _ids(unknowns.rivals),
        "alone": unknowns.alone,
        "figures": [{"id": figure.place.id, **criterion_entry(figure.criterion)} for figure in unknowns.figures],
    }


def _weighed_entry(weighed: "WeightSensitivity", criteria: "Criteria") -> dict[str, Any]:
    errors = weighed.errors
    return {
        "intervals": [*map(_interval_entry, weighed.stability)],
        "all_at_once": None
        if errors is None
        else {
            "part": float(errors.part),
            "id": errors.id,
            "weights": _weights_entry(map(float, errors.weights), criteria),
        },
    }


def _interval_entry(stable: "StabilityInterval") -> dict[str, Any]:
    return {
        "weight": stable.node.id,
        "points": float(stable.node.points),
        "share": float(stable.node.weight),
        "low": _end_entry(stable.low),
        "high": _end_entry(stable.high),
    }


def _end_entry(end: "IntervalEnd | None") -> dict[str, Any] | None:
    return None if end is None else {"points": float(end.points), "share": float(end.weight), "id": end.id}


def _weights_entry(weights: Iterable[float], criteria: "Criteria") -> dict[str, float]:
    return {criterion.id: weight for criterion, weight in zip(criteria.scored, weights, strict=True)}


def _central_entry(drawn: "Smaa", row: int) -> dict[str, float] | None:
    """Return the mean weights of a site that was ever first."""
    if not drawn.acceptability[row, 0]:
        return None
    return _weights_entry(drawn.central_weights[row].tolist(), drawn.criteria)


def _variation_entry(variation: "Variation") -> dict[str, Any]:
    return {
        "first": _ids(variation.first),
        "holds": variation.holds,
        "entered": _ids(variation.entered),
        "left": _ids(variation.left),
        "tau_b": variation.tau,
    }


def _left_out_entry(left_out: "LeftOut") -> dict[str, Any]:
    return {"criterion": left_out.criterion.id, **_variation_entry(left_out.variation)}


def _limit_entry(other: "OtherLimit") -> dict[str, Any]:
    return {
        "criterion": other.criterion.id,
        "end": other.end,
        "limit": other.limit,
        **_variation_entry(other.variation),
    }


def _method_entry(other: "OtherMethod") -> dict[str, Any]:
    return {
        "method": other.method.name,
        "first": _ids(other.first),
        "holds": other.holds,
        "tau_b": other.tau,
        "rho": other.rho,
        "why_not": None if other.why_not is None else other.why_not.inside("en"),
    }


def _never_first_entry(never: "NeverFirsts") -> dict[str, Any]:
    sites = [{"id": site.id, "by": dict(zip(site.by, site.shares, strict=True))} for site in never.sites]
    return {"judged": never.judged, "sites": sites}


def _drawn_entry(drawn: "Smaa") -> dict[str, Any]:
    return {
        "weights": _scheme_entry(drawn.weights),
        "draws": drawn.draws,
        "seed": drawn.seed,
        "greatest_error": drawn.greatest_error,
        "confidence_draws": drawn.confidence_draws,
        "cut": {id: [span.low, span.high] for id, span in drawn.cut.items()},
        "ranks_kept": drawn.ranks_kept,
        "sites": [_site_entry(drawn, row) for row in range(len(drawn.ids))],
        "pairs": {"ids": list(drawn.pairs.ids), "wins": drawn.pairs.wins.tolist()},
    }


def _site_entry(drawn: "Smaa", row: int) -> dict[str, Any]:
    return {
        "id": drawn.ids[row],
        "name": drawn.names[row],
        "rank": drawn.stated_ranks[row],
        "acceptability": _had(drawn.acceptability[row].tolist()),
        "later": float(drawn.later[row]),
        "excluded": float(drawn.excluded[row]),
        "mean_rank": finite(float(drawn.mean_rank[row])),
        "best_rank": int(drawn.best[row]) or None,
        "worst_rank": int(drawn.worst[row]) or None,
        "central_weights": _central_entry(drawn, row),
        "confidence": finite(float(drawn.confidence[row])),
        "confidence_error": finite(float(drawn.confidence_error[row])),
    }


def _had(shares: list[float]) -> list[float]:
    """Return the shares down to the last rank that occurs; that of the first rank at least."""
    last = next((rank for rank in range(len(shares), 1, -1) if shares[rank - 1]), 1)
    return shares[:last]


def _scheme_entry(weights: "WeightDraws") -> dict[str, Any]:
    """Return which weights were drawn."""
    from vasterviksmodell.analysis.smaa import Around, Ordered, Uniform, Within

    match weights:
        case Uniform():
            return {"scheme": "uniform"}
        case Around():
            return {"scheme": "spread", "spread": weights.spread}
        case Within():
            return {"scheme": "bounds", "bounds": {id: list(ends) for id, ends in weights.bounds.items()}}
        case Ordered():
            return {"scheme": "order", "order": [[ids] if isinstance(ids, str) else list(ids) for ids in weights.ids]}
        case _:
            assert_never(weights)


def _pair_entry(pair: "PairOrder", criteria: "Criteria") -> dict[str, Any]:
    return {
        "first": pair.first.id,
        "second": pair.second.id,
        "wins": pair.wins,
        "losses": pair.losses,
        "weights": _weighed_entry(pair.weighed, criteria),
    }
