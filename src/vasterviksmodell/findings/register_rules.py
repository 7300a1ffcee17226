"""The rules of V about registers: their positions, their municipalities, and what they leave out."""

from vasterviksmodell.findings.derivation_examples import ALL, IN_METRES, TWO_PAIRS, Example
from vasterviksmodell.findings.model import Severity
from vasterviksmodell.i18n import Message

REGISTER_RULES = (
    Example(
        code="V101",
        severity=Severity.INFO,
        title=Message("Columns of positions that were found"),
        message=Message("the columns '{first}' and '{second}' are read as positions in {system}"),
        hint=Message("name them under coordinates: if that is right"),
        why=Message("They are not declared; their headings and their numbers look like positions in Sweden."),
        bad=ALL.replace("    coordinates: {latitude: lat, longitude: lon}\n", ""),
        good=ALL,
    ),
    Example(
        code="V102",
        severity=Severity.ERROR,
        title=Message("No position lies in Sweden"),
        message=Message("no position in '{first}' and '{second}' lies in Sweden when read as {declared}"),
        hint=Message("check which columns and which coordinate system they are"),
        why=Message(
            "Axes that are swapped, or RT 90 read as SWEREF 99 TM, move all units far away. One finding says so, in "
            "place of a table of wrong figures."
        ),
        bad=IN_METRES.replace("{northing: n, easting: e}", "{northing: e, easting: n}"),
        good=IN_METRES,
    ),
    Example(
        code="V103",
        severity=Severity.WARNING,
        title=Message("Rows without a date"),
        message=Message("rows without a date in '{column}': {number}"),
        hint=Message("the register counts as of the oldest date that is stated; those rows may be older"),
        why=Message("The date beside a figure is the oldest of what it rests on."),
        bad=ALL.replace("    date: 2026-06-21\n", "    date_column: opened\n").replace("2026-05", ""),
        good=ALL.replace("    date: 2026-06-21\n", "    date_column: opened\n"),
    ),
    Example(
        code="V104",
        severity=Severity.WARNING,
        title=Message("Unit that stands twice"),
        message=Message("'{name}' stands twice, and counts once"),
        hint=Message("if they are two units, give them ids of their own"),
        why=Message("A unit that is counted twice makes sums and counts too high."),
        bad=ALL + "Ekby skola,57.79,16.50,0883,2026-06,60\n",
        good=ALL,
    ),
    Example(
        code="V105",
        severity=Severity.ERROR,
        title=Message("Most units lie outside their municipality"),
        message=Message("units far outside their municipality: {number} of {all}"),
        hint=Message("check the columns and the coordinate system of positions, and the column of municipalities"),
        why=Message("So many cannot be mistakes of single units: a column is read as what it is not."),
        bad=ALL.replace("16.41,0883", "16.41,0580").replace("16.50,0883,2026", "16.50,0580,2026"),
        good=ALL,
    ),
    Example(
        code="V106",
        severity=Severity.WARNING,
        title=Message("Unit far outside its municipality"),
        message=Message("'{name}' lies {km} km outside {municipality}: its position is not certain"),
        hint=Message("correct the position or the municipality; until then it may lie anywhere in {municipality}"),
        why=Message("A wrong position would make a place look served, or another one look unserved."),
        bad=ALL.replace("57.79,16.50,0883", "58.41,15.62,0883"),
        good=ALL,
    ),
    Example(
        code="V107",
        severity=Severity.INFO,
        title=Message("Unit outside its municipality"),
        message=Message("'{name}' lies {km} km outside {municipality} as the map draws it"),
        hint=Message("islands are often left out of maps: check whether the position is right"),
        why=Message("The position is used, because simplified borders leave out islands and bays."),
        bad=ALL.replace("57.79,16.50,0883", "57.76,16.80,0883"),
        good=ALL,
    ),
    Example(
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
        bad=ALL.replace("57.79,16.50,0883", ",,0883"),
        good=ALL,
    ),
    Example(
        code="V109",
        severity=Severity.WARNING,
        title=Message("Two positions that disagree"),
        message=Message("'{name}' has two positions that lie apart: neither is certain"),
        hint=Message("correct one of them; until then it may lie anywhere in its municipality"),
        why=Message("Registers state positions in several systems, and only one of them is kept up to date."),
        bad=TWO_PAIRS.replace("6406344", "6416344"),
        good=TWO_PAIRS,
    ),
    Example(
        code="V110",
        severity=Severity.WARNING,
        title=Message("Unknown municipality"),
        message=Message("'{text}' is not a municipality (rows: {number})"),
        hint=Message("write the code of four digits, such as 0883, or today's name"),
        why=Message(
            "A unit without position whose municipality is not known may lie anywhere in Sweden; of a place nobody can "
            "tell whether it lies where it should."
        ),
        bad=ALL.replace("16.50,0883,2026", "16.50,0899,2026"),
        good=ALL,
    ),
)
