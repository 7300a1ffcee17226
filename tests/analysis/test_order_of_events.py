"""The order of events: every change since the criteria were frozen is listed, and none where nothing changed."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell import (
    Finding,
    criteria_from,
    freeze,
    judge_order,
    load_freeze_record,
    read_sites,
    save_ranking,
    score,
    with_measures,
)
from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
from vasterviksmodell.freezing import FreezeRecord
from vasterviksmodell.freezing.file import read_freeze_record

CRITERIA: dict[str, Any] = {
    "version": 1,
    "need": {"houses": 4, "flats_per_house": 2, "persons_per_flat": 6, "pupils": 13},
    "criteria": {
        "service": {
            "weight": 60,
            "criteria": {
                "school_m": {
                    "label": {"en": "School", "sv": "Skola"},
                    "weight": 2,
                    "range": [0, 9000],
                    "value": {500: 100, 4000: 0},
                    "requirement": {"at_most": 8000},
                },
                "shop_m": {"weight": 1, "range": [0, 9000], "value": {500: 100, 4000: 0}},
            },
        },
        "plan": {"type": "category", "weight": 40, "value": {"housing": 100, "other": 30, "none": 0}},
        "places": {"range": [0, 900], "requirement": {"at_least": "need.pupils"}},
    },
}
SITES = """\
id,name,school_m,shop_m,plan,places,walk_m
ankarby,Ankarby,500,3000,other,20,700
ekby,Ekby,1500,1000,none,13,600
gamby,Gamby,1000..2000,600,none,40,9000
tallby,Tallby,8500,500,housing,14,500
"""
Document = dict[str, Any]


def _service(document: Document) -> Document:
    found: Document = document["criteria"]["service"]["criteria"]
    return found


def _move(document: Document) -> None:
    document["criteria"]["shop_m"] = _service(document).pop("shop_m")


CHANGES: dict[str, tuple[Callable[[Document], object], set[str]]] = {
    "weight of a criterion": (lambda it: _service(it)["school_m"].update(weight=9), {"service.school_m.weight"}),
    "weight of a group": (lambda it: it["criteria"]["service"].update(weight=90), {"service.weight"}),
    "value function": (lambda it: _service(it)["shop_m"].update(value={500: 100, 2000: 0}), {"service.shop_m.value"}),
    "kind of value function": (
        lambda it: _service(it)["shop_m"].update(value={"decay": {"half": 300}}),
        {"service.shop_m.value"},
    ),
    "value of a category": (
        lambda it: it["criteria"]["plan"].update(value={"housing": 100, "other": 90, "none": 0}),
        {"plan.value"},
    ),
    "range": (lambda it: _service(it)["shop_m"].update(range=[0, 8000]), {"service.shop_m.range"}),
    "stricter requirement": (
        lambda it: _service(it)["school_m"]["requirement"].update(at_most=1400),
        {"service.school_m.requirement.at_most"},
    ),
    "unknown requirement": (
        lambda it: _service(it)["school_m"]["requirement"].update(unknown="excluded"),
        {"service.school_m.requirement.unknown"},
    ),
    "new requirement": (
        lambda it: _service(it)["shop_m"].update(requirement={"at_most": 2000}),
        {"service.shop_m.requirement"},
    ),
    "requirement dropped": (lambda it: _service(it)["school_m"].pop("requirement"), {"service.school_m.requirement"}),
    "another column": (lambda it: _service(it)["shop_m"].update(measure="walk_m"), {"service.shop_m.measure"}),
    "criterion dropped": (lambda it: _service(it).pop("shop_m"), {"service.shop_m"}),
    "new criterion": (
        lambda it: it["criteria"].update(walk_m={"weight": 40, "range": [0, 9000], "value": {0: 100, 9000: 0}}),
        {"walk_m"},
    ),
    "criterion moved to another group": (_move, {"service.shop_m", "shop_m"}),
    "how unknown measures count": (lambda it: it.update(unknown="high"), {"unknown"}),
    "a need that a limit names": (lambda it: it["need"].update(pupils=14), {"need.pupils"}),
    "rows that count": (lambda it: it.update(data={"where": {"plan": ["none", "other"]}}), {"data"}),
    "decimal sign": (lambda it: it.update(data={"decimal": ","}), {"data"}),
    "which column holds the id": (lambda it: it.update(site={"id": "name"}), {"site"}),
    "required": (lambda it: _service(it)["shop_m"].update(required=True), {"service.shop_m.required"}),
}
"""Everything on which ranks can depend: how it is changed, and the keys that must be listed."""
WORDS: dict[str, tuple[Callable[[Document], object], str]] = {
    "label": (lambda it: _service(it)["school_m"]["label"].update(en="Way to school"), "service.school_m.label.en"),
    "new label": (lambda it: it["criteria"]["plan"].update(label="Plan"), "plan.label"),
    "description": (lambda it: it["criteria"]["plan"].update(description="What the plan says."), "plan.description"),
    "source": (lambda it: it["criteria"]["plan"].update(source="A letter"), "plan.source"),
    "title": (lambda it: it.update(title="Where?"), "title"),
    "warning": (lambda it: it["criteria"]["places"].update(warning={"at_least": 20}), "places.warning"),
    "a measure that is only shown": (
        lambda it: it["criteria"].update(walk_m={"range": [0, 9000], "warning": {"at_most": 800}}),
        "walk_m",
    ),
    "a need that no limit names": (lambda it: it["need"].update(houses=5), "need.houses"),
    "sources": (lambda it: it.update(sources={"places": {"source": "A register"}}), "sources"),
    "redaction": (lambda it: it.update(redact={"withhold": ["places"]}), "redact"),
}
"""What no rank depends on."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Criteria that were frozen, then sites that came to hand."""
    path = tmp_path_factory.mktemp("order")
    (path / "sites.csv").write_text(SITES)
    freeze(path / "frozen.yaml", "Anna Ek", criteria=criteria_from(CRITERIA), date="2026-11-01")
    freeze(path / "frozen.yaml", "Bo", sites=[path / "sites.csv"], date="2026-11-10")
    return path


