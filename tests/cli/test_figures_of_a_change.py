"""The figures of `explain --target` and of margins as people read them: applied as they are printed, they reach it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]


def rows(markdown: str) -> Iterator[dict[str, str]]:
    """The rows of all tables, by heading."""
    headings: list[str] = []
    for line in markdown.splitlines():
        if not line.startswith("|"):
            headings = []
            continue
        cells = [cell.strip().replace("\\", "").replace("\xa0", " ") for cell in line.strip("|").split("|")]
        if headings and "---" not in cells[0]:
            yield dict(zip(headings, cells, strict=True))
        headings = headings or cells


def asked(cli: Cli, criteria: str, row: str, *arguments: str) -> Ended:
    """Ask about the site `a`, the only one, under criteria that are written a line each."""
    lines = criteria.splitlines()
    Path("criteria.yaml").write_text("\n  ".join(["version: 1\ncriteria:", *lines, ""]))
    Path("sites.csv").write_text(f"id,{','.join(line.split(':')[0] for line in lines)}\na,{row}\n")
    ended = cli(*arguments, "-q")
    assert (ended.code, ended.err) == (0, "")
    return ended


def needed(cli: Cli, criteria: str, row: str, target: str) -> list[list[str]]:
    """What is needed, and the change, in the order of the rows; nothing where it need only be found out."""
    told = asked(cli, criteria, row, "explain", "sites.csv", "a", "--target", target, "-f", "markdown").out
    return [[found["Needed"], found.get("Change", "")] for found in rows(told)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("value", "range", "measure", "target", "figures"),
    [
        ("{0: 100, 4000: 0}", "[0, 5000]", "3000", "score=100", ["0", "3,000 less"]),
        ("{-10: 100, 0: 50, 10: 0}", "[-10, 10]", "3", "score=50", ["0", "3 less"]),
        ("{-10: 0, 0: 50, 10: 100}", "[-10, 10]", "-3", "score=50", ["0", "3 more"]),
        ("{-4000: 0, 0: 100}", "[-5000, 0]", "-3000", "score=100", ["0", "3,000 more"]),
        ("{-40: 100, -10: 0}", "[-40, -10]", "-13", "score=50", ["−25", "12 less"]),
        ("{0: 0, 0.5: 100}", "[0, 0.5]", "0.1", "score=70", ["0.35", "0.25 more"]),
    ],
)
def test_nought_and_what_lies_below_it_are_reached(  # noqa: PLR0913, PLR0917
    cli: Cli, value: str, range: str, measure: str, target: str, figures: list[str]
) -> None:
    assert needed(cli, f"far: {{range: {range}, weight: 1, value: {value}}}", measure, target) == [figures]


@pytest.mark.parametrize(
    ("criterion", "measure", "target", "figures"),
    [
        ("far: {range: [0, 4000], weight: 1, value: {0: 100, 3333: 33, 4000: 0}}", "3600", "score=50",
         ["2,487.313", "1,112.687 less"]),
        ("far: {range: [0, 9000], weight: 1, value: {0: 0, 7000: 90, 9000: 100}}", "3", "score=50",
         ["3,888.889", "3,885.889 more"]),
        ("far: {range: [-9000, 0], weight: 1, value: {-7000: 90, 0: 0}}", "-3", "score=50",
         ["−3,888.889", "3,885.889 less"]),
        ("far: {range: [-9000, 0], weight: 1, value: {-7000: 0, 0: 90}}", "-6999.9", "score=50",
         ["−3,111.111", "3,888.789 more"]),
    ],
)  # fmt: skip
def test_both_figures_of_a_change_go_as_far_as_it_takes(
    cli: Cli, criterion: str, measure: str, target: str, figures: list[str]
) -> None:
    assert needed(cli, criterion, measure, target) == [figures]


def test_a_change_is_not_rounded_past_what_serves(cli: Cli) -> None:
    peak = "far: {range: [0, 10], weight: 1, value: {0: 0, 3.33333333: 100, 3.33333334: 0}}"
    assert needed(cli, peak, "0.1", "score=100") == [["3.33333333", "3.23333333 more"]]
    limit = "far: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}, requirement: {at_least: 3, at_most: 3.00000001}}"
    assert needed(cli, limit, "9.123456789", "qualified") == [["3", "6.12345678 less"]]
    end = "far: {range: [0, 12345.6789], weight: 1, value: {0: 0, 12345.6789: 100}}"
    assert needed(cli, end, "0.1", "score=100") == [["12,345.6789", "12,345.5789 more"]]


def test_below_a_step_the_change_is_more_than_the_distance_to_it(cli: Cli) -> None:
    steps = "far: {range: [0, 100], weight: 1, value: {steps: {0: 100, 40: 50, 60: 0}}}"
    assert needed(cli, steps, "70", "score=80") == [["< 40", "> 30 less"]]
    assert needed(cli, steps, "60", "score=50") == [["< 60", ""]]
    assert needed(cli, steps, "70..90", "score=80") == [["< 40", "> 30 less"]]
    assert needed(cli, steps, "60.5", "score=50") == [["< 60", "> 0.5 less"]]
    rising = "far: {range: [0, 100], weight: 1, value: {steps: {0: 0, 40: 50}}}"
    assert needed(cli, rising, "10", "score=50") == [["40", "30 more"]]


def test_a_limit_of_nought_is_told(cli: Cli) -> None:
    limit = "far: {range: [-9, 9], unit: m, weight: 1, value: {0: 100, 9: 0}, requirement: {at_most: 0}}"
    assert needed(cli, limit, "3", "qualified") == [["0 m", "3 m less"]]
    least = "far: {range: [-9, 9], unit: m, weight: 1, value: {0: 100, 9: 0}, requirement: {at_least: 0}}"
    assert needed(cli, least, "-3", "qualified") == [["0 m", "3 m more"]]
    assert needed(cli, least, "-9..-3", "qualified") == [["0 m", "≥ 3 m more"]]


def test_the_part_of_an_interval_that_serves_is_rounded_inwards(cli: Cli) -> None:
    peak = "far: {range: [0, 9000], weight: 1, value: {0: 0, 3333: 99, 7777: 0}}\nbus: {type: yes_no, weight: 1}"
    far, _ = needed(cli, peak, "0..7777,no", "score=20")  # worth 40 from 1,346.66… to 5,981.44…
    assert far == ["found to be 1,346.667–5,981.444", ""]
    sharp = "far: {range: [0, 9], weight: 1, value: {0: 0, 3.33333333: 100, 9: 0}}"
    assert needed(cli, sharp, "0..9", "score=100") == [["found to be 3.33333333", ""]]
    narrow = "far: {range: [0, 9], weight: 1, value: {0: 0, 3.333334: 100, 9: 0}}"
    assert needed(cli, narrow, "0..9", "score=99.999988") == [["found to be 3.333334", ""]]


def test_the_part_of_an_interval_up_to_a_step_ends_below_it(cli: Cli) -> None:
    """It is not rounded: that would leave out what serves."""
    steps = "far: {range: [0, 100], unit: m, weight: 1, value: {steps: {0: 100, 40: 50, 60: 0}}}"
    assert needed(cli, steps, "7..90", "score=80") == [["found to be 7 to below 40 m", ""]]
    assert needed(cli, steps, "<90", "score=80") == [["found to be < 40 m", ""]]
    assert needed(cli, steps, ">7", "score=80") == [["found to be above 7 to below 40 m", ""]]
    swedish = asked(cli, steps, "7..90", "explain", "sites.csv", "a", "--target", "score=80", "--lang", "sv")
    assert "visar sig vara 7 till under 40\u00a0m" in swedish.out


def test_the_part_of_an_interval_from_a_number_that_is_not_in_it_is_above_that(cli: Cli) -> None:
    falling = "far: {range: [-100, 100], weight: 1, value: {-10: 100, 0: 80, 100: 0}}"
    assert needed(cli, falling, ">-10", "score=80") == [["found to be above −10 to at most 0", ""]]
    peak = "far: {range: [-100, 100], weight: 1, value: {steps: {-100: 0, -40: 100, 0: 0}}}"
    assert needed(cli, peak, ">-50", "score=80") == [["found to be −40 to below 0", ""]]


def test_for_programs_an_open_end_is_the_number_beside_it(cli: Cli) -> None:
    steps = "far: {range: [0, 100], weight: 1, value: {steps: {0: 100, 40: 50}}}"
    told = asked(cli, steps, "7..90", "explain", "sites.csv", "a", "--target", "score=80", "-f", "json")
    assert '"to":[7.0,39.99999999999999]' in told.out.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(("effort", "chosen"), [("", "housing"), (", effort: {other: 2}", "other")])
def test_a_category_without_value_is_opened(cli: Cli, effort: str, chosen: str) -> None:
    plan = f"plan: {{type: category, categories: [nature, housing, other], requirement: {{not_in: [nature]}}{effort}}}"
    criteria = f"{plan}\nbus: {{range: [0, 20], weight: 1, value: {{0: 0, 14: 100}}}}"
    assert needed(cli, criteria, "nature,3", "qualified") == [["one of housing, other", ""]]
    target = asked(cli, criteria, "nature,3", "explain", "sites.csv", "a", "--target", "qualified", "-f", "json")
    (opening,) = json.loads(target.out)["openings"]
    assert opening["to"] == [chosen, chosen]
    (file,) = json.loads(asked(cli, criteria, "nature,3", "obstacles", "sites.csv", "-f", "json").out)["files"]
    assert file["by_site"][0]["stops"] == [opening]


@pytest.mark.parametrize(
    ("limit", "range", "measure", "margin", "printed"),
    [
        ("at_most: 4.1", "[0, 100]", "4.4", [-0.3, -0.3], "−0.3"),
        ("at_most: 4.1", "[0, 100]", "4", [0.1, 0.1], "+0.1"),
        ("at_least: 0.3", "[0, 100]", "0.1", [-0.2, -0.2], "−0.2"),
        ("at_least: 0.3, at_most: 0.7", "[0, 100]", "0.1..0.6", [-0.2, 0.2], "−0.2 … +0.2"),
        ("at_least: 0.3, at_most: 0.7", "[0, 100]", "0.4..0.45", [0.1, 0.15], "+0.1 … +0.15"),
        ("at_least: 4.1", "[0, null]", ">=4.4", [0.3, None], "+0.3 … +∞"),
        ("at_most: 4.1", "[null, null]", "<=3", [1.1, None], "+1.1 … +∞"),
        ("at_most: 4.1", "[0, null]", ">=4.4", [None, -0.3], "−∞ … −0.3"),
        ("at_least: 1, at_most: 4.1", "[null, null]", "<=2", [None, 1], "−∞ … +1"),
    ],
)
def test_margins_are_differences_of_decimal_figures(  # noqa: PLR0913, PLR0917
    cli: Cli, limit: str, range: str, measure: str, margin: list[float | None], printed: str
) -> None:
    criterion = f"far: {{range: {range}, weight: 1, value: {{1: 100, 2: 0}}, requirement: {{{limit}}}}}"
    (screened,) = json.loads(asked(cli, criterion, measure, "explain", "sites.csv", "a", "-f", "json").out)["screening"]
    assert screened["margin"] == margin
    told = rows(asked(cli, criterion, measure, "explain", "sites.csv", "a", "-f", "markdown").out)
    assert next(told)["Margin"] == printed


def test_what_is_told_to_programs_is_without_binary_noise(cli: Cli) -> None:
    Path("criteria.yaml").write_text(
        "version: 1\ncriteria:\n"
        "  far: {range: [0, 9], weight: 1, value: {0: 0, 1: 100}, requirement: {at_least: 0.3}, effort: 0.1}\n"
        "  near: {range: [0, 9], weight: 1, value: {0: 0, 1: 100}, requirement: {at_least: 0.7}, effort: 0.2}\n"
    )
    Path("sites.csv").write_text("id,far,near\na,0.1,0.6\nb,0.4,0.7\n")
    (file,) = json.loads(cli("obstacles", "sites.csv", "-q", "-f", "json").out)["files"]
    (site,) = [site for site in file["by_site"] if site["id"] == "a"]
    assert [(stop["by"], stop["effort"]["least"]) for stop in site["stops"]] == [(0.2, 0.02), (0.1, 0.02)]
    assert site["effort_to_open"]["least"] == 0.04
    pair = json.loads(cli("explain", "sites.csv", "a", "b", "-q", "-f", "json").out)
    assert pair["gap"] == pytest.approx(20)
    assert [difference["points"] for difference in pair["differences"]] == [15, 5]
