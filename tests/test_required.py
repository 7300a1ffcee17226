"""Programs that tests need: a test is skipped without them, but never in CI."""

import pytest
from tests.conftest import PROGRAMS, required


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("program", PROGRAMS)
def test_without_a_program_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.delenv("VASTERVIKSMODELL_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{program} is not installed"):
        required(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_in_ci_it_fails(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setenv("VASTERVIKSMODELL_CI", "1")
    with pytest.raises(pytest.fail.Exception, match=f"{program} is not installed"):
        required(program)
