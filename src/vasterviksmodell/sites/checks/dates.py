"""D208, D213, D214, D219: figures that are too old, of unknown age, or of a later date than the day that counts."""

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
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.formats.site_format import ROW

_DATE, _SOURCE = "date", "source"
_UNITS = {
    "day": (Message("day"), Message("days")),
    "month": (Message("month"), Message("months")),
    "year": (Message("year"), Message("years")),
}


@dataclass(frozen=True, slots=True)
class _AgeLimit:
    """The greatest age that figures of a criterion may have."""

    criterion: Criterion
    period: Period
    as_of: date
    """The day to which the age is counted."""

    @classmethod
    def of(cls, criterion: Criterion, criteria: Criteria) -> "_AgeLimit | None":
        period, as_of = criterion.fresh_within, criteria.data.as_of
        return cls(criterion, period, as_of) if period and as_of else None

    def is_exceeded_by(self, day: date | None) -> bool:
        """Say whether figures of a day are too old."""
        return day is not None and day < self.period.before(self.as_of)

    def finding(self, code: str, place: Place, **facts: str) -> Finding:
        unit = _UNITS[self.period.unit][self.period.number != 1]
        period = Message("{number} {unit}").format(number=self.period.number, unit=unit)
        own: dict[str, str | Message] = {"criterion": self.criterion.id, "period": period, "as_of": str(self.as_of)}
        return Finding(rule(code), place, {**own, **facts})


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of the figures of a criterion in a block."""

    age_limit: _AgeLimit
    heading: Place
    known: int
    undated: int
    """How many known figures have neither a date nor a source of their own."""
    sourced: int
    """How many have a source of their own that has no date."""
    cells: Sequence[CellFindings] = ()
    """The dates that are too old or cannot be read."""


def _see_freshness(block: SiteBlock) -> list[_Dates]:
    """Observe the criteria with `fresh_within`; none when no day is given to which the age is counted."""
    limits = (_AgeLimit.of(block.criteria[id], block.criteria) for id in block.measures)
    return [_dates(block, limit) for limit in limits if limit is not None]


def _dates(block: SiteBlock, age_limit: _AgeLimit) -> _Dates:
    id = age_limit.criterion.id
    known, heading = block.sites.filter(block.known[id]), block.heading(id)
    filled = known.select(ROW, **{what: block.detail(f"{id}__{what}") for what in (_DATE, _SOURCE)})
    dated, others = filled.filter(pl.col(_DATE).is_not_null()), filled.filter(pl.col(_DATE).is_null())
    sourced = others.height - others[_SOURCE].null_count()
    days = {text: parse_date(text) for text in dated[_DATE].unique()}
    wrong = {
        "D208": [text for text, day in days.items() if age_limit.is_exceeded_by(day)],
        "D213": [text for text, day in days.items() if day is None],
    }
    cells = [
        block.findings_at(
            block.layout.details[f"{id}__date"],
            dated.filter(pl.col(_DATE).is_in(texts)),
            partial(_age_finding, age_limit, code),
        )
        for code, texts in wrong.items()
        if texts
    ]
    return _Dates(age_limit, heading, known.height, others.height - sourced, sourced, cells)


def _age_finding(age_limit: _AgeLimit, code: str, site: dict[str, Any], place: Place) -> Finding:
    return age_limit.finding(code, place, date=site[_DATE])


def _tell_freshness(observations: Sequence[list[_Dates]], criteria: Criteria) -> Iterator[Finding]:
    yield from placed_findings(cells for dates in chain(*observations) for cells in dates.cells)
    columns = defaultdict(list)
    for dates in chain(*observations):
        columns[dates.heading, dates.age_limit.criterion.id].append(dates)
    for blocks in columns.values():
        yield from _undated_findings(blocks, criteria)


def _undated_findings(blocks: Sequence[_Dates], criteria: Criteria) -> Iterator[Finding]:
    """Yield findings about figures without date; the date of the column's source stands in for a missing one."""
    age_limit, heading = blocks[0].age_limit, blocks[0].heading
    undated, known = sum(block.undated for block in blocks), sum(block.known for block in blocks)
    column = age_limit.criterion.column
    text = criteria.sources[column].date if column in criteria.sources else None
    dateless = sum(block.sourced for block in blocks) + (undated if text is None else 0)
    if dateless:
        yield age_limit.finding("D214", heading, number=str(dateless), known=str(known), column=column)
    if undated and text and age_limit.is_exceeded_by(parse_date(text)):
        yield age_limit.finding("D208", heading, date=text)


FRESHNESS = Check(("D208", "D213", "D214"), _see_freshness, _tell_freshness)


@dataclass(frozen=True, slots=True)
class _Later:
    """The dates of a criterion in a block that are later than the day that counts."""

    source: Finding | None
    """The finding about the date of its source, at the heading."""
    cells: CellFindings | None


def _see_later_dates(block: SiteBlock) -> list[_Later] | None:
    day = block.criteria.data.as_of
    if day is None:
        return None
    return [_Later(_later_source(block, id, day), _later_cells(block, id, day)) for id in block.measures]


def _later_source(block: SiteBlock, id: str, day: date) -> Finding | None:
    source = block.criteria.sources.get(block.criteria[id].column)
    text = None if source is None else source.date
    return _later_date_finding(id, day, {_DATE: text}, block.heading(id)) if text and _is_later(text, day) else None


def _later_cells(block: SiteBlock, id: str, day: date) -> CellFindings | None:
    column = block.layout.details.get(f"{id}__date")
    if column is None:
        return None
    dated = block.sites.select(ROW, block.detail(f"{id}__date").alias(_DATE))
    later = [text for text in dated[_DATE].unique().drop_nulls() if _is_later(text, day)]
    sites = dated.filter(pl.col(_DATE).is_in(later))
    return block.findings_at(column, sites, partial(_later_date_finding, id, day))


def _is_later(text: str, day: date) -> bool:
    first = parse_first_day(text)
    return first is not None and first > day


def _later_date_finding(id: str, day: date, site: dict[str, Any], place: Place) -> Finding:
    return Finding(rule("D219"), place, {"criterion": id, "date": site[_DATE], "as_of": str(day)})


def _tell_later_dates(observations: Sequence[list[_Later]], _: Criteria) -> Iterator[Finding]:
    found = [dates for block in observations for dates in block]
    yield from {
        (dates.source.place, dates.source.facts["criterion"]): dates.source for dates in found if dates.source
    }.values()
    yield from placed_findings(dates.cells for dates in found if dates.cells)


LATER_DATES = Check(("D219",), _see_later_dates, _tell_later_dates)
