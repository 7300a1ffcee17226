"""Scores for a frame of any engine: Polars, pandas, PyArrow, DuckDB and what else Narwhals speaks.

A frame that holds its rows is scored in Polars, by the columns that are read alone, and gets further columns. Of a lazy
one the engine does all the work.
"""

from collections.abc import Sequence
from typing import Any, TypeVar, overload

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.eager import EagerFrame, eager
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.frame_columns import FrameMeasure
from vasterviksmodell.scoring.frame_headings import AT, MARK, FrameHeadings, FrameIds, FrameRows
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking
from vasterviksmodell.scoring.raw import InvalidFrame, RawColumns, of_eager, of_lazy, raising_invalid_frame
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, STATUSES
from vasterviksmodell.sites.grammar import Notation
from vasterviksmodell.sites.model import Sites

_UNREADABLE = "the frame cannot be read"
_ADDED = (names.RANK, names.RANK_BEST, names.RANK_WORST)


def score_frame(native: Any, criteria: Criteria) -> Any:
    """Return the frame with the columns of a ranking added; see `score`."""
    native = nw.to_native(native, pass_through=True)
    held = eager(native)
    return _score_lazy(native, criteria) if held is None else _score_eager(held, criteria)


def _score_eager(frame: EagerFrame, criteria: Criteria) -> Any:
    headings = FrameHeadings.of(frame.names, criteria, any_case=False)
    columns, raws = of_eager(frame, headings.numbers)
    if headings.asked:
        table = nw.from_native(columns)
        chosen = table.select(chosen=_chosen(table, raws, headings)).to_native().to_series()
        frame, columns = frame.rows(chosen), columns.filter(chosen)
    scored = _scored(nw.from_native(columns), raws, headings, criteria).to_native()
    return frame.with_columns(scored.drop(columns.columns))


def _score_lazy(native: Any, criteria: Criteria) -> Any:
    """Score a frame of any other kind; what its library complains of is told as ours."""
    with raising_invalid_frame(_UNREADABLE):
        frame = _narwhals(native)
        present = native.columns if frame.implementation.is_duckdb() else frame.collect_schema().names()
    headings = FrameHeadings.of(present, criteria, any_case=not frame.implementation.is_polars())
    with raising_invalid_frame(lambda: _failing(frame, list(headings.numbers))):
        read, raws = of_lazy(frame, list(headings.numbers))
        if headings.asked:
            read = read.filter(_chosen(read, raws, headings))
        scored = _scored(read, raws, headings, criteria)
    return scored.drop(*(raw.at for raw in raws.values())).to_native()


def _failing(frame: Any, columns: Sequence[str]) -> str:
    """Name what cannot be computed: the columns that fail when each is computed alone, or the whole frame."""
    failing = [column for column in columns if not _can_be_computed(frame, column)]
    if len(failing) in {0, len(columns)} and len(columns) > 1:
        return _UNREADABLE
    return f"column '{', '.join(failing)}'"


def _can_be_computed(frame: Any, column: str) -> bool:
    try:
        with raising_invalid_frame(column):
            frame.lazy().select(column).collect()
    except InvalidFrame:
        return False
    return True


def _chosen(frame: Any, raws: RawColumns, headings: FrameHeadings) -> nw.Expr:
    """Return which rows of a frame are asked for."""
    return FrameRows({wish: raws[name] for wish, name in headings.asked.items()}).chosen_from(frame)


def _narwhals(native: Any) -> Any:
    try:
        return nw.from_native(native)
    except TypeError as error:
        kinds = "give one of Polars, pandas, PyArrow or DuckDB"
        raise InvalidFrame(f"a {type(native).__name__} is no frame that is read: {kinds}") from error


def _scored(frame: Any, raws: RawColumns, headings: FrameHeadings, criteria: Criteria) -> Any:
    """Return the frame with the columns of a ranking, once nothing is wrong with what it says."""
    given = _checked(frame, raws, headings, criteria)
    prepared = frame.with_columns(*(expr for measure in given for expr in measure.measures()))
    bare = prepared.to_native() if prepared.implementation.is_polars() else prepared
    scored = nw.from_native(evaluate(bare, criteria, {measure.criterion.id: measure.prepared for measure in given}))
    return _in_words(_ranked(scored.drop(*(name for measure in given for name in measure.prepared))), criteria)


def _checked(frame: Any, raws: RawColumns, headings: FrameHeadings, criteria: Criteria) -> Sequence[FrameMeasure]:
    """Return what the columns say about the criteria; `InvalidFrame` when the criteria rule it out."""
    if headings.id is not None:
        FrameIds(raws[headings.id]).refuse_faulty(frame)
    notation = Notation.of(criteria.data, comma=False)
    given = [
        FrameMeasure.of(criterion, tuple(raws[name] for name in headings.measures[criterion.id]), notation)
        for criterion in criteria.criteria
        if criterion.id in headings.measures
    ]
    found = _impossible(frame, given)
    if any(measure.strange is not None for measure, _ in found):
        given = [_with_words(measure, frame) for measure in given]
        found = _impossible(frame, given)
    if found:
        raise InvalidFrame("; ".join(f"column '{measure.name}': {fault}" for measure, fault in found))
    return given


