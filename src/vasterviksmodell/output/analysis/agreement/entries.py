"""Where actors agree, for programs: stable keys, full precision; actors, sites and criteria by their ids."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vasterviksmodell.analysis.agreement import Agreement, Concession, Disagreement, JudgedSite

SCHEMA = "vasterviksmodell/agreement/1"


def entry(it: "Agreement") -> dict[str, Any]:
    """The agreement as plain values."""
    return {
        "schema": SCHEMA,
        "actors": [_actor(it, number) for number, _ in enumerate(it.actors)],
        "kendalls_w": it.kendalls_w,
        "top": it.top,
        "exact": it.exact,
        "in_every_top": [site.id for site in it.shared],
        "compromise": [site.id for site in it.compromise],
        "sites": [_site(site, it) for site in it.sites],
        "disagreements": [_disagreement(one, it) for one in it.disagreements],
        "concessions": [_concession(one, it) for one in it.concessions],
    }


def _actor(it: "Agreement", number: int) -> dict[str, Any]:
    actor, model = it.actors[number], it.models[number]
    return {
        "id": actor.id,
        "when": actor.when,
        "share": float(actor.share),
        "weights": {node.id: float(node.weight) for node in model.scored},
    }


def _site(site: "JudgedSite", it: "Agreement") -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.name,
        "status": site.status,
        "lowest_score": site.lowest,
        "rank_spread": site.spread,
        "by_actor": {
            actor.id: {
                "rank": placed.rank,
                "rank_best": placed.rank_best,
                "rank_worst": placed.rank_worst,
                "score": placed.score,
            }
            for actor, placed in zip(it.actors, site.placed, strict=True)
        },
    }


def _disagreement(one: "Disagreement", it: "Agreement") -> dict[str, Any]:
    first, second = one.actors
    return {
        "actors": [it.actors[first].id, it.actors[second].id],
        "kendalls_tau_b": one.tau,
        "before": one.before and one.before.id,
        "after": one.after and one.after.id,
        "gaps": list(one.gaps) if one.opposed else None,
        "parts": {part.criterion.id: part.points for part in one.parts},
    }


def _concession(one: "Concession", it: "Agreement") -> dict[str, Any]:
    return {"actor": it.actors[one.actor].id, "moved": one.moved, "weights": dict(one.weights)}
