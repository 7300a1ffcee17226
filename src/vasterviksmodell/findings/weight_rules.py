"""C: rules of who weighs in the criteria file: actors, judgements, frozen weights."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

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
        message=Message("'{id}' is {what}"),
        hint=Message("there are: {known}"),
        why="Weights and judgements go by name. What is said of a misspelt name would count for nothing.",
        bad=_ACTORS.replace("school: 3", "scool: 3"),
        good=_ACTORS,
    ),
    Rule(
        code="C116",
        severity=Severity.ERROR,
        title="Siblings left out",
        message=Message("missing {where}: {lacking}"),
        hint=Message("points are among siblings: name all of them ({known}) or none"),
        why="Points mean something only beside those of the siblings; points of two scales would be mixed.",
        bad=_ACTORS.replace(", bus: 1", ""),
        good=_ACTORS,
    ),
    Rule(
        code="C117",
        severity=Severity.ERROR,
        title="Weights of nobody",
        message=Message("there are no weights of '{name}'"),
        hint=Message("weights there are: {known}"),
        why="Whose weights count, and how those of several are combined, is declared and never guessed.",
        bad=_ACTORS + "weights_of: asociations\n",
        good=_ACTORS + "weights_of: associations\n",
    ),
    Rule(
        code="C118",
        severity=Severity.ERROR,
        title="Name with a meaning of its own",
        message=Message("'{id}' cannot be the id of {what}"),
        hint=Message("tree: the weights of the tree; combined: those of all actors; top: the outermost siblings"),
        why="Where the name stands it would be read as the other thing.",
        bad=_ACTORS.replace("  associations:", "  tree:"),
        good=_ACTORS,
    ),
    Rule(
        code="C119",
        severity=Severity.ERROR,
        title="Judgement that cannot be used",
        message=Message("the judgement cannot be used: {problem}"),
        hint=Message(
            "each set of siblings by one method: comparisons; swing; ranking and formula; best, worst, best_over"
            " and over_worst; or points"
        ),
        why="Weights are derived from it; from what contradicts itself any could be.",
        bad=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}, bus: {school: 1/3}}}}\n",
        good=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}}}}\n",
    ),
    Rule(
        code="C204",
        severity=Severity.WARNING,
        title="Weights changed after they were frozen",
        message=Message("the weights were changed after they were frozen {date} by {by}"),
        hint=Message("put them back, or tell why and freeze them anew: `vasterviksmodell weights freeze`"),
        why="Weights are settled before anybody sees what they do to the places; what changes afterwards must be told.",
        bad=_TREE.replace("weight: 1", "weight: 2", 1) + _FROZEN,
        good=_TREE + _FROZEN,
        adjustable=True,
    ),
)
