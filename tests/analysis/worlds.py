"""Random sites under criteria with every kind of value function, for the analyses."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from tests.scoring.worlds import criteria, ranked

from vasterviksmodell.criteria import Criteria, read_criteria
from vasterviksmodell.scoring import Ranking

ENTRIES = """
school: {unit: m, range: [0, 9000], weight: 3, value: {500: 100, 2000: 60, 4000: 0}, requirement: {at_most: 4000}}
size: {range: [0, 90], weight: 2, value: {0: 0, 30: 100, 60: 100, 90: 20}}
land:
  weight: 4
  criteria:
    plan: {type: category, weight: 1, value: {housing: 100, other: 40, none: 0}, requirement: {not_in: [none]}}
    travel: {range: [0, 120], weight: 2, value: {steps: {0: 100, 15: 70, 45: 20, 90: 0}}}
    road: {type: yes_no, weight: 1}
air: {range: [0, 50], weight: 1, value: {decay: {half: 10}}}
"""
LEVELS = {
    "school": ("", "0..2000", "400", "1500", "3000", "4000", "3900..4100", "6000"),
    "size": ("", "0", "15", "45", "80", "20..70", ">=60"),
    "plan": ("", "housing", "other", "none"),
    "travel": ("", "5", "15", "30", "60", "10..50"),
    "road": ("", "yes", "no"),
    "air": ("", "0", "5", "20", "1..2"),
}


def model(unknown: str = "low") -> Criteria:
    return criteria(ENTRIES, f"unknown: {unknown}")


_ROW = st.fixed_dictionaries({name: st.sampled_from(said) for name, said in LEVELS.items()})
ROWS = st.lists(_ROW, min_size=1, max_size=7)
KNOWN_ROW = st.fixed_dictionaries(
    {
        name: st.sampled_from([text for text in said if text and not set("<>.") & set(text)])
        for name, said in LEVELS.items()
    }
)
KNOWN_ROWS = st.lists(KNOWN_ROW, min_size=2, max_size=3)


def ranking(rows: list[dict[str, str]], unknown: str = "low") -> Ranking:
    """The ranking of rows, with ids `a`, `b`, … in their order."""
    return ranked([{"id": "abcdefgh"[number], **row} for number, row in enumerate(rows)], model(unknown))


def with_points(model: Criteria, node: str, points: Fraction) -> Criteria:
    """The criteria with other points for one weight."""

    def changed(members: dict[str, Any]) -> dict[str, Any]:
        return {
            id: {**entry, **({"weight": float(points)} if id == node else {})}
            | ({"criteria": changed(entry["criteria"])} if "criteria" in entry else {})
            for id, entry in members.items()
        }

    import json

    document = {**model.document, "criteria": changed(model.document["criteria"])}
    made, findings = read_criteria(json.dumps(document).encode(), "criteria.yaml")
    assert made is not None, findings
    return made
