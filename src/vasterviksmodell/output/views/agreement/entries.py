"""Where actors agree, for programs: stable keys, full precision; actors, sites and criteria by their ids."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vasterviksmodell.analysis.agreement import Agreement, Concession, Disagreement, JudgedSite

SCHEMA = "vasterviksmodell/agreement/1"


def entry(agreement: "Agreement") -> dict[str, Any]:
    """Return the agreement as plain values."""
    return {
        "schema": SCHEMA,
        "actors": [_actor(agreement, number) for number, _ in enumerate(agreement.actors)],
        "kendalls_w": agreement.kendalls_w,
        "top": agreement.top,
        "exact": agreement.exact,
        "in_every_top": [site.id for site in agreement.shared],
        "compromise": [site.id for site in agreement.compromise],
        "sites": [_site(site, agreement) for site in agreement.sites],
        "disagreements": [_disagreement(one, agreement) for one in agreement.disagreements],
        "concessions": [_concession(one, agreement) for one in agreement.concessions],
    }


def _actor(agreement: "Agreement", number: int) -> dict[str, Any]:
    actor, model = agreement.actors[number], agreement.models[number]
    return {
        "id": actor.id,
        "when": actor.when,
        "share": float(actor.share),
        "weights": {node.id: float(node.weight) for node in model.scored},
    }


def _site(site: "JudgedSite", agreement: "Agreement") -> dict[str, Any]:
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
            for actor, placed in zip(agreement.actors, site.placed, strict=True)
        },
    }


def _disagreement(disagreement: "Disagreement", agreement: "Agreement") -> dict[str, Any]:
    first, second = disagreement.actors
    return {
        "actors": [agreement.actors[first].id, agreement.actors[second].id],
        "kendalls_tau_b": disagreement.tau,
        "before": disagreement.before and disagreement.before.id,
        "after": disagreement.after and disagreement.after.id,
        "gaps": list(disagreement.gaps) if disagreement.opposed else None,
        "parts": {part.criterion.id: part.points for part in disagreement.parts},
    }


def _concession(concession: "Concession", agreement: "Agreement") -> dict[str, Any]:
    return {
        "actor": agreement.actors[concession.actor].id,
        "moved": concession.moved,
        "weights": dict(concession.weights),
    }
