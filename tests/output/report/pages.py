"""Reports of the examples as pages, and what their pages carry."""

import gzip
import json
import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

from vasterviksmodell import Criteria, Ranking, Sites, default_criteria, load_criteria, read_sites, score
from vasterviksmodell.analysis.evidence import evidence
from vasterviksmodell.output.report.composition import composed
from vasterviksmodell.output.report.html import report_page
from vasterviksmodell.output.report.matter import Matter

EXAMPLES = ROOT / "examples"
MADE = """\
version: 1
title: Made
criteria:
  school: {label: 'School <b>, 1', measure: school_m, unit: m, range: [0, 9000], weight: 2,
           value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  daily:
    label: {en: Daily life, sv: Vardag}
    weight: 3
    criteria:
      shop: {label: {en: Shop, sv: Butik}, type: yes_no, weight: 1}
      care:
        label: {en: "Care and health, of any kind that there is in the place", sv: Vård}
        weight: 0.3
        criteria:
          clinic: {label: Clinic, range: [0, 10], weight: 1.25, value: {0: 0, 10: 100}}
          ward: {label: Ward, range: [0, 10], weight: 3, value: {0: 20, 5: 100, 10: 0}}
  plan: {label: Plan, type: category, weight: 1, value: {housing: 100, office: 80, none: 0}}
"""
MADE_SITES = """\
id,name,school_m,shop,clinic,ward,plan
a,Ankarsrum,500,yes,10,5,housing
b,Blackstad,2250,yes,5,0..10,office
c,Copy of b,2250,yes,5,0..10,office
d,"Dröm <script>alert(1)</script> with a name that is much too long",,no,,,
e,Edsbruk,9000,yes,10,5,housing
f,Far away,8000,no,0,0,none
å,Åby,9000,yes,10,5,housing
\U0001f3e0,House,1000..5000,,3,2,none
\ufb01,Fi,1000..5000,,3,2,none
"""


@dataclass(frozen=True)
class Case:
    """Sites with criteria, scored."""

    sites: Sites
    criteria: Criteria

    @property
    def ranking(self) -> Ranking:
        return score(self.sites, self.criteria)

    def page(self, language: str = "en", top: int = 7) -> str:
        report = composed(evidence(self.ranking, top, draws=1), Matter())
        return "".join(report_page(report, language))  # type: ignore[arg-type]


def made(folder: Path) -> Case:
    (folder / "criteria.yaml").write_text(MADE, encoding="utf-8")
    (folder / "sites.csv").write_text(MADE_SITES, encoding="utf-8")
    return case(folder / "sites.csv", load_criteria(folder / "criteria.yaml"))


def case(path: Path, criteria: Criteria | None = None) -> Case:
    criteria = criteria or default_criteria()
    return Case(read_sites(path, criteria), criteria)


def cases(folder: Path) -> dict[str, Case]:
    actors = load_criteria(EXAMPLES / "exempelkommun" / "criteria-actors.yaml")
    orter = EXAMPLES / "exempelkommun" / "orter.csv"
    return {
        "exempelkommun": case(orter),
        "vastervik": case(EXAMPLES / "vastervik" / "sites.csv"),
        "actors": case(orter, actors),
        "made": made(folder),
    }


def script_of(page: str) -> str:
    return page.rpartition("<script>")[2].partition("</script>")[0]


def words_of(page: str) -> Any:
    return json.loads(_data(page, "words"))


def ranking_of(page: str) -> Any:
    return json.loads(gzip.decompress(b64decode(_data(page, "ranking"))))


def _data(page: str, id: str) -> str:
    (found,) = re.findall(rf'<script type="[^"]*" id="{id}">([^<]*)</script>', page)
    return str(found)
