"""The measures of a frame, checked: at once, which takes passes over the rows, or row by row when they are computed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.conversions import factor_between
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.frame_columns import FrameMeasure
from vasterviksmodell.scoring.frame_headings import FrameHeadings, FrameIds
from vasterviksmodell.scoring.raw_columns import InvalidFrame, RawColumns
from vasterviksmodell.sites.cell_grammar import Notation

Measures = tuple[FrameMeasure, ...]


def checked(frame: Any, raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria) -> tuple[Any, Measures]:
    """Return a frame with prepared measures; `InvalidFrame` when the criteria rule any out."""
    if headings.id is not None:
        FrameIds(raw_columns[headings.id]).require_valid(frame)
    measures = _measures(raw_columns, headings, criteria)
    found = _faults_found(frame, measures)
    if any(measure.unknown_texts is not None for measure, _ in found):
        measures = tuple(_with_words(measure, frame) for measure in measures)
        found = _faults_found(frame, measures)
    if found:
        raise InvalidFrame("; ".join(f"column '{measure.name}': {fault}" for measure, fault in found))
    return _prepared(frame, measures), measures


def told_in_rows(
    frame: Any, raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria
) -> tuple[Any, Measures]:
    """Return a frame with prepared measures, unknown where the criteria rule them out, and the column `faults`."""
    measures = tuple(measure.with_words_of_criteria() for measure in _measures(raw_columns, headings, criteria))
    found = [(measure, measure.faults()) for measure in measures]
    told = [_told(measure, fault, rows) for measure, faults in found for fault, rows in faults.items()]
    together = nw.concat_str(told, separator="; ", ignore_nulls=True)
    known = [expr for measure, faults in found for expr in _known(measure, faults)]
    in_rows = _prepared(frame, measures).with_columns(together.alias(names.FAULTS), *known)
    faults = nw.col(names.FAULTS)
    return in_rows.with_columns(nw.when(faults != "").then(faults).alias(names.FAULTS)), measures


def _told(measure: FrameMeasure, fault: str, rows: nw.Expr) -> nw.Expr:
    text = nw.lit(f"column '{measure.name}': {fault}")
    return nw.when(rows).then(text).otherwise(nw.lit(None, nw.String))


def _known(measure: FrameMeasure, faults: Mapping[str, nw.Expr]) -> Iterator[nw.Expr]:
    """Yield the prepared columns of a measure, without what is ruled out."""
    faulty = reduce(or_, (rows.fill_null(value=False) for rows in faults.values()))
    return (nw.when(~faulty).then(nw.col(name)).alias(name) for name in measure.prepared)


def _measures(raw_columns: RawColumns, headings: FrameHeadings, criteria: Criteria) -> Measures:
    _refuse_units(headings, criteria)
    notation = Notation.of(criteria.data, comma=False)
    return tuple(
        FrameMeasure.of(criterion, tuple(raw_columns[name] for name in headings.measures[criterion.id]), notation)
        for criterion in criteria.criteria
        if criterion.id in headings.measures
    )


def _prepared(frame: Any, measures: Measures) -> Any:
    return frame.with_columns(*(expr for measure in measures for expr in measure.expressions()))


def _refuse_units(headings: FrameHeadings, criteria: Criteria) -> None:
    """Raise `InvalidFrame` for columns with another declared unit: the figures of a frame are not converted."""
    for id in headings.measures:
        criterion = criteria[id]
        unit = criteria.data.units.get(criterion.column, criterion.unit)
        if factor_between(unit, criterion.unit) != 1:
            raise InvalidFrame(f"column '{criterion.column}' is declared in {unit}: convert it to {criterion.unit}")


def _faults_found(frame: Any, measures: Sequence[FrameMeasure]) -> list[tuple[FrameMeasure, str]]:
    """Return the faults of the measures, each with the number of its cells."""
    prepared = _prepared(frame.lazy(), tuple(measures))
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
