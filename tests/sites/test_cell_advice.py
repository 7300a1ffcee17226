"""What to do about a cell that is perhaps an interval."""

from collections.abc import Callable

import pytest
from tests.sites.reading import criteria_of, read

from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.sites.cell_findings import advice_on_comma, advice_on_footnote, advice_on_unit
from vasterviksmodell.sites.cell_grammar import Notation


@pytest.mark.parametrize(
    ("cell", "interval"),
    [
        ("10-20", "10..20"),
        ("10 – 20", "10..20"),
        ("10—20", "10..20"),
        ("10 till 20", "10..20"),
        ("10 to 25.5", "10..25.5"),
        ("1,5-2", "1,5..2"),
        ("10-20-30", None),
        ("-10", None),
        ("10-", None),
        ("10-20 kr", None),
    ],
)
def test_a_span_is_told_to_be_written_as_an_interval_with_its_ends_as_they_stand(
    cell: str, interval: str | None
) -> None:
    (finding,) = (finding for finding in read(f"id;school\na;{cell}\n")[1] if finding.place.line == 2)
    told = (f"if it is an interval, write {interval}", f"om det är ett intervall, skriv {interval}")
    if interval is None:
        assert "if it is an interval" not in str(finding.hint())
    else:
        assert (finding.hint("en"), finding.hint("sv")) == told


@pytest.mark.parametrize(
    ("cell", "example"),
    [("ca 400", "380..420"), ("~100", "95..105"), ("ca 1 200", "1140..1260"), ("cirka 2.5", "2.375..2.625")],
)
def test_a_figure_that_is_about_right_is_told_to_be_written_as_limits_that_fit_it(cell: str, example: str) -> None:
    (finding,) = (finding for finding in read(f"id,school\na,{cell}\n")[1] if finding.place.line == 2)
    assert str(finding.hint("en")).startswith(f"state an interval: {example} in the cell, or data: ")
    assert f'"{cell}": [{example.replace("..", ", ")}]' in str(finding.hint("en"))


MODEL = criteria_of(
    "version: 1\ncriteria:\n  far: {unit: m, weight: 1, value: {0: 0, 9: 100}}\n  road: {type: yes_no, weight: 1}\n"
)
FAR, ROAD = MODEL.criteria
POINT = Notation.of(MODEL.data, comma=False)
FIRST = 100
"""So many characters of a cell are looked at."""


@pytest.mark.parametrize(
    ("advice", "beginning", "filling", "behind"),
    [
        (lambda text: advice_on_comma(text, POINT), "0,55", "a", ",5"),
        (lambda text: advice_on_unit(text, FAR), "1200 ", "m", "7"),
        (lambda text: advice_on_footnote(text, ROAD, POINT), "ja", "*", "x"),
    ],
)
def test_of_a_long_cell_the_first_characters_are_looked_at(
    advice: Callable[[str], Text | None], beginning: str, filling: str, behind: str
) -> None:
    looked_at = beginning + filling * (FIRST - len(beginning))
    assert advice(looked_at) is not None
    assert advice(looked_at + behind) is not None
    assert advice(looked_at[:-1] + behind) is None
