"""Scores for a frame of any engine: Polars, pandas, PyArrow, DuckDB and what else Narwhals speaks."""

from typing import Any

import narwhals as nw

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import evaluate
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import EXCLUDED, MET, STATUSES

_ADDED = (names.RANK, names.RANK_BEST, names.RANK_WORST)
_AT, _MARK = "_at", "_mark"


class InvalidFrame(ValueError):  # noqa: N818 - it is what the caller gave
    """A frame that cannot be scored: which column, and why."""


def score_frame(native: Any, criteria: Criteria) -> Any:
    """The frame with the columns of a ranking added; see `score`."""
    frame = nw.from_native(native)
    present = set(frame.collect_schema().names())
    columns = {it.id: found for it in criteria.criteria if (found := _columns(it, present))}
    if not columns:
        raise InvalidFrame(f"none of the columns {', '.join(it.column for it in criteria.criteria)} is there")
    measures = [expr for it in criteria.criteria for expr in _measures(it, columns.get(it.id, ()))]
    prepared = frame.with_columns(*measures)
    taken = {it.id: tuple(_prepared(name) for name in columns[it.id]) for it in criteria.criteria if it.id in columns}
    _refuse_impossible(prepared, criteria, taken)
    scored = evaluate(prepared, criteria, taken).drop(*{name for it in taken.values() for name in it})
    return _in_words(_ranked(scored), criteria).to_native()


def _columns(criterion: Criterion, present: set[str]) -> tuple[str, ...]:
    """The columns that hold a criterion: `<measure>_low` and `<measure>_high`, or `<measure>`."""
    pair = (f"{criterion.column}_low", f"{criterion.column}_high")
    if criterion.kind == "number" and present.issuperset(pair):
        return pair
    return (criterion.column,) if criterion.column in present else ()


def _prepared(name: str) -> str:
    return f"_measure__{name}"


def _measures(criterion: Criterion, columns: tuple[str, ...]) -> list[nw.Expr]:
    """Measures in columns of our own: numbers as floats whose NaN is null."""
    if criterion.kind != "number":
        return [nw.col(name).alias(_prepared(name)) for name in columns]
    return [nw.col(name).cast(nw.Float64).fill_nan(None).alias(_prepared(name)) for name in columns]


def _refuse_impossible(frame: Any, criteria: Criteria, columns: dict[str, tuple[str, ...]]) -> None:
    """Raise `InvalidFrame` when a measure lies outside its range or is no declared category."""
    checks = {}
    for id, found in columns.items():
        criterion = criteria[id]
        wrong = [_impossible(nw.col(name), criterion) for name in found]
        if len(found) == 2:  # noqa: PLR2004
            wrong.append(nw.col(found[0]) > nw.col(found[1]))
        for number, expr in enumerate(wrong):
            checks[f"{id}__{number}"] = nw.when(expr).then(nw.lit(1)).otherwise(nw.lit(0)).sum()
    result = frame.lazy().select(**checks).collect().rows(named=True)[0] if checks else {}
    bad = {id: sum(n or 0 for key, n in result.items() if key.rsplit("__", 1)[0] == id) for id in columns}
    if any(bad.values()):
        raise InvalidFrame("; ".join(_complaint(criteria[id], n) for id, n in bad.items() if n))


def _impossible(measure: nw.Expr, criterion: Criterion) -> nw.Expr:
    if criterion.kind == "number":
        return (measure < criterion.range.low) | (measure > criterion.range.high)
    return ~measure.is_null() & ~measure.is_in(criterion.categories)


def _complaint(criterion: Criterion, number: int) -> str:
    if criterion.kind == "number":
        return f"column '{criterion.column}': {number} measures outside {criterion.range} or upside down"
    return f"column '{criterion.column}': {number} cells that are none of {', '.join(criterion.categories)}"


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
