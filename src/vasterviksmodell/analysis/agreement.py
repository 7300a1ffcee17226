"""Several actors' weights on the same sites: what they agree on, and what they disagree on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum
from vasterviksmodell.analysis.rank_correlation import kendall_tau_b, kendalls_w
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, value_matrix
from vasterviksmodell.criteria import Criteria, Criterion, with_weights_of
from vasterviksmodell.criteria.actors import Actor
from vasterviksmodell.expected import expect_top
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking, sites_of
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.run import rank_sites

_AT_ONCE = 50
"""How many rivals the first linear programme has; others are added where they turn out to be ahead."""


@dataclass(frozen=True, slots=True)
class Concession:
    """The change of weights by which an actor would put a site first."""

    actor: int
    """The number of the actor."""
    moved: float | None
    """The share of all weight (0–1) that would have to move; None when no weights make the site first."""
    weights: Mapping[str, float]
    """The weights with which the site is first (perhaps tied), by criterion id; empty without any."""


def concession(criteria: Criteria, values: Floats, weights: Floats, site: int, actor: int) -> Concession:
    """Return the least change of weights (m, sum 1) that puts a site, a row of the values (n × m), first."""
    ahead = values - values[site]
    new = _nearest_weights(ahead, weights)
    if new is None:
        return Concession(actor, None, {})
    moved = significant(float(np.abs(new - weights).sum() / 2))
    by_id = {criterion.id: float(weight) for criterion, weight in zip(criteria.scored, new, strict=True)}
    return Concession(actor, moved if moved > TOLERANCE else 0.0, by_id)


def _nearest_weights(ahead: Floats, weights: Floats) -> Floats | None:
    """Return the nearest weights with which nobody is ahead (n × m: by how much each site is on each criterion)."""
    now = weighted_sums(ahead, weights)
    rows = set(np.argsort(-now, kind="stable")[:_AT_ONCE].tolist())
    while True:
        among = sorted(rows)
        new = _nearest_weights_among(ahead[among], now[among], weights)
        if new is None:
            return None
        lead = weighted_sums(ahead, new)
        found = set(np.flatnonzero(lead > _TIE).tolist()) - rows
        if not found:
            return new
        rows |= found


_TIE = 1e-7
"""How far a linear programme's answer may be off, in points of the score."""


def _nearest_weights_among(ahead: Floats, now: Floats, weights: Floats) -> Floats | None:
    number = len(weights)
    signs = np.hstack([np.eye(number), -np.eye(number)])
    found = optimum(
        LinearProgramme(
            costs=np.full(2 * number, 0.5),
            matrix=np.vstack([ahead @ signs, signs, np.ones((1, number)) @ signs]),
            lower=np.concatenate([np.full(len(ahead), -np.inf), -weights, [0.0]]),
            upper=np.concatenate([-now, np.full(number, np.inf), [0.0]]),
        )
    )
    return None if found is None else significant(np.clip(weights + signs @ found.variables, 0, 1))


@dataclass(frozen=True, slots=True)
class SitePlace:
    """The place of a site by an actor's weights."""

    rank: int
    rank_best: int
    rank_worst: int
    score: float

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "SitePlace":
        return cls(row[names.RANK], row[names.RANK_BEST], row[names.RANK_WORST], row[names.SCORE])


@dataclass(frozen=True, slots=True)
class JudgedSite:
    """A site that is not excluded, with its place by each actor's weights, in the order of the actors."""

    id: str
    name: str
    status: Status
    placed: tuple[SitePlace, ...]

    @property
    def lowest(self) -> float:
        """Its lowest score by any actor's weights."""
        return min(placed.score for placed in self.placed)

    @property
    def spread(self) -> int:
        """The difference between its worst and its best rank."""
        places = [placed.rank for placed in self.placed]
        return max(places) - min(places)


@dataclass(frozen=True, slots=True, eq=False)
class ActorRankings:
    """The n sites that are not excluded as k actors see them; in the order of the ranking."""

    sites: tuple[JudgedSite, ...]
    values: Floats
    """n × m: the values that count in the scores, the same for all actors."""
    weights: Floats
    """k × m: in the order of the scored criteria."""
    scores: Floats
    """k × n."""
    ranks: Floats
    """k × n."""
    exact: bool
    """Whether every value is exactly known."""


def actor_rankings(ranking: Ranking, models: Sequence[Criteria]) -> ActorRankings:
    """Rank the sites of a ranking by several weightings of its criteria."""
    matrix = value_matrix(ranking)
    sites = sites_of(ranking)
    places = [_places(rank_sites(sites, model)) for model in models]
    rows = ranking.frame.filter(pl.col(names.RANK).is_not_null()).select("id", "name", names.STATUS)
    judged = [
        JudgedSite(id, name, status, tuple(place[id] for place in places)) for id, name, status in rows.iter_rows()
    ]
    weights = np.array([[float(criterion.weight) for criterion in model.scored] for model in models])
    scores = np.array([[site.placed[actor].score for site in judged] for actor, _ in enumerate(models)])
    ranks = np.array([[site.placed[actor].rank for site in judged] for actor, _ in enumerate(models)], dtype=np.float64)
    return ActorRankings(tuple(judged), matrix.values, weights, scores, ranks, matrix.exact)


