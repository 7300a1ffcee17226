"""The cheapest combination of changes by declared effort that reaches a score, or why there is none."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise
from math import inf

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.target_search.moves import Effort, Move, Rise, Start, distance, effort, estimated
from vasterviksmodell.analysis.target_search.single_changes import FeasibleSite, is_as_good
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranking import TOLERANCE


def _lower_hull(moves: Iterable[Move]) -> list[Move]:
    """Return the lower convex hull of moves: each further point takes more effort than the last."""
    kept: list[Move] = []
    for move in sorted(moves, key=lambda move: (move.gain, move.effort)):
        while len(kept) > 1 and _price(kept[-2], kept[-1]) >= _price(kept[-2], move):
            kept.pop()
        if not kept or move.gain > kept[-1].gain:
            kept.append(move)
    return kept


def _price(before: Move, after: Move) -> float:
    return (after.effort - before.effort) / (after.gain - before.gain) if after.gain > before.gain else inf


@dataclass(frozen=True, slots=True)
class _Relaxation:
    """The moves of several measures, cut into stretches that may be made in part, the cheapest first.

    This is the linear relaxation of the choice of one move per measure (a multiple-choice knapsack problem).
    """

    stretches: Sequence[Rise]
    gains: Sequence[float]
    """The gain of the first 0, 1, 2, … stretches."""
    efforts: Sequence[float]
    """Their effort."""

    @classmethod
    def of(cls, hulls: Iterable[Sequence[Move]]) -> "_Relaxation":
        stretches = sorted(
            (stretch for hull in hulls for stretch in pairwise(hull)), key=lambda stretch: _price(*stretch)
        )
        gains = accumulate((after.gain - before.gain for before, after in stretches), initial=0.0)
        efforts = accumulate((after.effort - before.effort for before, after in stretches), initial=0.0)
        return cls(stretches, list(gains), list(efforts))

    def effort(self, gain: float) -> float:
        """Return the least effort of a gain; infinite when all stretches together do not reach it."""
        number = bisect_left(self.gains, gain)
        if number == 0 or number == len(self.gains):
            return inf if number else 0.0
        share = (gain - self.gains[number - 1]) / (self.gains[number] - self.gains[number - 1])
        return self.efforts[number - 1] + share * (self.efforts[number] - self.efforts[number - 1])

    def rounded(self, gain: float) -> list[Move]:
        """Return whole moves, at most one per measure, that bring a gain and little more, in their order."""
        reached = self.stretches[: bisect_left(self.gains, gain)]
        last: dict[str, Move] = {}
        for _, after in reached:
            last.pop(after.criterion.id, None)
            last[after.criterion.id] = after
        return list(last.values())


@dataclass(frozen=True, slots=True)
class _Choice:
    """The moves of one measure, the cheapest first, and the rises inside which it may stop as well."""

    start: Start
    moves: Sequence[Move]
    rises: Sequence[Sequence[Rise]]
    hull: Sequence[Move]

    @classmethod
    def of(cls, start: Start) -> "_Choice":
        moves = [plan.moves[0] for plan in _undominated(map(_Plan().plus, start.moves()))]
        return cls(start, moves, start.rises(), _lower_hull([start.stay, *moves]))

    def effort_of(self, gain: float) -> float:
        """Return the effort of a gain by a stop inside a rise; infinite when no rise reaches it."""
        return min((estimated(rise, gain) for rise in self.rises), default=inf)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Moves of some criteria together, perhaps with one more measure that makes up the lacking points."""

    gain: float = 0.0
    effort: float = 0.0
    moves: tuple[Move, ...] = ()
    last: _Choice | None = None

    def plus(self, move: Move) -> "_Plan":
        return _Plan(self.gain + move.gain, self.effort + move.effort, (*self.moves, move))

    def with_last(self, last: _Choice | None, lacking: float) -> "_Plan":
        """Return the plan completed by a last measure; its effort is infinite when that is impossible."""
        missing = lacking - self.gain
        if missing <= TOLERANCE:
            return self
        return _Plan(self.gain, self.effort + (last.effort_of(missing) if last else inf), self.moves, last)

    def all_moves(self, lacking: float) -> tuple[Move, ...]:
        return self.moves if self.last is None else (*self.moves, self.last.start.shortest_move(lacking - self.gain))


def cheapest_moves(starts: Sequence[Start], lacking: float) -> tuple[Move, ...] | None:
    """Return the moves that bring the lacking points at the least effort; None when all together bring fewer."""
    choices = [_Choice.of(start) for start in starts]
    relaxation = _Relaxation.of(choice.hull for choice in choices)
    if relaxation.gains[-1] < lacking - TOLERANCE:
        return None
    best = min(_initial_plans(relaxation, choices, lacking), key=lambda plan: plan.effort)
    for last in (None, *choices):
        others = [choice for choice in choices if choice is not last]
        for plan in _pareto_front(others, last, lacking, best.effort):
            best = min(best, plan.with_last(last, lacking), key=lambda plan: plan.effort)
    return best.all_moves(lacking)


