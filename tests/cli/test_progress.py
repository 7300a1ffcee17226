"""How far a long run is, on a terminal."""

import io
import sys

import pytest

from vasterviksmodell.cli.outputs import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("counted", "share"), [([(1, 2)], "50%"), ([(1, 2), (2, 2)], None)])
def test_when_all_that_is_counted_is_done_no_share_is_told(monkeypatch, counted, share):
    """What follows takes its time, so that a full bar would look as if it had stopped."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress(quiet=False) as tell:
        assert tell is not None
        for done, total in counted:
            tell(done, total)
        terminal.seek(0)
        terminal.truncate()
    last = terminal.getvalue()
    assert "━" in last
    assert share in last if share else "%" not in last
