"""The joint action plan: each action traces to what the ranking shows, and nothing is invented."""

from io import StringIO
from pathlib import Path

import pytest
from tests.conftest import ROOT

from vasterviksmodell import default_criteria, explain, obstacles, read_sites
from vasterviksmodell.analysis.action_plan import MOST, ActionPlan, action_plan
from vasterviksmodell.criteria import Criteria, read_actions_file, read_criteria, with_actions
from vasterviksmodell.output.views.action_plan import ActionPlanView
from vasterviksmodell.scoring import Ranking, redacted_ranking
from vasterviksmodell.scoring.run import apply_actions, rank_sites
from vasterviksmodell.scoring.saved.document import json_document

CRITERIA = b"""\
version: 1
criteria:
  school:
    {range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}, warning: {at_most: 3000},
     responsible: The school board}
  bus: {weight: 1, value: {0: 0, 20: 100}, requirement: {at_least: 2}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
actors:
  town: {label: The town, who: A, when: 2026, why: B, weights: {school: 2, bus: 1, plan: 1}}
"""
SITES = """\
id,name,school,bus,plan
ekby,Ekby,5000,4,none
tallby,Tallby,700,..,housing
granby,Granby,3500,20,housing
alby,Alby,6000,0,none
"""


def model(actions: str = "{}") -> Criteria:
    criteria, findings = read_criteria(CRITERIA, "criteria.yaml")
    assert criteria is not None, findings
    found, findings = with_actions(criteria, f"version: 1\nactions: {actions}\n".encode(), "actions.yaml")
    assert found is not None, findings
    return found


def ranked(folder: Path, criteria: Criteria, sites: str = SITES) -> Ranking:
    (folder / "sites.csv").write_text(sites, encoding="utf-8")
    return rank_sites(read_sites(folder / "sites.csv", criteria), criteria)


def plan(folder: Path, actions: str = "{}") -> ActionPlan:
    return action_plan(ranked(folder, model(actions)))


@pytest.mark.parametrize(
    ("sets", "kind", "enough"),
    [
        ("{ekby: {school: 300}}", "requirement", True),
        ("{ekby: {school: 3000..4001}}", "requirement", False),
        ("{tallby: {bus: 2}}", "unknown", True),
        ("{tallby: {bus: 1..5}}", "unknown", False),
        ("{granby: {school: 3000}}", "warning", True),
        ("{granby: {school: 3100}}", "warning", False),
        ("{ekby: {bus: 14}}", "shortfall", False),
        ("{ekby: {plan: housing}}", "shortfall", False),
        ("{ekby: {bus: 4}}", "nothing", False),
        ("{ekby: {bus: 3}}", "nothing", False),
        ("{granby: {bus: 30}}", "nothing", False),
        ("{elsewhere: {bus: 30}}", "no_site", False),
    ],
)
def test_what_an_action_sets_is_traced_to_what_it_answers(tmp_path: Path, sets: str, kind: str, enough: bool) -> None:
    (planned,) = plan(tmp_path, f"{{a: {{label: L, sets: {sets}}}}}").actions
    (answer,) = planned.answers
    assert (answer.kind, answer.is_enough) == (kind, enough)


@pytest.mark.parametrize(
    ("finds_out", "kind"),
    [("{tallby: bus}", "unknown"), ("{ekby: [school]}", "nothing"), ("{elsewhere: [school]}", "no_site")],
)
def test_what_an_action_finds_out_is_traced_too(tmp_path: Path, finds_out: str, kind: str) -> None:
    (planned,) = plan(tmp_path, f"{{a: {{label: L, finds_out: {finds_out}}}}}").actions
    assert [answer.kind for answer in planned.answers] == [kind]


def test_an_action_that_is_applied_still_answers_what_was_there_before(tmp_path: Path) -> None:
    actions = "{a: {label: L, who: A, by: 2026, status: done, sets: {ekby: {school: 300}}}}"
    applied = apply_actions(ranked(tmp_path, model(actions)), "done")
    (planned,) = action_plan(applied).actions
    assert [(answer.kind, answer.is_enough) for answer in planned.answers] == [("requirement", True)]


def test_the_figures_propose_what_no_action_answers(tmp_path: Path) -> None:
    proposals = [(it.kind, it.criterion.id, [id for id, _ in it.sites]) for it in plan(tmp_path).proposals]
    assert proposals == [("opening", "school", ["ekby"]), ("requirement", "bus", ["tallby"])]
    some = plan(tmp_path, "{a: {label: L, sets: {ekby: {school: 300}}, finds_out: {tallby: [bus]}}}")
    assert some.proposals == ()


def test_an_action_that_is_dropped_answers_nothing_any_more(tmp_path: Path) -> None:
    dropped = plan(tmp_path, "{a: {label: L, status: dropped, sets: {ekby: {school: 300}}}}")
    assert [it.kind for it in dropped.proposals] == ["opening", "requirement"]


def test_actions_stand_by_date_and_those_dropped_last(tmp_path: Path) -> None:
    dated = "b: {label: B, by: 2027}, a: {label: A, by: 2027-12-30}"
    actions = f"{{d: {{label: D, by: 2020, status: dropped}}, n: {{label: N}}, {dated}}}"
    assert [it.action.id for it in plan(tmp_path, actions).actions] == ["a", "b", "n", "d"]


