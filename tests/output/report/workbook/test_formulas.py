"""Every value function becomes a formula that another program computes as ours does."""

import math
from typing import Any

import ironcalc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.value_functions.test_contract import MEMBERS, functions, some_measures, values

from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.report.workbook.formula import MEASURE, value_formula
from vasterviksmodell.value_functions import ValueFunction

SENSIBLE = st.floats(-1e6, 1e6).filter(lambda number: number == 0 or abs(number) > 1e-6) | st.integers(-1000, 1000).map(
    float
)


def computed(function: ValueFunction, measures: list[Any]) -> list[float]:
    """The values of measures by the formula, from IronCalc."""
    model = ironcalc.create("values", "en", "UTC", "en")
    for row, measure in enumerate(measures, 1):
        if isinstance(measure, str):
            model.update_cell_with_text(0, row, 1, measure)
        else:
            model.update_cell_with_number(0, row, 1, measure)
        model.set_user_input(0, row, 2, f"={value_formula(function).replace(MEASURE, f'A{row}')}")
    model.evaluate()
    return [model.get_cell_value(0, row, 2) for row, _ in enumerate(measures, 1)]


@MEMBERS
@tried(20)
@given(data=st.data())
def test_the_formula_gives_the_values_of_the_function(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member, SENSIBLE))
    measures = [
        measure
        for measure in data.draw(some_measures(function))
        if isinstance(measure, str) or abs(measure) < 1e9 or not math.isfinite(measure)
    ]
    assert computed(function, measures) == pytest.approx(values(function, measures), abs=1e-9)


@MEMBERS
def test_every_shape_is_told_in_both_languages(member: type[ValueFunction]) -> None:
    assert len({member.shape.inside(language) for language in LANGUAGES}) == 2
