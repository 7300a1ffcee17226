"""Several actors' weights on the same sites: what they agree on, and what parts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from vasterviksmodell.analysis.agreement.concession import Concession, concession
from vasterviksmodell.analysis.agreement.disagreement import Disagreement, disagreement
from vasterviksmodell.analysis.agreement.opinions import JudgedSite, Opinions, opinions
from vasterviksmodell.analysis.rank_agreement import kendalls_w
from vasterviksmodell.criteria import Criteria, with_weights_of
from vasterviksmodell.criteria.actors import Actor
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE

_LOOKED_AT = 1_000
"""Of so many sites at most pairs are looked at; more are among the first only where very many tie."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the actors of a model agree on, and what parts them; sites are in the order of the ranking asked."""

    criteria: Criteria
    actors: tuple[Actor, ...]
    models: tuple[Criteria, ...]
    """The criteria with each actor's weights."""
    sites: tuple[JudgedSite, ...]
    excluded: int
    """How many sites are excluded, whoever weighs."""
    exact: bool
    """Whether every value is exactly known; otherwise those that count in the score stand for them."""
    top: int
    kendalls_w: float | None
    """Kendall's coefficient of concordance, 0–1; None for fewer than two actors or sites, or when all are tied."""
    shared: tuple[JudgedSite, ...]
    """Those that every actor has among the first `top`."""
    compromise: tuple[JudgedSite, ...]
    """Those whose lowest score by any actor's weights is the highest (max–min); several when they tie."""
    disagreements: tuple[Disagreement, ...]
    """Of each two actors."""
    concessions: tuple[Concession, ...]
    """What each actor would have to give for the (first) compromise to be first."""


def agree(ranking: Ranking, top: int = 3) -> Agreement:
    """What the actors in the criteria of a ranking agree on. `ValueError` when the criteria have no actors."""
    criteria = ranking.criteria
    if not criteria.actors:
        raise ValueError("the criteria have no actors")
    models = tuple(with_weights_of(criteria, it.id) for it in criteria.actors)
    held = opinions(ranking, models)
    compromise = _compromise(held)
    return Agreement(
        criteria=criteria,
        actors=criteria.actors,
        models=models,
        sites=held.sites,
        excluded=ranking.counts.excluded,
        exact=held.exact,
        top=top,
        kendalls_w=kendalls_w(held.ranks) if held.sites else None,
        shared=tuple(it for it in held.sites if all(placed.rank <= top for placed in it.placed)),
        compromise=tuple(held.sites[number] for number in compromise),
        disagreements=tuple(_disagreements(criteria, held, top)),
        concessions=tuple(_concessions(criteria, held, compromise)),
    )


def _compromise(held: Opinions) -> list[int]:
    if not held.sites:
        return []
    lowest = held.scores.min(axis=0)
    return np.flatnonzero(lowest >= lowest.max() - TOLERANCE).tolist()


def _disagreements(criteria: Criteria, held: Opinions, top: int) -> Sequence[Disagreement]:
    """Of each two actors, on the sites that somebody has among the first."""
    looked_at = [number for number, it in enumerate(held.sites) if any(placed.rank <= top for placed in it.placed)]
    pairs = combinations(range(len(held.weights)), 2)
    return [disagreement(criteria, held, pair, looked_at[:_LOOKED_AT]) for pair in pairs]


def _concessions(criteria: Criteria, held: Opinions, compromise: list[int]) -> Sequence[Concession]:
    if not compromise:
        return []
    site, weights = compromise[0], held.weights
    return [concession(criteria, held.values, weights[actor], site, actor) for actor in range(len(weights))]
