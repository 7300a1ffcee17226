"""Actions on the command line: their file, their faults, and what if they were done."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell.cli import program

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  bus: {weight: 1, value: {0: 0, 20: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
"""
SITES = "id,name,school_m,bus,plan\nekby,Ekby,5000,4,none\ntallby,Tallby,700,..,housing\n"
ACTIONS = """\
version: 1
actions:
  near_school:
    label: {en: A school in Ekby, sv: En skola i Ekby}
    who: The board
    by: 2027-06
    status: agreed
    sets: {ekby: {school_m: 300}}
  bus_line:
    label: A bus
    who: The region
    by: 2026
    status: done
    sets: {ekby: {bus: 14}, tallby: {bus: 0..10}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("criteria.yaml", CRITERIA), ("sites.csv", SITES), ("actions.yaml", ACTIONS)):
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = program.run(list(arguments))
    written = capsys.readouterr()
    return code, written.out, written.err


def test_a_file_of_actions_without_fault_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "sites.csv", "--actions", "actions.yaml", "-q") == (0, "", "")


def test_cells_are_read_as_cells_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    cells = "{ekby: {school: 9001, bus: 4 m, plan: huosing}, tallby: {bus: 5..3}}"
    Path("a.yaml").write_text(f"version: 1\nactions:\n  a:\n    label: L\n    sets: {cells}\n", encoding="utf-8")
    for sites in ((), ("sites.csv",)):
        code, out, _ = told(capsys, "check", *sites, "--actions", "a.yaml")
        places = [line.split(" ")[:2] for line in out.splitlines() if line.startswith("a.yaml")]
        assert (code, places) == (
            1,
            [
                ["a.yaml:5:27:", "error[D104]"],
                ["a.yaml:5:38:", "error[D103]"],
                ["a.yaml:5:49:", "error[D106]"],
                ["a.yaml:5:73:", "error[D105]"],
            ],
        )


def test_a_site_that_is_not_there_is_a_warning_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(ACTIONS.replace("{ekby: {school", "{ekbi: {school"), encoding="utf-8")
    code, out, _ = told(capsys, "check", "sites.csv", "--actions", "a.yaml")
    assert (code, out.splitlines()[0]) == (
        0,
        "a.yaml:8:29: warning[D118] no site has the id 'ekbi', which 'near_school' is about",
    )
    assert "did you mean 'ekby'?" in out


def test_a_site_in_another_of_several_files_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    one, *others = SITES.splitlines()
    for name, site in zip("ab", others, strict=True):
        Path(f"{name}.csv").write_text(f"{one}\n{site}\n", encoding="utf-8")
    assert told(capsys, "check", "a.csv", "b.csv", "--actions", "actions.yaml", "-q")[:2] == (0, "")


def test_places_stay_when_data_are_read_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(ACTIONS.replace("{ekby: {school", "{ekbi: {school"), encoding="utf-8")
    _, out, _ = told(capsys, "check", "sites.csv", "--actions", "a.yaml", "--data", "decimal=.")
    assert out.startswith("a.yaml:8:29: warning[D118]")


@pytest.mark.parametrize("name", ["done", "2027-06"])
def test_what_is_no_file_is_pointed_to_the_other_option(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, _, err = told(capsys, "score", "sites.csv", "--actions", name)
    assert code == 2
    assert err.endswith(f"--actions names a file; to apply actions, say --apply-actions {name}\n")


def test_a_missing_file_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "score", "sites.csv", "--actions", "a.yaml")
    assert (code, err.splitlines()[-1]) == (2, "vasterviksmodell: cannot read a.yaml: No such file or directory")


def test_the_file_of_actions_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "score", "sites.csv", "--actions", "actions.yaml", "-o", "actions.yaml", "-f", "json")
    assert (code, Path("actions.yaml").read_text(encoding="utf-8")) == (2, ACTIONS)
    assert "is an input" in err


def test_check_does_not_overwrite_it_either(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = told(capsys, "check", "sites.csv", "--actions", "actions.yaml", "-f", "json", "-o", "actions.yaml")
    assert (code, Path("actions.yaml").read_text(encoding="utf-8")) == (2, ACTIONS)


@pytest.mark.parametrize(("stated", "asked"), [("japp", "okej"), ("okej", "japp")])
def test_cells_are_read_as_the_options_say_that_data_are_written(
    capsys: pytest.CaptureFixture[str], stated: str, asked: str
) -> None:
    """`--data` goes before the criteria file for what actions set, too."""
    yes_no = "  shop: {type: yes_no, weight: 1}\n"
    Path("criteria.yaml").write_text(f"{CRITERIA}{yes_no}data: {{yes: [{stated}]}}\n", encoding="utf-8")
    Path("sites.csv").write_text("id,name,school_m,bus,plan,shop\nekby,Ekby,500,4,none,no\n", encoding="utf-8")
    action = "version: 1\nactions:\n  a: {label: A, who: B, by: 2026, status: done, sets: {ekby: {shop: japp}}}\n"
    Path("actions.yaml").write_text(action, encoding="utf-8")
    options = ("--actions", "actions.yaml", "--data", f"yes=[{asked}]", "--apply-actions", "done", "-q")
    code, _, err = told(capsys, "score", "sites.csv", *options)
    assert (code, "D106" in err) == ((0, False) if asked == "japp" else (1, True))


def test_the_schema_of_a_file_of_actions_takes_what_the_program_takes(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(told(capsys, "schema", "actions")[1])
    Draft202012Validator.check_schema(schema)
    action = {"label": "L", "who": ["A"], "by": 2027, "sets": {"ekby": {"bus": 3, "plan": "none", "b": True}}}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"version": 1, "actions": {"a": action}})
    for wrong in ({"cost": -1}, {"status": "no"}, {"needs": "b"}, {"sets": {"ekby": 3}}, {"x": 1}, {"label": {}}):
        assert not validator.is_valid({"version": 1, "actions": {"a": action | wrong}}), wrong
    assert not validator.is_valid({"actions": {"a": action}})


def ranking(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    code, out, _ = told(capsys, "score", *arguments, "--format", "json")
    assert code == 0
    found: dict[str, object] = json.loads(out)
    return found


def test_actions_that_are_done_are_the_same_as_measures_that_are_set(capsys: pytest.CaptureFixture[str]) -> None:
    applied = ranking(capsys, "sites.csv", "--actions", "actions.yaml", "--apply-actions", "done")
    by_hand = ranking(capsys, "sites.csv", "--set", "ekby.bus=14", "--set", "tallby.bus=0..10")
    assert applied["sites"] == by_hand["sites"]
    assert applied["actions"] == {"until": "done", "applied": ["bus_line"], "left_out": []}
    changes = applied["changes"]
    assert isinstance(changes, list)
    assert [it.pop("action") for it in changes] == ["bus_line", "bus_line"]
    assert changes == by_hand["changes"]


@pytest.mark.parametrize(
    ("until", "applied", "status"),
    [
        ("2027-05-31", ["bus_line"], "excluded"),
        ("2027-06-29", ["bus_line"], "excluded"),
        ("2027-06-30", ["near_school", "bus_line"], "qualified"),
        ("2027-06", ["near_school", "bus_line"], "qualified"),
        ("2025", ["bus_line"], "excluded"),
    ],
)
def test_with_a_date_what_is_agreed_counts_when_it_is_due_by_its_last_day(
    capsys: pytest.CaptureFixture[str], until: str, applied: list[str], status: str
) -> None:
    found = ranking(capsys, "sites.csv", "--actions", "actions.yaml", "--apply-actions", until)
    assert found["actions"] == {"until": until, "applied": applied, "left_out": []}
    assert {it["id"]: it["status"] for it in found["sites"]}["ekby"] == status  # type: ignore[attr-defined]


NEEDING = """\
version: 1
actions:
  road: {label: A road, who: A, by: 2027, status: agreed, needs: [money]}
  near_school: {label: A school, who: A, by: 2027, status: agreed, needs: [road], sets: {ekby: {school: 300}}}
  money: {label: Money, by: 2027}
