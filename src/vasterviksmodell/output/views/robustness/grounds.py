"""The grounds of the verdict in tables: other weights, without a criterion, other limits and methods; and the pair."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Percent, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, label
from vasterviksmodell.output.views.robustness.verdict import (
    NOTHING,
    agreement,
    all_at_once,
    down,
    in_a_row,
    limit_now,
    limit_then,
    names,
    points,
    up,
)
from vasterviksmodell.output.views.words import COLUMNS

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.dominance import NeverFirst
    from vasterviksmodell.analysis.robustness.robustness import Robustness, WeightSensitivity
    from vasterviksmodell.analysis.robustness.stability import IntervalEnd, StabilityInterval
    from vasterviksmodell.analysis.robustness.variation import LeftOut, OtherLimit, OtherMethod

_WEIGHTS = Message("Weights, one at a time: where the first place holds")
_WEIGHT_COLUMNS = (
    Column(COLUMNS["weight"]),
    Column(Message("Points now", "of weights"), right=True),
    Column(Message("Holds from"), right=True),
    Column(Message("Below it")),
    Column(Message("Holds to"), right=True),
    Column(Message("Above it")),
)
_ONE_WEIGHT = Message("Only one criterion is weighed, so that no weight can be another.")
_ALL_HOLD = Message("It holds with any points for any one weight.")
_HOLD_TOO = Message("With any points for any one of the other weights it holds.")
_TWICE = Message("All weights at once may be anything up to twice as large.")
_PAIR = Message("{first} before {second}")
_WINS = Message("With the weights drawn {first} ranks before {second} in {wins} of the draws and behind in {losses}.")

_WITHOUT = Message("Without each criterion")
_LEFT_OUT = Message("Left out")
_ONE_CRITERION = Message("Only one criterion is scored: none can be left out.")
_FIRST_THEN = Message("First place then")
_TAU = Message("Agreement τ")

_LIMITS = Message("With other limits")
_NO_CHANGE = Message(
    "Each limit a fifth lower or higher, and each requirement dropped: who qualifies and who stands first stays."
)
_SOME_CHANGE = Message(
    "Each limit a fifth lower or higher, and each requirement dropped. Changes that make a difference: {changing} of"
    " {all}."
)
_LIMIT_COLUMNS = (
    Column(COLUMNS["criterion"]),
    Column(Message("Limit now")),
    Column(Message("Limit then")),
    Column(Message("Qualify then")),
    Column(Message("No longer")),
    Column(_FIRST_THEN),
    Column(_TAU, right=True, dispensable=1),
)
_AT_NOUGHT = Message("A limit of 0 cannot be moved by a fifth: {labels}.")

_METHODS = Message("By other methods")
_METHOD_COLUMNS = (
    Column(Message("Method")),
    Column(Message("First place")),
    Column(_TAU, right=True),
    Column(Message("Agreement ρ"), right=True),
)
_CANNOT = Message("{label} is not applicable: {why}.")
_NEVER = Message("Never first, whatever the weights")
_NEVER_COUNT = Message("{number} of {judged} sites cannot be first with any weights, whatever the unknown figures are.")
_NEVER_NONE = Message("None: each can be first with some weights.")
_JUDGED = Message("Only the first {judged} of {ranked} sites are examined: all of them would take too long.")
_BECAUSE = Message("Better on every criterion")
_MIXTURE = Message("a mixture of {parts}")


def weight_blocks(robustness: "Robustness") -> Iterator[Block]:
    """Yield the intervals of weights within which the first place holds."""
    yield Heading(_WEIGHTS)
    yield from _weighed(robustness.weighed)


def pair_blocks(robustness: "Robustness") -> Iterator[Block]:
    """Yield the order of a pair, when one was asked for."""
    pair = robustness.pair
    if pair is None:
        return
    sites = {"first": Name(pair.first.name), "second": Name(pair.second.name)}
    yield Heading(_PAIR.format(**sites))
    yield Paragraph(_WINS.format(**sites, wins=Percent(pair.wins), losses=Percent(pair.losses)))
    yield from _weighed(pair.weighed)


def _weighed(weighed: "WeightSensitivity") -> Iterator[Block]:
    """Yield a row for each weight whose interval has an end; then sentences on the others and on all together."""
    if not weighed.stability:
        yield Paragraph(_ONE_WEIGHT)
        return
    ending = [stable for stable in weighed.stability if stable.ends]
    if ending:
        yield Grid(_WEIGHT_COLUMNS, tuple(map(_weight_row, ending)))
    others = () if len(ending) == len(weighed.stability) else (_HOLD_TOO if ending else _ALL_HOLD,)
    together = _TWICE if weighed.errors is None else all_at_once(weighed.errors)
    yield Paragraph(Joined((*others, together), " "))


def _weight_row(stable: "StabilityInterval") -> tuple[Phrase, ...]:
    now = stable.node.points
    return (
        label(stable.node),
        _with_share(now, stable.node.weight),
        *_end(stable.low, lambda points: min(up(points, now), now)),
        *_end(stable.high, lambda points: max(down(points, now), now)),
    )


def _end(end: "IntervalEnd | None", inwards: Callable[[Fraction], Fraction]) -> tuple[Phrase, Phrase]:
    """Return an end, rounded towards the current points but not past them, and which site is first beyond it."""
    if end is None:
        return NOTHING, ""
    return _with_share(inwards(end.points), end.weight), Name(end.name)


def _with_share(number: Fraction, weight: Fraction) -> Phrase:
    return Bracketed(points(number), Percent(float(weight)))


def without_blocks(robustness: "Robustness") -> Iterator[Block]:
    """Yield who stands first without each criterion."""
    yield Heading(_WITHOUT)
    if not robustness.left_out:
        yield Paragraph(_ONE_CRITERION)
        return
    columns = (Column(_LEFT_OUT), Column(_FIRST_THEN), Column(_TAU, right=True))
    yield Grid(columns, tuple(map(_without_row, robustness.left_out)))


def _without_row(left_out: "LeftOut") -> tuple[Phrase, ...]:
    return label(left_out.criterion), names(left_out.variation.first), agreement(left_out.variation.tau)


def limit_blocks(robustness: "Robustness") -> Iterator[Block]:
    """Yield what other limits change; those that change nothing are counted."""
    if not robustness.limits:
        return
    changing = [other for other in robustness.limits if other.variation.changes]
    yield Heading(_LIMITS)
    yield from _changing(changing, len(robustness.limits)) if changing else (Paragraph(_NO_CHANGE),)
    if robustness.immovable:
        yield Paragraph(_AT_NOUGHT.format(labels=in_a_row([label(criterion) for criterion in robustness.immovable])))


def _changing(changing: "Sequence[OtherLimit]", tried: int) -> Iterator[Block]:
    """Yield the limits that change something, of how many were tried."""
    yield Paragraph(_SOME_CHANGE.format(changing=Whole(len(changing)), all=Whole(tried)))
    yield Grid(_LIMIT_COLUMNS, tuple(map(_limit_row, changing))).filled()


def _limit_row(other: "OtherLimit") -> tuple[Phrase, ...]:
    found = other.variation
    return (
        label(other.criterion),
        limit_now(other),
        limit_then(other),
        names(found.entered) if found.entered else "",
        names(found.left) if found.left else "",
        names(found.first),
        agreement(found.tau),
    )


def method_blocks(robustness: "Robustness", top: int) -> Iterator[Block]:
    """Yield who stands first by other methods, and who never is."""
    yield Heading(_METHODS)
    yield Grid(_METHOD_COLUMNS, tuple(_method_row(other) for other in robustness.methods if other.why_not is None))
    for other in robustness.methods:
        if other.why_not is not None:
            yield Paragraph(_CANNOT.format(label=other.method.label, why=other.why_not))
    yield from _never_blocks(robustness, top)


def _method_row(other: "OtherMethod") -> tuple[Phrase, ...]:
    return other.method.label, names(other.first), agreement(other.tau), agreement(other.rho)


def _never_blocks(robustness: "Robustness", top: int) -> Iterator[Block]:
    never, drawn = robustness.never_first, robustness.drawn
    yield Heading(_NEVER)
    yield Paragraph(Joined(_never_sentences(robustness), " "))
    if never.sites:
        known = {} if drawn is None else dict(zip(drawn.ids, drawn.names, strict=True))
        columns = (Column(COLUMNS["site"]), Column(_BECAUSE))
        yield Grid(columns, tuple((Name(site.name), _because(site, known)) for site in never.sites[:top]))


def _never_sentences(robustness: "Robustness") -> Iterator[Phrase]:
    """Yield how many sites can never be first, and how many were examined where that is not all."""
    never, ranked = robustness.never_first, robustness.counts.sites - robustness.counts.excluded
    judged = Whole(never.judged)
    yield _NEVER_COUNT.format(number=Whole(len(never.sites)), judged=judged) if never.sites else _NEVER_NONE
    if never.judged < ranked:
        yield _JUDGED.format(judged=judged, ranked=Whole(ranked))


def _because(never: "NeverFirst", known: Mapping[str, str]) -> Phrase:
    """Return the site that is better on every criterion, or the mixture of sites."""
    sites = [Name(known[id]) for id in never.by]
    if len(sites) == 1:
        return sites[0]
    shares = zip(sites, never.shares, strict=True)
    return _MIXTURE.format(parts=Enumeration(Bracketed(site, Percent(share)) for site, share in shares))
