"""The scores of very many sites in few figures: how many there are of each status, and how their scores are spread."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
import numpy as np
import polars as pl

from vasterviksmodell.expected import expect
from vasterviksmodell.frozen_value import FrozenValue, Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.division import part_column, parts_of
from vasterviksmodell.scoring.frame_ranks import as_narwhals
from vasterviksmodell.scoring.ranking import TOLERANCE, Counts, Ranking
from vasterviksmodell.scoring.raw_columns import InvalidFrame, raising_invalid_frame
from vasterviksmodell.scoring.requirements import STATUSES
from vasterviksmodell.source.folding import BLANKS

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""The shares of sites whose highest scores are told, the lowest and the highest of all included."""
STEP = 5
"""The width of a step of a histogram, in points of the score."""
STEPS = 100 // STEP


@dataclass(frozen=True, slots=True)
class Spread(FrozenValue):
    """How the scores of some sites are spread."""

    sites: int
    """How many they are."""
    quantiles: tuple[float, ...]
    """The lowest score, those that 5, 25, 50, 75 and 95 % of the sites do not exceed, and the highest; () of none.

    Each is the score of a site: nothing is interpolated.
    """
    histogram: tuple[int, ...]
    """How many sites there are in each step of five points; a score of 100 is in the last."""


@dataclass(frozen=True, slots=True)
class PartSummary(FrozenValue):
    """Some sites: how many there are, and how their scores are spread."""

    key: str | None
    """The text in the column that divides the sites, as in `RankedPart`; None where it is not known."""
    name: str | None
    """What people call it."""
    counts: Counts
    """How many sites there are of each status."""
    ranked: Spread
    """All that are not excluded."""
    statuses: tuple[Spread, ...]
    """Those that are qualified, those that are unverified, and those that are excluded, with their would-be scores."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ScoreSummary(Result):
    """How the scores of very many sites are spread: of all together, and of each part."""

    whole: PartSummary
    """All sites."""
    heading: str | None = None
    """Of the column by which the sites are divided; None where they are not."""
    parts: tuple[PartSummary, ...] = ()
    """In the order of the alphabet, the sites whose part is not known last."""


def score_summary(scored: Any, per: str | None = None) -> ScoreSummary:
    """Say how many sites there are of each status, and how their scores are spread.

    `scored`: a ranking of all its sites, or a frame that `score` made, of any engine; of a lazy one only the status,
    the score and the column `per` are collected. `per`: a column, such as the municipality: each part of the sites
    with the same text in it, in any case and with any outer blanks, is summed up too; of a ranking also `municipality`
    as in `divided`.

    Raises `InvalidFrame` for a frame without these columns or of a kind that cannot be read, `ValueError` for a
    ranking that is cut to some of its sites, or that has no such column.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"status": ["qualified", "excluded", "qualified"], "score": [70.0, 40.0, 90.0]})
    >>> score_summary(frame).whole.ranked.quantiles[3]
    70.0
    """
    if isinstance(scored, Ranking):
        return _of_ranking(scored, per)
    narrow = _narrow(scored, per)
    parts = () if per is None else (_summed(key, key, sites) for key, sites in _parts(narrow, per))
    return ScoreSummary(_summed(None, None, narrow), per, tuple(parts))


def _of_ranking(ranking: Ranking, per: str | None) -> ScoreSummary:
    if ranking.is_cut:
        raise ValueError("the ranking does not hold all its sites: sum up the whole one")
    whole = _summed(None, None, ranking.frame)
    if per is None:
        return ScoreSummary(whole)
    expect(per, str, "the heading of a column belongs", "give a text")
    column = part_column(ranking, per)
    if column is None:
        raise ValueError(f"the ranking has no column '{per}' that divides its sites")
    parts = parts_of(ranking.frame, ranking.criteria, column)
    return ScoreSummary(whole, per, tuple(_summed(part.key, part.name, part.sites) for part in parts))


def _narrow(scored: Any, per: str | None) -> pl.DataFrame:
    """Return the columns of a frame that are summed up."""
    columns = [names.STATUS, names.SCORE, *([per] if per else [])]
    with raising_invalid_frame("the frame cannot be read"):
        frame = as_narwhals(nw.to_native(scored, pass_through=True))
        present = frame.collect_schema().names()
    missing = [name for name in columns if name not in present]
    if missing:
        raise InvalidFrame(f"the frame has no column {', '.join(missing)}: sum up a frame that was scored")
    with raising_invalid_frame("the frame cannot be read"):
        found: pl.DataFrame = frame.select(columns).lazy().collect(backend=pl).to_native()
    return found


def _parts(frame: pl.DataFrame, per: str) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """Yield the text and the sites of each part."""
    text = pl.col(per).cast(pl.String).str.strip_chars(BLANKS)
    texts = frame.with_columns(pl.when(text != "").then(text).alias(per))
    keyed = texts.with_columns(pl.col(per).str.to_lowercase().alias("_part")).sort("_part", nulls_last=True)
    for sites in keyed.partition_by("_part", maintain_order=True):
        yield cast("str | None", sites[per].min()), sites


def _summed(key: str | None, name: str | None, sites: pl.DataFrame) -> PartSummary:
    scores = [sites.filter(pl.col(names.STATUS) == status)[names.SCORE].to_numpy() for status in STATUSES]
    spreads = tuple(map(_spread, scores))
    numbers = [spread.sites for spread in spreads]
    return PartSummary(key, name, Counts(sum(numbers), *numbers), _spread(np.concatenate(scores[:2])), spreads)


def _spread(scores: "NDArray[np.float64]") -> Spread:
    ordered = np.sort(scores)
    places = [max(ceil(share * len(ordered)) - 1, 0) for share in SHARES]
    quantiles = tuple(float(ordered[place]) for place in places) if len(ordered) else ()
    steps = np.clip(np.floor((ordered + TOLERANCE) / STEP).astype(np.intp), 0, STEPS - 1)
    return Spread(len(ordered), quantiles, tuple(map(int, np.bincount(steps, minlength=STEPS))))
