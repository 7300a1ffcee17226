"""Between which weights the first place holds, or the order of a pair: one at a time, and all at once."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import percent
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.robustness import words as wording
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Robustness, Weighed
    from vasterviksmodell.analysis.robustness.stability import End, Stable

_HEADING = Message("Weights, one at a time: where the first place holds")
_COLUMNS = (
    Message("Points now", "of weights"),
    Message("Holds from"),
    Message("Below it"),
    Message("Holds to"),
    Message("Above it"),
)
_RIGHT = (True, True, False, True, False)
_ONE_WEIGHT = Message("Only one criterion is weighed, so that no weight can be another.")
_ALL_HOLD = Message("It holds with any points for any one weight.")
_HOLD_TOO = Message("With any points for any one of the other weights it holds.")
_TWICE = Message("All weights at once may be anything up to twice as large.")
_PAIR = Message("{first} before {second}")
_WINS = Message("With the weights drawn {first} ranks before {second} in {wins} of the draws and behind in {losses}.")


def weight_blocks(it: "Robustness", language: Language) -> Iterator[Block]:
    """The intervals of the first place."""
    yield Heading(_HEADING.inside(language))
    yield from _weighed(it.weighed, language)


def pair_blocks(it: "Robustness", language: Language) -> Iterator[Block]:
    """The order of a pair, when one was asked for."""
    if it.pair is None:
        return
    names = {"first": shortened(it.pair.first.name), "second": shortened(it.pair.second.name)}
    yield Heading(_PAIR.inside(language).format(**names))
    wins, losses = (percent(share, language) for share in (it.pair.wins, it.pair.losses))
    yield Paragraph(_WINS.inside(language).format(**names, wins=wins, losses=losses))
    yield from _weighed(it.pair.weighed, language)


def _weighed(it: "Weighed", language: Language) -> Iterator[Block]:
    """The weights with an end, each in a row; then what holds of the others, and of all together."""
    if not it.stability:
        yield Paragraph(_ONE_WEIGHT.inside(language))
        return
    ending = [one for one in it.stability if one.ends]
    if ending:
        columns = [Column(words.heading("weight", language))]
        columns += [Column(text.inside(language), right) for text, right in zip(_COLUMNS, _RIGHT, strict=True)]
        yield Grid(tuple(columns), tuple(_row(one, language) for one in ending))
    rest = [] if len(ending) == len(it.stability) else [_HOLD_TOO if ending else _ALL_HOLD]
    texts = [text.inside(language) for text in rest]
    yield Paragraph(" ".join([*texts, _all_at_once(it, language)]))


def _row(it: "Stable", language: Language) -> tuple[str, ...]:
    now = it.node.points
    return (
        words.label(it.node, language),
        _with_share(now, it.node.weight, language),
        *_end(it.low, lambda points: min(wording.up(points, now), now), language),
        *_end(it.high, lambda points: max(wording.down(points, now), now), language),
    )


def _end(it: "End | None", inwards: Callable[[Fraction], Fraction], language: Language) -> tuple[str, str]:
    """An end, rounded towards the points as they are but not past them, and who takes over there."""
    if it is None:
        return wording.NOTHING, ""
    return _with_share(inwards(it.points), it.weight, language), shortened(it.name)


def _with_share(points: Fraction, weight: Fraction, language: Language) -> str:
    return f"{wording.points(points, language)} ({percent(float(weight), language)})"


def _all_at_once(it: "Weighed", language: Language) -> str:
    return _TWICE.inside(language) if it.errors is None else wording.all_at_once(it.errors, language)
