"""Competition ranks (1, 2, 2, 4) with a tolerance.

A site's rank is one more than the number of sites whose score exceeds its own by more than the tolerance; its best
rank counts the sites that are better even at their lowest when it is at its highest, its worst rank those that
can be better when it is at its lowest.
"""

import polars as pl

from vasterviksmodell.scoring import names

TOLERANCE = 1e-9


def ranks(chosen: pl.DataFrame, among: pl.DataFrame) -> pl.DataFrame:
    """The chosen sites with rank, whether it is shared, best and worst rank among all that are not excluded.

    Both frames have `score`, `score_low`, `score_high`; the chosen are some of those among which they rank.
    """
    low = among[names.SCORE_LOW].sort()
    score, high = (_ordered(among[name], low, among[names.SCORE_LOW]) for name in (names.SCORE, names.SCORE_HIGH))
    itself = (chosen[names.SCORE_HIGH] > chosen[names.SCORE_LOW] + TOLERANCE).cast(pl.Int64)
    return chosen.with_columns(
        (1 + _above(score, chosen[names.SCORE])).alias(names.RANK),
        (_close(score, chosen[names.SCORE]) > 1).alias(names.TIED),
        (1 + _above(low, chosen[names.SCORE_HIGH])).alias(names.RANK_BEST),
        (1 + _above(high, chosen[names.SCORE_LOW]) - itself).alias(names.RANK_WORST),
    )


def _close(ordered: pl.Series, scores: pl.Series) -> pl.Series:
    """How many of the ordered values are within the tolerance of each score, itself included."""
    below = ordered.search_sorted(scores - TOLERANCE, side="left").cast(pl.Int64)
    return len(ordered) - _above(ordered, scores) - below


def _ordered(scores: pl.Series, low: pl.Series, unordered_low: pl.Series) -> pl.Series:
    """Scores in order; sorting is spared when they are the lowest scores, as they are where nothing is unknown."""
    return low if bool((scores == unordered_low).all()) else scores.sort()


def _above(ordered: pl.Series, scores: pl.Series) -> pl.Series:
    """How many of the ordered values exceed each score by more than the tolerance."""
    return len(ordered) - ordered.search_sorted(scores + TOLERANCE, side="right").cast(pl.Int64)
