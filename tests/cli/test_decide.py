"""`decide`: a record is started once, filled in, and judged."""

from pathlib import Path

import pytest
from tests.cli import every_command

from vasterviksmodell.cli.program import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    every_command.fill(tmp_path)
    return tmp_path


def test_a_started_record_is_undecided_until_it_is_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "sites.csv", "-d", "new.yaml", "--init"]) == 0
    assert run(["decide", "sites.csv", "-d", "new.yaml"]) == 1
    assert "new.yaml:19:14: error[O003]" in capsys.readouterr().out
    record = Path("new.yaml")
    filled = record.read_text().replace("who: null", "who: Bo").replace("\ndate: null", "\ndate: '2026-11-25'")
    record.write_text(filled.replace("outcome: null", "outcome: parked"))
    assert run(["decide", "sites.csv", "-d", "new.yaml"]) == 0
    assert "the decision fits the ranking" in capsys.readouterr().err


def test_a_record_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "decision.yaml").read_bytes()
    assert run(["decide", "sites.csv", "--init"]) == 2
    assert "decision.yaml exists and is not overwritten" in capsys.readouterr().err
    assert (folder / "decision.yaml").read_bytes() == before


def test_a_saved_ranking_is_judged_like_its_sites(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "sites.csv", "-q", "-o", "ranking.json"]) == 0
    run(["decide", "sites.csv", "-f", "json"])
    of_sites = capsys.readouterr().out
    run(["decide", "ranking.json", "-f", "json"])
    assert capsys.readouterr().out == of_sites
    assert "O102" in of_sites


def test_a_ranking_that_was_cut_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "sites.csv", "--top", "1", "-q", "-o", "cut.json"]) == 0
    assert run(["decide", "cut.json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "cut.json: error[R002] the ranking shows only 1 of 3 sites" in told.err


def test_a_warning_fails_the_run_where_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "sites.csv"]) == 0
    assert "warning[O102]" in capsys.readouterr().out
    assert run(["decide", "sites.csv", "--fail-on", "warning"]) == 1


def test_quiet_leaves_out_the_notes_and_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "sites.csv", "--quiet"]) == 0
    told = capsys.readouterr()
    assert "O102" in told.out
    assert told.err == ""


def test_verbose_tells_how_the_sites_were_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "sites.csv", "--verbose"]) == 0
    assert "sites.csv: csv, " in capsys.readouterr().err


def test_a_record_that_is_missing_cannot_be_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "sites.csv", "-d", "none.yaml"]) == 2
    assert "none.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("format", every_command.SUFFIXES["decide"])
def test_no_mark_of_a_record_is_written_raw(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    record = Path("decision.yaml")
    record.write_text(record.read_text() + '  "no\\u200bwhere": {outcome: parked, ranked: {status: excluded}}\n')
    assert run(["decide", "sites.csv", "-f", format]) == 1
    shown = capsys.readouterr().out
    assert "O001" in shown
    assert "\u200b" not in shown


def test_check_knows_a_record_by_what_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "decision.yaml"]) == 0
    assert "no findings" in capsys.readouterr().err
    Path("kept.yaml").write_text(every_command.DECISION.replace("chosen", "best"))
    assert run(["check", "kept.yaml"]) == 1
    assert "kept.yaml:5:22: error[C" in capsys.readouterr().out


def test_check_judges_a_record_where_there_are_sites_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(["decide", "sites.csv", "-f", "json"])
    judged = capsys.readouterr().out
    run(["check", "sites.csv", "decision.yaml", "-f", "json", "--select", "O"])
    assert capsys.readouterr().out == judged
    assert run(["check", "sites.csv", "decision.yaml", "--each", "--select", "O"]) == 0
