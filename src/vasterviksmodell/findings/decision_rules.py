"""The rules of O: decision.yaml judged against a ranking. Their examples are two files: they are run."""

from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_CRITERIA = """\
version: 1
criteria:
  school_m: {weight: 1, range: [0, 9000], value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
"""
_SITES = """\
[sites.csv]
id,name,school_m
ankarby,Ankarby,500
ekby,Ekby,2000
tallby,Tallby,9000
"""
_DECISION = """\
[decision.yaml]
version: 1
who: The council
date: 2026-11-25
sites:
  ankarby:
    outcome: chosen
    ranked: {status: qualified, rank: 1}
  ekby:
    outcome: rejected
    reason: The school is far away.
    figures: {school_m: 2000}
    ranked: {status: qualified, rank: 2}
  tallby:
    outcome: rejected
    ranked: {status: excluded}
"""
_GOOD = _DECISION + _SITES
_SECOND = (
    _GOOD.replace("chosen", "parked", 1)
    .replace("rejected", "chosen", 1)
    .replace("outcome: parked", "outcome: parked\n    reason: The plot is let until 2030.", 1)
)

_Example = partial(Rule, example="decision.yaml sites.csv", criteria=_CRITERIA)

DECISION_RULES = (
    _Example(
        code="O001",
        severity=Severity.ERROR,
        title=Message("Decision about an unknown site"),
        message=Message("the ranking has no site '{site}'"),
        hint=Message("write the id of a site of the ranking"),
        why=Message("What is decided about a site that was not compared cannot be followed."),
        bad=_GOOD.replace("  tallby:\n", "  talby: {outcome: parked}\n  tallby:\n"),
        good=_GOOD,
    ),
    _Example(
        code="O002",
        severity=Severity.ERROR,
        title=Message("Site without a decision"),
        message=Message("nothing is said about the site '{site}'"),
        hint=Message("add an entry: chosen, rejected or parked"),
        why=Message("A record of a decision holds both lists: what was chosen, and what was not."),
        bad=_GOOD + "gamby,Gamby,8000\n",
        good=_GOOD,
    ),
    _Example(
        code="O003",
        severity=Severity.ERROR,
        title=Message("Site that is not decided"),
        message=Message("nothing is decided about '{site}' yet"),
        hint=Message("write under outcome: chosen, rejected or parked"),
        why=Message("A decision is whole when every site has an outcome."),
        bad=_GOOD.replace("  tallby:\n    outcome: rejected\n", "  tallby:\n    outcome: null\n"),
        good=_GOOD,
    ),
    _Example(
        code="O004",
        severity=Severity.ERROR,
        title=Message("Decision without person or date"),
        message=Message("it is not stated who decided about '{site}', and when"),
        hint=Message("write who: and date:, for all sites or for this one"),
        why=Message("A decision is someone's, on a day. What came after it can be told only then."),
        bad=_GOOD.replace("who: The council\n", "")
        .replace("chosen\n", "chosen\n    who: The council\n")
        .replace("rejected\n    reason", "rejected\n    who: The council\n    reason"),
        good=_GOOD,
    ),
    _Example(
        code="O005",
        severity=Severity.ERROR,
        title=Message("Choice against the screening, without a reason"),
        message=Message("'{site}' is chosen though it is {status}, and no reason says why"),
        hint=Message("write the reason under reason:"),
        why=Message("A requirement that does not count for one site needs an explanation to all the others."),
        bad=_GOOD.replace("    outcome: rejected\n    ranked", "    outcome: chosen\n    ranked"),
        good=_GOOD,
    ),
    _Example(
        code="O006",
        severity=Severity.ERROR,
        title=Message("Choice against the ranking, without a reason"),
        message=Message("'{site}' is not chosen though it ranks before {chosen}, and no reason says why"),
        hint=Message("write under reason: why it was passed over"),
        why=Message("A decision may depart from the ranking, but not in silence."),
        bad=_SECOND.replace("    reason: The plot is let until 2030.\n", ""),
        good=_SECOND,
    ),
    _Example(
        code="O007",
        severity=Severity.ERROR,
        title=Message("Reason with another figure than the ranking"),
        message=Message("the ranking has another figure than {figure} for '{criterion}' of '{site}'"),
        hint=Message("correct the figure, or the data that are ranked"),
        why=Message("A reason that rests on a wrong figure is no reason."),
        bad=_GOOD.replace("school_m: 2000", "school_m: 2500"),
        good=_GOOD,
    ),
    _Example(
        code="O008",
        severity=Severity.WARNING,
        title=Message("Reason that does not speak against the site"),
        message=Message("'{site}' is rejected for '{criterion}' ({figure}), but no chosen site is better there"),
        hint=Message("name what decided, or choose again"),
        why=Message("A site is not rejected for a figure in which it is at least as good as what was chosen."),
        bad=_SECOND.replace("outcome: parked", "outcome: rejected").replace(
            "until 2030.", "until 2030.\n    figures: {school_m: 500}"
        ),
        good=_SECOND,
    ),
    _Example(
        code="O101",
        severity=Severity.WARNING,
        title=Message("Decision without the standing of a site"),
        message=Message("it is not recorded where '{site}' stood when the decision was taken"),
        hint=Message("start with decide --init, which records status and rank of every site"),
        why=Message("Without that, nobody can tell whether the ranking has changed since."),
        bad=_GOOD.replace("    ranked: {status: excluded}\n", ""),
        good=_GOOD,
    ),
    _Example(
        code="O102",
        severity=Severity.WARNING,
        title=Message("Site that stands elsewhere now"),
        message=Message("'{site}' stood as {before} when the decision was taken, and stands as {now} now"),
        hint=Message("compare says because of what; consider whether the decision still holds"),
        why=Message("A decision rests on the ranking of its day."),
        bad=_GOOD.replace("status: excluded", "status: unverified, rank: 3"),
        good=_GOOD,
    ),
    _Example(
        code="O103",
        severity=Severity.WARNING,
        title=Message("Criteria that have changed since the decision"),
        message=Message("the criteria are not those on which the decision was prepared"),
        hint=Message("compare the ranking of that day with this one: it says what changed"),
        why=Message("Criteria that are changed after a decision can be made to fit it."),
        bad=_GOOD.replace("sites:\n", "ranked: {criteria: '0f3a'}\nsites:\n", 1),
        good=_GOOD,
    ),
    _Example(
        code="O104",
        severity=Severity.WARNING,
        title=Message("File of sites that has changed since the decision"),
        message=Message("{path} is not the file on which the decision was prepared"),
        hint=Message("compare the ranking of that day with this one: it says what changed"),
        why=Message("Figures that are changed after a decision may no longer bear it."),
        bad=_GOOD.replace("sites:\n", "ranked: {inputs: {sites.csv: '0f3a'}}\nsites:\n", 1),
        good=_GOOD,
    ),
)
