"""The rules of V about what is drawn: areas of localities, roads, and cells of inhabitants."""

from functools import partial

from vasterviksmodell.findings.derivation_examples import ALL, Example
from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_GEOJSON = """\
[localities.geojson]
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ort": "EKBY"}, "geometry":
{"type": "Polygon", "coordinates": [[[16.49, 57.79], [16.51, 57.79], [16.51, 57.81], [16.49, 57.79]]]}}]}
"""
_IN_LOCALITIES = (
    ALL.replace("school,lat", "school,ort,lat")
    .replace("skola,57", "skola,ekby,57")
    .replace("ekby,57.79,16.50", "ekby,,")
    .replace("    id: school", "    id: school\n    locality: ort\n    unlocated: locality")
    .replace("registers:", "localities: {file: localities.geojson, by: ort}\nregisters:")
) + _GEOJSON
_AS_AREAS = (
    ALL.replace("municipality: code}", "municipality: code, point: area}", 1)
    .replace("registers:", "localities: {file: localities.geojson, by: ort}\nregisters:")
    .replace("ankarby,Ankarby,57.70,16.40,0883\n", "")
) + _GEOJSON
_WithLocalities = partial(Rule, example="derive.yaml places.csv schools.csv localities.geojson")

LOCALITY_RULES = (
    _WithLocalities(
        code="V014",
        severity=Severity.ERROR,
        title=Message("No areas of localities"),
        message=Message("no row of {path} is an area with a name"),
        hint=Message("the file must hold polygons, and by: must be the heading of their codes or names"),
        why=Message("Without areas nobody knows how far a locality reaches."),
        bad=_AS_AREAS.replace("Polygon", "LineString").replace("[[[", "[[").replace("]]]", "]]"),
        good=_AS_AREAS,
    ),
    Example(
        code="V015",
        severity=Severity.ERROR,
        title=Message("Register without areas"),
        message=Message("no row of {path} is an area"),
        hint=Message("rule: at needs a layer of polygons, in a GeoPackage or GeoJSON"),
        why=Message("In which area a place lies can be known only where areas are drawn."),
        bad=ALL.replace("{rule: nearest, of: schools}", "{rule: at, of: schools, column: pupils}"),
        good=ALL,
    ),
    _WithLocalities(
        code="V111",
        severity=Severity.WARNING,
        title=Message("Units without position and locality"),
        message=Message("units without a position that name none of the localities: {number} ({names})"),
        hint=Message("compare the codes or names of localities in both files"),
        why=Message("Such a unit may lie anywhere in its municipality, which is much wider than a locality."),
        bad=_IN_LOCALITIES.replace("skola,ekby", "skola,oby"),
        good=_IN_LOCALITIES.replace("ekby,,", "ekby,57.79,16.50"),
    ),
    _WithLocalities(
        code="V208",
        severity=Severity.WARNING,
        title=Message("Place that is no locality"),
        message=Message("'{name}' is none of the localities: it counts as a point"),
        hint=Message("compare its code or name with those of the localities"),
        why=Message("Over an area a measure varies. A point stands for it only where nothing better is known."),
        bad=_AS_AREAS.replace("EKBY", "Oby"),
        good=_AS_AREAS,
    ),
)

_ROADS = """\
[roads.geojson]
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Storvägen"}, "geometry":
 {"type": "LineString", "coordinates": [[16.40, 57.70], [16.41, 57.71], [16.50, 57.79], [16.50, 57.80]]}}]}
"""
_BY_ROAD = (
    ALL.replace("registers:", "roads: {file: roads.geojson, complete: true}\nregisters:").replace(
        "rule: nearest,", "rule: nearest_by_road,"
    )
    + _ROADS
)
_WithRoads = partial(Rule, example="derive.yaml places.csv schools.csv roads.geojson")

ROAD_RULES = (
    _WithRoads(
        code="V016",
        severity=Severity.ERROR,
        title=Message("No roads"),
        message=Message("no row of {path} is a line"),
        hint=Message("the file must hold lines, which share an end where they meet"),
        why=Message("Without roads there is no way along them."),
        bad=_BY_ROAD.replace('"LineString"', '"MultiPoint"'),
        good=_BY_ROAD,
    ),
    _WithRoads(
        code="V212",
        severity=Severity.WARNING,
        title=Message("Far beside all roads"),
        message=Message("'{measure}': these places, or units that may be nearest, lie far beside all roads: {names}"),
        hint=Message("add the roads that lead there, or let access: be longer"),
        why=Message("How long the way to the nearest road is, nobody knows: the straight line may be no way."),
        bad=_BY_ROAD.replace("57.80,16.50", "57.80,16.52"),
        good=_BY_ROAD,
    ),
)

_CELLS = """\
[cells.csv]
n,e,ort,people
6395900,583200,ankarby,12
6407200,589100,ekby,30
6407300,589100,ekby,
"""
_AS_CELLS = (
    ALL.replace("municipality: code}", "municipality: code, point: cells}", 1).replace(
        "registers:",
        "cells:\n  {file: cells.csv, date: 2025, source: Statistics, locality: ort, inhabitants: people, side: 100 m,\n"
        "   suppressed: 1..2, coordinates: {northing: n, easting: e}}\nregisters:",
    )
    + _CELLS
)
_WithCells = partial(Rule, example="derive.yaml places.csv schools.csv cells.csv")

INHABITANT_RULES = (
    _WithCells(
        code="V209",
        severity=Severity.WARNING,
        title=Message("Place in which no cell is inhabited"),
        message=Message("no inhabited cell belongs to '{name}': it counts as a point"),
        hint=Message("compare its code or name with those of the cells"),
        why=Message("A mean over inhabitants can be taken only where it is known where they live."),
        bad=_AS_CELLS.replace("583200,ankarby", "583200,oby"),
        good=_AS_CELLS,
    ),
    _WithCells(
        code="V210",
        severity=Severity.ERROR,
        title=Message("Cell without a position"),
        message=Message("a cell of '{name}' has no position"),
        hint=Message("state the middle of the cell"),
        why=Message("The inhabitants of the cell would be left out of the mean."),
        bad=_AS_CELLS.replace("6395900,583200", ","),
        good=_AS_CELLS,
    ),
    _WithCells(
        code="V211",
        severity=Severity.ERROR,
        title=Message("Cell whose inhabitants nobody knows"),
        message=Message("a cell of '{name}' does not say how many live there"),
        hint=Message("declare what an empty cell may stand for: suppressed: 1..2"),
        why=Message("A cell of unknown weight can pull a mean anywhere."),
        bad=_AS_CELLS.replace("   suppressed: 1..2, coordinates", "   coordinates"),
        good=_AS_CELLS,
    ),
)
