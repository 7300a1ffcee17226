"""The command line's promises (DESIGN §6): ways of ending, streams, outputs whole or not at all, same bytes."""

import json
import random
import stat
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests.cli.conftest import CRITERIA, SITES

from vasterviksmodell.cli import program, weights

HOSTILE = [
    "[södra]",
    "=1+1",
    "\x1b[31mröd\x1b[0m",
    "a\nb",
    "<b>&amp;",
    "|`*_",
    "x" * 200_000,
    "\u202evänd",
    "ja,nej;",
]


def test_a_ranking_ends_with_0_and_stands_on_standard_output_alone(here, process):
    ended = process("score", "sites.csv", "-c", "criteria.yaml")
    assert ended.returncode == 0
    assert b"Ankarby" in ended.stdout
    assert ended.stderr == b""


def test_findings_end_with_1_on_standard_error_and_no_ranking_is_printed(here, process):
    Path("sites.csv").write_text(SITES.replace("500", "tolv"))
    ended = process("score", "sites.csv", "-c", "criteria.yaml")
    assert ended.returncode == 1
    assert ended.stdout == b""
    assert ended.stderr.decode().startswith("sites.csv:2:17: error[D103] 'tolv' is not a number (criterion 'school')\n")


def test_fail_on_decides_which_findings_fail(here, cli):
    Path("sites.csv").write_text(SITES.replace("plan", "plann", 1))
    assert cli("score", "sites.csv").code == 0
    failed = cli("score", "sites.csv", "--fail-on", "warning")
    assert (failed.code, failed.out) == (1, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "missing.csv"],
        ["score", "."],
        ["score"],
        ["score", "sites.csv", "--fromat", "csv"],
        ["score", "sites.csv", "--format", "xml"],
        ["score", "sites.csv", "-c", "missing.yaml"],
        ["score", "sites.csv", "-o", "missing/x.csv"],
        ["score", "sites.csv", "-o", "x.unknown"],
        ["score", "sites.csv", "-o", "."],
        ["score", "-", "-"],
        ["check", "--select", "X9"],
        ["rules", "D999"],
        ["nonsense"],
        ["init", "."],
    ],
)
def test_what_cannot_be_run_as_asked_ends_with_2_and_says_why(here, cli, arguments):
    ended = cli(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()
    assert "Traceback" not in ended.err


def test_a_bug_of_ours_ends_with_70_and_one_line(here, cli, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("vasterviksmodell.cli.inputs.open_sources", broken)
    ended = cli("score", "sites.csv")
    assert ended.code == 70
    assert len(ended.err.splitlines()) == 1
    assert "--debug" in ended.err
    assert "Traceback" in cli("--debug", "score", "sites.csv").err


def test_a_closed_pipe_ends_with_141_in_silence(here):
    Path("sites.csv").write_text(SITES + "".join(f"s{n},S{n},{n},none\n" for n in range(20_000)))
    command = f"{sys.executable} -m vasterviksmodell score -q sites.csv -f jsonl | head -n 1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    first, code = ended.stdout.decode().splitlines()
    assert json.loads(first)["id"]
    assert code == "141"
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "arguments", [["score", "sites.csv"], ["check", "-f", "json"], ["rules"], ["--help"], ["schema", "criteria"]]
)
def test_a_full_disk_ends_with_2(here, process, arguments):
    with Path("/dev/full").open("wb") as full:
        ended = process(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2
    assert b"cannot write" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_on_a_full_disk_ends_with_2(here, cli):
    assert cli("score", "sites.csv", "-f", "csv", "-o", "/dev/full").code == 2


def test_an_output_is_written_whole_or_not_at_all(here, cli):
    Path("out.csv").write_text("before")
    Path("out.csv").chmod(0o640)
    assert cli("score", "sites.csv", "-o", "out.csv").code == 0
    assert Path("out.csv").read_text().startswith("id,name,")
    assert stat.S_IMODE(Path("out.csv").stat().st_mode) == 0o640
    Path("sites.csv").write_text(SITES.replace("500", "tolv"))
    kept = Path("out.csv").read_bytes()
    assert cli("score", "sites.csv", "-o", "out.csv").code == 1
    assert Path("out.csv").read_bytes() == kept
    assert sorted(path.name for path in here.iterdir()) == ["criteria.yaml", "out.csv", "sites.csv"]


def test_an_interrupted_write_leaves_nothing_behind(here, monkeypatch):
    from vasterviksmodell.cli import outputs

    def broken():
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outputs.write(broken(), "out.csv")
    assert not Path("out.csv").exists()
    assert sorted(path.name for path in here.iterdir()) == ["criteria.yaml", "sites.csv"]


def test_the_format_follows_the_suffix_of_the_output(here, cli):
    for suffix in ("csv", "tsv", "json", "jsonl", "md", "txt"):
        assert cli("score", "sites.csv", "-o", f"out.{suffix}").code == 0
    assert json.loads(Path("out.json").read_text())["schema"] == "vasterviksmodell/ranking/2"
    assert len(Path("out.jsonl").read_text().splitlines()) == 3
    assert Path("out.tsv").read_text().startswith("id\tname\t")
    assert Path("out.md").read_text() == cli("score", "sites.csv", "-f", "markdown").out


def test_standard_input_and_several_files(here, process):
    Path("more.csv").write_text("id,name,school,plan\nsjoby,Sjöby,700,none\n")
    ended = process("score", "-", "more.csv", "-f", "jsonl", input=SITES.encode())
    assert {json.loads(line)["id"] for line in ended.stdout.splitlines()} == {
        "ankarby",
        "ekby",
        "tallby",
        "sjoby",
    }
    broken = process("score", "-", input=SITES.replace("500", "tolv").encode())
    assert b"<stdin>:2:17: error[D103]" in broken.stderr


def test_an_input_format_can_be_said(here, process):
    site = b"[{id: a, school: 300, plan: housing}]"
    assert process("score", "-", "--input-format", "yaml", "-f", "jsonl", input=site).returncode == 0


def test_the_same_id_in_two_files_is_found(here, cli):
    Path("more.csv").write_text("id,name,school,plan\nEKBY,Ekby,700,none\n")
    ended = cli("score", "sites.csv", "more.csv")
    assert ended.code == 1
    assert "more.csv:2:1: error[D102] the id 'EKBY' is already used at sites.csv:3:1" in ended.err


def test_shuffled_rows_give_the_same_bytes(here, cli):
    header, *rows = (SITES + "bokby,Bokby,500,housing\n").splitlines(keepends=True)
    found = set()
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        Path("sites.csv").write_text(header + "".join(rows))
        found.add(tuple(cli("score", "sites.csv", "-f", name).out for name in ("table", "csv", "jsonl", "markdown")))
    assert len(found) == 1


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "markdown"])
def test_names_are_data(here, cli, name, format):
    quoted = '"' + name.replace('"', '""') + '"'
    Path("sites.csv").write_text(f"id,name,school,plan\na,{quoted},500,housing\n", newline="")
    ended = cli("score", "sites.csv", "-f", format)
    assert ended.code == 0
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out or format in ("json", "jsonl", "csv", "tsv")
    if format == "jsonl":
        assert json.loads(ended.out)["name"] == name


