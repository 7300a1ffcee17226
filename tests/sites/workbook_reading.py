"""What the tests of workbooks read, and what they look at."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.sites.reading import CRITERIA, criteria_of, read, sites_in
from tests.sites.workbooks import changed, replacing, workbook

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import Sites

SITES = "[Blad1]\nid,school,plan,bus\nankarby,1200,housing,ja\nekby,0..2000,none,nej\n"
TABLE = [["id", "school", "plan", "bus"], ["ankarby", 1200, "housing", "ja"], ["ekby", "0..2000", "none", "nej"]]
MEASURES = ["school__low", "school__high", "plan__category", "bus__category"]
ANSWER = [("ankarby", 1200, 1200, "housing", "yes"), ("ekby", 0, 2000, "none", "no")]


def sites(content: bytes) -> Sites:
    return sites_in(content, CRITERIA, ".xlsx")


def measured(content: bytes) -> list[tuple[Any, ...]]:
    return sites(content).frame.select("id", *MEASURES).rows()


def findings(content: bytes, criteria: str = "") -> tuple[Finding, ...]:
    return read(content, with_data(criteria) if criteria else CRITERIA, ".xlsx")[1]


def places(content: bytes) -> list[tuple[str, str]]:
    """The findings by code, with their places as people read them."""
    return [told_at(finding) for finding in findings(content)]


def told_at(finding: Finding) -> tuple[str, str]:
    """Code and place, without the folder."""
    return (finding.code, Path(str(finding.place)).name)


def with_data(data: str) -> Criteria:
    return criteria_of(f"""\
version: 1
criteria:
  school: {{range: [0, 50000], weight: 2, value: {{500: 100, 4000: 0}}}}
  plan: {{type: category, weight: 1, value: {{housing: 100, none: 0}}}}
  bus: {{type: yes_no, weight: 1}}
data: {data}
""")


SHEET = "xl/worksheets/sheet1.xml"
SCHOOL = '<c r="B2" t="n"><v>1200</v></c>'
PLAN = '<c r="C2" t="inlineStr"><is><t>housing</t></is></c>'
KNOWN_RESULTS = {"xl/workbook.xml": replacing('fullCalcOnLoad="1"', "")}


def in_sheet(old: str, new: str, others: Mapping[str, Callable[[str], str]] = MappingProxyType({})) -> bytes:
    """The workbook of `TABLE` with a change in the XML of its sheet."""
    return changed(workbook(TABLE), {SHEET: replacing(old, new), **others})
