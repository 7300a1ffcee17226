"""`losses`: its formats, what can be asked for, and degenerate tables."""

import json
from pathlib import Path

import pytest


def told(cli, *arguments):
    ended = cli("losses", "sites.csv", "-c", "criteria.yaml", *arguments)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_for_programs_the_sites_stand_by_id(here: Path, cli):
    result = json.loads(told(cli, "-f", "json"))
    assert list(result) == ["schema", "sites", "qualified", "not_excluded", "first", "losses"]
    assert result["schema"] == "vasterviksmodell/losses/1"
    assert (result["sites"], result["qualified"], result["first"]) == (3, ["ankarby", "ekby"], ["ankarby"])
    assert result["losses"] == [
        {
            "criterion": "school",
            "measure": 50000.0,
            "beyond": None,
            "qualified": [],
            "not_excluded": [],
            "first": [],
            "fallen": ["ankarby", "ekby"],
            "alone": {"ankarby": None, "ekby": None},
        },
        {
            "criterion": "plan",
            "measure": "none",
            "beyond": None,
            "qualified": ["ankarby", "ekby"],
            "not_excluded": ["ankarby", "ekby"],
            "first": ["ankarby"],
            "fallen": [],
            "alone": {"ankarby": 1, "ekby": 2},
        },
    ]


def test_endless_measures_are_null_in_json_and_told_by_the_last_limit(here: Path, cli):
    criteria = (here / "criteria.yaml").read_text()
    (here / "criteria.yaml").write_text(criteria.replace("    range: [0, 50000]\n", ""))
    school, _ = json.loads(told(cli, "-f", "json"))["losses"]
    assert (school["measure"], school["beyond"]) == (None, 4000.0)
    assert "> 4,000\u00a0m" in told(cli)


def test_criteria_are_chosen_by_id_or_column(here: Path, cli):
    for name in ("plan", "PLAN"):
        result = json.loads(told(cli, "-f", "json", "--criterion", name, "--criterion", "plan"))
        assert [it["criterion"] for it in result["losses"]] == ["plan"]
    assert "2 are qualified: without Plan all of them are left. First place: Ankarby, as" in told(
        cli, "--criterion", "plan"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plann", "no criterion or column 'plann'; did you mean 'plan'?"),
        ("zoo", "no criterion or column 'zoo'; there are school, plan, noise"),
        ("noise", "'noise' is neither required nor scored: losing it changes nothing"),
    ],
)
def test_what_cannot_be_lost_is_refused(here: Path, cli, name, message):
    with (here / "criteria.yaml").open("a") as file:
        file.write("  noise: {warning: {at_most: 3}}\n")
    ended = cli("losses", "sites.csv", "-c", "criteria.yaml", "-q", "--criterion", name)
    assert (ended.code, ended.out, ended.err) == (2, "", f"vasterviksmodell: {message}\n")


def test_where_nothing_can_be_lost_it_says_so(here: Path, cli):
    (here / "sites.csv").write_text("id,name,school,plan\na,A,9000,housing\n")
    assert told(cli).splitlines()[2:] == ["Every site is excluded already: no loss can change that."]
    assert "Alla orter är redan uteslutna" in told(cli, "--lang", "sv")
    (here / "sites.csv").write_text("id,name,school,plan\n")
    ended = cli("losses", "sites.csv", "-c", "criteria.yaml")
    assert (ended.code, ended.out.splitlines()[2:]) == (0, ["There are no sites."])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("a,A,500,housing\n", "Of 1 site 1 is qualified: without School none of them is left; without Plan all of"),
        ("a,A,,housing\n", "Of 1 site none is qualified and 1 is not excluded: without School none of them is left;"),
    ],
)
def test_one_site(here: Path, cli, rows, sentence):
    (here / "sites.csv").write_text("id,name,school,plan\n" + rows)
    ended = cli("losses", "sites.csv", "-c", "criteria.yaml", "-q")
    assert sentence in ended.out
    assert "A site that alone loses a service is either excluded or keeps its rank." in ended.out


@pytest.mark.parametrize(
    ("sites", "named"), [("abcdef", "A, B, C, D, E and F"), ("abcdefg", "A, B, C, D, E, F and 1 more")]
)
def test_of_many_first_sites_six_are_named(here: Path, cli, sites, named):
    rows = "".join(f"{id},{id.upper()},500,none\n" for id in sites)
    (here / "sites.csv").write_text("id,name,school,plan\n" + rows)
    said = cli("losses", "sites.csv", "-c", "criteria.yaml", "-q").out
    assert f"First place: {named}, as long as any site is left." in said


@pytest.mark.parametrize(
    ("school", "plan", "said"),
    [
        ("School, by road", "Plan (detailed)", "without School none of them is left; without Plan all"),
        (
            "School, by road",
            "School (planned)",
            "without School, by road none of them is left; without School (planned) all",
        ),
        (", by road", "Plan", "without , by road none of them is left; without Plan all"),
    ],
)
def test_labels_are_cut_where_they_stay_apart(here: Path, cli, school, plan, said):
    criteria = (here / "criteria.yaml").read_text()
    for old, new in (("School", school), ("Plan", plan)):
        criteria = criteria.replace(f"en: {old},", f"en: '{new}',")
    (here / "criteria.yaml").write_text(criteria)
    assert said in told(cli)


def test_names_of_sites_are_data(here: Path, cli):
    (here / "sites.csv").write_text('id,name,school,plan\na,"[b]|\x1b<i>",500,housing\nb,B,900,housing\n')
    text, markdown = (cli("losses", "sites.csv", "-c", "criteria.yaml", "-f", it).out for it in ("text", "markdown"))
    assert "[b]|\\x1b<i>" in text
    assert "\\[b\\]\\|\\\\x1b\\<i\\>" in markdown


def test_a_saved_ranking_gives_the_same(here: Path, cli):
    saved = cli("score", "sites.csv", "-c", "criteria.yaml", "-f", "json").out
    (here / "saved.json").write_text(saved)
    assert cli("losses", "saved.json").out == told(cli)
