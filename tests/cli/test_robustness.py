"""`robustness`: what is drawn and how that is asked for, its formats, its picture, and degenerate tables."""

import json
import sys
from pathlib import Path

import pytest

from vasterviksmodell.extras import install_command

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
    assert result["never_first"] == {"judged": 3, "sites": []}
    assert result["pair"] is None


def test_pairwise_winning_is_there_with_errors_and_no_rank_that_never_was(cli):
    draws = entry(cli, "--draws", "500")["draws"]
    ids, wins = draws["pairs"]["ids"], draws["pairs"]["wins"]
    assert ids == ["ekby", "ankarby", "sjoby"]
    assert [wins[row][row] for row in range(3)] == [0, 0, 0]
    assert all(wins[one][two] + wins[two][one] <= 1 for one in range(3) for two in range(3))
    for it, row in zip(draws["sites"], wins, strict=True):
        assert it["mean_rank"] == pytest.approx(1 + sum(other[ids.index(it["id"])] for other in wins))
        assert len(it["acceptability"]) == it["worst_rank"]
        assert sum(it["acceptability"]) == pytest.approx(1)
        assert it["acceptability"][-1] > 0
        share = it["confidence"]
        assert share is None or it["confidence_error"] == pytest.approx((share * (1 - share) / 500) ** 0.5)
        assert len(row) == 3
    lines = told(cli, "--draws", "500").splitlines()
    heading = next(number for number, it in enumerate(lines) if it.endswith("Before next"))
    assert [it.split()[-1] for it in lines[heading + 1 : heading + 3]] == [f"{wins[0][1]:.0%}", f"{wins[1][2]:.0%}"]


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
        (["--bounds", "school=1%..50%", "--bounds", "SCHOOL=2%..3%"], "--bounds gives 'school' twice"),
        (["--order", "plan,buss"], "no criterion or column 'buss'; did you mean 'bus'?"),
        (["--order", "plan,plan"], "occurs twice in the order"),
        (["--spread", "5%", "--order", "plan"], "--spread and --order exclude each other"),
        (["--pair", "ekby", "zoo"], "no site 'zoo'"),
        (["--pair", "ekby", "Ekby"], "'ekby' and 'Ekby' are the same site"),
        (["--pair", "ekby", "tallby"], "'Tallby' is excluded, so no weights change its place: see explain"),
        (["--plot", "ranks.pdf"], "the suffix of ranks.pdf names no format: use one of .svg, .png"),
        (["--plot", "sites.csv"], "the suffix of sites.csv names no format: use one of .svg, .png"),
        (["--plot", ""], "--plot needs the name of a file"),
        (["--plot", "a.svg", "-f", "text", "-o", "./a.svg"], "a.svg is the output: write the plot to another file"),
        (["--plot", "missing/a.svg"], "cannot write to missing/a.svg: No such file or directory"),
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


def test_how_far_measures_without_an_end_are_drawn_is_told_in_a_few_digits(cli):
    Path("criteria.yaml").write_text("version: 1\ncriteria:\n  bus: {weight: 1, value: {decay: {half: 10}}}\n")
    Path("sites.csv").write_text("id,name,bus\na,A,\nb,B,3\n")
    assert "Drawn within, because their range has no end: bus 0–66.43856." in told(cli)
    assert entry(cli)["draws"]["cut"] == {"bus": [0.0, pytest.approx(66.43856)]}


def test_criteria_that_read_one_column_have_weights_of_their_own(cli):
    Path("criteria.yaml").write_text(
        CRITERIA + "  land: {measure: plan, type: category, weight: 1, value: {housing: 9, none: 1}}\n"
    )
    scheme = entry(cli, "--order", "land,PLAN")["draws"]["weights"]
    assert scheme["order"] == [["land"], ["plan"]]
    scheme = entry(cli, "--bounds", "land=..20%", "--bounds", "plan=30%..")["draws"]["weights"]
    assert scheme["bounds"] == {"land": [0.0, 0.2], "plan": [0.3, 1.0]}


def test_points_are_told_as_finely_as_they_are_written(cli):
    Path("criteria.yaml").write_text(CRITERIA.replace("weight: 2", "weight: 0.02").replace("weight: 1", "weight: 0.01"))
    text = told(cli)
    assert "School  0.02 (50%)" in text
    assert "0.075 (79%)  Ankarby" in text
    saved = told(cli, "--lang", "sv")
    assert "0,075 (79\u00a0%)  Ankarby" in saved


