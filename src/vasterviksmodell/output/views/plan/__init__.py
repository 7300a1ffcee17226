"""A plan: how many houses go where; or, where there is none, what collides and what would help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.analysis.planning.checking import action_cost, cost, placed
from vasterviksmodell.analysis.planning.plan import NoPlan, Plan
from vasterviksmodell.analysis.planning.problem import mean
from vasterviksmodell.i18n import Enumeration, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Apart, Decimal
from vasterviksmodell.output.document import Block, Heading, Items, Paragraph
from vasterviksmodell.output.formats import XLSX_SUFFIXES
from vasterviksmodell.output.views.plan import tables
from vasterviksmodell.output.views.plan.entries import plan_entry, saved_plan, site_rows
from vasterviksmodell.output.views.plan.phrases import PlanWords, number
from vasterviksmodell.output.views.result_view import VIEW_SUFFIXES, ResultView

if TYPE_CHECKING:
    from vasterviksmodell.analysis.planning.around import Filling
    from vasterviksmodell.analysis.planning.infeasible import Collision
    from vasterviksmodell.analysis.planning.optimum import Best
    from vasterviksmodell.output.formats import View
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("How many houses go where")
_SHEET = Message("Plan", "of houses")
_AS_FOUND = Message("The plan as it was found: it does not follow when something is changed here.")
_FLATS = Plural("{number} flat", "{number} flats")
_SITES = Plural("{number} site", "{number} sites")
_HEADLINE = Message("{houses} with {flats} for {persons} in {sites}; mean score {mean} ({proof}).")
_PROVEN = Message("proven best")
_GAP = Message("not proven: another plan could have {points} more, at most")
_NO_BOUND = Message("not proven to be best")
_UNSETTLED = Message("Other plans may be as good: the search ended before one of them was chosen.")
_COST = Message("The houses cost {cost}.")
_OF_BUDGET = Message("The houses cost {cost} of the budget of {budget}.")
_ACTION_COST = Message("The actions cost {cost} of their budget of {budget}.")
_UNVERIFIED = Message("It is not known whether all requirements are met in: {sites}.")
_NOT_WHOLE = Message("The search was stopped: tables may be missing.")
_FILLED = Message("Filling the sites in the order of their rank would give {change}; mean score {mean}.")
_FILLED_SAME = Message("Filling the sites in the order of their rank gives the same plan.")
_FILLED_WITHOUT = Message(
    "Filling the sites in the order of their rank would give the same houses, without the actions; mean score {mean}."
)
_NOT_FILLED = Message("Filling the sites in the order of their rank would leave {houses} without a place.")
_HOUSES_NOT_PERSONS = Message("The plan places houses. Who lives in them is no question of this program.")
_LEGEND = Message(
    "Mean score: the score of the site where a person lives, on average. Why not more: what stops one house more in the"
    " site, each limit alone or some together, with all others kept."
)
_NONE = Message("There is no plan")
_NO_PLACEMENT = Message("There is no room for {houses} ({persons}): no placement keeps all limits.")
_NO_SITE = Message("No site meets all requirements.")
_LEFT_OUT = Message(
    "Left out, because it is not known whether they meet all requirements: {sites}. With --include-unverified they may"
    " have houses."
)
_COLLIDE = Message("These cannot be kept together")
_WITHOUT_ONE = Message("If any one of them were left out, the others could be kept together.")
_HELP = Message("The least change that alone is enough")
_NO_HELP = Message("No change of a single limit is enough.")
_OTHERS_NO_HELP = Message("No other limit alone helps.")
_FIT = Message("At most {persons} ({houses}) fit.")
_NONE_FIT = Message("Not one house fits.")
_ROOM = Message("What makes room for more")
_MAKES_ROOM = Message("{change}: room for {persons}")


class PlanView(ResultView["Plan | NoPlan"]):
    """How many houses go where, what limits that, and what lies around it."""

    suffixes: ClassVar[Mapping[str, Sequence[str]]] = MappingProxyType({**VIEW_SUFFIXES, **XLSX_SUFFIXES})
    columns: ClassVar[tuple[str, ...]] = ("id", "name", "rank", "score", "houses", "persons", "per_1000")
    weighed = True

    def document(self, answer: "Plan | NoPlan") -> Iterator[Block]:
        """Yield the plan for people."""
        yield from _no_plan(answer) if isinstance(answer, NoPlan) else _plan(answer)

    def entry(self, answer: "Plan | NoPlan") -> dict[str, Any]:
        """Return the plan for programs, without the ranking that it was made from."""
        return plan_entry(answer)

    def rendered(
        self, result: "Plan | NoPlan", format: str, view: "View", rankings: "Sequence[Ranking]" = ()
    ) -> "Iterable[str] | bytes":
        """Return a plan in one of the formats; as JSON with the ranking that it was made from, as it is saved."""
        if format == "json":
            return saved_plan(self.entry(result), result.ranking)
        if format == "xlsx":
            return self._workbook(result, view, rankings)
        return super().rendered(result, format, view, rankings)

    def _workbook(self, result: "Plan | NoPlan", view: "View", rankings: "Sequence[Ranking]") -> bytes:
        from vasterviksmodell.output.report.workbook.alone import document_workbook
        from vasterviksmodell.output.report.workbook.documents import DocumentSheet

        _, *blocks = self._with_paragraphs(result, rankings)
        title = _NONE if isinstance(result, NoPlan) else _TITLE
        return document_workbook(DocumentSheet(_SHEET, title, blocks, _AS_FOUND), view.language)

    def rows(self, answer: "Plan | NoPlan") -> Iterable[Mapping[str, Any]]:
        """Return a row for each site with houses."""
        return site_rows(answer) if isinstance(answer, Plan) else ()


def headline(plan: Plan) -> Phrase:
    """Return how many houses, flats, persons and sites there are, and the mean score."""
    names, house, houses = PlanWords(plan), plan.problem.house, plan.best.placement.number
    return _HEADLINE.format(
        houses=names.houses(houses),
        flats=_FLATS.counting(houses * house.flats),
        persons=names.persons(houses),
        sites=_SITES.counting(len(plan.houses)),
        mean=Decimal(plan.mean_score),
        proof=_proof(plan.best, plan),
    )


def _proof(found: "Best", plan: Plan) -> Phrase:
    if found.gap == 0:
        return _PROVEN
    return _NO_BOUND if found.gap is None else _GAP.format(points=Apart(mean(found.gap, plan.problem), 0.0))


def _plan(plan: Plan) -> Iterator[Block]:
    yield Heading(_TITLE, 1)
    yield Paragraph(headline(plan))
    yield from map(Paragraph, (*_remarks(plan), *_left_out(plan)))
    yield from tables.sites(plan)
    yield Paragraph(_LEGEND)
    yield from tables.actions(plan)
    yield from tables.unpriced(plan)
    yield from tables.facilities(plan)
    if plan.is_whole:
        yield from tables.binding(plan)
        yield from tables.concentration(plan)
        yield from tables.next_best(plan)
    yield from map(Paragraph, _by_rank(plan))
    yield from tables.unknown(plan)
    yield Paragraph(_HOUSES_NOT_PERSONS)


def _remarks(plan: Plan) -> Iterator[Phrase]:
    problem, placement, names = plan.problem, plan.best.placement, PlanWords(plan)
    spent = cost(problem, placement)
    if spent:
        amount = number(spent)
        budget = problem.budget
        yield _COST.format(cost=amount) if budget is None else _OF_BUDGET.format(cost=amount, budget=number(budget))
    if plan.openings and problem.action_budget is not None:
        spent_on_actions = number(action_cost(problem, placement))
        yield _ACTION_COST.format(cost=spent_on_actions, budget=number(problem.action_budget))
    unverified = [names.site(site.id) for site, state, _ in placed(problem, placement) if state.status != "qualified"]
    if unverified:
        yield _UNVERIFIED.format(sites=Enumeration(unverified))
    if plan.best.gap == 0 and not plan.best.is_settled:
        yield _UNSETTLED
    if not plan.is_whole:
        yield _NOT_WHOLE


def _left_out(answer: "Plan | NoPlan") -> Iterator[Phrase]:
    """Yield which sites could be used if it were known that they meet all requirements."""
    names, sites = PlanWords(answer), answer.problem.sites
    unverified = [site for site in sites if site.states[0].status == "unverified" and not site.states[0].is_open]
    if unverified:
        ordered = sorted(unverified, key=lambda site: (site.rank or len(sites), site.id))
        yield _LEFT_OUT.format(sites=Enumeration(names.site(site.id) for site in ordered))


def _by_rank(plan: Plan) -> Iterator[Phrase]:
    filled = plan.filling
    if filled is None:
        return
    if filled.missing:
        yield _NOT_FILLED.format(houses=PlanWords(plan).houses(filled.missing))
    elif filled.placement.houses == plan.houses:
        yield _FILLED_WITHOUT.format(mean=_mean_of(filled, plan)) if plan.actions else _FILLED_SAME
    else:
        changed = tables.difference(plan, filled.placement)
        yield _FILLED.format(change=changed, mean=_mean_of(filled, plan))


def _mean_of(filled: "Filling", plan: Plan) -> Phrase:
    return Apart(mean(filled.value, plan.problem), plan.mean_score)


def _no_plan(answer: NoPlan) -> Iterator[Block]:
    names, found = PlanWords(answer), answer.collision
    houses = answer.problem.houses
    yield Heading(_NONE, 1)
    yield Paragraph(_NO_PLACEMENT.format(houses=names.houses(houses), persons=names.persons(houses)))
    if not any(state.is_open for site in answer.problem.sites for state in site.states):
        yield Paragraph(_NO_SITE)
    yield from map(Paragraph, _left_out(answer))
    yield Heading(_COLLIDE)
    yield Items(tuple(map(names.limit, found.limits)))
    if len(found.limits) > 1:
        yield Paragraph(_WITHOUT_ONE)
    yield Heading(_HELP)
    if found.changes:
        yield Items(tuple(map(names.change, found.changes)))
    yield Paragraph(_OTHERS_NO_HELP if found.changes else _NO_HELP)
    yield from _more_room(found, names)
    yield from tables.unpriced(answer)
    yield from tables.unknown(answer)
    yield Paragraph(_HOUSES_NOT_PERSONS)


def _more_room(found: "Collision", names: PlanWords) -> Iterator[Block]:
    if found.most:
        yield Paragraph(_FIT.format(persons=names.persons(found.most), houses=names.houses(found.most)))
    elif not any(change.limit.kind == "houses" for change in found.changes):
        yield Paragraph(_NONE_FIT)
    if found.more_room:
        yield Heading(_ROOM)
        yield Items(
            tuple(
                _MAKES_ROOM.format(change=names.change(more.change), persons=names.persons(more.houses))
                for more in found.more_room
            )
        )


__all__ = ["PlanView", "headline"]
