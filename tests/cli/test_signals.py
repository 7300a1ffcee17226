"""HUP, INT and TERM, once or more, at any time: the right exit code, nothing said, and no file that is not whole."""

import os
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no such signals here", allow_module_level=True)

CODES = {signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGTERM: 143}
WRITING = """
import signal, sys
from vasterviksmodell.cli import outputs, signals
signals.end_cleanly()
def chunks():
    yield b"half " * 10_000
    print("writing", flush=True)
    sys.stdin.readline()
    yield b"whole"
outputs.write(chunks(), "out.json")
"""
CLEANING = """
import signal, sys
from vasterviksmodell.source import temporary
from vasterviksmodell.cli import outputs, signals
signals.end_cleanly()
def slowly(self):
    print("cleaning", flush=True)
    sys.stdin.readline()
temporary.TemporaryFile.close = slowly
def chunks():
    yield b"half " * 10_000
    raise SystemExit(2)
outputs.write(chunks(), "out.json")
"""
"""A program that is stopped in the middle of removing what it wrote."""


def started(program: str, **options: object) -> "subprocess.Popen[bytes]":
    """The program, when it has said that it is so far."""
    process = subprocess.Popen(  # type: ignore[call-overload]
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )
    assert process.stdout.readline()
    return process  # type: ignore[no-any-return]


@pytest.mark.parametrize(("first", "second"), list(product(CODES, repeat=2)), ids=lambda it: it.name)
@pytest.mark.parametrize("program", [WRITING, CLEANING], ids=["writing", "cleaning up"])
def test_signals_end_a_run_in_any_order_and_leave_nothing(tmp_path, program, first, second):
    with started(program, cwd=tmp_path) as process:
        assert list(tmp_path.iterdir())
        process.send_signal(first)
        process.send_signal(second)
        out, err = process.communicate(timeout=60)
    assert process.returncode in (CODES[first], CODES[second])
    assert (out, err) == (b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", CODES, ids=lambda it: it.name)
def test_the_exit_code_is_that_of_the_signal_and_the_old_file_stays(tmp_path, sent):
    (tmp_path / "out.json").write_text("before")
    with started(WRITING, cwd=tmp_path) as process:
        process.send_signal(sent)
        process.communicate(timeout=60)
    assert process.returncode == CODES[sent]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert (tmp_path / "out.json").read_text() == "before"


@pytest.mark.parametrize("sent", CODES, ids=lambda it: it.name)
def test_a_signal_that_the_starter_has_a_run_ignore_stays_ignored(tmp_path, sent):
    with started(WRITING, cwd=tmp_path, preexec_fn=lambda: signal.signal(sent, signal.SIG_IGN)) as process:
        process.send_signal(sent)
        out, err = process.communicate(b"\n", timeout=60)
    assert (process.returncode, out, err) == (0, b"", b"")
    assert (tmp_path / "out.json").read_bytes() == b"half " * 10_000 + b"whole"
    assert len(list(tmp_path.iterdir())) == 1


def test_where_there_is_no_such_signal_the_others_are_heard(tmp_path):
    without = "import signal\ndel signal.SIGHUP\n" + WRITING
    with started(without, cwd=tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 143
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", CODES, ids=lambda it: it.name)
def test_a_run_that_copies_what_it_reads_leaves_no_copy(here, sent):
    os.mkfifo("slow.csv")
    Path("copies").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "vasterviksmodell", "score", "slow.csv", "-o", "out.csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": "copies"},
    )
    with process, Path("slow.csv").open("wb") as pipe:  # opens when the program has opened its end
        pipe.write(b"id,school\n")
        pipe.flush()
        while not list(Path("copies").glob("vasterviksmodell-*")) and process.poll() is None:
            pass
        process.send_signal(sent)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (CODES[sent], b"", b"")
    assert list(Path("copies").iterdir()) == []
    assert sorted(path.name for path in here.iterdir()) == ["copies", "criteria.yaml", "sites.csv", "slow.csv"]


def test_the_cursor_that_a_bar_has_hidden_is_shown_again(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    program = WRITING.replace("sys.stdin.readline()", "signal.raise_signal(signal.SIGTERM)")
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs, check=False, timeout=60)
    os.close(theirs)
    assert ended.returncode == 143
    assert os.read(ours, 100) == b"\x1b[?25h"
    os.close(ours)
    without_error = WRITING.replace("sys.stdin.readline()", "sys.stderr = None; signal.raise_signal(signal.SIGTERM)")
    assert (
        subprocess.run([sys.executable, "-c", without_error], cwd=tmp_path, check=False, timeout=60).returncode == 143
    )
