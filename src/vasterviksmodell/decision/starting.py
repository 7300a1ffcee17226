"""A decision.yaml to start from: an entry for each site, and what the decision will rest on."""

from typing import Any

from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import expect_ranking


def starting_decision(ranking: Ranking) -> dict[str, Any]:
    """Return what a decision.yaml about a ranking starts with: each site with its standing, none of them decided.

    Raises `ValueError` when the ranking does not show all its sites.
    """
    refuse_cut(ranking)
    rows = ranking.frame.select("id", "name", "status", "rank", "score").iter_rows(named=True)
    inputs = {file.path: file.sha256 for file in ranking.inputs}
    return {
        "version": 1,
        **({"language": ranking.criteria.language} if ranking.criteria.language else {}),
        "question": None,
        "who": None,
        "date": None,
        "reference": None,
        "alternatives": dict.fromkeys(("area", "found", "left_out", "zero", "not_covered")),
        "ranked": {"criteria": criteria_fingerprint(ranking.criteria), "inputs": inputs},
        "sites": {row["id"]: _undecided(row) for row in rows},
    }


def _undecided(row: dict[str, Any]) -> dict[str, Any]:
    rank = {} if row["rank"] is None else {"rank": row["rank"]}
    standing = {"status": row["status"], **rank, "score": row["score"]}
    return {"name": row["name"], "outcome": None, "reason": None, "ranked": standing}


def refuse_cut(ranking: Ranking) -> None:
    """Raise `ValueError` when a ranking does not show all its sites: no decision can be judged against it."""
    expect_ranking(ranking)
    if ranking.is_cut:
        raise ValueError("the ranking does not show all its sites")