def test_a_change_of_weight_that_decides_is_told_beyond_its_end(cli):
    """With x points for the bus a leads by 2 · (100 - 400/7) + x · (20 - 100), which is 0 where x is 1.0714…."""
    Path("sites.csv").write_text("id,name,school,bus,plan\na,A,500,4,housing\nb,B,2000,20,housing\n")
    (line,) = (it for it in told(cli).splitlines() if it.startswith("- With more than"))
    assert line == "- With more than 1.08 points for Bus (now 1), B is in front."


def test_what_a_method_cannot_do_stands_below_the_table(cli):
    Path("sites.csv").write_text("id,name,school,bus,plan\na,A,4000,4,housing\nb,B,1900,20,housing\n")
    lines = told(cli).splitlines()
    (why,) = (it for it in lines if it.startswith("Weighted geometric mean is not applicable: there are values of 0"))
    table = lines[lines.index("By other methods") : lines.index(why)]
    assert max(map(len, table)) < 60
    assert not any(it.startswith("Weighted geometric mean") for it in table)


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
        ("a,A,9000,5,none\n", "Every site is excluded: there is no first place."),
        ("a,A,500,5,none\n", "The first place is settled: A stands first"),
        ("a,A,,,\n", "Not known: whether A meets the requirements on School."),
        ("a,A,,,\nb,B,,,\n", "Not known: whether all of A and B meet the requirements on School."),
        ("a,A,500,5,none\nb,B,500,5,none\n", "The first place is settled: A and B share the first place"),
        ("a,A,500,0,none\nb,B,4000,20,housing\n", "A and B share the first place, but that depends on how the weights"),
        ("a,A,500,0,none\nb,B,4000,20,housing\n", "- With less than 2 points for School (now 2), B is in front."),
        ("a,A,500,0,none\nb,B,4000,20,housing\n", "- They tie; if all weights at once are the least bit too large"),
        ("a,A,3500,0,none\n", "With School ≤ 3,200 instead of ≤ 4,000 the first place goes to none."),
    ],
    ids=["none", "excluded", "one", "unknown", "unknown-both", "alike", "tied", "tied-one", "tied-all", "lost"],
)
def test_degenerate_tables(cli, rows, sentence):
    Path("sites.csv").write_text("id,name,school,bus,plan\n" + rows)
    ended = cli("robustness", "sites.csv", "-q", "--draws", "20")
    assert ended.code == 0
    assert sentence in ended.out
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
    assert "━" in cli("robustness", "sites.csv", "--draws", "60").err
    assert cli("robustness", "sites.csv", "--draws", "60", "-q").err == ""


def test_the_picture_is_drawn_beside_the_result(cli):
    text = told(cli, "--plot", "ranks.svg")
    assert text == told(cli)
    svg = Path("ranks.svg").read_text()
    assert svg.startswith("<svg")
    assert "Sjöby" in svg
    told(cli, "--plot", "ranks.PNG")
    assert Path("ranks.PNG").read_bytes().startswith(b"\x89PNG")


def test_the_criteria_are_not_overwritten_by_the_picture(cli):
    Path("criteria.svg").write_text(CRITERIA)
    ended = cli("robustness", "sites.csv", "-q", "-c", "criteria.svg", "--plot", "criteria.svg")
    assert (ended.code, ended.out) == (2, "")
    assert "criteria.svg is an input" in ended.err
    assert Path("criteria.svg").read_text() == CRITERIA


def test_the_picture_without_the_extra_ends_with_2_before_anything_is_drawn(cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ended = cli("robustness", "sites.csv", "-q", "--plot", "ranks.svg")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"vasterviksmodell: drawing needs vl_convert: {install_command('plot')}\n"


def test_where_nothing_is_ranked_there_is_no_picture(cli):
    Path("sites.csv").write_text("id,name,school,bus,plan\na,A,9000,5,none\n")
    ended = cli("robustness", "sites.csv", "-q", "--plot", "ranks.svg")
    assert (ended.code, ended.out) == (2, "")
    assert "no ranks to draw" in ended.err


def test_only_the_limits_that_turn_the_first_place_are_told_to_do_so(cli):
    Path("criteria.yaml").write_text(
        "version: 1\ncriteria:\n"
        "  school: {label: School, unit: m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0},"
        " requirement: {at_most: 4000}}\n"
        "  plan: {label: Plan, type: category, weight: 3, value: {housing: 100, none: 0}}\n"
    )
    Path("sites.csv").write_text("id,name,school,plan\na,A,3300,housing\nb,B,2500,none\n")
    text = told(cli).replace("\xa0", " ")
    assert "With School ≤ 3,200 m instead of ≤ 4,000 m the first place goes to B." in text
    assert "With School ≤ 4,800 m" not in text
