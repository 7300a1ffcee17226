"""Garbage is looked for again when a command that made many objects has ended, however it ended."""

import gc

import pytest

from vasterviksmodell.cli.exit_codes import without_collecting


@pytest.fixture(autouse=True)
def _as_before():
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


def test_it_is_looked_for_afterwards():
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_after_an_accident():
    with pytest.raises(ValueError, match="oh no"), without_collecting():
        raise ValueError("oh no")
    assert gc.isenabled()


def test_a_command_leaves_it_as_it_was(here, cli):
    for arguments in (("obstacles", "sites.csv"), ("compare", "sites.csv", "sites.csv"), ("verify", "sites.csv")):
        cli(*arguments)
        assert gc.isenabled()
