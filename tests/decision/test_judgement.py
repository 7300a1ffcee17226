"""A decision judged against a ranking: every seeded gap is found, and a sound record has none."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from vasterviksmodell import (
    InvalidDecision,
    Ranking,
    criteria_from,
    default_criteria,
    first_sites,
    judge,
    load_decision,
    read_sites,
    score,
    starting_decision,
)
from vasterviksmodell.criteria.fingerprint import criteria_fingerprint
from vasterviksmodell.decision.file import read_decision
from vasterviksmodell.source.yaml_writer import as_yaml

CRITERIA = {
    "version": 1,
    "criteria": {
        "school_m": {"weight": 2, "range": [0, 9000], "value": {500: 100, 4000: 0}, "requirement": {"at_most": 4000}},
        "plan": {"type": "category", "weight": 1, "value": {"housing": 100, "none": 0}},
    },
}
SITES = "id,name,school_m,plan\nankarby,Ankarby,500,housing\nekby,Ekby,1000..2000,none\ntallby,Tallby,9000,housing\n"


def ranking_of(text: str, folder: Path) -> Ranking:
    (folder / "sites.csv").write_text(text)
    criteria = criteria_from(CRITERIA)
    return score(read_sites(folder / "sites.csv", criteria), criteria)


@pytest.fixture(scope="module")
def ranking(tmp_path_factory: pytest.TempPathFactory) -> Ranking:
    return ranking_of(SITES, tmp_path_factory.mktemp("sites"))


def record(ranking: Ranking, outcomes: dict[str, str], **changed: dict[str, object]) -> dict[str, object]:
    """A record with outcomes, by someone on a day, and keys of sites changed."""
    plain = starting_decision(ranking) | {"who": "The council", "date": "2026-11-25"}
    for id, outcome in outcomes.items():
        plain["sites"][id] |= {"outcome": outcome}
    for id, keys in changed.items():
        plain["sites"][id] |= keys
    return plain


def codes(plain: dict[str, object], ranking: Ranking) -> list[tuple[str, str]]:
    """The codes of findings, each with the text of the line to which it points."""
    text = as_yaml(plain)
    decision, faults = read_decision(text.encode(), "decision.yaml")
    assert decision is not None, faults
    lines = text.splitlines()
    return [
        (found.code, lines[(found.place.line or 1) - 1].strip().split(":")[0]) for found in judge(decision, ranking)
    ]


AS_RANKED = {"ankarby": "chosen", "ekby": "rejected", "tallby": "rejected"}


def test_a_record_that_follows_the_ranking_has_no_findings(ranking: Ranking) -> None:
    assert codes(record(ranking, AS_RANKED), ranking) == []


def test_a_record_just_started_is_undecided_about_each_site(ranking: Ranking) -> None:
    assert codes(starting_decision(ranking), ranking) == [("O003", "outcome")] * 3


@given(st.lists(st.sampled_from(["chosen", "rejected", "parked"]), min_size=3, max_size=3))
def test_just_the_departures_need_a_reason(ranking: Ranking, outcomes: list[str]) -> None:
    by_site = dict(zip(AS_RANKED, outcomes, strict=True))
    found = codes(record(ranking, by_site), ranking)
    last = max((place for place, outcome in enumerate(outcomes) if outcome == "chosen"), default=-1)
    passed_over = sum(outcome != "chosen" for outcome in outcomes[: max(last, 0)])
    assert [code for code, _ in found].count("O006") == passed_over
    assert ("O005", "outcome") in found or outcomes[2] != "chosen"
    reasons = {id: {"reason": "It is the will of the council."} for id in by_site}
    assert codes(record(ranking, by_site, **reasons), ranking) == []


@pytest.mark.parametrize(
    ("figure", "agrees"),
    [("1000..2000", True), ("1000", False), ("2000", False), ("1000..2001", False)],
)
def test_a_named_figure_must_be_that_of_the_ranking(ranking: Ranking, figure: str, agrees: bool) -> None:
    found = codes(record(ranking, AS_RANKED, ekby={"figures": {"school_m": figure}}), ranking)
    assert found == ([] if agrees else [("O007", "school_m")])


def test_a_named_category_must_be_that_of_the_ranking(ranking: Ranking) -> None:
    assert codes(record(ranking, AS_RANKED, ekby={"figures": {"plan": "none"}}), ranking) == []
    assert codes(record(ranking, AS_RANKED, ekby={"figures": {"plan": "housing"}}), ranking) == [("O007", "plan")]


def test_a_figure_of_no_criterion_and_one_that_is_none_are_found(ranking: Ranking) -> None:
    wrong = {"figures": {"shcool_m": 1, "school_m": "near"}}
    assert {code for code, _ in codes(record(ranking, AS_RANKED, ekby=wrong), ranking)} == {"C122", "D103"}


def test_a_site_is_not_rejected_for_what_no_chosen_site_does_better(ranking: Ranking) -> None:
    outcomes = {"ankarby": "rejected", "ekby": "chosen", "tallby": "rejected"}
    why = {"reason": "The plan.", "figures": {"plan": "housing"}}
    assert codes(record(ranking, outcomes, ankarby=why), ranking) == [("O008", "plan")]
    failing = {"figures": {"school_m": 9000}}
    assert codes(record(ranking, AS_RANKED, tallby=failing), ranking) == []


def test_the_order_of_keys_does_not_change_the_fingerprint_of_criteria(ranking: Ranking) -> None:
    turned = {**CRITERIA, "criteria": dict(reversed(CRITERIA["criteria"].items()))}  # type: ignore[attr-defined]
    assert criteria_fingerprint(criteria_from(turned)) == criteria_fingerprint(ranking.criteria)


def test_the_default_model_has_a_fingerprint() -> None:
    assert len(criteria_fingerprint(default_criteria())) == 64


def test_a_site_that_stands_elsewhere_and_a_file_that_changed_are_told(ranking: Ranking, tmp_path: Path) -> None:
    later = ranking_of(SITES.replace("9000,housing", "5000,housing"), tmp_path)
    moved = record(ranking, AS_RANKED) | {"ranked": {"inputs": {"sites.csv": "0f3a"}}}
    assert codes(moved, later) == [("O104", "sites.csv")]
    opened = ranking_of(SITES.replace("9000,housing", "600,none"), tmp_path)
    found = codes(record(ranking, AS_RANKED) | {"ranked": {}}, opened)
    assert ("O102", "status") in found
    assert {code for code, _ in found} == {"O102"}


def test_criteria_that_changed_are_told(ranking: Ranking, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text(SITES)
    others = criteria_from(CRITERIA | {"title": "Others"})
    changed = score(read_sites(tmp_path / "sites.csv", others), others)
    assert codes(record(ranking, AS_RANKED), changed) == [("O103", "criteria")]


def test_sites_of_only_one_of_both_are_found(ranking: Ranking) -> None:
    plain = record(ranking, AS_RANKED)
    plain["sites"]["ekbi"] = plain["sites"].pop("ekby")  # type: ignore[index, attr-defined]
    assert codes(plain, ranking) == [("O002", "sites"), ("O001", "ekbi")]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"version": 2}, "C005"),
        ({"sites": {}}, "C003"),
        ({"sites": {"a": {"outcome": "taken"}}}, "C003"),
        ({"sites": {"a": {"outcomes": "chosen"}}}, "C001"),
        ({"date": "soon"}, "C003"),
        ({"sites": {"a": {"ranked": {"status": "qualified", "rank": 1.5}}}}, "C003"),
    ],
)
def test_the_form_is_strict_and_faults_have_places(broken: dict[str, object], code: str, tmp_path: Path) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "sites": {"a": {}}, **broken}))
    with pytest.raises(InvalidDecision) as raised:
        load_decision(path)
    assert [found.code for found in raised.value.findings] == [code]
    assert all(found.place.line and found.place.column for found in raised.value.findings)


def test_a_ranking_that_was_cut_cannot_be_judged_against(ranking: Ranking) -> None:
    with pytest.raises(ValueError, match="all its sites"):
        starting_decision(first_sites(ranking, 1))


def test_the_invented_decision_needs_each_of_its_reasons(tmp_path: Path) -> None:
    folder = ROOT / "examples" / "exempelkommun"
    ranked = score(read_sites(folder / "orter.csv", default_criteria()), default_criteria())
    assert judge(load_decision(folder / "decision.yaml"), ranked) == ()
    lines = (folder / "decision.yaml").read_text().splitlines()
    silent = tmp_path / "decision.yaml"
    silent.write_text("\n".join(line for line in lines if "reason:" not in line))
    assert [found.code for found in judge(load_decision(silent), ranked)] == ["O006", "O006"]


@pytest.mark.parametrize("blank", ["", " ", {"en": " "}, {"en": "", "sv": "\t"}])
def test_a_blank_text_says_nothing(ranking: Ranking, blank: object) -> None:
    plain = record(ranking, {**AS_RANKED, "tallby": "chosen"}, tallby={"reason": blank}, ekby={"reason": "Noise."})
    plain["alternatives"] = {"area": blank}
    assert codes(plain, ranking) == [("O005", "outcome")]
    decision, _ = read_decision(as_yaml(plain).encode(), "decision.yaml")
    assert decision is not None
    assert decision.alternatives.area is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("sites: {a: {reason: {fi: No}}}", "the keys here are: en, sv"),
        ("sites: {a: {}}\nalternatives: {zero: {fi: No}}", "the keys here are: en, sv"),
        ("sites: {a: {}}\nquestion: {fi: No}", "the keys here are: en, sv"),
        ("sites: {a: {reason: 7}}", "write it in quotes, and it is a text"),
        ("sites: {a: {ranked: {status: qualified, rank: 1.0}}}", None),
    ],
)
def test_hints_about_texts_and_ranks_lead_somewhere(text: str, hint: str | None) -> None:
    _, (found,) = read_decision(f"version: 1\n{text}\n".encode(), "decision.yaml")
    assert found.hint() == hint
