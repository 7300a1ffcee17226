"""Completion in real shells: what is typed, completed with Tab, comes to the program as the name that it is."""

import sys
from pathlib import Path

import pytest
from tests.cli.shells import SHELLS, completed
from tests.cli.test_completion import CRITERIA

SITES = """\
id,name,school_m,bus
a1,Södra "by",1,1
a2,Ängby $HOME,1,1
a3,O'Hara: öst,1,1
b1,Nyby,1,1
b2,Nyby,1,1
c1,Åkra* [norr] `x` \\ #1!,1,1
"""
LINES = {
    "ru": ["rules"],
    "score sit": ["score", "sites.csv"],
    "score --output=sit": ["score", "--output=sites.csv"],
    "explain sites.csv Söd": ["explain", "sites.csv", 'Södra "by"'],
    "explain sites.csv 'Söd": ["explain", "sites.csv", 'Södra "by"'],
    'explain sites.csv "Söd': ["explain", "sites.csv", 'Södra "by"'],
    'explain sites.csv "Äng': ["explain", "sites.csv", "Ängby $HOME"],
    "explain sites.csv O": ["explain", "sites.csv", "O'Hara: öst"],
    "explain sites.csv O\\'Hara:\\ ": ["explain", "sites.csv", "O'Hara: öst"],
    "explain sites.csv Åk": ["explain", "sites.csv", "Åkra* [norr] `x` \\ #1!"],
    "explain sites.csv b1 Äng": ["explain", "sites.csv", "b1", "Ängby $HOME"],
    'score sites.csv --set Södra\\ \\"by\\".sch': ["score", "sites.csv", "--set", 'Södra "by".school_m='],
    "plan sites.csv --fix=O": ["plan", "sites.csv", "--fix=O'Hara: öst="],
    "score sites.csv --data=enc": ["score", "sites.csv", "--data=encoding="],
    "score sites.csv --data encoding=cp1": ["score", "sites.csv", "--data", "encoding=cp1252"],
    "rules D103": ["rules", "D103"],
    "nothing ": ["nothing"],
}
"""What is typed after `vasterviksmodell`, and the arguments after Tab."""


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_completed_comes_as_it_is(shell: str, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text(SITES, encoding="utf-8")
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    assert dict(zip(LINES, completed(shell, list(LINES), tmp_path), strict=True)) == LINES


@pytest.mark.parametrize("shell", SHELLS)
def test_the_program_may_be_called_by_a_path(shell: str, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "vasterviksmodell").symlink_to(Path(sys.executable).parent / "vasterviksmodell")
    (program,) = completed(shell, ["rules D103"], tmp_path, "~/bin/vasterviksmodell")
    assert program == ["rules", "D103"]
    assert completed(shell, ["weights fr"], tmp_path, "~/bin/vasterviksmodell") == [["weights", "freeze"]]
