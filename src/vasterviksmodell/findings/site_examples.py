"""The parts that the examples of rules about sites are made of."""

from functools import partial

from vasterviksmodell.findings.model import Rule

EXAMPLE_CRITERIA = """\
version: 1
criteria:
  school:
    unit: m
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
  plan:
    type: category
    required: true
    weight: 1
    value: {housing: 100, none: 0}
"""

EXAMPLE_SITES = """\
id,name,school,plan
ankarby,Ankarby,1200,housing
ekby,Ekby,0..2000,none
"""
SWEDISH_SITES = EXAMPLE_SITES.replace(",", ";").replace("1200", "1200,5")
EXAMPLE_JSON = """\
[
  {"id": "ankarby", "name": "Ankarby", "school": 1200, "plan": "housing"},
  {"id": "ekby", "name": "Ekby", "school": [0, 2000], "plan": "none"}
]
"""
EXAMPLE_WORKBOOK = f"[Orter]\n{EXAMPLE_SITES}"
"""A workbook is written as its sheets, each as CSV below its name in brackets. The brackets also hold what is merged
or hidden, and tildes surround what is struck out."""

SiteRule: "partial[Rule]" = partial(Rule, example="sites.csv", criteria=EXAMPLE_CRITERIA)
"""A rule whose examples are files of sites, as CSV unless `example` names another format."""
