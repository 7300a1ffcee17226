"""`freeze` and `check --order`: what was frozen when, told from a folder; and `score --blind`, names after freezing."""

import json
from pathlib import Path

import pytest
from tests.cli import every_command
from tests.conftest import on_terminal

from vasterviksmodell import load_freeze_record
from vasterviksmodell.cli.program import run
from vasterviksmodell.output.ranking import RANKING_FORMATS

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    every_command.fill(tmp_path)
    for name in ("old.json", "decision.yaml", "derive.yaml", "scenarios.yaml"):
        (tmp_path / name).unlink()
    return tmp_path


def freeze(*arguments: str, date: str = "2026-11-01") -> int:
    return run(["freeze", *arguments, "--by", "Anna Ek", "--date", date, "-q"])


@pytest.fixture
def history(folder: Path, capsys: Captured) -> Path:
    """Criteria, sites, a ranking and a decision, each put on record in its turn."""
    assert freeze() == 0
    assert freeze("sites.csv", date="2026-11-10") == 0
    assert run(["score", "sites.csv", "-q", "-o", "ranking.json"]) == 0
    assert freeze("ranking.json", date="2026-11-11") == 0
    assert run(["decide", "sites.csv", "--init", "-q"]) == 0
    decision = Path("decision.yaml")
    decided = decision.read_text().replace("outcome: null", "outcome: parked").replace("who: null", "who: Bo")
    decision.write_text(decided.replace("\ndate: null", "\ndate: '2026-11-12'"))
    assert freeze("decision.yaml", date="2026-11-12") == 0
    capsys.readouterr()
    return folder


def told(capsys: Captured, *arguments: str) -> tuple[int, list[str], str]:
    """The exit code, the codes of findings about the order, and what is said beside them."""
    capsys.readouterr()
    code = run(["check", "--order", "--format", "json", *arguments])
    written = capsys.readouterr()
    found = json.loads(written.out)["findings"]
    return code, [finding["code"] for finding in found if finding["code"].startswith("H")], written.err


def test_a_seal_is_printed_and_what_it_proves_is_said(folder: Path, capsys: Captured) -> None:
    assert run(["freeze", "--by", "Anna Ek", "--by", "Bo", "--date", "2026-11-01"]) == 0
    written = capsys.readouterr()
    (step,) = load_freeze_record("frozen.yaml").steps
    assert written.out == f"{step.seal}\n"
    assert step.by == ("Anna Ek", "Bo")
    assert "Only a seal that somebody else keeps" in written.err
    assert "criteria: ./criteria.yaml" in written.err


@pytest.mark.parametrize("given", ["frozen.yaml", ".", "frozen.yaml sites.csv ranking.json decision.yaml"])
def test_a_clean_history_has_no_findings(history: Path, capsys: Captured, given: str) -> None:
    code, codes, said = told(capsys, *given.split())
    assert (code, codes) == (0, [])
    assert "4 steps, the last seal" in said
    assert "Nothing shows that nobody had seen the figures before" in said


