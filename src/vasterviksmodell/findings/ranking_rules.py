"""R: rules of saved rankings."""

from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

_SITE = '{"id": "ankarby", "name": "Ankarby", "criteria": {"school": {"measure": [1200, 1200]}}, "extra": {}}'
_GOOD = f"""\
{{"schema": "vasterviksmodell/ranking/1", "version": "1", "counts": {{"sites": 1}}, "inputs": [],
 "criteria": {{"version": 1, "criteria": {{"school": {{"weight": 1, "value": {{"500": 100, "4000": 0}}}}}}}},
 "sites": [{_SITE}]}}
"""
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
        bad=_GOOD.replace('"sites": 1}', '"sites": 2}'),
        good=_GOOD,
    ),
)
