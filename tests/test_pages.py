"""Docs are run: what the pages show is what the program prints."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Golden, on_terminal

from vasterviksmodell.cli import program
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import RULES
from vasterviksmodell.output.derivation import DERIVED_SUFFIXES
from vasterviksmodell.output.findings import FINDING_SUFFIXES
from vasterviksmodell.output.formats import XLSX_SUFFIXES, YAML_SUFFIXES
from vasterviksmodell.output.plot import PLOT_SUFFIXES
from vasterviksmodell.output.ranking import RANKING_SUFFIXES
from vasterviksmodell.output.report.formats import REPORT_SUFFIXES
from vasterviksmodell.output.views import VIEW_SUFFIXES
from vasterviksmodell.value_functions import VALUE_FUNCTIONS

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*/README.md")])
RUN_HERE = [page for page in PAGES if page.name not in ("derive.md", "tutorial.md", "your-file.md")]
"""What the others show is run in the root of the repository; these bring their own files."""
CONSOLE = re.compile(r"(```console\n\$ (vasterviksmodell [^\n]*)\n)(.*?)(```\n)", re.DOTALL)
PYTHON = re.compile(r"(```python\n(.*?)```\n\n```text\n)(.*?)(```\n)", re.DOTALL)
FAMILIES = {
    "`score`": RANKING_SUFFIXES,
    "`report`": REPORT_SUFFIXES,
    "`derive`": DERIVED_SUFFIXES,
    "`check`, `decide`, `verify`, `derive --check`": FINDING_SUFFIXES,
    "`explain`, `obstacles`, `similar`, `losses`, `timeline`, `robustness`, `compare`, `weights agree`, "
    "`weights compare`, "
    "`derive --explain`": VIEW_SUFFIXES,
    "`plan`": {**VIEW_SUFFIXES, **XLSX_SUFFIXES},
    "`weights derive`": {**VIEW_SUFFIXES, **YAML_SUFFIXES},
    "`weights freeze`, `weights ask`, `--into`": YAML_SUFFIXES,
    "`robustness --plot`": PLOT_SUFFIXES,
}
COMMANDS = [
    *("", "score", "derive", "check", "explain", "obstacles", "similar", "timeline", "losses"),
    *("robustness", "plan", "report", "freeze", "decide", "compare", "verify"),
    *("weights", *(f"weights {it}" for it in ("derive", "ask", "agree", "compare", "freeze"))),
    *("rules", "init", "schema", "completion", "man"),
]


@pytest.mark.parametrize("page", RUN_HERE, ids=lambda page: str(page.relative_to(ROOT)))
def test_shown_output_is_real(
    page: Path, golden: Golden, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    on_terminal(monkeypatch)

    def printed(shown: re.Match[str]) -> str:
        program.run(shlex.split(shown[2])[1:])
        return shown[1] + capsysbinary.readouterr().out.decode() + shown[4]

    text = page.read_text(encoding="utf-8")
    golden.check(page, PYTHON.sub(_run_python, CONSOLE.sub(printed, text)))


def _run_python(shown: re.Match[str]) -> str:
    command = [sys.executable, "-c", shown[2]]
    ended = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True, timeout=60)
    return shown[1] + ended.stdout + shown[4]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


def links(page: Path) -> list[str]:
    """What a page links to in the repository."""
    return re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))


def test_the_readme_leads_to_the_pages_and_the_examples() -> None:
    assert {"docs/criteria.md", "docs/commands.md", "docs/rules.md", "examples/vastervik/README.md"} <= {
        *links(ROOT / "README.md")
    }


def test_the_readme_shows_a_command_before_line_25() -> None:
    lines = (ROOT / "README.md").read_text().splitlines()
    assert any(line.startswith("$ vasterviksmodell") for line in lines[:25])


def test_the_rules_page_is_made_from_the_rules(golden: Golden, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    program.run(["rules", "--format", "markdown"])
    page = capsysbinary.readouterr().out.decode()
    golden.check(ROOT / "docs" / "rules.md", page)
    assert all(f"### {code} " in page for code in RULES)


def test_the_commands_page_is_made_from_the_help(
    golden: Golden, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")
    prose = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").partition("| written by |")[0]
    page = prose + _table_of_suffixes()
    for command in COMMANDS:
        assert program.run([*command.split(), "--help"]) == 0
        page += f"\n## vasterviksmodell {command}".rstrip() + "\n\n```text\n"
        page += "\n".join(line.rstrip() for line in capsysbinary.readouterr().out.decode().splitlines()) + "\n```\n"
    golden.check(ROOT / "docs" / "commands.md", page)


def _table_of_suffixes() -> str:
    """What each family can be written as, and how its files are called."""
    rows = ["| written by | format (suffixes) |", "|---|---|"]
    for commands, suffixes in FAMILIES.items():
        told = (f"{name} ({', '.join(own)})" if own else name for name, own in suffixes.items())
        rows.append(f"| {commands} | {', '.join(told)} |")
    return "\n".join(rows) + "\n"


def test_the_page_on_criteria_names_every_key_and_shape() -> None:
    from vasterviksmodell.criteria import action_entries, entries, file_entry, judgement_entries, plan_entry
    from vasterviksmodell.criteria import file_entry as actor_entries

    page = (ROOT / "docs" / "criteria.md").read_text(encoding="utf-8")
    tree = (entries.GroupEntry, entries.CriterionEntry, entries.RequirementEntry)
    weighing = (actor_entries.ActorEntry, actor_entries.FrozenEntry, judgement_entries.JudgementEntry)
    planning = (plan_entry.PlanEntry, plan_entry.HouseEntry, plan_entry.PlotsEntry, plan_entry.InhabitantsEntry)
    costing = (plan_entry.FacilityEntry, plan_entry.CostEntry, plan_entry.LimitsEntry)
    models = (file_entry.CriteriaFile, *tree, *weighing, action_entries.ActionEntry, *planning, *costing)
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert [key for key in keys | set(VALUE_FUNCTIONS) if f"`{key}`" not in page and f"{key}:" not in page] == []


def test_the_examples_on_the_page_on_criteria_are_in_order() -> None:
    page = (ROOT / "docs" / "criteria.md").read_text(encoding="utf-8")
    whole, *additions = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert additions
    for addition in ("", *additions):
        assert read_criteria((whole + addition).encode(), "criteria.yaml")[1] == ()


def test_the_pipeline_example_runs(tmp_path: Path) -> None:
    run = _pipeline(tmp_path, "examples/exempelkommun/orter.csv")
    assert run.returncode == 0, run.stderr
    assert run.stdout == "examples-exempelkommun-orter: ranked\n"
    assert (tmp_path / "examples-exempelkommun-orter.first.tsv").read_text().splitlines()[0] == "id\tname\tstatus\trank"


def test_the_pipeline_example_reports_a_broken_file(tmp_path: Path) -> None:
    run = _pipeline(tmp_path, "examples/vastervik/sites.csv", "examples/broken/sites.csv")
    assert run.returncode == 1
    ranked, broken = run.stdout.splitlines()
    assert ranked == "examples-vastervik-sites: ranked"
    assert broken.startswith("examples-broken-sites: has findings, see ")


def _pipeline(out: Path, *files: str) -> "subprocess.CompletedProcess[str]":
    return _script("pipeline.sh", out, *files)


def _script(name: str, out: Path, *files: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = ["sh", f"examples/{name}", str(out), *files]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, text=True, env=environment, timeout=180)


def test_the_reports_of_the_examples_are_made(tmp_path: Path) -> None:
    from vasterviksmodell.output.report.formats import REPORT_SUFFIXES

    run = _script("reports.sh", tmp_path)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == 4
    for name in ("exempelkommun", "vastervik"):
        written = sorted(path.name for path in (tmp_path / name).iterdir())
        suffixes = [its_suffixes[0] for its_suffixes in REPORT_SUFFIXES.values()]
        assert written == sorted(f"{edition}{suffix}" for edition in ("full", "redacted") for suffix in suffixes)


def test_the_workflow_example_runs() -> None:
    workflow = _yaml(ROOT / "examples" / "ci" / "github-workflow.yaml")
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert _run_in_ci(it.split(">>")[0] for it in commands if it.startswith("vasterviksmodell")) == [0, 0]


def test_the_problem_matcher_finds_every_line_of_findings(capsys: pytest.CaptureFixture[str]) -> None:
    matcher = json.loads((ROOT / "examples" / "ci" / "problem-matcher.json").read_text(encoding="utf-8"))
    (pattern,) = matcher["problemMatcher"][0]["pattern"]
    broken = ROOT / "examples" / "broken" / "sites.csv"
    assert program.run(["check", str(broken), "-q"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if re.search(r": (error|warning)\[", line)]
    assert lines
    for line in lines:
        found = re.fullmatch(pattern["regexp"], line)
        assert found is not None
        assert Path(found[pattern["file"]]) == broken
        assert found[pattern["severity"]] in ("error", "warning")
        assert found[pattern["code"]] in RULES
        assert line.endswith(found[pattern["message"]])


def test_the_gitlab_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    job = _yaml(ROOT / "examples" / "ci" / "gitlab-ci.yml")["sites"]
    assert _run_in_ci(job["script"]) == [0, 0]
    artifacts = job["artifacts"]
    written = [artifacts["reports"]["codequality"], *artifacts["paths"]]
    assert sorted(written) == sorted(path.name for path in tmp_path.iterdir())
    assert (tmp_path / written[0]).read_text().startswith("[")


def test_the_hooks_of_pre_commit_check_what_the_example_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = {hook["id"]: hook for hook in _yaml(ROOT / ".pre-commit-hooks.yaml")}
    (repository,) = _yaml(ROOT / "examples" / "ci" / "pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == set(hooks)
    sites = hooks["vasterviksmodell-check"]
    assert re.search(sites["files"], "data/orter.csv")
    assert not re.search(sites["files"], "old/data/orter.csv.txt")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_bytes((ROOT / "criteria.yaml").read_bytes())
    for hook, files in (
        (sites, [str(ROOT / "examples/broken/sites.csv")]),
        (hooks["vasterviksmodell-check-criteria"], ["criteria.yaml"]),
    ):
        assert program.run([*shlex.split(hook["entry"])[1:], *files]) == (hook is sites)
    assert "error[D103]" in capsys.readouterr().out


def _yaml(path: Path) -> Any:
    from vasterviksmodell.source.yaml_document import parse_yaml

    root, findings = parse_yaml(path.read_text(), str(path))
    assert root is not None
    assert findings == ()
    return root.value


def _run_in_ci(commands: Iterable[str]) -> list[int]:
    """Run the commands of an example with the files of Exempelkommun; return how each ended."""
    files = {
        "data/*.csv": str(ROOT / "examples/exempelkommun/orter.csv"),
        "criteria.yaml": str(ROOT / "criteria.yaml"),
    }
    return [program.run([files.get(word, word) for word in shlex.split(command)[1:]]) for command in commands]
