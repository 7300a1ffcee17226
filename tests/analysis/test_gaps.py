"""Which figure is most worth finding out, held against finding out everything."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import LEVELS, ROWS, ranking
from tests.sites.reading import brief, few

from vasterviksmodell.analysis.explanation.gaps import gaps, most_worth
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE

FOUND_OUT = {
    "school": [str(x) for x in (0, 400, 500, 1200, 2000, 3900, 3950, 4000, 4000.5, 4100, 9000)],
    "size": [str(x) for x in (0, 10, 20, 30, 50, 60, 70, 75, 90)],
    "travel": [str(x) for x in (0, 10, 14, 15, 44, 45, 50, 89, 90, 120)],
    "air": [str(x) for x in (0, 1, 1.5, 2, 10, 50)],
    "plan": ["housing", "other", "none"],
    "road": ["yes", "no"],
}
"""Figures close enough together to meet every turn and both sides of every limit."""


def orders(ranked: Ranking) -> dict[tuple[str, str], int]:
    """For each two sites which stands before the other: an excluded one stands below all, and beside each other."""
    standing = {
        id: score if rank is not None else None
        for id, rank, score in ranked.frame.select("id", "rank", "score").iter_rows()
    }
    return {(a, b): _order(standing[a], standing[b]) for a, b in combinations(sorted(standing), 2)}


def _order(a: float | None, b: float | None) -> int:
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


@few
@given(ROWS, st.sampled_from(["low", "middle", "high"]))
def test_reach_is_the_most_that_finding_out_one_figure_changes(rows: list[dict[str, str]], unknown: str) -> None:
    before = orders(ranking(rows, unknown))
    reach = {gap.criterion.id: gap.reach for gap in gaps(ranking(rows, unknown), "a")}
    assert set(reach) == {name for name in LEVELS if any(inside(rows[0][name], it) for it in FOUND_OUT[name])}
    for name, said in reach.items():
        changed = []
        for figure in FOUND_OUT[name]:
            if inside(rows[0][name], figure):
                after = orders(ranking([{**rows[0], name: figure}, *rows[1:]], unknown))
                changed.append(sum(before[pair] != after[pair] for pair in before))
        assert said == max(changed), name


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