def changed(*changes: Callable[[Document], object]) -> Document:
    document = deepcopy(CRITERIA)
    for change in changes:
        change(document)
    return document


def judged(folder: Path, document: Document, **others: Any) -> list[Finding]:
    """The findings, with criteria as they are in a document."""
    path = folder / "criteria.yaml"
    path.write_text(yaml.dump(document, sort_keys=False))
    record = load_freeze_record(folder / "frozen.yaml")
    given = {"sites": [folder / "sites.csv"], **others}
    return list(judge_order(record, criteria=path, **given))


def keys(findings: Sequence[Finding], code: str) -> set[str]:
    """The keys that findings of a code are about."""
    told = [finding.message().split(",")[0] for finding in findings if finding.code == code]
    return {text.split(" is ")[0].split(": ")[0] for text in told}


def test_nothing_is_told_where_nothing_was_changed(folder: Path) -> None:
    assert judged(folder, CRITERIA) == []


def test_layout_comments_and_the_order_of_keys_are_no_change(folder: Path) -> None:
    turned = dict(reversed(CRITERIA.items()))
    turned["criteria"] = dict(reversed(CRITERIA["criteria"].items()))
    text = "# a note\n" + json.dumps(turned, indent=3).replace('"500"', "500").replace('"4000"', "4000")
    (folder / "criteria.yaml").write_text(text)
    record = load_freeze_record(folder / "frozen.yaml")
    assert judge_order(record, criteria=folder / "criteria.yaml", sites=[folder / "sites.csv"]) == ()


@pytest.mark.parametrize("name", CHANGES)
def test_every_kind_of_late_change_is_listed_at_its_key(folder: Path, name: str) -> None:
    change, expected = CHANGES[name]
    found = judged(folder, changed(change))
    assert keys(found, "H101") == expected
    assert {finding.code for finding in found} <= {"H101", "H105"}
    lines = (folder / "criteria.yaml").read_text().splitlines()
    for finding in found:
        if finding.code == "H101" and " is gone" not in finding.message():
            key = finding.message().split(" is new")[0].split(": ")[0].split(".")[-1]
            assert lines[(finding.place.line or 0) - 1].strip().startswith(f"{key}:")


