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
        title=Message("Unknown key"),
        message=Message("unknown key '{key}' {where}"),
        hint=Message("the keys here are: {known}"),
        why=Message("A misspelt key would otherwise be ignored, and the model would not be the one you wrote."),
        bad=_GOOD.replace("weight:", "wieght:") + "    weight: 1\n",
        good=_GOOD,
    ),
    Rule(
        code="C002",
        severity=Severity.ERROR,
        title=Message("Missing key"),
        message=Message("'{key}' is missing {where}"),
        hint=None,
        why=Message("Every judgement that the ranking rests on is written in the file; none is filled in silently."),
        bad=_GOOD.replace("    weight: 1\n", ""),
        good=_GOOD,
    ),
    Rule(
        code="C003",
        severity=Severity.ERROR,
        title=Message("Unexpected kind of value"),
        message=Message("'{key}' cannot be {found}: expected {expected}"),
        hint=None,
        why=Message("The value has another type than the key takes, or is not one of the allowed words."),
        bad=_GOOD.replace("value: {500: 100, 4000: 0}", "value: high"),
        good=_GOOD,
    ),
    Rule(
        code="C004",
        severity=Severity.ERROR,
        title=Message("Read differently by different YAML readers"),
        message=Message("'{text}' is {reading} to some YAML readers and not to others; expected {expected}"),
        hint=Message("write numbers as 1200 or 0.35, yes/no settings as true or false"),
        why=Message(
            "YAML 1.1 reads 0_35 as 29, 010 as 8, 1:30 as 90 and no as false; YAML 1.2 does not. What a file says must"
            " not depend on the program that reads it."
        ),
        bad=_GOOD.replace("weight: 1", "weight: 010"),
        good=_GOOD,
    ),
    Rule(
        code="C005",
        severity=Severity.ERROR,
        title=Message("Unknown version of the format"),
        message=Message("version {version} of the format is not known"),
        hint=Message("this program reads version 1"),
        why=Message("A newer format may give the same keys another meaning."),
        bad=_GOOD.replace("version: 1", "version: 2"),
        good=_GOOD,
    ),
    Rule(
        code="C006",
        severity=Severity.ERROR,
        title=Message("Unexpected kind of key"),
        message=Message("'{key}' cannot be a key {where}: expected {expected}"),
        hint=None,
        why=Message(
            "Ids become headings and names in other programs, so they are plain. The keys of points are measures, and "
            "those of categories are texts."
        ),
        bad=_GOOD.replace("school:", "School:"),
        good=_GOOD,
    ),
    Rule(
        code="C101",
        severity=Severity.ERROR,
        title=Message("Weight not positive"),
        message=Message("the weight {weight} is not a finite number above 0"),
        hint=Message("leave out 'weight' and 'value' of a criterion that is only required"),
        why=Message("Weights are shares. A criterion that should not count is left out openly."),
        bad=_GOOD.replace("weight: 1", "weight: 0"),
        good=_GOOD,
    ),
    Rule(
        code="C102",
        severity=Severity.ERROR,
        title=Message("Unusable value function"),
        message=Message("{problem}"),
        hint=Message("for example value: {{500: 100, 4000: 0}}"),
        why=Message("A value function needs at least two points, or the parameters of its shape."),
        bad=_GOOD.replace("{500: 100, 4000: 0}", "{500: 100}"),
        good=_GOOD,
    ),
    Rule(
        code="C103",
        severity=Severity.ERROR,
        title=Message("Value outside 0–100"),
        message=Message("the value {value} is not between 0 and 100"),
        hint=Message("0 is worth nothing, 100 is as good as it gets"),
        why=Message("All criteria share the scale 0–100; otherwise weights would not mean the same for all of them."),
        bad=_GOOD.replace("500: 100", "500: 120"),
        good=_GOOD,
    ),
    Rule(
        code="C104",
        severity=Severity.ERROR,
        title=Message("Range and value function disagree"),
        message=Message("{problem}"),
        hint=Message("without 'range' a measure goes from 0 up; otherwise say range: [low, high]"),
        why=Message("An unknown measure may be anything in the range, so the range decides how uncertain a score is."),
        bad=_GOOD.replace("500: 100", "-500: 100"),
        good=_GOOD.replace("500: 100", "-500: 100") + "    range: [-1000, 10000]\n",
    ),
    Rule(
        code="C105",
        severity=Severity.ERROR,
        title=Message("Limit outside the range"),
        message=Message("the limit {limit} lies outside the range {range}"),
        hint=Message("a limit outside the range is met by every site or by none"),
        why=Message("Such a requirement cannot tell sites apart. Most often, limit and range have different units."),
        bad=_REQUIRED.replace("at_most: 4000", "at_most: -4"),
        good=_REQUIRED,
    ),
    Rule(
        code="C106",
        severity=Severity.ERROR,
        title=Message("Unusable requirement"),
        message=Message("the requirement cannot be used: {problem}"),
        hint=Message("at_least is the lower bound and at_most the upper; leave at least one category"),
        why=Message("A requirement that excludes every site is a mistake in the file, not an answer."),
        bad=_REQUIRED.replace("at_most: 4000", "at_most: 400, at_least: 500"),
        good=_REQUIRED,
    ),
    Rule(
        code="C107",
        severity=Severity.ERROR,
        title=Message("Undeclared category"),
        message=Message("'{category}' is not a category of this criterion"),
        hint=Message("the categories are: {known}"),
        why=Message("A requirement on a category that no site can have never has an effect."),
        bad=_CATEGORY.replace("[none]", "[nonee]"),
        good=_CATEGORY,
    ),
    Rule(
        code="C108",
        severity=Severity.ERROR,
        title=Message("The same id twice"),
        message=Message("the id '{id}' is used by two criteria or groups"),
        hint=Message("ids are unique in the whole file"),
        why=Message("Results identify criteria by their ids."),
        bad=_GOOD + "  service:\n    weight: 1\n    criteria:\n"
        "      school:\n        weight: 1\n        value: {1: 100, 5: 0}\n",
        good=_GOOD,
    ),
    Rule(
        code="C109",
        severity=Severity.ERROR,
        title=Message("Nothing to score"),
        message=Message("no criterion has a value and a weight"),
        hint=Message("give at least one criterion 'value' and 'weight'"),
        why=Message("Screening alone gives no order; a ranking needs at least one scored criterion."),
        bad=_REQUIRED.replace("    weight: 1\n    value: {500: 100, 4000: 0}\n", ""),
        good=_REQUIRED,
    ),
    Rule(
        code="C110",
        severity=Severity.ERROR,
        title=Message("Does not fit the type"),
        message=Message("{what} does not fit a criterion of type {type}"),
        hint=Message("numbers: range, curves, at_least, at_most; category and yes_no: a value for each, in, not_in"),
        why=Message("Numbers have limits and curves; categories have lists."),
        bad=_CATEGORY.replace("{not_in: [none]}", "{at_most: 4}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C111",
        severity=Severity.ERROR,
        title=Message("Category that no cell can express"),
        message=Message("the category '{category}' {problem}"),
        hint=Message("cells are read without regard to case and outer blanks; empty and .. mean unknown"),
        why=Message("Two categories that a cell cannot tell apart would be mixed up without anyone noticing."),
        bad=_CATEGORY.replace("{housing: 100, none: 0}", "{housing: 100, Housing: 60, none: 0}"),
        good=_CATEGORY,
    ),
    Rule(
        code="C112",
        severity=Severity.ERROR,
        title=Message("Severity that cannot be lowered"),
        message=Message("{code} cannot be made less severe"),
        hint=Message(
            "`vasterviksmodell rules` shows which can be switched off or lowered; the others can only be raised"
        ),
        why=Message("It is not known what an unreadable cell says. A ranking that ignored it would rest on nothing."),
        bad=_GOOD.replace("criteria:", "checks: {D103: warning}\ncriteria:"),
        good=_GOOD.replace("criteria:", "checks: {D204: error}\ncriteria:"),
    ),
    Rule(
        code="C113",
        severity=Severity.ERROR,
        title=Message("Word with two meanings"),
        message=Message("'{text}' cannot mean {meaning}: '{first}' means {other}"),
        hint=Message("leave one of them out: cells are read without regard to case and outer blanks"),
        why=Message(
            "A cell that holds the word could be read in two ways, and one would be chosen without anyone noticing. "
            "For criteria of type yes_no, the usual words for yes and no have their meanings too."
        ),
        bad=_GOOD.replace("criteria:", "data: {yes: [finns], no: [Finns]}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {yes: [finns], no: [finns ej]}\ncriteria:"),
    ),
    Rule(
        code="C114",
        severity=Severity.ERROR,
        title=Message("One heading for two columns"),
        message=Message("the heading '{text}' cannot be listed for '{meaning}': it is read as '{other}'"),
        hint=Message("leave it out in one place; two criteria that are to read one column have the same measure:"),
        why=Message("The same figures would count as two different measures."),
        bad=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [a]}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {columns: {school: [A], name: [B]}}\ncriteria:"),
    ),
    Rule(
        code="C130",
        severity=Severity.ERROR,
        title=Message("Unit that cannot be converted"),
        message=Message("{unit} cannot be converted to {own}, the unit of criterion '{criterion}'"),
        hint=Message(
            "write the unit that the figures in the files have; or correct unit: and the figures of the criterion"
        ),
        why=Message(
            "Lengths, times, shares, areas and kronor are converted by exact factors: mm, cm, m, km, mil; s, min, h, "
            "days; ‰, %, shares of 1; m², ha, km²; kr, tkr, mkr. Any other unit fits only itself."
        ),
        bad=_GOOD.replace("criteria:", "data: {units: {school: min}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "data: {units: {school: km}}\ncriteria:"),
    ),
    Rule(
        code="C201",
        severity=Severity.WARNING,
        title=Message("Criterion without effect"),
        message=Message("'{id}' has no effect: {problem}"),
        hint=Message("give it a value and a weight, a requirement or a warning"),
        why=Message("Readers would believe that it mattered."),
        bad=_GOOD + "  shop:\n    unit: m\n",
        good=_GOOD + "  shop:\n    unit: m\n    requirement: {at_most: 5000}\n",
    ),
    Rule(
        code="C202",
        severity=Severity.WARNING,
        title=Message("Cited, but no source given"),
        message=Message("'{id}' is said to be cited, but names no source"),
        hint=Message("add 'source', or say basis: judgement"),
        why=Message("It must be possible to trace a limit that affects people's lives."),
        bad=_REQUIRED + "    basis: cited\n",
        good=_REQUIRED + "    basis: cited\n    source: Municipal rules for school transport\n",
    ),
    Rule(
        code="C203",
        severity=Severity.WARNING,
        title=Message("Heading that no criterion reads"),
        message=Message("no criterion reads a column '{heading}': what {section} says of it has no effect"),
        hint=Message("the key is the heading that the criteria use: one of {known}"),
        why=Message("Readers would believe that the columns or the source are declared, and they are not."),
        bad=_GOOD.replace("criteria:", "sources: {skool: {source: Road register}}\ncriteria:"),
        good=_GOOD.replace("criteria:", "sources: {school: {source: Road register}}\ncriteria:"),
    ),
)
