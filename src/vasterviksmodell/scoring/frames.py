"""Scores for a frame of any engine that Narwhals supports: Polars, pandas, PyArrow, DuckDB and others.

An eager frame is scored in Polars by the columns that are read, and the results are added to it. For a lazy frame its
engine does all the work.
"""

from collections.abc import Sequence
from os import PathLike
from typing import Any, TypeVar, overload

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.conversions import factor_between
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.eager_frames import EagerFrame, eager
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.frame_columns import FrameMeasure
from vasterviksmodell.scoring.frame_headings import AT, MARK, FrameHeadings, FrameIds, FrameRows
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking
from vasterviksmodell.scoring.raw_columns import InvalidFrame, RawColumns, of_eager, of_lazy, raising_invalid_frame
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, STATUSES
from vasterviksmodell.sites.cell_grammar import Notation
from vasterviksmodell.sites.model import Sites

_UNREADABLE = "the frame cannot be read"
_ADDED = (names.RANK, names.RANK_BEST, names.RANK_WORST)


def score_frame(native: Any, criteria: Criteria) -> Any:
    """Add the columns of a ranking to a frame; see `score`."""
    native = nw.to_native(native, pass_through=True)
    frame = eager(native)
    return _score_lazy(native, criteria) if frame is None else _score_eager(frame, criteria)


def _score_eager(frame: EagerFrame, criteria: Criteria) -> Any:
    headings = FrameHeadings.of(frame.names, criteria, any_case=False)
    columns, raw_columns = of_eager(frame, headings.numbers)
    if headings.conditions:
        table = nw.from_native(columns)
        chosen = table.select(chosen=_chosen_rows(table, raw_columns, headings)).to_native().to_series()
        frame, columns = frame.rows(chosen), columns.filter(chosen)
    scored = _scored(nw.from_native(columns), raw_columns, headings, criteria).to_native()
    return frame.with_columns(scored.drop(columns.columns))


def _score_lazy(native: Any, criteria: Criteria) -> Any:
    """Score a lazy frame; exceptions of its library become `InvalidFrame`."""
    with raising_invalid_frame(_UNREADABLE):
        frame = _narwhals(native)
        present = native.columns if frame.implementation.is_duckdb() else frame.collect_schema().names()
    headings = FrameHeadings.of(present, criteria, any_case=not frame.implementation.is_polars())
    with raising_invalid_frame(lambda: _failing_part(frame, list(headings.numbers))):
        read, raw_columns = of_lazy(frame, list(headings.numbers))
        if headings.conditions:
            read = read.filter(_chosen_rows(read, raw_columns, headings))
        scored = _scored(read, raw_columns, headings, criteria)
    return scored.drop(*(raw.at for raw in raw_columns.values())).to_native()


def _failing_part(frame: Any, columns: Sequence[str]) -> str:
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


def _chosen_rows(frame: Any, raw_columns: RawColumns, headings: FrameHeadings) -> nw.Expr:
    """Return which rows of a frame `data: where:` chooses."""
    return FrameRows({condition: raw_columns[name] for condition, name in headings.conditions.items()}).chosen_from(
        frame
    )


def _narwhals(native: Any) -> Any:
    try:
        return nw.from_native(native)
    except TypeError as error:
        kinds = "give one of Polars, pandas, PyArrow or DuckDB"
        raise InvalidFrame(f"a {type(native).__name__} is not a supported frame: {kinds}") from error


def _scored(frame: Any, raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria) -> Any:
    """Return the frame with the columns of a ranking; `InvalidFrame` when there are faults in it."""
    measures = _valid_measures(frame, raw_columns, headings, criteria)
    prepared = frame.with_columns(*(expr for measure in measures for expr in measure.expressions()))
    bare = prepared.to_native() if prepared.implementation.is_polars() else prepared
    scored = nw.from_native(evaluate(bare, criteria, {measure.criterion.id: measure.prepared for measure in measures}))
    return _in_words(_ranked(scored.drop(*(name for measure in measures for name in measure.prepared))), criteria)


def _valid_measures(
    frame: Any, raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria
) -> Sequence[FrameMeasure]:
    """Return the measures in a frame; `InvalidFrame` when the criteria rule any out."""
    if headings.id is not None:
        FrameIds(raw_columns[headings.id]).require_valid(frame)
    notation = Notation.of(criteria.data, comma=False)
    _refuse_units(headings, criteria)
    measures = [
        FrameMeasure.of(criterion, tuple(raw_columns[name] for name in headings.measures[criterion.id]), notation)
        for criterion in criteria.criteria
        if criterion.id in headings.measures
    ]
    found = _faults_found(frame, measures)
    if any(measure.unknown_texts is not None for measure, _ in found):
        measures = [_with_words(measure, frame) for measure in measures]
        found = _faults_found(frame, measures)
    if found:
        raise InvalidFrame("; ".join(f"column '{measure.name}': {fault}" for measure, fault in found))
    return measures


