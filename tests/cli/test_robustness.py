"""`robustness`: what is drawn and how that is asked for, its formats, its picture, and degenerate tables."""

import json
import sys
from pathlib import Path

import pytest

CRITERIA = """\
version: 1
criteria:
  school:
    label: {en: School, sv: Skola}
    range: [0, 9000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
  bus: {label: {en: Bus, sv: Buss}, range: [0, 100], weight: 1, value: {0: 0, 20: 100}}
  plan: {label: {en: Plan, sv: Plan}, type: category, weight: 1, value: {housing: 100, none: 0}}
"""
SITES = """\
id,name,school,bus,plan
ankarby,Ankarby,500,10,none
ekby,Ekby,1200,20,housing
sjoby,Sjöby,3000,0..20,housing
tallby,Tallby,9000,20,housing
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(CRITERIA)
    Path("sites.csv").write_text(SITES)


def told(cli, *arguments):
    ended = cli("robustness", "sites.csv", "-q", "--draws", "60", *arguments)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def entry(cli, *arguments):
    return json.loads(told(cli, "-f", "json", *arguments))


def test_for_programs_everything_is_there(cli):
    result = entry(cli)
    assert list(result) == [
        *("schema", "sites", "qualified", "unverified", "excluded", "first", "settled", "unsettled_by", "unknown"),
        *("weights", "left_out", "limits", "limits_at_nought", "methods", "never_first", "draws", "pair"),
    ]
    assert result["schema"] == "vasterviksmodell/robustness/1"
    assert result["first"] == ["ekby"]
    # with the share s of school ekby leads by 80 s + 100 (1 - s) - (100 s + 25 (1 - s)) = 75 - 95 s
    (school,) = (it for it in result["weights"]["intervals"] if it["weight"] == "school")
    assert (school["points"], school["share"], school["low"]) == (2.0, 0.5, None)
    assert school["high"] == {"points": pytest.approx(7.5), "share": pytest.approx(7.5 / 9.5), "id": "ankarby"}
    draws = result["draws"]
    assert (draws["seed"], draws["draws"], draws["weights"]) == (1, 60, {"scheme": "uniform"})
    assert [it["id"] for it in draws["sites"]] == ["ekby", "ankarby", "sjoby"]
    assert result["pair"] is None


@pytest.mark.parametrize(
    ("options", "scheme"),
    [
        ([], {"scheme": "uniform"}),
        (["--spread", "20%"], {"scheme": "spread", "spread": 0.2}),
        (["--spread", "12,5 %"], {"scheme": "spread", "spread": 0.125}),
        (
            ["--bounds", "school=10%..60%", "--bounds", "BUS=..30%"],
            {"scheme": "bounds", "bounds": {"school": [0.1, 0.6], "bus": [0.0, 0.3]}},
        ),
        (["--order", "plan, school=bus"], {"scheme": "order", "order": [["plan"], ["school", "bus"]]}),
    ],
)
def test_which_weights_are_drawn(cli, options, scheme):
    assert entry(cli, *options)["draws"]["weights"] == scheme


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--spread", "20"], "'20' is not understood: write it like 20%"),
        (["--bounds", "school"], "'school' is not understood: write it like school=10%..30%"),
        (["--bounds", "school=1..2"], "'school=1..2' is not understood: write it like school=10%..30%"),
        (["--bounds", "schol=1%..2%"], "no criterion or column 'schol'; did you mean 'school'?"),
        (["--bounds", "school=60%..50%"], "no weight lies between"),
        (["--order", "plan,buss"], "no criterion or column 'buss'; did you mean 'bus'?"),
        (["--order", "plan,plan"], "stands twice in the order"),
        (["--spread", "5%", "--order", "plan"], "--spread and --order exclude each other"),
        (["--pair", "ekby", "zoo"], "no site 'zoo'"),
        (["--pair", "ekby", "Ekby"], "'ekby' and 'Ekby' are the same site"),
        (["--pair", "ekby", "tallby"], "'Tallby' is excluded, so that no weights decide: see explain"),
        (["--plot", "ranks.pdf"], "ranks.pdf: a plot is written to .svg or .png"),
        (["--plot", "sites.csv"], "sites.csv: a plot is written to .svg or .png"),
        (["--plot", "a.svg", "-o", "./a.svg"], "a.svg is the output: write the plot to another file"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_written(cli, options, message):
    ended = cli("robustness", "sites.csv", "-q", "--draws", "60", *options)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert len(ended.err.splitlines()) == 1
    assert sorted(it.name for it in Path().iterdir()) == ["criteria.yaml", "sites.csv"]


def test_seed_and_number_are_told_and_threads_change_nothing(cli):
    text = told(cli, "--seed", "42")
    assert "Drawn 60 times with seed 42" in text
    assert "at most 12.65 percentage points" in text
    assert text == told(cli, "--seed", "42", "--threads", "3")
    assert text != told(cli, "--seed", "43")


def test_the_order_of_a_pair_by_id_or_name(cli):
    pair = entry(cli, "--pair", "Ankarby", "ekby")["pair"]
    assert (pair["first"], pair["second"]) == ("ekby", "ankarby")
    assert pair["wins"] + pair["losses"] == pytest.approx(1)
    assert "Ekby ranks before Ankarby in" in told(cli, "--pair", "Ankarby", "ekby")


def test_top_cuts_tables_and_not_what_programs_get(cli):
    assert "The first 2 of 3 sites." in told(cli, "--top", "2")
    assert len(entry(cli, "--top", "2")["draws"]["sites"]) == 3


def test_a_measure_set_is_told(cli):
    assert "Ekby" in told(cli, "--set", "ekby.bus=0").split("How far")[1].split("Weights")[0]


def test_a_saved_ranking_gives_the_same(cli):
    Path("saved.json").write_text(cli("score", "sites.csv", "-f", "json", "-q").out)
    ended = cli("robustness", "saved.json", "--draws", "60", "-q")
    assert ended.out == told(cli)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("", "There are no sites."),
        ("a,A,9000,5,none\n", "Every site is excluded: there is no first place that could hold."),
        ("a,A,500,5,none\n", "The first place is settled: A stands first"),
        ("a,A,,,\n", "It is not"),
        ("a,A,500,5,none\nb,B,500,5,none\n", "The first place is settled: A and B share the first place"),
        ("a,A,500,0,none\nb,B,4000,20,housing\n", "A and B share the first place, and what decides is how the weights"),
    ],
    ids=["none", "excluded", "one", "unknown", "alike", "tied"],
)
def test_degenerate_tables(cli, rows, sentence):
    Path("sites.csv").write_text("id,name,school,bus,plan\n" + rows)
    ended = cli("robustness", "sites.csv", "-q", "--draws", "20")
    assert ended.code == 0
    assert sentence.replace("It is not", "Not known: whether A meets the requirements on School.") in ended.out
    for language, format in (("sv", "markdown"), ("en", "json")):
        assert cli("robustness", "sites.csv", "-q", "--draws", "20", "--lang", language, "-f", format).code == 0


def test_one_criterion(cli):
    Path("criteria.yaml").write_text("\n".join(CRITERIA.splitlines()[:8]) + "\n")
    text = told(cli)
    assert "Only one criterion is scored: none can be left out." in text
    assert "Only one criterion is weighed, so that no weight can be another." in text
    assert "stands first" in text


def test_names_of_sites_are_data(cli):
    Path("sites.csv").write_text('id,name,school,bus,plan\na,"[b]|\x1b<i>",500,20,none\nb,B,900,3,housing\n')
    text, markdown = (told(cli, "-f", it) for it in ("text", "markdown"))
    assert "[b]|\\x1b<i>" in text
    assert "\\[b\\]\\|\\\\x1b\\<i\\>" in markdown


def test_no_bar_of_progress_without_a_terminal(cli, monkeypatch):
    assert cli("robustness", "sites.csv", "--draws", "60").err == "criteria: ./criteria.yaml\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "%" in cli("robustness", "sites.csv", "--draws", "60").err
    assert cli("robustness", "sites.csv", "--draws", "60", "-q").err == ""


def test_the_picture_is_drawn_beside_the_result(cli):
    text = told(cli, "--plot", "ranks.svg")
    assert text == told(cli)
    svg = Path("ranks.svg").read_text()
    assert svg.startswith("<svg")
    assert "Sjöby" in svg
    told(cli, "--plot", "ranks.PNG")
    assert Path("ranks.PNG").read_bytes().startswith(b"\x89PNG")


def test_the_picture_without_the_extra_ends_with_2_before_anything_is_drawn(cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ended = cli("robustness", "sites.csv", "-q", "--plot", "ranks.svg")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "vasterviksmodell: drawing needs vl_convert: pip install 'vasterviksmodell[plot]'\n"


def test_where_nothing_is_ranked_there_is_no_picture(cli):
    Path("sites.csv").write_text("id,name,school,bus,plan\na,A,9000,5,none\n")
    ended = cli("robustness", "sites.csv", "-q", "--plot", "ranks.svg")
    assert (ended.code, ended.out) == (2, "")
    assert "no ranks to draw" in ended.err