@pytest.mark.parametrize("name", WORDS)
def test_what_no_rank_depends_on_is_told_apart(folder: Path, name: str) -> None:
    change, key = WORDS[name]
    found = judged(folder, changed(change))
    assert keys(found, "H104") == {key}
    assert {finding.code for finding in found} == {"H104"}


INDEPENDENT = (
    "weight of a criterion",
    "weight of a group",
    "value of a category",
    "stricter requirement",
    "unknown requirement",
    "new criterion",
    "how unknown measures count",
    "a need that a limit names",
    "rows that count",
    "which column holds the id",
)
"""Changes that can be made together, in any order."""


OF_WORDS = [name for name in WORDS if name != "a measure that is only shown"]


@tried(12)
@given(st.sets(st.sampled_from(INDEPENDENT)), st.sets(st.sampled_from(OF_WORDS)))
def test_of_many_changes_together_each_is_listed(folder: Path, ranking: set[str], words: set[str]) -> None:
    changes = [CHANGES[name][0] for name in sorted(ranking)] + [WORDS[name][0] for name in sorted(words)]
    found = judged(folder, changed(*changes))
    assert keys(found, "H101") == {key for name in ranking for key in CHANGES[name][1]}
    assert keys(found, "H104") == {WORDS[name][1] for name in words}
    assert ("H105" in {finding.code for finding in found}) == (len(ranking) > 1)


def stands(folder: Path, document: Document) -> dict[str, str]:
    """How each site stands, as it is told: its rank, or that it is excluded."""
    criteria = criteria_from(document)
    rows = score(read_sites(folder / "sites.csv", criteria), criteria).frame.select("id", "status", "rank").iter_rows()
    marks = {"unverified": " (unverified)"}
    return {id: "excluded" if rank is None else f"{rank}{marks.get(status, '')}" for id, status, rank in rows}


@pytest.mark.parametrize("name", [name for name, (_, listed) in CHANGES.items() if len(listed) == 1])
def test_what_a_change_does_to_ranks_is_what_scoring_says(folder: Path, name: str) -> None:
    document = changed(CHANGES[name][0])
    before, now = stands(folder, CRITERIA), stands(folder, document)
    ids = dict.fromkeys((*before, *now))
    nowhere = "not among the sites"
    moved = [f"{id} {before.get(id, nowhere)} → {now.get(id, nowhere)}" for id in ids if before.get(id) != now.get(id)]
    told = f"alone it moves {', '.join(moved) or 'no site'}"
    (finding,) = (finding for finding in judged(folder, document) if finding.code == "H101")
    assert told in finding.message() or ("more" in finding.message() and len(moved) > 5)


def test_without_sites_what_a_change_does_is_not_known(folder: Path) -> None:
    (finding,) = judged(folder, changed(CHANGES["weight of a group"][0]), sites=[])
    assert "not known without the sites" in finding.message()


def test_a_saved_ranking_tells_what_a_change_does_as_its_files_do(folder: Path) -> None:
    criteria = criteria_from(CRITERIA)
    ranking = score(read_sites(folder / "sites.csv", criteria), criteria)
    save_ranking(with_measures(ranking, {"ekby": {"school_m": 10}}), folder / "ranking.json")
    document = changed(CHANGES["weight of a group"][0])
    of_files = judged(folder, document)
    of_ranking = judged(folder, document, sites=[], rankings=[folder / "ranking.json"])
    assert [str(finding) for finding in of_files] == [str(finding) for finding in of_ranking]


