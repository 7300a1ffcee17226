"""The rules of C about what a plan of houses keeps to."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_PLAN = """\
version: 1
need: {houses: 8, flats_per_house: 2, persons_per_flat: 6, pupils: 26}
criteria:
  school_places:
    weight: 1
    value: {0: 0, 26: 100}
plan:
  facilities:
    school: {places: school_places, at: school, used_by: pupils}
"""

PLAN_RULES = (
    Rule(
        code="C127",
        severity=Severity.ERROR,
        title=Message("Plan for an unknown measure"),
        message=Message("no criterion of type number reads the measure '{measure}'"),
        hint=Message("the measures are: {known}"),
        why=Message(
            "How much room a site has, and what it costs, are measures of criteria, so that they are read, checked and"
            " dated like all others. A criterion may be there for the plan alone, without a weight."
        ),
        bad=_PLAN.replace("places: school_places", "places: skool_places"),
        good=_PLAN,
    ),
    Rule(
        code="C128",
        severity=Severity.ERROR,
        title=Message("Plan that cannot be counted"),
        message=Message("{problem}"),
        hint=None,
        why=Message("A limit of which a number is missing, or stands twice, would be kept or broken by chance."),
        bad=_PLAN.replace("pupils}", "pupils, per_person: 0.3}"),
        good=_PLAN,
    ),
)
