"""Numbers, measures and limits as people write them: every edge where the form changes, in both languages."""

from math import inf, nextafter

import pytest
from tests.scoring.worlds import criteria

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import written
from vasterviksmodell.i18n.numbers import Apart, Decimal, Exact, Percent, Signed, Whole, rounded
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.measure_texts import is_next_to_round, limit, measure, point, requirement, value_function

NB = "\u00a0"


@pytest.mark.parametrize(
    ("share", "english"),
    [
        *((0.0, "0%"), (1e-10, "0%"), (1e-9, "0%"), (1.1e-9, "<1%"), (0.0099, "<1%"), (0.01, "1%"), (0.011, "1%")),
        *((0.5, "50%"), (0.125, "12%"), (0.99, "99%"), (0.9901, ">99%"), (1 - 1.1e-9, ">99%"), (1 - 1e-10, "100%")),
        (1.0, "100%"),
    ],
)
def test_a_share_is_all_or_nothing_only_when_it_is(share: float, english: str) -> None:
    assert Percent(share).inside("en") == english
    assert Percent(share).inside("sv") == english.replace("%", f"{NB}%")


@pytest.mark.parametrize(
    ("number", "english", "swedish"),
    [
        (3.84, "+3.8", "+3,8"),
        (-0.5, "−0.5", "−0,5"),
        (0.04, "0.0", "0,0"),
        (-0.04, "0.0", "0,0"),
        (0.0, "0.0", "0,0"),
        (-1234.56, "−1,234.6", f"−1{NB}234,6"),
        (10.0, "+10.0", "+10,0"),
    ],
)
def test_a_difference_has_a_sign_unless_it_is_none(number: float, english: str, swedish: str) -> None:
    assert (Signed(number).inside("en"), Signed(number).inside("sv")) == (english, swedish)


@pytest.mark.parametrize(
    ("number", "english"),
    [
        *((0.0, "0"), (-0.5, "−0.5"), (0.25, "0.25"), (1234.5, "1,234.5"), (-1234.5, "−1,234.5"), (2000.0, "2,000")),
        *((-12.0, "−12"), (-1.25, "−1.25"), (1e15, "1,000,000,000,000,000"), (1e16, "1e+16"), (-1e16, "−1e+16")),
        *((999999.5, "999,999.5"), (1e-7, "1e−07"), (1e300, "1e+300"), (12.000001, "12.000001")),
    ],
)
def test_a_number_is_written_with_all_its_digits(number: float, english: str) -> None:
    assert Exact(number).inside("en") == english
    assert Exact(number).inside("sv") == english.replace(",", NB).replace(".", ",")


def test_whole_numbers_and_decimals() -> None:
    assert (Whole(1234567).inside("en"), Whole(1234567).inside("sv")) == ("1,234,567", f"1{NB}234{NB}567")
    assert (Decimal(1234.56).inside("en"), Decimal(1234.56).inside("sv")) == ("1,234.6", f"1{NB}234,6")


@pytest.mark.parametrize(
    ("number", "up", "down", "nearest"),
    [
        (1333.33333333, 1333.334, 1333.333, 1333.333),
        (1333.66666666, 1333.667, 1333.666, 1333.667),
        (-1333.33333333, -1333.333, -1333.334, -1333.333),
        (0.1, 0.1, 0.1, 0.1),
        (1234567.0, 1234567.0, 1234567.0, 1234567.0),
        (12345678.0, 12345680.0, 12345670.0, 12345680.0),
        (0.0, 0.0, 0.0, 0.0),
    ],
)
def test_a_number_is_rounded_to_seven_digits_in_a_direction(
    number: float, up: float, down: float, nearest: float
) -> None:
    assert (rounded(number, 1), rounded(number, -1), rounded(number)) == (up, down, nearest)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (59.96, 60.0, ("59.96", "60.00")),
        (60.0, 60.0, ("60.0", "60.0")),
        (60.0, 60.0 + 1e-10, ("60.0", "60.0")),
        (60.0, 60.000004, ("60.000000", "60.000004")),
        (1234.1, 1234.2, ("1,234.1", "1,234.2")),
        (60.04, 59.96, ("60.04", "59.96")),
    ],
)
def test_two_numbers_have_as_many_decimals_as_tell_them_apart(
    first: float, second: float, told: tuple[str, str]
) -> None:
    assert (Apart(first, second).inside("en"), Apart(second, first).inside("en")) == told


