"""The rules of H: a folder that is handed over. Their examples are the files of small folders: they are run."""

import zlib
from base64 import b64encode
from functools import partial

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.findings.ranking_rules import RANKED_SITES, saved_ranking
from vasterviksmodell.i18n import Message

_CRITERIA = """\
[criteria.yaml]
version: 1
criteria:
  school: {weight: 1, value: {500: 100, 4500: 0}, source: Map of 2024}
"""
_SITES = f"[sites.csv]\n{RANKED_SITES}"
_RANKING = f"[ranking.json]\n{saved_ranking()}"
_DECISION = """\
[decision.yaml]
version: 1
who: The council
date: 2026-11-25
sites:
  ankarby: {outcome: chosen, ranked: {status: qualified, rank: 1}}
"""


def _stored(text: str) -> str:
    """Return a text as gzip in base64, not compressed: the same on every machine."""
    packer = zlib.compressobj(0, wbits=31)
    content = packer.compress(text.encode()) + packer.flush()
    return b64encode(content[:9] + b"\xff" + content[10:]).decode()


def _page(ranking: str, decision: str | None = None) -> str:
    """Return a page that carries a ranking, and perhaps a decision."""
    carried = {"ranking": ranking} | ({} if decision is None else {"carried-decision": decision})
    elements = "".join(f'<script id="{id}">{_stored(text)}</script>\n' for id, text in carried.items())
    return f"[report.html]\n<!DOCTYPE html>\n{elements}"


_RECORD = _DECISION.partition("\n")[2]
_REPORT = _page(saved_ranking(), _RECORD)
_WHOLE = _CRITERIA + _SITES + _RANKING + _DECISION + _REPORT
_OTHER = saved_ranking(("Map of 2024", "Map of 2023"))

FOLDER = "folder"
"""The name of an example that is several files, each below its name in brackets."""
_Example = partial(Rule, example=FOLDER, good=_WHOLE)

FOLDER_RULES = (
    _Example(
        code="M001",
        severity=Severity.WARNING,
        title=Message("Folder that lacks a part"),
        message=Message("the folder has no {what}"),
        hint=Message("put it into the folder, so that nobody has to ask for it"),
        why=Message(
            "From criteria, sites, ranking, decision and report a stranger can answer what was asked, known and chosen."
        ),
        bad=_CRITERIA + _SITES + _RANKING + _REPORT,
    ),
    _Example(
        code="M002",
        severity=Severity.ERROR,
        title=Message("Two files where one counts"),
        message=Message("this and {others} are both {what}: which one counts is not known"),
        hint=Message("hand over only the one that counts"),
        why=Message("Whoever opens the folder must not have to guess."),
        bad=_WHOLE + _CRITERIA.replace("[criteria", "[old-criteria"),
    ),
    _Example(
        code="M101",
        severity=Severity.ERROR,
        title=Message("Criteria that are not those of the ranking"),
        message=Message("{what} in this file are not those of the ranking: they differ in {keys}"),
        hint=Message("rank the sites again, or put the file here by which they were ranked"),
        why=Message(
            "A ranking carries the criteria by which it was made. A file beside it that says another misleads."
        ),
        bad=_WHOLE.replace("4500: 0}, source", "4000: 0}, source", 1),
    ),
    _Example(
        code="M102",
        severity=Severity.WARNING,
        title=Message("Sites that were not ranked"),
        message=Message("the ranking was not made from this file"),
        hint=Message("rank it, too, or leave it out of the folder"),
        why=Message("Sites in a file that nobody ranked look as if they had been compared."),
        bad=_WHOLE + "[more.csv]\nid,name,school\nekby,Ekby,900\n",
    ),
    _Example(
        code="M201",
        severity=Severity.ERROR,
        title=Message("Report on another ranking"),
        message=Message("the report shows another ranking than {path}; the first difference: {difference}"),
        hint=Message("make the report again from the ranking in the folder"),
        why=Message("A report is read in place of the ranking. The two must say the same."),
        bad=_WHOLE.replace(_REPORT, _page(_OTHER, _RECORD)),
    ),
    _Example(
        code="M202",
        severity=Severity.WARNING,
        title=Message("Report that carries no ranking"),
        message=Message("the report carries no ranking: what it shows cannot be verified"),
        hint=Message("hand over a report as .html, .pdf or .xlsx that `report` made, and that nobody converted"),
        why=Message("Reports carry the ranking that they show, so that anyone can compute it again."),
        bad=_WHOLE.replace(_REPORT, "[report.html]\n<!DOCTYPE html>\n<p>First is Ankarby.</p>\n"),
    ),
    _Example(
        code="M203",
        severity=Severity.ERROR,
        title=Message("Report on another decision"),
        message=Message("the report shows another decision than {path}"),
        hint=Message("make the report again with the decision in the folder: report --decision"),
        why=Message("Two records of one decision contradict each other, and nobody knows which one was taken."),
        bad=_WHOLE.replace(_REPORT, _page(saved_ranking(), _RECORD.replace("council", "board"))),
    ),
    _Example(
        code="M204",
        severity=Severity.WARNING,
        title=Message("Report without the decision"),
        message=Message("the report does not show the decision in {path}"),
        hint=Message("make the report again with report --decision"),
        why=Message("A reader of the report alone learns what was compared, but not what was chosen, and why."),
        bad=_WHOLE.replace(_REPORT, _page(saved_ranking())),
    ),
    _Example(
        code="M205",
        severity=Severity.ERROR,
        title=Message("Report that was changed"),
        message=Message("this is not the report that the program makes of this ranking and decision: {problem}"),
        hint=Message("something was changed after the report was made: make it again"),
        why=Message(
            "A figure that was changed on a page does not change the ranking inside. Making the report again finds it."
        ),
        bad=_WHOLE,
        good=_CRITERIA + _SITES + _RANKING + _DECISION,
    ),
)