"""


def test_what_is_proposed_or_needs_what_is_not_applied_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(NEEDING, encoding="utf-8")
    arguments = ("sites.csv", "--actions", "a.yaml", "--apply-actions", "2028")
    found = ranking(capsys, *arguments)
    assert "changes" not in found
    assert found["actions"] == {
        "until": "2028",
        "applied": [],
        "left_out": [
            {"action": "money", "because": "proposed", "needs": []},
            {"action": "road", "because": "needs", "needs": ["money"]},
            {"action": "near_school", "because": "needs", "needs": ["road"]},
        ],
    }
    for language, line in (
        ("en", "none. Left out: Money (only proposed), A road (needs Money), A school (needs A road)."),
        ("sv", "inga. Utelämnade: Money (bara föreslagen), A road (kräver Money), A school (kräver A road)."),
    ):
        assert line in told(capsys, "score", *arguments, "--lang", language)[1]


def test_of_actions_that_need_each_other_the_later_counts(capsys: pytest.CaptureFixture[str]) -> None:
    second = (
        "  second: {label: S, who: A, by: 2027, status: agreed, needs: [near_school], sets: {ekby: {school: 900}}}\n"
    )
    first = ACTIONS.splitlines(keepends=True)
    Path("a.yaml").write_text("".join([*first[:2], second, *first[2:]]), encoding="utf-8")
    applied = ranking(capsys, "sites.csv", "--actions", "a.yaml", "--apply-actions", "2028")
    by_hand = ranking(
        capsys, "sites.csv", *("--set", "ekby.school=900", "--set", "ekby.bus=14", "--set", "tallby.bus=0..10")
    )
    assert applied["sites"] == by_hand["sites"]


def test_a_measure_that_is_set_by_hand_goes_before_an_action(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("sites.csv", "--actions", "actions.yaml", "--apply-actions", "done")
    assert told(capsys, "score", *arguments, "--set", "ekby.bus=2", "-o", "saved.json")[0] == 0
    by_hand = ranking(capsys, "sites.csv", "--set", "ekby.bus=2", "--set", "tallby.bus=0..10")
    saved = json.loads(Path("saved.json").read_text(encoding="utf-8"))
    assert saved["sites"] == by_hand["sites"]
    assert [it.get("action") for it in saved["changes"]] == [None, "bus_line"]
    assert told(capsys, "verify", "saved.json")[0] == 0
    later = ranking(capsys, "saved.json", "--apply-actions", "2027-06")
    assert [it.get("action") for it in later["changes"]] == ["near_school", None, "bus_line"]  # type: ignore[attr-defined]


def saved(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert told(capsys, "score", "sites.csv", "--actions", "actions.yaml", *arguments, "-o", "saved.json")[0] == 0
    return Path("saved.json").read_text(encoding="utf-8")


def test_a_saved_ranking_with_actions_is_verified_and_shown_again(capsys: pytest.CaptureFixture[str]) -> None:
    text = saved(capsys, "--apply-actions", "2027-06")
    assert told(capsys, "verify", "saved.json")[0] == 0
    assert told(capsys, "score", "saved.json", "-f", "json")[1] == text
    Path("sites.csv").unlink()
    assert told(capsys, "verify", "saved.json")[0] == 0
    schema = json.loads(told(capsys, "schema", "ranking")[1])
    Draft202012Validator(schema).validate(json.loads(text))


def test_a_ranking_cut_to_its_first_sites_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    saved(capsys, "--apply-actions", "2027-06", "--top", "1")
    assert told(capsys, "verify", "saved.json")[0] == 0
    Path("sites.csv").unlink()
    assert told(capsys, "verify", "saved.json")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"until": "2027-06"', '"until": "2027-05"', "R101"),
        ('"until": "2027-06"', '"until": "soon"', "R001"),
        ('"action": "bus_line"', '"action": "near_school"', "R101"),
        ('"applied": [', '"applied": ["x", ', "R101"),
        ('"status": "agreed"', '"status": "proposed"', "R101"),
    ],
)
def test_a_changed_plan_does_not_verify(capsys: pytest.CaptureFixture[str], old: str, new: str, code: str) -> None:
    text = saved(capsys, "--apply-actions", "2027-06")
    assert old in text
    Path("saved.json").write_text(text.replace(old, new, 1), encoding="utf-8")
    ended, out, _ = told(capsys, "verify", "saved.json")
    assert (ended, f"error[{code}]" in out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "told_"),
    [
        (("--actions", "actions.yaml", "--apply-actions", "soon"), "takes done or a date such as 2027-06, not 'soon'"),
        (("--apply-actions", "done"), "no actions are listed, neither in the criteria nor in a file (--actions)"),
    ],
)
def test_what_cannot_be_applied_ends_with_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told_: str
) -> None:
    code, out, err = told(capsys, "score", "sites.csv", *arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f"{told_}\n")


def test_a_saved_ranking_carries_its_own_actions(capsys: pytest.CaptureFixture[str]) -> None:
    saved(capsys)
    code, _, err = told(capsys, "score", "saved.json", "--actions", "actions.yaml")
    assert (code, "carries its own criteria" in err) == (2, True)


@pytest.mark.parametrize(
    "command", [("obstacles", "sites.csv"), ("explain", "sites.csv", "ekby"), ("losses", "sites.csv")]
)
def test_analyses_say_which_actions_are_applied(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    arguments = ("--actions", "actions.yaml", "--apply-actions", "done")
    code, out, _ = told(capsys, *command, *arguments)
    assert (code, "Actions that are done are applied: A bus." in out) == (0, True)
    found = json.loads(told(capsys, *command, *arguments, "-f", "json")[1])
    assert found["actions"] == {"until": "done", "applied": ["bus_line"], "left_out": []}
    assert [it["action"] for it in found["changes"]] == ["bus_line"] * 2


def compared(capsys: pytest.CaptureFixture[str], *changed: tuple[str, str]) -> dict[str, object]:
    for name, text in (("old", ACTIONS), ("new", ACTIONS)):
        for pair in changed if name == "new" else ():
            assert pair[0] in text
            text = text.replace(*pair)  # noqa: PLW2901
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
        arguments = ("--actions", f"{name}.yaml", "--apply-actions", "2027", "-qo", f"{name}.json")
        assert told(capsys, "score", "sites.csv", *arguments)[0] == 0
    found: dict[str, object] = json.loads(told(capsys, "compare", "old.json", "new.json", "-f", "json")[1])
    return found


def test_compare_tells_moved_dates_statuses_and_new_and_dropped_actions(capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(
        capsys,
        ("by: 2027-06", "by: 2028-03"),
        ("status: done", "status: dropped"),
        ("actions:\n", "actions:\n  shop: {label: A shop, by: 2029}\n"),
    )
    assert found["actions"] == {
        "added": [{"action": "shop", "by": "2029", "status": "proposed"}],
        "removed": [],
        "moved": [{"action": "near_school", "old": "2027-06", "new": "2028-03"}],
        "statuses": [{"action": "bus_line", "old": "done", "new": "dropped"}],
        "altered": [{"action": "near_school", "what": ["by"]}, {"action": "bus_line", "what": ["status"]}],
        "applied": [],
        "no_longer_applied": ["near_school", "bus_line"],
    }
    lines = told(capsys, "compare", "old.json", "new.json")[1].splitlines()
    start = lines.index("What changed in the action plan")
    assert [" ".join(line.split()) for line in lines[start + 2 :] if line] == [
        "New: A shop (2029, not agreed).",
        "No longer counted as done: A school in Ekby, A bus.",
        "Action What Before Now",
        "A school in Ekby By when 2027-06 2028-03",
        "A bus Status done dropped",
    ]
    swedish = told(capsys, "compare", "new.json", "old.json", "--lang", "sv")[1]
    assert "Borttagen: A shop (2029, inte överenskommen)." in swedish
    assert "Räknas nu som gjorda: En skola i Ekby, A bus." in swedish


def test_compare_says_nothing_of_plans_that_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert "actions" not in compared(capsys)
    assert "action plan" not in told(capsys, "compare", "old.json", "new.json")[1]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("who: The board", "who: [The board, Bo]", "A school in Ekby Who The board The board, Bo"),
        ("    status: done", "    cost: 5.5\n    status: done", "A bus Cost – 5.5"),
        ("{ekby: {school_m: 300}}", "{ekby: {school_m: 400}}", "What it changes ekby.school_m=300 ekby.school_m=400"),
        ("    status: done", "    finds_out: {ekby: bus}\n    status: done", "A bus What it finds out – ekby.bus"),
        ("    status: done", "    done_when: Now\n    status: done", "A bus Done when – Now"),
        ("    status: done", "    needs: [near_school]\n    status: done", "A bus Depends on – near_school"),
        ("    status: done", "    agreed_by: Bo\n    status: done", "A bus Agreed by – Bo"),
        ("    status: done", "    reference: KS 1\n    status: done", "A bus Decision – KS 1"),
        ("label: A bus", "label: A tram", "A tram Name A bus A tram"),
    ],
)
def test_every_aspect_of_an_action_is_compared(
    capsys: pytest.CaptureFixture[str], old: str, new: str, row: str
) -> None:
    compared(capsys, (old, new))
    lines = told(capsys, "compare", "old.json", "new.json")[1].splitlines()
    assert [line for line in lines if row in " ".join(line.split())]


def test_the_report_holds_the_action_plan(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "report", "sites.csv", "--actions", "actions.yaml", "-q")
    assert code == 0
    assert "\n## Action plan\n" in out
    assert (
        "| A school in Ekby | Ekby: school 5,000 → 300 – meets what excludes it now (≤ 4,000) | The board | 2027-06 |"
        in out
    )
