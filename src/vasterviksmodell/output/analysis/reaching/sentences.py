"""What it would take a site to reach a target, in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import apart, decimal, whole
from vasterviksmodell.output.analysis import step_texts as steps
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.reaching import texts
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.reaching.combination import Combination
    from vasterviksmodell.analysis.reaching.reaching import Reaching
    from vasterviksmodell.criteria import Criterion


def sentences(it: "Reaching", language: Language) -> Iterator[str]:
    """What is to be done, one thing after another."""
    speaker = _Speaker(language, short_labels(it.criteria, language))
    if it.is_reached:
        reached = texts.QUALIFIED if it.target.kind == "qualified" else texts.REACHED
        yield speaker.say(reached, name=shortened(it.name), score=decimal(it.score, language))
        return
    if it.needed is not None:
        score, needed = apart(it.score, it.needed, language)
        yield speaker.say(texts.LACKS, name=shortened(it.name), score=score, needed=needed)
    if it.openings:
        yield from _opened(it, speaker)
    if not it.can_be_opened:
        yield speaker.say(texts.NEVER_OPEN, names=speaker.names(_never_open(it)))
    elif not it.opening_is_enough:
        yield from _reached(it, speaker)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A language, and what criteria are called in it by their ids."""

    language: Language
    labels: Mapping[str, str]

    def say(self, text: Message, **facts: str) -> str:
        return text.inside(self.language).format(**facts)

    def names(self, criteria: "Iterable[Criterion]") -> str:
        return words.enumerated((self.labels[reader.id] for it in criteria for reader in it.readers), self.language)


def _opened(it: "Reaching", speaker: _Speaker) -> Iterator[str]:
    """What must be opened, and where the site is then."""
    form = "qualified" if it.target.kind == "qualified" else "excluded" if it.needed is not None else "enough"
    names = speaker.names(opening.criterion for opening in it.openings)
    yield speaker.say(texts.OPEN[form], name=shortened(it.name), names=names)
    if it.effort.least:
        yield speaker.say(texts.OPEN_EFFORT, effort=steps.effort(it.effort, speaker.language))
    if it.needed is not None and it.can_be_opened:
        score, _ = apart(it.opened, it.needed, speaker.language)
        yield speaker.say(texts.OPENED[it.opening_is_enough], score=score)


def _never_open(it: "Reaching") -> "Iterator[Criterion]":
    return (opening.criterion for opening in it.openings if not opening.is_possible)


def _reached(it: "Reaching", speaker: _Speaker) -> Iterator[str]:
    """What brings the points that are lacking."""
    if not it.is_possible:
        yield speaker.say(texts.IMPOSSIBLE, score=apart(it.highest, it.needed or 0.0, speaker.language)[0])
    elif it.ways:
        names = speaker.names(way.criterion for way in it.ways)
        yield speaker.say(texts.WAYS[len(it.ways) == 1], number=whole(len(it.ways), speaker.language), names=names)
    else:
        yield speaker.say(texts.NO_WAY)
    if it.combination is not None:
        yield from _combined(it.combination, speaker)


def _combined(it: "Combination", speaker: _Speaker) -> Iterator[str]:
    """What several measures bring together, and which have no part in it."""
    score = decimal(it.score, speaker.language)
    if it.is_enough:
        yield speaker.say(texts.CHEAPEST, effort=steps.effort(it.effort, speaker.language), score=score)
    elif it.taking_part:
        yield speaker.say(texts.NOT_TOGETHER, names=speaker.names(it.taking_part), score=score)
    else:
        yield speaker.say(texts.NONE_TAKES_PART)
    for text, left_out in ((texts.UNDECLARED, it.undeclared), (texts.UNKNOWN, it.unknown)):
        if left_out:
            yield speaker.say(text, names=speaker.names(left_out))
