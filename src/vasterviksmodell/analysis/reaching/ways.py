"""The smallest change of each single measure that reaches a score, by inverting the value function."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.reaching.effort import Effort, distance, effort
from vasterviksmodell.analysis.reaching.inverse import first_reaching, slack, values_at
from vasterviksmodell.analysis.reaching.opened import Opened, best_value
from vasterviksmodell.analysis.reaching.permitted import is_possible, permitted, permitted_categories
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranks import TOLERANCE


@dataclass(frozen=True, slots=True)
class Way:
    """One measure changed, or found out, so that a score is reached."""

    measured: Measured
    to: Measured
    """The nearest that reaches it; of what is known, where that can reach it, the part that does."""
    score: float
    """The score then, at least."""
    effort: Effort
    """What it takes, together with what must be opened besides."""

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change, only be found out to be so."""
        return is_part(self.to, self.measured)

    @property
    def by(self) -> float | None:
        """How far a number moves; None when it need only be found out, or is no number."""
        return None if self.is_finding_out else distance(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Whether another number would do as well."""
        return is_as_good(place, self.to)


def ways(opened: Opened, needed: float) -> tuple[Way, ...]:
    """Every single measure that reaches a score: what need only be found out first, then the least effort."""
    lacking = needed - opened.score
    if lacking <= TOLERANCE:
        return ()
    places = [to for it in opened.figures if (to := _place(opened, it, lacking)) is not None]
    told = zip(places, _scores(opened, places), strict=True)
    found = (_way(opened, to, score) for to, score in told if score >= needed - TOLERANCE)
    return tuple(sorted(found, key=lambda it: (not it.is_finding_out, not it.effort.is_whole, it.effort.least)))


def _way(opened: Opened, to: Measured, score: float) -> Way:
    measured = opened.before(to.criterion)
    besides = [it.effort for it in opened.besides([to.criterion])]
    own = Effort() if is_part(to, measured) else effort(measured, to)
    return Way(measured, to, score, Effort.of([*besides, own]))


def _place(opened: Opened, criterion: Criterion, lacking: float) -> Measured | None:
    """Where a measure alone brings the points that are lacking."""
    value = opened.value(criterion) + lacking / float(criterion.weight)
    able = is_possible(criterion) and best_value(criterion) >= value - slack(criterion)
    return nearest(opened.before(criterion), min(value, 100.0)) if able else None


def is_part(to: Measured, measured: Measured) -> bool:
    """Whether a measure that is not exactly known may turn out to be so."""
    return not measured.is_exact and (measured.low is None or distance(measured, to) == 0)


def is_as_good(place: float, to: Measured) -> bool:
    """Whether a number may be so, and is worth as much as another."""
    if to.low is None or place not in permitted(to.criterion):
        return False
    found, aim = values_at(to.criterion, [place, to.low])
    return found >= aim


def _scores(opened: Opened, places: list[Measured]) -> list[float]:
    """What the site scores at least with each of some measures."""
    ends = [end for to in places for end in _ends(to)]
    scores = opened.scores_with([[end] for end in ends])
    return [min(pair) for pair in zip(scores[::2], scores[1::2], strict=True)]


def _ends(to: Measured) -> tuple[Measured, Measured]:
    if to.low is None or to.high is None:
        return to, to
    return Measured.at(to.criterion, to.low), Measured.at(to.criterion, to.high)


def nearest(measured: Measured, value: float) -> Measured | None:
    """The permitted measures worth a value that lie nearest to what is known; None when there are none."""
    if measured.low is None or measured.high is None:
        return _category(measured, value)
    span = permitted(measured.criterion)
    low, high = (min(max(end, span.low), span.high) for end in (measured.low, measured.high))
    overlaps = measured.low <= span.high and measured.high >= span.low
    inside = _inside(measured.criterion, low, high, value) if overlaps and not measured.is_exact else None
    return inside or _outside(measured, (low, span.low), (high, span.high), value)


def _inside(criterion: Criterion, low: float, high: float, value: float) -> Measured | None:
    """The part of an interval from the first to the last measure worth a value.

    Where some between are worth less it is the first alone.
    """
    first = first_reaching(criterion, low, high, value)
    last = first_reaching(criterion, high, low, value)
    if first is None or last is None or criterion.value is None:
        return None
    turns = [place for place in criterion.value.turns if first < place < last]
    dips = any(worth < value - slack(criterion) for worth in values_at(criterion, turns))
    return Measured(criterion, first, first if dips else last)


def _outside(measured: Measured, down: tuple[float, float], up: tuple[float, float], value: float) -> Measured | None:
    """The first measure worth a value on one of the ways out of what is known, the nearer of two."""
    it = measured.criterion
    found = [first_reaching(it, start, end, value) for start, end in (down, up)]
    places = [Measured.at(it, place) for place in found if place is not None]
    return min(places, key=lambda place: distance(measured, place) or 0.0, default=None)


def _category(measured: Measured, value: float) -> Measured | None:
    """Of the categories worth enough the one that takes the least effort, then the one worth least."""
    it = measured.criterion
    efforts = it.effort if isinstance(it.effort, Mapping) and measured.is_exact else {}
    worths = dict(zip(permitted_categories(it), values_at(it, permitted_categories(it)), strict=True))
    enough = [category for category, worth in worths.items() if worth >= value - slack(it)]
    best = min(enough, key=lambda category: (efforts.get(category, inf), worths[category]), default=None)
    return None if best is None else Measured.at(it, best)
