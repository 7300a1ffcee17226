"""Applied actions: all that are done are the same sites with these cells."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.criteria import Criteria, read_criteria, with_actions
from vasterviksmodell.findings import InvalidInput
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.run import Shown, apply_actions, rank_sites
from vasterviksmodell.sites import read_sites

CRITERIA = b"""\
version: 1
criteria:
  school: {range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  near: {measure: school, range: [0, 9000], weight: 1, value: {0: 100, 1000: 0}}
  bus: {weight: 1, value: {0: 0, 20: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
"""
NUMBERS = ["0", "700", "3999.5", "0..2000", "<5", ">=48", ".."]
CELLS = {"school": NUMBERS, "bus": NUMBERS, "plan": ["housing", "none", "NONE"]}
SITES = [f"site_{number}" for number in range(4)]
Table = dict[str, dict[str, str]]


def cells() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({name: st.sampled_from(known) for name, known in CELLS.items()})


tables = st.fixed_dictionaries(dict.fromkeys(SITES, cells()))


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Status, site, measure and cell of each action; each measure of a site is set once."""
    places = draw(st.lists(st.sampled_from([(site, name) for site in SITES for name in CELLS]), unique=True))
    statuses = st.sampled_from(["done", "agreed", "proposed", "dropped"])
    return [(draw(statuses), *place, draw(st.sampled_from(CELLS[place[1]]))) for place in places]


def criteria(plan: list[tuple[str, str, str, str]]) -> Criteria:
    listed = "\n".join(
        f'  a{number}: {{label: L, who: A, by: 2027, status: {status}, sets: {{{site}: {{{name}: "{cell}"}}}}}}'
        for number, (status, site, name, cell) in enumerate(plan)
    )
    without, _ = read_criteria(CRITERIA, "criteria.yaml")
    assert without is not None
    found, findings = with_actions(without, f"version: 1\nactions:\n{listed or '  {}'}\n".encode(), "actions.yaml")
    assert found is not None, findings
    return found


def ranked(table: Table, model: Criteria) -> Ranking:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["id", "name", *CELLS])
    rows.writerows([id, id.title(), *(row[name] for name in CELLS)] for id, row in table.items())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sites.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return rank_sites(read_sites(path, model), model)


@given(tables, plans())
@tried(40)
def test_all_actions_that_are_done_are_the_same_sites_with_these_cells(
    table: Table, plan: list[tuple[str, str, str, str]]
) -> None:
    model = criteria(plan)
    changed = {id: dict(row) for id, row in table.items()}
    for status, site, name, cell in plan:
        if status == "done":
            changed[site][name] = cell
    applied = apply_actions(ranked(table, model), "done")
    expected = ranked(changed, model)
    assert applied.frame.equals(expected.frame)
    assert applied.counts == expected.counts
    assert {change.id for change in applied.changes} == {it[1] for it in plan if it[0] == "done"}


@given(tables, plans())
@tried(20)
def test_applying_again_until_another_date_starts_from_the_files(
    table: Table, plan: list[tuple[str, str, str, str]]
) -> None:
    model = criteria(plan)
    ranking = ranked(table, model)
    later = apply_actions(ranking, "2028")
    assert apply_actions(later, "done").frame.equals(apply_actions(ranking, "done").frame)
    assert apply_actions(later, "2028", Shown(2)).frame.equals(later.frame.head(2))


def test_what_cannot_be_read_is_told_and_not_applied() -> None:
    model = criteria([("done", "site_0", "bus", "0")])
    faulty, findings = with_actions(
        model, b"version: 1\nactions: {a: {label: L, sets: {site_0: {bus: four}}}}", "actions.yaml"
    )
    assert faulty is not None
    assert findings == ()
    table = {id: {"school": "0", "bus": "0", "plan": "none"} for id in SITES}
    with pytest.raises(InvalidInput, match=r"actions.yaml:2:46: error\[D103\] 'four' is not a number"):
        apply_actions(ranked(table, faulty), "done")
    with pytest.raises(ValueError, match="'soon' is neither 'done' nor a date"):
        apply_actions(ranked(table, model), "soon")
