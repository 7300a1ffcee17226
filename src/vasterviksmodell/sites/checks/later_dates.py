"""D219: figures that are dated after the day to which their age is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.model import parse_first_day
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.formats.interface import ROW

_DATE = "date"


@dataclass(frozen=True, slots=True)
class _Later:
    """The dates of a criterion in a block that come too late."""

    source: Finding | None
    """What is told of the date of its source, at the heading."""
    cells: AtCells | None


def _see(part: Part) -> list[_Later] | None:
    day = part.criteria.data.as_of
    return (
        None if day is None else [_Later(_of_source(part, id, day), _at_cells(part, id, day)) for id in part.measures]
    )


def _of_source(part: Part, id: str, day: date) -> Finding | None:
    source = part.criteria.sources.get(part.criteria[id].column)
    text = None if source is None else source.date
    return _finding(id, day, {_DATE: text}, part.heading(id)) if text and _is_later(text, day) else None


def _at_cells(part: Part, id: str, day: date) -> AtCells | None:
    column = part.layout.beside.get(f"{id}__date")
    if column is None:
        return None
    dated = part.block.select(ROW, part.stated(f"{id}__date").alias(_DATE))
    later = [text for text in dated[_DATE].unique().drop_nulls() if _is_later(text, day)]
    return AtCells.of(
        part.table, column, dated.filter(pl.col(_DATE).is_in(later)), partial(_finding, id, day), part.limit
    )


def _is_later(text: str, day: date) -> bool:
    first = parse_first_day(text)
    return first is not None and first > day


def _finding(id: str, day: date, site: dict[str, Any], place: Place) -> Finding:
    return Finding(rule("D219"), place, {"criterion": id, "date": site[_DATE], "as_of": str(day)})


def _tell(kept: Sequence[list[_Later]], _: Criteria) -> Iterator[Finding]:
    found = [it for block in kept for it in block]
    yield from {(it.source.place, it.source.facts["criterion"]): it.source for it in found if it.source}.values()
    yield from with_places(it.cells for it in found if it.cells)


CHECK = Check(("D219",), _see, _tell)