def _refuse_units(headings: FrameHeadings, criteria: Criteria) -> None:
    """Raise `InvalidFrame` for columns with another declared unit: the figures of a frame are not converted."""
    for id in headings.measures:
        criterion = criteria[id]
        unit = criteria.data.units.get(criterion.column, criterion.unit)
        if factor_between(unit, criterion.unit) != 1:
            raise InvalidFrame(f"column '{criterion.column}' is declared in {unit}: convert it to {criterion.unit}")


def _faults_found(frame: Any, measures: Sequence[FrameMeasure]) -> list[tuple[FrameMeasure, str]]:
    """Return the faults of the measures, each with the number of its cells."""
    prepared = frame.lazy().with_columns(*(expr for measure in measures for expr in measure.expressions()))
    faults = [(measure, what, expr) for measure in measures for what, expr in measure.faults().items()]
    counts = {
        str(number): nw.when(expr).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
        for number, (_, _, expr) in enumerate(faults)
    }
    numbers = prepared.select(**counts).collect().row(0)
    return [(measure, f"{number} {what}") for (measure, what, _), number in zip(faults, numbers, strict=True) if number]


def _with_words(measure: FrameMeasure, frame: Any) -> FrameMeasure:
    """Return a measure of categories with what the other texts in its column stand for."""
    if measure.unknown_texts is None:
        return measure
    prepared = frame.lazy().select(*measure.expressions())
    texts = prepared.filter(measure.unknown_texts).unique().collect(backend=pl).to_native()
    return measure.with_words_for(texts.to_series().to_list())


def _ranked(frame: Any) -> Any:
    """Add rank, best and worst rank by window functions, which lazy engines have too."""
    ranked = nw.col(names.STATUS) != EXCLUDED
    for rank, rival, site in (
        (names.RANK, names.SCORE, names.SCORE),
        (names.RANK_BEST, names.SCORE_LOW, names.SCORE_HIGH),
        (names.RANK_WORST, names.SCORE_HIGH, names.SCORE_LOW),
    ):
        frame = _with_rank(frame, rank, rival, site, ranked)
    itself = nw.when(nw.col(names.SCORE_HIGH) > nw.col(names.SCORE_LOW) + TOLERANCE).then(nw.lit(1))
    worst = nw.col(names.RANK_WORST) - itself.otherwise(nw.lit(0))
    return frame.with_columns(worst.alias(names.RANK_WORST)).with_columns(
        nw.when(ranked).then(nw.col(name)).alias(name) for name in _ADDED
    )


def _with_rank(frame: Any, rank: str, rival: str, site: str, ranked: nw.Expr) -> Any:
    """Add a rank: 1 + the number of ranked sites whose score `rival` exceeds `site` of a site beyond the tolerance.

    Sites and marks at the score of every rival are put in one falling order; each site counts the marks before it.
    """
    sites = frame.with_columns((-(nw.col(site) + TOLERANCE)).alias(AT), nw.lit(0).alias(MARK))
    marks = frame.filter(ranked).with_columns((-nw.col(rival)).alias(AT), nw.lit(1).alias(MARK))
    both = nw.concat([sites, marks], how="vertical")
    marks_before = nw.col(MARK).cum_sum().over(order_by=[AT, MARK])
    counted = both.with_columns((marks_before + 1).cast(nw.Int64).alias(rank))
    return counted.filter(nw.col(MARK) == 0).drop(AT, MARK)


def _in_words(frame: Any, criteria: Criteria) -> Any:
    status = nw.lit(STATUSES[0])
    for code, word in enumerate(STATUSES[1:], 1):
        status = nw.when(nw.col(names.STATUS) == code).then(nw.lit(word)).otherwise(status)
    return frame.with_columns(status.alias(names.STATUS), *(_truth(name) for name in names.truths(criteria)))


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
    frame with columns added: `status`, `score`, `score_low`, `score_high` (0–100), `coverage` and `known_weight` (0–1),
    `rank`, `rank_best`, `rank_worst`, and for each criterion its values and the truth of its requirement. In a frame a
    number is a point, null and NaN are unknown, and `<measure>_low`, `<measure>_high` are an interval. Headings, words
    and short floats are read as in files, and `data: where:` chooses rows. Other columns pass through. A frame may have
    no ids.

    Raises `InvalidFrame` when a frame holds measures that the criteria rule out, ids that are missing or repeated, a
    column twice, or values that cannot be read. A lazy frame is checked at once, in the columns that are read, and
    stays lazy: exceptions when it is collected are those of its engine, about other columns or about data that have
    changed since. Raises `ValueError` when sites were read with other measures than the criteria have.

    >>> import polars as pl
    >>> from vasterviksmodell import default_criteria
    >>> scored = score(pl.DataFrame({"id": ["a", "b"], "school_m": [500.0, None]}), default_criteria())
    >>> scored["status"].to_list()
    ['unverified', 'unverified']
    """
    expect_criteria(criteria)
    if isinstance(sites, Sites):
        from vasterviksmodell.scoring.run import rank_sites

        return rank_sites(sites, criteria)

    if isinstance(sites, str | PathLike):
        raise InvalidFrame(f"'{sites}' is a path: score what read_sites(path, criteria) returns")
    return score_frame(sites, criteria)
