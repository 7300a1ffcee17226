"""Derived measures as sites that are scored, without a file between: what is given, else what is derived."""

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.derived import DerivedMeasure
from vasterviksmodell.derivation.reading.given import GivenFigure
from vasterviksmodell.sites import Sites, columns
from vasterviksmodell.sites.cell_grammar import Fault, Interval, Notation, parse_category, parse_number


def derived_sites(derived: Derived, criteria: Criteria) -> Sites:
    """Return the places with the measures that criteria read; a measure that nothing is known of may be anything."""
    measures = {measure.id: measure for measure in derived.measures}
    found: dict[str, pl.Series] = {"id": pl.Series(derived.places.ids), "name": pl.Series(derived.places.names)}
    for criterion in criteria.criteria:
        measure, given = measures.get(criterion.column), derived.given.of(criterion.column)
        found |= _ends(criterion, derived.places.size, measure, dict(_stated(criterion, criteria, given)))
    return Sites(pl.DataFrame(found), criteria, (), ())


def _ends(
    criterion: Criterion,
    size: int,
    measure: DerivedMeasure | None,
    stated: Mapping[int, Interval | str | None],
) -> dict[str, pl.Series]:
    """Return the measure of a criterion as columns of sites: what is given, else what is derived, else anything."""
    if criterion.kind != "number":
        texts = [None] * size if measure is None else [measure.derived_cell(row).written or None for row in range(size)]
        categories = [stated.get(row, text) for row, text in enumerate(texts)]
        known = [text if text in criterion.categories else None for text in categories]
        return {columns.category(criterion): pl.Series(known, dtype=pl.String)}
    span = criterion.range
    low, high = np.full(size, span.low), np.full(size, span.high)
    if measure is not None:
        low, high = (np.clip(ends, span.low, span.high) for ends in (measure.bounds.low, measure.bounds.high))
    for row, ends in stated.items():
        if isinstance(ends, Interval):
            low[row], high[row] = ends
    return {columns.low(criterion): pl.Series(low), columns.high(criterion): pl.Series(high)}


def _stated(
    criterion: Criterion, criteria: Criteria, given: Mapping[int, GivenFigure]
) -> Iterator[tuple[int, Interval | str | None]]:
    """Yield what given figures state about a criterion; those that cannot be read state nothing."""
    notation = Notation.of(criteria.data, comma=False)
    parse = parse_number if criterion.kind == "number" else parse_category
    for row, figure in given.items():
        read = parse(figure.text, criterion, notation)
        if not isinstance(read, Fault):
            yield row, read.content
