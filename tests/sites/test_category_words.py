"""`data: words:`: further words for categories, yes and no, by column."""

import pytest
from tests.sites.reading import criteria_of, sites_in, told

from vasterviksmodell.criteria.file import read_criteria

CRITERIA = """\
version: 1
criteria:
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {type: yes_no, weight: 1}
"""


def test_words_mean_their_category_in_their_column() -> None:
    words = 'data: {words: {plan: {housing: [Bostäder, ja], none: saknas}, bus: {"no": saknas}}}\n'
    frame = sites_in(
        "id;plan;bus\na;BOSTÄDER;ja\nb;Saknas;saknas\nc;ja;nej\nd;none;\n", criteria_of(words + CRITERIA)
    ).frame
    assert frame["plan__category"].to_list() == ["housing", "none", "housing", "none"]
    assert frame["bus__category"].to_list() == ["yes", "no", "no", None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{plan: {hosing: [x]}}", ("C107", 1, 23)),
        ("{plna: {none: [x]}}", ("C203", 1, 16)),
        ("{plan: {housing: [none]}}", ("C113", 1, 33)),
        ("{plan: {housing: [x], none: [X]}}", ("C113", 1, 44)),
        ("{plan: {housing: []}}", ("C003", 1, 32)),
        ("{plan: [x]}", ("C003", 1, 22)),
    ],
)
def test_faults_are_told_where_they_are(words: str, expected: tuple[str, int, int]) -> None:
    _, findings = read_criteria(f"data: {{words: {words}}}\n{CRITERIA}".encode(), "criteria.yaml")
    assert told(findings) == [expected]
