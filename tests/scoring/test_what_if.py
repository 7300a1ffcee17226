"""What if a measure were another: the same as editing the file, reported as a change against it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.analysis.worlds import LEVELS, ROWS, model, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.scoring import Ranking, Shown
from vasterviksmodell.scoring.run import rank_saved, what_if
from vasterviksmodell.scoring.saved.reading import read_ranking
from vasterviksmodell.scoring.what_if import Known, Setting, State
from vasterviksmodell.sites.cell_grammar import PLAIN_NOTATION, Interval, Read, parse_category, parse_number

MEASURES = st.sampled_from([(name, cell) for name, cells in LEVELS.items() for cell in cells])
Cells = tuple[str, str]


def setting(site: str, name: str, cell: str) -> Setting:
    """What a cell says of a measure, set."""
    criterion = model()[name]
    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(cell, criterion, PLAIN_NOTATION)
    assert isinstance(read, Read)
    return Setting(site, criterion, read.content)


def state(world: Ranking, site: str, known: Known) -> State:
    (row,) = (row for row in world.frame.rows(named=True) if row["id"] == site)
    return State(known, row["status"], row["rank"], row["score"])


def written(world: Ranking) -> str:
    return "".join(RANKING_FORMATS["json"].render(world, View()))


@brief
@given(ROWS, MEASURES, MEASURES, st.sampled_from(["low", "middle", "high"]))
def test_setting_measures_is_editing_the_file(
    rows: list[dict[str, str]], first: Cells, second: Cells, unknown: str
) -> None:
    before = ranking(rows, unknown)
    last = "abcdefgh"[len(rows) - 1]
    after = what_if(before, [setting("a", *first), setting(last, *second)])
    edited = [{**row} for row in rows]
    edited[0][first[0]] = first[1]
    edited[-1][second[0]] = second[1]
    expected = ranking(edited, unknown)
    assert_frame_equal(after.frame, expected.frame, check_exact=True)
    assert after.counts == expected.counts
    for change in after.changes:
        assert change.before == state(before, change.id, change.before.known)
        assert change.after == state(expected, change.id, change.after.known)


@brief
@given(ROWS, st.sampled_from(list(LEVELS)))
def test_setting_a_measure_to_what_it_is_changes_nothing(rows: list[dict[str, str]], name: str) -> None:
    before = ranking(rows)
    after = what_if(before, [setting("a", name, rows[0][name])])
    assert_frame_equal(after.frame, before.frame, check_exact=True)
    (change,) = after.changes
    assert change.before == change.after


@brief
@given(ROWS, MEASURES, MEASURES)
def test_what_is_set_later_is_told_against_the_files_too(
    rows: list[dict[str, str]], first: Cells, second: Cells
) -> None:
    before = ranking(rows)
    one, other = setting("a", *first), setting("a", *second)
    step_by_step = what_if(what_if(before, [one]), [other])
    at_once = what_if(before, [other] if first[0] == second[0] else [one, other])
    assert step_by_step.changes == at_once.changes
    assert_frame_equal(step_by_step.frame, at_once.frame, check_exact=True)


@brief
@given(ROWS, MEASURES, MEASURES)
def test_a_saved_ranking_keeps_what_was_set(rows: list[dict[str, str]], first: Cells, second: Cells) -> None:
    after = what_if(ranking(rows), [setting("a", *first), setting("a", *second)])
    saved, findings = read_ranking(written(after).encode(), "saved.json")
    assert saved is not None, findings
    again = rank_saved(saved)
    assert again.changes == after.changes
    assert_frame_equal(again.frame, after.frame, check_exact=True)


def test_a_ranking_in_which_nothing_is_set_tells_no_changes() -> None:
    assert ranking([{"school": "400"}]).changes == ()
    assert "changes" not in json.loads(written(ranking([{"school": "400"}])))


def test_a_change_in_json_has_open_and_unknown_ends_as_null() -> None:
    world = criteria("rooms: {weight: 1, value: {0: 0, 10: 100}}\nroad: {type: yes_no, weight: 1}")
    before = ranked([{"id": "a", "rooms": "4", "road": "yes"}], world)
    settings = [Setting("a", world["rooms"], Interval(5.0, float("inf"))), Setting("a", world["road"], None)]
    rooms, road = json.loads(written(what_if(before, settings)))["changes"]
    assert rooms == {
        "id": "a",
        "criterion": "rooms",
        "before": {"measure": [4.0, 4.0], "status": "qualified", "rank": 1, "score": 70.0},
        "after": {"measure": [5.0, None], "status": "qualified", "rank": 1, "score": 25.0},
    }
    assert (road["before"]["measure"], road["after"]["measure"]) == (["yes", "yes"], [None, None])


def test_cut_to_the_first_sites_it_is_the_beginning_of_the_whole() -> None:
    rows = [{"school": cell} for cell in ("400", "1500", "3000", "6000")]
    settings = [setting("d", "school", "0")]
    whole, cut = what_if(ranking(rows), settings), what_if(ranking(rows), settings, Shown(top=2))
    assert list(cut.frame["id"]) == ["a", "d"]
    assert_frame_equal(cut.frame, whole.frame.head(2))
    assert (cut.counts, cut.changes) == (whole.counts, whole.changes)


def test_a_site_that_is_not_there_cannot_be_set() -> None:
    with pytest.raises(KeyError):
        what_if(ranking([{"school": "400"}]), [setting("z", "school", "0")])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("criterion", "zoo"),
        ("criterion", "plan"),
        ("id", "z"),
        ("before", {"measure": ["far", "far"]}),
        ("before", {"measure": [-1, -1]}),
        ("after", {}),
    ],
)
def test_a_saved_change_that_cannot_be_is_found(key: str, value: object) -> None:
    document = json.loads(written(what_if(ranking([{"school": "400"}]), [setting("a", "school", "0")])))
    document["changes"][0][key] = value
    saved, findings = read_ranking(json.dumps(document).encode(), "saved.json")
    assert saved is None
    assert [finding.code for finding in findings] == ["R001"]
