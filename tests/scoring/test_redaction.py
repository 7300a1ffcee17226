"""The redacted edition: nothing of the full one can be read from it, and what is shown contains what is true."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.analysis.worlds import ROWS, model, ranking
from tests.conftest import tried
from tests.scoring.worlds import Cells, by_id, criteria, ranked

from vasterviksmodell import Ranking, redacted_ranking
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.scoring import Shown
from vasterviksmodell.scoring.run import rank_saved, what_if
from vasterviksmodell.scoring.saved.reading import read_ranking
from vasterviksmodell.scoring.saved.schema import ranking_schema
from vasterviksmodell.scoring.saved.verification import verified
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.cell_grammar import Interval

HALF = (0.0, 5.0)
COUNT = "places: {weight: 1, range: [0, 500], value: {0: 0, 7: 80, 14: 100}, requirement: {at_least: 1}}"
OPEN = st.sampled_from("1234")


def saved(ranking: Ranking) -> str:
    return "".join(RANKING_FORMATS["json"].render(ranking, View()))


def of(rows: Sequence[Cells], entries: str, head: str = "") -> Ranking:
    return redacted_ranking(ranked(rows, criteria(entries, head)))


def measures(ranking: Ranking, id: str) -> dict[str, tuple[float, float]]:
    """By site: the ends of a measure."""
    return {site: (row[f"{id}__low"], row[f"{id}__high"]) for site, row in by_id(ranking).items()}  # type: ignore[misc]


def column(name: str, *cells: str) -> list[dict[str, str]]:
    return [{"id": "abcdefgh"[number], name: cell} for number, cell in enumerate(cells)]


def test_counts_of_1_to_4_are_one_interval_and_0_and_5_are_shown() -> None:
    found = measures(of(column("places", "0", "1", "2", "3", "4", "5", "40"), COUNT), "places")
    assert len({found[id] for id in "bcde"}) == 1
    low, high = found["b"]
    assert low == 1
    assert 4 < high < 5
    assert (found["a"], found["f"], found["g"]) == ((0, 0), (5, 5), (40, 40))


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [("3..80", 1, 80), ("0..3", 0, HALF[1]), ("2..4", 1, HALF[1]), (">=3", 1, 500), ("<3", 0, HALF[1]), ("", 0, 500)],
)
def test_ends_of_intervals_are_hidden_too(cell: str, low: float, high: float) -> None:
    ((shown_low, shown_high),) = measures(of(column("places", cell), COUNT), "places").values()
    assert (shown_low, round(shown_high, 9)) == (low, high)


def test_a_small_count_still_meets_what_it_surely_meets() -> None:
    rows = by_id(of(column("places", "0", "3"), COUNT))
    assert (rows["a"]["places__requirement"], rows["b"]["places__requirement"]) == ("not_met", "met")


UNITS = [("", True), ("personer", True), ("platser", True), ("%", False), ("kr/m2", False), ("ha", False)]


@pytest.mark.parametrize(("unit", "is_hidden"), UNITS)
def test_what_has_no_other_unit_is_a_count(unit: str, is_hidden: bool) -> None:
    entry = f"it: {{unit: '{unit}', weight: 1, range: [0, 500], value: {{0: 0, 14: 100}}}}"
    ((low, high),) = measures(of(column("it", "3"), entry), "it").values()
    assert (low < high) == is_hidden


DISTANCE = "school: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}"


def test_distances_are_in_classes_in_which_the_requirement_can_be_told() -> None:
    rows = by_id(of(column("school", "0", "437", "501", "999", "4000", "4001"), DISTANCE))
    ends = {id: (row["school__low"], row["school__high"]) for id, row in rows.items()}
    assert ends["a"] == ends["b"] == (0, 500)
    assert ends["c"] == ends["d"]
    assert [rows[id]["school__requirement"] for id in "ef"] == ["met", "not_met"]


@given(st.lists(st.floats(0, 50_000), min_size=2, max_size=8), st.lists(st.integers(1, 49_999), min_size=2, max_size=5))
@tried(10)
def test_classes_are_wide_whatever_the_knots(figures: list[float], knots: list[int]) -> None:
    values = ", ".join(f"{knot}: {number % 2 * 100}" for number, knot in enumerate(sorted({*knots, 50_000, 0})))
    entry = f"far: {{measure: far_m, unit: m, range: [0, 50000], weight: 1, value: {{{values}}}}}"
    found = measures(of(column("far_m", *(f"{figure:f}" for figure in figures)), entry), "far")
    assert all(high - low >= 499 for low, high in found.values())
    by_figure = sorted((figure, found["abcdefgh"[number]]) for number, figure in enumerate(figures))
    assert [ends for _, ends in by_figure] == sorted(ends for _, ends in by_figure)


@pytest.mark.parametrize(("unit", "ends"), [("m gångväg", (0, 500)), ("Meter (väg)", (0, 500)), ("m/s", (437, 437))])
def test_the_first_word_of_a_unit_tells_a_distance(unit: str, ends: tuple[float, float]) -> None:
    entry = f"walk: {{unit: {unit}, range: [0, 9000], weight: 1, value: {{0: 100, 9000: 0}}}}"
    assert measures(of(column("walk", "437"), entry), "walk") == {"a": ends}


@pytest.mark.parametrize("heading", ["walk_m", "Gångväg (m)"])
def test_a_heading_tells_a_distance_too(heading: str) -> None:
    entry = f"walk: {{measure: '{heading}', range: [0, 9000], weight: 1, value: {{0: 100, 9000: 0}}}}"
    assert measures(of(column(heading, "437"), entry), "walk") == {"a": (0, 500)}


PEOPLE = """
population: {range: [0, 90000], weight: 1, value: {0: 0, 90000: 100}}
reception: {label: 'Per 1,000 inhabitants', measure: share, range: [0, 1000], weight: 1, value: {0: 0, 1000: 100}}
"""


def test_rates_of_1_to_4_people_are_one_interval() -> None:
    rows = [{"id": "abcdef"[people], "population": "400", "share": str(1000 * people / 400)} for people in range(6)]
    found = measures(of(rows, PEOPLE), "reception")
    assert len({found[id] for id in "bcde"}) == 1
    assert found["b"][1] == 12.5
    assert (found["a"], found["f"]) == ((0, 0), (12.5, 12.5))


def test_a_rate_of_unknown_people_is_not_shown() -> None:
    found = measures(of([{"id": "a", "share": "22"}], PEOPLE), "reception")
    assert found["a"][1] == 1000


TWICE = """
places: {weight: 1, range: [0, 500], value: {0: 0, 7: 80, 14: 100}}
again: {measure: places, range: [0, 90], warning: {at_least: 3}}
words: {measure: places, type: category, categories: ['2', '3', '9']}
"""


def test_criteria_that_read_one_column_hide_it_alike() -> None:
    two, three = (of(column("places", cell, "9"), TWICE) for cell in "23")
    assert saved(two) == saved(three)
    assert by_id(two)["a"]["again__warning"] == "unknown"
    assert by_id(two)["b"]["words__category"] == "9"


SUM = """
girls: {weight: 1, range: [0, 500], value: {0: 0, 14: 100}}
boys: {weight: 1, range: [0, 500], value: {0: 0, 14: 100}}
all: {measure: class_size, weight: 1, range: [0, 500], value: {0: 0, 14: 100}}
"""
SUMS = [("10", "12", "22"), ("7", "9", "16"), ("20", "6", "26")]


@pytest.mark.parametrize("few", [("3", "9", "12"), ("9", "3", "12"), ("4", "4", "8"), ("1", "1", "2")])
def test_a_part_is_not_the_whole_less_the_other_part(few: tuple[str, str, str]) -> None:
    rows = [
        {"id": "abcd"[number], **dict(zip(("girls", "boys", "class_size"), row, strict=True))}
        for number, row in enumerate([few, *SUMS])
    ]
    found = of(rows, SUM)
    for id in ("girls", "boys", "all"):
        assert measures(found, id)["a"] == (0, 500)
        assert measures(found, id)["b"][0] == measures(found, id)["b"][1]
    assert found.redaction is not None
    assert found.redaction.derived == ("girls", "boys", "all")


PLOTS = """
plots: {weight: 1, range: [0, 500], value: {0: 0, 14: 100}}
room: {measure: plots_persons, weight: 1, range: [0, 9000], value: {0: 0, 96: 100}}
"""
HOMES = PLOTS.replace("plots_persons", "beds")


@pytest.mark.parametrize(("entries", "heading"), [(PLOTS, "plots_persons"), (HOMES, "beds")])
def test_what_is_so_many_for_each_hides_with_it(entries: str, heading: str) -> None:
    rows = [
        {"id": "abcdef"[plots], "plots": str(number), heading: str(48 * number)}
        for plots, number in enumerate((3, 5, 9, 7))
    ]
    found = measures(of(rows, entries), "room")
    assert found["a"] == (0, 9000)
    assert found["b"] == (240, 240)


def test_a_total_among_the_sites_shows_no_count() -> None:
    rows = [
        {"id": id, "name": name, "places": cell}
        for id, name, cell in (("a", "A", "3"), ("b", "B", "20"), ("t", "Summa", "23"))
    ]
    assert measures(of(rows, COUNT), "places")["t"] == (0, 500)


WITHHOLD = "redact: {withhold: [places], publish: [departures]}"
NAMED = COUNT + "\ndepartures: {weight: 1, range: [0, 90], value: {0: 0, 14: 100}}"


@given(st.lists(st.sampled_from(["", "0", "3", "70", "4..9"]), min_size=2, max_size=2))
@tried(8)
def test_nothing_of_a_withheld_column_is_shown_and_a_published_one_is(cells: list[str]) -> None:
    rows = [{"id": id, "places": cell, "departures": "3"} for id, cell in zip("ab", cells, strict=True)]
    others = [{**row, "places": "12"} for row in rows]
    found = of(rows, NAMED, WITHHOLD)
    assert saved(found) == saved(of(others, NAMED, WITHHOLD))
    assert set(measures(found, "places").values()) == {(0, 500)}
    assert set(measures(found, "departures").values()) == {(3, 3)}
    assert found.redaction is not None
    assert found.redaction.withheld == ("places",)


def test_withheld_ids_and_names_are_numbers_that_tell_nothing() -> None:
    head = "redact: {withhold: [id, name]}"
    rows = [{"id": "hemlig", "name": "Storgatan 3", "places": "9"}, {"id": "b", "places": "40"}]
    text = saved(of(rows, COUNT, head))
    assert "hemlig" not in text
    assert "Storgatan" not in text
    renamed = [{**rows[0], "id": "a", "name": "X"}, {**rows[1], "id": "z"}]
    assert saved(of(renamed, COUNT, head)) == text
    assert {site["id"] for site in json.loads(text)["sites"]} == {"1", "2"}


def test_a_name_that_is_only_the_id_is_withheld_with_it() -> None:
    text = saved(of([{"id": "hemlig", "places": "9"}], COUNT, "redact: {withhold: [id]}"))
    assert "hemlig" not in text


SOURCED = DISTANCE + "\n" + COUNT
SOURCES = "sources: {school: {source: A register, date: 2024}}"


def test_a_source_of_a_single_figure_is_told_without_its_text() -> None:
    rows = [
        {"id": "a", "school": "900", "school__source": "Storgatan 3, akt 77", "school__date": "2025-03-02"},
        {"id": "b", "school": "900"},
    ]
    a, b = (site["criteria"]["school"] for site in json.loads(saved(of(rows, SOURCED, SOURCES)))["sites"])
    assert (a["source"], a["date"]) == ("..", None)
    assert (b["source"], b["date"]) == ("A register", "2024")


LEVELS = {
    "places": ("0", "", "9", "30", "{}", "{}..40", "0..{}"),
    "school": ("400", "1200", "6000", ""),
    "population": ("90", "1200"),
    "plan": ("housing", "none"),
}
MIXED = f"""
{COUNT}
{DISTANCE}
population: {{range: [0, 90000], weight: 1, value: {{0: 0, 90000: 100}}}}
plan: {{type: category, weight: 1, value: {{housing: 100, none: 0}}}}
"""
MIXED_ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in LEVELS.items()}), min_size=2, max_size=6
)


def filled(rows: list[dict[str, str]], counts: Sequence[str], note: str) -> list[dict[str, str]]:
    """Rows with small counts in their gaps."""
    return [
        {"id": "abcdef"[number], "note": note, **{name: cell.format(counts[number]) for name, cell in row.items()}}
        for number, row in enumerate(rows)
    ]


FEW = st.lists(OPEN, min_size=6, max_size=6)


@given(MIXED_ROWS, FEW, FEW, st.sampled_from(["low", "middle", "high"]))
@tried(12)
def test_all_hidden_counts_give_the_same_bytes(
    rows: list[dict[str, str]], some: list[str], others: list[str], unknown: str
) -> None:
    first, second = (
        saved(of(filled(rows, counts, note), MIXED, f"unknown: {unknown}"))
        for counts, note in ((some, "x"), (others, "y"))
    )
    assert first == second


@given(MIXED_ROWS, st.permutations(range(6)))
@tried(6)
def test_the_order_of_rows_in_a_file_is_not_told(rows: list[dict[str, str]], order: list[int]) -> None:
    given = filled(rows, "123412", "")
    moved = [given[number] for number in order if number < len(given)]
    assert saved(of(given, MIXED)) == saved(of(moved, MIXED))


@given(ROWS, st.sampled_from(["low", "middle", "high"]))
@tried(10)
def test_what_is_shown_contains_what_is_true(rows: list[dict[str, str]], unknown: str) -> None:
    assert_contains(redacted_ranking(ranking(rows, unknown)), ranking(rows, unknown), model(unknown))


@given(MIXED_ROWS, FEW)
@tried(10)
def test_mixed_figures_contain_what_is_true(rows: list[dict[str, str]], counts: list[str]) -> None:
    world = criteria(MIXED)
    full = ranked(filled(rows, counts, ""), world)
    assert_contains(redacted_ranking(full), full, world)


def assert_contains(shown: Ranking, full: Ranking, world: Criteria) -> None:
    outer, inner = by_id(shown), by_id(full)
    assert outer.keys() == inner.keys()
    for id, row in inner.items():
        ends = [(f"{measure.id}__low", f"{measure.id}__high") for measure in world.criteria if measure.kind == "number"]
        for low, high in [*ends, ("score_low", "score_high")]:
            assert_within(outer[id], row, low, high)
        status = str(outer[id]["status"])
        assert status in ("unverified", row["status"])


def assert_within(outer: dict[str, Any], inner: dict[str, Any], low: str, high: str) -> None:
    assert outer[low] <= inner[low] + 1e-9
    assert outer[high] >= inner[high] - 1e-9


def test_redacting_again_changes_nothing() -> None:
    once = of(filled([{name: cells[-1] for name, cells in LEVELS.items()}] * 3, "123412", ""), MIXED)
    assert saved(redacted_ranking(once)) == saved(once)


@given(MIXED_ROWS, FEW)
@tried(10)
def test_a_saved_edition_comes_back_and_is_verified(rows: list[dict[str, str]], counts: list[str]) -> None:
    text = saved(of(filled(rows, counts, ""), MIXED, WITHHOLD.replace(", publish: [departures]", "")))
    Draft202012Validator(ranking_schema()).validate(json.loads(text))
    again, findings = read_ranking(text.encode(), "redacted.json")
    assert again is not None, findings
    assert saved(rank_saved(again)) == text
    verification = verified(text.encode(), "redacted.json", again, (), None, ())
    assert not verification.findings
    assert "redacted" in str(verification.closing)


def test_a_saved_full_ranking_can_be_redacted() -> None:
    full = ranked(column("places", "3", "9"), criteria(COUNT))
    again, findings = read_ranking(saved(full).encode(), "ranking.json")
    assert again is not None, findings
    assert saved(redacted_ranking(rank_saved(again))) == saved(redacted_ranking(full))


def test_measures_that_were_set_are_only_numbered() -> None:
    world = criteria(COUNT)
    full = what_if(ranked(column("places", "3", "9"), world), [Setting("b", world["places"], Interval(17, 17))])
    document = json.loads(saved(redacted_ranking(full)))
    assert "changes" not in document
    assert document["redaction"]["changes"] == 1
    assert "9.0" not in json.dumps(document["sites"])


def test_a_cut_ranking_is_not_redacted_but_a_redacted_one_is_cut() -> None:
    full = ranked(column("places", "3", "9", "20"), criteria(COUNT))
    whole = redacted_ranking(full)
    assert list(redacted_ranking(full, Shown(2)).frame["id"]) == list(whole.frame["id"])[:2]
    with pytest.raises(ValueError, match="all its sites"):
        redacted_ranking(replace(full, frame=full.frame.head(2)))


def with_first(ranking: Ranking, number: int) -> Ranking:
    """A whole ranking of the first sites of another."""
    return replace(ranking, frame=ranking.frame.head(number), counts=replace(ranking.counts, sites=number))


def test_no_sites_are_redacted_to_none() -> None:
    none = with_first(ranked(column("places", "3"), criteria(COUNT)), 0)
    assert redacted_ranking(none).frame.height == 0


def test_extra_columns_and_positions_are_gone() -> None:
    row = {"id": "a", "places": "9", "lat": "57.7", "lon": "16.3", "address": "Storgatan 3"}
    found = of([row], COUNT, "site: {latitude: lat, longitude: lon}").frame
    assert not [name for name in found.columns if name.startswith("_")]
    assert isinstance(found, pl.DataFrame)


NUMBER = "{measure: %s, weight: 1, range: [0, 900], value: {0: 0, 90: 100}}"
ATTACKS: dict[str, tuple[str, Callable[[int], Cells], list[Cells]]] = {
    "a score": (
        f"a: {NUMBER % 'a'}\nb: {NUMBER % 'b'}",
        lambda few: {"a": f"{few}", "b": "50"},
        [{"a": "20", "b": "7"}],
    ),
    "steps and limits below five": (
        "a: {weight: 1, value: {steps: {0: 0, 2: 30, 4: 100}}, requirement: {at_least: 2}, warning: {at_least: 3}}",
        lambda few: {"a": f"{few}"},
        [{"a": "20"}],
    ),
    "two parts and their small sum": (
        f"a: {NUMBER % 'a'}\nb: {NUMBER % 'b'}\nc: {NUMBER % 'c'}",
        lambda few: {"a": f"{few}", "b": f"{5 - few}", "c": "5"},
        [{"a": "10", "b": "7", "c": "17"}, {"a": "12", "b": "30", "c": "42"}],
    ),
    "a share in per cent": (
        f"a: {NUMBER % 'a'}\nb: {{unit: '%', weight: 1, range: [0, 100], value: {{0: 0, 9: 100}}}}\nc: {NUMBER % 'c'}",
        lambda few: {"a": f"{few}", "b": f"{few / 0.8:.1f}", "c": "80"},
        [{"a": "20", "b": "25.3", "c": "79"}, {"a": "9", "b": "9.9", "c": "91"}, {"a": "7", "b": "7", "c": "100"}],
    ),
    "per cent of whom": (
        f"b: {NUMBER % 'population'}\na: {{unit: '% of residents', weight: 1, range: [0, 100], value: {{0: 0, 9: 9}}}}",
        lambda few: {"a": f"{100 - few / 2.4:.2f}", "population": "240"},
        [{"a": "50", "population": "300"}],
    ),
    "a rounded rate of the inhabitants": (
        f"a: {NUMBER % 'taken_per_1000'}\nb: {NUMBER.replace('900', '90000') % 'population'}",
        lambda few: {"taken_per_1000": f"{1000 * few / 411:.1f}", "population": "411"},
        [{"taken_per_1000": "20", "population": "900"}],
    ),
    "per cent of the inhabitants, and those left": (
        f"a: {{unit: '%', weight: 1, range: [0, 100], value: {{0: 0, 9: 100}}}}\nb: {NUMBER % 'population'}",
        lambda few: {"a": f"{100 - few / 2.4:.2f}", "population": "240"},
        [{"a": "50", "population": "300"}],
    ),
    "what each gets": (
        f"a: {NUMBER % 'a'}\nb: {NUMBER % 'b'}",
        lambda few: {"a": f"{few}", "b": f"{48 / few}"},
        [{"a": "8", "b": "6"}, {"a": "6", "b": "8"}],
    ),
    "a fixed number more": (
        f"a: {NUMBER % 'a'}\nb: {NUMBER % 'b'}",
        lambda few: {"a": f"{few}", "b": f"{10 * few + 20}"},
        [{"a": f"{number}", "b": f"{10 * number + 20}"} for number in (5, 7, 9)],
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hidden_count_is_not_told_by(attack: str) -> None:
    entries, hidden, others = ATTACKS[attack]
    rows = [{"id": "yzuv"[number], **row} for number, row in enumerate(others)]
    assert len({saved(of([{"id": "x", **hidden(few)}, *rows], entries)) for few in (1, 2, 3, 4)}) == 1


def test_a_share_of_nothing_that_is_counted_is_shown() -> None:
    entry = "slope: {unit: '%', weight: 1, range: [0, 100], value: {0: 100, 9: 0}}"
    assert measures(of(column("slope", "2.5"), entry), "slope") == {"a": (2.5, 2.5)}
