"""What completion offers: commands, options, and the names in the files that the line names."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.conftest import tried

from vasterviksmodell.cli.completing.command_line import Typed, replacing, typed_words
from vasterviksmodell.cli.completing.scripts import SCRIPTS
from vasterviksmodell.cli.program import run
from vasterviksmodell.findings import RULES

CRITERIA = """\
version: 1
criteria:
  land: {label: Land, criteria: {school: {measure: school_m, range: [0, 1], weight: 1, value: {0: 0, 1: 100}}}}
  bus: {label: Buss, range: [0, 1], weight: 1, value: {0: 0, 1: 100}}
actors: {kommunen: {label: Kommunen}}
"""
SITES = [("a1", "Ankarby"), ("e2", "Ekby, norra"), ("o3", "Örby"), ("t4", "Tallby"), ("t5", "Tallby")]
OFFERED = ["Ankarby", "Ekby, norra", "Örby", "t4", "t5"]
"""By name, and by id where two have the same name."""
RECORDS = [{"id": id, "name": name, "school_m": 1} for id, name in SITES]
MODEL = "version: 1\ncriteria: {school: {measure: school_m, range: [0, 1], weight: 1, value: {0: 0, 1: 100}}}\n"
DERIVE = "version: 1\nplaces: {file: orter.csv, name: ort}\nmeasures: {school: {rule: nearest}, bus: {rule: nearest}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    (tmp_path / "sites.csv").write_text(_table(","), encoding="utf-8")
    return tmp_path


def _table(delimiter: str, headings: tuple[str, ...] = ("id", "name", "school_m")) -> str:
    rows = [headings, *((id, f'"{name}"', "1") for id, name in SITES)]
    return "".join(f"{delimiter.join(row)}\n" for row in rows)


def asked(*words: str) -> list[str]:
    """Return the answer to zsh, without what is told of the candidates."""
    ended = subprocess.run(
        [sys.executable, "-m", "vasterviksmodell", "vasterviksmodell", *words],
        env={"VASTERVIKSMODELL_COMPLETE": "zsh"}, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert ended.stderr == b""
    return [line.partition("\t")[0] for line in ended.stdout.decode().splitlines()]


def offered(*words: str) -> list[str]:
    return asked(*words)[1:]


def _of_bytes(content: bytes) -> Any:
    return lambda path: path.write_bytes(content)


def _workbook(path: Path) -> None:
    book = Workbook()
    for row in (["Orter"], [], ["ID", "Name", "school_m"], *([*site, 1] for site in SITES)):
        book.active.append(row)
    book.save(path)


def _ranking(path: Path) -> None:
    path.with_name("own.yaml").write_text(MODEL)
    assert run(["score", "sites.csv", "-c", "own.yaml", "-q", "-o", str(path)]) == 0


FEATURES = [{"type": "Feature", "geometry": None, "properties": record} for record in RECORDS]
FILES = {
    "a.csv": _of_bytes(_table(",").encode()),
    "b.csv": _of_bytes(("Orter 2026\n\n" + _table(";", ("Id", "NAME", "school_m"))).encode("cp1252")),
    "c.csv": _of_bytes(_table("\t").encode("utf-16")),
    "d.tsv": _of_bytes(_table("\t").encode("utf-8-sig")),
    "e.json": _of_bytes(json.dumps(RECORDS).encode()),
    "f.geojson": _of_bytes(json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode()),
    "g.jsonl": _of_bytes("".join(json.dumps(record) + "\n" for record in RECORDS).encode()),
    "h.yaml": _of_bytes(b"sites:\n" + "".join(f"- {json.dumps(record)}\n" for record in RECORDS).encode()),
    "i.xlsx": _workbook,
    "j.json": _ranking,
}


@pytest.mark.parametrize("name", FILES)
def test_the_sites_of_each_format_are_offered(name: str, folder: Path) -> None:
    FILES[name](folder / name)
    assert offered("explain", name, "") == OFFERED


BROKEN = {
    "a.json": b"{",
    "b.xlsx": b"PK\x03\x04",
    "c.yaml": b"[" * 100_000,
    "d.csv": b"",
    "e.csv": b"\x00\xff",
    "f.parquet": b"PAR1",
    "g.json": b'[1, null, {"id": {}}]',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_offers_nothing_and_says_nothing(name: str, folder: Path) -> None:
    (folder / name).write_bytes(BROKEN[name])
    assert offered("explain", name, "") == []
    (folder / "criteria.yaml").write_bytes(BROKEN[name])
    assert offered("losses", "sites.csv", "--criterion", "") == []


def test_nobody_waits_for_a_pipe_while_typing(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    for name in ("pipe.csv", "pipe.json", "pipe.yaml"):
        os.mkfifo(folder / name)
        assert offered("explain", name, "") == []
    assert offered("losses", "-c", "pipe.yaml", "sites.csv", "--criterion", "") == []


def test_the_columns_are_called_what_the_criteria_say(folder: Path) -> None:
    stated = "site: {id: kod, name: ort}\ndata: {columns: {ort: [Tätort]}}\n"
    (folder / "own.yaml").write_text(f"version: 1\n{stated}criteria: {{}}\n", encoding="utf-8")
    (folder / "own.csv").write_text(_table(";", ("Kod", "tätort", "x")), encoding="utf-8")
    assert offered("explain", "-c", "own.yaml", "own.csv", "") == OFFERED
    assert offered("explain", "--criteria=own.yaml", "own.csv", "Ö") == ["Örby"]


def test_of_two_files_both_have_their_sites_offered(folder: Path) -> None:
    (folder / "more.csv").write_text("id,name\nz9,Åby\n", encoding="utf-8")
    assert offered("plan", "sites.csv", "more.csv", "--forbid", "") == [*OFFERED, "Åby"]


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        (("explain", "sites.csv", "t"), ["t4", "t5"]),
        (("explain", "sites.csv", "ekby"), ["Ekby, norra"]),
        (("explain", "sites.csv", "e2"), ["e2"]),
        (("similar", "sites.csv", "A"), ["Ankarby"]),
        (("losses", "sites.csv", "--criterion", ""), ["school", "bus"]),
        (("robustness", "sites.csv", "--bounds", "s"), ["school="]),
        (("robustness", "sites.csv", "--order", "bus,"), ["bus,school"]),
        (("robustness", "sites.csv", "--order", "bus=s"), ["bus=school"]),
        (("weights", "ask", "answers.yaml", "--set", ""), ["land", "top"]),
        (("weights", "derive", "--actor", ""), ["kommunen"]),
        (("score", "sites.csv", "--actor", ""), ["kommunen", "combined", "tree"]),
        (("compare", "sites.csv", "sites.csv", "--old-actor=c"), ["--old-actor=combined"]),
        (("score", "sites.csv", "--per", ""), ["id", "name", "school_m"]),
        (("score", "sites.csv", "--set", "Ankarby."), ["Ankarby.school_m=", "Ankarby.bus="]),
        (("score", "sites.csv", "--set", "An"), ["Ankarby."]),
        (("score", "sites.csv", "--data", "where.n"), ["where.name="]),
        (("score", "sites.csv", "--data", "join="), ["join=true", "join=false"]),
        (("score", "--format", "geo"), ["geojson"]),
        (("score", "-f", "csv"), ["csv", "csv-excel"]),
        (("score", "--apply-actions", ""), ["done"]),
        (("explain", "sites.csv", "e2", "--target", ""), ["qualified", "score=", "rank="]),
        (("check", "--select", "F"), [code for code in RULES if code.startswith("F")]),
        (("rules", "d103"), ["D103"]),
        (("rules", "D103", ""), []),
        (("schema", "si"), ["sites", "similarity"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("sc",), ["score", "schema"]),
        (("weights", "a"), ["ask", "agree"]),
        (("--ver",), ["--version"]),
        (("score", "sites.csv", "--join", "--qu"), ["--qualified-only", "--quiet"]),
        (("score", "--top", ""), []),
        (("losses", "sites.csv", "--criterion", "Ö"), []),
    ],
)
def test_values_are_offered_where_they_belong(words: tuple[str, ...], candidates: list[str]) -> None:
    assert offered(*words) == candidates


def test_places_and_measures_of_a_derivation_are_offered(folder: Path) -> None:
    (folder / "derive.yaml").write_text(DERIVE, encoding="utf-8")
    (folder / "orter.csv").write_text(_table(",", ("id", "ort", "x")), encoding="utf-8")
    assert offered("derive", "derive.yaml", "--explain", "Ö") == ["Örby."]
    assert offered("derive", "derive.yaml", "--explain", "Örby.s") == ["Örby.school"]
    assert offered("derive", "derive.yaml", "--only", "school,") == ["school,bus"]


def test_scenarios_are_offered(folder: Path) -> None:
    (folder / "scenarios.yaml").write_text("version: 1\nscenarios: {near: {label: Nära}, far: {}}\n", encoding="utf-8")
    assert offered("score", "sites.csv", "--scenario", "") == ["near", "far"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("score", ""), "files"),
        (("score", "-c", "cr"), "files"),
        (("verify", "ranking.json", "--inputs", ""), "files"),
        (("score", "--data", "enc"), "open"),
        (("score", "--data", "encoding=u"), "words"),
        (("score", "--", "--q"), "files"),
    ],
)
def test_the_first_line_says_what_the_others_are(words: tuple[str, ...], first: str) -> None:
    assert asked(*words)[0] == first


def test_a_name_with_control_characters_is_not_offered(folder: Path) -> None:
    (folder / "odd.csv").write_text('id,name\na,"A\x1b[2J"\nb,"B\nb"\nc,Cby\n', encoding="utf-8")
    assert offered("explain", "odd.csv", "") == ["Cby"]


@pytest.mark.parametrize("arguments", [(), ("a", "b", "c"), ("=:",)])
def test_a_question_without_sense_has_no_answer(arguments: tuple[str, ...]) -> None:
    for shell in ("bash", "fish", "tcsh", "zsh"):
        ended = subprocess.run(
            [sys.executable, "-m", "vasterviksmodell", *arguments],
            env={"VASTERVIKSMODELL_COMPLETE": shell}, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        assert ended.stderr == b""


@pytest.mark.parametrize("shell", SCRIPTS)
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert capsys.readouterr().out == SCRIPTS[shell]


@pytest.mark.parametrize("words", [("score", "sites.csv", "--set", ""), ("rules", ""), ("explain", "sites.csv", "")])
def test_nothing_heavy_is_imported(words: tuple[str, ...]) -> None:
    """What takes long to import: an answer comes while somebody types."""
    program = (
        "import sys\nfrom vasterviksmodell.__main__ import main\nmain()\n"
        "heavy = {'polars', 'pydantic', 'numpy', 'typer', 'rich', 'narwhals', 'dataclasses', 'inspect'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    environment = {"VASTERVIKSMODELL_COMPLETE": "fish"}
    command = [sys.executable, "-c", program, "vasterviksmodell", *words]
    ended = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(ended.stdout.splitlines()) > 1


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)


@tried(60)
@given(TEXTS, TEXTS, st.sampled_from(["", '"', "'"]))
def test_what_replaces_a_word_is_read_as_the_chosen_one(before: str, chosen: str, quote: str) -> None:
    word = Typed("", "", quote)
    closed = replacing(word, chosen)
    closed += quote if quote and not closed.endswith(quote) else ""
    line = f"{replacing(Typed('', '', ''), before)} {quote}{closed}"
    assert [word.text for word in typed_words(line)] == [before, chosen]
