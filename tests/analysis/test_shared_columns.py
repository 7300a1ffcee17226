"""One figure moves once, however many criteria read its column: compared with trying measure after measure."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.shared_columns import (
    CURVED,
    ROWS,
    STRAIGHT,
    Row,
    cells,
    columns,
    judged,
    models,
    ranking,
    scored,
    tried,
)
from tests.sites.reading import brief

from vasterviksmodell.analysis.explanation import compare_pair
from vasterviksmodell.analysis.gaps import gaps
from vasterviksmodell.analysis.losses import losses
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.obstacles import obstacles
from vasterviksmodell.analysis.possible_outcomes import tightened
from vasterviksmodell.analysis.robustness.unknowns import unknowns
from vasterviksmodell.analysis.target_search.search import Target, reaching
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import Criteria, Criterion

Others = list[tuple[bool, float]]


def cell(to: Measured) -> str:
    """A measure as a file says it."""
    if to.low is None or to.high is None:
        return to.category or ""
    return repr(to.low) if to.low == to.high else f"{to.low!r}..{to.high!r}"


def standing(fits: bool, score: float, others: Others) -> list[int]:
    """Where a site stands against each of the others."""
    return [
        (fits - there) if not (fits and there) else (score > other + 1e-9) - (score < other - 1e-9)
        for there, other in others
    ]


def readers(figure: Criterion) -> list[str]:
    return [reader.id for reader in figure.readers]


@brief
@given(models(STRAIGHT), ROWS)
def test_what_finding_out_a_figure_can_do(model: Criteria, rows: list[Row]) -> None:
    now, *others = scored(rows, model)
    before = standing(*now, others)
    found = {gap.criterion.column: gap for gap in gaps(ranking(rows, model), "a")}
    assert set(found) == {name for name in columns(model) if rows[0][name] == "" or ".." in rows[0][name]}
    for column, gap in found.items():
        outcomes = [(fits, score) for _, fits, score in tried(rows[0], column, model, known=True)]
        stands = [standing(*outcome, others) for outcome in outcomes]
        ranks = [1 + standing.count(-1) for standing, (fits, _) in zip(stands, outcomes, strict=True) if fits]
        assert readers(gap.criterion) == columns(model)[column]
        assert gap.reach == max(sum(x != y for x, y in zip(before, standing, strict=True)) for standing in stands)
        assert gap.best == min(ranks, default=None)
        assert gap.worst == (max(ranks) if len(ranks) == len(stands) else None)
        assert gap.points == pytest.approx(
            max(outcome for _, outcome in outcomes) - min(outcome for _, outcome in outcomes), abs=1e-6
        )


@brief
@given(models((*STRAIGHT, *CURVED)), ROWS, st.floats(1, 100).map(lambda drawn: round(drawn, 1)))
def test_a_way_reaches_the_score_and_nothing_nearer_does(model: Criteria, rows: list[Row], score: float) -> None:
    found = reaching(ranking(rows, model), "a", Target("score", score))
    if not found.can_be_opened:
        assert not found.ways
        return
    ways = {way.criterion.column: way for way in found.ways}
    for column in columns(model):
        besides = {limit.criterion.column: limit.to for limit in found.openings if limit.criterion.column != column}
        row = {**rows[0], **{name: cell(to) for name, to in besides.items() if to is not None}}
        enough = [where for where, fits, then in tried(row, column, model) if fits and then >= score - 1e-9]
        if column not in ways:
            assert found.opening_is_enough or not enough
            continue
        way = ways[column]
        assert readers(way.criterion) == columns(model)[column]
        ends = [way.to.category] if way.to.low is None else [repr(way.to.low), repr(way.to.high)]
        for fits, then in scored([{**row, column: end or ""} for end in ends], model):
            assert fits
            assert then >= max(score, way.score) - 2e-9
        if way.by is not None and way.measured.low is not None and way.measured.high is not None:
            low, high = way.measured.low, way.measured.high
            assert all(max(low - float(measure), float(measure) - high) >= way.by - 1e-6 for measure in enough)


@brief
@given(models(STRAIGHT), ROWS)
def test_what_opens_a_site_opens_it_and_nothing_nearer_does(model: Criteria, rows: list[Row]) -> None:
    for site in obstacles(ranking(rows, model)).sites:
        row = rows["abcdefgh".index(site.id)]
        opened = {limit.criterion.column: limit.to for limit in site.stops}
        assert (site.status == "excluded") == bool(site.stops)
        assert len(opened) == len(site.stops)
        each = {column: tried({**row, **_cells(opened, column)}, column, model) for column in opened}
        for limit in site.stops:
            fitting = [where for where, fits, _ in each[limit.criterion.column] if fits]
            assert set(readers(limit.criterion)) == set(columns(model)[limit.criterion.column])
            assert limit.is_possible or not fitting
        if None not in opened.values():
            ((fits, _),) = scored([{**row, **_cells(opened)}], model)
            assert fits
            for limit in site.stops:
                if limit.by is not None and limit.measured.low is not None and limit.measured.high is not None:
                    low, high = limit.measured.low, limit.measured.high
                    ways = [float(where) for where, fits, _ in each[limit.criterion.column] if fits]
                    assert limit.by == pytest.approx(min(max(low - x, x - high, 0) for x in ways), abs=1e-9)


def _cells(opened: dict[str, Measured | None], but: str = "") -> Row:
    return {column: cell(to) for column, to in opened.items() if to is not None and column != but}


@brief
@given(models(STRAIGHT), ROWS)
def test_a_loss_is_the_worst_cell_in_the_whole_column(model: Criteria, rows: list[Row]) -> None:
    now = scored(rows, model)
    for loss in losses(ranking(rows, model)).losses:
        column = loss.criterion.column
        lost = str(loss.worst) if isinstance(loss.worst, str) else repr(loss.worst)
        assert set(readers(loss.criterion)) == set(columns(model)[column])
        told, *others = judged([{**rows[0], column: cell} for cell in (lost, *cells(model, column))], column, model)
        assert told <= min(others)
        after = scored([{**row, column: lost} for row in rows], model)
        assert set(loss.left.ranked) == {"abcdefgh"[number] for number, (fits, _) in enumerate(after) if fits}
        for number, (fits, score) in enumerate(after):
            if now[number][0]:
                rest = [outcome for place, outcome in enumerate(now) if place != number]
                rank = 1 + standing(fits, score, rest).count(-1) if fits else None
                assert loss.alone["abcdefgh"[number]] == rank


@brief
@given(models(STRAIGHT), ROWS)
def test_the_figures_that_alone_change_the_first_place(model: Criteria, rows: list[Row]) -> None:
    of = ranking(rows, model)
    if of.frame["rank"].null_count() == of.frame.height:
        return
    now = scored(rows, model)
    best = max(score for fits, score in now if fits)
    first = {number for number, (fits, score) in enumerate(now) if fits and score >= best - 1e-9}
    changing = set()
    for number, (fits, _) in enumerate(now):
        for column in columns(model) if fits else ():
            if rows[number][column] == "" or ".." in rows[number][column]:
                for _, there, score in tried(rows[number], column, model, known=True):
                    then = [*now[:number], (there, score), *now[number + 1 :]]
                    top = max((outcome for fit, outcome in then if fit), default=-inf)
                    stand = {place for place, (fit, outcome) in enumerate(then) if fit and outcome >= top - 1e-9}
                    if not first <= stand:
                        changing.add(("abcdefgh"[number], column))
    told = unknowns(of, value_matrix(of))
    assert {(figure.place.id, figure.criterion.column) for figure in told.figures} >= changing
    outer_bounds = bool((tightened(of.frame, model)["score_low"] > of.frame["score_low"] + 1e-9).any())
    assert not (told.settled and changing) or outer_bounds, "only a low score that one figure cannot give explains it"


@brief
@given(models(STRAIGHT), ROWS, st.data())
def test_an_order_that_is_settled_holds_whatever_is_found_out(
    model: Criteria, rows: list[Row], data: st.DataObject
) -> None:
    rows = [rows[0], {"x": "", "y": "4", "k": "c"}, *rows[1:]]
    pair = compare_pair(ranking(rows, model), "a", "b")
    found = [
        {column: data.draw(st.sampled_from(cells(model, column, inside=row[column]))) for column in columns(model)}
        for row in rows[:2]
    ]
    sites = dict(zip("ab", scored(found, model), strict=True))
    (fits, score), (there, other) = sites[pair.first.id], sites[pair.second.id]
    if pair.settled:
        assert fits
        assert not there or score > other
    assert pair.first.least - 1e-9 <= score <= pair.first.most + 1e-9
    assert pair.second.least - 1e-9 <= other <= pair.second.most + 1e-9
