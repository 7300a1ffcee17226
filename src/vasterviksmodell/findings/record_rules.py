"""`RECORD_RULES`, more of D0: of records (YAML, JSON, GeoJSON) and of similar headings; `POSITION_RULES`, D3."""

from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES, SiteRule
from vasterviksmodell.i18n import Message

_COLUMNS = "{latitude: lat, longitude: lon, northing: n, easting: e}"
_PositionRule = partial(
    Rule,
    severity=Severity.WARNING,
    example="sites.csv",
    criteria=EXAMPLE_CRITERIA.replace("criteria:", f"site: {_COLUMNS}\ncriteria:"),
    adjustable=True,
)

_DEGREES = """\
id,name,school,plan,lat,lon
ankarby,Ankarby,1200,housing,57.76,16.64
ekby,Ekby,900,none,57.90,16.41
"""
_METRES = """\
id,name,school,plan,n,e
ankarby,Ankarby,1200,housing,6402600,597500
ekby,Ekby,900,none,6417900,583500
"""

_BOTH = """\
id,name,school,plan,lat,lon,n,e
ankarby,Ankarby,1200,housing,57.7549,16.6384,6402600,597500
ekby,Ekby,900,none,57.8951,16.4069,6417900,583400
"""

POSITION_RULES: tuple[Rule, ...] = (
    _PositionRule(
        code="D301",
        title=Message("Not a coordinate"),
        message=Message("'{text}' is not a coordinate (column '{column}')"),
        hint=Message("write degrees with decimals (57.7594) or metres (6402600)"),
        why=Message("The site then has no position. Degrees with minutes and seconds are not read."),
        bad=_DEGREES.replace("57.90", "57 54 N"),
        good=_DEGREES,
    ),
    _PositionRule(
        code="D302",
        title=Message("Swapped axes"),
        message=Message("{axes} are swapped ({position})"),
        hint=Message("swap the figures, or the headings if all sites are affected; on Swedish maps, x is the northing"),
        why=Message(
            "As the coordinates stand, the site would lie in the sea or in another part of the world. It has no "
            "position."
        ),
        bad=_DEGREES.replace("57.90,16.41", "16.41,57.90"),
        good=_DEGREES,
    ),
    _PositionRule(
        code="D303",
        title=Message("Position in another system"),
        message=Message("{position} is not a position in {declared}; it looks like {system}"),
        hint=Message("convert the positions to SWEREF 99 TM or WGS 84, in QGIS or with Lantmäteriet's services"),
        why=Message(
            "In another system, the same figures are another point. The site has no position until this is corrected."
        ),
        bad=_DEGREES.replace("57.90,16.41", "6417900,583500"),
        good=_METRES,
    ),
    _PositionRule(
        code="D304",
        title=Message("Position outside Sweden"),
        message=Message("the position {position} lies outside Sweden"),
        hint=Message("is a digit missing or wrong? Leave the cells empty where the position is not known"),
        why=Message(
            "Sweden lies at 55.0–69.2° north and 10.5–24.3° east, in SWEREF 99 TM at 6 100–7 700 km north and 250–920 "
            "km east. The site has no position."
        ),
        bad=_DEGREES.replace("57.90", "7.90"),
        good=_DEGREES,
    ),
    _PositionRule(
        code="D305",
        severity=Severity.INFO,
        title=Message("Positions are not converted"),
        message=Message("positions in SWEREF 99 TM are not converted to degrees: pyproj is not installed"),
        hint=Message("install the extra geo from where the program was installed from"),
        why=Message("Results give positions in degrees (WGS 84). Without the conversion these sites have none."),
        bad=_METRES,
        good=_DEGREES,
        without="pyproj",
    ),
    _PositionRule(
        code="D306",
        title=Message("Half a position"),
        message=Message("half a position: '{column}' is missing"),
        hint=Message("add the other coordinate, or leave both out"),
        why=Message("One coordinate is not a position. A misspelt heading of the other column has the same effect."),
        bad=_DEGREES.replace("57.90,16.41", "57.90,"),
        good=_DEGREES,
    ),
    _PositionRule(
        code="D307",
        title=Message("Two positions in two systems"),
        message=Message("{degrees} and {metres} lie {distance} apart: two positions for one site"),
        hint=Message(
            "see on a map which is right and correct the other; the position in degrees is the one that counts"
        ),
        why=Message(
            "Both should be the same point. A difference is reported from 100 metres on, plus what the last digits "
            "leave open. Undeclared columns are compared if they are called lat and lon, N and E or the like, nearly "
            "all their cells lie in Sweden and most of the positions agree. Needs the extra `geo`."
        ),
        bad=_BOTH.replace("6402600", "6423600"),
        good=_BOTH,
    ),
)