def _impossible(frame: Any, given: Sequence[FrameMeasure]) -> list[tuple[FrameMeasure, str]]:
    """Return what the criteria rule out, with how many cells there are of it."""
    prepared = frame.lazy().with_columns(*(expr for measure in given for expr in measure.measures()))
    faults = [(measure, what, expr) for measure in given for what, expr in measure.impossible().items()]
    counts = {
        str(number): nw.when(expr).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
        for number, (_, _, expr) in enumerate(faults)
    }
    numbers = prepared.select(**counts).collect().row(0)
    return [(measure, f"{number} {what}") for (measure, what, _), number in zip(faults, numbers, strict=True) if number]


def _with_words(given: FrameMeasure, frame: Any) -> FrameMeasure:
    """Return a category with what the other texts in its column stand for."""
    if given.strange is None:
        return given
    prepared = frame.lazy().select(*given.measures())
    texts = prepared.filter(given.strange).unique().collect(backend=pl).to_native()
    return given.reading(texts.to_series().to_list())


def _ranked(frame: Any) -> Any:
    """Rank, best and worst rank by window functions, which engines that never hold a whole table have too."""
    ranked = nw.col(names.STATUS) != EXCLUDED
    for rank, above, own in (
        (names.RANK, names.SCORE, names.SCORE),
        (names.RANK_BEST, names.SCORE_LOW, names.SCORE_HIGH),
        (names.RANK_WORST, names.SCORE_HIGH, names.SCORE_LOW),
    ):
        frame = _counted(frame, above, own, ranked, rank)
    itself = nw.when(nw.col(names.SCORE_HIGH) > nw.col(names.SCORE_LOW) + TOLERANCE).then(nw.lit(1))
    worst = nw.col(names.RANK_WORST) - itself.otherwise(nw.lit(0))
    return frame.with_columns(worst.alias(names.RANK_WORST)).with_columns(
        nw.when(ranked).then(nw.col(name)).alias(name) for name in _ADDED
    )


def _counted(frame: Any, above: str, own: str, ranked: nw.Expr, rank: str) -> Any:
    """Return one more than the number of ranked sites whose `above` exceeds a site's `own` by more than the tolerance.

    Sites and marks at every site's `above` are put in one order, falling; each site counts the marks before it.
    """
    sites = frame.with_columns((-(nw.col(own) + TOLERANCE)).alias(AT), nw.lit(0).alias(MARK))
    marks = frame.filter(ranked).with_columns((-nw.col(above)).alias(AT), nw.lit(1).alias(MARK))
    both = nw.concat([sites, marks], how="vertical")
    passed = nw.col(MARK).cum_sum().over(order_by=[AT, MARK])
    counted = both.with_columns((passed + 1).cast(nw.Int64).alias(rank))
    return counted.filter(nw.col(MARK) == 0).drop(AT, MARK)


def _in_words(frame: Any, criteria: Criteria) -> Any:
    status = nw.lit(STATUSES[0])
    for code, word in enumerate(STATUSES[1:], 1):
        status = nw.when(nw.col(names.STATUS) == code).then(nw.lit(word)).otherwise(status)
    truths = [names.requirement(criterion) for criterion in criteria.screened] + [
        names.warning(criterion) for criterion in criteria.flagged
    ]
    return frame.with_columns(status.alias(names.STATUS), *(_truth(name) for name in truths))


def _truth(name: str) -> nw.Expr:
    known = nw.when(nw.col(name) == MET).then(nw.lit("met")).otherwise(nw.lit("not_met"))
    return nw.when(nw.col(name).is_null()).then(nw.lit("unknown")).otherwise(known).alias(name)


Frame = TypeVar("Frame")


@overload
def score(sites: Sites, criteria: Criteria) -> Ranking: ...
@overload
def score(sites: Frame, criteria: Criteria) -> Frame: ...
def score(sites: Any, criteria: Criteria) -> Any:
    """Score and rank sites.

    `Sites` give a `Ranking`. A frame of Polars (also lazy), pandas, PyArrow or DuckDB gives back the same kind of
    frame with columns added: `status`, `score`, `score_low`, `score_high` (0–100), `coverage` (0–1), `rank`,
    `rank_best`, `rank_worst`, and for each criterion its values and the truth of its requirement. In a frame a
    number is a point, null and NaN are unknown, and `<measure>_low`, `<measure>_high` are an interval. Headings, words
    and short floats are read as in files, and `data: where:` chooses rows. Other columns pass through. A frame may have
    no ids.

    Raises `InvalidFrame` when a frame holds measures that the criteria rule out, ids that are missing or used before, a
    column twice, or what cannot be read. A lazy frame is looked at for that at once, in the columns that are read, and
    stays lazy: what its engine complains of when it is collected is the engine's own, about other columns or about
    data that have gone or changed since. `ValueError` when sites were read with other measures than the criteria have.

    >>> import polars as pl
    >>> from vasterviksmodell import default_criteria
    >>> scored = score(pl.DataFrame({"id": ["a", "b"], "school_m": [500.0, None]}), default_criteria())
    >>> scored["status"].to_list()
    ['unverified', 'unverified']
    """
    if isinstance(sites, Sites):
        from vasterviksmodell.scoring.run import rank_sites

        return rank_sites(sites, criteria)

    return score_frame(sites, criteria)
