"""Why a site stands where it stands, in a paragraph: what decides, and what is most worth finding out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Signed, Span, Whole
from vasterviksmodell.output.document.cells import Name, label
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.explanation import Explanation
    from vasterviksmodell.analysis.gaps import Gap

_DECISIVE = 3
"""How many criteria are named, at most, that speak for the site, and against it."""
_NOTICED = 0.05
"""Smaller leads are not named."""
_STANDS = {
    "ranked": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and, among the sites now ranked, its rank within {range}."
    ),
    "fixed_rank": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and, among the sites now ranked, its rank stays {range}."
    ),
    "known_score": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures of the others are, its"
        " rank among the sites now ranked lies within {range}."
    ),
    "known": Message("{name} has rank {rank} of {ranked} with {score} points."),
    "excluded": Message("{name} is excluded and has no rank; it would score {score}."),
}
_STOPPED = Message("What excludes it: {names}.")
_OPEN = Message("It is not known whether it meets: {names}.")
_ONLY_LOCAL = Message("No register answers that: only local questions are left.")
_ALL_MET = Message("It meets every requirement.")
_FOR = Message("Most speaks for it, against the others' mean: {names}.")
_AGAINST = Message("Most speaks against it: {names}.")
_WORTH = Message("Most worth finding out: {label}; it alone {effect}.")
_EFFECTS = {
    "moves": Message("can give rank {best} to {worst}"),
    "stays": Message("leaves the rank at {best}"),
    "excludes": Message("can give rank {best} or exclude the site"),
    "surely_excludes": Message("can only exclude the site"),
    "lifts": Message("can lift the exclusion and give rank {best}"),
    "scores": Message("opens {points} points of the score but cannot change the order"),
}
_LIFTS_NONE = Message("Finding out any one of the unknown figures cannot lift the exclusion.")
_REORDERS = Plural("and can change the order with {number} site", "and can change the order with {number} sites")
_EXCLUSION = Message("exclusion")


def paragraph(explanation: "Explanation") -> Iterator[Phrase]:
    """Yield what decides, in sentences."""
    yield _stands(explanation)
    yield from _screens(explanation)
    yield from _leads(explanation)
    gap = explanation.most_worth
    if gap is not None:
        yield _WORTH.format(label=label(gap.criterion), effect=effect(gap, explanation.rank))
    elif explanation.rank is None and explanation.gaps:
        yield _LIFTS_NONE


def circumstances(explanation: "Explanation") -> Iterator[Phrase]:
    """Yield what decides: the requirements that are not met or may not be, and what speaks for and against a site.

    Of an excluded site only what excludes it: nothing else counts.
    """
    yield from _screens(explanation)
    if explanation.rank is not None:
        yield from _leads(explanation)


def _stands(explanation: "Explanation") -> Phrase:
    return _STANDS[_standing(explanation)].format(
        name=Name(explanation.name),
        rank=Whole(explanation.rank or 0),
        ranked=Whole(explanation.ranked),
        score=Decimal(explanation.score),
        interval=Span(explanation.score_low, explanation.score_high),
        range=ranks(explanation.rank_best, explanation.rank_worst),
    )


def _standing(explanation: "Explanation") -> str:
    """Return the key of the sentence on where the site stands."""
    if explanation.rank is None:
        return "excluded"
    score_is_known = Decimal(explanation.score_low).looks_like(Decimal(explanation.score_high))
    if explanation.rank_best == explanation.rank_worst:
        return "known" if score_is_known else "fixed_rank"
    return "known_score" if score_is_known else "ranked"


def _screens(explanation: "Explanation") -> Iterator[Phrase]:
    """Yield which requirements are not met, and which may not be."""
    requirements = [screened for screened in explanation.screening if not screened.is_warning]
    stopped = [screened for screened in requirements if screened.excludes]
    unknown = [screened for screened in requirements if screened.truth == "unknown" and not screened.excludes]
    if stopped:
        yield _STOPPED.format(names=words.stopping(stopped))
    if unknown:
        yield _OPEN.format(names=Enumeration(label(screened.criterion) for screened in unknown))
    if explanation.only_local_questions:
        yield _ONLY_LOCAL
    if requirements and not stopped and not unknown:
        yield _ALL_MET


def _leads(explanation: "Explanation") -> Iterator[Phrase]:
    """Yield what speaks for the site and what against it, as far as that is noticed."""
    for text, contributions in ((_FOR, explanation.strengths), (_AGAINST, explanation.weaknesses)):
        noticed = [part for part in contributions[:_DECISIVE] if abs(part.lead) >= _NOTICED]
        if noticed:
            yield text.format(
                names=Enumeration(Bracketed(label(part.criterion), Signed(part.lead)) for part in noticed)
            )


def effect(gap: "Gap", rank: int | None) -> Phrase:
    """Return what knowing a figure can change, for a site with a rank or an excluded one."""
    change = _EFFECTS[_form(gap, rank)].format(
        best=Whole(gap.best or 0), worst=Whole(gap.worst or 0), points=Decimal(gap.points)
    )
    return Joined((change, _REORDERS.counting(gap.reach)), " ") if gap.reach else change


def _form(gap: "Gap", rank: int | None) -> str:
    if rank is None:
        return "lifts"
    if gap.worst is None:
        return "surely_excludes" if gap.best is None else "excludes"
    if not gap.reach:
        return "scores"
    return "stays" if gap.best == gap.worst else "moves"


def ranks(best: int | None, worst: int | None) -> Phrase:
    """Return `1–5`, or `1 / exclusion`."""
    ends: list[Phrase] = [_EXCLUSION if rank is None else Whole(rank) for rank in (best, worst)]
    return Joined(dict.fromkeys(ends), " / " if None in (best, worst) else "–")
