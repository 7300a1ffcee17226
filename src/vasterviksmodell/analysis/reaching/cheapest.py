"""The cheapest combination of changes that reaches a score, by the effort that the criteria file declares.

Along a stretch of a piecewise linear value function each point of the score costs the same. Of two measures that both
stop inside such a stretch one could give way to the other at no higher cost; so in a cheapest combination all measures
but one stop at a knot, and those can be searched through. With smooth value functions it is cheapest but for the
stretches of at most one point into which they are cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf

from vasterviksmodell.analysis.reaching.moves import Move, Rise, Start, estimated
from vasterviksmodell.analysis.reaching.relaxed import Relaxed, hull
from vasterviksmodell.scoring.ranks import TOLERANCE


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
        """The effort of a gain by a stop wherever it is reached; infinite when it is not to be had so."""
        return min((estimated(it, gain) for it in self.rises), default=inf)


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
        """The plan completed; its effort is infinite when it cannot be."""
        rest = lacking - self.gain
        if rest <= TOLERANCE:
            return self
        return _Plan(self.gain, self.effort + (last.rest(rest) if last else inf), self.moves, last)

    def carried_out(self, lacking: float) -> tuple[Move, ...]:
        return self.moves if self.last is None else (*self.moves, self.last.start.reaching(lacking - self.gain))


def cheapest(starts: Sequence[Start], lacking: float) -> tuple[Move, ...] | None:
    """The moves that bring so many points at the least effort; None when all together do not bring them."""
    choices = [_Choice.of(it) for it in starts]
    relaxed = Relaxed.of(it.hull for it in choices)
    if relaxed.gains[-1] < lacking - TOLERANCE:
        return None
    best = min(_guesses(relaxed, choices, lacking), key=lambda it: it.effort)
    for last in (None, *choices):
        others = [it for it in choices if it is not last]
        for plan in _front(others, last, lacking, best.effort):
            best = min(best, plan.with_last(last, lacking), key=lambda it: it.effort)
    return best.carried_out(lacking)


def _guesses(relaxed: Relaxed, choices: Sequence[_Choice], lacking: float) -> Iterator[_Plan]:
    """Good plans to begin with: whole moves, and the same with the last of them stopping where it is enough."""
    *first, final = relaxed.rounded(lacking - TOLERANCE)
    plan = reduce(_Plan.plus, first, _Plan())
    yield plan.plus(final)
    (choice,) = (it for it in choices if it.start.criterion is final.criterion)
    yield plan.with_last(choice, lacking)


def _front(choices: Sequence[_Choice], last: _Choice | None, lacking: float, below: float) -> list[_Plan]:
    """The combinations that bring more than any cheaper one, and can still be completed at an effort below another."""
    plans = [_Plan()]
    for number, choice in enumerate(choices, 1):
        left = Relaxed.of(it.hull for it in (*choices[number:], *([last] if last else [])))
        more = [plan.plus(move) for plan in plans if plan.gain < lacking for move in choice.moves]
        hopeful = (it for it in [*plans, *more] if it.effort + left.effort(lacking - it.gain - TOLERANCE) < below)
        plans = _undominated(hopeful)
    return plans


def _undominated(plans: Iterable[_Plan]) -> list[_Plan]:
    kept: list[_Plan] = []
    for plan in sorted(plans, key=lambda it: (it.effort, -it.gain)):
        if not kept or plan.gain > kept[-1].gain:
            kept.append(plan)
    return kept
