"""Where the figures of a site come from, and of when they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import Text, same
from vasterviksmodell.sites.columns import provenance


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A figure of a site with the source or the date that is stated for it."""

    criterion: Criterion
    measured: Measured
    source: Text | None
    date: str | None
    """As it is written."""


def figure_sources(row: Mapping[str, Any], criteria: Criteria, known: Sequence[Criterion]) -> Iterator[FigureSource]:
    """Yield the figures in a row of a ranking's frame of which a file or the criteria state the source or the date.

    `known`: the figures of the criteria, which are the same for every row. The source of a single one takes precedence
    over that of all, which says nothing of a figure that is not known.
    """
    for figure in known:
        measured = Measured.of(row, figure)
        own_source, own_date = (row.get(column) for column in provenance(figure))
        of_all = None if measured.is_unknown or own_source else criteria.sources.get(figure.column)
        source = same(own_source) if own_source else of_all.source if of_all else None
        date = own_date or (of_all.date if of_all else None)
        if source is not None or date is not None:
            yield FigureSource(figure, measured, source, date)
