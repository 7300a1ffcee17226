"""What is said around a plan, each sentence attacked by trying every placement of small random problems."""

from dataclasses import replace
from random import Random

from tests.analysis.planning.cases import by_trying_all, placements, random_problem

from vasterviksmodell.analysis.planning.around import concentrations, filling, next_best, prices, stops
from vasterviksmodell.analysis.planning.changes import looser, with_amount
from vasterviksmodell.analysis.planning.checking import broken_limits, value
from vasterviksmodell.analysis.planning.opened import openings
from vasterviksmodell.analysis.planning.optimum import best, highest_value


def solved(number, *, with_actions=False, seed=11):
    random = Random(seed)
    while number:
        problem = random_problem(random, with_actions=with_actions)
        found = best(problem)
        if found is not None:
            number -= 1
            yield problem, found


def best_value(problem):
    expected = by_trying_all(problem)
    return None if expected is None else expected[0]


def test_a_site_has_no_more_because_of_limits_that_stop_it_or_because_of_what_it_would_cost():
    said = set()
    for problem, found in solved(15):
        for why in stops(problem, found):
            supposed = replace(problem, at_least={why.site: why.houses + 1})
            kept = [
                value(problem, placement)
                for placement in placements(problem)
                if placement.houses.get(why.site, 0) > why.houses and not broken_limits(problem, placement)
            ]
            if why.loss is not None:
                assert max(kept) == found.value - why.loss
            else:
                assert kept == []
                only = supposed.without(set(problem.limits) - set(why.limits))
                assert not any(
                    placement.houses.get(why.site, 0) > why.houses and not broken_limits(only, placement)
                    for placement in placements(problem)
                )
                for one in why.limits:
                    others = set(why.limits) - {one} if why.together else {one}
                    alone = supposed.without(set(problem.limits) - others)
                    assert (highest_value(alone) is None) != why.together
            said.add((why.loss is None, len(why.limits) > 1))
    assert said >= {(True, False), (True, True), (False, False)}


def test_a_limit_costs_what_is_said_and_no_smaller_step_of_it_helps():
    seen = set()
    for problem, found in solved(15):
        said = {price.limit: price for price in prices(problem, found)}
        for limit in set(problem.limits) - {limit for limit in problem.limits if limit.kind == "houses"}:
            free = best_value(problem.without([limit]))
            assert free - found.value == (said[limit].gain_without if limit in said else 0)
        for price in said.values():
            seen.add(price.limit.kind)
            if price.step is not None:
                assert best_value(with_amount(problem, price.limit, price.step)) - found.value == price.gain > 0
            for step in looser(problem, price.limit):
                if step == price.step:
                    break
                assert best_value(with_amount(problem, price.limit, step)) == found.value
    assert {"facility", "plots"} <= seen


def test_no_plan_with_fewer_houses_in_one_place_is_better_than_the_one_that_is_shown():
    for problem, found in solved(15):
        steps = list(concentrations(problem, found))
        for step in steps:
            spread = replace(problem, max_per_site=min(step.most, problem.max_per_site or step.most))
            kept = [
                value(problem, placement)
                for placement in placements(problem)
                if not broken_limits(problem, placement) and max(placement.houses.values()) <= step.most
            ]
            assert step.found.value == max(kept)
            assert broken_limits(spread, step.found.placement) == ()


def test_the_next_best_plans_are_the_next_best():
    for problem, found in solved(10):
        best_of = {}
        for placement in placements(problem):
            if not broken_limits(problem, placement):
                key = tuple(sorted(placement.houses.items()))
                best_of[key] = max(best_of.get(key, 0), value(problem, placement))
        ordered = sorted(best_of.values(), reverse=True)
        others = [other.value for other in next_best(problem, found)]
        assert [found.value, *others] == ordered[: 1 + len(others)]
        assert len(others) == min(5, len(ordered) - 1)


def test_filling_by_rank_keeps_the_limits_and_is_never_better():
    for problem, found in solved(150, seed=12):
        filled = filling(problem)
        broken = {limit.kind for limit in broken_limits(problem, filled.placement)}
        assert broken <= {"houses", "fix"}
        assert bool(broken) == bool(filled.missing)
        if not broken:
            assert filled.value <= found.value


def test_what_an_action_opens_has_no_room_without_it():
    opened = 0
    for problem, found in solved(40, with_actions=True):
        for opening in openings(problem, found.placement):
            left = tuple(action for action in found.placement.actions if action != opening.action)
            chosen = {action.id: action for action in problem.actions}
            while any(not set(chosen[action].needs) <= set(left) for action in left):
                left = tuple(action for action in left if set(chosen[action].needs) <= set(left))
            for id, houses in opening.sites:
                site = next(site for site in problem.sites if site.id == id)
                assert found.placement.houses[id] - problem.most_at(site, site.state(left)) == houses
            for facility, at, houses in opening.facilities:
                room = next(room for room in problem.rooms if (room.facility, room.at) == (facility, at))
                used = sum(found.placement.houses.get(site, 0) for site in room.sites)
                assert used - problem.room_for(room, room.state(left)) == houses
            opened += len(opening.sites) + len(opening.facilities)
    assert opened >= 10
