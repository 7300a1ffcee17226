"""Temporary files: private, gone when nobody needs them, and whole where they take another's place."""

import errno
import gc
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from vasterviksmodell.source import temporary
from vasterviksmodell.source.temporary import TemporaryFile, remove_all

unix = pytest.mark.skipif(sys.platform == "win32", reason="no such permissions here")


def left(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


@unix
def test_a_file_can_be_read_by_its_path_and_by_its_user_alone(tmp_path: Path) -> None:
    file = TemporaryFile.beside(tmp_path / "out.json")
    file.write(b"half")
    file.flush()
    assert file.path.parent == tmp_path
    assert file.path.name.startswith(".out.json.")
    assert file.path.read_bytes() == b"half"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert not os.get_inheritable(file.fileno())


def test_a_long_name_makes_a_name_that_a_file_may_have(tmp_path: Path) -> None:
    with TemporaryFile.beside(tmp_path / ("å" * 120 + ".json")) as file:
        assert file.path.exists()
        assert file.path.name.startswith("." + "å" * 50 + ".")


def test_apart_it_stands_where_the_system_has_its_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one, other = TemporaryFile.apart(), TemporaryFile.apart()
    assert {one.path.parent, other.path.parent} == {tmp_path}
    assert all(name.startswith("vasterviksmodell-") for name in left(tmp_path))
    assert len(left(tmp_path)) == 2


def test_it_is_removed_when_it_is_closed_without_what_was_not_written_yet(tmp_path: Path) -> None:
    file = TemporaryFile.beside(tmp_path / "x")
    file.write(b"half")
    file.close()
    assert left(tmp_path) == []
    assert file.closed
    file.close()


def test_it_is_removed_when_nobody_holds_it_any_more(tmp_path: Path) -> None:
    file = TemporaryFile.beside(tmp_path / "x")
    assert len(left(tmp_path)) == 1
    del file
    gc.collect()
    assert left(tmp_path) == []


def test_it_is_removed_when_an_error_comes(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), TemporaryFile.beside(tmp_path / "x"):
        raise KeyboardInterrupt
    assert left(tmp_path) == []


@unix
def test_it_takes_the_place_of_another_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_text("before")
    with TemporaryFile.beside(target) as file:
        file.write(b"whole")
        assert target.read_text() == "before"
        file.replace(target, 0o640)
    assert target.read_bytes() == b"whole"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert left(tmp_path) == ["x"]


def test_where_it_cannot_take_the_place_nothing_is_left_of_it(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.mkdir()
    with pytest.raises(OSError, match="x") as refused, TemporaryFile.beside(target) as file:
        file.replace(target, 0o600)
    assert refused.value.errno in (errno.EISDIR, errno.EACCES)
    assert left(tmp_path) == ["x"]


def test_what_is_left_is_removed_all_at_once(tmp_path: Path) -> None:
    files = [TemporaryFile.beside(tmp_path / "x") for _ in range(3)]
    files[1].path.unlink()
    remove_all()
    assert left(tmp_path) == []
    remove_all()


def test_one_that_cannot_be_removed_keeps_no_other(tmp_path: Path) -> None:
    files = [TemporaryFile.beside(tmp_path / "x") for _ in range(3)]
    files[1].path.unlink()
    files[1].path.mkdir()
    remove_all()
    assert left(tmp_path) == [files[1].path.name]


def test_nothing_is_kept_in_mind_of_a_file_that_could_not_be_made_or_is_gone(tmp_path: Path) -> None:
    known = set(temporary._known)
    with pytest.raises(FileNotFoundError):
        TemporaryFile.beside(tmp_path / "nowhere" / "x")
    TemporaryFile.beside(tmp_path / "x").close()
    assert temporary._known == known


def test_a_file_is_known_before_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: str, flags: int) -> int:
        os.close(os.open(path, flags))
        raise KeyboardInterrupt

    monkeypatch.setattr(temporary, "_private", interrupted)
    with pytest.raises(KeyboardInterrupt):
        TemporaryFile.beside(tmp_path / "x")
    assert len(left(tmp_path)) == 1
    remove_all()
    assert left(tmp_path) == []


def test_none_is_left_when_a_program_that_still_holds_one_ends(tmp_path: Path) -> None:
    program = (
        "import gc, sys; from pathlib import Path; from vasterviksmodell.source.temporary import TemporaryFile\n"
        "gc.disable(); file = TemporaryFile.beside(Path('x')); file.circle = file; sys.kept = file\n"
        "print(file.path.exists())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "True\n", "")
    assert left(tmp_path) == []
