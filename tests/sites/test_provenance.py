"""Where single figures come from: columns beside their measures that travel with them."""

import polars as pl
import pytest
from tests.sites.reading import criteria_of, read_files, sites_in, told, told_of

from vasterviksmodell import score
from vasterviksmodell.scoring import run
from vasterviksmodell.scoring.ranking import sites_of
from vasterviksmodell.scoring.run import Shown, rank_files
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.source.files import Source

CRITERIA = criteria_of("""\
version: 1
data: {columns: {school_m: Skola (m), stop_m__source: Källa hållplats}}
criteria:
  school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}
  bus: {measure: stop_m, weight: 1, value: {100: 100, 900: 0}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
""")
SITES = """\
id;school_m;school_m__source;school_m__date;stop_m;note;plan
ankarby;500; NVDB ;2024-10;100;x;none
ekby;600; ;;200;;housing
"""


def test_source_and_date_stand_beside_the_measure_and_are_no_further_columns() -> None:
    frame = sites_in(SITES, CRITERIA).frame
    assert frame.select("school__source", "school__date").rows() == [("NVDB", "2024-10"), (None, None)]
    assert [name for name in frame.columns if "__" in name and not name.endswith(("low", "high", "category"))] == [
        "school__source",
        "school__date",
        "_extra__note",
    ]


def test_they_are_found_by_every_name_of_the_measure_and_by_their_own() -> None:
    content = (
        "id;Skola (m);Skola (m)__source;SCHOOL_M__DATE;stop_m;Källa hållplats;plan;plan__source\na;5;X;2020;1;Y;;Z\n"
    )
    sites = sites_in(content, CRITERIA)
    assert told(sites.findings) == [("D010", 1, 32)]
    named = ("school__source", "school__date", "bus__source", "plan__source")
    assert sites.frame.select(named).rows() == [("X", "2020", "Y", "Z")]


def test_a_measure_that_two_criteria_read_has_one_source() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  near: {measure: school, weight: 1, value: {500: 100, 4000: 0}}
  far: {measure: school, weight: 1, range: [0, 10000], value: {500: 0, 4000: 100}}
""")
    frame = sites_in("id;school;school__source\na;5;X\n", criteria).frame
    assert frame.select("near__source", "far__source").rows() == [("X", "X")]


def test_of_several_files_each_tells_what_it_knows() -> None:
    sites, findings = read_files([SITES, "id;school_m;stop_m;stop_m__date;plan\noby;1;2;2023;\n"], CRITERIA)
    assert sites is not None, told(findings)
    assert sites.frame.select("id", "school__source", "bus__date").rows() == [
        ("ankarby", "NVDB", None),
        ("ekby", None, None),
        ("oby", None, "2023"),
    ]


def test_two_columns_of_sources_for_one_measure_are_one_too_many() -> None:
    content = "id;school_m;stop_m;plan;Skola (m)__source;school_m__source\na;5;1;;X;Y\n"
    assert told_of(content, CRITERIA) == [("D004", 1, 43)]


@pytest.mark.parametrize("large", [0, 16_000_000])
def test_they_travel_to_the_ranking(large: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> None:
    monkeypatch.setattr(run, "_LARGE", large)
    path = tmp_path_factory.mktemp("sites") / "sites.csv"
    path.write_text(SITES, encoding="utf-8")
    ranking, findings = rank_files([(Source.of(path), SITE_FORMATS["csv"])], CRITERIA, Shown(top=2))
    assert ranking is not None, told(findings)
    by_id = dict(ranking.frame.select("id", pl.struct("school__source", "school__date")).rows())
    assert by_id == {
        "ankarby": {"school__source": "NVDB", "school__date": "2024-10"},
        "ekby": {"school__source": None, "school__date": None},
    }


def test_they_pass_through_a_frame() -> None:
    frame = pl.DataFrame({"id": ["a"], "school_m": [500], "school__source": ["NVDB"], "school_m__date": ["2024"]})
    scored = score(frame, CRITERIA)
    assert scored.select("school__source", "school_m__date").rows() == [("NVDB", "2024")]


def test_they_stay_where_a_ranking_is_scored_again() -> None:
    ranking = score(sites_in(SITES, CRITERIA), CRITERIA)
    again = score(sites_of(ranking), CRITERIA)
    assert again.frame.equals(ranking.frame)
