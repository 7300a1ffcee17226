"""The rules of V about derive.yaml, its places, and figures that are given by hand."""

from functools import partial

from vasterviksmodell.findings.derivation_examples import ALL, DERIVE, IN_METRES, JOIN, PLACES, SUM, Example
from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

DECLARATION_RULES = (
    Example(
        code="V001",
        severity=Severity.ERROR,
        title=Message("Register without one date"),
        message=Message("the register must have a date, or a column of dates, and not both"),
        hint=Message("write date: with the day, month or year of the register, or date_column: with a heading"),
        why=Message(
            "A measure is worth as much as its source is fresh. The date stands beside every figure that is made."
        ),
        bad=ALL.replace("    date: 2026-06-21\n", ""),
        good=ALL,
    ),
    Example(
        code="V002",
        severity=Severity.ERROR,
        title=Message("Unknown register"),
        message=Message("there is no register '{id}'"),
        hint=Message("the registers are: {known}"),
        why=Message("A measure is made from a register that is declared in the same file."),
        bad=ALL.replace("of: schools", "of: scools"),
        good=ALL,
    ),
    Example(
        code="V003",
        severity=Severity.ERROR,
        title=Message("File that cannot be read"),
        message=Message("cannot read {path}: {reason}"),
        hint=Message("paths are relative to the folder of derive.yaml"),
        why=Message("Without its file a register says nothing."),
        bad=ALL.replace("file: schools.csv", "file: skolor.csv"),
        good=ALL,
    ),
    Example(
        code="V004",
        severity=Severity.ERROR,
        title=Message("Column that a file lacks"),
        message=Message("{path} has no column '{column}'"),
        hint=Message("its columns are: {known}"),
        why=Message("A heading that is misspelt, or that the publisher has renamed, would leave all its cells out."),
        bad=SUM.replace("column: pupils", "column: elever"),
        good=SUM,
    ),
    Example(
        code="V005",
        severity=Severity.ERROR,
        title=Message("No columns of positions found"),
        message=Message("no columns of {path} are certainly positions"),
        hint=Message("name them under coordinates: as latitude and longitude, or northing and easting; it has {known}"),
        why=Message(
            "Without declaration, columns count as positions when their headings and their numbers look like those of "
            "one system, and only one pair does."
        ),
        bad=ALL.replace("    coordinates: {latitude: lat, longitude: lon}\n", "").replace(
            "school,lat,lon", "school,first,second"
        ),
        good=ALL,
    ),
    Example(
        code="V006",
        severity=Severity.ERROR,
        title=Message("Unknown coordinate system"),
        message=Message("the coordinate system '{code}' is not known"),
        hint=Message("write its code: EPSG:3006 is SWEREF 99 TM, EPSG:3021 RT 90"),
        why=Message("Positions can be converted only from a system that is known by its code."),
        bad=IN_METRES.replace("easting: e}", "easting: e, crs: RT 99}"),
        good=IN_METRES,
    ),
    Example(
        code="V007",
        severity=Severity.ERROR,
        title=Message("Unknown area"),
        message=Message("'{name}' is neither Sweden, nor a county, nor a municipality"),
        hint=Message("write names or codes as Statistics Sweden does: Kalmar län, 08, Västervik, 0883"),
        why=Message("What a register covers decides what its silence means."),
        bad=ALL.replace("complete: Sweden", "complete: [Västerviks]"),
        good=ALL,
    ),
    Example(
        code="V008",
        severity=Severity.ERROR,
        title=Message("No rows are left"),
        message=Message("no row of {path} is read"),
        hint=Message("compare the values under keep: with those in the file, and see whether the file is whole"),
        why=Message("A register that is empty by mistake would say that no place has anything near."),
        bad=DERIVE + PLACES + "[schools.csv]\nschool,lat,lon,code,opened,pupils\n",
        good=ALL,
    ),
    Example(
        code="V009",
        severity=Severity.ERROR,
        title=Message("Register of a later day"),
        message=Message("the register is of {date}, which is later than {as_of}"),
        hint=Message("correct the date, or state a later day with --as-of"),
        why=Message("What was known on a day cannot rest on a register that did not exist then."),
        bad=ALL.replace("2026-06-21", "2062-06-21"),
        good=ALL,
    ),
    Example(
        code="V010",
        severity=Severity.ERROR,
        title=Message("Cell that is not a figure"),
        message=Message("'{text}' is not a figure (column '{column}')"),
        hint=Message("declare what a mark means under data: missing:, or join the column as a text"),
        why=Message("A figure that is passed over would make a sum too low without anyone noticing."),
        bad=SUM.replace("2026-05,40", "2026-05,forty"),
        good=SUM,
    ),
    Example(
        code="V011",
        severity=Severity.ERROR,
        title=Message("Value that no row has"),
        message=Message("no row has '{text}' in '{column}'"),
        hint=Message("the values are: {known}"),
        why=Message(
            "A misspelt value under keep: would leave its units out, and the places near them would look unserved."
        ),
        bad=ALL.replace("    id: school\n", "    id: school\n    keep: {opened: [2026-05, 2026-06, 2026-07]}\n"),
        good=ALL.replace("    id: school\n", "    id: school\n    keep: {opened: [2026-05, 2026-06]}\n"),
    ),
)

