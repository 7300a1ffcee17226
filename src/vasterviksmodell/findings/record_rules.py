"""D0, continued: rules of sites that are records, in YAML, JSON and GeoJSON, and of headings that are alike."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_SITES, SiteRule
from vasterviksmodell.i18n import Message

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
        title="Number with a leading zero in YAML",
        message=Message("'{text}' is {reading} to some YAML readers and not to others"),
        hint=Message("leave out the zero, or put quotes around a code"),
        why="YAML 1.1 reads 010 as 8, YAML 1.2 reads it as 10. What a file says must not depend on its reader.",
        bad=_YAML_SITES.replace("1200", "01200"),
        good=_YAML_SITES,
        example="sites.yaml",
    ),
    SiteRule(
        code="D021",
        severity=Severity.ERROR,
        title="Coordinate system not known",
        message=Message("the coordinate system {system} is not read"),
        hint=Message("export the file in WGS 84 (EPSG:4326) or SWEREF 99 TM (EPSG:3006)"),
        why="In another system the same two figures are another place.",
        bad=_GEOJSON_SITES.replace("EPSG::3006", "EPSG::3010"),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D022",
        severity=Severity.WARNING,
        adjustable=True,
        title="Geometry that is no point",
        message=Message("a {column} gives a site no position"),
        hint=Message("export the sites as points, or give them columns with coordinates"),
        why="A site has one position. Which point of an area or a line is meant is not for a program to choose.",
        bad=_GEOJSON_SITES.replace(_POINT, _LINE),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D023",
        severity=Severity.WARNING,
        adjustable=True,
        title="Key beside the sites",
        message=Message("what stands under '{key}' is not read: only what stands under sites: is"),
        hint=None,
        why="It may be sites under a misspelt key, or a setting that is thought to have an effect.",
        bad="places: []\nsites:\n" + _YAML_SITES,
        good="sites:\n" + _YAML_SITES,
        example="sites.yaml",
    ),
    SiteRule(
        code="D024",
        severity=Severity.WARNING,
        adjustable=True,
        title="Two positions of a site",
        message=Message(
            "the position in the properties differs from the geometry: the properties are read (column '{column}')"
        ),
        hint=Message("see which is right: remove the coordinates from the properties, or put the geometry right"),
        why="They lie more than 100 metres apart, or one of them is no position. One of the two is out of date, or the "
        "coordinates in the properties are in another system.",
        bad=_GEOJSON_SITES.replace('"school": 1200', '"school": 1200, "northing": 6413200, "easting": 594500'),
        good=_GEOJSON_SITES,
        example="sites.geojson",
    ),
    SiteRule(
        code="D025",
        severity=Severity.WARNING,
        adjustable=True,
        title="Heading like another",
        message=Message("the heading '{column}' is like '{read}', which is read; it is passed over"),
        hint=Message("rename or remove the column that is not meant"),
        why="Two columns that are called alike may hold different figures, and only one is ranked by.",
        bad=EXAMPLE_SITES.replace("plan", "plan,School").replace("housing", "housing,800").replace("none", "none,900"),
        good=EXAMPLE_SITES,
    ),
)
