"""Files that would take all time or memory, and things that are no files: one clear finding or message each."""

import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes and sockets here")

PAGE = "<html><table><tr><td>id</td></tr></table></html>"
ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{this}: &{this} [*{last}, *{last}, *{last}]\n"
    for last, this in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inside.csv", "id;school\n")


def unreadable(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("everything is readable here")
    path.touch(0)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


def written(content: str | bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


INPUTS: list[tuple[str, Callable[[Path], object], int, str]] = [
    ("zip.csv", zipped, 1, "error[F009] this is a zip or gzip archive, not CSV"),
    ("page.csv", written(PAGE), 1, "error[F009] this is a web page (HTML), not CSV"),
    ("page.xls", written(PAGE), 1, "error[F009] this is a web page (HTML), not a table of sites"),
    ("empty.csv", written(""), 1, "error[F006] the file is empty"),
    ("empty.parquet", written(""), 1, "error[F006] the file is empty"),
    ("blank.csv", written("\n\r\n" * 50_000), 1, "error[F006] the file is empty"),
    ("zeros.csv", written(bytes(3_000_000)), 1, "error[F002] the file holds a NUL byte"),
    ("cell.csv", written("id,school\na," + "tolv" * 900_000), 1, "error[D103] 'tolv"),
    ("heading.csv", written("id," + "x" * 3_000_000), 1, "error[D0"),
    ("quote.csv", written('id,school\na,"' + "5\n" * 200_000), 1, "error[D003] a cell begins with a quote"),
    ("columns.csv", written("id" + ",school" * 2 + "".join(f",x{n}" for n in range(20_000))), 1, "error[D004]"),
    ("cut.parquet", written(b"PAR1" + bytes(400)), 1, "error[F010] cannot be read as Parquet"),
    ("bomb.yaml", written(ALIAS_BOMB), 1, "error[F004]"),
    ("deep.yaml", written("[" * 50_000), 1, "error[F004]"),
    ("deep.json", written("[" * 50_000), 1, "error[F0"),
    ("directory", Path.mkdir, 2, "cannot read directory: Is a directory"),
    ("directory.csv", Path.mkdir, 2, "cannot read directory.csv: Is a directory"),
    ("broken.csv", lambda path: path.symlink_to("nowhere.csv"), 2, "cannot read broken.csv: No such file"),
    ("loop.csv", lambda path: path.symlink_to("loop.csv"), 2, "cannot read loop.csv: Too many levels"),
    ("locked.csv", unreadable, 2, "cannot read locked.csv: Permission denied"),
    ("socket.csv", a_socket, 2, "cannot read socket.csv: it is a socket"),
    ("n" * 300 + ".csv", lambda _: None, 2, "File name too long"),
]


@pytest.mark.parametrize("hostile", INPUTS, ids=[name[:20] for name, *_ in INPUTS])
def test_a_hostile_input_has_one_clear_message(here, cli, hostile):
    name, make, code, message = hostile
    make(Path(name))
    ended = cli("score", name, "-q")
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert len(ended.err) < 2000
    if code == 1:
        assert ended.err.count("error[") == 1, ended.err


def test_one_byte_is_no_table(here, cli):
    Path("one.csv").write_text("x")
    ended = cli("score", "one.csv", "-q")
    assert ended.code == 1
    assert "error[D005]" in ended.err


@pytest.mark.parametrize(("device", "code"), [("/dev/zero", "F002"), ("/dev/null", "F006")])
def test_a_device_is_read_no_further_than_needed(here, cli, device, code):
    if not Path(device).exists():
        pytest.skip("no such device here")
    ended = cli("score", device, "-q")
    assert ended.code == 1
    assert f"error[{code}]" in ended.err


def test_a_pipe_that_nobody_writes_to_ends_with_2(here, cli, monkeypatch):
    monkeypatch.setattr("vasterviksmodell.source.files.Source.of.__func__.__defaults__", (0,))
    os.mkfifo("pipe.csv")
    ended = cli("score", "pipe.csv")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "vasterviksmodell: cannot read pipe.csv: nobody writes to this pipe\n"


def test_a_stream_without_end_ends_with_2(here):
    program = (
        "import sys\n"
        "from vasterviksmodell.source.files import Source\n"
        "Source.copied.__func__.__defaults__ = (1_000_000,)\n"
        "from vasterviksmodell.cli.program import run\n"
        "sys.exit(run(['score', '-']))"
    )
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        ended = subprocess.run(
            [sys.executable, "-c", program], stdin=endless.stdout, capture_output=True, check=False, timeout=60
        )
        endless.kill()
    assert ended.returncode == 2
    assert b"cannot read -: more than 1000000 bytes came, and no end" in ended.stderr


MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Run by a small process of its own: what starts a process counts in its greatest memory."""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.yaml", ALIAS_BOMB),
        ("deep.yaml", "[" * 50_000),
        ("deep.json", '{"a":' * 50_000),
        ("cell.csv", "id,school\na," + "tolv" * 2_000_000),
        ("quotes.csv", 'id,school\na,"' + '""' * 2_000_000),
    ],
)
def test_time_and_memory_are_bounded(here, name, content):
    Path(name).write_text(content)
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "vasterviksmodell", "score", name],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    code, seconds, memory = ended.stdout.split()
    assert int(code) == 1, ended.stderr
    assert float(seconds) < 30
    assert int(memory) < 1_000_000 * (1000 if sys.platform == "darwin" else 1)
