"""What must not happen unseen: a file that says something else than meant, errors where few rows are looked at."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.cli.conftest import SITES, Ended

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.reporting import Reporter
from vasterviksmodell.cli.weights.judgements_option import rewrite_criteria
from vasterviksmodell.criteria import rewriting
from vasterviksmodell.scoring import run

Cli = Callable[..., Ended]
VOICE = Reporter("en", quiet=True)
JUDGED = """\
version: 1
criteria:
  school: {type: yes_no, weight: 3}
  road: {type: yes_no, weight: 1}
judgements: {top: {points: {school: 1, road: 4}}}
"""


def test_weights_that_would_not_be_those_that_follow_are_not_written(
    here: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "criteria.yaml").write_text(JUDGED)
    honest = rewriting.with_weights

    def half(text: str, points: Mapping[str, str], actor: str | None = None) -> str:
        return honest(text, {"school": points["school"]}, actor)

    monkeypatch.setattr(rewriting, "with_weights", half)
    ended = cli("weights", "derive", "--into", "criteria.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "criteria.yaml cannot be changed in place; paste it by hand" in ended.err
    assert (here / "criteria.yaml").read_text() == JUDGED


def test_a_change_is_written_only_when_the_file_then_says_what_is_meant(here: Path) -> None:
    (here / "criteria.yaml").write_text(JUDGED)
    for changed, meant in ((str, False), (lambda _: "version: 2\n", True), (lambda _: "{", True)):
        with pytest.raises(CannotRun, match=r"criteria\.yaml cannot be changed in place; paste it by hand$"):
            rewrite_criteria(None, changed, lambda _, meant=meant: meant, "out.yaml", VOICE)
        assert not (here / "out.yaml").exists()
    assert (
        rewrite_criteria(
            None, lambda text: text.replace("3", "5"), lambda model: model["school"].points == 5, "o.yaml", VOICE
        )
        == ()
    )
    assert (here / "o.yaml").read_text() == JUDGED.replace("3", "5")


def test_a_byte_order_mark_stays_before_what_is_changed(here: Path) -> None:
    (here / "criteria.yaml").write_text(JUDGED, encoding="utf-8-sig")
    seen = []
    assert (
        rewrite_criteria("criteria.yaml", lambda text: seen.append(text) or text, lambda _: True, "out.yaml", VOICE)
        == ()
    )
    assert seen == [JUDGED]
    assert (here / "out.yaml").read_bytes() == (here / "criteria.yaml").read_bytes()


@pytest.mark.parametrize("options", [(), ("--top", "1"), ("--top", "0"), ("--qualified-only",)])
def test_an_error_in_a_row_that_would_not_be_shown_fails_the_run(
    here: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr(run, "_LARGE", 0)
    assert cli("score", "sites.csv", *options, "-q").code == 0
    (here / "sites.csv").write_text(f"{SITES}last,Last,tolv,none\n")
    ended = cli("score", "sites.csv", *options, "-q")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("sites.csv:5:11: error[D103] 'tolv' is not a number")


def test_a_file_whose_path_cannot_be_looked_at_is_not_there(here: Path, cli: Cli) -> None:
    assert cli("score", "sites.csv", "-o", "saved.json").code == 0
    document = json.loads((here / "saved.json").read_text())
    document["inputs"][0]["path"] = "x" * 5000 + "/sites.csv"
    del document["checksum"]
    (here / "saved.json").write_text(json.dumps(document))
    (here / "sites.csv").unlink()
    ended = cli("verify", "saved.json")
    assert (ended.code, "warning[R103]" in ended.out) == (0, True)


def test_a_cut_ranking_may_tell_of_a_site_that_it_does_not_hold(here: Path, cli: Cli) -> None:
    cut = ("--set", "tallby.school=8000", "--top", "1")
    assert cli("score", "sites.csv", *cut, "-o", "cut.json").code == 0
    assert cli("verify", "cut.json").code == 0
    assert cli("score", "sites.csv", *cut[:2], "-o", "whole.json").code == 0
    assert cli("verify", "whole.json").code == 0
    document = json.loads((here / "whole.json").read_text())
    document["changes"][0]["id"] = "nowhere"
    (here / "whole.json").write_text(json.dumps(document))
    ended = cli("verify", "whole.json")
    assert (ended.code, "error[R001]" in ended.out) == (1, True)
