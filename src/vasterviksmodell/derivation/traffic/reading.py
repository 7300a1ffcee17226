"""Reads GTFS feeds as a register of stops with a timetable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.criteria.data_entries import DataEntry
from vasterviksmodell.derivation.reading.localities import Localities
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.reading.rows import FileRead, Rows
from vasterviksmodell.derivation.reading.table import not_read, rows_of
from vasterviksmodell.derivation.reading.units import SameUnits, Units
from vasterviksmodell.derivation.section_entries import RegisterEntry
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.derivation.traffic.calendar import Period, days_near, period_of
from vasterviksmodell.derivation.traffic.calls import Calls, read_calls
from vasterviksmodell.derivation.traffic.entry import TrafficEntry
from vasterviksmodell.derivation.traffic.feed import Feed, open_feed
from vasterviksmodell.derivation.traffic.joining import FeedTimetable, joined
from vasterviksmodell.derivation.traffic.misread import loose_trips, misread, misread_calls
from vasterviksmodell.derivation.traffic.stops import Stops, read_stops
from vasterviksmodell.derivation.traffic.times import untimed, with_times
from vasterviksmodell.derivation.traffic.timetable import Timetable
from vasterviksmodell.derivation.traffic.trips import periods_of_frequencies, running_trips
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n.numbers import Whole as Count
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.source.folding import folded

_AS_GTFS_SAYS = DataFiles(encoding="utf-8", delimiter=",", header=(1,))
_STATED = ("stop_id", "stop_name", "stop_lat", "stop_lon")
_NAMED = 5


class DeclaredTraffic(NamedTuple):
    """A register of timetables as derive.yaml declares it."""

    id: str
    entry: TrafficEntry
    paths: Sequence[Path]
    at: Mapping[str, Place]
    """By key of the entry: its place in derive.yaml."""
    timed: bool
    """Whether the times of calls are needed."""

    def read(
        self, territory: Territory, as_of: date | None, localities: Localities | None
    ) -> tuple[Register | None, list[Finding]]:
        """Return the register, or None where it has errors, and findings; a timetable may be of a later day."""
        del as_of, localities
        return _Reading(self, territory).register()


class _Reading:
    """Reads one register of timetables, and gathers findings."""

    def __init__(self, declared: DeclaredTraffic, territory: Territory) -> None:
        self._declared = declared
        self._entry = declared.entry
        self._territory = territory
        self._near = date.fromisoformat(declared.entry.near)
        self._findings: list[Finding] = []

    def register(self) -> tuple[Register | None, list[Finding]]:
        covered, unknown = self._territory.covered(self._entry.complete)
        self._findings += [Finding(rule("V007"), self._declared.at["complete"], {"name": name}) for name in unknown]
        feeds = list(self._feeds())
        days = () if self._failed else self._days(feeds)
        rows = None if self._failed else self._rows(feeds)
        if rows is None or self._failed:
            return None, self._findings
        stops = read_stops(rows, self._declared.at[""])
        self._findings += stops.findings
        timetable = None if self._failed else self._timetable(feeds, stops, days)
        if timetable is None or self._failed:
            return None, self._findings
        return self._made(stops, timetable, covered), self._findings

    @property
    def _failed(self) -> bool:
        return worst(self._findings) == Severity.ERROR

    def _feeds(self) -> Iterator[Feed]:
        for path in self._declared.paths:
            try:
                feed, findings = open_feed(path)
            except OSError as error:
                self._findings.append(not_read(self._declared.at["file"], path, error))
                continue
            self._findings += findings
            if feed is not None:
                self._findings += _misread(feed)
                yield feed

    def _days(self, feeds: Sequence[Feed]) -> tuple[date, ...]:
        """Return the days that count: those of the weekday near the date for which all timetables hold."""
        periods = [(feed, period_of(feed)) for feed in feeds]
        for feed, period in periods:
            if period is None or not period.holds(self._near):
                self._findings.append(self._outside(feed, period))
        wanted = days_near(self._near, self._entry.day, self._entry.weeks)
        days = tuple(day for day in wanted if all(period is not None and period.holds(day) for _, period in periods))
        if not self._failed and len(days) < len(wanted):
            facts = {"number": Count(len(days)), "all": Count(len(wanted))}
            self._findings.append(Finding(rule("V125" if days else "V126"), self._declared.at["near"], facts))
        return days

    def _outside(self, feed: Feed, period: Period | None) -> Finding:
        first, last = ("?", "?") if period is None else map(date.isoformat, period)
        facts = {"path": feed.name, "first": first, "last": last, "near": self._near.isoformat()}
        return Finding(rule("V122"), self._declared.at["near"], facts)

    def _rows(self, feeds: Sequence[Feed]) -> Rows | None:
        """Return the rows of all stops; a file of them is called by the name of its feed."""
        place = self._declared.at["file"]
        rows, findings = rows_of(
            [feed.source("stops") for feed in feeds], _AS_GTFS_SAYS, dict.fromkeys(_STATED, place), {}
        )
        self._findings += findings
        if rows is None:
            return None
        named = tuple(_as_feed(file, feed) for file, feed in zip(rows.files, feeds, strict=True))
        return Rows(rows.frame, named)

    def _timetable(self, feeds: Sequence[Feed], stops: Stops, days: tuple[date, ...]) -> Timetable | None:
        read = []
        for number, feed in enumerate(feeds):
            try:
                read.append(self._of_feed(feed, stops.ids.filter(feed=number), days, several=len(feeds) > 1))
            except pl.exceptions.PolarsError:
                self._findings.append(Finding(rule("V127"), feed.place))
        if self._failed:
            return None
        words = [folded(name) for name in self._entry.on_demand_names]
        on_demand = [any(word in folded(name) for word in words) for name in stops.names]
        timetable = joined(read, days, self._entry, np.array(on_demand, dtype=np.bool_))
        if timetable.departures.height == 0:
            self._findings.append(
                Finding(rule("V126"), self._declared.at["near"], {"number": Count(0), "all": Count(len(days))})
            )
        self._tell_demand(timetable)
        return timetable

    def _of_feed(self, feed: Feed, stops: pl.DataFrame, days: tuple[date, ...], *, several: bool) -> FeedTimetable:
        """Return the timetable of one feed, with findings about what it lacks."""
        trips = running_trips(feed, days, self._entry.on_demand_names).with_row_index("trip")
        calls = read_calls(feed, trips, stops, timed=self._declared.timed or several)
        self._findings += misread_calls(feed) if calls.misread else ()
        self._findings += _gaps(feed, trips, calls)
        periods = periods_of_frequencies(feed).join(trips.select("trip_id", "trip"), on="trip_id")
        frame = with_times(calls.frame) if self._declared.timed or several else calls.frame
        if self._declared.timed and (number := untimed(frame)):
            self._findings.append(
                Finding(rule("V128"), feed.place, {"number": Count(number), "all": Count(trips.height)})
            )
        return FeedTimetable(trips, frame, periods)

    def _tell_demand(self, timetable: Timetable) -> None:
        if self._entry.on_demand == "apart":
            lines = timetable.trips.filter("on_demand")["line"].unique().sort().to_list()
            if lines:
                names = listing(lines, most=_NAMED)
                self._findings.append(Finding(rule("V129"), self._declared.at[""], {"names": names}))

    def _made(
        self, stops: Stops, timetable: Timetable, covered: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    ) -> Register:
        entry = self._as_register
        nowhere = np.full(stops.rows.height, -1, dtype=np.int64)
        units = Units(
            stops.rows, stops.names, nowhere, stops.points, stops.disagreeing, entry, self._territory, nowhere
        )
        self._findings += units.findings()
        own = SameUnits(np.arange(stops.rows.height), pl.repeat(value=True, n=stops.rows.height, eager=True))
        id, near = self._declared.id, self._entry.near
        return Register(id, entry, near, stops.rows, own, units, covered, self._territory, timetable=timetable)

    @cached_property
    def _as_register(self) -> RegisterEntry:
        """The entry as that of a register of stops."""
        own = self._entry
        shared = {name: getattr(own, name) for name in ("file", "source", "licence", "complete", "unlocated", "border")}
        return RegisterEntry.model_construct(date=own.near, id="stop_id", name="stop_name", data=DataEntry(), **shared)


def _misread(feed: Feed) -> list[Finding]:
    """Return what cannot be read in the small tables of a feed, or that one is no table."""
    try:
        return [*misread(feed), *loose_trips(feed)]
    except pl.exceptions.PolarsError:
        return [Finding(rule("V127"), feed.place)]


def _as_feed(file: FileRead, feed: Feed) -> FileRead:
    return replace(file, path=feed.name, sha256=feed.sha256, format="gtfs")


def _gaps(feed: Feed, trips: pl.DataFrame, calls: Calls) -> Iterator[Finding]:
    """Yield findings about trips without calls, calls at stops that there are not, and zones."""
    silent = trips.height - calls.frame["trip"].n_unique()
    if silent and not calls.unknown:
        yield Finding(rule("V123"), feed.place, {"number": Count(silent), "all": Count(trips.height)})
    if calls.unknown:
        yield Finding(rule("V124"), feed.place, {"number": Count(calls.unknown)})
    if calls.zones:
        yield Finding(rule("V130"), feed.place, {"number": Count(calls.zones)})
