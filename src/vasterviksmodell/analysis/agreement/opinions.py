"""What each actor's weights make of the same sites: screening and values are the same for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from vasterviksmodell.analysis.value_matrix import Floats, value_matrix
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking, sites_of
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.scoring.run import rank_sites


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody's weights place a site."""

    rank: int
    rank_best: int
    rank_worst: int
    score: float

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Placed":
        return cls(row[names.RANK], row[names.RANK_BEST], row[names.RANK_WORST], row[names.SCORE])


@dataclass(frozen=True, slots=True)
class JudgedSite:
    """A site that is not excluded, with its place by each actor's weights, in the order of the actors."""

    id: str
    name: str
    status: Status
    placed: tuple[Placed, ...]

    @property
    def lowest(self) -> float:
        """Its score by the weights of the actor to whom it is worth the least."""
        return min(it.score for it in self.placed)

    @property
    def spread(self) -> int:
        """How many ranks lie between the actor who places it first and the one who places it last."""
        places = [it.rank for it in self.placed]
        return max(places) - min(places)


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """The n sites that are not excluded as k actors see them; the order of the sites is that of the ranking asked."""

    sites: tuple[JudgedSite, ...]
    values: Floats
    """n × m: what counts in the scores, for all actors the same."""
    weights: Floats
    """k × m: in the order of the scored criteria."""
    scores: Floats
    """k × n."""
    ranks: Floats
    """k × n."""
    exact: bool
    """Whether every value is exactly known."""


def opinions(ranking: Ranking, models: Sequence[Criteria]) -> Opinions:
    """What several weightings of one model make of the sites in a ranking of it."""
    matrix = value_matrix(ranking)
    sites = sites_of(ranking)
    places = [_places(rank_sites(sites, model)) for model in models]
    rows = ranking.frame.filter(pl.col(names.RANK).is_not_null()).select("id", "name", names.STATUS)
    judged = [JudgedSite(id, name, status, tuple(it[id] for it in places)) for id, name, status in rows.iter_rows()]
    weights = np.array([[float(it.weight) for it in model.scored] for model in models])
    scores = np.array([[site.placed[actor].score for site in judged] for actor, _ in enumerate(models)])
    ranks = np.array([[site.placed[actor].rank for site in judged] for actor, _ in enumerate(models)], dtype=np.float64)
    return Opinions(tuple(judged), matrix.values, weights, scores, ranks, matrix.exact)


def _places(ranking: Ranking) -> Mapping[str, Placed]:
    ranked = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    return {row["id"]: Placed.of(row) for row in ranked.iter_rows(named=True)}
