"""The rules of C about what a plan of houses keeps to, and those of R about saved plans."""

from functools import partial
from hashlib import sha256

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.findings.ranking_rules import saved_ranking
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

_HOUSE = '{"house": {"flats": 2, "persons_per_flat": 6}, "limits": {"max_per_site": 3}}'
_STATED = ('"criteria": {"version": 1, ', f'"criteria": {{"version": 1, "plan": {_HOUSE}, ')
_WHOLE = """\
{"schema": "vasterviksmodell/plan/1", "version": "0", "whole": true, "room": null,
 "question": {"houses": 2, "house": {"flats": 2, "persons": 12}, "include_unverified": false,
   "min_per_site": 1, "max_per_site": 3, "max_sites": null, "budget": null, "action_budget": null,
   "fix": {}, "forbid": []},
 "plan": {"houses": 2, "flats": 4, "persons": 24, "mean_score": 82.5, "proven": true, "gap": 0.0, "settled": true,
   "cost": 0, "action_cost": 0, "facilities": [], "actions": [],
   "sites": [{"id": "ankarby", "name": "Ankarby", "rank": 1, "score": 82.5, "houses": 2, "persons": 24,
              "per_1000": null}]},
 "ranking": RANKING,
"""


def _saved_plan(*changes: tuple[str, str]) -> str:
    """Return the plan with some texts replaced, and the checksum that it then has."""
    text = _WHOLE.replace("RANKING", saved_ranking(_STATED).removesuffix("\n"))
    for change in changes:
        text = text.replace(*change)
    return f'{text}  "checksum": "{sha256(text.encode()).hexdigest()}"\n}}\n'


_PlanRule = partial(Rule, example="plan.json", good=_saved_plan())

SAVED_PLAN_RULES = (
    _PlanRule(
        code="R003",
        severity=Severity.ERROR,
        title=Message("Not a saved plan"),
        message=Message("this is not a plan that vasterviksmodell saved: {problem}"),
        hint=Message("save one with `vasterviksmodell plan … --format json`"),
        why=Message("A saved plan must hold all that it rests on: what was asked, and the ranking."),
        bad=_saved_plan(('"ranking":', '"rankings":')),
    ),
    _PlanRule(
        code="R108",
        severity=Severity.ERROR,
        title=Message("Plan that breaks a limit"),
        message=Message("the plan does not keep a limit: {limit}"),
        hint=Message("something was changed after the plan was saved: plan again"),
        why=Message("A plan vouches for its limits. They are checked one by one, without the search that found it."),
        bad=_saved_plan(('"max_per_site": 3, "max_sites"', '"max_per_site": 1, "max_sites"')),
    ),
    _PlanRule(
        code="R109",
        severity=Severity.ERROR,
        title=Message("Plan that is not as it was saved"),
        message=Message("something was changed after the plan was saved, even if only a blank: its checksum differs"),
        hint=Message("restore the file as it was saved, or plan again"),
        why=Message(
            "What only a search can tell, such as what one place more is worth, is not computed again. The checksum"
            " finds any change in it."
        ),
        bad=_saved_plan().replace('"whole": true', '"whole": false'),
    ),
)
