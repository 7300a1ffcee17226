"""Scores for a frame of any engine that Narwhals supports: Polars, pandas, PyArrow, DuckDB and others.

An eager frame is scored in Polars by the columns that are read, and the results are added to it. For a lazy frame its
engine does all the work.
"""

from collections.abc import Sequence
from os import PathLike
from typing import Any, NamedTuple, TypeVar, overload

import narwhals as nw

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.model import expect_criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.eager_frames import EagerFrame, eager
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.frame_headings import FrameHeadings, FrameRows
from vasterviksmodell.scoring.frame_measures import checked, told_in_rows
from vasterviksmodell.scoring.frame_ranks import as_narwhals, with_ranks
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.raw_columns import InvalidFrame, RawColumns, of_eager, of_lazy, raising_invalid_frame
from vasterviksmodell.scoring.requirements import MET, STATUSES
from vasterviksmodell.sites.model import Sites

_UNREADABLE = "the frame cannot be read"


class Steps(NamedTuple):
    """What is done besides scoring."""

    ranks: bool = True
    checks: bool = True
    """Whether the rows are looked at first, or faults told in each row."""


def score_frame(native: Any, criteria: Criteria, steps: Steps) -> Any:
    """Add the columns of a ranking to a frame; see `score`."""
    native = nw.to_native(native, pass_through=True)
    frame = eager(native)
    return _score_lazy(native, criteria, steps) if frame is None else _score_eager(frame, criteria, steps)


def _score_eager(frame: EagerFrame, criteria: Criteria, steps: Steps) -> Any:
    headings = FrameHeadings.of(frame.names, criteria, any_case=False)
    columns, raw_columns = of_eager(frame, headings.numbers)
    if headings.conditions:
        table = nw.from_native(columns)
        chosen = table.select(chosen=_chosen_rows(table, raw_columns, headings, steps)).to_native().to_series()
        frame, columns = frame.rows(chosen), columns.filter(chosen)
    scored = _scored(nw.from_native(columns), raw_columns, headings, criteria, steps).to_native()
    return frame.with_columns(scored.drop(columns.columns))


def _score_lazy(native: Any, criteria: Criteria, steps: Steps) -> Any:
    """Score a lazy frame; exceptions of its library become `InvalidFrame`."""
    with raising_invalid_frame(_UNREADABLE):
        frame = as_narwhals(native)
        present = native.columns if frame.implementation.is_duckdb() else frame.collect_schema().names()
    headings = FrameHeadings.of(present, criteria, any_case=not frame.implementation.is_polars())
    with raising_invalid_frame(lambda: _failing_part(frame, list(headings.numbers))):
        read, raw_columns = of_lazy(frame, list(headings.numbers))
        if headings.conditions:
            read = read.filter(_chosen_rows(read, raw_columns, headings, steps))
        scored = _scored(read, raw_columns, headings, criteria, steps)
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


def _chosen_rows(frame: Any, raw_columns: RawColumns, headings: FrameHeadings, steps: Steps) -> nw.Expr:
    """Return which rows of a frame `data: where:` chooses."""
    rows = FrameRows({condition: raw_columns[name] for condition, name in headings.conditions.items()})
    return rows.chosen_from(frame) if steps.checks else rows.chosen_as_words()


def _scored(frame: Any, raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria, steps: "Steps") -> Any:
    """Return the frame with the columns of a ranking; `InvalidFrame` when there are faults in it."""
    prepare = checked if steps.checks else told_in_rows
    prepared, measures = prepare(frame, raw_columns, headings, criteria)
    bare = prepared.to_native() if prepared.implementation.is_polars() else prepared
    scored = nw.from_native(evaluate(bare, criteria, {measure.criterion.id: measure.prepared for measure in measures}))
    worded = _in_words(scored.drop(*(name for measure in measures for name in measure.prepared)), criteria)
    return with_ranks(worded) if steps.ranks else worded


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
def score(sites: Frame, criteria: Criteria, *, ranks: bool = True, checks: bool = True) -> Frame: ...
def score(sites: Any, criteria: Criteria, *, ranks: bool = True, checks: bool = True) -> Any:
    """Score and rank sites.

    `Sites` give a `Ranking`. A frame of Polars (also lazy), pandas, PyArrow, DuckDB, Ibis or Spark gives back the same
    kind of frame with columns added: `status`, `score`, `score_low`, `score_high` (0–100), `coverage` and
    `known_weight` (0–1), `rank`, `rank_best`, `rank_worst`, and for each criterion its values and the truth of its
    requirement. In a frame a number is a point, null and NaN are unknown, and `<measure>_low`, `<measure>_high` are an
    interval. Headings, words and short floats are read as in files, and `data: where:` chooses rows. Other columns pass
    through. A frame may have no ids.

    Without `ranks` there are no columns of ranks, and a lazy frame is evaluated once; `rank` adds them to what is
    stored. Without `checks` no row is looked at beforehand: ids are not checked, a cell that the criteria rule out
    is unknown, and the column `faults` says why. Words are then those of the criteria, in any case and with any outer
    blanks.

    Raises `InvalidFrame` when a frame holds measures that the criteria rule out, ids that are missing or repeated, a
    column twice, or values that cannot be read. A lazy frame is checked at once, in the columns that are read, and
    stays lazy: exceptions when it is collected are those of its engine, about other columns or about data that have
    changed since. Raises `ValueError` when sites were read with other measures than the criteria have, or are to be
    scored without ranks or checks.

    >>> import polars as pl
    >>> from vasterviksmodell import default_criteria
    >>> scored = score(pl.DataFrame({"id": ["a", "b"], "school_m": [500.0, None]}), default_criteria())
    >>> scored["status"].to_list()
    ['unverified', 'unverified']
    """
    expect_criteria(criteria)
    steps = Steps(ranks, checks)
    if isinstance(sites, str | PathLike):
        raise InvalidFrame(f"'{sites}' is a path: score what read_sites(path, criteria) returns")
    if not isinstance(sites, Sites):
        return score_frame(sites, criteria, steps)
    if steps != Steps():
        raise ValueError("sites that were read are checked, and ranked: ranks and checks are for frames")
    from vasterviksmodell.scoring.run import rank_sites

    return rank_sites(sites, criteria)
