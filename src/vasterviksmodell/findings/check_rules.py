"""D2: checks of the subject: what a table of sites can be read with, and should not be trusted with."""

from collections.abc import Iterable
from functools import partial
from string import ascii_lowercase

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES, SiteRule
from vasterviksmodell.wording import Text

_THREE = EXAMPLE_SITES + "oby,Oby,900,housing\n"

_NUMBERS = """\
version: 1
criteria:
  school: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  preschool: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
"""
"""Two distances."""
_DATED = """\
version: 1
data: {as_of: 2026-01-01}
criteria:
  school: {unit: m, weight: 1, value: {500: 100, 4000: 0}, fresh_within: 2 years}
"""
_PERSONS = """\
version: 1
criteria:
  pupils: {unit: persons, weight: 1, value: {0: 0, 20: 100}}
"""


def _ways(preschool: Iterable[float]) -> str:
    """Sites with the way to school, which goes up by 300 m from site to site, and that to preschool."""
    rows = enumerate(zip(ascii_lowercase, preschool, strict=False), start=1)
    return "id,school,preschool\n" + "".join(f"{name}by,{300 * number},{way:g}\n" for number, (name, way) in rows)


_SCATTERED = (900, 250, 1800, 400, 3100, 700, 2200, 150, 1300, 500)

_MUNICIPALITIES = """\
id,name,school,plan,code,municipality,lat,lon
ankarby,Ankarby,1200,housing,0883,Västervik,57.76,16.64
ekby,Ekby,0..2000,none,0884,Vimmerby,57.67,15.86
"""
_FACILITIES = """\
id,name,school,plan,place
a,Ankarby skola,1200,housing,Ankarby
b,Ekbys förskola,0..2000,none,Ekby
"""
_SITE_COLUMNS = "{municipality_code: code, municipality: municipality, latitude: lat, longitude: lon, place: place}"
_PlaceRule = partial(
    SiteRule,
    severity=Severity.WARNING,
    adjustable=True,
    criteria=EXAMPLE_CRITERIA.replace("criteria:", f"site: {_SITE_COLUMNS}\ncriteria:"),
)

