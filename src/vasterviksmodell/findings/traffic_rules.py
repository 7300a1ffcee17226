"""The rules of V that are about timetables. Their examples are files of a derivation and of a feed: they are run."""

from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_TRAFFIC = """\
[derive.yaml]
version: 1
places: {file: places.csv, name: name, coordinates: {latitude: lat, longitude: lon}, municipality: code}
registers:
  traffic:
    file: feed
    day: wednesday
    near: 2026-12-02
    weeks: 1
    source: The timetables
    complete: Sweden
measures:
  departures: {rule: departures, of: traffic, within: 1 km}
[places.csv]
id,name,lat,lon,code
ankarby,Ankarby,57.70,16.40,0883
ekby,Ekby,57.80,16.50,0883
[feed/stops.txt]
stop_id,stop_name,stop_lat,stop_lon
a,Ankarby,57.701,16.401
e,Ekby,57.801,16.501
[feed/routes.txt]
route_id,route_short_name,route_type
1,1,700
2,Taxi,1501
[feed/trips.txt]
trip_id,route_id,service_id,direction_id
t1,1,w,0
t2,1,w,1
[feed/stop_times.txt]
trip_id,arrival_time,departure_time,stop_id,stop_sequence
t1,7:00:00,7:00:00,a,1
t1,7:20:00,7:20:00,e,2
t2,8:00:00,8:00:00,e,1
t2,8:20:00,8:20:00,a,2
[feed/calendar_dates.txt]
service_id,date,exception_type
w,20261125,1
w,20261202,1
w,20261209,1
"""
_TIMED = _TRAFFIC.replace(
    "{rule: departures, of: traffic, within: 1 km}",
    '{rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}',
)

_FeedExample = partial(
    Rule,
    example="derive.yaml places.csv feed/stops.txt feed/routes.txt feed/trips.txt feed/stop_times.txt "
    "feed/calendar_dates.txt",
)

