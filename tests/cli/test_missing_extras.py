"""What an extra would bring is asked for when it is missing, with the command that installs it."""

import sys
from pathlib import Path

import pytest
from tests.cli.every_command import CRITERIA, SITES

from vasterviksmodell.extras import MissingExtra, from_extra


def test_a_module_that_is_there_is_given() -> None:
    assert from_extra("excel", "json.decoder", "reading") is sys.modules["json.decoder"]


def test_a_missing_one_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shapely.geometry", None)
    with pytest.raises(MissingExtra, match=r"^finding a place needs shapely: pip install 'vasterviksmodell\[geo\]'$"):
        from_extra("geo", "shapely.geometry", "finding a place")


def test_a_workbook_without_the_extra_ends_with_2(here, cli, monkeypatch):
    import openpyxl

    openpyxl.Workbook().save("sites.xlsx")
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ended = cli("score", "sites.xlsx", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "vasterviksmodell: reading .xlsx needs openpyxl: pip install 'vasterviksmodell[excel]'\n"


def test_pages_without_the_extra_end_with_2_and_leave_no_file(here, cli, monkeypatch):
    Path("sites.csv").write_text(SITES)
    Path("criteria.yaml").write_text(CRITERIA)
    for name in [name for name in sys.modules if name.partition(".")[0] == "typst"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    ended = cli("score", "sites.csv", "-o", "ranking.pdf", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "vasterviksmodell: writing .pdf needs typst: pip install 'vasterviksmodell[pdf]'\n"
    assert not Path("ranking.pdf").exists()