PLACE_RULES = (
    Example(
        code="V021",
        severity=Severity.ERROR,
        title=Message("A measure with the name of another column"),
        message=Message("'{id}' is a column of the table itself, and no measure"),
        hint=Message("give the measure another id, and the criterion that reads it the same"),
        why=Message("The table has the id, name, municipality and position of each place under such names."),
        bad=ALL.replace("school_m:", "name:"),
        good=ALL,
    ),
    Example(
        code="V201",
        severity=Severity.WARNING,
        title=Message("Place without a position"),
        message=Message("'{name}' has no position: its distances are left empty"),
        hint=Message("state the position of the place"),
        why=Message("Nothing can be measured from a place whose position is not known."),
        bad=ALL.replace("57.80,16.50", ","),
        good=ALL,
    ),
    Example(
        code="V202",
        severity=Severity.WARNING,
        title=Message("Place far outside its municipality"),
        message=Message("'{name}' lies far outside its municipality: its distances are left empty"),
        hint=Message("correct the position or the municipality of the place"),
        why=Message("One of the two is wrong, and distances from a wrong point are wrong."),
        bad=ALL.replace("57.80,16.50", "59.33,18.06"),
        good=ALL,
    ),
    Example(
        code="V203",
        severity=Severity.WARNING,
        title=Message("Place at the point of a unit"),
        message=Message("'{measure}': at the very position of a unit: {names}"),
        hint=Message("one of the two positions may stand for the other: state the middle of the place"),
        why=Message(
            "A register may give the middle of a locality where the address is not known, or a list of places the "
            "school of each. So 0 m is not believed, and the measure is an interval."
        ),
        bad=ALL.replace("57.79,16.50,0883", "57.80,16.50,0883"),
        good=ALL,
    ),
    Example(
        code="V204",
        severity=Severity.WARNING,
        title=Message("No unit to measure to"),
        message=Message("'{measure}': no unit to measure to from {names}"),
        hint=Message("a register that claims to be complete and is empty is rarely right: check complete: and keep:"),
        why=Message("No distance can be told; an infinite one would be taken for a figure."),
        bad=ALL.replace("57.71,16.41", ",").replace("57.79,16.50", ",").replace("0883,2026", "0899,2026"),
        good=ALL,
    ),
    Example(
        code="V205",
        severity=Severity.WARNING,
        title=Message("Place without a row in the register"),
        message=Message("'{measure}': the register has no row for {names}"),
        hint=Message("compare the codes or names on both sides; codes change between years"),
        why=Message("That a register has no row for a place does not mean that there is nothing."),
        bad=JOIN.replace("\nekby,57.79", "\noby,57.79"),
        good=JOIN,
    ),
    Example(
        code="V206",
        severity=Severity.WARNING,
        title=Message("Rows that differ"),
        message=Message("'{measure}': several rows of the register differ about {names}"),
        hint=Message("choose the rows that count with keep:, or another column in by:"),
        why=Message("Nobody knows which of them is meant, so the measure is everything between."),
        bad=JOIN.replace("    id: school\n", "") + "ekby,57.79,16.50,0883,2026-06,90\n",
        good=JOIN,
    ),
)

_Kept = partial(Rule, example="derive.yaml places.csv schools.csv answers.csv")


def _keeping(answers: str) -> str:
    """Return the example with figures that are given by hand."""
    return ALL.replace("measures:", "keep: answers.csv\nmeasures:", 1) + "[answers.csv]\n" + answers


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
