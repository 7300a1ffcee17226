"""The files from which the examples of the rules of V are made: two places, two schools, and what is derived."""

from functools import partial

from vasterviksmodell.findings.model import Rule

DERIVE = """\
[derive.yaml]
version: 1
places: {file: places.csv, name: name, coordinates: {latitude: lat, longitude: lon}, municipality: code}
registers:
  schools:
    file: schools.csv
    date: 2026-06-21
    source: The register of schools
    coordinates: {latitude: lat, longitude: lon}
    municipality: code
    id: school
    complete: Sweden
measures:
  school_m: {rule: nearest, of: schools}
"""
PLACES = """\
[places.csv]
id,name,lat,lon,code
ankarby,Ankarby,57.70,16.40,0883
ekby,Ekby,57.80,16.50,0883
"""
SCHOOLS = """\
[schools.csv]
school,lat,lon,code,opened,pupils
Ankarby skola,57.71,16.41,0883,2026-05,40
Ekby skola,57.79,16.50,0883,2026-06,60
"""
ALL = DERIVE + PLACES + SCHOOLS
SUM = ALL.replace("{rule: nearest, of: schools}", "{rule: sum, of: schools, column: pupils, within: 3 km}")
JOIN = (
    ALL.replace("{rule: nearest, of: schools}", "{rule: join, of: schools, by: school, column: pupils}")
    .replace("Ankarby skola", "ankarby")
    .replace("Ekby skola", "ekby")
)
_METRES = """\
[schools.csv]
school,n,e,code,opened,pupils
Ankarby skola,6397000,584000,0883,2026-05,40
Ekby skola,6406000,589000,0883,2026-06,60
"""
IN_METRES = (DERIVE + PLACES + _METRES).replace(
    "    coordinates: {latitude: lat, longitude: lon}", "    coordinates: {northing: n, easting: e}"
)
_BOTH = """\
[schools.csv]
school,lat,lon,n,e,code,opened,pupils
Ankarby skola,57.71,16.41,6397308,583995,0883,2026-05,40
Ekby skola,57.79,16.50,6406344,589150,0883,2026-06,60
"""
TWO_PAIRS = (DERIVE + PLACES + _BOTH).replace(
    "    coordinates: {latitude: lat, longitude: lon}",
    "    coordinates: {latitude: lat, longitude: lon, northing: n, easting: e}",
)

Example = partial(Rule, example="derive.yaml places.csv schools.csv")
"""A rule whose examples are these three files: they are run."""
