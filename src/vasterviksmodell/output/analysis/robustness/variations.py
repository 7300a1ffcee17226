"""The first place without a criterion, with other limits and by other methods; and who never is first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import percent, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.robustness import words as wording
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.dominance import NeverFirst
    from vasterviksmodell.analysis.robustness.leaving_out import LeftOut
    from vasterviksmodell.analysis.robustness.other_limits import OtherLimit
    from vasterviksmodell.analysis.robustness.other_methods import OtherMethod
    from vasterviksmodell.analysis.robustness.robustness import Robustness

_WITHOUT = Message("Without each criterion")
_LEFT_OUT = Message("Left out")
_ONE_CRITERION = Message("Only one criterion is scored: none can be left out.")
_LIMITS = Message("With other limits")
_NO_CHANGE = Message(
    "Each limit a fifth lower or higher, and each requirement dropped: who qualifies and who stands first stays."
)
_SOME_CHANGE = Message(
    "Each limit a fifth lower or higher, and each requirement dropped. Changes that make a difference: {changing} of"
    " {all}."
)
_LIMIT_NOW, _LIMIT_THEN = Message("Limit now"), Message("Limit then")
_ENTER = Message("Qualify then")
_LEAVE = Message("No longer")
_AT_NOUGHT = Message("A limit of 0 cannot be moved by a fifth: {labels}.")
_METHODS = Message("By other methods")
_METHOD = Message("Method")
_FIRST = Message("First place")
_RHO = Message("Agreement ρ")
_CANNOT = Message("{label} is not applicable: {why}.")
_NEVER = Message("Never first, whatever the weights")
_NEVER_COUNT = Message("{number} of {judged} sites cannot be first with any weights, whatever the unknown figures are.")
_NEVER_NONE = Message("None: each can be first with some weights.")
_JUDGED = Message("Looked into are the first {judged} of {ranked} sites: all of them would take too long.")
_BECAUSE = Message("Better on every criterion")
_MIXTURE = Message("a mixture of {parts}")


def without_blocks(it: "Robustness", language: Language) -> Iterator[Block]:
    """Who stands first without each criterion."""
    yield Heading(_WITHOUT.inside(language))
    if not it.left_out:
        yield Paragraph(_ONE_CRITERION.inside(language))
        return
    columns = (
        Column(_LEFT_OUT.inside(language)),
        Column(wording.FIRST_THEN.inside(language)),
        Column(wording.AGREEMENT.inside(language), right=True),
    )
    yield Grid(columns, tuple(_without_row(one, language) for one in it.left_out))


def _without_row(it: "LeftOut", language: Language) -> tuple[str, ...]:
    tau = wording.agreement(it.variation.tau, language)
    return words.label(it.criterion, language), wording.names(it.variation.first, language), tau


def limit_blocks(it: "Robustness", language: Language) -> Iterator[Block]:
    """What other limits change; those that change nothing are counted."""
    if not it.limits:
        return
    yield Heading(_LIMITS.inside(language))
    changing = [one for one in it.limits if one.variation.changes]
    form = _SOME_CHANGE if changing else _NO_CHANGE
    counts = {"changing": whole(len(changing), language), "all": whole(len(it.limits), language)}
    yield Paragraph(form.inside(language).format(**counts))
    if changing:
        yield _limits(changing, language)
    if it.immovable:
        labels = wording.in_a_row([words.label(one, language) for one in it.immovable], language)
        yield Paragraph(_AT_NOUGHT.inside(language).format(labels=labels))


def _limits(changing: "Sequence[OtherLimit]", language: Language) -> Grid:
    columns = (
        Column(words.heading("criterion", language)),
        Column(_LIMIT_NOW.inside(language)),
        Column(_LIMIT_THEN.inside(language)),
        Column(_ENTER.inside(language)),
        Column(_LEAVE.inside(language)),
        Column(wording.FIRST_THEN.inside(language)),
        Column(wording.AGREEMENT.inside(language), right=True),
    )
    return Grid(columns, tuple(_limit_row(one, language) for one in changing)).filled()


def _limit_row(it: "OtherLimit", language: Language) -> tuple[str, ...]:
    found = it.variation
    return (
        words.label(it.criterion, language),
        wording.limit_now(it, language),
        wording.limit_then(it, language),
        wording.names(found.entered, language) if found.entered else "",
        wording.names(found.left, language) if found.left else "",
        wording.names(found.first, language),
        wording.agreement(found.tau, language),
    )


def method_blocks(it: "Robustness", top: int, language: Language) -> Iterator[Block]:
    """Who stands first by other methods, and who never is."""
    yield Heading(_METHODS.inside(language))
    columns = (
        Column(_METHOD.inside(language)),
        Column(_FIRST.inside(language)),
        Column(wording.AGREEMENT.inside(language), right=True),
        Column(_RHO.inside(language), right=True),
    )
    yield Grid(columns, tuple(_method_row(one, language) for one in it.methods if one.why_not is None))
    for one in it.methods:
        if one.why_not is not None:
            label, why = one.method.label.inside(language), one.why_not.inside(language)
            yield Paragraph(_CANNOT.inside(language).format(label=label, why=why))
    yield from _never_blocks(it, top, language)


def _method_row(it: "OtherMethod", language: Language) -> tuple[str, ...]:
    coefficients = (wording.agreement(one, language) for one in (it.tau, it.rho))
    return it.method.label.inside(language), wording.names(it.first, language), *coefficients


def _never_blocks(it: "Robustness", top: int, language: Language) -> Iterator[Block]:
    never, ranked = it.never_first, it.counts.sites - it.counts.excluded
    counts = {"number": len(never.sites), "judged": never.judged, "ranked": ranked}
    texts = [_NEVER_COUNT if never.sites else _NEVER_NONE, *([_JUDGED] if never.judged < ranked else [])]
    yield Heading(_NEVER.inside(language))
    told = " ".join(text.inside(language) for text in texts)
    yield Paragraph(told.format(**{key: whole(count, language) for key, count in counts.items()}))
    if never.sites:
        names = {} if it.drawn is None else dict(zip(it.drawn.ids, it.drawn.names, strict=True))
        columns = (Column(words.heading("site", language)), Column(_BECAUSE.inside(language)))
        yield Grid(columns, tuple((shortened(one.name), _because(one, names, language)) for one in never.sites[:top]))


def _because(never: "NeverFirst", known: Mapping[str, str], language: Language) -> str:
    names = [shortened(known[id]) for id in never.by]
    if len(names) == 1:
        return names[0]
    parts = [f"{name} ({percent(share, language)})" for name, share in zip(names, never.shares, strict=True)]
    return _MIXTURE.inside(language).format(parts=words.enumerated(parts, language))
