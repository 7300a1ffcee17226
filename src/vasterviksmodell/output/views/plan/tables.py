"""The tables of a plan: sites, facilities, limits, concentration, next best plans, unknown figures, actions."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isinf
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.planning.around import tried_limits
from vasterviksmodell.analysis.planning.checking import placed
from vasterviksmodell.analysis.planning.plan import NoPlan, Plan
from vasterviksmodell.analysis.planning.problem import mean
from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Apart, Decimal, Exact, Whole, rounded
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Interval as IntervalCell
from vasterviksmodell.output.document.cells import Name, Quantity, Rank, label
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.plan.phrases import PlanWords, number

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.around import WhyNotMore
    from vasterviksmodell.analysis.planning.opened import Opening
    from vasterviksmodell.analysis.planning.problem import Placement, Room
    from vasterviksmodell.analysis.planning.unknown import Room as SureRoom
    from vasterviksmodell.analysis.planning.unknown import WorthFindingOut

_HOUSES, _PERSONS = Message("Houses"), Message("Persons")
_PER_1000 = Message("Per 1,000 inhabitants")
_SCORE = Message("Score")
_WHY = Message("Why not more")
_MEAN = Message("Mean score")
_UNTRIED_SITES = Message("Sites with houses for which it was not tried why they have no more: {number}.")
_TOGETHER = Message("together: {limits}")
_COSTS = Message("one more would take {points} points from the mean score")
_FREE = Message("one more would be as good")
_FACILITIES = Message("Room at schools and other facilities")
_FACILITY, _PLACES, _USED, _LEFT = (
    Message("Facility"),
    Message("Free places"),
    Message("Used", "of places"),
    Message("Left", "of places"),
)
_BINDS = Message("What binds")
_NOTHING_BINDS = Message("No limit costs anything: without any one of them the plan would be as good.")
_NONE_TRIED_BINDS = Message("None of the limits that were tried costs anything.")
_UNTRIED_LIMITS = Message("Limits not tried: {number}, of facilities with the most room left.")
_LIMIT, _STEP, _THEN, _WITHOUT = (
    Message("Limit"),
    Message("Least step that helps"),
    Message("Mean then"),
    Message("Mean without it"),
)
_SPREAD = Message("Fewer in one place")
_LARGEST, _SITES_NUMBER = Message("Most persons in one site"), Message("Sites", "how many")
_NEXT = Message("The next best plans")
_DIFFERENCE = Message("What would change")
_NO_OTHERS = Message("There is no other plan that keeps all limits.")
_MOVED = Message("{site} {change}")
_DONE = Message("also: {actions}", "actions that are done")
_UNKNOWN = Message("What is not known")
_SURE = Message("Room for {surely} is sure, as far as the figures are known.")
_PERHAPS = Message("Room for {surely} is sure; there may be room for {perhaps}.")
_SURE_IF = Message("Room for {surely} is sure, if all sites meet the requirements of which that is not known.")
_OR_MORE = Message("{persons} or more")
_FOUND = Message("If found to be at its best")
_KNOWN_AS = Message("Known as")
_SURE_ROOM = Message("Sure room then, persons")
_NOT_FOUND = Message("Finding out any one figure alone would change neither the plan nor the room that is sure.")
_UNTRIED = Message("{number} more figures are not known and were not tried.")
_ACTIONS = Message("What is done first")
_ACTION, _OPENS, _BY, _COST, _NEEDS = (
    Message("Action"),
    Message("Opens"),
    Message("By when"),
    Message("Cost"),
    Message("After"),
)
_OPENED = Message("{place}: {persons}")
_HELPS = Message("is needed by another action, or raises a score")


def sites(plan: Plan) -> Iterator[Block]:
    """Yield the sites with houses, and the first of those without, with why they have no more."""
    names, why = PlanWords(plan), {one.site: one for one in plan.why_not_more}
    columns = (
        Column(words.COLUMNS["rank"], right=True, dispensable=2),
        Column(words.COLUMNS["site"]),
        Column(_SCORE, right=True),
        Column(_HOUSES, right=True),
        Column(_PERSONS, right=True),
        Column(_PER_1000, right=True, dispensable=1),
        Column(_WHY),
    )
    shown = {site: plan.houses.get(site, 0) for site in (*plan.houses, *why)}
    by_id = plan.problem.by_id
    ordered = sorted(shown, key=lambda id: (-shown[id], by_id[id].rank or len(by_id), id))
    rows = tuple(_site_row(plan, names, id, shown[id], why.get(id)) for id in ordered)
    yield Grid(columns, rows)
    untried = len(set(plan.houses) - set(why))
    if untried and plan.is_whole:
        yield Paragraph(_UNTRIED_SITES.format(number=Whole(untried)))


def _site_row(plan: Plan, names: PlanWords, id: str, houses: int, why: "WhyNotMore | None") -> tuple[Phrase, ...]:
    site = plan.problem.by_id[id]
    state = site.state(plan.best.placement.actions)
    persons = houses * plan.problem.house.persons
    share = Fraction(1000 * persons) / state.inhabitants if state.inhabitants else None
    return (
        Rank(site.rank),
        Name(site.name),
        Decimal(state.score / 1000),
        Whole(houses),
        Whole(persons),
        Decimal(float(share)) if share is not None else "–",
        _why(plan, names, why),
    )


def _why(plan: Plan, names: PlanWords, why: "WhyNotMore | None") -> Phrase:
    if why is None:
        return "–"
    if why.loss is None:
        limits = names.limits(why.limits)
        return _TOGETHER.format(limits=limits) if why.together else limits
    points = mean(why.loss, plan.problem)
    return _COSTS.format(points=Apart(points, 0.0)) if why.loss else _FREE


def facilities(plan: Plan) -> Iterator[Block]:
    """Yield the facilities that the plan uses, with their places."""
    used = [(room, count) for room in plan.problem.rooms if (count := _used(room, plan.best.placement))]
    if not used:
        return
    names = PlanWords(plan)
    yield Heading(_FACILITIES)
    columns = (
        Column(_FACILITY),
        Column(words.COLUMNS["site"]),
        Column(_PLACES, right=True),
        Column(_USED, right=True),
        Column(_LEFT, right=True),
    )
    yield Grid(columns, tuple(_facility_row(plan, names, room, count) for room, count in _ordered(used)))


def _ordered(used: "list[tuple[Room, int]]") -> "list[tuple[Room, int]]":
    return sorted(used, key=lambda pair: (pair[0].facility, -pair[1], pair[0].at))


def _used(room: "Room", placement: "Placement") -> int:
    return sum(placement.houses.get(site, 0) for site in room.sites)


def _facility_row(plan: Plan, names: PlanWords, room: "Room", houses: int) -> tuple[Phrase, ...]:
    places = room.state(plan.best.placement.actions).places
    taken = room.per_house * houses
    those = [names.site(site) for site in plan.houses if site in room.sites]
    return (
        names.facility(room.facility, room.at),
        Joined(those),
        "–" if places is None else number(places),
        number(taken),
        "–" if places is None else Exact(rounded(float(places - taken))),
    )


def binding(plan: Plan) -> Iterator[Block]:
    """Yield the limits that cost something, and what one step more is worth."""
    yield Heading(_BINDS)
    _, untried = tried_limits(plan.problem, plan.best)
    if untried:
        yield Paragraph(_UNTRIED_LIMITS.format(number=Whole(untried)))
    if not plan.prices:
        yield Paragraph(_NONE_TRIED_BINDS if untried else _NOTHING_BINDS)
        return
    names, now = PlanWords(plan), plan.mean_score
    columns = (Column(_LIMIT), Column(_STEP), Column(_THEN, right=True), Column(_WITHOUT, right=True))
    rows = []
    for price in sorted(plan.prices, key=lambda price: (-price.gain, -price.gain_without, price.limit)):
        then = mean(plan.best.value + price.gain, plan.problem)
        without = mean(plan.best.value + price.gain_without, plan.problem)
        step = "–" if price.step is None else names.changed(price.limit, price.now, price.step)
        rows.append(
            (names.limit(price.limit), step, "–" if price.step is None else Apart(then, now), Apart(without, now))
        )
    yield Grid(columns, tuple(rows))


def concentration(plan: Plan) -> Iterator[Block]:
    """Yield what it costs to have fewer persons in one place."""
    if len(plan.concentrations) <= 1:
        return
    yield Heading(_SPREAD)
    columns = (
        Column(_LARGEST, right=True),
        Column(_SITES_NUMBER, right=True),
        Column(_MEAN, right=True),
        Column(_DIFFERENCE),
    )
    rows = tuple(
        (
            Whole(step.most * plan.problem.house.persons),
            Whole(len(step.found.placement.houses)),
            Apart(mean(step.found.value, plan.problem), plan.mean_score),
            difference(plan, step.found.placement) or "–",
        )
        for step in plan.concentrations
    )
    yield Grid(columns, rows)


def next_best(plan: Plan) -> Iterator[Block]:
    """Yield the plans that come next."""
    yield Heading(_NEXT)
    if not plan.others:
        yield Paragraph(_NO_OTHERS)
        return
    columns = (Column(_DIFFERENCE), Column(_MEAN, right=True))
    yield Grid(
        columns,
        tuple(
            (difference(plan, other.placement), Apart(mean(other.value, plan.problem), plan.mean_score))
            for other in plan.others
        ),
    )


def difference(plan: Plan, other: "Placement") -> Phrase:
    """Return how another placement differs: `Ekby −1, Tallby +1`, in houses, and the actions that it has besides."""
    names, labels = PlanWords(plan), _labels(plan)
    here = plan.houses
    moved = {id: other.houses.get(id, 0) - here.get(id, 0) for id in (*here, *other.houses)}
    parts = [
        _MOVED.format(site=names.site(id), change=f"+{by}" if by > 0 else f"\N{MINUS SIGN}{-by}")
        for id, by in sorted(moved.items(), key=lambda pair: (pair[1], pair[0]))
        if by
    ]
    done = [labels[id] for id in other.actions if id not in plan.best.placement.actions] if other.actions else []
    return Joined((Joined(parts), _DONE.format(actions=Enumeration(done))), "; ") if done else Joined(parts)


def unknown(answer: "Plan | NoPlan") -> Iterator[Block]:
    """Yield for how many there is surely room, for how many perhaps, and what is worth finding out."""
    room = answer.room
    if room is None or not room.possible:
        return
    yield Heading(_UNKNOWN)
    names = PlanWords(answer)
    yield Paragraph(_room_text(room, names))
    if room.worth:
        yield Grid(
            (
                Column(_FOUND),
                Column(_KNOWN_AS, right=True),
                Column(_SURE_ROOM, right=True),
                Column(_THEN, right=True),
            ),
            tuple(_worth_row(answer, names, one) for one in room.worth),
        )
    elif room.possible > room.guaranteed:
        yield Paragraph(_NOT_FOUND)
    if room.untried:
        yield Paragraph(_UNTRIED.format(number=Whole(room.untried)))


def _room_text(room: "SureRoom", names: PlanWords) -> Phrase:
    surely, perhaps = (_up_to(number, room, names) for number in (room.guaranteed, room.possible))
    if any(state.is_open and state.status != "qualified" for site in names.problem.sites for state in site.states):
        return _SURE_IF.format(surely=surely)
    if room.guaranteed == room.possible:
        return _SURE.format(surely=surely)
    return _PERHAPS.format(surely=surely, perhaps=perhaps)


def _up_to(houses: int, room: "SureRoom", names: PlanWords) -> Phrase:
    persons = names.persons(houses)
    return _OR_MORE.format(persons=persons) if houses == room.asked_up_to else persons


def _worth_row(answer: "Plan | NoPlan", names: PlanWords, worth: "WorthFindingOut") -> tuple[Phrase, ...]:
    criterion = answer.criteria.by_id[worth.figure.criterion]
    rooms = [room for room in answer.figures.rooms if room.criterion is criterion and worth.figure.site in room.sites]
    place = names.facility(rooms[0].facility.id, rooms[0].at) if rooms else names.site(worth.figure.site)
    low, high = worth.known
    known = Quantity(low, criterion.unit, "≥") if isinf(high) else IntervalCell(low, Quantity(high, criterion.unit))
    return (
        Joined((label(criterion), place), ": "),
        known,
        Whole(worth.most * answer.problem.house.persons),
        "–" if worth.value is None else Decimal(mean(worth.value, answer.problem)),
    )


def actions(plan: Plan) -> Iterator[Block]:
    """Yield the actions of the plan: what each opens for how many, by when, at which cost, and after which."""
    if not plan.openings:
        return
    names = PlanWords(plan)
    labels = _labels(plan)
    by_id = {action.id: action for action in plan.criteria.actions}
    yield Heading(_ACTIONS)
    columns = (Column(_ACTION), Column(_OPENS), Column(_BY), Column(_COST, right=True), Column(_NEEDS))
    rows = tuple(
        (
            labels[one.action],
            _opened(one, names),
            by_id[one.action].by or "–",
            Exact(one.cost),
            Enumeration(labels[need] for need in one.needs) if one.needs else "–",
        )
        for one in plan.openings
    )
    yield Grid(columns, rows)


def _labels(plan: "Plan | NoPlan") -> Mapping[str, Phrase]:
    from vasterviksmodell.output.what_if import action_labels

    return action_labels(plan.criteria)


def _opened(opening: "Opening", names: PlanWords) -> Phrase:
    opened = [
        *(_OPENED.format(place=names.site(id), persons=names.persons(number)) for id, number in opening.sites),
        *(
            _OPENED.format(place=names.facility(facility, at), persons=names.persons(number))
            for facility, at, number in opening.facilities
        ),
    ]
    return Joined(opened, "; ") if opened else _HELPS


def unpriced(answer: "Plan | NoPlan") -> Iterator[Block]:
    """Yield the actions that could not be chosen because nobody says what they cost."""
    if answer.figures.unpriced:
        labels = _labels(answer)
        named = (labels[id] for id in answer.figures.unpriced)
        yield Items((_NO_COST.format(actions=Enumeration(named)),))


_NO_COST = Message("Without a cost, and so not to be chosen: {actions}.")


def placed_rows(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """Yield id, name and houses of each site with houses, the most houses first."""
    found = list(placed(plan.problem, plan.best.placement))
    for site, _, houses in sorted(found, key=lambda one: (-one[2], one[0].rank or len(found), one[0].id)):
        yield site.id, site.name, houses
