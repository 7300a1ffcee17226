"""The same bytes on every machine: whatever processor, threads, locale, time zone and hash seed there are."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.derivation.files import DERIVE, SCHOOLS
from tests.derivation.files import PLACES as DERIVED_PLACES

from vasterviksmodell.cli import program, weights

UNDECIDED = "decide orter.csv -c actors.yaml"
"""Ends with 1, because nothing is decided yet."""
COMMANDS = """
init new
score orter.csv -c actors.yaml -o old.json
score orter.csv -c actors.yaml --actor migrationsverket -o new.json
score orter.csv -f table
score orter.csv -f csv
score orter.csv -f tsv
score orter.csv -f json
score orter.csv -f jsonl
score orter.csv -f markdown --lang sv
score north.csv -f json --set gamleby.school_m=1500
derive derive.yaml
derive derive.yaml --explain ekby.school_m -f json
check orter.csv
check broken.csv
check broken.csv -f json
check broken.csv -f sarif
explain orter.csv Exempelstad -f json
explain orter.csv exempelstad mallkoping -f json
explain orter.csv mallkoping --target rank=1 -f json
explain north.csv gamleby --target score=60
obstacles north.csv -f json
obstacles orter.csv --lang sv
similar orter.csv Exempelstad -f json
losses orter.csv -f json
timeline orter.csv --events events.yaml -f json
robustness orter.csv --draws 100 --seed 3 -f json
robustness orter.csv --draws 100 --seed 3 --threads 1 -f json
robustness orter.csv -c actors.yaml --draws 100 --spread 20% --pair exempelstad mallkoping -f json
robustness north.csv --draws 100 --order school=preschool,stop --lang sv
robustness judged.csv -c judged.yaml --draws 100 --bounds a=10%..40% -f json
plan plan.csv -c plan.yaml --action-budget 2000 -o plan.json
plan plan.csv -c plan.yaml --max-per-site 2 --lang sv
report orter.csv -c actors.yaml -f markdown
report north.csv --lang sv --date 2026-11-29 -f html --edition redacted
compare old.json new.json -f json
compare old.json new.json --lang sv
verify new.json
freeze actors.yaml --by Bo --date 2026-11-01
freeze orter.csv --by Bo --date 2026-11-10
check --order frozen.yaml orter.csv -c actors.yaml -f json
score orter.csv -c actors.yaml --blind -f json
decide orter.csv -c actors.yaml --init
decide orter.csv -c actors.yaml
weights ask answers.yaml -c judged.yaml --set top --method ranking
weights derive -c judged.yaml -f json
weights derive -c judged.yaml --judgements answers.yaml
weights derive -c actors.yaml --actor arbetsformedlingen -f json
weights derive -c actors.yaml --actor migrationsverket -f json
weights agree orter.csv -c actors.yaml -f json
weights agree judged.csv -c judged.yaml -f json
weights compare orter.csv -c actors.yaml -f json
weights compare judged.csv -c judged.yaml -f json
weights freeze -c actors.yaml --by Anna --date 2026-11-25
rules
rules D103 -f json
schema criteria
schema sites
schema ranking
schema plan
completion bash
man
"""
"""The bytes of these, and of the files that they write, may not depend on the machine; each command is here once."""

ACTOR = "{{label: {0}, who: x, when: 2026-11-25, why: y, weights: {{{1}}}}}"
JUDGED = f"""\
version: 1
criteria:
  a: {{weight: 1, value: {{0: 0, 100: 100}}}}
  b: {{weight: 1, value: {{0: 0, 50: 70, 100: 100}}}}
  c: {{weight: 1, value: {{logistic: {{midpoint: 50, steepness: 0.1}}}}}}
  d: {{weight: 1, value: {{gaussian: {{target: 50, width: 20}}}}}}
  e: {{weight: 1, value: {{decay: {{half: 30}}}}}}
judgements:
  top: {{comparisons: {{a: {{b: 3, c: 5, d: 1, e: 2}}, b: {{c: 3, e: 2}}, c: {{d: 4}}}}}}
actors:
  one: {ACTOR.format("One", "a: 3, b: 1, c: 2, d: 2, e: 1")}
  two: {ACTOR.format("Two", "a: 1, b: 7, c: 5, d: 3, e: 3")}
"""
PLACES = "id,a,b,c,d,e\nx,11,52,93,7,40\ny,70,35,13,77,1\nz,33,91,40,64,90\nq,87,20,61,20..80,\nr,33.3,66.6,10,50,50\n"
RUN = """
import io, json, os, shlex, sys
if len(sys.argv) > 2 and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[: int(sys.argv[2])])
from vasterviksmodell.cli.program import run
told, printed = [], sys.stdout
sys.stderr, sys.stdin = io.StringIO(), io.StringIO("c, a = b, e, d\\n")
for command in sys.argv[1].strip().splitlines():
    sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
    code = run(shlex.split(command))
    sys.stdout.flush()
    told.append([command, code, sys.stdout.buffer.getvalue().decode()])
