"""What `explain` says can come of finding out one figure of a site."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import CRITERIA, Ended

Cli = Callable[..., Ended]
SITES = """\
id,name,school,plan
a,A,700,none
b,B,8000,
c,C,,housing
d,D,600,
e,E,3000..5000,housing
"""
EXCLUDES = CRITERIA.replace("{at_most: 4000}", "{at_most: 4000, unknown: excluded}")
ORDER = "can change the order with"


@pytest.mark.parametrize(
    ("files", "site", "said"),
    [
        ((CRITERIA, SITES), "c", f"School; it alone can give rank 1 or exclude the site and {ORDER} 3 sites."),
        ((EXCLUDES, SITES), "c", f"School; it alone can lift the exclusion and give rank 1 and {ORDER} 4 sites."),
        ((CRITERIA, SITES), "d", "Plan; it alone opens 33.3 points of the score but cannot change the order."),
        ((CRITERIA, SITES), "e", f"School; it alone can give rank 3 or exclude the site and {ORDER} 2 sites."),
        (
            (CRITERIA, SITES.replace("700,none", "700,housing")),
            "d",
            f"Plan; it alone can give rank 1 to 2 and {ORDER} 1 site.",
        ),
    ],
)
def test_what_finding_out_a_figure_can_do_is_told(
    here: Path, cli: Cli, files: tuple[str, str], site: str, said: str
) -> None:
    for name, text in zip(("criteria.yaml", "sites.csv"), files, strict=True):
        (here / name).write_text(text)
    ended = cli("explain", "sites.csv", site, "-q")
    assert (ended.code, ended.err) == (0, "")
    assert f"Most worth finding out: {said}\n" in ended.out


def test_a_figure_that_cannot_lift_the_exclusion_is_not_worth_finding_out(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text(SITES)
    ended = cli("explain", "sites.csv", "b", "-q")
    assert "Finding out any one of the unknown figures cannot lift the exclusion." in ended.out
    assert "Most worth finding out" not in ended.out
    assert json.loads(cli("explain", "sites.csv", "b", "-q", "-f", "json").out)["most_worth_finding_out"] is None


def test_of_a_site_of_which_all_is_known_nothing_is_to_be_found_out(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text(SITES)
    assert "finding out" not in cli("explain", "sites.csv", "a", "-q").out
    assert "What is not known" not in cli("explain", "sites.csv", "a", "-q").out


def test_requirements_have_a_heading_only_where_there_are_any(here: Path, cli: Cli) -> None:
    assert "\nRequirements\n" in cli("explain", "sites.csv", "ankarby").out
    (here / "criteria.yaml").write_text(CRITERIA.replace("    requirement: {at_most: 4000}\n", ""))
    assert "\nRequirements\n" not in cli("explain", "sites.csv", "ankarby").out


def test_a_pair_of_which_one_is_excluded_has_no_weights_that_decide(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text(SITES)
    ended = cli("robustness", "sites.csv", "-q", "--draws", "10", "--pair", "b", "a")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "vasterviksmodell: 'B' is excluded, so no weights change its place: see explain\n"


STATED = "sources: {plan: {source: {en: The plans, sv: Planerna}, date: 2020}, school: {source: Roads}}\n"
SOURCED = (
    "id,name,school,school__source,school__date,plan\na,A,700,A walk,2025-03,none\nb,B,8000,,2024,\nc,C,,,,housing\n"
)


def test_the_source_and_date_of_a_figure_stand_beside_its_measure(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(CRITERIA + STATED)
    (here / "sites.csv").write_text(SOURCED)

    def sources(site: str) -> list[tuple[object, ...]]:
        found = json.loads(cli("explain", "sites.csv", site, "-q", "-f", "json").out)["sources"]
        return [tuple(source.values()) for source in found]

    assert sources("a") == [
        ("school", [700, 700], "A walk", "2025-03"),
        ("plan", ["none", "none"], "The plans", "2020"),
    ]
    assert sources("b") == [("school", [8000, 8000], "Roads", "2024")], "nothing of the plan, which is not known"
    assert sources("c") == [("plan", ["housing", "housing"], "The plans", "2020")]
    text = cli("explain", "sites.csv", "a", "-q").out
    assert "Where the figures come from\n\nCriterion  Measure  Source of the figure  Date\n" in text
    assert (
        "| Skola | 700\u00a0m | A walk | 2025-03 |" in cli("explain", "sites.csv", "a", "-f", "md", "--lang", "sv").out
    )
    assert "| Plan | none | Planerna | 2020 |" in cli("explain", "sites.csv", "a", "-f", "md", "--lang", "sv").out


def test_where_nobody_says_where_figures_come_from_there_is_no_table_of_it(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text(SITES)
    assert "Where the figures come from" not in cli("explain", "sites.csv", "a", "-q").out


def test_the_source_of_a_limit_is_called_so(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(CRITERIA.replace("weight: 2", "weight: 2\n    source: The rules", 1))
    (here / "sites.csv").write_text(SITES)
    assert "Source of the limit" in cli("explain", "sites.csv", "a", "-q").out
    assert "Källa för gränsen" in cli("explain", "sites.csv", "a", "-q", "--lang", "sv").out