TRAFFIC_RULES = (
    _FeedExample(
        code="V012",
        severity=Severity.ERROR,
        title=Message("A rule for another kind of register"),
        message=Message("'{rule}' needs {needed}, and '{id}' is another kind of register"),
        hint=Message("name a register of that kind, or another rule"),
        why=Message(
            "Departures and travel times come from timetables; sums and joined figures from registers of units, and "
            "only the stops of timetables are served."
        ),
        bad=_TRAFFIC.replace("rule: departures", "rule: sum, column: stop_name"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V013",
        severity=Severity.ERROR,
        title=Message("No such place"),
        message=Message("no place '{name}' in the file of places"),
        hint=Message("name a place by its id"),
        why=Message("A travel time leads to one of the places, which is named by its id."),
        bad=_TIMED.replace("to: ekby", "to: eckby"),
        good=_TIMED,
    ),
    _FeedExample(
        code="V120",
        severity=Severity.ERROR,
        title=Message("A feed that cannot be read"),
        message=Message("the timetables cannot be read: {problem}"),
        hint=Message("give a GTFS zip, or the folder that it was unpacked to"),
        why=Message("A GTFS feed is a zip of texts such as stops.txt and stop_times.txt."),
        bad=_TRAFFIC.replace("file: feed", "file: places.csv"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V121",
        severity=Severity.ERROR,
        title=Message("Part of a feed is missing"),
        message=Message("the timetables have no {missing}"),
        hint=Message("take the whole feed, as its publisher gives it out"),
        why=Message(
            "Without stops, lines, trips, calls and days nothing can be counted. A file that lacks one of them is no "
            "timetable, or only a part of one."
        ),
        bad=_TRAFFIC.replace("trip_id,route_id,service_id", "trip_id,route_id,service"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V122",
        severity=Severity.ERROR,
        title=Message("A day outside the period of the timetable"),
        message=Message("{path} holds from {first} to {last}, and {near} is outside"),
        hint=Message("state a day for which the timetable holds, or take one that holds for that day"),
        why=Message("What a timetable says of other days is nothing: no departure there would mean no traffic."),
        bad=_TRAFFIC.replace("near: 2026-12-02", "near: 2027-12-01"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V123",
        severity=Severity.ERROR,
        title=Message("Trips without calls"),
        message=Message("trips that run and have no calls: {number} of {all}"),
        hint=Message("take the whole feed: its stop_times.txt was cut, or is of another day"),
        why=Message("They call somewhere, and nobody knows where. Departures without them would be too few."),
        bad=_TRAFFIC.replace("t2,8:00:00,8:00:00,e,1\nt2,8:20:00,8:20:00,a,2\n", ""),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V124",
        severity=Severity.ERROR,
        title=Message("Calls at stops that there are not"),
        message=Message("calls at stops that stops.txt does not have: {number}"),
        hint=Message("take the whole feed: its stops.txt was cut, or is of another day"),
        why=Message("Nobody knows where these stops are. Departures without them would be too few."),
        bad=_TRAFFIC.replace("8:20:00,a,2", "8:20:00,b,2"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V125",
        severity=Severity.WARNING,
        title=Message("Fewer days than asked for"),
        message=Message("the timetables hold on {number} of the {all} days that are to count"),
        hint=Message("with fewer days a holiday among them matters more: state another day, or fewer weeks"),
        why=Message("The median of several weeks is the usual number of departures; of one or two days it may not be."),
        bad=_TRAFFIC.replace("weeks: 1", "weeks: 2"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V126",
        severity=Severity.ERROR,
        title=Message("Nothing departs on these days"),
        message=Message("no trip departs on any of the days that are to count"),
        hint=Message("state another weekday, or a day for which the timetable holds"),
        why=Message(
            "A feed without any trip on these days is one of other days. Zero departures everywhere would be a wrong "
            "table, not a finding about the places."
        ),
        bad=_TRAFFIC.replace("day: wednesday", "day: monday"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V127",
        severity=Severity.ERROR,
        title=Message("A file of a feed is no table"),
        message=Message("a file of the timetables is no table that can be read"),
        hint=Message("unpack the feed and look for quotes that do not end"),
        why=Message("A GTFS file is a table in UTF-8 with commas. A line that breaks that loses trips."),
        bad=_TRAFFIC.replace("t1,1,w,0", 't1,"1,w,0'),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V128",
        severity=Severity.ERROR,
        title=Message("Trips without times"),
        message=Message("trips without a time at an end, or that go back in time: {number} of {all}"),
        hint=Message("take a feed whose stop_times.txt states when trips begin and end"),
        why=Message("A travel time needs them. Times between two calls may be missing: they lie evenly between."),
        bad=_TIMED.replace("t1,7:20:00,7:20:00,e,2", "t1,6:20:00,6:20:00,e,2"),
        good=_TIMED,
    ),
    _FeedExample(
        code="V129",
        severity=Severity.INFO,
        title=Message("Lines that run on demand"),
        message=Message("lines that run on demand only: {names}"),
        hint=Message("say with on_demand: count, or leave_out, whether their trips are departures"),
        why=Message(
            "They have a line type of traffic on demand, or a name that says so. Their trips make intervals: low "
            "without them, high with them."
        ),
        bad=_TRAFFIC.replace("t2,1,w,1", "t2,2,w,1"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V130",
        severity=Severity.WARNING,
        title=Message("Zones that are served on demand"),
        message=Message("calls in zones without a stop, which are left out: {number}"),
        hint=Message("ask who runs it, where it matters"),
        why=Message("A taxi that fetches people anywhere in a zone has no departures that can be counted at a place."),
        bad=_TRAFFIC.replace("t2,8:20:00,8:20:00,a,2", "t2,8:20:00,8:20:00,a,2\nt2,,,,3"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V131",
        severity=Severity.ERROR,
        title=Message("Times and days of a feed that are none"),
        message=Message("'{text}' under {column} cannot be read; such rows: {number}"),
        hint=Message(
            "GTFS writes times as 07:05:00, also after midnight as 25:05:00, days as 20261202, and whole numbers"
        ),
        why=Message(
            "A day that is left out, a pace of nothing, or an end before its start changes how many trips depart. "
            "Nobody can tell what was meant."
        ),
        bad=_TRAFFIC.replace("w,20261202,1", "w,2026-12-02,1"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V132",
        severity=Severity.ERROR,
        title=Message("Trips of lines that there are not"),
        message=Message("trips of lines that routes.txt does not have: {number}"),
        hint=Message("take the whole feed: its routes.txt was cut, or is of another day"),
        why=Message(
            "Nobody knows whether they run on demand only. Counted as others they would make too many departures."
        ),
        bad=_TRAFFIC.replace("t2,1,w,1", "t2,9,w,1"),
        good=_TRAFFIC,
    ),
    _FeedExample(
        code="V207",
        severity=Severity.WARNING,
        title=Message("Places from which nothing leads there"),
        message=Message("{measure}: no trip leads there in time from {names}"),
        hint=Message("the cell is empty; perhaps walk: is too short, or between: too narrow"),
        why=Message("How long it takes by other means is not known: an empty cell says so, a great figure would not."),
        bad=_TIMED.replace("t1,7:00:00,7:00:00,a,1", "t1,4:00:00,4:00:00,a,1"),
        good=_TIMED,
    ),
)
