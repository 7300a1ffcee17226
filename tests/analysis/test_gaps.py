"""Which figure is most worth finding out, compared with finding out everything."""

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import LEVELS, ROWS, model, ranking
from tests.conftest import tried as times
from tests.scoring.worlds import ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis.gaps import gaps, gaps_of_all, most_worth
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import TOLERANCE

FOUND_OUT = {
    "school": [str(x) for x in (0, 400, 500, 1200, 2000, 3900, 3950, 4000, 4000.5, 4100, 9000)],
    "size": [str(x) for x in (0, 10, 20, 30, 50, 60, 70, 75, 90)],
    "travel": [str(x) for x in (0, 10, 14, 15, 44, 45, 50, 89, 90, 120)],
    "air": [str(x) for x in (0, 1, 1.5, 2, 10, 50)],
    "plan": ["housing", "other", "none"],
    "road": ["yes", "no"],
}
"""Figures close enough together to meet every turn and both sides of every limit."""


def standing(ranking: Ranking) -> dict[str, float | None]:
    """The score of each site that is not excluded; neither depends on the other sites."""
    places = ranking.frame.select("id", "rank", "score").iter_rows()
    return {id: score if rank is not None else None for id, rank, score in places}


def order(a: float | None, b: float | None) -> int:
    """Which stands before the other: an excluded one stands below all, and beside each other."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    return 0 if abs(a - b) <= TOLERANCE else 1 if a > b else -1


def inside(cell: str, figure: str) -> bool:
    """Whether a cell leaves a figure open."""
    if cell == "":
        return True
    if cell.startswith(">="):
        return float(figure) >= float(cell[2:])
    low, dots, high = cell.partition("..")
    return bool(dots) and float(low) <= float(figure) <= float(high)


@brief
@given(ROWS, st.sampled_from(["low", "middle", "high"]))
def test_reach_is_the_most_that_finding_out_one_figure_changes(rows: list[dict[str, str]], unknown: str) -> None:
    others = standing(ranking(rows, unknown))
    now = others.pop("a")
    reach = {gap.criterion.id: gap.reach for gap in gaps(ranking(rows, unknown), "a")}
    tried = [(name, outcome) for name in LEVELS for outcome in FOUND_OUT[name] if inside(rows[0][name], outcome)]
    variants = [{"id": str(number), **rows[0], name: outcome} for number, (name, outcome) in enumerate(tried)]
    found = standing(ranked(variants, model(unknown))) if variants else {}
    most: dict[str, int] = {}
    for number, (name, _) in enumerate(tried):
        changed = sum(order(now, other) != order(found[str(number)], other) for other in others.values())
        most[name] = max(most.get(name, 0), changed)
    assert reach == most


@brief
@given(ROWS)
def test_the_figure_most_worth_finding_out_has_the_greatest_reach_and_then_opens_most(
    rows: list[dict[str, str]],
) -> None:
    found = gaps(ranking(rows), "a")
    chosen = most_worth(found)
    if chosen is not None:
        assert (chosen.reach, chosen.points) == max((gap.reach, gap.points) for gap in found)


def test_nothing_is_worth_finding_out_where_all_is_known() -> None:
    known = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
    assert gaps(ranking([known]), "a") == ()
    assert most_worth(()) is None


def test_a_requirement_that_is_unknown_can_exclude() -> None:
    known = {"school": "", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
    (gap,) = gaps(ranking([known, {**known, "school": "3000"}]), "a")
    assert (gap.criterion.id, gap.best, gap.worst, gap.can_exclude, gap.reach) == ("school", 1, None, True, 1)
    assert gap.points == 30.0


@given(ROWS, st.sampled_from(["low", "middle"]))
@times(40)
def test_the_gaps_of_all_sites_are_those_of_each(rows: list[dict[str, str]], unknown: str) -> None:
    found = ranking(rows, unknown)
    assert dict(gaps_of_all(found)) == {id: gaps(found, id) for id in found.frame["id"]}