json.dump(told, printed)
"""
STATED = {
    "PYTHONHASHSEED": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "POLARS_MAX_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONUNBUFFERED": "",
}
ANOTHER = {
    "OPENBLAS_CORETYPE": "Prescott",
    "PYTHONHASHSEED": "4711",
    "LC_ALL": "sv_SE.ISO-8859-1",
    "TZ": "Pacific/Kiritimati",
    "POLARS_MAX_THREADS": "5",
    "OMP_NUM_THREADS": "3",
    "OPENBLAS_NUM_THREADS": "3",
    "PYTHONUNBUFFERED": "1",
}
ALONE: dict[str, dict[str, str]] = {
    **{f"kernel {it}": {"OPENBLAS_CORETYPE": it} for it in ("Haswell", "Prescott", "Sandybridge", "Zen", "SkylakeX")},
    "no fused operations": {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2"},
    "no wide vectors": {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"},
    **{f"hash seed {it}": {"PYTHONHASHSEED": it} for it in ("0", "random")},
    **{f"locale {it}": {"LC_ALL": it, "LANG": it} for it in ("C", "tr_TR.UTF-8")},
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "eight threads of Polars": {"POLARS_MAX_THREADS": "8"},
    "four threads of BLAS": {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4"},
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
}


@pytest.fixture(scope="session")
def stated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return answered(tmp_path_factory.mktemp("stated"), {})


def answered(directory: Path, machine: dict[str, str], processors: int | None = None) -> dict[str, str]:
    """What each command prints, and what stands in each file that they write, on a machine."""
    for source, name in (
        ("examples/exempelkommun/orter.csv", "orter.csv"),
        ("examples/exempelkommun/criteria-actors.yaml", "actors.yaml"),
        ("examples/exempelkommun/events.yaml", "events.yaml"),
        ("examples/plan/sites.csv", "plan.csv"),
        ("examples/plan/criteria.yaml", "plan.yaml"),
        ("examples/vastervik/sites.csv", "north.csv"),
        ("examples/broken/sites.csv", "broken.csv"),
    ):
        shutil.copy(ROOT / source, directory / name)
    register = SCHOOLS.replace("57.79,16.50", ",")
    for name, text in (("derive.yaml", DERIVE), ("places.csv", DERIVED_PLACES), ("schools.csv", register)):
        (directory / name).write_text(text)
    (directory / "judged.yaml").write_text(JUDGED)
    (directory / "judged.csv").write_text(PLACES)
    ended = subprocess.run(
        [sys.executable, "-c", RUN, COMMANDS, *([] if processors is None else [str(processors)])],
        env={**os.environ, "OPENBLAS_CORETYPE": "", **STATED, **machine},
        cwd=directory,
        capture_output=True,
        check=False,
        timeout=900,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    told = json.loads(ended.stdout)
    assert {code for _, code, _ in told} <= {0, 1}, [it for it in told if it[1] > 1]
    files = {
        path.name: path.read_bytes().decode("utf-8", "backslashreplace")
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }
    return {command: f"{code}\n{printed}" for command, code, printed in told} | files


def assert_same(found: dict[str, str], stated: dict[str, str]) -> None:
    assert [name for name in stated if found[name] != stated[name]] == []
    assert found.keys() == stated.keys()


def test_every_command_is_listed() -> None:
    names = [*(it for it in program.COMMANDS if it != "weights"), *(f"weights {it}" for it in weights.COMMANDS)]
    listed = COMMANDS.strip().splitlines()
    assert [name for name in names if not any(it.startswith(name) for it in listed)] == []


def test_another_machine_gives_the_same_bytes(tmp_path, stated):
    failed = [it for it in COMMANDS.strip().splitlines() if not stated[it].startswith("0\n")]
    assert [it for it in failed if not it.startswith("check broken")] == [UNDECIDED]
    printing = [it for it in COMMANDS.strip().splitlines() if len(stated[it]) > 20]
    assert len(printing) >= 38
    assert_same(answered(tmp_path, ANOTHER, processors=1), stated)


PRODUCT = "import numpy; numpy.ones((300, 300)) @ numpy.ones((300, 300))"


def can_multiply(machine: dict[str, str]) -> bool:
    """Say whether this processor has what a kernel of another one needs; else the process dies of a signal."""
    return subprocess.run([sys.executable, "-c", PRODUCT], env=os.environ | machine, check=False).returncode >= 0


@pytest.mark.machine
@pytest.mark.parametrize("machine", ALONE)
def test_a_machine_that_differs_in_one_thing_gives_the_same_bytes(tmp_path, stated, machine):
    if not can_multiply(ALONE[machine]):
        pytest.skip("this processor lacks the instructions of that kernel")
    assert_same(answered(tmp_path, ALONE[machine]), stated)
