"""`RANKING_RULES`, R: of saved rankings; `WEIGHT_RULES`, the rest of C: of actors, judgements and frozen weights."""

from functools import partial
from hashlib import sha256

from vasterviksmodell._version import __version__
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
        title=Message("Name without a weight"),
        message=Message("'{id}' is {what}"),
        hint=Message("the known names are: {known}"),
        why=Message("Weights and judgements refer to names. What is said about a misspelt name would have no effect."),
        bad=_ACTORS.replace("school: 3", "scool: 3"),
        good=_ACTORS,
    ),
    Rule(
        code="C116",
        severity=Severity.ERROR,
        title=Message("Members of a group left out"),
        message=Message("missing {where}: {lacking}"),
        hint=Message("points compare the members of a group: name all of them ({known}) or none"),
        why=Message(
            "Points mean something only in comparison with the points of the other members of the group; points on two"
            " scales would be mixed."
        ),
        bad=_ACTORS.replace(", bus: 1", ""),
        good=_ACTORS,
    ),
    Rule(
        code="C117",
        severity=Severity.ERROR,
        title=Message("Weights of an unknown actor"),
        message=Message("there are no weights of '{name}'"),
        hint=Message("there are weights of: {known}"),
        why=Message(
            "Whose weights count, and how the weights of several actors are combined, is declared and never guessed."
        ),
        bad=_ACTORS + "weights_of: asociations\n",
        good=_ACTORS + "weights_of: associations\n",
    ),
    Rule(
        code="C118",
        severity=Severity.ERROR,
        title=Message("Reserved name"),
        message=Message("'{id}' cannot be the id of {what}"),
        hint=Message("tree: the weights of the tree; combined: those of all actors; top: the outermost level"),
        why=Message("Wherever the name is used, it would be read with its reserved meaning."),
        bad=_ACTORS.replace("  associations:", "  tree:"),
        good=_ACTORS,
    ),
    Rule(
        code="C119",
        severity=Severity.ERROR,
        title=Message("Unusable judgement"),
        message=Message("the judgement cannot be used: {problem}"),
        hint=Message(
            "use one method for each group: comparisons; swing; ranking and formula; best, worst, best_over and "
            "over_worst; or points"
        ),
        why=Message("Weights are derived from the judgement, and from a contradiction any weights could be derived."),
        bad=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}, bus: {school: 1/3}}}}\n",
        good=_TREE + "judgements: {top: {comparisons: {school: {bus: 3}}}}\n",
    ),
    Rule(
        code="C120",
        severity=Severity.ERROR,
        title=Message("Column that cannot be redacted"),
        message=Message("'{heading}' {problem}"),
        hint=None,
        why=Message(
            "What is misspelt under redact would be published. A redacted edition is made only when every heading is "
            "that of a column."
        ),
        bad=_TREE + "redact: {withhold: [scool]}\n",
        good=_TREE + "redact: {withhold: [school]}\n",
    ),
    Rule(
        code="C204",
        severity=Severity.WARNING,
        title=Message("Weights changed after they were frozen"),
        message=Message("the weights were changed after they were frozen {date} by {by}"),
        hint=Message("restore them, or say why and freeze them again: `vasterviksmodell weights freeze`"),
        why=Message(
            "Weights are settled before anybody sees their effect on the sites. Later changes must be reported."
        ),
        bad=_TREE.replace("weight: 1", "weight: 2", 1) + _FROZEN,
        good=_TREE + _FROZEN,
        adjustable=True,
    ),
)


RANKED_SITES = "id,name,school\nankarby,Ankarby,1200\n"
"""The file `sites.csv` beside the examples."""
_SHA256 = "52cc5f5e9c6ffe42116ed9e156e5428590439160d61e59b9baa4b8b683fd771f"
_WHOLE = f"""\
{{"schema": "vasterviksmodell/ranking/2", "version": "{__version__}", "unknown": "low",
 "counts": {{"sites": 1, "qualified": 1, "unverified": 0, "excluded": 0}},
 "inputs": [{{"path": "sites.csv", "format": "csv", "sites": 1,
   "sha256": "{_SHA256}",
   "dialect": {{"encoding": "utf-8", "delimiter": ",", "decimal": "."}}}}],
 "findings": [],
 "criteria": {{"version": 1, "criteria": {{
  "school": {{"weight": 1, "value": {{"500": 100, "4500": 0}}, "source": "Map of 2024"}}}}}},
 "sites": [
  {{"id": "ankarby", "name": "Ankarby", "rank": 1, "rank_best": 1, "rank_worst": 1,
   "status": "qualified", "score": 82.5, "score_low": 82.5, "score_high": 82.5, "coverage": 1.0, "known_weight": 1.0,
   "criteria": {{"school": {{"measure": [1200, 1200], "value": [82.5, 82.5],
                           "weight": 1, "contribution": 82.5}}}},
   "extra": {{}}}}
 ],
"""
"""A ranking without its last two lines."""
_CUT = ('"counts": {"sites": 1, "qualified": 1', '"counts": {"sites": 2, "qualified": 2')
_WITHOUT_FILE = ('"path": "sites.csv"', '"path": "elsewhere.csv"')


