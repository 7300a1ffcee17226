"""Sources: whatever can be read only once is copied, nothing without end is, and nobody waits for ever."""

import errno
import io
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread, Timer, get_ident

import pytest

from vasterviksmodell.source.files import Source

unix = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes here")


class Endless(io.RawIOBase):
    """A stream like `yes`."""

    def __init__(self, block: bytes) -> None:
        self.block = block
        self.blocks = 0

    def read(self, size: int = -1) -> bytes:
        self.blocks += 1
        return self.block


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The directory of temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_head_and_tail_are_the_ends_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_bytes(b"0123456789")
    source = Source.of(path)
    assert (source.head(3), source.tail(3)) == (b"012", b"789")
    assert source.head(99) == source.tail(99) == b"0123456789"


def test_a_stream_without_end_is_refused_and_leaves_no_copy(temporary: Path) -> None:
    stream = Endless(b"y\n" * 1000)
    with pytest.raises(OSError, match="more than 10000 bytes came") as refused:
        Source.copied(stream, "<stdin>", most=10_000)
    assert (refused.value.errno, stream.blocks) == (errno.EFBIG, 6)
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("block", [bytes(1000), b"id;school\n\0\0"])
def test_a_stream_of_nul_bytes_is_read_no_further(block: bytes) -> None:
    stream = Endless(block)
    assert Source.copied(stream, "<stdin>").fingerprint.size == len(block)
    assert stream.blocks == 1


@pytest.mark.parametrize("start", [b"PK\3\4", b"PAR1", b"\xff\xfei\0d\0", "id;".encode("utf-16-le"), b"\0i\0d"])
def test_workbooks_parquet_and_utf_16_are_copied_whole(start: bytes) -> None:
    content = start + bytes(600_000)
    assert Source.copied(io.BytesIO(content), "<stdin>").fingerprint.size == len(content)


@unix
def test_a_pipe_that_nobody_writes_to_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="nobody writes to this pipe"):
        Source.of(pipe, patience=0)


@unix
def test_a_pipe_whose_writer_is_silent_for_long_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, waiting = tmp_path / "pipe.csv", Event()
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    block = os.set_blocking
    monkeypatch.setattr(os, "set_blocking", lambda *to: (block(*to), waiting.set()))
    found: list[bytes] = []
    reader = Thread(target=lambda: found.append(Source.of(pipe, patience=0).head(99)), daemon=True)
    reader.start()
    assert waiting.wait(30)
    os.write(writer, b"id;school\n")
    os.close(writer)
    reader.join(30)
    assert found == [b"id;school\n"]


@unix
def test_a_signal_that_does_not_interrupt_the_waiting_is_heard_all_the_same(temporary: Path) -> None:
    """As one that comes just before it: here the system interrupts another thread."""

    def hear(*_: object) -> None:
        raise InterruptedError

    before = signal.signal(signal.SIGUSR1, hear)
    reader, writer = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    sending = Timer(0.05, lambda: signal.pthread_kill(get_ident(), signal.SIGUSR1))
    giving_up = Timer(30, writer.close)
    try:
        sending.start()
        giving_up.start()
        with reader, writer, pytest.raises(InterruptedError):
            Source.copied(reader, "<stdin>")
        assert giving_up.is_alive()
    finally:
        signal.signal(signal.SIGUSR1, before)
        giving_up.cancel()
    assert not list(temporary.iterdir())


@unix
def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sites.csv")
        with pytest.raises(OSError, match="it is a socket"):
            Source.of("sites.csv")
