"""Lengths of time and dates as sources have them: every unit, the ends of months, and the first day there is."""

from datetime import date

import pytest

from vasterviksmodell.criteria.model import Period, parse_date, parse_period


@pytest.mark.parametrize(
    ("said", "day", "before"),
    [
        ("1 day", date(2026, 3, 1), date(2026, 2, 28)),
        ("0 days", date(2026, 3, 1), date(2026, 3, 1)),
        ("90 days", date(2026, 1, 31), date(2025, 11, 2)),
        ("9999 days", date(1, 1, 10), date(1, 1, 1)),
        ("9 days", date(1, 1, 10), date(1, 1, 1)),
        ("8 days", date(1, 1, 10), date(1, 1, 2)),
        ("1 month", date(2026, 1, 31), date(2025, 12, 31)),
        ("1 month", date(2026, 3, 31), date(2026, 2, 28)),
        ("1 month", date(2024, 3, 31), date(2024, 2, 29)),
        ("12 months", date(2026, 12, 5), date(2025, 12, 5)),
        ("13 months", date(2026, 1, 5), date(2024, 12, 5)),
        ("1 year", date(2024, 2, 29), date(2023, 2, 28)),
        ("2 years", date(2026, 7, 4), date(2024, 7, 4)),
        ("9999 years", date(2026, 7, 4), date(1, 1, 1)),
        ("1 month", date(1, 1, 31), date(1, 1, 1)),
        ("1 month", date(1, 2, 28), date(1, 1, 28)),
        ("1 year", date(2, 3, 4), date(1, 3, 4)),
    ],
)
def test_a_length_of_time_before_a_day(said: str, day: date, before: date) -> None:
    period = parse_period(said)
    assert period is not None
    assert period.before(day) == before


@pytest.mark.parametrize(
    "said", ["", "3", "days", "3 weeks", "12345 days", "-1 day", "1.5 years", "1 year ", "1  year"]
)
def test_what_is_no_length_of_time(said: str) -> None:
    assert parse_period(said) is None


def test_the_number_and_the_unit_are_read() -> None:
    assert [parse_period(text) for text in ("18 months", "1 year", "90 day")] == [
        *(Period(18, "month"), Period(1, "year"), Period(90, "day"))
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("0001", date(1, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-01", date(2024, 1, 31)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-12-31", date(2024, 12, 31)),
        ("2024-10-01", date(2024, 10, 1)),
        ("2023-02-28", date(2023, 2, 28)),
        *((said, None) for said in ("0000", "2024-00", "2024-13", "2023-02-29", "2024-10-00", "2024-10-32", "24", "")),
        *((said, None) for said in ("2024-1", "2024-10-1", "2024/10", " 2024", "2024-10-15T10:00")),
    ],
)
def test_a_date_is_the_last_day_that_it_can_mean(said: str, day: date | None) -> None:
    assert parse_date(said) == day