def test_what_was_assumed_is_told_unless_quiet(here, cli, monkeypatch, tmp_path):
    assert "./criteria.yaml" in cli("score", "sites.csv").err
    assert cli("score", "sites.csv", "-q").err == ""
    Path("criteria.yaml").rename("other.yaml")
    assert "packaged" in cli("check").err
    verbose = cli("score", "sites.csv", "-v", "-c", "other.yaml").err
    assert "delimiter ','" in verbose
    assert "sha256" in verbose


def test_version_and_module(process):
    from vasterviksmodell._version import __version__

    assert process("--version").stdout.decode() == f"vasterviksmodell {__version__}\n"


PACKAGE = "vasterviksmodell.cli."
COMMAND_MODULES = {PACKAGE + name for name in program.COMMANDS}


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--version"], {"typer", "polars", "pydantic", "rich"}),
        (["--help"], {"polars", "narwhals", "numpy", "pydantic", "rich", *COMMAND_MODULES}),
        (["score", "--help"], {"polars", "narwhals", "numpy", "rich", *COMMAND_MODULES - {PACKAGE + "score"}}),
        (["weights", "ask", "--help"], {"polars", "narwhals", "numpy", "rich", PACKAGE + "weights.derive"}),
        (["rules"], {"polars", "narwhals", "numpy", "rich", "yaml"}),
        (["check"], {"polars", "narwhals", "numpy", "rich"}),
        (["score", "sites.csv"], {"numpy", "pandas", "pyarrow", "rich.console", "rich.table"}),
    ],
)
def test_nothing_is_imported_that_is_not_used(here, arguments, forbidden):
    code = (
        f"import sys; sys.argv = ['vasterviksmodell', *{arguments!r}]\n"
        "from vasterviksmodell.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('LOADED', *sorted(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = set(ended.stderr.decode().split("LOADED")[1].split())
    assert not loaded & forbidden


@pytest.mark.parametrize(("package", "commands"), [("", program.COMMANDS), ("weights.", weights.COMMANDS)])
def test_a_list_of_commands_says_of_each_what_its_own_help_does(package, commands):
    told = {}
    for name in commands:
        module = import_module(PACKAGE + package + name)
        told[name] = module.app.info.help if hasattr(module, "app") else module.run.__doc__.splitlines()[0]
    assert told == commands


def test_a_new_criteria_file_says_what_it_lacks(here, cli):
    Path("criteria.yaml").write_text(CRITERIA.replace("weight: 1", "weight: 0"))
    ended = cli("score", "sites.csv")
    assert ended.code == 1
    assert "criteria.yaml:14:13: error[C101]" in ended.err
