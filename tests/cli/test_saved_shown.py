"""`score` of a saved ranking shows what `score` of the files showed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended
from tests.conftest import ROOT

Cli = Callable[..., Ended]
SITES = str(ROOT / "examples/vastervik/sites.csv")


@pytest.mark.parametrize(
    "options", [(), ("--top", "3"), ("--qualified-only",), ("--lang", "sv"), ("--set", "ankarsrum.stop_m=1500")]
)
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "jsonl"])
def test_a_saved_ranking_is_shown_as_that_of_its_files(
    tmp_path: Path, cli: Cli, options: tuple[str, ...], form: str
) -> None:
    saved = str(tmp_path / "ranking.json")
    assert cli("score", SITES, "-q", "-o", saved).code == 0
    fresh, again = (cli("score", it, "-q", "-f", form, *options) for it in (SITES, saved))
    assert (again.code, again.out) == (0, fresh.out)


def test_a_saved_ranking_that_is_saved_again_is_verified(tmp_path: Path, cli: Cli) -> None:
    saved, again = (str(tmp_path / name) for name in ("ranking.json", "again.json"))
    assert cli("score", SITES, "-q", "-o", saved).code == 0
    assert cli("score", saved, "-q", "-o", again).code == 0
    assert cli("verify", again).code == 0
