"""What --verbose reports about the inputs: how they were read."""

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "encoding utf-8, delimiter ';', decimal sign ',', "),
        ("sv", "teckenkodning utf-8, avgränsare ';', decimaltecken ',', "),
    ],
)
def test_how_a_file_was_read_is_told_in_words(here, cli, language, told):
    Path("sites.csv").write_text("id;name;school;plan\na;A;12,5;none\n")
    err = cli("score", "sites.csv", "--verbose", "--lang", language).err
    (line,) = (it for it in err.splitlines() if "sha256" in it)
    assert line.startswith("sites.csv: csv, ")
    assert told in line
    assert (", 1 site, " if language == "en" else ", 1 ort, ") in line


def test_a_tab_is_named_and_a_foreign_text_cannot_speak(here, cli):
    Path("a\x1b[31m.csv").write_text("id\tname\tschool\tplan\na\tA\t12\tnone\nb\tB\t12\tnone\n")
    err = cli("check", "a\x1b[31m.csv", "--verbose").err
    assert "delimiter tab, " in err
    assert ", 2 sites, " in err
    assert "\x1b" not in err


def test_the_language_of_criteria_is_that_of_the_answer_unless_another_is_asked_for(here, cli):
    criteria = Path("criteria.yaml").read_text()
    assert "Prov" not in cli("score", "sites.csv").out
    Path("criteria.yaml").write_text(f"language: sv\n{criteria}")
    assert "Prov" in cli("score", "sites.csv").out
    assert "Prov" not in cli("score", "sites.csv", "--lang", "en").out


def test_where_findings_stand_is_told_when_they_went_into_a_file(here, cli):
    Path("sites.csv").write_text("id,name,school,plan\na,A,x,none\nb,B,y,none\n")
    ended = cli("check", "sites.csv", "-o", "findings.txt", "-q")
    assert (ended.code, ended.out, ended.err) == (1, "", "2 errors: see findings.txt\n")
    assert "see " not in cli("check", "sites.csv", "-q").err
