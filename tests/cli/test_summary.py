"""`score --summary`: how many sites there are of each status, and how their scores are spread, in few lines."""

import json
from csv import DictReader
from io import StringIO
from math import ceil
from pathlib import Path

import polars as pl
import pytest

from vasterviksmodell import InvalidFrame, first_sites, load_criteria, rank, read_sites, rendered, score, score_summary

CRITERIA = """\
version: 1
site: {municipality: kommun}
criteria:
  school: {range: [0, 9000], weight: 1, value: {0: 100, 9000: 0}, requirement: {at_most: 6000}}
"""
PLACES = ("Exempelby", "exempelby ", "Åby", "Östby", "")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    lines = [f"s{number},{PLACES[number % 5]},{_school(number)},x" for number in range(200)]
    (tmp_path / "sites.csv").write_text("\n".join(["id,kommun,school,note", *lines, ""]))
    return tmp_path


def _school(number: int) -> str:
    return "" if number % 7 == 0 else str(number * 7919 % 9001)


def ranked(here: Path):
    criteria = load_criteria(here / "criteria.yaml")
    return score(read_sites(here / "sites.csv", criteria), criteria)


def counted(frame: pl.DataFrame) -> dict[str, object]:
    """What a summary says of some sites, counted in the simplest way."""
    scores = sorted(frame["score"])
    shares = (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
    quantiles = [scores[max(ceil(share * len(scores)) - 1, 0)] if scores else None for share in shares]
    keys = ("lowest", "p5", "p25", "middle", "p75", "p95", "highest")
    steps = [sum(step == min(int(one // 5), 19) for one in scores) for step in range(20)]
    return {"sites": len(scores), **dict(zip(keys, quantiles, strict=True)), "histogram": steps}


def agrees(found: dict[str, object], frame: pl.DataFrame) -> bool:
    """Say whether an entry is what counting gives, for each status and for all that are ranked."""
    by_status = {status: frame.filter(status=status) for status in ("qualified", "unverified", "excluded")}
    by_status["ranked"] = frame.filter(pl.col("status") != "excluded")
    return all(found[name] == counted(sites) for name, sites in by_status.items())


def test_the_entry_is_what_counting_gives(cli, here):
    found = json.loads(cli("score", "sites.csv", "--summary", "-f", "json", "-q").out)
    frame = ranked(here).frame
    assert frame["status"].n_unique() == 3
    assert found["schema"] == "vasterviksmodell/score-summary/1"
    assert agrees(found, frame)


@pytest.mark.parametrize("heading", ["kommun", "municipality", "note"])
def test_each_part_is_summed_up_by_itself(cli, here, heading):
    found = json.loads(cli("score", "sites.csv", "--summary", "--per", heading, "-f", "json", "-q").out)
    column = "_extra__note" if heading == "note" else "_municipality"
    frame = ranked(here).frame.with_columns(pl.col(column).str.to_lowercase().alias("part"))
    parts = {part["part"] and part["part"].lower(): part for part in found["parts"]}
    assert list(parts) == (["x"] if heading == "note" else ["exempelby", "åby", "östby", None])
    for part, entry in parts.items():
        assert agrees(entry, frame.filter(pl.col("part").eq_missing(pl.lit(part))))


def test_a_changed_a_saved_and_a_joined_ranking_are_summed_up_alike(cli, here):
    assert cli("score", "sites.csv", "-q", "-o", "saved.json").code == 0
    saved = cli("score", "saved.json", "--summary", "--per", "kommun", "-f", "json", "-q").out
    plain = cli("score", "sites.csv", "--summary", "--per", "kommun", "-f", "json", "-q").out
    joined = cli("score", "sites.csv", "--summary", "--per", "kommun", "-f", "json", "-q", "--join").out
    changed = json.loads(cli("score", "sites.csv", "--summary", "--set", "s0.school=0", "-f", "json", "-q").out)
    assert plain == joined
    assert json.loads(saved)["parts"] == json.loads(plain)["parts"]
    assert changed["unverified"]["sites"] == json.loads(plain)["unverified"]["sites"] - 1


def test_it_fits_a_terminal_in_both_languages(here):
    summary = score_summary(ranked(here), per="kommun")
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.output.views.score_summary import ScoreSummaryView

    for language in ("en", "sv"):
        lines = "".join(ScoreSummaryView().rendered(summary, "text", View(language, 80))).splitlines()
        assert max(map(len, lines)) <= 80
        whole = "".join(ScoreSummaryView().rendered(score_summary(ranked(here)), "text", View(language, 80)))
        assert len(whole.splitlines()) <= 23


def test_rows_for_programs_have_the_whole_and_the_parts(here):
    rows = list(DictReader(StringIO(str(rendered(score_summary(ranked(here), per="kommun"), "csv")))))
    assert [row["scope"] for row in rows] == ["all"] * 3 + ["part"] * 12
    assert sum(int(row["sites"]) for row in rows[:3]) == 200
    assert sum(int(row["sites"]) for row in rows[3:]) == 200
    assert sum(int(row["from_0"]) for row in rows[:3]) == sum(int(row["from_0"]) for row in rows[3:])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--top", "3"), "--top"),
        (("--qualified-only",), "--qualified-only"),
        (("--per", "komun"), "did you mean 'kommun'"),
        (("-f", "gpkg"), "gpkg"),
    ],
)
def test_what_does_not_go_with_a_summary_is_refused(cli, here, arguments, told):
    ended = cli("score", "sites.csv", "--summary", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_no_sites_and_sites_that_are_excluded_have_a_summary(cli, here):
    (here / "none.csv").write_text("id,school\na,9000\n")
    found = json.loads(cli("score", "none.csv", "--summary", "-f", "json", "-q").out)
    assert (found["ranked"]["sites"], found["ranked"]["middle"]) == (0, None)
    assert "excluded" in cli("score", "none.csv", "--summary", "-q").out
    empty = pl.DataFrame({"status": [], "score": []}, schema={"status": pl.String, "score": pl.Float64})
    assert rendered(score_summary(empty), "text") == "Scores of 0 sites\n"


@pytest.mark.parametrize("kind", ["polars", "lazy", "pandas", "duckdb"])
def test_frames_of_any_engine_are_summed_up_as_rankings_are(here, kind):
    import duckdb

    criteria = load_criteria(here / "criteria.yaml")
    own = pl.read_csv(here / "sites.csv")
    scored = score(own, criteria)
    made = {
        "polars": lambda: scored,
        "lazy": lambda: rank(score(own.lazy(), criteria, ranks=False)),
        "pandas": scored.to_pandas,
        "duckdb": lambda: duckdb.from_arrow(scored.to_arrow()),
    }
    wanted, found = score_summary(ranked(here), per="kommun"), score_summary(made[kind](), per="kommun")
    assert found.whole == wanted.whole
    by_key = [sorted(((part.key or "").lower(), part.counts) for part in one.parts) for one in (found, wanted)]
    assert str(by_key[0]) == str(by_key[1])


def test_what_cannot_be_summed_up_is_refused(here):
    with pytest.raises(InvalidFrame, match="no column status, score"):
        score_summary(pl.DataFrame({"id": ["a"]}))
    with pytest.raises(InvalidFrame, match="no column place"):
        score_summary(score(pl.read_csv(here / "sites.csv"), load_criteria(here / "criteria.yaml")), per="place")
    with pytest.raises(ValueError, match="does not hold all its sites"):
        score_summary(first_sites(ranked(here), 3))
    with pytest.raises(ValueError, match="no column 'place'"):
        score_summary(ranked(here), per="place")
