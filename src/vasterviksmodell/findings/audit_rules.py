"""The rules of A: what a tree of criteria does to weights without anybody wanting it. Told by `check --audit` alone."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_LEAF = "{unit: m, weight: 1, value: {500: 100, 4000: 0}}"
_GOOD = f"""\
version: 1
criteria:
  service:
    weight: 50
    criteria:
      school: {_LEAF}
      shop: {_LEAF}
      clinic: {_LEAF}
  land:
    weight: 50
    criteria:
      sewage: {{type: yes_no, weight: 1}}
"""
_JUDGED = _GOOD + "judgements:\n  top: {swing: {service: 100, land: 100}}\n"
_EARLIER = "[criteria.yaml]\n" + _GOOD + "[earlier.yaml]\n" + _GOOD
_UNLIKE = _GOOD.replace(f"      clinic: {_LEAF}\n", "".join(f"      way_{n}: {_LEAF}\n" for n in "abcdef"))
_SITES = """\
[sites.csv]
id,school,shop,clinic,sewage
a,600,900,3900,yes
b,3900,1200,800,no
c,1200,3800,2500,no
d,2500,2600,1400,yes
e,3300,700,3300,no
f,900,3300,700,no
g,2900,2000,2000,yes
h,1800,3000,3000,no
"""
_ALIKE = "a,600,900,3900,yes\nb,610,1200,800,no\nc,620,3800,2500,no\nd,600,2600,1400,yes\ne,630,700,3300,no\n"
_ALIKE += "f,640,3300,700,no\ng,615,2000,2000,yes\nh,605,3000,3000,no\n"

AUDIT_RULES = (
    Rule(
        code="A101",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Group that is heavy because it is split finely"),
        message=Message("'{id}' has {leaves} criteria and {weight} per cent of the weight: {problem}"),
        hint=Message("weigh the groups before what is in them, by what their whole swings are worth"),
        why=Message(
            "Experiments show that weights in value trees are prone to bias (Pöyhönen and Hämäläinen, There is hope in"
            " attribute weighting, INFOR 38:3, 2000). An aspect that is split into more criteria may get more weight"
            " than its swing is worth. Reported where a group that is split more finely than those beside it weighs a"
            " fifth more than the swing or the points judged for it, or where weights follow the numbers of criteria."
        ),
        bad=_JUDGED.replace("weight: 50", "weight: 75", 1).replace("weight: 50", "weight: 25"),
        good=_JUDGED,
    ),
    Rule(
        code="A102",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Weight that did not follow its range"),
        message=Message("'{id}' is valued over {now}, earlier over {then}, and its weight is the same"),
        hint=Message("ask again what the swing from worst to best is worth beside the others: then change the points"),
        why=Message(
            "A weight belongs to the swing from the worst to the best value. Where the worst or the best measure moves,"
            " the swing is another, and so is its worth. Reported with --since, where the span of a value function is"
            " at least half as long again or a third shorter, and no points in its group have changed."
        ),
        bad=_EARLIER.replace("{500: 100, 4000: 0}", "{500: 100, 9000: 0}", 1),
        good=_EARLIER,
        example="criteria.yaml earlier.yaml",
    ),
    Rule(
        code="A103",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Weight that these sites do not let count"),
        message=Message(
            "'{id}' has {stated} per cent of the weight, and {effective} of what sets these {sites} sites apart"
        ),
        hint=Message("values that lie near each other decide little: tell readers so, or weigh swings that occur"),
        why=Message(
            "What a criterion decides is its weight times how far its values lie apart. Reported with eight sites or"
            " more, where a criterion has at least a twentieth of the weight and sets them apart by less than half its"
            " share, or by more than twice its share. Weights are stated for the whole range: they may be right all the"
            " same."
        ),
        bad="[criteria.yaml]\n" + _GOOD + _SITES[: _SITES.index("a,600")] + _ALIKE,
        good="[criteria.yaml]\n" + _GOOD + _SITES,
        example="criteria.yaml sites.csv",
    ),
    Rule(
        code="A104",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Two criteria for one thing"),
        message=Message("'{id}' and '{other}' seem to measure one thing: {problem}"),
        hint=Message("drop one of them, or let them share one weight; or give them names that tell them apart"),
        why=Message(
            "What two criteria measure counts twice. Reported where two scored criteria read one column, or have names"
            " that hardly differ. Whether their figures go together over the sites, D205 says."
        ),
        bad=_GOOD.replace("clinic: {", "shops: {"),
        good=_GOOD,
    ),
    Rule(
        code="A105",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Groups of unlike size"),
        message=Message("'{id}' has {leaves} criteria, and '{other}' beside it {fewer}"),
        hint=Message("join criteria that belong together, or split the small group: then weigh again"),
        why=Message(
            "What has many criteria looks large to those who weigh. Reported where a group holds at least five criteria"
            " and five times as many as another member of its level."
        ),
        bad=_UNLIKE,
        good=_GOOD,
    ),
)
