"""`--data KEY=VALUE`: what the criteria file says of data files, said for one run."""

from pathlib import Path

import pytest


@pytest.mark.parametrize("title", ["Hus 🏠", '"a\\x85b\\u2028c\\x7fd"', "'9: \"x\"'"])
def test_whatever_the_criteria_file_holds_an_option_can_be_given(here, cli, title):
    criteria = Path("criteria.yaml").read_text(encoding="utf-8").replace("{en: Test, sv: Prov}", title)
    Path("criteria.yaml").write_text(criteria, encoding="utf-8")
    Path("sites.csv").write_text("id;name;school;plan\na;A;-;none\n")
    ended = cli("score", "sites.csv", "--data", 'missing={"-": zero}', "-q")
    assert (ended.code, ended.err) == (0, "")


def test_an_option_that_cannot_be_tells_the_error_and_no_warning(here, cli):
    with Path("criteria.yaml").open("a", encoding="utf-8") as file:
        file.write("sources: {skool: {source: Road register}}\n")
    ended = cli("score", "sites.csv", "--data", "decimal=x", "-q")
    assert ended.code == 2
    assert "'decimal' cannot be" in ended.err
    assert "no criterion reads" not in ended.err
