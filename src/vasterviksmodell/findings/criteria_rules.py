"""C: rules of the criteria file."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

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
        message=Message("unknown key '{key}' {where}"),
        hint=Message("the keys here are: {known}"),
        why="A misspelt key would otherwise be ignored, and the model would not be the one you wrote.",
        bad=_GOOD.replace("weight:", "wieght:") + "    weight: 1\n",
        good=_GOOD,
    ),
    Rule(
        code="C002",
        severity=Severity.ERROR,
        title="Missing key",
        message=Message("'{key}' is missing {where}"),
        hint=None,
        why="Every judgement the ranking rests on is written in the file; none is filled in silently.",
        bad=_GOOD.replace("    weight: 1\n", ""),
        good=_GOOD,
    ),
    Rule(
        code="C003",
        severity=Severity.ERROR,
        title="Not the kind of value expected",
        message=Message("'{key}' cannot be {found}: expected {expected}"),
        hint=None,
        why="The value has another type than the key takes, or is none of the words it takes.",
        bad=_GOOD.replace("value: {500: 100, 4000: 0}", "value: high"),
        good=_GOOD,
    ),
    Rule(
        code="C004",
        severity=Severity.ERROR,
        title="Read differently by different YAML readers",
        message=Message("'{text}' is {reading} to some YAML readers and not to others; expected {expected}"),
        hint=Message("write numbers as 1200 or 0.35, yes/no settings as true or false"),
        why="YAML 1.1 reads 0_35 as 29, 010 as 8, 1:30 as 90 and no as false; YAML 1.2 does not. What a file "
        "says must not depend on its reader.",
        bad=_GOOD.replace("weight: 1", "weight: 010"),
        good=_GOOD,
    ),
    Rule(
        code="C005",
        severity=Severity.ERROR,
        title="Version of the format not known",
        message=Message("version {version} of the format is not known"),
        hint=Message("this program reads version 1"),
        why="A newer format may mean something else by the same keys.",
        bad=_GOOD.replace("version: 1", "version: 2"),
        good=_GOOD,
    ),
    Rule(
        code="C006",
        severity=Severity.ERROR,
        title="Not the kind of key expected",
        message=Message("'{key}' cannot be a key {where}: expected {expected}"),
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
        message=Message("the weight {weight} is not a finite number above 0"),
        hint=Message("leave out 'weight' and 'value' of a criterion that is only required"),
        why="Weights are shares. A criterion that should not count is left out openly.",
        bad=_GOOD.replace("weight: 1", "weight: 0"),
        good=_GOOD,
    ),
    Rule(
        code="C102",
        severity=Severity.ERROR,
        title="Value function not usable",
        message=Message("{problem}"),
        hint=Message("for example value: {{500: 100, 4000: 0}}"),
        why="A value function needs at least two points, or the parameters of its shape.",
        bad=_GOOD.replace("{500: 100, 4000: 0}", "{500: 100}"),
        good=_GOOD,
    ),
    Rule(
        code="C103",
        severity=Severity.ERROR,
        title="Value outside 0–100",
        message=Message("the value {value} is not between 0 and 100"),
        hint=Message("0 is worth nothing, 100 is as good as it gets"),
        why="All criteria share the scale 0–100; otherwise weights would not mean the same for all.",
        bad=_GOOD.replace("500: 100", "500: 120"),
        good=_GOOD,
    ),
    Rule(
        code="C104",
        severity=Severity.ERROR,
        title="Range and value function disagree",
        message=Message("{problem}"),
        hint=Message("without 'range' a measure goes from 0 up; otherwise say range: [low, high]"),
        why="An unknown measure may be anything in the range, so the range decides how uncertain a score is.",
        bad=_GOOD.replace("500: 100", "-500: 100"),
        good=_GOOD.replace("500: 100", "-500: 100") + "    range: [-1000, 10000]\n",
    ),
    Rule(
        code="C105",
        severity=Severity.ERROR,
        title="Limit outside the range",
        message=Message("the limit {limit} lies outside the range {range}"),
        hint=Message("a limit outside the range is met by every site or by none"),
        why="Such a requirement cannot tell sites apart; most often limit and range have different units.",
        bad=_REQUIRED.replace("at_most: 4000", "at_most: -4"),
        good=_REQUIRED,
    ),
    Rule(
        code="C106",
        severity=Severity.ERROR,
        title="Requirement that says nothing",
        message=Message("the requirement cannot be used: {problem}"),
        hint=Message("at_least is the lower bound and at_most the upper; leave at least one category"),
        why="A requirement that excludes every site is a mistake in the file, not an answer.",
        bad=_REQUIRED.replace("at_most: 4000", "at_most: 400, at_least: 500"),
        good=_REQUIRED,
    ),
    Rule(
        code="C107",
        severity=Severity.ERROR,
        title="Category not declared",
        message=Message("'{category}' is no category of this criterion"),
        hint=Message("the categories are: {known}"),
        why="A requirement on a category that no site can have never bites.",
        bad=_CATEGORY.replace("[none]", "[nonee]"),
        good=_CATEGORY,
    ),
    Rule(
        code="C108",
        severity=Severity.ERROR,
        title="The same id twice",
        message=Message("the id '{id}' is used by two criteria or groups"),
        hint=Message("ids are unique in the whole file"),
        why="Results name criteria by their id.",
        bad=_GOOD + "  service:\n    weight: 1\n    criteria:\n"
        "      school:\n        weight: 1\n        value: {1: 100, 5: 0}\n",
        good=_GOOD,
    ),
    Rule(
        code="C109",
        severity=Severity.ERROR,
        title="Nothing to score",
        message=Message("no criterion has a value and a weight"),
        hint=Message("give at least one criterion 'value' and 'weight'"),
        why="Screening alone gives no order; a ranking needs at least one scored criterion.",
        bad=_REQUIRED.replace("    weight: 1\n    value: {500: 100, 4000: 0}\n", ""),
        good=_REQUIRED,
    ),
    Rule(
        code="C110",
        severity=Severity.ERROR,
        title="Does not fit the type",
        message=Message("{what} does not fit a criterion of type {type}"),
        hint=Message("numbers: range, curves, at_least, at_most; category and yes_no: a value for each, in, not_in"),
        why="Numbers have limits and curves, categories have lists.",
        bad=_CATEGORY.replace("{not_in: [none]}", "{at_most: 4}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C111",
        severity=Severity.ERROR,
        title="Category that no cell can say",
        message=Message("the category '{category}' {problem}"),
        hint=Message("cells are read without regard to case and outer blanks; empty and .. mean unknown"),
        why="Two categories that a cell cannot tell apart would be mixed up without anyone noticing.",
        bad=_CATEGORY.replace("{housing: 100, none: 0}", "{housing: 100, Housing: 60, none: 0}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C112",
        severity=Severity.ERROR,
        title="Severity that cannot be lowered",
        message=Message("{code} cannot be made less severe"),
        hint=Message(
            "`vasterviksmodell rules` tells which can be switched off or lowered; the others can only be raised"
        ),
        why="What a cell that cannot be read says is not known; a ranking that passed over it would rest on nothing.",
        bad=_GOOD.replace("criteria:", "checks: {D103: warning}\ncriteria:"),
        good=_GOOD.replace("criteria:", "checks: {D204: error}\ncriteria:"),
    ),
    Rule(
        code="C113",
        severity=Severity.ERROR,
        title="A word with two meanings",
        message=Message("'{text}' cannot mean {meaning}: '{first}' means {other}"),
        hint=Message("leave one of them out: cells are read without regard to case and outer blanks"),
        why="A cell that holds the word could be read in two ways, and one would be chosen without anyone noticing. "
        "Where a criterion is of type yes_no, the usual words for yes and no have their meaning too.",
        bad=_GOOD.replace("criteria:", "data: {yes: [finns], no: [Finns]}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {yes: [finns], no: [finns ej]}\ncriteria:"),
    ),
    Rule(
        code="C114",
        severity=Severity.ERROR,
        title="One heading for two columns",
        message=Message("the heading '{text}' cannot be listed for '{meaning}': it is read as '{other}'"),
        hint=Message("leave it out in one place; two criteria that are to read one column have the same measure:"),
        why="The same figures would count as two measures, as if they were of different things.",
        bad=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [a]}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [B]}}\ncriteria:"),
    ),
    Rule(
        code="C201",
        severity=Severity.WARNING,
        title="Criterion without effect",
        message=Message("'{id}' has no effect: {problem}"),
        hint=Message("give it a value and a weight, a requirement or a warning"),
        why="Readers would believe that it mattered.",
        bad=_GOOD + "  shop:\n    unit: m\n",
        good=_GOOD + "  shop:\n    unit: m\n    requirement: {at_most: 5000}\n",
    ),
    Rule(
        code="C202",
        severity=Severity.WARNING,
        title="Cited, but no source given",
        message=Message("'{id}' is said to be cited, but names no source"),
        hint=Message("add 'source', or say basis: judgement"),
        why="A limit that touches people's lives must be possible to trace.",
        bad=_REQUIRED + "    basis: cited\n",
        good=_REQUIRED + "    basis: cited\n    source: Municipal rules for school transport\n",
    ),
    Rule(
        code="C203",
        severity=Severity.WARNING,
        title="Heading that no criterion reads",
        message=Message("no criterion reads a column '{heading}': what {section} says of it has no effect"),
        hint=Message("the key is the heading that the criteria use: one of {known}"),
        why="The columns or the source would be thought to be declared, and are not.",
        bad=_GOOD.replace("criteria:", "sources: {skool: {source: Road register}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "sources: {school: {source: Road register}}\ncriteria:"),
    ),
)
