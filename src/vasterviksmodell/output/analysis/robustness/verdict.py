"""Whether the first place is settled, in a sentence, and what decides when it is not."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.robustness import words as wording
from vasterviksmodell.output.document import Block, Items, Paragraph
from vasterviksmodell.output.numbers import whole
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.wording import Language, Text, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.other_limits import OtherLimit
    from vasterviksmodell.analysis.robustness.robustness import Ground, Robustness
    from vasterviksmodell.criteria import Criterion

_SETTLED = Text(
    "The first place is settled: {first} {stands} whatever the unknown figures are, even if every weight were up to a"
    " fifth too large or too small, with each limit a fifth lower or higher, and with any one criterion left out – each"
    " of these by itself.",
    "Första platsen är avgjord: {first} {stands} vad de okända uppgifterna än är, även om varje vikt vore upp till en"
    " femtedel för stor eller för liten, med varje gräns en femtedel lägre eller högre, och vilket kriterium som än"
    " utelämnas – vart och ett för sig.",
)
_NOT_SETTLED = Text(
    "The first place is not settled: {first} {stands}, and what decides is {grounds}.",
    "Första platsen är inte avgjord: {first} {stands}, och det som avgör är {grounds}.",
)
_STANDS = {True: Text("stands first", "står först"), False: Text("share the first place", "delar första platsen")}
"""By whether it is one."""
_GROUNDS: "dict[Ground, Text]" = {
    "unknown": Text("what the unknown figures are", "vad de okända uppgifterna är"),
    "weights": Text("how the weights are set", "hur vikterna sätts"),
    "limits": Text("where the limits lie", "var gränserna går"),
    "criteria": Text("which criteria count", "vilka kriterier som räknas"),
}
_UNVERIFIED = {
    True: Text(
        "Not known: whether {first} meets the requirements on {criteria}.",
        "Inte känt: om {first} uppfyller kraven på {criteria}.",
    ),
    False: Text(
        "Not known: whether all of {first} meet the requirements on {criteria}.",
        "Inte känt: om alla av {first} uppfyller kraven på {criteria}.",
    ),
}
"""By whether it is one."""
_ALONE = Text(
    "Found out, any one of these can change the first place: {figures}.",
    "Var för sig kan dessa uppgifter ändra första platsen när de blir kända: {figures}.",
)
_ALONE_ONE = Text(
    "Found out, this alone can change the first place: {figures}.",
    "Enbart denna uppgift kan ändra första platsen när den blir känd: {figures}.",
)
_TOGETHER = Text(
    "No single figure can put {sites} in front, but several together can.",
    "Ingen enskild uppgift kan föra fram {sites}, men flera tillsammans kan det.",
)
_ONE_WEIGHT = {
    True: Text(
        "With more than {points} points for {label} (now {now}), {site} is in front.",
        "Med mer än {points} viktpoäng för {label} (nu {now}) ligger {site} före.",
    ),
    False: Text(
        "With less than {points} points for {label} (now {now}), {site} is in front.",
        "Med mindre än {points} viktpoäng för {label} (nu {now}) ligger {site} före.",
    ),
}
"""By whether it is an increase."""
_LIMIT = Text(
    "With {label} {limit} instead of {stated} the first place goes to {first}.",
    "Med {label} {limit} i stället för {stated} går första platsen till {first}.",
)
_WITHOUT = Text("Without {label} the first place goes to {first}.", "Utan {label} går första platsen till {first}.")
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
