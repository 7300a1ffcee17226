"""`check --max-findings`: how many findings are listed, in every format."""

import json
from collections.abc import Callable
from typing import Any

import pytest

MANY = 150


@pytest.fixture
def check(cli: Callable[..., Any], here: Any) -> Callable[..., str]:
    """What `check` says of a file with 150 wrong cells."""
    (here / "many.csv").write_text("id,school,plan\n" + "".join(f"s{n},far{n},none\n" for n in range(MANY)))

    def said(*options: str) -> str:
        ended = cli("check", "many.csv", "-q", *options)
        assert ended.code == 1
        return str(ended.out)

    return said


@pytest.mark.parametrize(
    ("most", "listed", "unlisted"), [(0, 0, 150), (10, 10, 140), (100, 100, 50), (120, 120, 30), (1000, 150, 0)]
)
def test_max_findings_is_what_it_says(check: Callable[..., str], most: int, listed: int, unlisted: int) -> None:
    told = json.loads(check("-f", "json", "--max-findings", str(most)))
    assert (len(told["findings"]), told["unlisted"]) == (listed, unlisted)
    assert told["counts"]["error"] == MANY


@pytest.mark.parametrize(
    ("format", "mark"),
    [("sarif", '"ruleId"'), ("junit", "<testcase"), ("github", "::error"), ("gitlab", '"fingerprint"')],
)
def test_formats_for_programs_list_all_unless_fewer_are_asked_for(
    check: Callable[..., str], format: str, mark: str
) -> None:
    assert check("-f", format).count(mark) == MANY
    assert check("-f", format, "--max-findings", "10").count(mark) <= 10


def test_as_text_a_hundred_are_listed(check: Callable[..., str]) -> None:
    assert check() != check("--max-findings", "150")
    assert check() == check("--max-findings", "100")
