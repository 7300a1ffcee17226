"""Questionnaires for judgements, one question at a time; the only state is the answers.

The answers are a plain mapping of judgements, as a criteria file writes them, by the name of a set of members. So they
can be saved, edited by hand and continued another day: the next question is the first without an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from typing import Any

from vasterviksmodell.analysis.target_search.inverse import function_values
from vasterviksmodell.analysis.weighting.question import Judgement, Step, cleared, with_value_at
from vasterviksmodell.analysis.weighting.questions import METHODS
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import Text, in_line, same
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.base import NEAR

Measure = float | str
_DIGITS = 3
"""The digits to which the measure at which a curve levels out is rounded."""


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
"""The judgement of each set, by name."""
_LONGEST_NAME = 80
_LIFT = Message("{name} from its worst to its best")


@dataclass(frozen=True, slots=True)
class Question:
    """The next question."""

    set: str
    """The name of the set of members that it is about."""
    text: Message
    number: int
    """Its number, from 1."""
    count: int
    """The total number of questions."""
    may_stop: bool
    """Whether weights follow for every set without answers to this and later questions."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions of one method about sets of members; sets of one member need none."""

    method: str
    """A key of `METHODS`."""
    sets: Mapping[str, Sequence[str]]
    """The ids of the members, by set name."""
    labels: Mapping[str, Text] = field(default_factory=dict)
    """The names of the members, by id; the id where there is none."""
    lifts: Mapping[str, Phrase] = field(default_factory=dict)
    """The lift of each member from its worst to its best, with the measures, by id."""

    def next(self, answers: Answers) -> Question | None:
        """Return the first question without an answer; None when all have one.

        Questions that every set needs come first, then optional ones. A set judged by another method is skipped.
        """
        steps = list(self._all_steps(answers))
        unanswered = [(name, step) for name, step in steps if not step.is_known(_judgement(answers, name))]
        if not unanswered:
            return None
        name, step = unanswered[0]
        count = sum(
            METHODS[self.method].count(len(self.sets[name])) for name in dict.fromkeys(name for name, _ in steps)
        )
        return Question(name, step.text, len(steps) - len(unanswered) + 1, count, step.is_optional)

    def answered(self, answers: Answers, answer: str) -> Answers | Message:
        """Return the answers with one more, to the next question; or a message about what is wrong with it."""
        for name, step in self._all_steps(answers):
            if not step.is_known(_judgement(answers, name)):
                return self._with_answer(answers, name, step, answer)
        return answers

    def back(self, answers: Answers) -> Answers:
        """Return the answers without the last one; unchanged when there is none."""
        known = [(name, step) for name, step in self._all_steps(answers) if step.is_known(_judgement(answers, name))]
        if not known:
            return answers
        name, step = known[-1]
        judgement = reduce(cleared, (*step.places, *step.clears), _judgement(answers, name))
        return {
            **{other: judged for other, judged in answers.items() if other != name},
            **({name: judgement} if judgement else {}),
        }

    def _with_answer(self, answers: Answers, name: str, step: Step, answer: str) -> Answers | Message:
        read = step.read(answer)
        if isinstance(read, Message):
            return read
        judgement: Judgement = reduce(cleared, (*step.places, *step.clears), _judgement(answers, name))
        for place, value in read.items():
            judgement = with_value_at(judgement, place, value)
        return {**answers, name: judgement}

    def _all_steps(self, answers: Answers) -> Iterator[tuple[str, Step]]:
        """Return all steps, the optional ones last."""
        steps = [(name, step) for name in self.sets for step in self._steps(name, _judgement(answers, name))]
        return iter(sorted(steps, key=lambda step: step[1].is_optional))

    def _steps(self, name: str, judgement: Judgement) -> Sequence[Step]:
        ids = self.sets[name]
        steps = METHODS[self.method].steps(ids, judgement, _Names(self.labels, self.lifts)) if len(ids) > 1 else []
        keys = {place[0] for step in steps for place in (*step.places, *step.clears)}
        return steps if not judgement or keys & set(judgement) else []


@dataclass(frozen=True, slots=True)
class _Names:
    """The names and lifts of the members."""

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