def test_a_ranking_by_other_criteria_lists_them_in_its_own_lines(folder: Path) -> None:
    document = changed(CHANGES["weight of a criterion"][0], WORDS["label"][0])
    criteria = criteria_from(document)
    save_ranking(score(read_sites(folder / "sites.csv", criteria), criteria), folder / "other.json")
    found = judged(folder, CRITERIA, rankings=[folder / "other.json"])
    assert sorted(finding.code for finding in found) == ["H101", "H104", "H301"]
    assert {finding.place.path for finding in found} == {str(folder / "other.json")}
    told_once = judged(folder, document, rankings=[folder / "other.json"])
    assert sorted(finding.code for finding in told_once) == ["H101", "H104", "H301"]


def record_of(folder: Path, *steps: Document) -> FreezeRecord:
    """A record with steps, sealed."""
    path = folder / "steps.yaml"
    path.unlink(missing_ok=True)
    for step in steps:
        freeze(path, "Bo", **step)
    return load_freeze_record(path)


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_change_on_record_is_told_by_when_it_was_made(folder: Path) -> None:
    first = {"criteria": criteria_from(CRITERIA), "date": "2026-11-01"}
    document = changed(CHANGES["weight of a group"][0], WORDS["label"][0])
    again = {"criteria": criteria_from(document), "date": "2026-11-11", "reason": "A mistake."}
    read = {"sites": [folder / "sites.csv"], "date": "2026-11-11"}
    early = judge_order(record_of(folder, first, again, read), sites=[folder / "sites.csv"])
    assert codes(early) == ["H103", "H104"]
    late = judge_order(record_of(folder, first, read, again), sites=[folder / "sites.csv"])
    assert codes(late) == ["H102", "H104"]
    assert "Bo: A mistake." in late[0].message()
    assert early[0].message().split("alone")[1] == late[0].message().split("alone")[1]
    back = {"criteria": criteria_from(CRITERIA), "date": "2026-11-12"}
    assert codes(judge_order(record_of(folder, first, read, again, back))) == ["H102", "H104"] * 2


def test_figures_come_after_criteria(folder: Path) -> None:
    first = {"criteria": criteria_from(CRITERIA), "date": "2026-11-01"}
    read = {"sites": [folder / "sites.csv"], "date": "2026-11-01"}
    assert judge_order(record_of(folder, first, read)) == ()
    assert codes(judge_order(record_of(folder, read, first))) == ["H201"]
    assert codes(judge_order(record_of(folder, read))) == ["H201"]
    assert codes(judge_order(record_of(folder, {**first, **read}))) == ["H201"]


def test_dates_rise_and_may_be_rough(folder: Path) -> None:
    first = {"criteria": criteria_from(CRITERIA), "date": "2026-11-15"}
    for date, expected in (("2026-11-14", ["H002"]), ("2026-11", []), ("2026", []), ("2025", ["H002"])):
        read = {"sites": [folder / "sites.csv"], "date": date}
        assert codes(judge_order(record_of(folder, first, read))) == expected


def test_a_file_is_known_by_its_fingerprint(folder: Path, tmp_path: Path) -> None:
    record = load_freeze_record(folder / "frozen.yaml")
    (tmp_path / "renamed.csv").write_text(SITES)
    assert judge_order(record, sites=[tmp_path / "renamed.csv"]) == ()
    (tmp_path / "sites.csv").write_text(SITES + "nyby,Nyby,1,1,none,99,1\n")
    assert codes(judge_order(record, sites=[tmp_path / "sites.csv"])) == ["H203"]
    (tmp_path / "more.csv").write_text(SITES + "nyby,Nyby,1,1,none,99,1\n")
    assert codes(judge_order(record, sites=[tmp_path / "more.csv"])) == ["H202"]


@pytest.mark.parametrize(
    ("date", "frozen", "expected"),
    [
        ("2026-11-25", True, []),
        ("2026-11-09", True, ["H302"]),
        ("2026-10", True, ["H302"]),
        ("2026-11", True, []),
        ("2026-11-25", False, ["H301"]),
    ],
)
def test_a_decision_comes_after_what_it_rests_on(folder: Path, date: str, frozen: bool, expected: list[str]) -> None:
    fingerprint = criteria_fingerprint(criteria_from(CRITERIA)) if frozen else "0f3a"
    decision = {
        "version": 1,
        "who": "The council",
        "date": date,
        "ranked": {"criteria": fingerprint},
        "sites": {"ekby": {"outcome": "chosen"}, "ankarby": {"outcome": "parked"}},
    }
    (folder / "decision.yaml").write_text(yaml.dump(decision))
    record = load_freeze_record(folder / "frozen.yaml")
    assert codes(judge_order(record, decisions=[folder / "decision.yaml"])) == expected


