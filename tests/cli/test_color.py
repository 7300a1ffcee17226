"""`--color`, and the variables of the environment that want colours or none."""

from collections.abc import Callable
from typing import Any

import pytest

Cli = Callable[..., Any]
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of colours."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def run(cli: Cli, here: Any) -> Callable[..., str]:
    """What a command says of two sites."""
    (here / "s.csv").write_text("id,school,plan\na,500,housing\nb,9000,none\n")
    return lambda command, *options: str(cli(command, "s.csv", "-q", *options).out)


@pytest.mark.parametrize(
    ("variables", "option", "coloured"),
    [
        ({}, None, False),
        ({}, "always", True),
        ({"FORCE_COLOR": "1"}, None, True),
        ({"FORCE_COLOR": "0"}, None, False),
        ({"CLICOLOR_FORCE": "1"}, None, True),
        ({"CLICOLOR_FORCE": ""}, None, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, None, False),
        ({"FORCE_COLOR": "1"}, "never", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"CLICOLOR": "1"}, "auto", False),
    ],
)
def test_a_pipe_has_colours_only_where_they_are_forced(
    run: Callable[..., str], environment: Any, variables: dict[str, str], option: str | None, coloured: bool
) -> None:
    for name, text in variables.items():
        environment.setenv(name, text)
    for command in ("score", "obstacles"):
        assert ("\x1b[" in run(command, *(["--color", option] if option else []))) == coloured


def test_a_file_and_a_format_for_programs_never_have_colours(cli: Cli, here: Any) -> None:
    (here / "s.csv").write_text("id,school,plan\na,500,housing\n")
    assert cli("score", "s.csv", "-q", "--color", "always", "-o", "r.txt").code == 0
    assert "\x1b" not in (here / "r.txt").read_text()
    for format in ("csv", "json", "markdown", "html"):
        assert "\x1b" not in cli("score", "s.csv", "-q", "--color", "always", "-f", format).out
