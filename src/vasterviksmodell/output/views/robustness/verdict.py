"""Whether the first place is settled, in a sentence, and what can change it.

The tables of the robustness share the functions at the end: names in a row, points, agreement, limits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Limits
from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Exact, Percent, Whole, rounded
from vasterviksmodell.output.document import Block, Items, Paragraph
from vasterviksmodell.output.document.cells import MORE, Name, first_few, label, short_labels
from vasterviksmodell.output.measure_texts import limit, number

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.robustness import Ground, Robustness
    from vasterviksmodell.analysis.robustness.stability import WeightErrors
    from vasterviksmodell.analysis.robustness.variation import OtherLimit, Place
    from vasterviksmodell.criteria import Criterion

_SETTLED = Message(
    "The first place is settled: {first} {stands} whatever the unknown figures are, even if every weight were up"
    " to a fifth too large or too small, with each limit a fifth lower or higher, and with any one criterion"
    " left out – each of these on its own."
)
_AT_RANDOM = Message(
    "With weights drawn at random {site} is first in {share} of the draws; the first place is settled all the"
    " same, because that share answers another question: how many other weights would put it first, not how"
    " wrong the stated ones may be."
)
_NOT_SETTLED = Message("The first place is not settled: {first} {stands}, but that depends on {grounds}.")
_STANDS = Plural("stands first", "share the first place")
_GROUNDS: "dict[Ground, Message]" = {
    "unknown": Message("what the unknown figures are"),
    "weights": Message("how the weights are set"),
    "limits": Message("where the limits lie"),
    "criteria": Message("which criteria count"),
}
_UNVERIFIED = Plural(
    "Not known: whether {first} meets the requirements on {criteria}.",
    "Not known: whether all of {first} meet the requirements on {criteria}.",
)
_ALONE = Plural(
    "Once known, this figure alone can change the first place: {figures}.",
    "Once known, any one of these figures can change the first place: {figures}.",
)
_TOGETHER = Message("No single figure can put {sites} in front, but several together can.")
_WITH_MORE = Message("With more than {points} points for {label} (now {now}), {site} is in front.")
_WITH_LESS = Message("With less than {points} points for {label} (now {now}), {site} is in front.")
_LIMIT = Message("With {label} {limit} instead of {stated} the first place goes to {first}.")
_WITHOUT = Message("Without {label} the first place goes to {first}.")
_FIGURES = 4
"""How many figures are named, at most."""
_MOST = 4
"""How many names are listed in a row, at most."""
_NONE = Message("none", "of sites")
NOTHING = "–"
_DIGITS = 3
_ALL_AT_ONCE = Message(
    "All weights at once may be up to {part} too large or too small; beyond that {site} can be in front."
)
_PERCENT = Message("{number}%")
_TIE = Message("They tie; if all weights at once are the least bit too large or too small, {site} can be in front.")
_DROPPED = Message("dropped")
_SIGNS = {"at_least": "≥", "at_most": "≤"}


def verdict(robustness: "Robustness") -> Iterator[Block]:
    """Yield the sentence, then what decides."""
    if robustness.settled:
        yield Paragraph(Joined((sentence(robustness), *_at_random(robustness)), " "))
        return
    yield Paragraph(sentence(robustness))
    yield Items(tuple(text for ground in robustness.unsettled for text in _DECIDES[ground](robustness)))


def sentence(robustness: "Robustness") -> Phrase:
    """Return whether the first place is settled, and if not, what it depends on."""
    first, stands = names(robustness.first), _STANDS.counting(len(robustness.first))
    if robustness.settled:
        return _SETTLED.format(first=first, stands=stands)
    grounds = Enumeration(_GROUNDS[ground] for ground in robustness.unsettled)
    return _NOT_SETTLED.format(first=first, stands=stands, grounds=grounds)


def _at_random(robustness: "Robustness") -> Iterator[Phrase]:
    """Yield how often the first is first when weights are drawn, and why it is settled even so."""
    drawn = robustness.drawn
    if drawn is None:
        return
    for place in robustness.first[:_MOST]:
        share = float(drawn.acceptability[drawn.ids.index(place.id), 0])
        if share < 1:
            yield _AT_RANDOM.format(site=Name(place.name), share=Percent(share))


def _unknown(robustness: "Robustness") -> Iterator[Phrase]:
    unknowns, labels = robustness.unknowns, short_labels(robustness.criteria)
    if unknowns.unverified:
        criteria = in_a_row([labels[criterion.id] for criterion in unknowns.unverified])
        yield _UNVERIFIED.counting(len(robustness.first), first=names(robustness.first), criteria=criteria)
    if unknowns.alone:
        yield _ALONE.counting(unknowns.alone, figures=_figures(robustness))
    elif unknowns.rivals:
        yield _TOGETHER.format(sites=names(unknowns.rivals))


def _figures(robustness: "Robustness") -> Phrase:
    """Return the first figures that can change the first place, each with its site, and how many more there are."""
    labels, alone = short_labels(robustness.criteria), robustness.unknowns.alone
    figures = robustness.unknowns.figures[:_FIGURES]
    named = [Bracketed(_readers(figure.criterion, labels), Name(figure.place.name)) for figure in figures]
    more = [MORE.format(number=Whole(alone - len(named)))] if alone > len(named) else []
    return Enumeration((*named, *more))


def _readers(criterion: "Criterion", labels: Mapping[str, Phrase]) -> Phrase:
    """Return the labels of all criteria that read the figure."""
    return Enumeration(labels[reader.id] for reader in criterion.readers)


def _weights(robustness: "Robustness") -> Iterator[Phrase]:
    errors, nearest = robustness.weighed.errors, robustness.weighed.nearest
    if errors is not None:
        yield all_at_once(errors)
    if nearest is not None and nearest.nearest is not None:
        end, node = nearest.nearest, nearest.node
        form, beyond = (_WITH_MORE, up) if end is nearest.high else (_WITH_LESS, down)
        least = beyond(end.points, node.points)  # rounded away from the current points, so that the other surely leads
        yield form.format(points=points(least), label=label(node), now=points(node.points), site=Name(end.name))


def _limits(robustness: "Robustness") -> Iterator[Phrase]:
    labels = short_labels(robustness.criteria)
    for other in robustness.limits_moved:
        if not other.variation.holds:
            first = names(other.variation.first)
            moved = {"limit": limit_then(other), "stated": limit_now(other)}
            yield _LIMIT.format(label=labels[other.criterion.id], first=first, **moved)


def _criteria(robustness: "Robustness") -> Iterator[Phrase]:
    labels = short_labels(robustness.criteria)
    for left_out in robustness.left_out:
        if not left_out.variation.holds:
            yield _WITHOUT.format(label=labels[left_out.criterion.id], first=names(left_out.variation.first))


_DECIDES: "Mapping[Ground, Callable[[Robustness], Iterator[Phrase]]]" = {
    "unknown": _unknown,
    "weights": _weights,
    "limits": _limits,
    "criteria": _criteria,
}
"""By ground: what can change the first place, a sentence for each."""


def names(places: "Iterable[Place]") -> Phrase:
    """Return `Ankarsrum, Gamleby and 3 more`, or `none` where there is no site."""
    found = [Name(place.name) for place in places]
    return in_a_row(found) if found else _NONE


def in_a_row(phrases: Sequence[Phrase]) -> Phrase:
    """Return the first of some phrases, and how many more there are."""
    return Enumeration(first_few(phrases, _MOST))


def down(number: Fraction, size: Fraction) -> Fraction:
    """Return a number rounded down, as finely as one of a size (> 0) has three digits, and to a tenth at least.

    >>> down(Fraction(2, 3), Fraction(1)), down(Fraction(2, 3), Fraction(1, 10)), down(Fraction(200, 3), Fraction(900))
    (Fraction(33, 50), Fraction(333, 500), Fraction(333, 5))
    """
    fineness = 10 ** max(1, _DIGITS - 1 - floor(log10(size)))
    return Fraction(floor(number * fineness), fineness)


def up(number: Fraction, size: Fraction) -> Fraction:
    """Return a number rounded up in the same way."""
    return -down(-number, size)


def points(number: Fraction) -> Exact:
    """Return points as they are written in the criteria file."""
    return Exact(rounded(float(number)))


def all_at_once(errors: "WeightErrors") -> Phrase:
    """Return by how much all weights may be wrong, rounded down, and who can be in front then."""
    if not errors.part:
        return _TIE.format(site=Name(errors.name))
    part = _PERCENT.format(number=Exact(float(down(100 * errors.part, 100 * errors.part))))
    return _ALL_AT_ONCE.format(part=part, site=Name(errors.name))


def agreement(coefficient: float | None) -> Phrase:
    """Return a coefficient of agreement with two decimals; a dash where there is none."""
    return NOTHING if coefficient is None else Exact(round(coefficient, 2))


def limit_now(other: "OtherLimit") -> Phrase:
    """Return the limit as it is: the end that moves, or all that is required when it is dropped."""
    stated = other.criterion.requirement
    if stated is None:
        return NOTHING
    if other.end is None or not isinstance(stated, Limits):
        return limit(stated, other.criterion)
    return number(getattr(stated, other.end), other.criterion, _SIGNS[other.end])


def limit_then(other: "OtherLimit") -> Phrase:
    """Return the limit as it is then."""
    if other.end is None or other.limit is None:
        return _DROPPED
    return number(other.limit, other.criterion, _SIGNS[other.end])
