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


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["missing={x: zero, x: missing}"], "--data: missing: the key 'x' occurs twice"),
        (["missing={x: zero"], "--data: missing: "),
        (["header=1", "header=2"], "--data has 'header' twice"),
        (["delimiter=x"], "'delimiter' cannot be 'x': expected ';', ',', '|' or 'tab'"),
        (["yes=[ja, nej]"], "'nej' cannot mean yes: 'nej' means no"),
        (["encoding=latin-9"], "expected 'utf-8', 'cp1252', 'utf-16', 'cp850' or 'mac-roman'"),
    ],
)
def test_what_an_option_cannot_say_is_refused(here, cli, options, said):
    ended = cli("check", "sites.csv", *(part for it in options for part in ("--data", it)))
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.parametrize("name", ["tab", r"\t", "\t", r'"\t"'])
def test_a_tab_can_be_given(here, cli, name):
    Path("sites.csv").write_text("id\tname\tschool\tplan\na\tA;,B\t1200\tnone\n")
    assert cli("check", "sites.csv", "--data", f"delimiter={name}", "-q").code == 0


@pytest.mark.parametrize("name", ["ISO-8859-1", "latin-1", "windows-1252", "Windows-1252", "cp1252"])
def test_an_encoding_has_several_names(here, cli, name):
    Path("sites.csv").write_bytes("id,name,school,plan\na,Å,1200,none\n".encode("cp1252"))
    ended = cli("score", "sites.csv", "--data", f"encoding={name}", "-q")
    assert (ended.code, "Å" in ended.out) == (0, True)
    Path("criteria.yaml").write_text(Path("criteria.yaml").read_text() + f"data: {{encoding: {name}}}\n")
    assert cli("score", "sites.csv", "-q") == ended


@pytest.mark.parametrize("name", ["UTF-8", "utf8", "utf-8-sig"])
def test_utf_8_has_several_names(here, cli, name):
    Path("sites.csv").write_bytes("id,name,school,plan\na,Å,1200,none\n".encode("utf-8-sig"))
    ended = cli("score", "sites.csv", "--data", f"encoding={name}", "-q")
    assert (ended.code, "Å" in ended.out) == (0, True)