MODEL = criteria("""
school: {unit: m, range: [0, 9000], weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
depth: {range: [null, null], weight: 1, value: {decay: {half: 1500}}, requirement: {at_least: 1, at_most: 5}}
heat: {range: [0, null], weight: 1, value: {steps: {0: 0, 20: 100}}, requirement: {at_least: 2, unknown: excluded}}
plan:
  type: category
  weight: 1
  value: {housing: 100, some: 40, none: 0}
  requirement: {in: [housing, some]}
  warning: {not_in: [some, none]}
road: {type: yes_no, requirement: {in: [yes]}}
""")
JUST_BELOW, JUST_ABOVE = nextafter(500, -inf), nextafter(48, inf)


@pytest.mark.parametrize(
    ("criterion", "low", "high", "told"),
    [
        ("school", 1200, 1200, "1,200 m"),
        ("school", 0, 2000, "0–2,000 m"),
        ("school", 0, 0, "0 m"),
        ("school", 0, JUST_BELOW, "< 500 m"),
        ("school", 10, JUST_BELOW, "10 to below 500 m"),
        ("school", 48, 9000, "≥ 48 m"),
        ("school", JUST_ABOVE, 9000, "> 48 m"),
        ("school", 0, 9000, "unknown"),
        ("school", 9000, 9000, "9,000 m"),
        ("school", 8000, 9000, "≥ 8,000 m"),
        ("depth", -inf, 20, "≤ 20"),
        ("depth", 20, inf, "≥ 20"),
        ("depth", -inf, inf, "unknown"),
        ("depth", -3, -1, "−3–−1"),
        ("heat", 0, 20, "0–20"),
        ("heat", 5, inf, "≥ 5"),
        ("heat", 0, inf, "unknown"),
    ],
)
def test_an_interval_is_written_as_people_do(criterion: str, low: float, high: float, told: str) -> None:
    assert written(measure(Measured(MODEL[criterion], float(low), float(high))), "en").replace(NB, " ") == told


def test_a_category_is_written_as_it_is_and_what_is_not_known_as_such() -> None:
    assert written(measure(Measured(MODEL["plan"], category="some")), "sv") == "some"
    unknown = measure(Measured(MODEL["plan"], category=None))
    assert [written(unknown, language) for language in LANGUAGES] == ["unknown", "okänt"]


@pytest.mark.parametrize(
    ("number", "told"), [(JUST_BELOW, "< 500 m"), (JUST_ABOVE, "> 48 m"), (500.0, "500 m"), (0.1, "0.1 m")]
)
def test_a_number_beside_another_is_told_by_it(number: float, told: str) -> None:
    assert point(number, MODEL["school"]).inside("en").replace(NB, " ") == told
    assert is_next_to_round(number) == (told[0] in "<>")


def test_limits_are_told_with_their_ends_or_their_categories() -> None:
    def told(id: str, what: str = "requirement") -> str:
        criterion = MODEL[id]
        return written(requirement(getattr(criterion, what), criterion), "en").replace(NB, " ")

    assert told("school") == "≤ 4,000 m"
    assert told("depth") == "≥ 1, ≤ 5"
    assert told("heat") == "≥ 2; unknown excludes"
    assert told("plan") == "one of housing, some"
    assert told("plan", "warning") == "housing"
    assert told("road") == "yes"
    assert told("road", "warning") == "none"
    plan = MODEL["plan"]
    assert plan.requirement is not None
    assert written(limit(plan.requirement, plan), "sv") == "något av housing, some"


def test_value_functions_are_told_with_their_names_but_for_points_and_categories() -> None:
    told = {criterion.id: written(value_function(criterion.value, criterion), "en") for criterion in MODEL.criteria}
    assert told == {
        "school": "500: 100; 4,000: 0",
        "depth": "decay half: 1,500",
        "heat": "steps 0: 0; 20: 100",
        "plan": "housing: 100; some: 40; none: 0",
        "road": "not scored",
    }
    (road,) = (criterion for criterion in MODEL.criteria if criterion.id == "road")
    assert written(value_function(road.value, road), "sv") == "poängsätts inte"


def test_yes_and_no_are_words_of_the_language() -> None:
    (road,) = criteria("road: {type: yes_no, weight: 1}").criteria
    assert written(value_function(road.value, road), "sv") == "ja: 100; nej: 0"
    assert written(measure(Measured(road, category="no")), "sv") == "nej"
