"""`explain SITE`: limits and margins, what the score is made of, and what each unknown figure could do."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.asking import Asked, attack
from tests.attack.drawn import World, columns, critical, exactly, within, worlds
from tests.attack.model import TIE, Row, Standing, counted


@attack
@given(worlds(), st.data())
def test_limits_are_met_and_the_score_is_made_as_it_is_told(asked: Asked, world: World, data: st.DataObject) -> None:
    asked.put(world)
    id = data.draw(st.sampled_from(sorted(world.table)))
    answer = asked.of_sites("explain", id)
    row, standing = world.table[id], world.model.standings(world.table)[id]
    assert (answer["status"], answer["rank"]) == (standing.status, standing.rank)
    screening = {(told["criterion"], told["kind"]): told for told in answer["screening"]}
    for criterion in world.model.criteria:
        cell = row[criterion.column]
        for kind, limit in (("requirement", criterion.requirement), ("warning", criterion.warning)):
            if limit is None:
                assert (criterion.id, kind) not in screening
                continue
            told, truth = screening[criterion.id, kind], limit.truth(criterion.possible(cell))
            excludes = kind == "requirement" and (truth == "not_met" or (truth == "unknown" and limit.excludes_unknown))
            assert (told["truth"], told["excludes"]) == (truth, excludes)
            margin = None if criterion.categories else list(limit.margin(*criterion.possible(cell)))
            assert told["margin"] == (margin if margin != [None, None] else told["margin"]), "without binary noise"
    parts = {told["criterion"]: told for told in answer["contributions"]}
    assert sum(told["contribution"] for told in parts.values()) == pytest.approx(standing.score, abs=TIE)
    for criterion in world.model.scored:
        part = parts.pop(criterion.id)
        points = {
            other: criterion.weight * counted(*criterion.values(cells[criterion.column]), world.model.unknown)
            for other, cells in world.table.items()
        }
        assert part["contribution"] == pytest.approx(points[id], abs=TIE)
        assert part["shortfall"] == pytest.approx(100 * criterion.weight - points.pop(id), abs=TIE)
        assert part["others"] == pytest.approx(fmean(points.values()), abs=TIE)
    assert not parts


@attack
@given(worlds(), st.data())
def test_what_one_figure_can_do_is_what_trying_it_does(asked: Asked, world: World, data: st.DataObject) -> None:
    asked.put(world)
    open_ids = sorted(id for id, row in world.table.items() if open_columns(world, row))
    if not open_ids:
        return
    id = data.draw(st.sampled_from(open_ids))
    answer = asked.of_sites("explain", id)
    gaps = {world.model.named(gap["criterion"]).column: gap for gap in answer["gaps"]}
    assert len(gaps) == len(answer["gaps"])
    assert set(gaps) == set(open_columns(world, world.table[id]))
    for column, gap in gaps.items():
        tried = Tried(world, id, column)
        close = 1e-4 if len(world.model.readers(column)) == 1 else 0.1  # figures between those tried may be worth more
        assert gap["points"] == pytest.approx(tried.points, abs=close)
        assert gap["can_exclude"] == tried.can_exclude, column
        assert (gap["rank_best"], gap["rank_worst"]) == (tried.best, tried.worst), column
        assert gap["reach"] == tried.reach, column
    lifting = [gap for gap in answer["gaps"] if answer["rank"] is not None or gap["rank_best"] is not None]
    most = max(((gap["reach"], gap["points"]) for gap in lifting), default=None)
    chosen = [gap for gap in answer["gaps"] if gap["criterion"] == answer["most_worth_finding_out"]]
    assert [(gap["reach"], pytest.approx(gap["points"])) for gap in chosen] == ([most] if chosen else [])


def open_columns(world: World, row: Row) -> list[str]:
    """Return the columns of a site that are not exactly known."""
    return [column for column, criterion in columns(world.model).items() if not criterion.is_known(row[column])]


class Tried:
    """What becomes of a site, tried with every figure at which anything can turn."""

    def __init__(self, world: World, id: str, column: str) -> None:
        self.table, self.id = world.table, id
        now = world.model.standings(world.table)
        row = world.table[id]
        figures = within(critical(world.model, column), row[column])
        outcomes = [world.model.standing({**row, column: exactly(figure)}) for figure in figures]
        self.can_exclude = any(one.status == "excluded" for one in outcomes)
        ranks = [self.rank(one, now) for one in outcomes if one.status != "excluded"]
        self.best = min(ranks, default=None)
        self.worst = None if self.can_exclude else max(ranks)
        self.reach = max(
            sum(order(one, now[other]) != order(now[id], now[other]) for other in now if other != id)
            for one in outcomes
        )
        points = [world.model.figures[column].points(figure) for figure in figures]
        self.points = max(points) - min(points)

    def rank(self, one: Standing, now: dict[str, Standing]) -> int:
        return 1 + sum(
            other.status != "excluded" and other.score > one.score + TIE for id, other in now.items() if id != self.id
        )


def order(one: Standing, other: Standing) -> int | None:
    """1 before, −1 behind, 0 in one place; excluded sites have no order among them and stand behind the others."""
    excluded = [site.status == "excluded" for site in (one, other)]
    if any(excluded):
        return None if all(excluded) else excluded[1] - excluded[0]
    return (one.score > other.score + TIE) - (other.score > one.score + TIE)
