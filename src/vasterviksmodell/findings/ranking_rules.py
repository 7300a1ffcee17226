"""R: rules of saved rankings."""

from functools import partial

from vasterviksmodell import __version__
from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

RANKED_SITES = "id,name,school\nankarby,Ankarby,1200\n"
"""The file `sites.csv` that stands beside the examples."""
_SHA256 = "52cc5f5e9c6ffe42116ed9e156e5428590439160d61e59b9baa4b8b683fd771f"
_GOOD = f"""\
{{"schema": "vasterviksmodell/ranking/1", "version": "{__version__}", "unknown": "low",
 "counts": {{"sites": 1, "qualified": 1, "unverified": 0, "excluded": 0}},
 "inputs": [{{"path": "sites.csv", "format": "csv", "sites": 1,
   "sha256": "{_SHA256}",
   "dialect": {{"encoding": "utf-8", "delimiter": ",", "decimal": "."}}}}],
 "findings": [],
 "criteria": {{"version": 1, "criteria": {{"school": {{"weight": 1, "value": {{"500": 100, "4500": 0}}}}}}}},
 "sites": [
  {{"id": "ankarby", "name": "Ankarby", "rank": 1, "rank_best": 1, "rank_worst": 1,
   "status": "qualified", "score": 82.5, "score_low": 82.5, "score_high": 82.5, "coverage": 1.0,
   "criteria": {{"school": {{"measure": [1200, 1200], "value": [82.5, 82.5],
                           "weight": 1, "contribution": 82.5}}}},
   "extra": {{}}}}
]}}
"""
_CUT = _GOOD.replace('"counts": {"sites": 1, "qualified": 1', '"counts": {"sites": 2, "qualified": 2')
_WITHOUT_FILE = ('"path": "sites.csv"', '"path": "elsewhere.csv"')
_RankingRule = partial(Rule, example="ranking.json")

RANKING_RULES = (
    _RankingRule(
        code="R001",
        severity=Severity.ERROR,
        title="Not a saved ranking",
        message=Text(
            en="this is no ranking that vasterviksmodell saved: {problem}",
            sv="det här är ingen rangordning som vasterviksmodell har sparat: {problem}",
        ),
        hint=Text(
            en="save one with `vasterviksmodell score … --format json`",
            sv="spara en med `vasterviksmodell score … --format json`",
        ),
        why="What a saved ranking rests on, its criteria and measures, must all be in it.",
        bad=_GOOD.replace("[1200, 1200]", "1200"),
        good=_GOOD,
    ),
    _RankingRule(
        code="R002",
        severity=Severity.ERROR,
        title="Ranking cut to its first sites",
        message=Text(
            en="the ranking shows only {shown} of {sites} sites",
            sv="rangordningen visar bara {shown} av {sites} platser",
        ),
        hint=Text(
            en="save it whole: without --top and --qualified-only",
            sv="spara den hel: utan --top och --qualified-only",
        ),
        why="A site's rank depends on all the others.",
        bad=_CUT,
        good=_GOOD,
    ),
    _RankingRule(
        code="R101",
        severity=Severity.ERROR,
        title="Does not follow",
        message=Text(
            en="{where}: {column} is {stands}, but {follows} follows",
            sv="{where}: {column} är {stands}, men {follows} följer",
        ),
        hint=Text(
            en="something was changed after the ranking was saved: rank the sites anew",
            sv="något har ändrats sedan rangordningen sparades: rangordna platserna på nytt",
        ),
        why="A ranking carries what it rests on, so that anybody can compute it again. Here that gives something else.",
        bad=_GOOD.replace('"score": 82.5', '"score": 92.5'),
        good=_GOOD,
    ),
    _RankingRule(
        code="R102",
        severity=Severity.ERROR,
        title="No longer the file that was ranked",
        message=Text(
            en="'{path}' is no longer the file that was read: its SHA-256 is {found}",
            sv="'{path}' är inte längre den fil som lästes: dess SHA-256 är {found}",
        ),
        hint=Text(
            en="get the old file back, or rank the new one and compare with `vasterviksmodell compare`",
            sv="ta fram den gamla filen, eller rangordna den nya och jämför med `vasterviksmodell compare`",
        ),
        why="A ranking answers for the figures that were in the file when it was read.",
        bad=_GOOD.replace(_SHA256, _SHA256[::-1]),
        good=_GOOD,
    ),
    _RankingRule(
        code="R103",
        severity=Severity.WARNING,
        title="Input file not there",
        message=Text(
            en="'{path}' is not there, so whether it is still the file that was read cannot be told",
            sv="'{path}' finns inte här, så om den fortfarande är den fil som lästes går inte att säga",
        ),
        hint=Text(
            en="say where the input files are: --inputs DIR",
            sv="säg var indatafilerna finns: --inputs DIR",
        ),
        why="That figures follow from measures is verified without the files; that the measures are theirs is not.",
        bad=_GOOD.replace(*_WITHOUT_FILE),
        good=_GOOD,
    ),
    _RankingRule(
        code="R104",
        severity=Severity.INFO,
        title="Made by another version",
        message=Text(
            en="version {version} of vasterviksmodell made the ranking; version {this} verifies it",
            sv="version {version} av vasterviksmodell gjorde rangordningen; version {this} kontrollerar den",
        ),
        hint=None,
        why="Should figures differ, the reason can be that the program computes otherwise now.",
        bad=_GOOD.replace(f'"version": "{__version__}"', '"version": "0.0.1"'),
        good=_GOOD,
    ),
    _RankingRule(
        code="R105",
        severity=Severity.WARNING,
        title="Ranks that cannot be verified",
        message=Text(
            en="the ranking shows only {shown} of {sites} sites: scores are verified, ranks cannot be",
            sv="rangordningen visar bara {shown} av {sites} platser: poäng kontrolleras, rang går inte att kontrollera",
        ),
        hint=Text(
            en="keep the input files beside it, or save it whole: without --top and --qualified-only",
            sv="ha indatafilerna bredvid, eller spara den hel: utan --top och --qualified-only",
        ),
        why="A site's rank depends on all the others, which are not here.",
        bad=_CUT.replace(*_WITHOUT_FILE),
        good=_GOOD,
    ),
)
