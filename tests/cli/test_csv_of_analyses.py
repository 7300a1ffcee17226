"""`-f csv`: the main table of every analysis, every figure in full, for spreadsheets and data frames."""

import json
import re
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest
from tests.cli.every_command import ANALYSING, fill
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "ranking.md").read_text(encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    return tmp_path


def rows(text):
    return list(DictReader(StringIO(text)))


def both(cli, *arguments):
    """The rows of the table, and the document in JSON."""
    return tuple(cli(*arguments, "-q", "-f", format).out for format in ("csv", "json"))


def found(cli, *arguments):
    table, document = both(cli, *arguments)
    return rows(table), json.loads(document)


@pytest.mark.parametrize("command", ANALYSING)
def test_every_analysis_has_a_table_with_the_columns_that_the_page_names(cli, files, command):
    ended = cli(*ANALYSING[command], "-q", "-o", "out.csv")
    assert (ended.code, ended.out) == (0, "")
    text = (files / "out.csv").read_text()
    headings = text.splitlines()[0].split(",")
    assert len(text.splitlines()) > 1 or command == "explain target"  # which no single change reaches here
    section = PAGE.split("## CSV of analyses")[1]
    shown = {name for line in section.splitlines() if line.startswith("|") for name in re.findall(r"`([^`]+)`", line)}
    assert [heading for heading in headings if heading not in shown] == []


def test_the_houses_of_a_plan_are_those_of_json(cli, files):
    table, document = found(cli, *ANALYSING["plan"])
    sites = document["plan"]["sites"]
    assert [(row["id"], int(row["houses"]), float(row["score"])) for row in table] == [
        (site["id"], site["houses"], site["score"]) for site in sites
    ]
    assert sum(int(row["houses"]) for row in table) == 2


def test_distances_are_those_of_json(cli, files):
    table, document = found(cli, "similar", "sites.csv", "ekby")
    assert [(row["id"], float(row["distance_low"]), float(row["distance_high"])) for row in table] == [
        (other["id"], *other["distance"]) for other in document["others"]
    ]


def test_contributions_sum_to_the_score(cli, files):
    table, document = found(cli, "explain", "sites.csv", "ekby")
    assert sum(float(row["contribution"]) for row in table) == pytest.approx(document["score"])
    school = next(row for row in table if row["criterion"] == "school")
    assert (school["measure_low"], school["measure_high"], school["requirement"]) == ("0.0", "2000.0", "met")


def test_a_pair_sums_to_the_gap(cli, files):
    table, document = found(cli, "explain", "sites.csv", "ekby", "ankarby")
    assert sum(float(row["points"]) for row in table) == pytest.approx(document["gap"])


def test_obstacles_are_counted_and_sites_have_a_row_for_each_limit(cli, files):
    table, document = found(cli, "obstacles", "sites.csv")
    assert [(row["id"], int(row["stops"]), int(row["sites"])) for row in table] == [
        (one["id"], len(one["stops"]), 3) for one in document["files"][0]["by_obstacle"]
    ]
    (limit,) = rows(cli("obstacles", "sites.csv", "--by", "site", "-q", "-f", "csv").out)
    assert [limit[key] for key in ("id", "kind", "criterion", "measure_low", "to_low", "to_high")] == [
        *("tallby", "stops", "school", "9000.0", "4000.0", "4000.0"),
    ]


def test_losses_count_what_is_left(cli, files):
    table, document = found(cli, "losses", "sites.csv")
    assert [(row["criterion"], int(row["not_excluded"])) for row in table] == [
        (loss["criterion"], len(loss["not_excluded"])) for loss in document["losses"]
    ]


def test_robustness_has_a_row_for_each_ranked_site(cli, files):
    table, document = found(cli, "robustness", "sites.csv", "--draws", "20")
    assert [(row["id"], float(row["first"])) for row in table] == [
        (site["id"], site["acceptability"][0]) for site in document["draws"]["sites"]
    ]


def test_changes_have_the_old_and_the_new_and_what_they_are_made_of(cli, files):
    (files / "sites.csv").write_text((files / "sites.csv").read_text() + "nyby,Nyby,500,housing,57.4,16.2\n")
    table, document = found(cli, "compare", "old.json", "sites.csv")
    by_id = {row["id"]: row for row in table}
    assert (by_id["nyby"]["what"], by_id["nyby"]["old.rank"]) == ("entered", "")
    for change in document["changes"]:
        row = by_id[change["id"]]
        assert (row["old.status"], row["new.status"]) == (change["old"]["status"], change["new"]["status"])
        parts = [float(row[f"parts.{cause}"]) for cause in ("data", "criteria", "weights", "version")]
        assert sum(parts) == pytest.approx(float(row["points"]))


def test_scenarios_have_a_row_for_each_site_in_each(cli, files):
    (files / "s.yaml").write_text("version: 1\nscenarios: {a: {label: L, sets: {ekby: {school: 100}}}}\n")
    table, document = found(cli, "compare", "sites.csv", "--scenarios", "s.yaml")
    assert len(table) == 2 * len(document["sites"])
    assert {(row["scenario"], row["id"]): float(row["score"]) for row in table} == {
        (one["scenario"] or "", site["id"]): one["score"] for site in document["sites"] for one in site["outcomes"]
    }


def test_no_text_is_a_formula(cli, files):
    (files / "sites.csv").write_text('id,name,school,plan\n=1+1,"@SUM(A1), x",500,housing\nb,B,900,none\n')
    table = cli("similar", "sites.csv", "b", "-q", "-f", "csv").out
    assert "'=1+1,\"'@SUM(A1), x\"," in table


def test_without_rows_there_are_still_headings(cli, files):
    cli("score", "sites.csv", "-q", "-o", "same.json")
    assert cli("compare", "same.json", "same.json", "-q", "-f", "csv").out.startswith("id,what,old.name,")