CHECK_RULES = (
    _PlaceRule(
        code="D201",
        title="Municipality code read as a number",
        message=Text(
            en="'{text}' is a municipality code that was read as a number",
            sv="'{text}' är en kommunkod som lästs som ett tal",
        ),
        hint=None,
        why="Codes are texts of four digits. Without its zero a code matches no other table.",
        bad=_MUNICIPALITIES.replace("0883", "883"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D202",
        title="Not a municipality",
        message=Text(
            en="'{text}' is not the {what} of a municipality",
            sv="'{text}' är inte {what} en kommun",
        ),
        hint=Text(
            en="write the code of four digits, such as 0883, or in a column of names the name of today",
            sv="skriv koden med fyra siffror, som 0883, eller i en kolumn med namn dagens namn",
        ),
        why="Nothing that is known of municipalities can be joined with this site. The extra `geo` knows all codes and "
        "names; without it a code must only have four digits.",
        bad=_MUNICIPALITIES.replace("0883", "08"),
        good=_MUNICIPALITIES,
    ),
    SiteRule(
        code="D203",
        severity=Severity.WARNING,
        adjustable=True,
        title="The same name twice in a municipality",
        message=Text(
            en="two sites{where} are called '{text}': the other is at {first}",
            sv="två platser{where} heter '{text}': den andra finns på {first}",
        ),
        hint=Text(
            en="one place twice? Otherwise give them names that tell them apart, such as 'Ekby norra'",
            sv="är det en plats två gånger? Ge dem annars namn som skiljer dem åt, till exempel 'Ekby norra'",
        ),
        why="A place that stands in the file twice takes two ranks, and readers cannot tell which row is meant.",
        bad=EXAMPLE_SITES + "ekby2,EKBY,900,housing\n",
        good=EXAMPLE_SITES + "ekby2,Ekby norra,900,housing\n",
    ),
    SiteRule(
        code="D204",
        severity=Severity.WARNING,
        adjustable=True,
        title="Criterion without influence",
        message=Text(
            en="'{criterion}' is {measure} for all {sites} sites: it cannot influence the ranking",
            sv="'{criterion}' är {measure} för alla {sites} platser: det kan inte påverka rangordningen",
        ),
        hint=Text(
            en="drop it, or find figures for each place: one per municipality says nothing about places in it",
            sv="stryk det, eller skaffa siffror för varje plats: en per kommun säger inget om platserna i den",
        ),
        why="Its weight is spent on nothing, and readers would believe that it decided something.",
        bad=_THREE.replace("0..2000", "1200").replace("900", "1200"),
        good=_THREE,
    ),
    SiteRule(
        code="D205",
        severity=Severity.WARNING,
        adjustable=True,
        title="Two criteria that go together",
        message=Text(
            en="'{criterion}' goes with '{other}' (r = {r} over {sites} sites): what both measure counts twice",
            sv="'{criterion}' följer '{other}' (r = {r} för {sites} platser): det som båda mäter räknas dubbelt",
        ),
        hint=Text(
            en="drop one of them, or divide one weight between them",
            sv="stryk det ena, eller dela en vikt mellan dem",
        ),
        why="Where two criteria rank the sites almost alike, what lies behind both of them has the weight of both.",
        bad=_ways(200 + 250 * number for number in range(10)),
        good=_ways(_SCATTERED),
        criteria=_NUMBERS,
    ),
    SiteRule(
        code="D206",
        severity=Severity.WARNING,
        adjustable=True,
        title="A figure in another unit",
        message=Text(
            en="'{criterion}' is {measures} {unit}, far from the {expected} {unit} {where}: "
            "read as {other} it would be {converted} {unit}",
            sv="'{criterion}' är {measures} {unit}, långt från {expected} {unit} {where}: "
            "läst som {other} vore det {converted} {unit}",
        ),
        hint=Text(
            en="convert the figures, or correct unit: and the figures in the criteria file",
            sv="räkna om siffrorna, eller rätta unit: och siffrorna i kriteriefilen",
        ),
        why="Read as metres, 1.2 kilometres to school are next door, and the place gets full points. Looked for in the "
        "first 100 000 sites; at most a quarter of a column is doubted.",
        bad=_ways((0.9, *_SCATTERED[1:])),
        good=_ways(_SCATTERED),
        criteria=_NUMBERS,
    ),
    SiteRule(
        code="D207",
        severity=Severity.INFO,
        adjustable=True,
        title="Known for few sites",
        message=Text(
            en="'{criterion}' is known for {known} of {sites} sites{bounded}",
            sv="'{criterion}' är känt för {known} av {sites} platser{bounded}",
        ),
        hint=Text(
            en="until more is found out, sites where it is unknown have an interval instead of a score",
            sv="tills mer är känt får platser där det är okänt ett intervall i stället för poäng",
        ),
        why="Unknown stays unknown: the scores become intervals, and the order rests on what is known elsewhere.",
        bad=_THREE.replace("1200", ""),
        good=_THREE,
    ),
    SiteRule(
        code="D208",
        severity=Severity.WARNING,
        adjustable=True,
        title="Figures that are too old",
        message=Text(
            en="'{criterion}' is as of {date}: on {as_of} it may not be older than {period}",
            sv="'{criterion}' är från {date}: den {as_of} får det inte vara äldre än {period}",
        ),
        hint=Text(
            en="get newer figures, or allow more under fresh_within: in the criteria file",
            sv="skaffa nyare siffror, eller tillåt mer under fresh_within: i kriteriefilen",
        ),
        why="Schools close and bus lines change: a figure is worth as much as the day it was true.",
        bad="id,school,school__date\nankarby,1200,2023\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2025\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D209",
        severity=Severity.WARNING,
        adjustable=True,
        title="Column about persons",
        message=Text(
            en="the column '{column}' {problem}: places are scored, never people",
            sv="kolumnen '{column}' {problem}: platser poängsätts, aldrig människor",
        ),
        hint=Text(en="leave it out of the file", sv="ta bort den ur filen"),
        why="What identifies or describes persons has no part in a choice between places, passes on into results that "
        "may become public documents, and needs a legal ground even to be kept.",
        bad=EXAMPLE_SITES.replace("plan", "plan,Födelseland").replace("housing", "housing,").replace("none", "none,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D210",
        severity=Severity.WARNING,
        adjustable=True,
        title="Small counts of persons",
        message=Text(
            en="'{criterion}' shows 1–4 {unit} at {number} of {sites} sites: so few can be recognised",
            sv="'{criterion}' visar 1–4 {unit} på {number} av {sites} platser: så få kan kännas igen",
        ),
        hint=Text(en="write <5 instead", sv="skriv <5 i stället"),
        why="A count of one to four can point out individuals; the interval <5 says enough for a ranking.",
        bad="id,pupils\nankarby,12\nekby,3\n",
        good="id,pupils\nankarby,12\nekby,<5\n",
        criteria=_PERSONS,
    ),
    _PlaceRule(
        code="D211",
        title="Far from its municipality",
        message=Text(
            en="the point of '{site}' lies {distance} from {stated}, {where}",
            sv="punkten för '{site}' ligger {distance} från {stated}, {where}",
        ),
        hint=Text(
            en="the municipality or the position is wrong, perhaps that of another place with the same name",
            sv="kommunen eller positionen är fel, kanske en annan plats med samma namn",
        ),
        why="Distances and figures of the municipality then belong to different places. Told from 10 km on, with the "
        "extra `geo`.",
        bad=_MUNICIPALITIES.replace("57.76,16.64", "57.76,14.16"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D212",
        title="A name that says another place",
        message=Text(
            en="the name '{name}' says {other}, the place is {place}",
            sv="namnet '{name}' säger {other}, platsen är {place}",
        ),
        hint=Text(
            en="is the facility listed under the wrong place?",
            sv="står verksamheten under fel plats?",
        ),
        why="A school or shop that is counted for the wrong place makes one place look better and another worse.",
        bad=_FACILITIES.replace("Ekbys förskola", "Ankarbys förskola"),
        good=_FACILITIES,
    ),
    SiteRule(
        code="D213",
        severity=Severity.WARNING,
        adjustable=True,
        title="A date that cannot be read",
        message=Text(
            en="'{date}' is not a date: it is not known how old this figure of '{criterion}' is",
            sv="'{date}' är inget datum: det är inte känt hur gammal den här siffran för '{criterion}' är",
        ),
        hint=Text(en="write 2024, 2024-10 or 2024-10-15", sv="skriv 2024, 2024-10 eller 2024-10-15"),
        why="What cannot be read is not guessed: 3/4 2024 is in March or in April.",
        bad="id,school,school__date\nankarby,1200,3/4 2024\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2024-04-03\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D214",
        severity=Severity.INFO,
        adjustable=True,
        title="Figures without a date",
        message=Text(
            en="no date for {number} of {known} figures of '{criterion}', which may not be older than {period}",
            sv="datum saknas för {number} av {known} siffror för '{criterion}', som inte får vara äldre än {period}",
        ),
        hint=Text(
            en="give the date under sources: in the criteria file, or in a column '{column}__date'",
            sv="ange datumet under sources: i kriteriefilen, eller i en kolumn '{column}__date'",
        ),
        why="The criteria ask how old the figures are, and nothing answers.",
        bad="id,school\nankarby,1200\nekby,900\n",
        good="id,school,school__date\nankarby,1200,2024\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D215",
        severity=Severity.WARNING,
        adjustable=True,
        title="A total among the sites",
        message=Text(
            en="'{text}' is read as a site: is it a total or a mean of the others?",
            sv="'{text}' läses som en plats: är det en summa eller ett medelvärde av de andra?",
        ),
        hint=Text(en="remove the row", sv="ta bort raden"),
        why="Tables of agencies end with such a row; ranked among the places it would often stand first.",
        bad=EXAMPLE_SITES + "summa,Summa,2100,housing\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D216",
        severity=Severity.WARNING,
        adjustable=True,
        title="A heading in another unit",
        message=Text(
            en="the heading '{column}' says {other}, and the unit of criterion '{criterion}' is {unit}",
            sv="rubriken '{column}' säger {other}, och enheten för kriteriet '{criterion}' är {unit}",
        ),
        hint=Text(
            en="convert the figures and rename the column, or correct unit: and the figures in the criteria file",
            sv="räkna om siffrorna och byt namn på kolumnen, eller rätta unit: och siffrorna i kriteriefilen",
        ),
        why="Figures are read in the unit of the criteria file, whatever the heading says.",
        bad=EXAMPLE_SITES.replace("school", "school (km)"),
        good=EXAMPLE_SITES.replace("school", "school (m)"),
        criteria=EXAMPLE_CRITERIA + 'data: {columns: {school: ["school (km)", "school (m)"]}}\n',
    ),
    _PlaceRule(
        code="D217",
        title="Two municipalities in a row",
        message=Text(
            en="'{text}' is {meant}, and '{other}' is {stated}: two municipalities for one site",
            sv="'{text}' är {meant}, och '{other}' är {stated}: två kommuner för en ort",
        ),
        hint=Text(
            en="one of the two is wrong; look whether a column was sorted or moved without the others",
            sv="den ena är fel; se efter om en kolumn har sorterats eller flyttats utan de andra",
        ),
        why="Figures that are joined by the code belong to one municipality, those joined by the name to another. Told "
        "of a code and a name, and of ids that are codes; also of columns that are not declared, when they are called "
        "Kommunkod, Kommun or the like and nearly all their cells are municipalities. Needs the extra `geo`.",
        bad=_MUNICIPALITIES.replace("0883,Västervik,57.76,16.64", "0883,Vimmerby,,"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D218",
        title="A county that is not that of the municipality",
        message=Text(
            en="'{text}' is not the county of municipality {municipality}, which lies in {county}",
            sv="'{text}' är inte länet för kommun {municipality}, som ligger i {county}",
        ),
        hint=Text(
            en="one of the two is wrong; look whether a column was sorted or moved without the others",
            sv="den ena är fel; se efter om en kolumn har sorterats eller flyttats utan de andra",
        ),
        why="The first two digits of a municipality's code are its county. A column called Län, Länskod or County is "
        "compared with them, also with those of ids and of a column Kommunkod or Kommun that is not declared.",
        bad="id,school,plan,code,Län\nankarby,1200,housing,0883,Kalmar län\nekby,900,none,0884,07\n",
        good="id,school,plan,code,Län\nankarby,1200,housing,0883,Kalmar län\nekby,900,none,0884,08\n",
    ),
    SiteRule(
        code="D219",
        severity=Severity.WARNING,
        adjustable=True,
        title="A date in the future",
        message=Text(
            en="'{criterion}' is dated {date}, which is after {as_of}",
            sv="'{criterion}' är daterat {date}, vilket är efter {as_of}",
        ),
        hint=Text(
            en="correct the date, or as_of: under data: in the criteria file",
            sv="rätta datumet, eller as_of: under data: i kriteriefilen",
        ),
        why="A figure cannot be newer than the day on which it is used: one of the two dates is wrong. Without as_of: "
        "`check` counts to today.",
        bad="id,school,school__date\nankarby,1200,2026-02\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2026\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D220",
        severity=Severity.WARNING,
        adjustable=True,
        title="Letters read in a wrong encoding",
        message=Text(
            en="'{text}' was read in a wrong encoding before it came here{meant}",
            sv="'{text}' lästes i fel teckenkodning innan det kom hit{meant}",
        ),
        hint=Text(
            en="fetch the file anew, and open and save it as UTF-8 throughout",
            sv="hämta filen på nytt, och öppna och spara den genomgående som UTF-8",
        ),
        why="The file is UTF-8, but some program took it for another encoding and wrote it again. The names match no "
        "other table and no reader.",
        bad=EXAMPLE_SITES.replace("Ankarby", "Ã…by"),
        good=EXAMPLE_SITES.replace("Ankarby", "Åby"),
    ),
)
