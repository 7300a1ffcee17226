"""R: rules of saved rankings."""

from functools import partial
from hashlib import sha256

from vasterviksmodell._version import __version__
from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

RANKED_SITES = "id,name,school\nankarby,Ankarby,1200\n"
"""The file `sites.csv` that stands beside the examples."""
_SHA256 = "52cc5f5e9c6ffe42116ed9e156e5428590439160d61e59b9baa4b8b683fd771f"
_WHOLE = f"""\
{{"schema": "vasterviksmodell/ranking/1", "version": "{__version__}", "unknown": "low",
 "counts": {{"sites": 1, "qualified": 1, "unverified": 0, "excluded": 0}},
 "inputs": [{{"path": "sites.csv", "format": "csv", "sites": 1,
   "sha256": "{_SHA256}",
   "dialect": {{"encoding": "utf-8", "delimiter": ",", "decimal": "."}}}}],
 "findings": [],
 "criteria": {{"version": 1, "criteria": {{
  "school": {{"weight": 1, "value": {{"500": 100, "4500": 0}}, "source": "Map of 2024"}}}}}},
 "sites": [
  {{"id": "ankarby", "name": "Ankarby", "rank": 1, "rank_best": 1, "rank_worst": 1,
   "status": "qualified", "score": 82.5, "score_low": 82.5, "score_high": 82.5, "coverage": 1.0,
   "criteria": {{"school": {{"measure": [1200, 1200], "value": [82.5, 82.5],
                           "weight": 1, "contribution": 82.5}}}},
   "extra": {{}}}}
 ],
"""
"""A ranking but for its last two lines."""
_CUT = ('"counts": {"sites": 1, "qualified": 1', '"counts": {"sites": 2, "qualified": 2')
_WITHOUT_FILE = ('"path": "sites.csv"', '"path": "elsewhere.csv"')


def _saved(*otherwise: tuple[str, str]) -> str:
    """The ranking, parts of it otherwise, with the checksum that it then has."""
    text = _WHOLE
    for change in otherwise:
        text = text.replace(*change)
    return f'{text}  "checksum": "{sha256(text.encode()).hexdigest()}"\n}}\n'


_RankingRule = partial(Rule, example="ranking.json", good=_saved())

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
        bad=_saved(("[1200, 1200]", "1200")),
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
        bad=_saved(_CUT),
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
        bad=_saved(('"score": 82.5', '"score": 92.5')),
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
        bad=_saved((_SHA256, _SHA256[::-1])),
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
        bad=_saved(_WITHOUT_FILE),
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
        bad=_saved((f'"version": "{__version__}"', '"version": "0.0.1"')),
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
        bad=_saved(_CUT, _WITHOUT_FILE),
    ),
    _RankingRule(
        code="R106",
        severity=Severity.ERROR,
        title="Not as it was saved",
        message=Text(
            en="something was changed after the ranking was saved, if only a blank: its checksum does not hold",
            sv="något har ändrats sedan rangordningen sparades, om så bara ett blanksteg: kontrollsumman stämmer inte",
        ),
        hint=Text(
            en="get the file back as it was saved, or rank the sites anew",
            sv="ta fram filen som den sparades, eller rangordna platserna på nytt",
        ),
        why="Nothing follows from a label or a source: computing again finds no change in it. The checksum finds any.",
        bad=_saved().replace("Map of 2024", "Map of 2025"),
    ),
    _RankingRule(
        code="R107",
        severity=Severity.WARNING,
        title="No checksum",
        message=Text(
            en="the ranking has no checksum: a change of what nothing follows from cannot be found",
            sv="rangordningen har ingen kontrollsumma: en ändring av det som inget följer av går inte att upptäcka",
        ),
        hint=Text(
            en="rank the sites anew: this version writes a checksum",
            sv="rangordna platserna på nytt: den här versionen skriver en kontrollsumma",
        ),
        why="Older versions wrote none. What can be computed again is verified all the same.",
        bad=_WHOLE.rstrip(",\n") + "\n}\n",
    ),
)
