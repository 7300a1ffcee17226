"""`plan`: from a ranking to an answer; unknown figures, shared facilities, actions, and the order of the files."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from tests.analysis.planning.cases import by_trying_all, most_by_trying_all
from tests.conftest import ROOT

from vasterviksmodell import CannotPlan, NoPlan, Plan, load_criteria, plan, read_sites, score
from vasterviksmodell.analysis.planning.building import PlanQuestion, found_out, possible, problem_of
from vasterviksmodell.analysis.planning.figures import figures
from vasterviksmodell.analysis.planning.optimum import best, most_houses
from vasterviksmodell.analysis.planning.problem import Limit
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.output.views.plan import PlanView

CRITERIA = """\
version: 1
need: {houses: 4, flats_per_house: 2, persons_per_flat: 6, pupils: 13}
criteria:
  service: {range: [0, 100], weight: 1, value: {0: 0, 100: 100}, requirement: {at_least: 10}}
  places: {range: [0, 60]}
  plots: {range: [0, 90]}
  people: {range: [0, 9000]}
  price: {range: [0, 900]}
plan:
  plots: {measure: plots, counts: persons}
  inhabitants: {measure: people, at_most_per_1000: 30}
  facilities: {school: {places: places, at: school_name, used_by: pupils}}
  cost: {per_house: 10, per_site: price}
  limits: {max_sites: 3}
actions:
  road: {label: A road, cost: 5, sets: {b: {service: 90, plots: 48}}}
  class: {label: A class, cost: 7, needs: [road], sets: {a: {places: 13}}}
  dear: {label: Something dear, sets: {c: {plots: 90}}}
