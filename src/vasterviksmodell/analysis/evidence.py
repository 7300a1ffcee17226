"""What a report rests on: a ranking, and what every analysis finds in it, gathered once."""

from collections.abc import Callable
from dataclasses import dataclass

from vasterviksmodell.analysis.agreement import Agreement, agree
from vasterviksmodell.analysis.explanation import Explanation, explain
from vasterviksmodell.analysis.losses import Losses, losses
from vasterviksmodell.analysis.obstacles import Obstacles, obstacles
from vasterviksmodell.analysis.robustness.robustness import Robustness, robustness
from vasterviksmodell.scoring import Ranking

SHEETS = 300
"""How many sites, the first in order, are explained, and have a sheet of their own unless another number is given."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A ranking of all its sites, with the results of the analyses."""

    ranking: Ranking
    explanations: tuple[Explanation, ...]
    """Of the first sites, in the order of the ranking: of more than have a sheet, where few have one."""
    obstacles: Obstacles
    losses: Losses
    robustness: Robustness
    agreement: Agreement | None
    """None where the criteria name no actors."""
    sheets: int = SHEETS
    """How many of the first sites have a sheet of their own."""


def evidence(
    ranking: Ranking, top: int = SHEETS, draws: int = 10_000, told: Callable[[int, int], None] | None = None
) -> Evidence:
    """Gather what is known of a ranking of all its sites.

    `top`: how many sites have a sheet of their own. `draws` and `told` are those of `robustness`.
    """
    return Evidence(
        ranking,
        tuple(explain(ranking, id) for id in ranking.frame["id"].head(max(top, SHEETS))),
        obstacles(ranking),
        losses(ranking),
        robustness(ranking, draws=draws, told=told),
        agree(ranking) if ranking.criteria.actors else None,
        top,
    )
