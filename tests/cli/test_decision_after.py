"""A decision whose ranking has changed since: `verify` and `compare` tell what changed, and what the record lacks."""

import json
import re
from pathlib import Path

import pytest

from vasterviksmodell.cli.program import run

CRITERIA = """\
version: 1
criteria:
  school: {label: School, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  jobs: {label: Jobs, range: [0, 90], weight: 1, value: {0: 0, 30: 100}}
"""
SITES = "id,name,school,jobs\nankarby,Ankarby,500,30\nekby,Ekby,1200,9\ngranby,Granby,3000,7\ntallby,Tallby,8600,29\n"
OUTCOMES = {"ankarby": "chosen", "ekby": "rejected", "granby": "rejected", "tallby": "rejected"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ranking that was saved, and a decision on it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    assert run(["score", "sites.csv", "-q", "-o", "old.json"]) == 0
    assert run(["decide", "old.json", "--init", "-q"]) == 0
    text = Path("decision.yaml").read_text().replace("who: null", "who: The council")
    text = text.replace("\ndate: null", "\ndate: '2026-11-25'")
    for id, outcome in OUTCOMES.items():
        text = re.sub(rf"(  {id}:\n    name: \w+\n    outcome:) null", rf"\1 {outcome}", text)
    Path("decision.yaml").write_text(text)
    capsys.readouterr()
    return tmp_path


def again(old: str, new: str) -> None:
    """Change the sites and save the ranking of that."""
    assert old in SITES
    Path("sites.csv").write_text(SITES.replace(old, new))
    assert run(["score", "sites.csv", "-q", "-o", "new.json"]) == 0


def judged(*said: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = run(["verify", *said, "-f", "json"])
    return code, [found["code"] for found in json.loads(capsys.readouterr().out)["findings"]]


def test_a_decision_on_a_ranking_that_has_not_changed_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert judged("old.json", "--decision", "decision.yaml", capsys=capsys) == (0, [])


def test_what_changed_since_is_told_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    again("1200,9", "500,30")
    assert run(["verify", "new.json", "--decision", "decision.yaml"]) == 0
    told = capsys.readouterr().out
    assert "O104" in told
    assert re.search(r"decision\.yaml:\d+:\d+: warning\[O102\] 'ekby' stood as qualified, rank 2, score 63\.\d", told)
    assert "and stands as qualified, rank 1, score 100.0 now" in " ".join(told.split())


def test_a_score_that_changed_alone_is_told_with_as_many_digits_as_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    again("1200,9", "1200.001,9")
    assert run(["verify", "new.json", "--decision", "decision.yaml"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    before, after = re.findall(r"rank 2, score ([\d.]+)", told)
    assert before != after
    assert abs(float(before) - float(after)) < 0.001


def test_a_choice_that_has_become_a_departure_fails(capsys: pytest.CaptureFixture[str]) -> None:
    again("500,30", "5000,30")
    code, codes = judged("new.json", "--decision", "decision.yaml", capsys=capsys)
    assert code == 1
    assert {"O005", "O006", "O102"} <= set(codes)


def test_a_report_carries_the_decision_that_is_judged_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("out.html", "out.xlsx", "out.pdf"):
        assert run(["report", "old.json", "--decision", "decision.yaml", "-q", "-o", name]) == 0
        assert judged(name, capsys=capsys) == (0, [])
    text = Path("decision.yaml").read_text()
    Path("decision.yaml").write_text(text.replace("rank: 2", "rank: 3"))
    assert run(["report", "old.json", "--decision", "decision.yaml", "-q", "-o", "out.html"]) == 0
    capsys.readouterr()
    assert run(["verify", "out.html"]) == 0
    assert "out.html/decision.yaml:" in capsys.readouterr().out


def test_a_record_is_not_judged_against_a_cut_ranking_or_a_broken_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "sites.csv", "-q", "--top", "1", "-o", "cut.json"]) == 0
    assert run(["verify", "cut.json", "--decision", "decision.yaml"]) == 2
    assert "does not show all its sites" in capsys.readouterr().err
    assert run(["verify", "old.json", "--decision", "none.yaml"]) == 2
    Path("decision.yaml").write_text("version: 1\n")
    assert run(["verify", "old.json", "--decision", "decision.yaml"]) == 1


@pytest.mark.parametrize(
    ("language", "sought"),
    [
        ("en", ("What it means for the decision", "1 site that was decided about stands elsewhere", "rejected")),
        ("sv", ("Vad det betyder för beslutet", "1 ort som beslutet gäller står någon annanstans", "avvisad")),
    ],
)
def test_compare_tells_what_a_change_means_for_the_decision(
    language: str, sought: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    again("1200,9", "1100,9")
    assert run(["compare", "old.json", "new.json", "--decision", "decision.yaml", "--lang", language]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert all(text in told for text in sought)


def test_compare_tells_programs_which_decided_sites_changed_and_what_is_lacking(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = ["compare", "old.json", "new.json", "--decision", "decision.yaml", "-f", "json"]
    again("1200,9", "500,90")
    Path("sites.csv").write_text(Path("sites.csv").read_text().replace("500,30", "600,30"))
    assert run(["score", "sites.csv", "-q", "-o", "new.json"]) == 0
    assert run(said) == 0
    entry = json.loads(capsys.readouterr().out)["decision"]
    assert entry["record_of_old"]
    assert [(site["id"], site["outcome"]) for site in entry["changed"]] == [("ankarby", "chosen"), ("ekby", "rejected")]
    assert (entry["changed"][1]["old"]["rank"], entry["changed"][1]["new"]["rank"]) == (2, 1)
    assert [lack["code"] for lack in entry["lacks"]] == ["O006"]
    assert entry["unchanged"] == 2


def test_compare_says_when_nothing_changed_and_when_the_record_is_of_another_ranking(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["compare", "old.json", "old.json", "--decision", "decision.yaml"]) == 0
    told = capsys.readouterr().out
    assert "Every site that was decided about has the same status, rank and score as before." in told
    again("1200,9", "1100,9")
    assert run(["compare", "new.json", "old.json", "--decision", "decision.yaml"]) == 0
    assert "The record was made on another ranking than the old one." in capsys.readouterr().out


def test_sites_that_only_one_ranking_has_are_among_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    again("granby,Granby,3000,7\n", "")
    assert run(["compare", "old.json", "new.json", "--decision", "decision.yaml", "-f", "json"]) == 0
    entry = json.loads(capsys.readouterr().out)["decision"]
    assert [(site["id"], site["new"]) for site in entry["changed"]] == [("granby", None)]
    assert [lack["code"] for lack in entry["lacks"]] == ["O001"]


def test_a_record_does_not_go_with_scenarios_nor_with_a_form_that_is_wrong() -> None:
    assert run(["compare", "old.json", "--scenarios", "s.yaml", "--decision", "decision.yaml"]) == 2
    Path("decision.yaml").write_text("version: 1\n")
    assert run(["compare", "old.json", "old.json", "--decision", "decision.yaml"]) == 1
