"""A small timetable in files whose parts each test changes: two places, a line both ways between them."""

from collections.abc import Mapping
from pathlib import Path

from tests.derivation.files import PLACES

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.findings import Finding

DERIVE = """\
version: 1
places: {file: places.csv, name: name, coordinates: {latitude: lat, longitude: lon}, municipality: code}
registers:
  traffic:
    file: feed
    day: wednesday
    near: 2026-12-02
    weeks: 1
    source: {sv: Tidtabellerna, en: The timetables}
    complete: Sweden
measures:
  departures: {rule: departures, of: traffic, within: 1 km}
"""
FEED = {
    "stops": """\
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
A,Ankarby,57.701,16.401,1,
A1,Ankarby,57.7011,16.4011,0,A
A2,Ankarby,57.7009,16.4009,0,A
E,Ekby,57.801,16.501,1,
E1,Ekby,57.8011,16.5011,0,E
E2,Ekby,57.8009,16.5009,0,E
M,Mellan,57.75,16.45,,
""",
    "routes": "route_id,route_short_name,route_long_name,route_type\n1,1,,700\n2,Taxi,,1501\n3,3,Närtrafik,700\n",
    "trips": """\
trip_id,route_id,service_id,direction_id,trip_headsign
o1,1,w,0,Ekby
o2,1,w,0,Ekby
o3,1,w,0,Ekby
b1,1,w,1,Ankarby
b2,1,w,1,Ankarby
""",
    "stop_times": """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
o1,6:30:00,6:30:00,A1,1,3,1
o1,6:40:00,6:40:00,M,2,3,3
o1,6:50:00,6:50:00,E1,3,3,3
o2,7:30:00,7:30:00,A1,1,0,0
o2,7:40:00,7:40:00,M,2,0,0
o2,7:50:00,7:50:00,E1,3,0,0
o3,25:30:00,25:30:00,A1,1,0,0
o3,25:40:00,25:40:00,M,2,0,0
o3,25:50:00,25:50:00,E1,3,0,0
b1,7:00:00,7:00:00,E2,1,0,0
b1,7:20:00,7:20:00,A2,2,0,0
b2,8:00:00,8:00:00,E2,1,0,0
b2,8:20:00,8:20:00,A2,2,0,0
""",
    "calendar": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
w,0,0,0,0,0,0,0,20261101,20261231
""",
    "calendar_dates": """\
service_id,date,exception_type
w,20261125,1
w,20261202,1
w,20261209,1
""",
}
"""As Swedish feeds are: the calendar says nothing, and what runs is only in calendar_dates."""


def write(
    folder: Path, derive: str = DERIVE, places: str = PLACES, feeds: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """Write the files; of each feed the tables that are not given stand here."""
    (folder / "derive.yaml").write_text(derive)
    (folder / "places.csv").write_text(places)
    for name, tables in (feeds or {"feed": {}}).items():
        (folder / name).mkdir(exist_ok=True)
        for table, text in {**FEED, **tables}.items():
            (folder / name / f"{table}.txt").write_text(text)
    return folder / "derive.yaml"


def derived(
    folder: Path, derive: str = DERIVE, places: str = PLACES, **tables: str
) -> tuple[Derived | None, tuple[Finding, ...]]:
    """Derive with other tables of the feed."""
    path = write(folder, derive, places, {"feed": tables})
    derivation, findings = read_derive_file(path, "derive.yaml")
    return (None, findings) if derivation is None else derived_measures(derivation)


def more(table: str, *lines: str) -> str:
    """Return a table with further lines."""
    return FEED[table] + "".join(f"{line}\n" for line in lines)
