"""Ranks in frames, a step of their own: they take four columns, the status and the score with its ends.

A frame of Polars searches each score among all in order. Another lazy engine counts by one window over a narrow table
of the different scores, and joins the counts to the sites.
"""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.expected import expect_top
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.eager_frames import EagerFrame, eager
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.scoring.raw_columns import InvalidFrame, as_words, raising_invalid_frame
from vasterviksmodell.source.folding import BLANKS

NEEDED = (names.STATUS, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
ADDED = (names.RANK, names.RANK_BEST, names.RANK_WORST)
_SCORES = (names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
_RIVALS = {
    names.RANK: (names.SCORE, names.SCORE),
    names.RANK_BEST: (names.SCORE_LOW, names.SCORE_HIGH),
    names.RANK_WORST: (names.SCORE_HIGH, names.SCORE_LOW),
}
"""The score of each rival that counts when it is above a score of the site."""
TEMPORARY = GROUP, SITES, AT, MARK, QUERY, RANKED = "_part", "_sites", "_at", "_mark", "_query", "_ranked"
"""Columns that exist while ranks are counted."""
_MOST = 2**62
"""More sites than any engine counts."""
_QUERIED, _MARKED = "a", "b"
"""A site counts the rivals that stand before it, not those beside it: it goes first."""


def rank(frame: Any, per: str | None = None, top: int | None = None) -> Any:
    """Rank the sites of a scored frame: one that `score(..., ranks=False)` made, or only some columns of it.

    Needs `status`, `score`, `score_low` and `score_high`, and adds `rank`, `rank_best` and `rank_worst`. `per` is a
    column, such as the municipality: the sites with the same text in it, in any case and with any outer blanks, are
    ranked among themselves, as are those without one. `top` keeps the first sites of each ranking, with all that share
    the last rank. A lazy frame stays lazy, and is read several times: store what `score` made, at least these columns
    and the ids, rank what is stored, and join the ranks by the ids.

    Raises `InvalidFrame` for a frame without these columns, with ranks, or of a kind that cannot be read; `ValueError`
    when `top` is below 0.

    >>> import polars as pl
    >>> scored = {"status": ["qualified"] * 3, "score": [70.0, 90.0, 80.0], "place": ["a", "a", "b"]}
    >>> frame = pl.DataFrame(scored).with_columns(score_low="score", score_high="score")
    >>> rank(frame, per="place")["rank"].to_list()
    [2, 1, 1]
    """
    expect_top(top)
    native = nw.to_native(frame, pass_through=True)
    eager_frame = eager(native)
    if eager_frame is not None:
        with raising_invalid_frame("the frame cannot be ranked"):
            return _rank_eager(eager_frame, per, top)
    with raising_invalid_frame("the frame cannot be read"):
        wrapped = as_narwhals(native)
        _require_columns(_names_of(wrapped), per)
        ranked = with_ranks(wrapped, per)
        return (ranked if top is None else ranked.filter(nw.col(names.RANK) <= min(top, _MOST))).to_native()


def _rank_eager(frame: EagerFrame, per: str | None, top: int | None) -> Any:
    _require_columns(frame.names, per)
    numbers = {name: number for number, name in enumerate(frame.names)}
    read = {name: frame.read(numbers[name]).cells for name in (*NEEDED, *([] if per is None else [per]))}
    ranked = _ranked_by_search(pl.DataFrame(read), per).select(ADDED)
    if top is None:
        return frame.with_columns(ranked)
    first = (ranked[names.RANK] <= min(top, _MOST)).fill_null(value=False)
    return frame.rows(first).with_columns(ranked.filter(first))


def _require_columns(present: Sequence[Any], per: str | None) -> None:
    missing = [name for name in (*NEEDED, *([] if per is None else [per])) if name not in present]
    if missing:
        raise InvalidFrame(f"the frame has no column {', '.join(missing)}: rank a frame that was scored")
    taken = [name for name in (*ADDED, *TEMPORARY) if name in present]
    if taken:
        raise InvalidFrame(f"the columns {', '.join(taken)} would be overwritten: rename or drop them")


def as_narwhals(native: Any) -> Any:
    """Wrap a lazy frame of any engine; `InvalidFrame` for what is none."""
    try:
        return nw.from_native(native)
    except TypeError as error:
        kinds = "give one of Polars, pandas, PyArrow, DuckDB, Ibis or Spark"
        raise InvalidFrame(f"a {type(native).__name__} is not a supported frame: {kinds}") from error


def _names_of(frame: Any) -> Sequence[str]:
    names: Sequence[str] = frame.collect_schema().names()
    return names


def with_ranks(frame: Any, per: str | None = None) -> Any:
    """Add the ranks to a scored frame of Narwhals whose status is a word."""
    if frame.implementation.is_polars():
        return nw.from_native(_ranked_by_search(frame.to_native(), per))
    return _ranked_by_join(frame, per)


def _ranked_by_search(frame: Any, per: str | None) -> Any:
    """Add ranks by expressions of Polars: each score is searched among those of all ranked sites, in order."""
    ranked = pl.col(names.STATUS) != "excluded"
    part = None if per is None else pl.col(per).cast(pl.String).fill_null("").str.strip_chars(BLANKS).str.to_lowercase()

    def rank_of(name: str, rival: str, site: str) -> pl.Expr:
        ordered = pl.col(rival).filter(ranked).sort()
        above = ranked.sum().cast(pl.Int64) - ordered.search_sorted(pl.col(site) + TOLERANCE, side="right").cast(
            pl.Int64
        )
        counted = above if part is None else above.over(part)
        rank = 1 + (counted - _itself(pl).cast(pl.Int64) if name == names.RANK_WORST else counted)
        return pl.when(ranked).then(rank).alias(name)

    return frame.with_columns(rank_of(name, *scores) for name, scores in _RIVALS.items())


def _itself(engine: Any) -> Any:
    """Return 1 where a site is above its own lowest score and so counted among its rivals, else 0."""
    wide = engine.col(names.SCORE_HIGH) > engine.col(names.SCORE_LOW) + TOLERANCE
    return engine.when(wide).then(engine.lit(1)).otherwise(engine.lit(0))


def _ranked_by_join(frame: Any, per: str | None) -> Any:
    """Add ranks by window functions and one join."""
    text = nw.lit("") if per is None else as_words(nw.col(per).cast(nw.String).fill_null(""))
    sites = frame.with_columns(
        text.alias(GROUP),
        nw.when(nw.col(names.STATUS) != "excluded").then(nw.lit(1)).otherwise(nw.lit(0)).alias(RANKED),
    )
    joined = sites.join(_lookup(sites), on=[GROUP, *_SCORES], how="left")
    is_ranked = nw.col(RANKED) == 1
    ranks = [nw.when(is_ranked).then(nw.col(name).cast(nw.Int64)).alias(name) for name in ADDED]
    return joined.with_columns(ranks).drop(GROUP, RANKED)


def _lookup(sites: Any) -> Any:
    """Return the ranks by the different scores of sites in each part.

    The scores of sites and the marks at the scores of every rival are put in one falling order; each site counts the
    marks before it.
    """
    different = sites.group_by(GROUP, *_SCORES).agg(nw.col(RANKED).sum().alias(SITES))
    places = _six_times(different)
    counted = places.with_columns(nw.col(SITES).cum_sum().over(GROUP, MARK, order_by=[AT, QUERY]).alias(SITES))
    queries = counted.filter(nw.col(QUERY) == _QUERIED)
    above = [
        nw.when(nw.col(MARK) == str(number)).then(nw.col(SITES) + 1).otherwise(nw.lit(0)).alias(name)
        for number, name in enumerate(_RIVALS)
    ]
    ranks = queries.with_columns(above).group_by(GROUP, *_SCORES).agg(nw.col(name).max() for name in ADDED)
    return ranks.with_columns((nw.col(names.RANK_WORST) - _itself(nw)).alias(names.RANK_WORST))


def _six_times(different: Any) -> Any:
    """Return for each of the ranks where in falling order the rivals stand, and the site that counts those before it.

    A text is split and its parts become rows, which every engine can without reading the table more than once.
    """
    kinds = [f"{kind}{number}" for kind in (_QUERIED, _MARKED) for number in range(len(_RIVALS))]
    rows = different.with_columns(nw.lit(" ".join(kinds)).str.split(" ").alias(MARK)).explode(
        MARK, empty_as_null=False, keep_nulls=False
    )
    at = nw.lit(None, nw.Float64)
    for number, (rival, site) in enumerate(_RIVALS.values()):
        at = nw.when(nw.col(MARK) == f"{_MARKED}{number}").then(-nw.col(rival)).otherwise(at)
        at = nw.when(nw.col(MARK) == f"{_QUERIED}{number}").then(-(nw.col(site) + TOLERANCE)).otherwise(at)
    is_mark = nw.col(MARK).str.starts_with(_MARKED)
    sites = nw.when(is_mark).then(nw.col(SITES)).otherwise(nw.lit(0))
    return rows.with_columns(
        at.alias(AT), sites.alias(SITES), nw.col(MARK).str.head(1).alias(QUERY), nw.col(MARK).str.tail(1).alias(MARK)
    )
