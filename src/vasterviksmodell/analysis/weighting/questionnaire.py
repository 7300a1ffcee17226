"""Asking for judgements, one question at a time; all that is remembered is the answers themselves.

The answers are a plain mapping, by the name of a set of siblings, of judgements as a criteria file writes them. So
they can be written, read again on another day, corrected by hand, and asked on from: the next question is the first
whose answer is not there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from typing import Any

from vasterviksmodell.analysis.target_search.inverse import function_values
from vasterviksmodell.analysis.weighting.question import Judgement, Step, put, taken
from vasterviksmodell.analysis.weighting.questions import METHODS
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import Text, in_line, same
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.base import NEAR

Measure = float | str
_DIGITS = 3
"""So many digits of a place on a curve say where it levels out."""


def ends(criterion: Criterion) -> tuple[Measure, Measure] | None:
    """Return the worst and the best measure of a criterion.

    Of several that are worth as much, those nearest to each other.
    """
    function = criterion.value
    if function is None:
        return None
    if function.domain == "categories":
        values = function.category_values
        return min(values, key=lambda name: values[name]), max(values, key=lambda name: values[name])
    return _ends(function, _places(function, criterion))


def _places(function: ValueFunction, criterion: Criterion) -> list[float]:
    """Return the measures among which the worst and the best are: where the function bends, and the range ends."""
    rounded = (float(f"{place:.{_DIGITS}g}") for place in function.slopes) if function.curved else function.slopes
    span = criterion.range
    places = {*function.knots, *rounded, *function.turns, span.low, span.high}
    return sorted(place for place in places if place in span and abs(place) != float("inf"))


def _ends(function: ValueFunction, places: list[float]) -> tuple[float, float] | None:
    if not places:
        return None
    valued = list(zip(places, function_values(function, places), strict=True))
    least, most = (extreme(value for _, value in valued) for extreme in (min, max))
    close = NEAR if function.curved else TOLERANCE
    worst = [place for place, value in valued if value <= least + close]
    best = [place for place, value in valued if value >= most - close]
    return min(product(worst, best), key=lambda pair: abs(pair[0] - pair[1]))


Answers = Mapping[str, Any]
"""By the name of a set, its judgement."""
_LONGEST_NAME = 80
_LIFT = Message("{name} from its worst to its best")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next."""

    set: str
    """The name of the set of siblings that it is about."""
    text: Message
    number: int
    """Which of all it is, from 1."""
    count: int
    """How many there are."""
    may_stop: bool
    """Whether weights follow for every set without an answer to this and later ones."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions of one method about sets of siblings. Sets of one need none."""

    method: str
    """A key of `METHODS`."""
    sets: Mapping[str, Sequence[str]]
    """By name, the ids of the siblings."""
    labels: Mapping[str, Text] = field(default_factory=dict)
    """By id, what people call them; the id where there is none."""
    lifts: Mapping[str, Phrase] = field(default_factory=dict)
    """By id, what it is to lift them from their worst to their best, with the measures."""

    def next(self, answers: Answers) -> Question | None:
        """Return the first question without an answer; None when all have one.

        What every set needs comes first, then what may be left out. A set judged by another method is left alone.
        """
        asked = list(self._asked(answers))
        left = [(name, step) for name, step in asked if not step.is_known(_judgement(answers, name))]
        if not left:
            return None
        name, step = left[0]
        count = sum(
            METHODS[self.method].count(len(self.sets[name])) for name in dict.fromkeys(name for name, _ in asked)
        )
        return Question(name, step.text, len(asked) - len(left) + 1, count, step.is_optional)

    def answered(self, answers: Answers, said: str) -> Answers | Message:
        """Return the answers with one more, to the next question; or what is wrong with it, as a text to show."""
        for name, step in self._asked(answers):
            if not step.is_known(_judgement(answers, name)):
                return self._with(answers, name, step, said)
        return answers

    def back(self, answers: Answers) -> Answers:
        """Return the answers without the last, to be asked for it again; as they are when there is none."""
        known = [(name, step) for name, step in self._asked(answers) if step.is_known(_judgement(answers, name))]
        if not known:
            return answers
        name, step = known[-1]
        judgement = reduce(taken, (*step.places, *step.clears), _judgement(answers, name))
        return {
            **{other: judged for other, judged in answers.items() if other != name},
            **({name: judgement} if judgement else {}),
        }

    def _with(self, answers: Answers, name: str, step: Step, said: str) -> Answers | Message:
        read = step.read(said)
        if isinstance(read, Message):
            return read
        judgement: Judgement = reduce(taken, (*step.places, *step.clears), _judgement(answers, name))
        for place, what in read.items():
            judgement = put(judgement, place, what)
        return {**answers, name: judgement}

    def _asked(self, answers: Answers) -> Iterator[tuple[str, Step]]:
        """Return all steps, those that every set needs first."""
        steps = [(name, step) for name in self.sets for step in self._steps(name, _judgement(answers, name))]
        return iter(sorted(steps, key=lambda step: step[1].is_optional))

    def _steps(self, name: str, judgement: Judgement) -> Sequence[Step]:
        ids = self.sets[name]
        steps = METHODS[self.method].steps(ids, judgement, _Names(self.labels, self.lifts)) if len(ids) > 1 else []
        keys = {place[0] for step in steps for place in (*step.places, *step.clears)}
        return steps if not judgement or keys & set(judgement) else []


@dataclass(frozen=True, slots=True)
class _Names:
    """What the members are called."""

    labels: Mapping[str, Text]
    lifts: Mapping[str, Phrase]

    def __call__(self, id: str) -> Text:
        label = self.labels.get(id, same(id))
        return Text(*(in_line(label.inside(language), _LONGEST_NAME) for language in ("en", "sv")))

    def lift(self, id: str) -> Phrase:
        return self.lifts[id] if id in self.lifts else _LIFT.format(name=self(id))


def _judgement(answers: Answers, name: str) -> Judgement:
    judgement = answers.get(name)
    return judgement if isinstance(judgement, Mapping) else {}
