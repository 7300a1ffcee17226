"""D2: rules of plausibility: tables of sites that can be read, but whose figures should not be trusted."""

from collections.abc import Iterable
from functools import partial
from string import ascii_lowercase

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES, SiteRule
from vasterviksmodell.i18n import Message

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
    """Return sites with the way to school, which grows by 300 m from site to site, and the way to preschool."""
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
        title=Message("Municipality code read as a number"),
        message=Message("'{text}' is a municipality code that was read as a number"),
        hint=None,
        why=Message("Codes are texts of four digits. Without its leading zero, a code matches no other table."),
        bad=_MUNICIPALITIES.replace("0883", "883"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D202",
        title=Message("Not a municipality"),
        message=Message("'{text}' is not the {what} of a municipality"),
        hint=Message("write the code of four digits, such as 0883, or today's name in a column of names"),
        why=Message(
            "Nothing that is known about municipalities can be joined with this site. The extra `geo` knows all codes "
            "and names; without it, a code must only have four digits."
        ),
        bad=_MUNICIPALITIES.replace("0883", "08"),
        good=_MUNICIPALITIES,
    ),
    SiteRule(
        code="D203",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("The same name twice in a municipality"),
        message=Message("two sites{where} are called '{text}': the other is at {first}"),
        hint=Message("one place twice? Otherwise give them names that tell them apart, such as 'Ekby norra'"),
        why=Message(
            "A place that occurs twice in the file takes two ranks, and readers cannot tell which row is meant."
        ),
        bad=EXAMPLE_SITES + "ekby2,EKBY,900,housing\n",
        good=EXAMPLE_SITES + "ekby2,Ekby norra,900,housing\n",
    ),
    SiteRule(
        code="D204",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Criterion without influence"),
        message=Message("'{criterion}' is {measure} for all {sites} sites: it cannot influence the ranking"),
        hint=Message("drop it, or find figures for each place: one per municipality says nothing about places in it"),
        why=Message("The criterion's weight has no effect, and readers would believe that it decided something."),
        bad=_THREE.replace("0..2000", "1200").replace("900", "1200"),
        good=_THREE,
    ),
    SiteRule(
        code="D205",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Two criteria that go together"),
        message=Message(
            "'{criterion}' goes with '{other}' (r = {r} over {sites} sites): what both measure counts twice"
        ),
        hint=Message("drop one of them, or divide one weight between them"),
        why=Message("If two criteria rank the sites almost alike, what lies behind them counts twice."),
        bad=_ways(200 + 250 * number for number in range(10)),
        good=_ways(_SCATTERED),
        criteria=_NUMBERS,
    ),
    SiteRule(
        code="D206",
        severity=Severity.ERROR,
        adjustable=True,
        about_figures=True,
        title=Message("Figure in another unit"),
        message=Message(
            "'{criterion}' is {measures} {unit}, far from the {expected} {unit} {where}: read as {other} it"
            " would be {converted} {unit}"
        ),
        hint=Message(
            "say which unit the column is in: units: under data: in the criteria file; or correct the figures"
        ),
        why=Message(
            "If 1.2 kilometres to school are read as metres, the school seems to be next door and the site gets the "
            "highest value. So nothing is ranked until the criteria file says under data: units: which unit the column "
            "is in; single figures that do not fit the others are a warning then. The first 100 000 sites are checked, "
            "and at most a quarter of a column is reported."
        ),
        bad=_ways((0.9, *_SCATTERED[1:])),
        good=_ways(_SCATTERED),
        criteria=_NUMBERS,
    ),
    SiteRule(
        code="D207",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Known for few sites"),
        message=Message("'{criterion}' is known for {known} of {sites} sites{bounded}"),
        hint=Message("until more is known, sites where it is unknown have an interval instead of a score"),
        why=Message(
            "Unknown measures stay unknown: the scores become intervals, and the order rests on the other measures."
        ),
        bad=_THREE.replace("1200", ""),
        good=_THREE,
    ),
    SiteRule(
        code="D208",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Figures that are too old"),
        message=Message("'{criterion}' is as of {date}: on {as_of} it may not be older than {period}"),
        hint=Message("get newer figures, or allow more under fresh_within: in the criteria file"),
        why=Message("Schools close and bus lines change: a figure is only as good as the day on which it was true."),
        bad="id,school,school__date\nankarby,1200,2023\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2025\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D209",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Column about persons"),
        message=Message("the column '{column}' {problem}: places are scored, never people"),
        hint=Message("leave it out of the file"),
        why=Message(
            "What identifies or describes people has no part in a choice between places. It is passed on into results "
            "that may become public documents, and even keeping it needs a legal ground."
        ),
        bad=EXAMPLE_SITES.replace("plan", "plan,Födelseland").replace("housing", "housing,").replace("none", "none,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D210",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Small counts of persons"),
        message=Message("'{criterion}' shows 1–4 {unit} at {number} of {sites} sites: so few can be recognised"),
        hint=Message("write <5 instead"),
        why=Message("A count of one to four can point out individuals; the interval <5 says enough for a ranking."),
        bad="id,pupils\nankarby,12\nekby,3\n",
        good="id,pupils\nankarby,12\nekby,<5\n",
        criteria=_PERSONS,
    ),
    _PlaceRule(
        code="D211",
        title=Message("Far from its municipality"),
        message=Message("the point of '{site}' lies {distance} from {stated}, {where}"),
        hint=Message("the municipality or the position is wrong, perhaps that of another place with the same name"),
        why=Message(
            "Distances and figures of the municipality then belong to different places. This is reported from 10 km "
            "on, with the extra `geo`."
        ),
        bad=_MUNICIPALITIES.replace("57.76,16.64", "57.76,14.16"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D212",
        title=Message("Name that refers to another place"),
        message=Message("the name '{name}' says {other}, the place is {place}"),
        hint=Message("is the facility listed under the wrong place?"),
        why=Message(
            "A school or shop that is counted for the wrong place makes one site look better and another worse."
        ),
        bad=_FACILITIES.replace("Ekbys förskola", "Ankarbys förskola"),
        good=_FACILITIES,
    ),
    SiteRule(
        code="D213",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Date that cannot be read"),
        message=Message("'{date}' is not a date: it is not known how old this figure of '{criterion}' is"),
        hint=Message("write 2024, 2024-10 or 2024-10-15"),
        why=Message("Such dates are not guessed: 3/4 2024 is in March or in April."),
        bad="id,school,school__date\nankarby,1200,3/4 2024\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2024-04-03\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D214",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Figures without a date"),
        message=Message(
            "no date for {number} of {known} figures of '{criterion}', which may not be older than {period}"
        ),
        hint=Message("give the date under sources: in the criteria file, or in a column '{column}__date'"),
        why=Message("The criteria say how old the figures may be, and nothing says how old they are."),
        bad="id,school\nankarby,1200\nekby,900\n",
        good="id,school,school__date\nankarby,1200,2024\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D215",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Total among the sites"),
        message=Message("'{text}' is read as a site: is it a total or a mean of the others?"),
        hint=Message("remove the row"),
        why=Message("Agencies' tables end with such a row. Ranked among the sites, it would often come first."),
        bad=EXAMPLE_SITES + "summa,Summa,2100,housing\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D216",
        severity=Severity.ERROR,
        adjustable=True,
        about_figures=True,
        title=Message("Heading in another unit"),
        message=Message("the heading '{column}' says {other}, and the unit of criterion '{criterion}' is {unit}"),
        hint=Message(
            "if the figures are right all the same, declare it: units: under data: in the criteria file; else convert "
            "them and rename the column, or correct unit: and the figures of the criterion"
        ),
        why=Message(
            "A heading in minutes does not hold metres. Units that can be converted, such as km to m, are converted, "
            "which D048 tells."
        ),
        bad=EXAMPLE_SITES.replace("school", "school (min)"),
        good=EXAMPLE_SITES.replace("school", "school (m)"),
        criteria=EXAMPLE_CRITERIA + 'data: {columns: {school: ["school (min)", "school (m)"]}}\n',
    ),
    _PlaceRule(
        code="D217",
        title=Message("Two municipalities in a row"),
        message=Message("'{text}' is {meant}, and '{other}' is {stated}: two municipalities for one site"),
        hint=Message("one of the two is wrong; check whether a column was sorted or moved without the others"),
        why=Message(
            "Figures that are joined by the code belong to one municipality, those joined by the name to another. A "
            "code and a name are compared, and ids that are codes; so are undeclared columns that are called "
            "Kommunkod, Kommun or the like, if nearly all their cells are municipalities. Needs the extra `geo`."
        ),
        bad=_MUNICIPALITIES.replace("0883,Västervik,57.76,16.64", "0883,Vimmerby,,"),
        good=_MUNICIPALITIES,
    ),
    _PlaceRule(
        code="D218",
        title=Message("County that is not that of the municipality"),
        message=Message("'{text}' is not the county of municipality {municipality}, which lies in {county}"),
        hint=Message("one of the two is wrong; check whether a column was sorted or moved without the others"),
        why=Message(
            "The first two digits of a municipality's code are its county. A column called Län, Länskod or County is "
            "compared with them, also with those of ids and of an undeclared column called Kommunkod or Kommun."
        ),
        bad="id,school,plan,code,Län\nankarby,1200,housing,0883,Kalmar län\nekby,900,none,0884,07\n",
        good="id,school,plan,code,Län\nankarby,1200,housing,0883,Kalmar län\nekby,900,none,0884,08\n",
    ),
    SiteRule(
        code="D219",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Date in the future"),
        message=Message("'{criterion}' is dated {date}, which is after {as_of}"),
        hint=Message("correct the date, or as_of: under data: in the criteria file"),
        why=Message(
            "A figure cannot be newer than the day on which it is used: one of the two dates is wrong. Without as_of:,"
            " `check` compares with today."
        ),
        bad="id,school,school__date\nankarby,1200,2026-02\nekby,900,2025-03\n",
        good="id,school,school__date\nankarby,1200,2026\nekby,900,2025-03\n",
        criteria=_DATED,
    ),
    SiteRule(
        code="D220",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Letters read in a wrong encoding"),
        message=Message("'{text}' was read in a wrong encoding before this file was saved{meant}"),
        hint=Message("fetch the file again, and open and save it as UTF-8 throughout"),
        why=Message(
            "The file is UTF-8, but some program took it for another encoding and saved it again. The names match no "
            "other table, and readers do not recognise them."
        ),
        bad=EXAMPLE_SITES.replace("Ankarby", "Ã…by"),
        good=EXAMPLE_SITES.replace("Ankarby", "Åby"),
    ),
)
