"""D208, D213, D214: figures that are older than the criterion allows, or whose age nobody knows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.model import Period, parse_date, parse_first_day
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.check import AtCells, Check, Part, with_places
from vasterviksmodell.sites.formats.site_format import ROW

_DATE, _SOURCE = "date", "source"
_UNITS = {
    "day": (Message("day"), Message("days")),
    "month": (Message("month"), Message("months")),
    "year": (Message("year"), Message("years")),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """How old the figures of a criterion may be."""

    criterion: Criterion
    period: Period
    as_of: date
    """The day to which their age is counted."""

    @classmethod
    def of(cls, criterion: Criterion, criteria: Criteria) -> "_Asked | None":
        period, as_of = criterion.fresh_within, criteria.data.as_of
        return cls(criterion, period, as_of) if period and as_of else None

    def refuses(self, day: date | None) -> bool:
        """Whether figures of a day are too old."""
        return day is not None and day < self.period.before(self.as_of)

    def finding(self, code: str, place: Place, **facts: str) -> Finding:
        unit = _UNITS[self.period.unit][self.period.number != 1]
        period = Message("{number} {unit}").format(number=self.period.number, unit=unit)
        asked: dict[str, str | Message] = {"criterion": self.criterion.id, "period": period, "as_of": str(self.as_of)}
        return Finding(rule(code), place, {**asked, **facts})


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of the figures of a criterion in a block."""

    asked: _Asked
    heading: Place
    known: int
    undated: int
    """How many known figures have neither a date nor a source of their own."""
    sourced: int
    """How many have a source of their own that has no date."""
    cells: Sequence[AtCells] = ()
    """The dates that are too old or cannot be read."""


def _see_freshness(part: Part) -> list[_Dates]:
    """For every criterion that asks; none does when no day is given to which age is counted."""
    asked = (_Asked.of(part.criteria[id], part.criteria) for id in part.measures)
    return [_dates(part, text) for text in asked if text is not None]


def _dates(part: Part, asked: _Asked) -> _Dates:
    id = asked.criterion.id
    known, heading = part.block.filter(part.known(id)), part.heading(id)
    filled = known.select(ROW, **{what: part.stated(f"{id}__{what}") for what in (_DATE, _SOURCE)})
    dated, others = filled.filter(pl.col(_DATE).is_not_null()), filled.filter(pl.col(_DATE).is_null())
    sourced = others.height - others[_SOURCE].null_count()
    days = {text: parse_date(text) for text in dated[_DATE].unique()}
    wrong = {
        "D208": [text for text, day in days.items() if asked.refuses(day)],
        "D213": [text for text, day in days.items() if day is None],
    }
    cells = [
        AtCells.of(
            part.table,
            part.layout.beside[f"{id}__date"],
            dated.filter(pl.col(_DATE).is_in(texts)),
            partial(_at_cell, asked, code),
            part.limit,
        )
        for code, texts in wrong.items()
        if texts
    ]
    return _Dates(asked, heading, known.height, others.height - sourced, sourced, cells)


def _at_cell(asked: _Asked, code: str, site: dict[str, Any], place: Place) -> Finding:
    return asked.finding(code, place, date=site[_DATE])


def _tell_freshness(kept: Sequence[list[_Dates]], criteria: Criteria) -> Iterator[Finding]:
    yield from with_places(cells for dates in chain(*kept) for cells in dates.cells)
    columns = defaultdict(list)
    for dates in chain(*kept):
        columns[dates.heading, dates.asked.criterion.id].append(dates)
    for blocks in columns.values():
        yield from _undated_findings(blocks, criteria)


def _undated_findings(blocks: Sequence[_Dates], criteria: Criteria) -> Iterator[Finding]:
    """Figures with neither date nor source of their own have the date of the column's source, if it has one."""
    asked, heading = blocks[0].asked, blocks[0].heading
    undated, known = sum(block.undated for block in blocks), sum(block.known for block in blocks)
    column = asked.criterion.column
    text = criteria.sources[column].date if column in criteria.sources else None
    dateless = sum(block.sourced for block in blocks) + (undated if text is None else 0)
    if dateless:
        yield asked.finding("D214", heading, number=str(dateless), known=str(known), column=column)
    if undated and text and asked.refuses(parse_date(text)):
        yield asked.finding("D208", heading, date=text)


FRESHNESS = Check(("D208", "D213", "D214"), _see_freshness, _tell_freshness)


_DATE_COLUMN = "date"


@dataclass(frozen=True, slots=True)
class _Later:
    """The dates of a criterion in a block that come too late."""

    source: Finding | None
    """What is told of the date of its source, at the heading."""
    cells: AtCells | None


def _see_later_dates(part: Part) -> list[_Later] | None:
    day = part.criteria.data.as_of
    return (
        None if day is None else [_Later(_of_source(part, id, day), _at_cells(part, id, day)) for id in part.measures]
    )


def _of_source(part: Part, id: str, day: date) -> Finding | None:
    source = part.criteria.sources.get(part.criteria[id].column)
    text = None if source is None else source.date
    return _finding(id, day, {_DATE_COLUMN: text}, part.heading(id)) if text and _is_later(text, day) else None


def _at_cells(part: Part, id: str, day: date) -> AtCells | None:
    column = part.layout.beside.get(f"{id}__date")
    if column is None:
        return None
    dated = part.block.select(ROW, part.stated(f"{id}__date").alias(_DATE_COLUMN))
    later = [text for text in dated[_DATE_COLUMN].unique().drop_nulls() if _is_later(text, day)]
    return AtCells.of(
        part.table, column, dated.filter(pl.col(_DATE_COLUMN).is_in(later)), partial(_finding, id, day), part.limit
    )


def _is_later(text: str, day: date) -> bool:
    first = parse_first_day(text)
    return first is not None and first > day


def _finding(id: str, day: date, site: dict[str, Any], place: Place) -> Finding:
    return Finding(rule("D219"), place, {"criterion": id, "date": site[_DATE_COLUMN], "as_of": str(day)})


def _tell_later_dates(kept: Sequence[list[_Later]], _: Criteria) -> Iterator[Finding]:
    found = [dates for block in kept for dates in block]
    yield from {
        (dates.source.place, dates.source.facts["criterion"]): dates.source for dates in found if dates.source
    }.values()
    yield from with_places(dates.cells for dates in found if dates.cells)


LATER_DATES = Check(("D219",), _see_later_dates, _tell_later_dates)
