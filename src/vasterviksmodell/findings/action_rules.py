"""The rules of C about actions, and D118, about their sites."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES
from vasterviksmodell.i18n import Message

_ACTIONS = """\
version: 1
criteria:
  school:
    unit: m
    weight: 1
    value: {500: 100, 4000: 0}
actions:
  new_school:
    label: A school in Ekby
    who: The school board
    by: 2027-08
    status: agreed
    sets: {ekby: {school: 300}}
  new_road:
    label: A safe road to school
    who: The technical board
    by: 2027-05
    status: agreed
"""
_NEEDING = _ACTIONS.replace("    sets:", "    needs: [new_road]\n    sets:")
_SECOND = "    sets: {ekby: {school: 900}}\n"
_SITE_ACTIONS = """\
actions:
  new_school:
    label: A school in Ekby
    sets: {ekby: {school: 300}}
"""

ACTION_RULES = (
    Rule(
        code="C124",
        severity=Severity.ERROR,
        title=Message("Unknown action"),
        message=Message("there is no action '{id}'"),
        hint=Message("the other actions are: {known}"),
        why=Message("What must be done first is looked up by its id. A misspelt need would never be met."),
        bad=_NEEDING.replace("[new_road]", "[new_raod]"),
        good=_NEEDING,
    ),
    Rule(
        code="C121",
        severity=Severity.ERROR,
        title=Message("Actions that wait for each other"),
        message=Message("the actions need each other in a circle: {circle}"),
        hint=Message("take one of these needs away"),
        why=Message("None of them could ever begin."),
        bad=_NEEDING + "    needs: [new_school]\n",
        good=_NEEDING,
    ),
    Rule(
        code="C122",
        severity=Severity.ERROR,
        title=Message("Action, event or scenario for an unknown measure"),
        message=Message("no criterion reads the measure '{measure}'"),
        hint=Message("the measures are: {known}"),
        why=Message(
            "An action, an event or a scenario is about measures of criteria. With a misspelt measure it would have no"
            " effect."
        ),
        bad=_ACTIONS.replace("{school: 300}", "{shcool: 300}"),
        good=_ACTIONS,
    ),
    Rule(
        code="C123",
        severity=Severity.ERROR,
        title=Message("Measure that is set in two ways"),
        message=Message("'{measure}' of '{site}' is set to {cell} here, and to {differing} by '{other}'"),
        hint=Message("leave one out, or say by needs: which action comes after the other"),
        why=Message(
            "When both are done, the measure could be either. Of actions that need each other the later counts; those"
            " that are only proposed may be alternatives."
        ),
        bad=_ACTIONS + _SECOND,
        good=_NEEDING + _SECOND,
    ),
    Rule(
        code="C205",
        severity=Severity.WARNING,
        title=Message("Need that is not met in time"),
        message=Message("the action '{id}' cannot be done as planned: {problem}"),
        hint=Message("move one of the dates, or change the need"),
        why=Message("An action is applied only with all that it needs. With these dates it is not applied in time."),
        bad=_NEEDING.replace("2027-05", "2028-05"),
        good=_NEEDING,
        adjustable=True,
    ),
)
SITE_ACTION_RULES = (
    Rule(
        code="D118",
        severity=Severity.WARNING,
        title=Message("Action, event or scenario for an unknown site"),
        message=Message("no site has the id '{site}', which '{action}' is about"),
        hint=Message("sites are named by their ids"),
        why=Message(
            "What an action, an event or a scenario changes at a site that is not among the sites has no effect. It is"
            " no fault when the files hold only some of the sites."
        ),
        bad=EXAMPLE_SITES.replace("ekby", "eckby"),
        good=EXAMPLE_SITES,
        example="sites.csv",
        criteria=EXAMPLE_CRITERIA + _SITE_ACTIONS,
        adjustable=True,
    ),
)
