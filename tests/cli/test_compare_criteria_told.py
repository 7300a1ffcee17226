"""What `compare` says about changed criteria: every aspect once, which end ranks, first places that nobody has."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
OLD = """\
version: 1
unknown: low
criteria:
  school: {unit: m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 4000}, warning: {at_most: 3000}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  bus: {range: [0, 30], weight: 1, value: {0: 0, 30: 100}}
"""
NEW = """\
version: 1
unknown: high
criteria:
  school: {unit: km, range: [0, 8000], measure: way, weight: 2, value: {500: 100, 4000: 0},
           requirement: {at_most: 5000}, warning: {at_most: 2500}}
  plan: {type: category, weight: 1, value: {housing: 100, nature: 20, none: 0}}
  bus: {type: yes_no, weight: 1}
"""
ALTERED = [
    ("school", "Column", "school", "way"),
    ("school", "Unit", "m", "km"),
    ("school", "Range", "0..9000", "0..8000"),
    ("school", "Requirement", "≤ 4,000 m", "≤ 5,000 km"),
    ("school", "Warning", "≤ 3,000 m", "≤ 2,500 km"),
    ("plan", "Categories", "housing, none", "housing, nature, none"),
    ("plan", "Value function", "housing: 100; none: 0", "housing: 100; nature: 20; none: 0"),
    ("bus", "Type", "number", "yes_no"),
    ("bus", "Range", "0..30", "0..∞"),
    ("bus", "Categories", "", "yes, no"),
    ("bus", "Value function", "0: 0; 30: 100", "yes: 100; no: 0"),
]
KEYS = (
    "column",
    "unit",
    "range",
    "requirement",
    "warning",
    "categories",
    "value",
    "kind",
    "range",
    "categories",
    "value",
)


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(OLD)
    Path("new.yaml").write_text(NEW)
    Path("old.csv").write_text("id,name,school,plan,bus\na,A,700,housing,30\nb,B,4500,none,\nc,C,9,,0\n")
    Path("new.csv").write_text("id,name,way,plan,bus\na,A,700,housing,yes\nb,B,4500,none,\nc,C,9,,no\n")
    return tmp_path


def compared(cli: Cli, *options: str) -> str:
    ended = cli("compare", "old.csv", "new.csv", "--old-criteria", "old.yaml", "-c", "new.yaml", "-q", *options)
    assert (ended.code, ended.err) == (0, "")
    return ended.out.replace("\u00a0", " ")


def cells(line: str) -> list[str]:
    return [it.strip() for it in line.replace("\\_", "_").strip("|").split("|")]


def test_every_aspect_of_a_criterion_that_changed_is_a_row(both: Path, cli: Cli) -> None:
    rows = [cells(line) for line in compared(cli, "-f", "markdown").splitlines() if line.startswith("|")]
    first = rows.index(["Criterion", "What", "Before", "Now"])
    assert rows[first + 2 :] == [list(it) for it in ALTERED]


def test_every_aspect_is_told_to_programs(both: Path, cli: Cli) -> None:
    told = json.loads(compared(cli, "-f", "json"))["criteria"]
    assert (told["unknown"], told["added"], told["removed"], told["weights"]) == (
        {"old": "low", "new": "high"},
        [],
        [],
        [],
    )
    expected = [
        {"criterion": id, "what": key, "old": old, "new": new}
        for key, (id, _, old, new) in zip(KEYS, ALTERED, strict=True)
    ]
    assert [{key: text.replace("\u00a0", " ") for key, text in it.items()} for it in told["altered"]] == expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low", "high", "Where a score is an interval, its highest value now ranks; before it was the lowest."),
        ("high", "middle", "Where a score is an interval, its middle value now ranks; before it was the highest."),
        ("middle", "low", "Where a score is an interval, its lowest value now ranks; before it was the middle."),
    ],
)
def test_which_end_ranks_is_told_now_and_before(both: Path, cli: Cli, old: str, new: str, said: str) -> None:
    Path("old.yaml").write_text(OLD.replace("unknown: low", f"unknown: {old}"))
    Path("new.yaml").write_text(OLD.replace("unknown: low", f"unknown: {new}"))
    Path("new.csv").write_bytes(Path("old.csv").read_bytes())
    text = compared(cli)
    assert said in text
    assert "The criteria are the same" not in text
    assert json.loads(compared(cli, "-f", "json"))["criteria"]["unknown"] == {"old": old, "new": new}


def test_criteria_that_stayed_are_told_to_be_the_same(both: Path, cli: Cli) -> None:
    Path("new.yaml").write_text(OLD)
    Path("new.csv").write_bytes(Path("old.csv").read_bytes())
    assert "The criteria are the same, as far as a ranking depends on them." in compared(cli)


SCREENED_ONLY = "  rail: {type: category, categories: [near, none], requirement: {in: [near]}}\n"


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("weight: 2", "weight: 3"),
        OLD.replace("500: 100", "600: 100"),
        OLD.replace("at_most: 4000", "at_most: 4500"),
        OLD.replace("unknown: low", "unknown: high"),
        OLD + SCREENED_ONLY,
    ],
    ids=["weight", "value", "requirement", "unknown", "criterion"],
)
def test_one_difference_is_enough_for_criteria_to_differ(both: Path, cli: Cli, new: str) -> None:
    Path("new.csv").write_bytes(Path("old.csv").read_bytes())
    for before, now in ((OLD, new), (new, OLD)):
        Path("old.yaml").write_text(before)
        Path("new.yaml").write_text(now)
        assert "The criteria are the same" not in compared(cli)


def test_criteria_that_came_and_went_have_their_weights(both: Path, cli: Cli) -> None:
    Path("new.yaml").write_text(OLD.replace("  bus: ", "  tram: "))
    text = compared(cli)
    assert "Added: tram (weight 25.0%)." in text
    assert "Removed: bus (weight 25.0%)." in text
    told = json.loads(compared(cli, "-f", "json"))["criteria"]
    assert told["added"] == [{"criterion": "tram", "weight": 0.25}]
    assert told["removed"] == [{"criterion": "bus", "weight": 0.25}]
    assert "Tillagt: tram (vikt 25,0 %)." in compared(cli, "--lang", "sv")


def test_a_first_place_that_nobody_has_is_told(both: Path, cli: Cli) -> None:
    Path("new.yaml").write_text(OLD)
    Path("new.csv").write_text("id,name,school,plan,bus\na,A,9000,housing,30\nb,B,4500,none,\nc,C,9000,,0\n")
    assert "First is now no site; before it was A." in compared(cli)
    ended = cli("compare", "new.csv", "old.csv", "-c", "new.yaml", "-q", "--lang", "sv")
    assert "Främst står nu A; tidigare var det ingen ort." in ended.out


def test_many_first_places_are_named_up_to_three(both: Path, cli: Cli) -> None:
    Path("new.yaml").write_text(OLD)
    same = "".join(f"{id},{id.upper()},500,housing,30\n" for id in "abcde")
    Path("new.csv").write_text(f"id,name,school,plan,bus\n{same}")
    assert "First is now A, B, C and 2 more; before it was A." in compared(cli)
    Path("new.csv").write_text(f"id,name,school,plan,bus\n{''.join(same.splitlines(keepends=True)[:3])}")
    assert "First is now A, B and C; before it was A." in compared(cli)


def test_files_read_only_before_and_only_now_are_told(both: Path, cli: Cli) -> None:
    text = compared(cli)
    inputs = {it["path"]: it for it in json.loads(compared(cli, "-f", "json"))["inputs"]}
    gone, come = inputs["old.csv"]["old_sha256"], inputs["new.csv"]["new_sha256"]
    assert (inputs["old.csv"]["new_sha256"], inputs["new.csv"]["old_sha256"]) == (None, None)
    assert f"- old.csv: read only before (SHA-256 {gone[:12]}…)" in text
    assert f"- new.csv: read only now (SHA-256 {come[:12]}…)" in text


def test_a_requirement_that_came_or_went_is_told_as_a_reason(both: Path, cli: Cli) -> None:
    """Bus is required only before: C fails it. Plan is required only now: B fails it."""
    Path("old.yaml").write_text(OLD.replace("{0: 0, 30: 100}}", "{0: 0, 30: 100}, requirement: {at_least: 5}}"))
    Path("new.yaml").write_text(OLD.replace("none: 0}}", "none: 0}, requirement: {in: [housing]}}"))
    for name in ("old.csv", "new.csv"):
        Path(name).write_text("id,name,school,plan,bus\na,A,700,housing,30\nb,B,700,none,9\nc,C,9,housing,0\n")
    text, changed = compared(cli), "(the requirement changed)"
    assert (
        f"- C: excluded → qualified. plan: not required → met {changed}; bus: not met → not required {changed}." in text
    )
    assert (
        f"- B: qualified → excluded. plan: not required → not met {changed}; bus: met → not required {changed}." in text
    )


def test_sites_that_only_made_room_are_told_as_a_cause(both: Path, cli: Cli) -> None:
    Path("new.yaml").write_text(OLD)
    Path("old.csv").write_text("id,name,school,plan,bus\nb,B,700,none,9\n")
    Path("new.csv").write_text("id,name,school,plan,bus\na,A,700,housing,30\nb,B,700,none,9\n")
    assert (
        "1 site entered; the only site in both rankings has another rank, because of the sites that entered or left."
        in compared(cli)
    )
    (cause,) = json.loads(compared(cli, "-f", "json"))["causes"]
    assert cause == {"cause": "sites", "sites": 1, "points": 0.0, "criterion": None}