def test_a_folder_is_judged_from_anywhere(history: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert told(capsys, str(history))[:2] == (0, [])
    sites = history / "sites.csv"
    sites.write_text(sites.read_text().replace("500", "600"))
    code, codes, _ = told(capsys, str(history))
    assert (code, set(codes)) == (1, {"H203"})


def test_a_late_change_is_told_with_its_line_and_ranks(history: Path, capsys: Captured) -> None:
    criteria = Path("criteria.yaml")
    criteria.write_text(criteria.read_text().replace("at_most: 4000", "at_most: 400"))
    assert run(["check", "--order", "."]) == 1
    written = capsys.readouterr().out
    assert "criteria.yaml:4:83: error[H101] school.requirement.at_most: 4000 → 400" in written
    assert "ankarby 1 → excluded" in written
    assert run(["check", "--order", ".", "--lang", "sv"]) == 1
    assert "ankarby 1 → utesluten" in capsys.readouterr().out
    assert run(["check", "--order", ".", "--exit-zero", "-q"]) == 0
    assert run(["check", "--order", ".", "--ignore", "H1", "-q"]) == 0
    assert run(["check", "-q"]) == 0, "without --order nobody is accused"


def test_the_actor_of_a_ranking_is_part_of_its_criteria(history: Path, capsys: Captured) -> None:
    assert run(["score", "sites.csv", "--actor", "state", "-q", "-o", "other.json"]) == 0
    code, codes, _ = told(capsys, "frozen.yaml", "sites.csv", "other.json")
    assert (code, codes) == (1, ["H301", "H101"])


def test_a_ranking_with_events_rests_on_the_frozen_criteria(history: Path, capsys: Captured) -> None:
    assert run(["score", "sites.csv", "--events", "events.yaml", "-q", "-o", "ranking.json"]) == 0
    assert freeze("ranking.json", date="2026-11-13") == 0
    Path("decision.yaml").unlink()
    assert run(["decide", "ranking.json", "--init", "-q"]) == 0
    decided = Path("decision.yaml").read_text().replace("outcome: null", "outcome: parked")
    decided = decided.replace("who: null", "who: Bo").replace("\ndate: null", "\ndate: '2026-11-14'")
    Path("decision.yaml").write_text(decided)
    assert freeze("decision.yaml", date="2026-11-14") == 0
    assert told(capsys, ".")[:2] == (0, [])
    assert told(capsys, "frozen.yaml", "sites.csv", "decision.yaml", "--events", "events.yaml")[:2] == (0, [])


def test_a_report_that_carries_a_ranking_counts_as_one(history: Path, capsys: Captured) -> None:
    assert run(["report", "ranking.json", "-q", "-o", "report.html", "--date", "2026-11-12"]) == 0
    assert freeze("report.html", date="2026-11-12") == 0
    assert told(capsys, ".")[:2] == (0, [])
    assert run(["report", "ranking.json", "-q", "-o", "report.html", "--date", "2026-11-13"]) == 0
    assert told(capsys, ".")[1] == ["H203"]


def test_criteria_that_are_frozen_anew_are_told_to_results_of_older_ones(history: Path, capsys: Captured) -> None:
    criteria = Path("criteria.yaml")
    criteria.write_text(
        criteria.read_text().replace("{school: 3, plan: 1}}\n  state", "{school: 1, plan: 9}}\n  state")
    )
    assert freeze("criteria.yaml", "--reason", "A mistake.", date="2026-11-20") == 0
    code, codes, _ = told(capsys, ".")
    assert (code, sorted(codes)) == (0, ["H102", "H102", "H105", "H303", "H303"])
    assert told(capsys, ".", "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--order"),
        ("check", "--order", "sites.csv"),
        ("check", "--order", "frozen.yaml", "again.yaml"),
        ("freeze", "frozen.yaml", "--by", "Bo"),
        ("freeze", "criteria.yaml", "other.yaml", "--by", "Bo"),
        ("freeze", "nowhere.csv", "--by", "Bo"),
        ("freeze", "-", "--by", "Bo"),
        ("freeze", "--by", "Bo", "-r", "nowhere/frozen.yaml"),
        ("freeze", "sites.csv", "--by", "Bo", "-r", "flow.yaml"),
    ],
)
def test_what_cannot_be_run_ends_with_2(history: Path, capsys: Captured, arguments: tuple[str, ...]) -> None:
    Path("again.yaml").write_bytes(Path("frozen.yaml").read_bytes())
    Path("other.yaml").write_bytes(Path("criteria.yaml").read_bytes())
    Path("flow.yaml").write_text("{version: 1, steps: [{date: 2026, by: Bo, seal: a}]}\n")
    before = Path("frozen.yaml").read_bytes()
    assert run(list(arguments)) in (1, 2)
    assert capsys.readouterr().err.count("\n") <= 6
    assert Path("frozen.yaml").read_bytes() == before


def test_criteria_and_records_with_errors_are_not_frozen(history: Path, capsys: Captured) -> None:
    before = Path("frozen.yaml").read_bytes()
    Path("criteria.yaml").write_text("version: 1\n")
    assert freeze() == 1
    assert freeze("sites.csv", date="soon") == 1
    Path("broken.yaml").write_text("version: 1\nsteps: [{}]\n")
    assert freeze("sites.csv", "-r", "broken.yaml") == 1
    assert run(["check", "--order", "broken.yaml", "-c", "criteria.yaml"]) == 1
    assert "broken.yaml:2:1: error[C002]" in capsys.readouterr().out
    assert Path("frozen.yaml").read_bytes() == before