def _initial_plans(relaxation: _Relaxation, choices: Sequence[_Choice], lacking: float) -> Iterator[_Plan]:
    """Yield good plans to begin with: whole moves, and the same with the last one stopped where it suffices."""
    *first, final = relaxation.rounded(lacking - TOLERANCE)
    plan = reduce(_Plan.plus, first, _Plan())
    yield plan.plus(final)
    (choice,) = (choice for choice in choices if choice.start.criterion is final.criterion)
    yield plan.with_last(choice, lacking)


def _pareto_front(choices: Sequence[_Choice], last: _Choice | None, lacking: float, below: float) -> list[_Plan]:
    """Return the plans that no cheaper plan equals, and that can still be completed below a given effort."""
    plans = [_Plan()]
    for number, choice in enumerate(choices, 1):
        remaining = _Relaxation.of(choice.hull for choice in (*choices[number:], *([last] if last else [])))
        more = [plan.plus(move) for plan in plans if plan.gain < lacking for move in choice.moves]
        promising = (
            plan for plan in [*plans, *more] if plan.effort + remaining.effort(lacking - plan.gain - TOLERANCE) < below
        )
        plans = _undominated(promising)
    return plans


def _undominated(plans: Iterable[_Plan]) -> list[_Plan]:
    kept: list[_Plan] = []
    for plan in sorted(plans, key=lambda plan: (plan.effort, -plan.gain)):
        if not kept or plan.gain > kept[-1].gain:
            kept.append(plan)
    return kept


@dataclass(frozen=True, slots=True)
class Change:
    """A measure changed, one of several."""

    measured: Measured
    to: Measured
    gain: float
    """The points that it adds to the score of the feasible site."""

    @property
    def effort(self) -> Effort:
        """The effort of the change from the stated measure."""
        return effort(self.measured, self.to)

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def by(self) -> float | None:
        """The least that a number changes; None for a category."""
        return distance(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Say whether another number is worth as much."""
        return is_as_good(place, self.to)


@dataclass(frozen=True, slots=True)
class Combination:
    """The cheapest combination, or the most that all changes together give when that is not enough."""

    changes: tuple[Change, ...]
    """In the order of the criteria; none when they are not enough."""
    besides: tuple[UnmetLimit, ...]
    """The limits that must be met by other measures."""
    effort: Effort
    """The effort of all changes together."""
    score: float
    """The score with the changes; when they are not enough, the highest that they can give."""
    taking_part: tuple[Criterion, ...]
    """The criteria with a declared effort and an exactly known measure that could add to the score."""
    undeclared: tuple[Criterion, ...]
    """The criteria that could add to the score but have no declared effort."""
    unknown: tuple[Criterion, ...]
    """The criteria left out because their measure is not exactly known."""

    @property
    def is_enough(self) -> bool:
        return bool(self.changes)


def cheapest_combination(site: FeasibleSite, needed: float) -> Combination:
    """Return the cheapest combination by which a feasible site reaches a score that it does not have."""
    candidates = [figure for figure in site.figures if site.can_gain(figure)]
    measures = {figure.id: _exact_measure(site, figure) for figure in candidates}
    declared = [figure for figure in candidates if figure.effort is not None]
    starts = [
        Start(figure, measure, _effort_to_meet(site, figure))
        for figure in declared
        if (measure := measures[figure.id]) is not None
    ]
    changes = _changes(site, cheapest_moves(starts, needed - site.score) or ())
    besides = site.unmet_besides(change.criterion for change in changes)
    return Combination(
        changes,
        besides,
        Effort.of([*(unmet.effort for unmet in besides), *(change.effort for change in changes)]),
        site.scores_with([[change.to for change in changes]])[0] if changes else site.score + _greatest_gain(starts),
        taking_part=tuple(start.criterion for start in starts),
        undeclared=tuple(figure for figure in candidates if figure.effort is None),
        unknown=tuple(figure for figure in declared if measures[figure.id] is None),
    )


def _exact_measure(site: FeasibleSite, criterion: Criterion) -> float | str | None:
    """Return the measure of the feasible site; None when it is not exactly known or must be found out."""
    unmet = site.unmet_limit(criterion)
    return None if unmet is not None and unmet.is_finding_out else site.feasible_measure(criterion).figure


def _effort_to_meet(site: FeasibleSite, criterion: Criterion) -> float:
    """Return the effort to meet the limit of a criterion; 0 when it need not change."""
    unmet = site.unmet_limit(criterion)
    return 0.0 if unmet is None else unmet.effort.least


def _greatest_gain(starts: Iterable[Start]) -> float:
    """Return the points that all measures together can bring."""
    return sum(max((move.gain for move in start.moves()), default=0.0) for start in starts)


def _changes(site: FeasibleSite, moves: Iterable[Move]) -> tuple[Change, ...]:
    """Return the moves as changes of the stated measures, in the order of the criteria."""
    by_id = {move.criterion.id: move for move in moves}
    ordered = [(figure, by_id[figure.id]) for figure in site.figures if figure.id in by_id]
    return tuple(
        Change(site.stated_measure(figure), Measured.at(figure, move.to), move.gain) for figure, move in ordered
    )
