"""What a workbook cannot hold is told, and why."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.output.report.workbook.conftest import MATTER

from vasterviksmodell import Ranking
from vasterviksmodell.output.report.workbook import MOST_SITES, CannotFill, workbook

Change = Callable[[str, str], Ranking]


def test_more_sites_than_formulas_can_rank_are_refused_with_both_numbers(every_kind: Ranking) -> None:
    many = replace(every_kind, counts=replace(every_kind.counts, sites=MOST_SITES + 1))
    with pytest.raises(CannotFill, match=r"at most 2,000 sites.*2,001") as refused:
        workbook(many, MATTER, "en")
    assert "högst 2\u00a0000 orter" in refused.value.why.inside("sv")


def test_a_ranking_that_is_cut_is_refused(every_kind: Ranking) -> None:
    cut = replace(every_kind, frame=every_kind.frame.head(3))
    with pytest.raises(CannotFill, match=r"all 8 of them.*shows 3"):
        workbook(cut, MATTER, "en")


@pytest.mark.parametrize(
    "value",
    [
        "{steps: {" + ", ".join(f"{x}: {x % 7}" for x in range(80)) + "}}",
        "{" + ", ".join(f"{x / 3:.4f}: {x * x % 97}" for x in range(300)) + "}",
    ],
    ids=["too deep", "too long"],
)
def test_a_value_function_that_no_formula_holds_is_refused_by_its_name(changed: Change, value: str) -> None:
    ranking = changed("{steps: {0: 40, 5: 70, 10: 30, 30: 55.5}}", value)
    with pytest.raises(CannotFill, match="Steps is too long"):
        workbook(ranking, MATTER, "en")