def test_findings_fit_a_terminal(history: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    criteria = Path("criteria.yaml")
    criteria.write_text(criteria.read_text().replace("at_most: 4000", "at_most: 400"))
    on_terminal(monkeypatch)
    assert run(["check", "--order", "."]) == 1
    written = capsys.readouterr()
    assert max(map(len, written.out.splitlines())) <= 80


NAMES = ("ankarby", "ekby", "tallby", "57.7", "16.5", "sites.csv")


@pytest.mark.parametrize("format", [name for name, each in RANKING_FORMATS.items() if not each.is_binary])
def test_a_blind_ranking_names_nothing(folder: Path, capsys: Captured, format: str) -> None:
    code = run(["score", "sites.csv", "--blind", "-f", format, "--verbose"])
    written = capsys.readouterr()
    if RANKING_FORMATS[format].shows_places:
        assert code == 2
        assert "shows where sites lie" in written.err
        return
    assert code == 0
    shown = (written.out + written.err).lower()
    assert [name for name in NAMES if name in shown] == []


@pytest.mark.parametrize("options", [(), ("-q",), ("--verbose",)])
def test_a_blind_run_that_errors_stop_names_nothing(folder: Path, capsys: Captured, options: tuple[str, ...]) -> None:
    sites = Path("sites.csv")
    sites.write_text(sites.read_text() + sites.read_text().splitlines()[1] + "\n")
    assert run(["score", "sites.csv", "--blind", *options]) == 1
    written = capsys.readouterr()
    shown = (written.out + written.err).lower()
    assert [name for name in NAMES if name in shown] == []
    assert "1 finding about files and sites is not told here" in shown


def test_a_blind_run_tells_errors_of_the_criteria(folder: Path, capsys: Captured) -> None:
    Path("criteria.yaml").write_text("version: 1\n")
    assert run(["score", "sites.csv", "--blind"]) == 1
    assert "error[C002]" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["xlsx", "parquet", "ods"])
def test_a_blind_file_names_nothing(folder: Path, format: str) -> None:
    assert run(["score", "sites.csv", "--blind", "-o", f"blind.{format}", "-q"]) == 0
    assert b"nkarby" not in Path(f"blind.{format}").read_bytes()


def test_findings_that_name_sites_are_counted_not_told(folder: Path, capsys: Captured) -> None:
    Path("sites.csv").write_text(every_command.ABROAD)
    assert run(["score", "sites.csv", "--blind"]) == 0
    said = capsys.readouterr().err
    assert "finding about files and sites is not told here" in said
    assert "ankarby" not in said.lower()
    assert run(["score", "sites.csv", "--blind", "--fail-on", "warning", "-q"]) == 1
    written = capsys.readouterr()
    assert "is not told here" in written.err
    assert (written.out, "ankarby" in written.err.lower()) == ("", False)


@pytest.mark.parametrize(
    "options",
    [
        ("--set", "ekby.school=5"),
        ("--scenarios", "scenarios.yaml", "--scenario", "near"),
        ("--per", "plan"),
        ("--unblind", "frozen.yaml"),
        ("-f", "gpkg"),
    ],
)
def test_what_would_name_sites_is_refused(folder: Path, options: tuple[str, ...]) -> None:
    Path("scenarios.yaml").write_text(every_command.SCENARIOS)
    assert run(["score", "sites.csv", "--blind", *options]) == 2


def test_names_are_shown_when_the_criteria_are_frozen(folder: Path, capsys: Captured) -> None:
    unblind = ["score", "sites.csv", "--unblind", "frozen.yaml", "-f", "csv"]
    assert run(unblind) == 2
    assert freeze() == 0
    capsys.readouterr()
    assert run(["score", "sites.csv", "--blind", "-f", "csv", "-q"]) == 0
    blind = [line.split(",")[:4] for line in capsys.readouterr().out.splitlines()]
    assert run([*unblind, "-q"]) == 0
    opened = [line.split(",")[:4] for line in capsys.readouterr().out.splitlines()]
    assert [line[2:] for line in blind] == [line[2:] for line in opened]
    assert [name.split()[0] for _, name, *_ in opened[1:]] == [number for number, *_ in blind[1:]]
    assert opened[1][1].endswith(" Ankarby")
    criteria = Path("criteria.yaml")
    criteria.write_text(criteria.read_text().replace("weight: 2", "weight: 1"))
    assert run(unblind) == 2
    assert "are not those that frozen.yaml froze last" in capsys.readouterr().err


def test_numbers_stand_beside_names_in_each_part(folder: Path, capsys: Captured) -> None:
    rows = ("id,name,school,plan,town", "a,Aby,1,housing,Norra", "b,Beby,2,none,Norra", "c,Ceby,3,none,Södra", "")
    Path("sites.csv").write_text("\n".join(rows))
    assert freeze() == 0
    capsys.readouterr()
    asked = ("--unblind", "frozen.yaml", "--per", "town", "--top", "1")
    assert run(["score", "sites.csv", *asked, "-q", "-f", "csv"]) == 0
    shown = [line.split(",") for line in capsys.readouterr().out.splitlines()[1:]]
    assert [(part, name.split()[1]) for part, _, name, *_ in shown] == [("Norra", "Aby"), ("Södra", "Ceby")]


def test_a_ranking_with_numbers_and_names_is_not_saved(folder: Path) -> None:
    assert freeze() == 0
    assert run(["score", "sites.csv", "--unblind", "frozen.yaml", "-f", "json"]) == 2


