"""Inputs and options that nobody planned for, each once a fault."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import CRITERIA, SITES


def test_an_input_is_not_overwritten_by_its_ranking(here, cli):
    before = Path("sites.csv").read_bytes()
    ended = cli("score", "sites.csv", "-o", "sites.csv")
    assert ended.code == 2
    assert "is an input" in ended.err
    assert Path("sites.csv").read_bytes() == before


def test_the_criteria_are_not_overwritten_by_a_ranking(here, cli):
    assert cli("score", "sites.csv", "-c", "criteria.yaml", "-f", "csv", "-o", "criteria.yaml").code == 2
    assert Path("criteria.yaml").read_text() == CRITERIA


@pytest.mark.parametrize(
    "command",
    [
        *("explain sites.csv ankarby", "similar sites.csv ankarby", "losses sites.csv", "obstacles sites.csv"),
        *("compare sites.csv sites.csv", "compare sites.csv sites.csv --old-criteria old.yaml"),
    ],
)
def test_the_criteria_are_not_overwritten_by_an_analysis(here, cli, command):
    Path("old.yaml").write_text(CRITERIA)
    for path in ("old.yaml",) if "old.yaml" in command else ("criteria.yaml", "./criteria.yaml"):
        ended = cli(*command.split(), "-f", "json", "-o", path)
        assert (ended.code, "is an input" in ended.err) == (2, True)
        assert Path(path).read_text() == CRITERIA


@pytest.mark.parametrize("given", [(), ("-c", "./criteria.yaml")])
@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "sites.csv", "ankarby"),
        ("obstacles", "sites.csv"),
        ("similar", "sites.csv", "ankarby"),
        ("losses", "sites.csv"),
        ("robustness", "sites.csv", "--draws", "10"),
        ("compare", "sites.csv", "sites.csv"),
        ("weights", "compare", "sites.csv"),
    ],
)
def test_criteria_that_are_only_found_are_not_overwritten_either(here, cli, arguments, given):
    ended = cli(*arguments, *given, "-f", "markdown", "-o", "criteria.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "criteria.yaml is an input: write to another file" in ended.err
    assert Path("criteria.yaml").read_text() == CRITERIA


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_read(here, process):
    name = os.fsdecode(b"\xe5.csv")
    Path("sites.csv").rename(name)
    ended = process("score", name, "-f", "json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["counts"]["sites"] == 3


def test_a_number_of_sites_beyond_all_measure_is_refused(here, cli):
    assert cli("score", "sites.csv", "--top", "9" * 30).code == 2


def test_all_missing_files_are_told(here, cli):
    ended = cli("score", "a.csv", "b.csv")
    assert ended.code == 2
    assert "a.csv" in ended.err
    assert "b.csv" in ended.err


def test_endless_zeros_end(here):
    command = f"head -c 50000000 /dev/zero | {sys.executable} -m vasterviksmodell score -"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert b"F002" in ended.stderr


def test_points_that_may_be_thousands_are_reported_not_guessed(here, cli):
    Path("sites.csv").write_text("id;name;school;plan\na;A;1.234;none\nb;B;2.500;none\n")
    ended = cli("check", "sites.csv")
    assert ended.code == 1
    assert "sites.csv:2:5: error[D108]" in ended.out
    assert "sites.csv:3:5: error[D108]" in ended.out


def test_decimal_points_with_semicolons_are_read(here, cli):
    Path("sites.csv").write_text("id;name;school;plan\na;A;1200.5;none\nb;B;2.500;none\n")
    assert cli("check", "sites.csv").code == 0


def test_bad_cells_are_told_beside_broken_rows_and_repeated_headings(here, cli):
    Path("sites.csv").write_text("id,name,school,plan,plan\na,A,tolv,none,\nb,B,1\nc,C,-1,none,\n")
    told = cli("check", "sites.csv").out
    for expected in ("1:21: error[D004]", "2:5: error[D103]", "3:5: error[D002]", "4:5: error[D104]"):
        assert f"sites.csv:{expected}" in told


def test_codes_are_chosen_with_commas_and_in_any_case(here, cli):
    Path("sites.csv").write_text(SITES.replace("500", "tolv").replace("9000", "-1"))
    assert cli("check", "sites.csv", "--ignore", "d103,D104").code == 0
    assert "D104" not in cli("check", "sites.csv", "--select", "d103").out


def test_each_fault_of_criteria_is_told_with_its_own_hint(here, cli):
    leaves = "".join(f"  c{n}: {{weight: 1, type: numbr{n}, value: {{1: 0, 2: 100}}}}\n" for n in range(6))
    Path("criteria.yaml").write_text("version: 1\ncriteria:\n" + leaves)
    told = cli("check").out
    assert told.count("error[C003]") == 6
    assert told.count("did you mean 'number'?") == 6


def test_what_is_not_listed_is_counted_in_its_line(here, cli):
    header = SITES.splitlines(keepends=True)[0]
    Path("sites.csv").write_text(header + "".join(f"s{n},S,w,none\n" for n in range(500)))
    told = cli("check", "sites.csv", "--max-findings", "10").out
    assert "… and 497 more D103" in told
    assert "500 errors" in told


def test_the_schema_of_sites_is_one_for_every_tool(here, cli):
    schema = json.loads(cli("schema", "sites").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"sites": [{"id": "a", "school": "0..2000", "plan": "none"}]})
    assert validator.is_valid([{"id": "a", "school": 1200}])
    assert not validator.is_valid([{"id": "a", "school": "tolv"}])
    assert not validator.is_valid([{"school": 1200}])


def test_a_decomposed_heading_and_category_are_the_same_letters(here, cli):
    criteria = CRITERIA.replace("unit: m", "measure: håll").replace("housing: 100", "pågående: 100")
    Path("criteria.yaml").write_text(criteria)
    Path("sites.csv").write_text("id,name,ha\u030all,plan\na,A,500,pa\u030aga\u030aende\n")
    ended = cli("score", "sites.csv", "-q", "-f", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["score"] == 100.0


def test_a_criterion_may_be_called_extra(here, cli):
    Path("criteria.yaml").write_text(CRITERIA.replace("  plan:", "  extra:"))
    Path("sites.csv").write_text("id,name,school,extra,low\na,A,500,housing,x\n")
    assert cli("score", "sites.csv", "-f", "csv").code == 0


def test_ties_are_ties_also_where_the_ranking_is_cut(here, cli):
    Path("sites.csv").write_text("id,name,school,plan\na,A,500,none\nb,B,500,none\n")
    assert "=1" in cli("score", "sites.csv", "--top", "1").out
