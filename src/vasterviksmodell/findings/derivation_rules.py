"""The rules of V: derive.yaml, its registers and its places. Their examples are three files: they are run."""

from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_DERIVE = """\
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
_PLACES = """\
[places.csv]
id,name,lat,lon,code
ankarby,Ankarby,57.70,16.40,0883
ekby,Ekby,57.80,16.50,0883
"""
_SCHOOLS = """\
[schools.csv]
school,lat,lon,code,opened,pupils
Ankarby skola,57.71,16.41,0883,2026-05,40
Ekby skola,57.79,16.50,0883,2026-06,60
"""
_ALL = _DERIVE + _PLACES + _SCHOOLS
_SUM = _ALL.replace("{rule: nearest, of: schools}", "{rule: sum, of: schools, column: pupils, within: 3 km}")
_JOIN = (
    _ALL.replace("{rule: nearest, of: schools}", "{rule: join, of: schools, by: school, column: pupils}")
    .replace("Ankarby skola", "ankarby")
    .replace("Ekby skola", "ekby")
)
_METRES = """\
[schools.csv]
school,n,e,code,opened,pupils
Ankarby skola,6397000,584000,0883,2026-05,40
Ekby skola,6406000,589000,0883,2026-06,60
"""
_IN_METRES = (_DERIVE + _PLACES + _METRES).replace(
    "    coordinates: {latitude: lat, longitude: lon}", "    coordinates: {northing: n, easting: e}"
)
_BOTH = """\
[schools.csv]
school,lat,lon,n,e,code,opened,pupils
Ankarby skola,57.71,16.41,6397308,583995,0883,2026-05,40
Ekby skola,57.79,16.50,6406344,589150,0883,2026-06,60
"""
_TWO_PAIRS = (_DERIVE + _PLACES + _BOTH).replace(
    "    coordinates: {latitude: lat, longitude: lon}",
    "    coordinates: {latitude: lat, longitude: lon, northing: n, easting: e}",
)

_Example = partial(Rule, example="derive.yaml places.csv schools.csv")

DECLARATION_RULES = (
    _Example(
        code="V001",
        severity=Severity.ERROR,
        title=Message("Register without one date"),
        message=Message("the register must have a date, or a column of dates, and not both"),
        hint=Message("write date: with the day, month or year of the register, or date_column: with a heading"),
        why=Message(
            "A measure is worth as much as its source is fresh. The date stands beside every figure that is made."
        ),
        bad=_ALL.replace("    date: 2026-06-21\n", ""),
        good=_ALL,
    ),
    _Example(
        code="V002",
        severity=Severity.ERROR,
        title=Message("Unknown register"),
        message=Message("there is no register '{id}'"),
        hint=Message("the registers are: {known}"),
        why=Message("A measure is made from a register that is declared in the same file."),
        bad=_ALL.replace("of: schools", "of: scools"),
        good=_ALL,
    ),
    _Example(
        code="V003",
        severity=Severity.ERROR,
        title=Message("File that cannot be read"),
        message=Message("cannot read {path}: {reason}"),
        hint=Message("paths are relative to the folder of derive.yaml"),
        why=Message("Without its file a register says nothing."),
        bad=_ALL.replace("file: schools.csv", "file: skolor.csv"),
        good=_ALL,
    ),
    _Example(
        code="V004",
        severity=Severity.ERROR,
        title=Message("Column that a file lacks"),
        message=Message("{path} has no column '{column}'"),
        hint=Message("its columns are: {known}"),
        why=Message("A heading that is misspelt, or that the publisher has renamed, would leave all its cells out."),
        bad=_SUM.replace("column: pupils", "column: elever"),
        good=_SUM,
    ),
    _Example(
        code="V005",
        severity=Severity.ERROR,
        title=Message("No columns of positions found"),
        message=Message("no columns of {path} are certainly positions"),
        hint=Message("name them under coordinates: as latitude and longitude, or northing and easting; it has {known}"),
        why=Message(
            "Without declaration, columns count as positions when their headings and their numbers look like those of "
            "one system, and only one pair does."
        ),
        bad=_ALL.replace("    coordinates: {latitude: lat, longitude: lon}\n", "").replace(
            "school,lat,lon", "school,first,second"
        ),
        good=_ALL,
    ),
    _Example(
        code="V006",
        severity=Severity.ERROR,
        title=Message("Unknown coordinate system"),
        message=Message("the coordinate system '{code}' is not known"),
        hint=Message("write its code: EPSG:3006 is SWEREF 99 TM, EPSG:3021 RT 90"),
        why=Message("Positions can be converted only from a system that is known by its code."),
        bad=_IN_METRES.replace("easting: e}", "easting: e, crs: RT 99}"),
        good=_IN_METRES,
    ),
    _Example(
        code="V007",
        severity=Severity.ERROR,
        title=Message("Unknown area"),
        message=Message("'{name}' is neither Sweden, nor a county, nor a municipality"),
        hint=Message("write names or codes as Statistics Sweden does: Kalmar län, 08, Västervik, 0883"),
        why=Message("What a register covers decides what its silence means."),
        bad=_ALL.replace("complete: Sweden", "complete: [Västerviks]"),
        good=_ALL,
    ),
    _Example(
        code="V008",
        severity=Severity.ERROR,
        title=Message("No rows are left"),
        message=Message("no row of {path} is read"),
        hint=Message("compare the values under keep: with those in the file, and see whether the file is whole"),
        why=Message("A register that is empty by mistake would say that no place has anything near."),
        bad=_DERIVE + _PLACES + "[schools.csv]\nschool,lat,lon,code,opened,pupils\n",
        good=_ALL,
    ),
    _Example(
        code="V009",
        severity=Severity.ERROR,
        title=Message("Register of a later day"),
        message=Message("the register is of {date}, which is later than {as_of}"),
        hint=Message("correct the date, or state a later day with --as-of"),
        why=Message("What was known on a day cannot rest on a register that did not exist then."),
        bad=_ALL.replace("2026-06-21", "2062-06-21"),
        good=_ALL,
    ),
    _Example(
        code="V010",
        severity=Severity.ERROR,
        title=Message("Cell that is not a figure"),
        message=Message("'{text}' is not a figure (column '{column}')"),
        hint=Message("declare what a mark means under data: missing:, or join the column as a text"),
        why=Message("A figure that is passed over would make a sum too low without anyone noticing."),
        bad=_SUM.replace("2026-05,40", "2026-05,forty"),
        good=_SUM,
    ),
    _Example(
        code="V011",
        severity=Severity.ERROR,
        title=Message("Value that no row has"),
        message=Message("no row has '{text}' in '{column}'"),
        hint=Message("the values are: {known}"),
        why=Message(
            "A misspelt value under keep: would leave its units out, and the places near them would look unserved."
        ),
        bad=_ALL.replace("    id: school\n", "    id: school\n    keep: {opened: [2026-05, 2026-06, 2026-07]}\n"),
        good=_ALL.replace("    id: school\n", "    id: school\n    keep: {opened: [2026-05, 2026-06]}\n"),
    ),
)

REGISTER_RULES = (
    _Example(
        code="V101",
        severity=Severity.INFO,
        title=Message("Columns of positions that were found"),
        message=Message("the columns '{first}' and '{second}' are read as positions in {system}"),
        hint=Message("name them under coordinates: if that is right"),
        why=Message("They are not declared; their headings and their numbers look like positions in Sweden."),
        bad=_ALL.replace("    coordinates: {latitude: lat, longitude: lon}\n", ""),
        good=_ALL,
    ),
    _Example(
        code="V102",
        severity=Severity.ERROR,
        title=Message("No position lies in Sweden"),
        message=Message("no position in '{first}' and '{second}' lies in Sweden when read as {declared}"),
        hint=Message("check which columns and which coordinate system they are"),
        why=Message(
            "Axes that are swapped, or RT 90 read as SWEREF 99 TM, move all units far away. One finding says so, in "
            "place of a table of wrong figures."
        ),
        bad=_IN_METRES.replace("{northing: n, easting: e}", "{northing: e, easting: n}"),
        good=_IN_METRES,
    ),
    _Example(
        code="V103",
        severity=Severity.WARNING,
        title=Message("Rows without a date"),
        message=Message("rows without a date in '{column}': {number}"),
        hint=Message("the register counts as of the oldest date that is stated; those rows may be older"),
        why=Message("The date beside a figure is the oldest of what it rests on."),
        bad=_ALL.replace("    date: 2026-06-21\n", "    date_column: opened\n").replace("2026-05", ""),
        good=_ALL.replace("    date: 2026-06-21\n", "    date_column: opened\n"),
    ),
    _Example(
        code="V104",
        severity=Severity.WARNING,
        title=Message("Unit that stands twice"),
        message=Message("'{name}' stands twice, and counts once"),
        hint=Message("if they are two units, give them ids of their own"),
        why=Message("A unit that is counted twice makes sums and counts too high."),
        bad=_ALL + "Ekby skola,57.79,16.50,0883,2026-06,60\n",
        good=_ALL,
    ),
    _Example(
        code="V105",
        severity=Severity.ERROR,
        title=Message("Most units lie outside their municipality"),
        message=Message("units far outside their municipality: {number} of {all}"),
        hint=Message("check the columns and the coordinate system of positions, and the column of municipalities"),
        why=Message("So many cannot be mistakes of single units: a column is read as what it is not."),
        bad=_ALL.replace("16.41,0883", "16.41,0580").replace("16.50,0883,2026", "16.50,0580,2026"),
        good=_ALL,
    ),
    _Example(
        code="V106",
        severity=Severity.WARNING,
        title=Message("Unit far outside its municipality"),
        message=Message("'{name}' lies {km} km outside {municipality}: its position is not certain"),
        hint=Message("correct the position or the municipality; until then it may lie anywhere in {municipality}"),
        why=Message("A wrong position would make a place look served, or another one look unserved."),
        bad=_ALL.replace("57.79,16.50,0883", "58.41,15.62,0883"),
        good=_ALL,
    ),
    _Example(
        code="V107",
        severity=Severity.INFO,
        title=Message("Unit outside its municipality"),
        message=Message("'{name}' lies {km} km outside {municipality} as the map draws it"),
        hint=Message("islands are often left out of maps: check whether the position is right"),
        why=Message("The position is used, because simplified borders leave out islands and bays."),
        bad=_ALL.replace("57.79,16.50,0883", "57.76,16.80,0883"),
        good=_ALL,
    ),
    _Example(
        code="V108",
        severity=Severity.WARNING,
        title=Message("Units without a position"),
        message=Message("units without a position: {number} of {all} ({names})"),
        hint=Message(
            "each may lie anywhere in its municipality, or its locality if declared; a position narrows the intervals"
        ),
        why=Message(
            "The nearest unit with a position is often not the nearest unit. So the measures near these units are "
            "intervals."
        ),
        bad=_ALL.replace("57.79,16.50,0883", ",,0883"),
        good=_ALL,
    ),
    _Example(
        code="V109",
        severity=Severity.WARNING,
        title=Message("Two positions that disagree"),
        message=Message("'{name}' has two positions that lie apart: neither is certain"),
        hint=Message("correct one of them; until then it may lie anywhere in its municipality"),
        why=Message("Registers state positions in several systems, and only one of them is kept up to date."),
        bad=_TWO_PAIRS.replace("6406344", "6416344"),
        good=_TWO_PAIRS,
    ),
    _Example(
        code="V110",
        severity=Severity.WARNING,
        title=Message("Unknown municipality of units"),
        message=Message("'{text}' is not a municipality (units: {number})"),
        hint=Message("write the code of four digits, such as 0883, or today's name"),
        why=Message("A unit without position whose municipality is not known may lie anywhere in Sweden."),
        bad=_ALL.replace("16.50,0883,2026", "16.50,0899,2026"),
        good=_ALL,
    ),
)

_GEOJSON = """\
[localities.geojson]
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ort": "EKBY"}, "geometry":
{"type": "Polygon", "coordinates": [[[16.49, 57.79], [16.51, 57.79], [16.51, 57.81], [16.49, 57.79]]]}}]}
"""
_IN_LOCALITIES = (
    _ALL.replace("school,lat", "school,ort,lat")
    .replace("skola,57", "skola,ekby,57")
    .replace("ekby,57.79,16.50", "ekby,,")
    .replace("    id: school", "    id: school\n    locality: ort\n    unlocated: locality")
    .replace("registers:", "localities: {file: localities.geojson, by: ort}\nregisters:")
) + _GEOJSON
_AS_AREAS = (
    _ALL.replace("municipality: code}", "municipality: code, point: area}", 1)
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
    _Example(
        code="V015",
        severity=Severity.ERROR,
        title=Message("Register without areas"),
        message=Message("no row of {path} is an area"),
        hint=Message("rule: at needs a layer of polygons, in a GeoPackage or GeoJSON"),
        why=Message("In which area a place lies can be known only where areas are drawn."),
        bad=_ALL.replace("{rule: nearest, of: schools}", "{rule: at, of: schools, column: pupils}"),
        good=_ALL,
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
    _ALL.replace("registers:", "roads: {file: roads.geojson, complete: true}\nregisters:").replace(
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
    _ALL.replace("municipality: code}", "municipality: code, point: cells}", 1).replace(
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

PLACE_RULES = (
    _Example(
        code="V201",
        severity=Severity.WARNING,
        title=Message("Place without a position"),
        message=Message("'{name}' has no position: its distances are left empty"),
        hint=Message("state the position of the place"),
        why=Message("Nothing can be measured from a place whose position is not known."),
        bad=_ALL.replace("57.80,16.50", ","),
        good=_ALL,
    ),
    _Example(
        code="V202",
        severity=Severity.WARNING,
        title=Message("Place far outside its municipality"),
        message=Message("'{name}' lies far outside its municipality: its distances are left empty"),
        hint=Message("correct the position or the municipality of the place"),
        why=Message("One of the two is wrong, and distances from a wrong point are wrong."),
        bad=_ALL.replace("57.80,16.50", "59.33,18.06"),
        good=_ALL,
    ),
    _Example(
        code="V203",
        severity=Severity.WARNING,
        title=Message("Place at the point of a unit"),
        message=Message("'{measure}': at the very position of a unit: {names}"),
        hint=Message("one of the two positions may stand for the other: state the middle of the place"),
        why=Message(
            "A register may give the middle of a locality where the address is not known, or a list of places the "
            "school of each. So 0 m is not believed, and the measure is an interval."
        ),
        bad=_ALL.replace("57.79,16.50,0883", "57.80,16.50,0883"),
        good=_ALL,
    ),
    _Example(
        code="V204",
        severity=Severity.WARNING,
        title=Message("No unit to measure to"),
        message=Message("'{measure}': no unit to measure to from {names}"),
        hint=Message("a register that claims to be complete and is empty is rarely right: check complete: and keep:"),
        why=Message("No distance can be told; an infinite one would be taken for a figure."),
        bad=_ALL.replace("57.71,16.41", ",").replace("57.79,16.50", ",").replace("0883,2026", "0899,2026"),
        good=_ALL,
    ),
    _Example(
        code="V205",
        severity=Severity.WARNING,
        title=Message("Place without a row in the register"),
        message=Message("'{measure}': the register has no row for {names}"),
        hint=Message("compare the codes or names on both sides; codes change between years"),
        why=Message("That a register has no row for a place does not mean that there is nothing."),
        bad=_JOIN.replace("\nekby,57.79", "\noby,57.79"),
        good=_JOIN,
    ),
    _Example(
        code="V206",
        severity=Severity.WARNING,
        title=Message("Rows that differ"),
        message=Message("'{measure}': several rows of the register differ about {names}"),
        hint=Message("choose the rows that count with keep:, or another column in by:"),
        why=Message("Nobody knows which of them is meant, so the measure is everything between."),
        bad=_JOIN.replace("    id: school\n", "") + "ekby,57.79,16.50,0883,2026-06,90\n",
        good=_JOIN,
    ),
)

_Kept = partial(Rule, example="derive.yaml places.csv schools.csv answers.csv")


def _keeping(answers: str) -> str:
    """Return the example with figures that are given by hand."""
    return _ALL.replace("measures:", "keep: answers.csv\nmeasures:", 1) + "[answers.csv]\n" + answers


_ANSWERS = _keeping("id,school_m\nekby,1100\n")

GIVEN_RULES = (
    _Kept(
        code="V301",
        severity=Severity.WARNING,
        title=Message("Given figure of an unknown place"),
        message=Message("no place has the id '{name}': its figures are left out"),
        hint=Message("compare the ids with those of the file of places"),
        why=Message("A figure counts for the place with the same id. What no place has is not written anywhere."),
        bad=_ANSWERS.replace("ekby,1100", "eckby,1100"),
        good=_ANSWERS,
    ),
    _Kept(
        code="V302",
        severity=Severity.WARNING,
        title=Message("Given figure that the register contradicts"),
        message=Message("'{measure}' of {name} is given as {given}; by the register it is {derived}"),
        hint=Message("the given figure is kept: find out which of the two is right"),
        why=Message("Somebody knows better than the register, or has mistaken the place, the unit or the column."),
        bad=_ANSWERS.replace("1100", "9000"),
        good=_ANSWERS,
    ),
    _Kept(
        code="V303",
        severity=Severity.ERROR,
        title=Message("Two given figures that differ"),
        message=Message("'{measure}' of {name} is given twice: {given} here, {other} at {place}"),
        hint=Message("keep one of them: what is given twice must have the same source and date, too"),
        why=Message("Answers come back from several offices. Nobody but they can say which one holds."),
        bad=_keeping("id,measure,answer\nekby,school_m,1100\nekby,school_m,1105\n"),
        good=_keeping("id,measure,answer\nekby,school_m,1100\nekby,school_m,1100\n"),
    ),
)