"""
SITES = "id,name,school_name,service,places,plots,people,price\n"
THREE = SITES + "a,A,X,80,7,48,3000,5\nb,B,X,5,7,24,3000,5\nc,C,,60,13,24,3000,5\n"


def ranked(tmp_path, sites, criteria=CRITERIA):
    model, findings = read_criteria(criteria.encode(), "criteria.yaml")
    assert model is not None, findings
    (tmp_path / "sites.csv").write_text(sites, encoding="utf-8")
    return score(read_sites(tmp_path / "sites.csv", model), model)


def with_budget(ranking, amount):
    return replace(ranking.criteria.plan, action_budget=Fraction(amount))


def test_a_facility_that_sites_share_has_its_places_once(tmp_path):
    ranking = ranked(tmp_path, SITES + "a,A,X,80,7,48,3000,5\nb,B,x ,75,7,48,3000,5\nc,C,,60,13,24,3000,5\n")
    found = plan(ranking)
    assert found.houses == {"a": 2, "c": 2}  # 7 places at X are enough for 2 houses, whoever uses them
    assert found.mean_score == 70


def test_there_is_no_plan_where_an_excluded_site_would_be_needed(tmp_path):
    found = plan(ranked(tmp_path, THREE), houses=5)
    assert isinstance(found, NoPlan)
    assert found.collision.most == 4
    assert plan(ranked(tmp_path, THREE.replace("b,B,X,5", "b,B,Y,50").replace(",7,24", ",13,24")), houses=5).houses


def test_actions_open_sites_and_make_room_where_they_pay(tmp_path):
    ranking = ranked(tmp_path, THREE)
    found = plan(ranking, houses=6, settings=with_budget(ranking, 12))
    assert isinstance(found, Plan)
    assert (found.houses, found.actions) == ({"b": 4, "c": 2}, ("road", "class"))
    by_id = {opening.action: opening for opening in found.openings}
    assert (by_id["road"].sites, by_id["class"].facilities) == ((("b", 4),), (("school", "X", 2),))
    assert found.figures.unpriced == ("dear",)


def test_an_action_that_is_not_needed_is_not_chosen(tmp_path):
    ranking = ranked(tmp_path, THREE)
    assert plan(ranking, houses=1, settings=with_budget(ranking, 0)).actions == ()


def test_an_action_that_lowers_a_score_is_counted_as_it_is(tmp_path):
    worse = CRITERIA.replace(
        "road: {label: A road, cost: 5, sets: {b: {service: 90, plots: 48}}}",
        "road: {label: A, cost: 5, sets: {a: {service: 20}}}",
    )
    ranking = ranked(tmp_path, THREE, worse)
    found = plan(ranking, houses=6, settings=with_budget(ranking, 12))
    assert found.houses["a"] == 4
    assert found.mean_score == pytest.approx((4 * 20 + 2 * 60) / 6)


def test_sites_that_say_different_things_about_one_facility_are_refused(tmp_path):
    with pytest.raises(CannotPlan, match="7 at least"):
        plan(ranked(tmp_path, THREE.replace("b,B,X,5,7", "b,B,X,5,6")))


def test_what_several_sites_say_of_a_facility_is_true_at_once(tmp_path):
    sites = THREE.replace("a,A,X,80,7", "a,A,X,80,4..10").replace("b,B,X,5,7", "b,B,X,5,")
    assert plan(ranked(tmp_path, sites.replace("4..10", "7"))).houses == {"a": 2, "c": 2}


def test_a_plan_needs_a_column_that_it_names_and_sites_that_there_are(tmp_path):
    with pytest.raises(CannotPlan, match="no file has a column 'school_name'"):
        plan(ranked(tmp_path, THREE.replace("school_name", "skola")))
    with pytest.raises(CannotPlan, match="names a site 'q'"):
        plan(ranked(tmp_path, THREE, CRITERIA.replace("limits:", "forbid: [q]\n  limits:")))
    with pytest.raises(CannotPlan, match="say nothing of a plan"):
        plan(ranked(tmp_path, THREE, CRITERIA.partition("plan:")[0]))


def test_an_unverified_site_is_used_only_when_it_is_asked_for(tmp_path):
    sites = SITES + "a,A,X,..,13,48,3000,5\nb,B,Y,70,3,48,3000,5\n"
    assert isinstance(plan(ranked(tmp_path, sites), houses=2), NoPlan)
    assert plan(ranked(tmp_path, sites), houses=2, include_unverified=True).houses


def uncertain(random, number):
    """Sites of which most figures are known only to lie between two ends."""

    def cell(least, most):
        low = random.randint(least, most)
        return random.choice((str(low), str(low), f"{low}..{random.randint(low, most)}"))

    rows = [
        f"s{n},S{n},{random.choice('XYZ')}{n % 2},{random.randint(5, 99)},PLACES,"
        f"{cell(0, 60)},{cell(200, 3000)},{cell(0, 9)}"
        for n in range(number)
    ]
    places = {}
    return [row.replace("PLACES", places.setdefault(row.split(",")[2], cell(0, 20))) for row in rows]


def some_actions(random, number):
    """Actions that set figures of some sites, also to intervals, and may need each other."""

    def sets():
        measures = {
            "service": random.randint(0, 99),
            "places": f"{random.randint(0, 9)}..{random.randint(9, 30)}",
            "plots": random.randint(0, 90),
        }
        chosen = random.sample(sorted(measures), 2)
        return ", ".join(f"{measure}: {measures[measure]}" for measure in chosen)

    lines = [
        f"  a{n}: {{label: A{n}, cost: {random.randint(1, 9)}, sets: {{s{random.randint(0, 4)}: {{{sets()}}}}}"
        + (f", needs: [a{n - 1}]" if n and random.random() < 0.5 else "")
        + "}\n"
        for n in range(number)
    ]
    return CRITERIA.partition("actions:")[0] + "actions:\n" + "".join(lines)


@pytest.mark.parametrize("actions", [0, 2])
def test_guaranteed_and_possible_numbers_are_those_of_trying_all(tmp_path, actions):
    random = Random(1)
    chosen = 0
    for _ in range(25):
        criteria = some_actions(random, actions) if actions else CRITERIA
        ranking = ranked(tmp_path, SITES + "\n".join(uncertain(random, 5)) + "\n", criteria)
        settings = with_budget(ranking, random.randint(2, 12)) if actions else ranking.criteria.plan
        known = figures(ranking, settings)
        question = PlanQuestion.of(settings, ranking.criteria.need)
        for problem in (problem_of(known, question), problem_of(known, question, possible)):
            assert most_houses(problem) == most_by_trying_all(problem)
            found, expected = best(problem), by_trying_all(problem)
            chosen += found is not None and len(found.placement.actions)
            assert (None if found is None else found.value) == (None if expected is None else expected[0])
    assert bool(chosen) == bool(actions)


def test_finding_out_a_capacity_never_lowers_what_is_guaranteed(tmp_path):
    random = Random(2)
    for _ in range(12):
        rows = uncertain(random, 5)
        before = plan(ranked(tmp_path, SITES + "\n".join(rows) + "\n"))
        at = random.choice([n for n, row in enumerate(rows) if ".." in row] or [0])
        cells = rows[at].split(",")
        unknown = [n for n, cell in enumerate(cells) if ".." in cell]
        if not unknown:
            continue
        column = random.choice(unknown)
        low, high = map(int, cells[column].split(".."))
        told = str(random.randint(low, high))
        school = cells[2]
        after_rows = [
            ",".join(
                told if n == column and (i == at or (column == 4 and row.split(",")[2] == school)) else cell
                for n, cell in enumerate(row.split(","))
            )
            for i, row in enumerate(rows)
        ]
        after = plan(ranked(tmp_path, SITES + "\n".join(after_rows) + "\n"))
        assert after.room.guaranteed >= before.room.guaranteed
        if isinstance(before, Plan):
            assert isinstance(after, Plan)
            assert after.best.value >= before.best.value


def test_a_figure_that_is_worth_finding_out_gives_what_is_said(tmp_path):
    random = Random(4)
    said = 0
    for _ in range(10):
        ranking = ranked(tmp_path, SITES + "\n".join(uncertain(random, 5)) + "\n")
        found = plan(ranking)
        for worth in found.room.worth:
            said += 1
            problem = problem_of(found.figures, found.question, found_out((worth.figure,)))
            expected = by_trying_all(problem)
            assert worth.value == (None if expected is None else expected[0])
            assert worth.most > found.room.guaranteed or worth.value > (found.room.value or 0)
    assert said >= 3


def test_the_order_of_the_sites_changes_nothing(tmp_path):
    random = Random(6)
    for _ in range(5):
        rows = uncertain(random, 8)
        first = PlanView().entry(plan(ranked(tmp_path, SITES + "\n".join(rows) + "\n")))
        random.shuffle(rows)
        assert PlanView().entry(plan(ranked(tmp_path, SITES + "\n".join(rows) + "\n"))) == first


def example(**asked):
    criteria = load_criteria(ROOT / "examples" / "plan" / "criteria.yaml")
    return plan(score(read_sites(ROOT / "examples" / "plan" / "sites.csv", criteria), criteria), **asked)


def test_the_96_people_of_the_example_have_the_plan_that_trying_all_gives():
    found = example()
    assert found.problem.houses * found.problem.house.persons == 96
    open_sites = [site for site in found.problem.sites if found.problem.most_at(site, site.states[0])]
    assert by_trying_all(replace(found.problem, sites=tuple(open_sites)))[0] == found.best.value


@pytest.mark.parametrize("places", range(10, 17))
def test_a_school_place_more_or_less_gives_the_plan_that_trying_all_gives(tmp_path, places):
    text = (ROOT / "examples" / "plan" / "sites.csv").read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()]
    changed = [[*row[:4], str(places), *row[5:]] if row[2] == "Centralskolan" else row for row in rows]
    (tmp_path / "sites.csv").write_text("\n".join(map(",".join, changed)), encoding="utf-8")
    criteria = load_criteria(ROOT / "examples" / "plan" / "criteria.yaml")
    found = plan(score(read_sites(tmp_path / "sites.csv", criteria), criteria))
    open_sites = [site for site in found.problem.sites if found.problem.most_at(site, site.states[0]) > 1]
    value, *_ = by_trying_all(replace(found.problem, sites=tuple(open_sites)))  # each has two houses, at least
    assert value == found.best.value
    assert (found.houses["mallkoping"] == 4) == (places >= 13)


def test_the_example_collides_with_a_smaller_budget():
    criteria = load_criteria(ROOT / "examples" / "plan" / "criteria.yaml")
    found = example(settings=replace(criteria.plan, budget=Fraction(11_500)))
    changes = {change.limit.kind: change.to for change in found.collision.changes}
    assert changes == {"houses": 7, "budget": 11_800}
    assert Limit("budget") in found.collision.limits
