"""Whether the first place is settled, in a sentence, and what decides when it is not."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.robustness import words as wording
from vasterviksmodell.output.document import Block, Items, Paragraph
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.other_limits import OtherLimit
    from vasterviksmodell.analysis.robustness.robustness import Ground, Robustness
    from vasterviksmodell.criteria import Criterion

_SETTLED = Message(
    "The first place is settled: {first} {stands} whatever the unknown figures are, even if every weight were up to a"
    " fifth too large or too small, with each limit a fifth lower or higher, and with any one criterion left out – each"
    " of these by itself."
)
_NOT_SETTLED = Message("The first place is not settled: {first} {stands}, and what decides is {grounds}.")
_STANDS = {True: Message("stands first"), False: Message("share the first place")}
"""By whether it is one."""
_GROUNDS: "dict[Ground, Message]" = {
    "unknown": Message("what the unknown figures are"),
    "weights": Message("how the weights are set"),
    "limits": Message("where the limits lie"),
    "criteria": Message("which criteria count"),
}
_UNVERIFIED = {
    True: Message("Not known: whether {first} meets the requirements on {criteria}."),
    False: Message("Not known: whether all of {first} meet the requirements on {criteria}."),
}
"""By whether it is one."""
_ALONE = Message("Found out, any one of these can change the first place: {figures}.")
_ALONE_ONE = Message("Found out, this alone can change the first place: {figures}.")
_TOGETHER = Message("No single figure can put {sites} in front, but several together can.")
_ONE_WEIGHT = {
    True: Message("With more than {points} points for {label} (now {now}), {site} is in front."),
    False: Message("With less than {points} points for {label} (now {now}), {site} is in front."),
}
"""By whether it is an increase."""
_LIMIT = Message("With {label} {limit} instead of {stated} the first place goes to {first}.")
_WITHOUT = Message("Without {label} the first place goes to {first}.")
_FIGURES = 4
"""So many figures are named."""


def verdict(it: "Robustness", language: Language) -> Iterator[Block]:
    """The sentence, then what decides."""
    first = {"first": wording.names(it.first, language), "stands": _STANDS[len(it.first) == 1].inside(language)}
    if it.settled:
        yield Paragraph(_SETTLED.inside(language).format(**first))
        return
    grounds = words.enumerated((_GROUNDS[ground].inside(language) for ground in it.unsettled), language)
    yield Paragraph(_NOT_SETTLED.inside(language).format(**first, grounds=grounds))
    yield Items(tuple(text for ground in it.unsettled for text in _DECIDES[ground](it, language)))


def _unknown(it: "Robustness", language: Language) -> Iterator[str]:
    found, labels = it.unknowns, short_labels(it.criteria, language)
    if found.unverified:
        criteria = wording.in_a_row([labels[one.id] for one in found.unverified], language)
        form = _UNVERIFIED[len(it.first) == 1]
        yield form.inside(language).format(first=wording.names(it.first, language), criteria=criteria)
    if found.alone:
        figures = found.figures[:_FIGURES]
        told = [f"{_named(one.criterion, labels, language)} ({shortened(one.place.name)})" for one in figures]
        more = found.alone - len(told)
        told += [wording.MORE.inside(language).format(number=whole(more, language))] if more else []
        form = _ALONE if found.alone > 1 else _ALONE_ONE
        yield form.inside(language).format(figures=words.enumerated(told, language))
    elif found.rivals:
        yield _TOGETHER.inside(language).format(sites=wording.names(found.rivals, language))


def _named(figure: "Criterion", labels: Mapping[str, str], language: Language) -> str:
    return words.enumerated((labels[it.id] for it in figure.readers), language)


def _weights(it: "Robustness", language: Language) -> Iterator[str]:
    errors, nearest = it.weighed.errors, it.weighed.nearest
    if errors is not None:
        yield wording.all_at_once(errors, language)
    if nearest is not None and nearest.nearest is not None:
        end, node = nearest.nearest, nearest.node
        is_more = end is nearest.high
        points = (wording.up if is_more else wording.down)(end.points, node.points)  # beyond it, it is surely so
        yield (
            _ONE_WEIGHT[is_more]
            .inside(language)
            .format(
                points=wording.points(points, language),
                label=words.label(node, language),
                now=wording.points(node.points, language),
                site=shortened(end.name),
            )
        )


def _limits(it: "Robustness", language: Language) -> Iterator[str]:
    return (_other_limit(one, it, language) for one in it.limits_moved if not one.variation.holds)


def _other_limit(it: "OtherLimit", of: "Robustness", language: Language) -> str:
    return _LIMIT.inside(language).format(
        label=short_labels(of.criteria, language)[it.criterion.id],
        limit=wording.limit_then(it, language),
        stated=wording.limit_now(it, language),
        first=wording.names(it.variation.first, language),
    )


def _criteria(it: "Robustness", language: Language) -> Iterator[str]:
    for one in it.left_out:
        if not one.variation.holds:
            label = short_labels(it.criteria, language)[one.criterion.id]
            yield _WITHOUT.inside(language).format(label=label, first=wording.names(one.variation.first, language))


_DECIDES: "Mapping[Ground, Callable[[Robustness, Language], Iterator[str]]]" = {
    "unknown": _unknown,
    "weights": _weights,
    "limits": _limits,
    "criteria": _criteria,
}
"""By ground: what can change the first place, a sentence for each."""
