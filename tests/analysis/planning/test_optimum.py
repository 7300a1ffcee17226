"""The best placement: as good as any that trying all of them finds, under every limit and every pair of limits."""

from dataclasses import replace
from itertools import combinations
from random import Random

import highspy
import pytest
from tests.analysis.planning.cases import KINDS, by_trying_all, larger_problem, most_by_trying_all, random_problem, rank

from vasterviksmodell.analysis.integer_programme import Stopped, least_costs
from vasterviksmodell.analysis.planning.changes import least_change, looser, with_amount
from vasterviksmodell.analysis.planning.checking import broken_limits, is_possible
from vasterviksmodell.analysis.planning.infeasible import colliding, collision, fewest_colliding
from vasterviksmodell.analysis.planning.optimum import best, is_feasible, most_houses
from vasterviksmodell.analysis.planning.problem import Limit
from vasterviksmodell.analysis.planning.programme import PlanProgramme


def check(problem):
    found, expected = best(problem), by_trying_all(problem)
    if expected is None:
        assert found is None
        return
    assert (found.gap, found.is_settled) == (0, True)
    assert broken_limits(problem, found.placement) == ()
    assert is_possible(problem, found.placement)
    assert (rank(problem, found.placement), found.value) == (expected, expected[0])


@pytest.mark.parametrize("seed", range(10))
def test_500_random_cases_are_solved_as_by_trying_all(seed):
    random = Random(seed)
    for number in range(50):
        check(random_problem(random, with_actions=number % 3 == 0))


@pytest.mark.parametrize("kinds", [*((kind,) for kind in KINDS), *combinations(KINDS, 2)], ids="+".join)
def test_every_limit_alone_and_every_pair_is_kept_to(kinds):
    random = Random("+".join(kinds))
    for _ in range(4):
        check(random_problem(random, kinds))


def test_as_many_houses_fit_as_by_trying_all():
    random = Random(3)
    for number in range(60):
        problem = random_problem(random, with_actions=number % 3 == 0)
        assert most_houses(problem) == most_by_trying_all(problem)


def infeasible_problems(number):
    random = Random(5)
    while number:
        problem = random_problem(random, with_actions=number % 3 == 0)
        if by_trying_all(problem) is None:
            number -= 1
            yield problem


def test_colliding_limits_cannot_be_kept_together_and_all_but_any_one_can():
    for problem in infeasible_problems(25):
        named = colliding(problem)
        others = set(problem.limits) - set(named)
        assert by_trying_all(problem.without(others)) is None
        for limit in named:
            assert by_trying_all(problem.without([*others, limit])) is not None or limit.kind == "houses"


def test_no_smaller_set_of_limits_collides_than_the_one_that_is_named():
    smaller_than_irreducible = 0
    for problem in infeasible_problems(25):
        named, every = fewest_colliding(problem), set(problem.limits)
        assert by_trying_all(problem.without(every - set(named))) is None
        for fewer in combinations(problem.limits, len(named) - 1):
            assert is_feasible(problem.without(every - set(fewer))) or fewer == ()
        smaller_than_irreducible += len(named) < len(colliding(problem))
    assert smaller_than_irreducible


def test_a_least_change_is_enough_and_the_one_before_is_not():
    seen = set()
    for problem in infeasible_problems(25):
        found = collision(problem)
        assert found.most == most_by_trying_all(problem)
        for change in found.changes:
            seen.add(change.limit.kind)
            if change.limit.kind == "houses":
                assert by_trying_all(replace(problem, houses=change.to)) is not None
                for number in range(1, 9):
                    if abs(number - problem.houses) < abs(change.to - problem.houses):
                        assert by_trying_all(replace(problem, houses=number)) is None
            elif change.to is None:
                assert by_trying_all(problem.without([change.limit])) is not None
            else:
                assert by_trying_all(with_amount(problem, change.limit, change.to)) is not None
                before = [step for step in looser(problem, change.limit) if step != change.to]
                for step in before[: list(looser(problem, change.limit)).index(change.to)] if before else ():
                    assert by_trying_all(with_amount(problem, change.limit, step)) is None
        for limit in set(problem.limits) - {change.limit for change in found.changes}:
            assert least_change(problem, limit) is None
    assert {"houses", "facility", "max_per_site"} <= seen


def test_what_makes_room_for_more_does_and_what_is_not_named_does_not():
    for problem in infeasible_problems(25):
        found = collision(problem)
        for more in found.more_room:
            limit, to = more.change.limit, more.change.to
            changed = problem.without([limit]) if to is None else with_amount(problem, limit, to)
            assert most_by_trying_all(changed) == more.houses > found.most
        for limit in set(problem.limits) - {more.change.limit for more in found.more_room} - {Limit("houses")}:
            if limit.kind != "action_budget":  # which bounds actions only as long as there is one
                assert most_by_trying_all(problem.without([limit])) <= found.most


def test_a_search_that_is_stopped_at_once_has_found_nothing_or_something_that_keeps_the_limits():
    problem = next(problem for problem in map(random_problem, map(Random, range(99))) if is_feasible(problem))
    try:
        found = best(problem, lambda: True)
    except Stopped:
        return
    assert broken_limits(problem, found.placement) == ()


def test_other_uses_of_the_solver_in_the_same_process_change_nothing():
    highspy.Highs.resetGlobalScheduler(True)
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    other.setOptionValue("threads", 3)
    other.addVar(0, 1)
    other.run()
    check(random_problem(Random(2)))
    highspy.Highs.resetGlobalScheduler(True)


def test_whenever_a_search_is_stopped_the_gap_that_is_told_is_no_smaller_than_it_is():
    problem, gaps = larger_problem(Random(0), 40), set()
    whole = best(problem)
    for number in range(1, 30):
        answers = iter([False] * number)
        try:
            found = best(problem, lambda left=answers: next(left, True))
        except Stopped:
            continue
        assert broken_limits(problem, found.placement) == ()
        assert found.value <= whole.value <= found.value + found.gap
        gaps.add(found.gap)
    assert len(gaps) > 1, "some of them are proven, some are not"


def test_an_empty_programme_has_an_optimum():
    programme = PlanProgramme(replace(random_problem(Random(1)), sites=(), rooms=(), fix=None, forbid=frozenset()))
    assert least_costs(programme.whole, {}) is None  # no house can be placed anywhere
    assert Limit("houses") in programme.problem.limits