def test_more_than_a_few_proposals_are_counted(tmp_path: Path) -> None:
    text = StringIO()
    text.writelines(f"site{number},Site {number},{5000 + number},4,none\n" for number in range(MOST + 3))
    found = action_plan(ranked(tmp_path, model(), "id,name,school,bus,plan\n" + text.getvalue()))
    assert (len(found.proposals), dict(found.unlisted)) == (MOST, {"opening": 3})
    assert [it.sites[0][0] for it in found.proposals][:2] == ["site0", "site1"]


def test_what_is_known_already_is_not_computed_again(tmp_path: Path) -> None:
    ranking = ranked(tmp_path, model())
    explained = [explain(ranking, id) for id in ranking.frame["id"]]
    assert action_plan(ranking, obstacles(ranking), explained) == action_plan(ranking)


def rows(folder: Path, actions: str, language: str) -> list[list[str]]:
    view = ActionPlanView()
    found = view.rendered(plan(folder, actions), "markdown", _view(language))
    assert not isinstance(found, bytes)
    lines = [line for line in "".join(found).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def _view(language: str):
    from vasterviksmodell.cli.outputs import view_on

    return view_on(None, "sv" if language == "sv" else "en")


def test_what_nobody_agreed_reads_not_agreed_in_both_languages(tmp_path: Path) -> None:
    actions = """{a: {label: {en: A road, sv: En väg}, who: [town, Bo], by: 2027-06, needs: [b], status: agreed,
      agreed_by: [town, C], reference: KS 1, done_when: It is open}, b: {label: Money}}"""
    head, _, road, money, *_ = rows(tmp_path, actions, "en")
    assert head == ["What", "Why", "Who", "By when", "Depends on", "Done when", "Status"]
    assert road == [
        *("A road", "changes no measure", "The town, Bo", "2027-06", "Money", "It is open"),
        "agreed (by town, C; KS 1)",
    ]
    assert money == ["Money", "needed for: A road", "nobody yet", "–", "–", "–", "not agreed"]
    *_, proposed = rows(tmp_path, actions, "sv")
    assert proposed == [
        "Ta reda på: bus i Tallby",
        "det är inte känt om orten uppfyller kravet (≥ 2)",
        "ingen ännu",
        "inte överenskommen",
    ]


def test_who_is_responsible_is_taken_from_the_criteria_and_has_not_agreed(tmp_path: Path) -> None:
    *_, opening, _ = rows(tmp_path, "{}", "en")
    assert opening == [
        "Ekby: school from 5,000 to 4,000",
        "nothing else excludes the site",
        "The school board",
        "not agreed",
    ]


def test_for_programs_each_row_has_its_ids(tmp_path: Path) -> None:
    actions = "{a: {label: L, cost: 3, sets: {ekby: {school: 300}}, finds_out: {tallby: bus}}}"
    entry = ActionPlanView().entry(plan(tmp_path, actions))
    assert entry["schema"] == "vasterviksmodell/action_plan/1"
    (action,) = entry["actions"]
    assert (action["action"], action["agreed"], action["cost"], action["by"]) == ("a", False, 3.0, None)
    assert action["answers"] == [
        {
            "site": "ekby",
            "criterion": "school",
            "measure": [5000.0, 5000.0],
            "to": [300.0, 300.0],
            "kind": "requirement",
            "enough": True,
            "missed": None,
        },
        {
            "site": "tallby",
            "criterion": "bus",
            "measure": [None, None],
            "to": None,
            "kind": "unknown",
            "enough": None,
            "missed": None,
        },
    ]
    (none,) = (it for it in ActionPlanView().entry(plan(tmp_path))["proposed"] if it["kind"] == "opening")
    assert (none["criterion"], none["sites"], none["responsible"]) == ("school", ["ekby"], "The school board")


def test_every_action_of_exempelkommun_traces_to_the_ranking() -> None:
    folder = ROOT / "examples" / "exempelkommun"
    criteria, findings = read_actions_file(default_criteria(), folder / "actions.yaml", "actions.yaml")
    assert criteria is not None
    assert findings == ()
    found = action_plan(rank_sites(read_sites(folder / "orter.csv", criteria), criteria))
    kinds = {it.action.id: [answer.kind for answer in it.answers] for it in found.actions}
    assert kinds == {
        "buses_variabelby": ["requirement"],
        "measure_intervallby": ["unknown"],
        "premises_skissboda": [],
        "stop_kladdnas": ["requirement"],
        "preschool_skissboda": ["warning"],
        "teachers_skissboda": ["requirement"],
        "interns_testerum": ["shortfall"],
        "shop_diktarlosa": ["requirement"],
    }
    assert all(it.answers or it.needed_by for it in found.actions)


def test_a_redacted_ranking_holds_no_action(tmp_path: Path) -> None:
    secret = "{a: {label: Plot 7, who: Bo, by: 2026, status: done, sets: {ekby: {school: 301}}}}"
    applied = apply_actions(ranked(tmp_path, model(secret)), "done")
    public = redacted_ranking(applied)
    assert (public.criteria.actions, public.changes, public.actions) == ((), (), None)
    text = "".join(json_document(public))
    assert "Plot 7" not in text
    assert "actions" not in text
    found = ActionPlanView().rendered(action_plan(public), "markdown", _view("en"))
    assert "The redacted edition shows no actions: they name measures of sites." in "".join(map(str, found))
