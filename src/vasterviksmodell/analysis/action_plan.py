"""The joint action plan: what is done about the sites and why, and what the figures propose that nobody plans.

Why an action is there is read from the ranking: what it sets for a site answers a limit that is not met or not known to
be, or points that the site misses. Where it answers nothing of the kind, that is said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from vasterviksmodell.analysis.explanation import Explanation, decisive_gaps, explain
from vasterviksmodell.analysis.gaps import Gap
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.obstacles import Obstacles, SiteObstacles, obstacles
from vasterviksmodell.analysis.possible_outcomes import value_ranges
from vasterviksmodell.analysis.shared_figures import figures
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
from vasterviksmodell.criteria import Action, Criteria, Criterion, Limits, Requirement
from vasterviksmodell.expected import expect, expect_several
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking
from vasterviksmodell.scoring.run import without_actions
from vasterviksmodell.sites.action_measures import action_finds_out, read_measures

MOST = 10
"""How many proposals of a kind are listed, at most."""
_EXPLAINED = 300
"""How many sites, the first in order, are asked for figures worth finding out."""
AnswerKind = Literal["requirement", "unknown", "warning", "shortfall", "figure", "nothing", "no_site"]
"""What an action answers: a requirement that excludes the site, one that is not known to be met, a warning, points that
the site misses, a figure that is not exactly known, nothing that the ranking shows, or nothing because there is no such
site."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an action sets or finds out for a site, and what that answers."""

    site: str
    """The id."""
    name: str
    criterion: Criterion
    """The figure."""
    to: Measured | None
    """The figure as the action sets it; None where the action finds it out."""
    kind: AnswerKind
    measured: Measured | None = None
    """The figure without any action; None where there is no such site."""
    limit: UnmetLimit | None = None
    """The limit that it answers."""
    missed: float = 0.0
    """The points of the score that the site misses on the figure, at worst."""

    @property
    def is_enough(self) -> bool:
        """Whether the limit is surely met with it."""
        return self.limit is not None and self.to is not None and _meets(self.to, self.limit.limit)


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action with what it answers, and the actions that need it."""

    action: Action
    answers: tuple[Answer, ...]
    needed_by: tuple[Action, ...]


ProposalKind = Literal["opening", "requirement", "figure"]
"""The smallest change that opens a site; a requirement of which it must be found out who meets it; a figure that is
worth finding out."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the figures propose, and no action answers."""

    kind: ProposalKind
    criterion: Criterion
    sites: tuple[tuple[str, str], ...]
    """Ids and names: one, unless a requirement is to be found out for several."""
    limit: UnmetLimit | None = None
    """What excludes the site, and the smallest change that meets it."""
    gap: Gap | None = None
    """What finding the figure out can change."""
    rank: int | None = None
    """The rank of the site now."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ActionPlan(Result):
    """What is done about the sites and why, by date, and what the figures propose beside it."""

    criteria: Criteria
    """Those of the ranking."""
    actions: tuple[PlannedAction, ...]
    """By date, those without one and those that are dropped last."""
    proposals: tuple[Proposal, ...]
    """What could be done that no action does: the first of each kind."""
    unlisted: Mapping[ProposalKind, int]
    """By kind: how many more proposals there are."""
    is_redacted: bool = False
    """Whether the sites are redacted; then actions are withheld, if there are any."""


def action_plan(
    ranking: Ranking, found: Obstacles | None = None, explanations: Sequence[Explanation] | None = None
) -> ActionPlan:
    """Return the action plan of a ranking of all its sites.

    `found` and `explanations` are those of the ranking, where they are known already. Raises nothing.
    """
    expect_ranking(ranking)
    present = obstacles(ranking) if found is None else found
    expect(present, Obstacles, "what stops the sites belongs", "give what obstacles(ranking) returns")
    if explanations is not None:
        expect_several(explanations, "explanations belong")
    planned = _planned(ranking, present)
    answered = {
        (answer.site, answer.criterion.id)
        for one in planned
        for answer in one.answers
        if one.action.status != "dropped"
    }
    proposals = _proposals(present, _explained(ranking) if explanations is None else explanations, answered)
    numbers: Counter[ProposalKind] = Counter(proposal.kind for proposal in proposals)
    return ActionPlan(
        ranking.criteria,
        planned,
        tuple(_first_of_each_kind(proposals)),
        {kind: number - MOST for kind, number in numbers.items() if number > MOST},
        ranking.redaction is not None,
    )


def _explained(ranking: Ranking) -> list[Explanation]:
    return [explain(ranking, id) for id in ranking.frame["id"].head(_EXPLAINED)]


def _planned(ranking: Ranking, present: Obstacles) -> tuple[PlannedAction, ...]:
    """Return the actions by date, with what each answers in the sites as they are without any action."""
    criteria, before = ranking.criteria, without_actions(ranking)
    reader = _AnswerReader.of(before, present if before is ranking else obstacles(before))
    needing: dict[str, list[Action]] = {}
    for action in criteria.actions:
        for need in dict.fromkeys(action.needs):
            needing.setdefault(need, []).append(action)
    return tuple(
        PlannedAction(action, tuple(reader.answers(action)), tuple(needing.get(action.id, ())))
        for action in sorted(criteria.actions, key=_by_date)
    )


def _by_date(action: Action) -> tuple[bool, date]:
    return action.status == "dropped", action.due or date.max


@dataclass(frozen=True, slots=True)
class _AnswerReader:
    """Reads what actions answer: sites are looked up once."""

    criteria: Criteria
    figures: Mapping[str, Criterion]
    """By the id of each criterion: the figure that it reads."""
    rows: Mapping[str, Mapping[str, Any]]
    sites: Mapping[str, SiteObstacles]

    @classmethod
    def of(cls, ranking: Ranking, found: Obstacles) -> "_AnswerReader":
        by_reader = {reader.id: figure for figure in figures(ranking.criteria) for reader in figure.readers}
        stated = (one for action in ranking.criteria.actions for one in (*action.sets, *action.finds_out))
        rows = ranking.frame.filter(ranking.frame["id"].is_in(list({one.site for one in stated})))
        return cls(
            ranking.criteria,
            by_reader,
            {row["id"]: row for row in rows.iter_rows(named=True)},
            {site.id: site for site in found.sites},
        )

    def answers(self, action: Action) -> Iterator[Answer]:
        """Yield what an action answers, once for each figure that it sets or finds out."""
        set_to: dict[tuple[str, str], Answer] = {}
        for stated in read_measures(self.criteria, action.sets):
            figure = self.figures[stated.criterion.id]
            if (stated.site, figure.id) not in set_to:
                set_to[stated.site, figure.id] = self._answer(stated.site, Measured.known(figure, stated.known))
        yield from set_to.values()
        found = ((site, self.figures[criterion.id].id) for site, criterion in action_finds_out(self.criteria, action))
        yield from (self._found_out(site, self.figures[id]) for site, id in dict.fromkeys(found))

    def _found_out(self, id: str, figure: Criterion) -> Answer:
        if id not in self.rows:
            return Answer(id, id, figure, None, "no_site")
        site, measured = self.sites[id], Measured.of(self.rows[id], figure)
        unknown = (limit for limit in (*site.stops, *site.unknown) if limit.truth == "unknown")
        limit = next((limit for limit in unknown if limit.criterion.id == figure.id), None)
        kind: AnswerKind = "unknown" if limit else "nothing" if measured.is_exact else "figure"
        return Answer(id, site.name, figure, None, kind, measured, limit)

    def _answer(self, id: str, to: Measured) -> Answer:
        if id not in self.rows:
            return Answer(id, id, to.criterion, to, "no_site")
        site, figure, measured = self.sites[id], to.criterion, Measured.of(self.rows[id], to.criterion)
        for kind, limits in _limits(site):
            limit = next((unmet for unmet in limits if unmet.criterion.id == figure.id), None)
            if limit is not None:
                return Answer(id, site.name, figure, to, kind, measured, limit)
        missed = _missed(site, figure)
        is_missed = missed > TOLERANCE and _is_worth_more(to, measured)
        return Answer(id, site.name, figure, to, "shortfall" if is_missed else "nothing", measured, missed=missed)


def _limits(site: SiteObstacles) -> tuple[tuple[AnswerKind, tuple[UnmetLimit, ...]], ...]:
    """Return the limits that a site does not meet or is not known to meet, the gravest first."""
    return ("requirement", site.stops), ("unknown", site.unknown), ("warning", site.warnings)


def _missed(site: SiteObstacles, figure: Criterion) -> float:
    """Return the points that a site misses on a figure, at worst."""
    readers = {reader.id for reader in figure.readers}
    return sum(missed.high for missed in site.missed if missed.criterion.id in readers)


def _is_worth_more(to: Measured, measured: Measured) -> bool:
    """Say whether a figure is surely worth more than the least that another is worth."""
    (then, _), (now, _) = value_ranges([to, measured])
    return then > now + TOLERANCE


def _meets(measured: Measured, limit: Requirement) -> bool:
    if isinstance(limit, Limits):
        low, high = measured.low, measured.high
        return low is not None and high is not None and limit.at_least <= low and high <= limit.at_most
    return measured.category in limit.categories


def _proposals(
    found: Obstacles, explanations: Iterable[Explanation], answered: set[tuple[str, str]]
) -> tuple[Proposal, ...]:
    """Return what the figures propose, without what actions answer."""
    openings = tuple(_openings(found, answered))
    requirements = tuple(_requirements(found, answered))
    asked = {(id, proposal.criterion.id) for proposal in requirements for id, _ in proposal.sites}
    return (*openings, *requirements, *_worth_finding_out(explanations, answered | asked))


def _openings(found: Obstacles, answered: set[tuple[str, str]]) -> Iterator[Proposal]:
    """Yield the smallest change of each site that a single limit excludes."""
    for site in found.opened_alone:
        (stop,) = site.stops
        if (site.id, stop.criterion.id) not in answered:
            yield Proposal("opening", stop.criterion, ((site.id, site.name),), limit=stop)


def _requirements(found: Obstacles, answered: set[tuple[str, str]]) -> Iterator[Proposal]:
    """Yield the requirements of which it is unknown whether sites meet them that nothing excludes."""
    sites: dict[str, list[tuple[str, str]]] = {}
    unmet: dict[str, Criterion] = {}
    for site in found.sites:
        for limit in site.unknown if not site.stops else ():
            if (site.id, limit.criterion.id) not in answered:
                unmet[limit.criterion.id] = limit.criterion
                sites.setdefault(limit.criterion.id, []).append((site.id, site.name))
    for id in sorted(sites, key=lambda id: -len(sites[id])):
        yield Proposal("requirement", unmet[id], tuple(sites[id]))


def _worth_finding_out(explanations: Iterable[Explanation], answered: set[tuple[str, str]]) -> Iterator[Proposal]:
    """Yield the figures whose finding out can change a rank, those that can reorder most sites first."""
    for explanation, gap in decisive_gaps(explanations):
        if (explanation.id, gap.criterion.id) not in answered:
            place = ((explanation.id, explanation.name),)
            yield Proposal("figure", gap.criterion, place, gap=gap, rank=explanation.rank)


def _first_of_each_kind(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    listed: Counter[ProposalKind] = Counter()
    for proposal in proposals:
        listed[proposal.kind] += 1
        if listed[proposal.kind] <= MOST:
            yield proposal
