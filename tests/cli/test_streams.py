"""Nothing that is written is lost: slow readers, stops, streams that do not wait, closed ones; unbuffered or not."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from vasterviksmodell.cli import streams
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.streams import ClosedOutput, WholeFile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such pipes here")

PRINTED = {
    "a result": ["rules", "--format", "json"],
    "help": ["--help"],
    "completion": ["completion", "bash"],
    "the version": ["--version"],
}
LONG = PRINTED["a result"]
"""More than a pipe holds."""
WHOLE = "import sys; from vasterviksmodell.cli import streams; streams.wrap_standard_streams()\n"
NO_SHELL = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
"""Completion is printed for the shell that is named, also where the tests run under none."""
both = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


@contextmanager
def narrow_pipe(*, waits: bool = True) -> Iterator[tuple[int, int]]:
    """A pipe that holds little; its ends, of which the one for writing may be set not to wait."""
    fcntl = pytest.importorskip("fcntl")
    read, write = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(write, waits)
    try:
        yield read, write
    finally:
        os.close(read)


def started(arguments: list[str], unbuffered: str, **streams: object) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "COLUMNS": "80", **NO_SHELL}
    return subprocess.Popen([sys.executable, *arguments], env=environment, **streams)  # type: ignore[call-overload, no-any-return]


def all_of(read: int) -> bytes:
    with open(read, "rb", closefd=False) as file:
        return file.read()


@pytest.mark.parametrize("waits", [True, False], ids=["waits", "does not wait"])
def test_a_file_writes_all_that_it_is_given(waits: bool) -> None:
    data = bytes(range(256)) * 2000
    with narrow_pipe(waits=waits) as (read, write), ThreadPoolExecutor(1) as pool:
        found = pool.submit(all_of, read)
        with WholeFile(write, "w") as file:
            assert file.write(data) == len(data)
            assert file.write(b"") == 0
            assert file.write(memoryview(data).cast("I")) == len(data)
        assert found.result() == data * 2


def test_a_file_whose_reader_goes_says_so() -> None:
    with narrow_pipe(waits=False) as (read, write), ThreadPoolExecutor(1) as pool, WholeFile(write, "w") as file:
        writing = pool.submit(file.write, bytes(100_000))
        assert os.read(read, 1)
        os.close(read)
        with pytest.raises(BrokenPipeError):
            writing.result()
        os.dup2(write, read)  # for the end of the pipe, which closes it


@both
@pytest.mark.parametrize("waits", [True, False], ids=["waits", "does not wait"])
@pytest.mark.parametrize("what", PRINTED)
def test_a_slow_reader_gets_all_though_the_run_is_stopped_and_continued(what, waits, unbuffered):
    arguments = ["-m", "vasterviksmodell", *PRINTED[what]]
    whole = started(arguments, "", stdout=subprocess.PIPE).communicate(timeout=60)[0]
    with narrow_pipe(waits=waits) as (read, write):
        process = started(arguments, unbuffered, stdout=write, stderr=subprocess.PIPE)
        os.close(write)
        found = b""
        while part := os.read(read, 3000):
            found += part
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGCONT)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)
    assert found == whole
    assert found


@both
def test_a_reader_that_goes_ends_the_run_with_141_in_silence(unbuffered):
    with narrow_pipe() as (read, write):
        process = started(["-m", "vasterviksmodell", *LONG], unbuffered, stdout=write, stderr=subprocess.PIPE)
        os.close(write)
        assert os.read(read, 1)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 141


@both
@pytest.mark.parametrize("what", PRINTED)
def test_a_reader_that_was_never_there_ends_the_run_with_141_in_silence(what, unbuffered):
    with narrow_pipe() as (_, write):
        pass
    process = started(["-m", "vasterviksmodell", *PRINTED[what]], unbuffered, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 141


@both
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("what", PRINTED)
def test_a_full_disk_ends_the_run_with_2_and_a_sentence(what, unbuffered):
    with Path("/dev/full").open("wb") as full:
        process = started(["-m", "vasterviksmodell", *PRINTED[what]], unbuffered, stdout=full, stderr=subprocess.PIPE)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert told.startswith("vasterviksmodell: cannot write")
    assert told.endswith(": No space left on device\n")
    assert told.count("\n") == 1


@both
@pytest.mark.parametrize("what", PRINTED)
def test_a_closed_output_ends_the_run_with_2_and_a_sentence(what, unbuffered):
    closed = 'exec 1>&-; exec "$0" "$@"'
    process = subprocess.run(
        ["sh", "-c", closed, sys.executable, "-m", "vasterviksmodell", *PRINTED[what]],
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert process.returncode == 2
    assert process.stderr == b"vasterviksmodell: cannot write: standard output is closed\n"


@pytest.mark.parametrize("refused", ["2>&-", "2>/dev/full", "<&- 1>&- 2>&-"])
def test_where_nothing_can_be_told_the_exit_code_still_is(here, refused):
    if "/dev/full" in refused and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    wanted = ((["score", "missing.csv"], 2), (["score", "--fromat"], 2), (["score", "sites.csv", "-o", "out.csv"], 0))
    for arguments, code in wanted:
        command = ["sh", "-c", f'exec "$0" "$@" {refused}', sys.executable, "-m", "vasterviksmodell", *arguments]
        assert subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == code, arguments
    assert Path("out.csv").read_text().startswith("id,name,")


def test_no_file_is_opened_where_a_closed_stream_was(tmp_path):
    program = WHOLE + "open('told', 'w').write(str([open('/dev/null').fileno() > 2 for _ in range(3)]))"
    command = ["sh", "-c", 'exec "$0" -c "$1" <&- 1>&- 2>&-', sys.executable, program]
    subprocess.run(command, check=True, timeout=60, cwd=tmp_path)
    assert (tmp_path / "told").read_text() == "[True, True, True]"


def test_findings_reach_a_slow_reader_of_standard_error(here):
    leaves = "".join(f"  c{n}: {{weight: 1, type: numbr{n}, value: {{1: 0, 2: 100}}}}\n" for n in range(60))
    Path("criteria.yaml").write_text("version: 1\ncriteria:\n" + leaves)
    command = ["-m", "vasterviksmodell", "score", "sites.csv"]
    whole = started(command, "", stderr=subprocess.PIPE).communicate(timeout=60)[1]
    with narrow_pipe(waits=False) as (read, write):
        process = started(command, "1", stderr=write, stdout=subprocess.DEVNULL)
        os.close(write)
        found = b"".join(iter(lambda: os.read(read, 500), b""))
    assert process.wait(timeout=60) == 1
    assert found == whole
    assert len(found) > 4096


@both
def test_a_terminal_is_still_one_and_gets_every_line_at_once(unbuffered):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    program = WHOLE + "print(sys.stdout.isatty(), sys.stderr.isatty()); sys.stdin.read(1)"
    process = started(["-c", program], unbuffered, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs)
    os.close(theirs)
    assert os.read(ours, 100) == b"True True\r\n"
    process.communicate(b"x", timeout=60)
    os.close(ours)


def test_streams_keep_their_encoding_and_errors():
    program = WHOLE + "print(sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors, '\\u0142å')"
    environment = {**os.environ, "PYTHONIOENCODING": "iso8859-1:backslashreplace"}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, timeout=60
    )
    assert ended.stdout == b"iso8859-1 backslashreplace backslashreplace \\u0142\xe5\n"


def test_a_stream_of_somebody_else_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, error = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    monkeypatch.setattr(sys, "stdout", theirs)
    monkeypatch.setattr(sys, "stderr", error)
    streams.wrap_standard_streams()
    assert sys.stdout is theirs
    assert sys.stderr is error
    monkeypatch.setattr(sys, "__stdout__", theirs)
    streams.wrap_standard_streams()
    assert sys.stdout is theirs, "what is in memory is whole"


def test_a_closed_output_refuses_texts_and_bytes() -> None:
    closed = ClosedOutput()
    for write, data in ((closed.write, "text"), (closed.buffer.write, b"bytes")):
        with pytest.raises(CannotRun, match="standard output is closed"):
            write(data)
    closed.flush()
    assert closed.encoding == "utf-8"
