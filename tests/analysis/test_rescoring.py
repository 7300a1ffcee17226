"""What many changes of one figure give, against scoring the changed sites anew: the same to the last bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis import shared_columns as shared
from tests.analysis.worlds import ROWS, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis import rescoring
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import outcomes, scored
from vasterviksmodell.analysis.rescoring import Change, rescored
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking


def changes(of: Ranking) -> list[Change]:
    """Every measure that decides anything, of every figure."""
    whole = [
        Measured(figure, figure.range.low, figure.range.high) if figure.kind == "number" else Measured(figure)
        for figure in figures(of.criteria)
    ]
    return [(measured.criterion, outcome) for measured in whole for outcome in outcomes(measured)]


def one_after_another(of: Ranking, made: list[Change]) -> tuple[list[list[float]], list[list[int]]]:
    found = [
        scored(of.frame.with_columns(*Measured.at(figure, outcome).as_columns()), of.criteria)
        for figure, outcome in made
    ]
    return [after["score"].to_list() for after in found], [after["status"].to_list() for after in found]


def assert_alike(of: Ranking, made: list[Change]) -> None:
    scores, statuses = one_after_another(of, made)
    found = rescored(of.frame, of.criteria, made)
    assert found.scores.tolist() == scores
    assert found.statuses.tolist() == statuses


@brief
@given(ROWS, st.sampled_from(["low", "middle", "high"]), st.randoms(use_true_random=False))
def test_each_change_gives_what_scoring_anew_does(rows: list[dict[str, str]], unknown: str, order: object) -> None:
    of = ranking(rows, unknown)
    made = changes(of)
    order.shuffle(made)  # type: ignore[attr-defined]
    assert_alike(of, made)


@brief
@given(shared.models(shared.STRAIGHT + shared.CURVED), shared.ROWS)
def test_a_figure_that_several_criteria_read_changes_for_all_of_them(model: Criteria, rows: list[shared.Row]) -> None:
    of = shared.ranking(rows, model)
    assert_alike(of, changes(of))


@pytest.mark.parametrize("cells", [1, 2**16])
def test_of_many_criteria_sums_are_added_up_in_their_order(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights and values that no floating-point number is, and more criteria than are summed in one expression."""
    monkeypatch.setattr(rescoring, "_CELLS", cells)
    entries = "\n".join(
        f"c{k}: {{range: [0, 10], weight: {1 + k / 7:.3f}, value: {{0: 0, 3: {k % 90 + 0.37}, 10: 99.1}}}}"
        for k in range(90)
    )
    rows = [{"id": f"s{n}", **{f"c{k}": str((n * 7 + k * 3) % 10 / 3)[:6] for k in range(90)}} for n in range(9)]
    of = ranked(rows, criteria(entries))
    assert_alike(of, changes(of)[::31])


def test_nothing_changes_nothing_and_of_no_sites_there_is_nothing() -> None:
    of = ranking([{"school": ""}])
    assert rescored(of.frame, of.criteria, []).scores.shape == (0, 1)
    assert rescored(of.frame.clear(), of.criteria, changes(of)).statuses.shape[1] == 0