def test_a_decision_on_record_before_its_ranking_is_found(folder: Path) -> None:
    decision = {"version": 1, "sites": {"ekby": {"outcome": "chosen"}}}
    (folder / "decided.yaml").write_text(yaml.dump(decision))
    criteria = criteria_from(CRITERIA)
    save_ranking(score(read_sites(folder / "sites.csv", criteria), criteria), folder / "ranked.json")
    day = {"date": "2026-11-10"}
    first, read = {"criteria": criteria, **day}, {"sites": [folder / "sites.csv"], **day}
    ranked, decided = {"rankings": [folder / "ranked.json"], **day}, {"decisions": [folder / "decided.yaml"], **day}
    files = {"rankings": [folder / "ranked.json"], "decisions": [folder / "decided.yaml"]}
    assert judge_order(record_of(folder, first, read, ranked, decided), **files) == ()
    assert codes(judge_order(record_of(folder, first, read, decided, ranked), **files)) == ["H302"]


def test_every_finding_of_a_long_history_has_a_place(folder: Path) -> None:
    for finding in judged(folder, changed(*(CHANGES[name][0] for name in INDEPENDENT))):
        assert finding.place.path
        assert finding.place.line or finding.code == "H105"


def test_a_record_without_criteria_compares_nothing(folder: Path) -> None:
    record, _ = read_freeze_record(b"version: 1\nsteps: [{date: 2026, by: Bo, seal: a}]\n", "frozen.yaml")
    assert record is not None
    (folder / "criteria.yaml").write_text(yaml.dump(CRITERIA))
    assert codes(judge_order(record, criteria=folder / "criteria.yaml")) == ["H001"]


DAYS = st.lists(st.integers(1, 28), min_size=6, max_size=6).map(sorted)


@tried(15)
@given(
    days=DAYS,
    again=st.booleans(),
    roughly=st.booleans(),
    late=st.none() | st.sampled_from(INDEPENDENT),
)
def test_clean_histories_have_no_findings_and_a_late_change_is_all_there_is(
    folder: Path, days: list[int], again: bool, roughly: bool, late: str | None
) -> None:
    """Steps in their order, on days that do not fall: criteria, perhaps again, sites, ranking, decision."""
    dates = ["2026-11" if roughly else f"2026-11-{day:02}" for day in days]
    document = dict(reversed(CRITERIA.items())) if again else CRITERIA
    criteria = criteria_from(document)
    ranking = folder / "clean.json"
    save_ranking(score(read_sites(folder / "sites.csv", criteria), criteria), ranking)
    decision = folder / "clean.yaml"
    stated = {"criteria": criteria_fingerprint(criteria)}
    sites = {"ekby": {"outcome": "chosen"}}
    decision.write_text(yaml.dump({"version": 1, "who": "B", "date": dates[4], "ranked": stated, "sites": sites}))
    steps: list[Document] = [
        {"criteria": criteria_from(CRITERIA), "date": dates[0]},
        *([{"criteria": criteria, "date": dates[1]}] if again else []),
        {"sites": [folder / "sites.csv"], "date": dates[2]},
        {"rankings": [ranking], "date": dates[3]},
        {"decisions": [decision], "date": dates[5]},
    ]
    now = changed(*([CHANGES[late][0]] if late else []))
    (folder / "criteria.yaml").write_text(yaml.dump(now))
    files = {"sites": [folder / "sites.csv"], "rankings": [ranking], "decisions": [decision]}
    found = judge_order(record_of(folder, *steps), criteria=folder / "criteria.yaml", **files)
    assert codes(found) == (["H101"] if late else [])
    assert not late or keys(found, "H101") == CHANGES[late][1]