_YAML_SITES = """\
- {id: ankarby, name: Ankarby, school: 1200, plan: housing}
- {id: ekby, name: Ekby, school: [0, 2000], plan: none}
"""
_GEOJSON_SITES = """\
{"type": "FeatureCollection",
 "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
 "features": [
  {"type": "Feature", "id": "ankarby", "geometry": {"type": "Point", "coordinates": [594500, 6403200]},
   "properties": {"name": "Ankarby", "school": 1200, "plan": "housing"}},
  {"type": "Feature", "id": "ekby", "geometry": null,
   "properties": {"name": "Ekby", "school": "0..2000", "plan": "none"}}
]}
"""
_POINT = '"Point", "coordinates": [594500, 6403200]'
_LINE = '"LineString", "coordinates": [[594500, 6403200], [594600, 6403300]]'

RECORD_RULES = (
    SiteRule(
        code="D020",
        severity=Severity.ERROR,
        title=Message("Number with a leading zero in YAML"),
        message=Message("'{text}' is {reading} to some YAML readers and not to others"),
        hint=Message("leave out the zero, or put quotes around a code"),
        why=Message(
            "YAML 1.1 reads 010 as 8; YAML 1.2 reads it as 10. What a file says must not depend on the program that "
            "reads it."
        ),
        bad=_YAML_SITES.replace("1200", "01200"),
        good=_YAML_SITES,
        example="sites.yaml",
    ),
    SiteRule(
        code="D021",
        severity=Severity.ERROR,
        title=Message("Unknown coordinate system"),
        message=Message("the coordinate system {system} is not read"),
        hint=Message("export the file in WGS 84 (EPSG:4326) or SWEREF 99 TM (EPSG:3006)"),
        why=Message("In another system, the same two figures are another point."),
        bad=_GEOJSON_SITES.replace("EPSG::3006", "EPSG::3010"),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D022",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Geometry that is not a point"),
        message=Message("a {column} gives a site no position"),
        hint=Message("export the sites as points, or give them columns with coordinates"),
        why=Message(
            "A site has one position. It is not for a program to choose which point of a line or an area is meant."
        ),
        bad=_GEOJSON_SITES.replace(_POINT, _LINE),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D023",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Key beside the sites"),
        message=Message("what stands under '{key}' is not read: only what stands under sites: is"),
        hint=None,
        why=Message("There may be sites under a misspelt key, or a setting that somebody believes has an effect."),
        bad="places: []\nsites:\n" + _YAML_SITES,
        good="sites:\n" + _YAML_SITES,
        example="sites.yaml",
    ),
    SiteRule(
        code="D024",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Two positions for one site"),
        message=Message(
            "the position in the properties differs from the geometry: the properties are read (column '{column}')"
        ),
        hint=Message("see which is right: remove the coordinates from the properties, or put the geometry right"),
        why=Message(
            "The two positions are more than 100 metres apart, or one of them is not valid. One of the two is out of "
            "date, or the coordinates in the properties are in another system."
        ),
        bad=_GEOJSON_SITES.replace('"school": 1200', '"school": 1200, "northing": 6413200, "easting": 594500'),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D025",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Heading like another"),
        message=Message("the heading '{column}' is like '{read}', which is read instead"),
        hint=Message("rename or remove the column that is not meant"),
        why=Message("Two columns with similar headings may hold different figures, and only one of them counts."),
        bad=EXAMPLE_SITES.replace("plan", "plan,School").replace("housing", "housing,800").replace("none", "none,900"),
        good=EXAMPLE_SITES,
    ),
)
