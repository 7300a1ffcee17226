"""C: rules of who weighs in the criteria file: actors, judgements, frozen weights."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

_TREE = """\
version: 1
criteria:
  school:
    unit: m
    weight: 1
    value: {500: 100, 4000: 0}
  bus:
    unit: m
    weight: 1
    value: {400: 100, 2000: 0}
"""
_ACTORS = (
    _TREE
    + """\
actors:
  associations:
    who: The meeting of the associations
    when: 2026-10-01
    why: Children come first
    weights: {school: 3, bus: 1}
"""
)
_FROZEN = """\
frozen:
  weights: "26b8547ee0729cf3c831256d4c38421c1f2d418497d72141737fa7696c002f16"
  date: 2026-11-20
  by: [Anna Ek, Bo Lind]
"""

WEIGHT_RULES = (
    Rule(
        code="C115",
        severity=Severity.ERROR,
        title="Name of nothing that is weighed",
        message=Text(en="'{id}' is {what}", sv="'{id}' är {what}"),
        hint=Text(en="there are: {known}", sv="det finns: {known}"),
        why="Weights and judgements go by name. What is said of a misspelt name would count for nothing.",
        bad=_ACTORS.replace("school: 3", "scool: 3"),
        good=_ACTORS,
    ),
    Rule(
        code="C116",
        severity=Severity.ERROR,
        title="Siblings left out",
        message=Text(en="missing {where}: {lacking}", sv="saknas {where}: {lacking}"),
        hint=Text(
            en="points are among siblings: name all of them ({known}) or none",
            sv="poäng ges bland syskon: nämn alla ({known}) eller inget av dem",
        ),
        why="Points mean something only beside those of the siblings; points of two scales would be mixed.",
        bad=_ACTORS.replace(", bus: 1", ""),
        good=_ACTORS,
    ),
    Rule(
        code="C117",
        severity=Severity.ERROR,
        title="Weights of nobody",
        message=Text(en="there are no weights of '{name}'", sv="det finns inga vikter för '{name}'"),
        hint=Text(en="weights there are: {known}", sv="de vikter som finns: {known}"),
        why="Whose weights count, and how those of several are combined, is declared and never guessed.",
        bad=_ACTORS + "weights_of: asociations\n",
        good=_ACTORS + "weights_of: associations\n",
    ),
    Rule(
        code="C118",
        severity=Severity.ERROR,
        title="Name with a meaning of its own",
        message=Text(en="'{id}' cannot be the id of {what}", sv="'{id}' kan inte vara id för {what}"),
        hint=Text(
            en="tree: the weights of the tree; combined: those of all actors; top: the outermost siblings",
            sv="tree: trädets vikter; combined: alla aktörers sammanvägda; top: syskonen överst i trädet",
        ),
        why="Where the name stands it would be read as the other thing.",
        bad=_ACTORS.replace("  associations:", "  tree:"),
        good=_ACTORS,
    ),
    Rule(
        code="C119",
        severity=Severity.ERROR,
        title="Judgement that cannot be used",
        message=Text(en="the judgement cannot be used: {problem}", sv="bedömningen kan inte användas: {problem}"),
        hint=Text(
            en="each set of siblings by one method: comparisons; swing; ranking and formula; best, worst, best_over "
            "and over_worst; or points",
            sv="för varje uppsättning syskon en metod: comparisons; swing; ranking och formula; best, worst, best_over "
            "och over_worst; eller points",
        ),
        why="Weights are derived from it; from what contradicts itself any could be.",
        bad=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}, bus: {school: 1/3}}}}\n",
        good=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}}}}\n",
    ),
    Rule(
        code="C204",
        severity=Severity.WARNING,
        title="Weights changed after they were frozen",
        message=Text(
            en="the weights were changed after they were frozen {date} by {by}",
            sv="vikterna har ändrats efter att de frystes {date} av {by}",
        ),
        hint=Text(
            en="put them back, or tell why and freeze them anew: `vasterviksmodell weights freeze`",
            sv="återställ dem, eller redovisa varför och frys dem på nytt: `vasterviksmodell weights freeze`",
        ),
        why="Weights are settled before anybody sees what they do to the places; what changes afterwards must be told.",
        bad=_TREE.replace("weight: 1", "weight: 2", 1) + _FROZEN,
        good=_TREE + _FROZEN,
        adjustable=True,
    ),
)
