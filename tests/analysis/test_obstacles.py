"""What stops sites, compared with the ranking's own columns; and that what is said to open a site does open it."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from tests.analysis.test_reaching import cell
from tests.analysis.worlds import ROWS, model, ranking
from tests.scoring.worlds import by_id, criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis.obstacles import Obstacles, Part, Survey, obstacles
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.moves import Effort
from vasterviksmodell.criteria import Criterion

Row = dict[str, str]


def found_in(frame: pl.DataFrame, column: str, truth: str) -> set[str]:
    return set(frame.filter(pl.col(column) == truth)["id"])


@brief
@given(ROWS)
def test_sites_are_counted_as_the_ranking_has_them(rows: list[Row]) -> None:
    of = ranking(rows)
    told, frame = obstacles(of), of.frame
    stopping = {
        criterion.id: found_in(frame, f"{criterion.id}__requirement", "not_met") for criterion in of.criteria.screened
    }
    for node in of.criteria.nodes:
        obstacle = told.obstacle(node)
        inside = [id for id in stopping if node.id in (id, *of.criteria[id].groups)]
        by_this = {site for id in inside for site in stopping[id]}
        by_others = {site for id in stopping.keys() - inside for site in stopping[id]}
        unknown = {site for id in inside for site in found_in(frame, f"{id}__requirement", "unknown")}
        assert set(obstacle.stops) == by_this
        assert set(obstacle.stops_alone) == by_this - by_others
        assert set(obstacle.unknown) == unknown
        if isinstance(node, Criterion) and node.scored:
            low, high = (frame[f"{node.id}__value_{end}"] for end in ("low", "high"))
            assert obstacle.shortfall == pytest.approx(float(node.weight) * (100 - high).mean())  # type: ignore[operator]
            assert obstacle.shortfall_high == pytest.approx(float(node.weight) * (100 - low).mean())  # type: ignore[operator]
            assert set(obstacle.opportunity) == set(frame.filter(low >= 75)["id"])
            assert set(obstacle.possible) == set(frame.filter((low < 75) & (high >= 75))["id"])
    assert [site.id for site in told.sites] == frame["id"].to_list()


@brief
@given(ROWS)
def test_what_is_said_to_open_a_site_opens_it_and_all_but_one_of_it_does_not(rows: list[Row]) -> None:
    sites = obstacles(ranking(rows)).sites
    tried = [(site, left) for site in sites for left in (None, *site.stops)]
    variants: list[Row] = []
    for site, left in tried:
        opened = {limit.criterion.id: cell(limit.to) for limit in site.stops if limit is not left}
        variants.append({"id": str(len(variants)), **rows["abcdefgh".index(site.id)], **opened})
    found = by_id(ranked(variants, model()))
    for number, (_, left) in enumerate(tried):
        assert (found[str(number)]["status"] == "excluded") == (left is not None)
    for site in sites:
        assert (site.status == "excluded") == bool(site.stops)


MODEL = """
transport:
  weight: 2
  criteria:
    stop: {unit: m, range: [0, 9000], weight: 1, value: {0: 100, 2000: 0}, requirement: {at_most: 1000}, effort: 0.1}
    bus: {range: [0, 90], weight: 1, value: {0: 0, 20: 100}, requirement: {at_least: 4}, warning: {at_least: 10}}
plan:
  type: category
  weight: 2
  value: {none: 0, housing: 80, stay: 100}
  requirement: {not_in: [none], unknown: excluded}
  effort: {stay: 3, housing: 8}
"""
SITES = [
    {"id": "a", "stop": "1200", "bus": "2", "plan": "housing"},
    {"id": "b", "stop": "1500..1800", "bus": "8", "plan": "none"},
    {"id": "c", "stop": "100", "bus": "30", "plan": ""},
    {"id": "d", "stop": "100", "bus": "", "plan": "stay"},
]


def told() -> Obstacles:
    return obstacles(ranked(SITES, criteria(MODEL)))


def test_a_group_stands_for_all_that_is_in_it() -> None:
    by_id = {node.id: told().obstacle(node) for node in told().nodes}
    transport = by_id["transport"]
    assert (set(transport.stops), transport.stops_alone) == ({"a", "b"}, ("a",))
    assert (by_id["stop"].stops_alone, by_id["bus"].stops_alone) == ((), ())
    assert (set(by_id["plan"].stops), by_id["plan"].stops_alone) == ({"b", "c"}, ("c",))
    assert (by_id["bus"].unknown, by_id["plan"].unknown) == (("d",), ())
    assert set(by_id["bus"].warns) == {"a", "b"}
    assert set(transport.opportunity) == {"c"}


def test_efforts_sum_up_and_say_what_is_missing_in_them() -> None:
    sites = {site.id: site for site in told().sites}
    assert [(limit.criterion.id, limit.by, limit.effort) for limit in sites["a"].stops] == [
        ("stop", 200.0, Effort(20.0)),
        ("bus", 2.0, Effort(0.0, is_whole=False)),
    ]
    assert sites["a"].effort == Effort(20.0, is_whole=False)
    assert [(limit.criterion.id, limit.by, limit.effort, limit.to.category) for limit in sites["b"].stops] == [
        ("stop", 500.0, Effort(50.0, is_whole=False), None),
        ("plan", None, Effort(3.0), "stay"),
    ]
    assert sites["b"].effort == Effort(53.0, is_whole=False)
    (plan,) = sites["c"].stops
    assert (plan.is_finding_out, plan.effort, plan.to.category) == (True, Effort(), "housing")
    assert sites["d"].effort == Effort()
    assert told().effort == Effort(73.0, is_whole=False)


def test_several_files_are_counted_together() -> None:
    model = criteria(MODEL)
    other = criteria(
        "bus: {range: [0, 90], weight: 1, value: {0: 0, 20: 100}, requirement: {at_least: 9}}\n"
        "air: {type: yes_no, weight: 1}"
    )
    parts = (
        Part("1.csv", model, obstacles(ranked(SITES, model))),
        Part("2.json", other, obstacles(ranked([{"id": "a", "bus": "8", "air": "yes"}], other))),
    )
    total = Survey(parts).total
    by_id = {node.id: total.obstacle(node) for node in total.nodes}
    assert list(by_id) == ["transport", "stop", "bus", "plan", "air"]
    assert [len(by_id[id].stops) for id in by_id] == [2, 2, 2, 2, 0]
    assert (total.counts.sites, total.counts.excluded) == (5, 4)


def test_nothing_stands_in_the_way_of_no_sites() -> None:
    of = ranked(SITES, criteria(MODEL))
    none = obstacles(replace(of, frame=of.frame.clear()))
    assert (none.sites, none.counts.sites, none.effort.least) == ((), 0, 0.0)
    assert none.obstacle(of.criteria["stop"]).shortfall == 0.0


def test_the_value_function_is_asked_once_for_a_category_however_many_sites_lack_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def told_when_asked(criterion: Criterion, measures: Sequence[float | str]) -> list[float]:
        asked.append(criterion.id)
        return values_at(criterion, measures)

    monkeypatch.setattr("vasterviksmodell.analysis.target_search.unmet_limits.values_at", told_when_asked)
    many = [{"id": f"{number}", "plan": plan} for number, plan in enumerate(["none", "", "housing"] * 20)]
    found = obstacles(ranked(many, criteria(MODEL)))
    assert (
        sorted(site.stops[0].to.category or "" for site in found.sites if site.stops)
        == ["housing"] * 20 + ["stay"] * 20
    )
    assert asked == ["plan", "plan"]  # once where it is known, once where it is not