def saved_ranking(*changes: tuple[str, str]) -> str:
    """Return the ranking with some texts replaced, and the checksum that it then has."""
    text = _WHOLE
    for change in changes:
        text = text.replace(*change)
    return f'{text}  "checksum": "{sha256(text.encode()).hexdigest()}"\n}}\n'


_RankingRule = partial(Rule, example="ranking.json", good=saved_ranking())

RANKING_RULES = (
    _RankingRule(
        code="R001",
        severity=Severity.ERROR,
        title=Message("Not a saved ranking"),
        message=Message("this is not a ranking that vasterviksmodell saved: {problem}"),
        hint=Message("save one with `vasterviksmodell score … --format json`"),
        why=Message("A saved ranking must hold all that it rests on: its criteria and measures."),
        bad=saved_ranking(("[1200, 1200]", "1200")),
    ),
    _RankingRule(
        code="R002",
        severity=Severity.ERROR,
        title=Message("Ranking cut to its first sites"),
        message=Message("the ranking shows only {shown} of {sites} sites"),
        hint=Message("save the whole ranking: without --top and --qualified-only"),
        why=Message("A site's rank depends on all the others."),
        bad=saved_ranking(_CUT),
    ),
    _RankingRule(
        code="R101",
        severity=Severity.ERROR,
        title=Message("Does not follow from the inputs"),
        message=Message("{where}: {column} is {stands}, but {follows} follows"),
        hint=Message("something was changed after the ranking was saved: rank the sites again"),
        why=Message(
            "A ranking holds what it rests on, so that anybody can compute it again. Here, that gives another result."
        ),
        bad=saved_ranking(('"score": 82.5', '"score": 92.5')),
    ),
    _RankingRule(
        code="R102",
        severity=Severity.ERROR,
        title=Message("No longer the file that was ranked"),
        message=Message("'{path}' is no longer the file that was read: its SHA-256 is {found}"),
        hint=Message("get the old file back, or rank the new one and compare with `vasterviksmodell compare`"),
        why=Message("A ranking vouches for the figures that were in the file when it was read."),
        bad=saved_ranking((_SHA256, _SHA256[::-1])),
    ),
    _RankingRule(
        code="R103",
        severity=Severity.WARNING,
        title=Message("Missing input file"),
        message=Message("'{path}' is missing: it cannot be checked whether it is still the file that was read"),
        hint=Message("say where the input files are: --inputs DIR"),
        why=Message(
            "Without the files, it is verified that the scores follow from the measures, but not that the measures are"
            " those of the files."
        ),
        bad=saved_ranking(_WITHOUT_FILE),
    ),
    _RankingRule(
        code="R104",
        severity=Severity.INFO,
        title=Message("Made by another version"),
        message=Message("version {version} of vasterviksmodell made the ranking; version {this} verifies it"),
        hint=None,
        why=Message("If figures differ, the reason may be that this version computes them differently."),
        bad=saved_ranking((f'"version": "{__version__}"', '"version": "0.0.1"')),
    ),
    _RankingRule(
        code="R105",
        severity=Severity.WARNING,
        title=Message("Ranks that cannot be verified"),
        message=Message("the ranking shows only {shown} of {sites} sites: scores are verified, ranks cannot be"),
        hint=Message("keep the input files beside it, or save the whole ranking: without --top and --qualified-only"),
        why=Message("A site's rank depends on all the others, and they are not in the ranking."),
        bad=saved_ranking(_CUT, _WITHOUT_FILE),
    ),
    _RankingRule(
        code="R106",
        severity=Severity.ERROR,
        title=Message("Not as it was saved"),
        message=Message(
            "something was changed after the ranking was saved, even if only a blank: its checksum does not match"
        ),
        hint=Message("restore the file as it was saved, or rank the sites again"),
        why=Message(
            "Nothing is computed from a label or a source, so computing again finds no change in them. The checksum "
            "finds any change."
        ),
        bad=saved_ranking().replace("Map of 2024", "Map of 2025"),
    ),
    _RankingRule(
        code="R107",
        severity=Severity.WARNING,
        title=Message("No checksum"),
        message=Message("the ranking has no checksum: a change in a text that no figure depends on cannot be found"),
        hint=Message("rank the sites again: this version writes a checksum"),
        why=Message("Older versions wrote none. What can be computed again is verified all the same."),
        bad=_WHOLE.rstrip(",\n") + "\n}\n",
    ),
)
