"""What `robustness` says of mixtures, rivals that only several figures put in front, limits, and the weights drawn."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

from vasterviksmodell.analysis.robustness.dominance import never_first

Cli = Callable[..., Ended]
CRITERIA = """\
version: 1
criteria:
  school: {label: School, unit: m, range: [0, 9000], weight: 2, value: {0: 100, 5000: 0}, requirement: {at_most: 4000}}
  bus: {label: Bus, range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
  shop: {label: Shop, range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
"""
SITES = """\
id,name,school,bus,shop
a,Alby,0,0,0
b,Boby,4000,100,0
c,Coby,4000,0,100
d,Doby,3500,25,25
e,Eby,3000,,
f,Fby,4500,100,100
"""
"""Doby is worth 30, 25 and 25: less than some mixture of Alby, Boby and Coby. Eby is worth 20 to 70, Alby 50."""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Callable[..., str]:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(CRITERIA)
    Path("sites.csv").write_text(SITES)

    def of(*options: str) -> str:
        ended = cli("robustness", "sites.csv", "-q", "--draws", "20", *options)
        assert (ended.code, ended.err) == (0, "")
        return ended.out.replace("\u00a0", " ")

    return of


def test_what_unsettles_the_first_place_is_told_ground_by_ground(told: Callable[..., str]) -> None:
    _, verdict, decides, *_ = told().split("\n\n")
    assert verdict == (
        "The first place is not settled: Alby stands first, but that depends on what the unknown figures are, where the"
        " limits lie and which criteria count."
    )
    assert decides.splitlines() == [
        "- No single figure can put Eby in front, but several together can.",
        "- With School ≤ 4,800 m instead of ≤ 4,000 m the first place goes to Fby.",
        "- Without School the first place goes to Boby and Coby.",
    ]
    result = json.loads(told("-f", "json"))
    assert (result["first"], result["settled"], result["unsettled_by"]) == (
        ["a"],
        False,
        ["unknown", "limits", "criteria"],
    )


def test_a_figure_that_alone_puts_another_in_front_is_named(told: Callable[..., str]) -> None:
    """Eby, with 45 points for sure and shop open, passes Alby by that alone."""
    Path("sites.csv").write_text(SITES.replace("e,Eby,3000,,", "e,Eby,3000,100,"))
    assert "- Once known, this figure alone can change the first place: Shop (Eby)." in told()
    Path("sites.csv").write_text(SITES.replace("e,Eby,3000,,", "e,Eby,1000,,"))
    assert "- Once known, any one of these figures can change the first place: Bus (Eby) and Shop (Eby)." in told()
    assert "Var för sig kan dessa uppgifter ändra första platsen" in told("--lang", "sv")


def test_a_first_place_that_holds_is_settled(told: Callable[..., str]) -> None:
    Path("sites.csv").write_text("id,name,school,bus,shop\na,Alby,0,100,100\nb,Boby,3000,10,10\nc,Coby,,0,10\n")
    assert told().startswith(
        "How far the first place holds\n\nThe first place is settled: Alby stands first whatever the"
    )
    result = json.loads(told("-f", "json"))
    assert (result["settled"], result["unsettled_by"]) == (True, [])


def test_a_shared_first_place_is_of_several(told: Callable[..., str]) -> None:
    Path("sites.csv").write_text("id,name,school,bus,shop\na,Alby,0,100,100\nb,Boby,0,100,100\nc,Coby,4000,0,10\n")
    assert "The first place is settled: Alby and Boby share the first place whatever the unknown figures are" in told()


def test_whether_the_first_is_qualified_at_all_is_told(told: Callable[..., str]) -> None:
    Path("sites.csv").write_text("id,name,school,bus,shop\na,Alby,0..5000,100,100\nb,Boby,3900,0,10\n")
    assert "- Not known: whether Alby meets the requirements on School." in told()
    Path("sites.csv").write_text("id,name,school,bus,shop\na,A,0..5000,100,100\nb,B,0..5000,100,100\nc,C,3900,0,10\n")
    assert "- Not known: whether all of A and B meet the requirements on School." in told()


def test_a_site_that_a_mixture_beats_is_told_with_the_shares_in_their_order(told: Callable[..., str]) -> None:
    assert "Doby  a mixture of Boby (37%), Coby (37%) and Alby (27%)" in told()
    assert "en blandning av Boby (37 %), Coby (37 %) och Alby (27 %)" in told("--lang", "sv")
    (never,) = json.loads(told("-f", "json"))["never_first"]["sites"]
    assert never["id"] == "d"


def test_a_site_that_another_beats_everywhere_is_told_with_that_one(told: Callable[..., str]) -> None:
    Path("sites.csv").write_text("id,name,school,bus,shop\na,Alby,0,50,50\nb,Boby,3000,10,10\n")
    assert "\nBoby  Alby\n" in told()
    Path("sites.csv").write_text("id,name,school,bus,shop\na,Alby,0,50,50\nb,Boby,3000,90,10\n")
    assert "Better on every criterion" not in told()
    assert json.loads(told("-f", "json"))["never_first"] == {"judged": 2, "sites": []}


@pytest.mark.parametrize(
    ("options", "said", "swedish"),
    [
        (
            ["--bounds", "school=40%..70%", "--bounds", "bus=0%..30%"],
            "weights evenly within bounds (School 40%–70%, Bus 0%–30%);",
            "(School 40 %–70 %, Bus 0 %–30 %);",
        ),
        (["--order", "school=bus,shop"], "(School = Bus, Shop);", "i fallande ordning (School = Bus, Shop);"),
        (["--order", "shop,school,bus"], "(Shop, School, Bus);", "(Shop, School, Bus);"),
        (["--spread", "15%"], "15%", "15 %"),
    ],
)
def test_which_weights_were_drawn_stands_in_the_legend(
    told: Callable[..., str], options: list[str], said: str, swedish: str
) -> None:
    legend = told(*options).partition("How to read it")[2]
    assert said in next(line for line in legend.splitlines() if line.startswith("- Drawn 20 times with seed 1: "))
    legend = told(*options, "--lang", "sv").partition("Så läses det")[2]
    assert swedish in next(line for line in legend.splitlines() if line.startswith("- Draget 20 gånger med frö 1: "))


def test_weights_that_only_together_put_another_in_front_are_told_without_one_of_them(
    told: Callable[..., str],
) -> None:
    """In each of ten groups Alby is worth 100 on one criterion, and Boby 80 on the other.

    Within a group the other can take all weight, and the nine others still put Alby in front.
    """
    value = "range: [0, 100], weight: 1, value: {0: 0, 100: 100}"
    groups = "".join(
        f"  g{it}: {{weight: 1, criteria: {{a{it}: {{{value}}}, b{it}: {{{value}}}}}}}\n" for it in range(10)
    )
    Path("criteria.yaml").write_text(f"version: 1\ncriteria:\n{groups}")
    headings = ",".join(f"a{it},b{it}" for it in range(10))
    Path("sites.csv").write_text(f"id,name,{headings}\na,Alby{',100,0' * 10}\nb,Boby{',0,80' * 10}\n")
    text = told()
    assert "that depends on how the weights are set.\n\n- All weights at once may be up to 11.1% too large" in text
    assert "It holds with any points for any one weight." in text


def test_how_many_sites_were_looked_into_is_said_where_that_is_not_all(
    told: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which takes thousands of sites, or a smaller bound. Goby and Hoby are worse than most."""
    Path("sites.csv").write_text(f"{SITES}g,Goby,3900,10,10\nh,Hoby,3900,5,5\n")
    assert "are examined" not in told()
    few = partial(never_first, most=0)
    monkeypatch.setattr("vasterviksmodell.analysis.robustness.robustness.never_first", few)
    assert "Only the first 5 of 7 sites are examined: all of them would take too long." in told()