def test_a_saved_ranking_is_shown_blind_with_the_same_numbers(folder: Path, capsys: Captured) -> None:
    assert run(["score", "sites.csv", "-q", "-o", "ranking.json"]) == 0
    assert run(["score", "sites.csv", "--blind", "-q", "-f", "json"]) == 0
    of_sites = capsys.readouterr().out
    assert run(["score", "ranking.json", "--blind", "-q", "-f", "json"]) == 0
    assert capsys.readouterr().out == of_sites
    Path("blind.json").write_text(of_sites)
    assert run(["verify", "blind.json"]) == 0
    assert run(["score", "blind.json", "--blind"]) == 2
    assert run(["score", "blind.json", "--lang", "sv"]) == 0
    assert "Blind utgåva" in capsys.readouterr().out
    assert run(["score", "sites.csv", "--top", "1", "-q", "-o", "cut.json"]) == 0
    assert run(["score", "cut.json", "--blind"]) in (1, 2)


def test_a_folder_that_is_handed_over_is_verified_with_its_record(history: Path, capsys: Captured) -> None:
    Path("events.yaml").unlink()
    assert run(["verify", ".", "-f", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert {file["path"]: file["part"] for file in whole["files"]}["frozen.yaml"] == "record"
    record = Path("frozen.yaml")
    record.write_text(record.read_text().replace("2026-11-10", "2026-11-09"))
    assert run(["verify", "."]) == 1
    assert "error[H001]" in capsys.readouterr().out


def test_other_files_in_a_folder_are_passed_over(history: Path, capsys: Captured) -> None:
    Path("notes.pdf").write_bytes(b"%PDF-1.7\nnot a report")
    Path("page.html").write_text("<html>not a report</html>")
    Path("book.xlsx").write_bytes(b"PK no book")
    Path("register.csv").write_text("school\nNorra\n")
    assert told(capsys, ".")[:2] == (0, [])
    Path("broken.json").write_text('{"schema": "vasterviksmodell/ranking/2"')
    assert told(capsys, ".")[:2] == (1, [])
    assert run(["check", "--order", "."]) == 1
    assert "broken.json:1:40: error[R001]" in capsys.readouterr().out


def test_standard_input_is_not_frozen(folder: Path, capsys: Captured) -> None:
    assert freeze("-") == 2
    assert "standard input has no name" in capsys.readouterr().err
    assert not Path("frozen.yaml").exists()


def test_a_ranking_that_only_a_report_carries_is_evidence_in_a_folder(history: Path, capsys: Captured) -> None:
    assert run(["score", "sites.csv", "--events", "events.yaml", "-q", "-o", "ranking.json"]) == 0
    Path("decision.yaml").unlink()
    assert run(["decide", "ranking.json", "--init", "-q"]) == 0
    decided = (
        Path("decision.yaml").read_text().replace("outcome: null", "outcome: parked").replace("who: null", "who: Bo")
    )
    Path("decision.yaml").write_text(decided.replace("\ndate: null", "\ndate: '2026-11-12'"))
    assert run(["report", "ranking.json", "--decision", "decision.yaml", "-q", "-o", "report.html"]) == 0
    Path("ranking.json").unlink()
    capsys.readouterr()
    run(["verify", ".", "-f", "json"])
    assert "H301" not in {found["code"] for found in json.loads(capsys.readouterr().out)["findings"]}


@pytest.mark.parametrize("name", ["frozen.yaml", "criteria.yaml", "sites.csv", "ranking.json", "decision.yaml"])
@pytest.mark.parametrize(
    "given", [["."], ["frozen.yaml", "criteria.yaml", "sites.csv", "ranking.json", "decision.yaml"]]
)
def test_no_file_that_is_judged_is_overwritten(history: Path, name: str, given: list[str]) -> None:
    before = Path(name).read_bytes()
    assert run(["check", "--order", *given, "-o", name, "-f", "json", "-q"]) == 2
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("frozen.yaml", ("score", "sites.csv", "--unblind", "frozen.yaml", "-f", "csv")),
        ("sites.csv", ("verify", "ranking.json", "-f", "json")),
        ("earlier.yaml", ("check", "sites.csv", "--audit", "--since", "earlier.yaml", "-f", "json")),
    ],
)
def test_records_and_earlier_criteria_are_not_overwritten(history: Path, name: str, arguments: tuple[str, ...]) -> None:
    Path("earlier.yaml").write_bytes(Path("criteria.yaml").read_bytes())
    before = Path(name).read_bytes()
    assert run([*arguments, "-o", name, "-q"]) == 2
    assert Path(name).read_bytes() == before
