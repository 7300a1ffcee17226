"""Scores for a frame of any engine: Polars, pandas, PyArrow, DuckDB and what else Narwhals speaks."""

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.given import MEASURE, Given, InvalidFrame
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, STATUSES
from vasterviksmodell.sites import columns

_ADDED = (names.RANK, names.RANK_BEST, names.RANK_WORST)
_AT, _MARK = "_at", "_mark"


def score_frame(native: Any, criteria: Criteria) -> Any:
    """The frame with the columns of a ranking added; see `score`."""
    frame = nw.from_native(native)
    schema = frame.collect_schema()
    _refuse_taken(map(str, schema.names()), criteria)
    given = [found for it in criteria.criteria if (found := Given.of(it, schema))]
    _refuse_missing(criteria, {it.criterion.id for it in given})
    prepared = frame.with_columns(*(expr for it in given for expr in it.measures()))
    _refuse_impossible(prepared, given)
    scored = evaluate(prepared, criteria, {it.criterion.id: it.prepared for it in given})
    return _in_words(_ranked(scored.drop(*(name for it in given for name in it.prepared))), criteria).to_native()


def _refuse_taken(present: Iterable[str], criteria: Criteria) -> None:
    """Raise `InvalidFrame` when a column stands where one of ours will."""
    ours = (*names.RESULT, _AT, _MARK)
    prefixes = (f"{MEASURE}__", *(f"{it.id}__" for it in criteria.criteria))
    passing = {name for it in criteria.criteria for name in columns.provenance(it)}
    taken = [name for name in present if name in ours or (name.startswith(prefixes) and name not in passing)]
    if taken:
        raise InvalidFrame(f"the columns {', '.join(taken)} would be overwritten: rename or drop them")


def _refuse_missing(criteria: Criteria, found: set[str]) -> None:
    """Raise `InvalidFrame` when no criterion has a column, or a required one has none."""
    if not found:
        raise InvalidFrame(f"none of the columns {', '.join(it.column for it in criteria.criteria)} is there")
    missing = [it.column for it in criteria.criteria if it.required and it.id not in found]
    if missing:
        raise InvalidFrame(f"the required columns {', '.join(missing)} are missing")


def _refuse_impossible(frame: Any, given: Sequence[Given]) -> None:
    """Raise `InvalidFrame` when the criteria rule a measure out."""
    faults = [(it, what, expr) for it in given for what, expr in it.impossible().items()]
    counts = {
        str(number): nw.when(expr).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
        for number, (_, _, expr) in enumerate(faults)
    }
    numbers = frame.lazy().select(**counts).collect().row(0)
    found = [
        f"column '{', '.join(it.types)}': {number} {what}"
        for (it, what, _), number in zip(faults, numbers, strict=True)
        if number
    ]
    if found:
        raise InvalidFrame("; ".join(found))


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
    frame = frame.with_columns(worst.alias(names.RANK_WORST)).with_columns(
        nw.when(ranked).then(nw.col(name)).alias(name) for name in _ADDED
    )
    return _with_whole_ranks(frame) if frame.implementation.is_pandas_like() else frame


def _with_whole_ranks(frame: Any) -> Any:
    """Ranks in the type of pandas for whole numbers and nothing; a missing one makes its usual type a float."""
    whole = nw.maybe_convert_dtypes(frame.select(*_ADDED))
    return frame.with_columns(whole[name] for name in _ADDED)


def _counted(frame: Any, above: str, own: str, ranked: nw.Expr, rank: str) -> Any:
    """One more than the number of ranked sites whose `above` exceeds a site's `own` by more than the tolerance.

    Sites and marks at every site's `above` are put in one order, falling; each site counts the marks before it.
    """
    sites = frame.with_columns((-(nw.col(own) + TOLERANCE)).alias(_AT), nw.lit(0).alias(_MARK))
    marks = frame.filter(ranked).with_columns((-nw.col(above)).alias(_AT), nw.lit(1).alias(_MARK))
    both = nw.concat([sites, marks], how="vertical")
    passed = nw.col(_MARK).cum_sum().over(order_by=[_AT, _MARK])
    counted = both.with_columns((passed + 1).cast(nw.Int64).alias(rank))
    return counted.filter(nw.col(_MARK) == 0).drop(_AT, _MARK)


def _in_words(frame: Any, criteria: Criteria) -> Any:
    status = nw.lit(STATUSES[0])
    for code, word in enumerate(STATUSES[1:], 1):
        status = nw.when(nw.col(names.STATUS) == code).then(nw.lit(word)).otherwise(status)
    truths = [names.requirement(it) for it in criteria.screened] + [names.warning(it) for it in criteria.flagged]
    return frame.with_columns(status.alias(names.STATUS), *(_truth(name) for name in truths))


def _truth(name: str) -> nw.Expr:
    known = nw.when(nw.col(name) == MET).then(nw.lit("met")).otherwise(nw.lit("not_met"))
    return nw.when(nw.col(name).is_null()).then(nw.lit("unknown")).otherwise(known).alias(name)