def _places(ranking: Ranking) -> Mapping[str, SitePlace]:
    ranked = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    return {row["id"]: SitePlace.of(row) for row in ranked.iter_rows(named=True)}


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a criterion in a disagreement, in points of the score: negative when it lessens it."""

    criterion: Criterion
    points: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two actors and, where they disagree on the order of any, two sites that they put in opposite order."""

    actors: tuple[int, int]
    """Their numbers among the actors."""
    tau: float | None
    """Kendall's tau-b of their orders; None when one of them has all sites at one rank, or there is one site only."""
    before: JudgedSite | None = None
    """The site that the first actor puts before the other; None when they agree."""
    after: JudgedSite | None = None
    gaps: tuple[float, float] = (0.0, 0.0)
    """The lead in points that each actor gives the site that it prefers."""
    parts: tuple[Part, ...] = ()
    """By criterion, the greatest first; they sum to both gaps together."""

    @property
    def opposed(self) -> bool:
        return self.before is not None


def disagreement(criteria: Criteria, rankings: ActorRankings, actors: tuple[int, int], rows: list[int]) -> Disagreement:
    """Return the disagreement of two actors on some sites (by their rows).

    Of all pairs of sites that they order oppositely, it is the pair with the greatest smaller lead.
    """
    one, other = actors
    tau = kendall_tau_b(rankings.ranks[one], rankings.ranks[other])
    gaps = [_gaps(rankings, actor, rows) for actor in actors]
    decided = np.minimum(gaps[0], gaps[1].T) if rows else np.zeros((1, 1))
    if decided.max() <= TOLERANCE:
        return Disagreement(actors, tau)
    row, column = np.unravel_index(decided.argmax(), decided.shape)
    before, after = rows[int(row)], rows[int(column)]
    points = (rankings.weights[one] - rankings.weights[other]) * (rankings.values[before] - rankings.values[after])
    parts = (Part(criterion, float(part)) for criterion, part in zip(criteria.scored, points, strict=True))
    return Disagreement(
        actors,
        tau,
        rankings.sites[before],
        rankings.sites[after],
        (float(gaps[0][row, column]), float(gaps[1][column, row])),
        tuple(sorted(parts, key=lambda part: -part.points)),
    )


def _gaps(rankings: ActorRankings, actor: int, rows: list[int]) -> Floats:
    """Return by how much the site of each row is ahead of that of each column by the weights of an actor."""
    scores = rankings.scores[actor][rows]
    gaps: Floats = scores[:, np.newaxis] - scores
    return gaps


_MOST_SITES = 1_000
"""The greatest number of sites whose pairs are compared; there are more only where very many tie."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Agreement(Result):
    """What the actors agree on, and what they disagree on; sites are in the order of the ranking."""

    criteria: Criteria
    """Those of the ranking."""
    actors: tuple[Actor, ...]
    """Those whose weights are compared."""
    models: tuple[Criteria, ...]
    """The criteria with each actor's weights."""
    sites: tuple[JudgedSite, ...]
    """Each with its rank and score by the weights of every actor."""
    excluded: int
    """How many sites are excluded, whatever the weights."""
    exact: bool
    """Whether every value is exactly known; otherwise those that count in the score stand for them."""
    top: int
    """Of how many first sites it is asked whether actors disagree about them."""
    kendalls_w: float | None
    """Kendall's coefficient of concordance, 0–1; None for fewer than two actors or sites, or when all are tied."""
    shared: tuple[JudgedSite, ...]
    """The sites that every actor has among the first `top`."""
    compromise: tuple[JudgedSite, ...]
    """Those whose lowest score by any actor's weights is the highest (max–min); several when they tie."""
    disagreements: tuple[Disagreement, ...]
    """One for each pair of actors."""
    concessions: tuple[Concession, ...]
    """For each actor, the concession that puts the (first) compromise first."""


def agree(ranking: Ranking, top: int = 3) -> Agreement:
    """Compare how the actors in the criteria rank the sites of a ranking.

    `top`: of how many first sites of each actor disagreements are told. Raises `ValueError` when the criteria have no
    actors.
    """
    expect_ranking(ranking)
    expect_top(top)
    criteria = ranking.criteria
    if not criteria.actors:
        raise ValueError("the criteria have no actors")
    models = tuple(with_weights_of(criteria, actor.id) for actor in criteria.actors)
    rankings = actor_rankings(ranking, models)
    compromise = _compromise(rankings)
    return Agreement(
        criteria=criteria,
        actors=criteria.actors,
        models=models,
        sites=rankings.sites,
        excluded=ranking.counts.excluded,
        exact=rankings.exact,
        top=top,
        kendalls_w=kendalls_w(rankings.ranks) if rankings.sites else None,
        shared=tuple(site for site in rankings.sites if all(placed.rank <= top for placed in site.placed)),
        compromise=tuple(rankings.sites[number] for number in compromise),
        disagreements=tuple(_disagreements(criteria, rankings, top)),
        concessions=tuple(_concessions(criteria, rankings, compromise)),
    )


def _compromise(rankings: ActorRankings) -> list[int]:
    if not rankings.sites:
        return []
    lowest = rankings.scores.min(axis=0)
    return np.flatnonzero(lowest >= lowest.max() - TOLERANCE).tolist()


def _disagreements(criteria: Criteria, rankings: ActorRankings, top: int) -> Sequence[Disagreement]:
    """Return the disagreement of each pair of actors on the sites that any has among the first."""
    rows = [number for number, site in enumerate(rankings.sites) if any(placed.rank <= top for placed in site.placed)]
    pairs = combinations(range(len(rankings.weights)), 2)
    return [disagreement(criteria, rankings, pair, rows[:_MOST_SITES]) for pair in pairs]


def _concessions(criteria: Criteria, rankings: ActorRankings, compromise: list[int]) -> Sequence[Concession]:
    if not compromise:
        return []
    site, weights = compromise[0], rankings.weights
    return [concession(criteria, rankings.values, weights[actor], site, actor) for actor in range(len(weights))]
