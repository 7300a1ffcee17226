"""Several measures changed together: the cheapest way to a score by declared effort, or why there is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.target_search.feasibility import Relaxation, UnmetLimit, hull
from vasterviksmodell.analysis.target_search.moves import Effort, Move, Rise, Start, distance, effort, estimated
from vasterviksmodell.analysis.target_search.single_changes import FeasibleSite, is_as_good
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranking import TOLERANCE


@dataclass(frozen=True, slots=True)
class _Choice:
    """What can be done with a measure: one of the moves, the cheapest first, or a stop inside a rise."""

    start: Start
    moves: Sequence[Move]
    rises: Sequence[Sequence[Rise]]
    hull: Sequence[Move]

    @classmethod
    def of(cls, start: Start) -> "_Choice":
        moves = [plan.moves[0] for plan in _undominated(map(_Plan().plus, start.moves()))]
        return cls(start, moves, start.rises(), hull([start.stay, *moves]))

    def rest(self, gain: float) -> float:
        """Return the effort of a gain by a stop wherever it is reached; infinite when it is not to be had so."""
        return min((estimated(rise, gain) for rise in self.rises), default=inf)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Moves of some criteria together, perhaps with one more that makes up what is lacking."""

    gain: float = 0.0
    effort: float = 0.0
    moves: tuple[Move, ...] = ()
    last: _Choice | None = None

    def plus(self, move: Move) -> "_Plan":
        return _Plan(self.gain + move.gain, self.effort + move.effort, (*self.moves, move))

    def with_last(self, last: _Choice | None, lacking: float) -> "_Plan":
        """Return the plan completed; its effort is infinite when it cannot be."""
        rest = lacking - self.gain
        if rest <= TOLERANCE:
            return self
        return _Plan(self.gain, self.effort + (last.rest(rest) if last else inf), self.moves, last)

    def carried_out(self, lacking: float) -> tuple[Move, ...]:
        return self.moves if self.last is None else (*self.moves, self.last.start.reaching(lacking - self.gain))


def cheapest(starts: Sequence[Start], lacking: float) -> tuple[Move, ...] | None:
    """Return the moves that bring so many points at the least effort; None when all together do not bring them."""
    choices = [_Choice.of(start) for start in starts]
    relaxation = Relaxation.of(choice.hull for choice in choices)
    if relaxation.gains[-1] < lacking - TOLERANCE:
        return None
    best = min(_guesses(relaxation, choices, lacking), key=lambda guess: guess.effort)
    for last in (None, *choices):
        others = [choice for choice in choices if choice is not last]
        for plan in _front(others, last, lacking, best.effort):
            best = min(best, plan.with_last(last, lacking), key=lambda plan: plan.effort)
    return best.carried_out(lacking)


def _guesses(relaxation: Relaxation, choices: Sequence[_Choice], lacking: float) -> Iterator[_Plan]:
    """Yield good plans to begin with: whole moves, and the same with the last one stopped where it suffices."""
    *first, final = relaxation.rounded(lacking - TOLERANCE)
    plan = reduce(_Plan.plus, first, _Plan())
    yield plan.plus(final)
    (choice,) = (choice for choice in choices if choice.start.criterion is final.criterion)
    yield plan.with_last(choice, lacking)


def _front(choices: Sequence[_Choice], last: _Choice | None, lacking: float, below: float) -> list[_Plan]:
    """Return the combinations that bring more than any cheaper one, and can still be completed at an effort below
    another.
    """
    plans = [_Plan()]
    for number, choice in enumerate(choices, 1):
        left = Relaxation.of(choice.hull for choice in (*choices[number:], *([last] if last else [])))
        more = [plan.plus(move) for plan in plans if plan.gain < lacking for move in choice.moves]
        hopeful = (
            plan for plan in [*plans, *more] if plan.effort + left.effort(lacking - plan.gain - TOLERANCE) < below
        )
        plans = _undominated(hopeful)
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
    """Points of the score that it adds to those of the opened site."""

    @property
    def effort(self) -> Effort:
        """What it takes, from the measure as it is."""
        return effort(self.measured, self.to)

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def by(self) -> float | None:
        """The least that a number moves; None for a category."""
        return distance(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Say whether another number would do as well."""
        return is_as_good(place, self.to)


@dataclass(frozen=True, slots=True)
class Combination:
    """The cheapest combination, or, when not even all changes together are enough, what they can give."""

    changes: tuple[Change, ...]
    """In the order of the criteria; none when they are not enough."""
    besides: tuple[UnmetLimit, ...]
    """What must be opened by other measures."""
    effort: Effort
    """What all of it takes together."""
    score: float
    """The score then; when they are not enough, the highest that they can give."""
    taking_part: tuple[Criterion, ...]
    """Those of which an effort is declared and the measure exactly known, and which could add to the score."""
    undeclared: tuple[Criterion, ...]
    """Cannot take part, though they could add to the score, because no effort is declared for them."""
    unknown: tuple[Criterion, ...]
    """Cannot take part because their measure is not exactly known."""

    @property
    def is_enough(self) -> bool:
        return bool(self.changes)


def combination(opened: FeasibleSite, needed: float) -> Combination:
    """Return the cheapest combination by which an opened site reaches a score that it does not have."""
    able = [figure for figure in opened.figures if opened.can_gain(figure)]
    measures = {figure.id: _exact_measure(opened, figure) for figure in able}
    declared = [figure for figure in able if figure.effort is not None]
    starts = [
        Start(figure, measure, _effort_to_meet(opened, figure))
        for figure in declared
        if (measure := measures[figure.id]) is not None
    ]
    changes = _changes(opened, cheapest(starts, needed - opened.score) or ())
    besides = opened.besides(change.criterion for change in changes)
    return Combination(
        changes,
        besides,
        Effort.of([*(opening.effort for opening in besides), *(change.effort for change in changes)]),
        opened.scores_with([[change.to for change in changes]])[0] if changes else opened.score + _most(starts),
        taking_part=tuple(start.criterion for start in starts),
        undeclared=tuple(figure for figure in able if figure.effort is None),
        unknown=tuple(figure for figure in declared if measures[figure.id] is None),
    )


def _exact_measure(opened: FeasibleSite, criterion: Criterion) -> float | str | None:
    """Return the measure of the opened site, when it is exactly known and not only must be found out."""
    asked = opened.opening(criterion)
    return None if asked is not None and asked.is_finding_out else opened.after(criterion).figure


def _effort_to_meet(opened: FeasibleSite, criterion: Criterion) -> float:
    """Return what it takes to open a criterion, when it must be."""
    asked = opened.opening(criterion)
    return 0.0 if asked is None else asked.effort.least


def _most(starts: Iterable[Start]) -> float:
    """Return the points that all measures together can bring."""
    return sum(max((move.gain for move in start.moves()), default=0.0) for start in starts)


def _changes(opened: FeasibleSite, moves: Iterable[Move]) -> tuple[Change, ...]:
    """Return the moves from the measures as they are, in the order of the criteria."""
    found = {move.criterion.id: move for move in moves}
    ordered = [(figure, found[figure.id]) for figure in opened.figures if figure.id in found]
    return tuple(Change(opened.before(figure), Measured.at(figure, move.to), move.gain) for figure, move in ordered)
