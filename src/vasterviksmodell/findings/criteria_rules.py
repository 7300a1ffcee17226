"""C: rules of the criteria file."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

_GOOD = """\
version: 1
criteria:
  school:
    unit: m
    weight: 1
    value: {500: 100, 4000: 0}
"""
_REQUIRED = _GOOD + "    requirement: {at_most: 4000}\n"
_CATEGORY = """\
version: 1
criteria:
  detailed_plan:
    type: category
    weight: 1
    value: {housing: 100, none: 0}
    requirement: {not_in: [none]}
"""

CRITERIA_RULES = (
    Rule(
        code="C001",
        severity=Severity.ERROR,
        title="Unknown key",
        message=Text(en="unknown key '{key}' {where}", sv="okänd nyckel '{key}' {where}"),
        hint=Text(en="the keys here are: {known}", sv="nycklarna här är: {known}"),
        why="A misspelt key would otherwise be ignored, and the model would not be the one you wrote.",
        bad=_GOOD.replace("weight:", "wieght:") + "    weight: 1\n",
        good=_GOOD,
    ),
    Rule(
        code="C002",
        severity=Severity.ERROR,
        title="Missing key",
        message=Text(en="'{key}' is missing {where}", sv="'{key}' saknas {where}"),
        hint=None,
        why="Every judgement the ranking rests on is written in the file; none is filled in silently.",
        bad=_GOOD.replace("    weight: 1\n", ""),
        good=_GOOD,
    ),
    Rule(
        code="C003",
        severity=Severity.ERROR,
        title="Not the kind of value expected",
        message=Text(
            en="'{key}' cannot be {found}: expected {expected}",
            sv="'{key}' kan inte vara {found}: väntade {expected}",
        ),
        hint=None,
        why="The value has another type than the key takes, or is none of the words it takes.",
        bad=_GOOD.replace("value: {500: 100, 4000: 0}", "value: high"),
        good=_GOOD,
    ),
    Rule(
        code="C004",
        severity=Severity.ERROR,
        title="Read differently by different YAML readers",
        message=Text(
            en="'{text}' is {reading} to some YAML readers and not to others; expected {expected}",
            sv="'{text}' är {reading} för en del YAML-läsare och inte för andra; väntade {expected}",
        ),
        hint=Text(
            en="write numbers as 1200 or 0.35, yes/no settings as true or false",
            sv="skriv tal som 1200 eller 0.35, ja/nej-inställningar som true eller false",
        ),
        why="YAML 1.1 reads 0_35 as 29, 010 as 8, 1:30 as 90 and no as false; YAML 1.2 does not. What a file "
        "says must not depend on its reader.",
        bad=_GOOD.replace("weight: 1", "weight: 010"),
        good=_GOOD,
    ),
    Rule(
        code="C005",
        severity=Severity.ERROR,
        title="Version of the format not known",
        message=Text(
            en="version {version} of the format is not known",
            sv="version {version} av formatet är okänd",
        ),
        hint=Text(en="this program reads version 1", sv="det här programmet läser version 1"),
        why="A newer format may mean something else by the same keys.",
        bad=_GOOD.replace("version: 1", "version: 2"),
        good=_GOOD,
    ),
    Rule(
        code="C006",
        severity=Severity.ERROR,
        title="Not the kind of key expected",
        message=Text(
            en="'{key}' cannot be a key {where}: expected {expected}",
            sv="'{key}' kan inte vara en nyckel {where}: väntade {expected}",
        ),
        hint=None,
        why="Ids become headings and names in other programs: they are plain. Points have measures as keys, "
        "categories have texts.",
        bad=_GOOD.replace("school:", "School:"),
        good=_GOOD,
    ),
    Rule(
        code="C101",
        severity=Severity.ERROR,
        title="Weight not positive",
        message=Text(
            en="the weight {weight} is not a finite number above 0",
            sv="vikten {weight} är inte ett ändligt tal större än 0",
        ),
        hint=Text(
            en="leave out 'weight' and 'value' of a criterion that is only required",
            sv="utelämna 'weight' och 'value' för ett kriterium som bara krävs",
        ),
        why="Weights are shares. A criterion that should not count is left out openly.",
        bad=_GOOD.replace("weight: 1", "weight: 0"),
        good=_GOOD,
    ),
    Rule(
        code="C102",
        severity=Severity.ERROR,
        title="Value function not usable",
        message=Text(en="{problem}", sv="{problem}"),
        hint=Text(
            en="for example value: {{500: 100, 4000: 0}}",
            sv="till exempel value: {{500: 100, 4000: 0}}",
        ),
        why="A value function needs at least two points, or the parameters of its shape.",
        bad=_GOOD.replace("{500: 100, 4000: 0}", "{500: 100}"),
        good=_GOOD,
    ),
    Rule(
        code="C103",
        severity=Severity.ERROR,
        title="Value outside 0–100",
        message=Text(
            en="the value {value} is not between 0 and 100",
            sv="värdet {value} är inte mellan 0 och 100",
        ),
        hint=Text(
            en="0 is worth nothing, 100 is as good as it gets",
            sv="0 är inget värt, 100 är så bra det kan bli",
        ),
        why="All criteria share the scale 0–100; otherwise weights would not mean the same for all.",
        bad=_GOOD.replace("500: 100", "500: 120"),
        good=_GOOD,
    ),
    Rule(
        code="C104",
        severity=Severity.ERROR,
        title="Range and value function disagree",
        message=Text(en="{problem}", sv="{problem}"),
        hint=Text(
            en="without 'range' a measure goes from 0 up; otherwise say range: [low, high]",
            sv="utan 'range' går ett mått från 0 och uppåt; ange annars range: [lägst, högst]",
        ),
        why="An unknown measure may be anything in the range, so the range decides how uncertain a score is.",
        bad=_GOOD.replace("500: 100", "-500: 100"),
        good=_GOOD.replace("500: 100", "-500: 100") + "    range: [-1000, 10000]\n",
    ),
    Rule(
        code="C105",
        severity=Severity.ERROR,
        title="Limit outside the range",
        message=Text(
            en="the limit {limit} lies outside the range {range}",
            sv="gränsen {limit} ligger utanför området {range}",
        ),
        hint=Text(
            en="a limit outside the range is met by every site or by none",
            sv="en gräns utanför området uppfylls av alla platser eller av ingen",
        ),
        why="Such a requirement cannot tell sites apart; most often limit and range have different units.",
        bad=_REQUIRED.replace("at_most: 4000", "at_most: -4"),
        good=_REQUIRED,
    ),
    Rule(
        code="C106",
        severity=Severity.ERROR,
        title="Requirement that says nothing",
        message=Text(en="the requirement cannot be used: {problem}", sv="kravet kan inte användas: {problem}"),
        hint=Text(
            en="at_least is the lower bound and at_most the upper; leave at least one category",
            sv="at_least är den undre gränsen och at_most den övre; lämna minst en kategori",
        ),
        why="A requirement that excludes every site is a mistake in the file, not an answer.",
        bad=_REQUIRED.replace("at_most: 4000", "at_most: 400, at_least: 500"),
        good=_REQUIRED,
    ),
    Rule(
        code="C107",
        severity=Severity.ERROR,
        title="Category not declared",
        message=Text(
            en="'{category}' is no category of this criterion",
            sv="'{category}' är ingen kategori i detta kriterium",
        ),
        hint=Text(en="the categories are: {known}", sv="kategorierna är: {known}"),
        why="A requirement on a category that no site can have never bites.",
        bad=_CATEGORY.replace("[none]", "[nonee]"),
        good=_CATEGORY,
    ),
    Rule(
        code="C108",
        severity=Severity.ERROR,
        title="The same id twice",
        message=Text(
            en="the id '{id}' is used by two criteria or groups",
            sv="id:t '{id}' används av två kriterier eller grupper",
        ),
        hint=Text(en="ids are unique in the whole file", sv="id:n är unika i hela filen"),
        why="Results name criteria by their id.",
        bad=_GOOD + "  service:\n    weight: 1\n    criteria:\n"
        "      school:\n        weight: 1\n        value: {1: 100, 5: 0}\n",
        good=_GOOD,
    ),
    Rule(
        code="C109",
        severity=Severity.ERROR,
        title="Nothing to score",
        message=Text(en="no criterion has a value and a weight", sv="inget kriterium har värde och vikt"),
        hint=Text(
            en="give at least one criterion 'value' and 'weight'",
            sv="ge minst ett kriterium 'value' och 'weight'",
        ),
        why="Screening alone gives no order; a ranking needs at least one scored criterion.",
        bad=_REQUIRED.replace("    weight: 1\n    value: {500: 100, 4000: 0}\n", ""),
        good=_REQUIRED,
    ),
    Rule(
        code="C110",
        severity=Severity.ERROR,
        title="Does not fit the type",
        message=Text(
            en="{what} does not fit a criterion of type {type}",
            sv="{what} passar inte ett kriterium av typen {type}",
        ),
        hint=Text(
            en="numbers: range, curves, at_least, at_most; category and yes_no: a value for each, in, not_in",
            sv="tal: range, kurvor, at_least, at_most; category och yes_no: ett värde för varje, in, not_in",
        ),
        why="Numbers have limits and curves, categories have lists.",
        bad=_CATEGORY.replace("{not_in: [none]}", "{at_most: 4}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C111",
        severity=Severity.ERROR,
        title="Category that no cell can say",
        message=Text(en="the category '{category}' {problem}", sv="kategorin '{category}' {problem}"),
        hint=Text(
            en="cells are read without regard to case and outer blanks; empty and .. mean unknown",
            sv="celler läses utan hänsyn till skiftläge och yttre blanktecken; tomt och .. betyder okänt",
        ),
        why="Two categories that a cell cannot tell apart would be mixed up without anyone noticing.",
        bad=_CATEGORY.replace("{housing: 100, none: 0}", "{housing: 100, Housing: 60, none: 0}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C112",
        severity=Severity.ERROR,
        title="Severity that cannot be lowered",
        message=Text(
            en="{code} cannot be made less severe",
            sv="{code} kan inte göras mindre allvarlig",
        ),
        hint=Text(
            en="`vasterviksmodell rules` tells which can be switched off or lowered; the others can only be raised",
            sv="`vasterviksmodell rules` visar vilka koder som kan stängas av eller sänkas; övriga kan bara höjas",
        ),
        why="What a cell that cannot be read says is not known; a ranking that passed over it would rest on nothing.",
        bad=_GOOD.replace("criteria:", "checks: {D103: warning}\ncriteria:"),
        good=_GOOD.replace("criteria:", "checks: {D204: error}\ncriteria:"),
    ),
    Rule(
        code="C113",
        severity=Severity.ERROR,
        title="A word with two meanings",
        message=Text(
            en="'{text}' cannot mean {meaning}: '{first}' means {other}",
            sv="'{text}' kan inte betyda {meaning}: '{first}' betyder {other}",
        ),
        hint=Text(
            en="leave one of them out: cells are read without regard to case and outer blanks",
            sv="stryk ett av dem: celler läses utan hänsyn till skiftläge och yttre blanktecken",
        ),
        why="A cell that holds the word could be read in two ways, and one would be chosen without anyone noticing. "
        "Where a criterion is of type yes_no, the usual words for yes and no have their meaning too.",
        bad=_GOOD.replace("criteria:", "data: {yes: [finns], no: [Finns]}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {yes: [finns], no: [finns ej]}\ncriteria:"),
    ),
    Rule(
        code="C114",
        severity=Severity.ERROR,
        title="One heading for two columns",
        message=Text(
            en="the heading '{text}' cannot be listed for '{meaning}': it is read as '{other}'",
            sv="rubriken '{text}' kan inte räknas upp för '{meaning}': den läses som '{other}'",
        ),
        hint=Text(
            en="leave it out in one place; two criteria that are to read one column have the same measure:",
            sv="stryk den på det ena stället; två kriterier som ska läsa samma kolumn har samma measure:",
        ),
        why="The same figures would count as two measures, as if they were of different things.",
        bad=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [a]}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [B]}}\ncriteria:"),
    ),
    Rule(
        code="C201",
        severity=Severity.WARNING,
        title="Criterion without effect",
        message=Text(
            en="'{id}' has no effect: {problem}",
            sv="'{id}' har ingen verkan: {problem}",
        ),
        hint=Text(
            en="give it a value and a weight, a requirement or a warning",
            sv="ge det värde och vikt, ett krav eller en varning",
        ),
        why="Readers would believe that it mattered.",
        bad=_GOOD + "  shop:\n    unit: m\n",
        good=_GOOD + "  shop:\n    unit: m\n    requirement: {at_most: 5000}\n",
    ),
    Rule(
        code="C202",
        severity=Severity.WARNING,
        title="Cited, but no source given",
        message=Text(
            en="'{id}' is said to be cited, but names no source",
            sv="'{id}' sägs vara belagt men anger ingen källa",
        ),
        hint=Text(
            en="add 'source', or say basis: judgement",
            sv="ange 'source', eller skriv basis: judgement",
        ),
        why="A limit that touches people's lives must be possible to trace.",
        bad=_REQUIRED + "    basis: cited\n",
        good=_REQUIRED + "    basis: cited\n    source: Municipal rules for school transport\n",
    ),
    Rule(
        code="C203",
        severity=Severity.WARNING,
        title="Heading that no criterion reads",
        message=Text(
            en="no criterion reads a column '{heading}': what {section} says of it has no effect",
            sv="inget kriterium läser en kolumn '{heading}': det som {section} säger om den har ingen verkan",
        ),
        hint=Text(
            en="the key is the heading that the criteria use: one of {known}",
            sv="nyckeln är den rubrik som kriterierna använder: någon av {known}",
        ),
        why="The columns or the source would be thought to be declared, and are not.",
        bad=_GOOD.replace("criteria:", "sources: {skool: {source: Road register}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "sources: {school: {source: Road register}}\ncriteria:"),
    ),
)
