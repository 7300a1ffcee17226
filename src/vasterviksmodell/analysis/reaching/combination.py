"""Several measures changed together: the cheapest way to a score by declared effort, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.reaching.cheapest import cheapest
from vasterviksmodell.analysis.reaching.effort import Effort, distance, effort
from vasterviksmodell.analysis.reaching.moves import Move, Start
from vasterviksmodell.analysis.reaching.opened import Opened
from vasterviksmodell.analysis.reaching.opening import Opening
from vasterviksmodell.analysis.reaching.ways import is_as_good
from vasterviksmodell.criteria import Criterion


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
        """Whether another number would do as well."""
        return is_as_good(place, self.to)


@dataclass(frozen=True, slots=True)
class Combination:
    """The cheapest combination, or, when not even all changes together are enough, what they can give."""

    changes: tuple[Change, ...]
    """In the order of the criteria; none when they are not enough."""
    besides: tuple[Opening, ...]
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


def combination(opened: Opened, needed: float) -> Combination:
    """The cheapest combination by which an opened site reaches a score that it does not have."""
    able = [it for it in opened.figures if opened.can_gain(it)]
    figures = {it.id: _figure(opened, it) for it in able}
    declared = [it for it in able if it.effort is not None]
    starts = [
        Start(it, figure, _opening_effort(opened, it)) for it in declared if (figure := figures[it.id]) is not None
    ]
    changes = _changes(opened, cheapest(starts, needed - opened.score) or ())
    besides = opened.besides(it.criterion for it in changes)
    return Combination(
        changes,
        besides,
        Effort.of([*(it.effort for it in besides), *(it.effort for it in changes)]),
        opened.scores_with([[it.to for it in changes]])[0] if changes else opened.score + _most(starts),
        taking_part=tuple(it.criterion for it in starts),
        undeclared=tuple(it for it in able if it.effort is None),
        unknown=tuple(it for it in declared if figures[it.id] is None),
    )


def _figure(opened: Opened, criterion: Criterion) -> float | str | None:
    """The measure of the opened site, when it is exactly known and not only must be found out."""
    asked = opened.opening(criterion)
    return None if asked is not None and asked.is_finding_out else opened.after(criterion).figure


def _opening_effort(opened: Opened, criterion: Criterion) -> float:
    """What it takes to open a criterion, when it must be."""
    asked = opened.opening(criterion)
    return 0.0 if asked is None else asked.effort.least


def _most(starts: Iterable[Start]) -> float:
    """The points that all measures together can bring."""
    return sum(max((move.gain for move in it.moves()), default=0.0) for it in starts)


def _changes(opened: Opened, moves: Iterable[Move]) -> tuple[Change, ...]:
    """The moves from the measures as they are, in the order of the criteria."""
    found = {it.criterion.id: it for it in moves}
    ordered = [(it, found[it.id]) for it in opened.figures if it.id in found]
    return tuple(Change(opened.before(it), Measured.at(it, move.to), move.gain) for it, move in ordered)
