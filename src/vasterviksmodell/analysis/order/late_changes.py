"""Every change of criteria that were frozen: which key, from what to what, when, and what it does to ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vasterviksmodell.analysis.order.changes import ABSENT, StatedChange, reading_of, shown, stated_changes
from vasterviksmodell.analysis.order.evidence import Evidence, StatedCriteria
from vasterviksmodell.analysis.order.moves import KnownSites, Move, Stand, Stands, moves
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.freezing import FreezeRecord, FreezeStep
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.i18n.wording import shortened

_CHANGED = Message("{key}: {before} → {now}")
_NEW = Message("{key} is new")
_GONE = Message("{key} is gone")
_MOVED = Message("{site} {before} → {now}")
_MORE = Message("{number} more")
_EXCLUDED = Message("excluded")
_NOWHERE = Message("not among the sites")
_UNVERIFIED = Message("{rank} (unverified)")
_ALONE = Message("alone it moves {moves}")
_ALONE_NOTHING = Message("alone it moves no site")
_NOT_ALONE = Message("it cannot be made alone")
_NOT_KNOWN = Message("what it does to ranks is not known without the sites")
_TOGETHER = Message("they move {moves}")
_TOGETHER_NOTHING = Message("they move no site")
_MOST = 5
"""How many moved sites are named."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Criteria that were frozen, and others that came after them."""

    code: str
    """Of the findings about changes on which ranks can depend."""
    frozen: FreezeStep
    before: Criteria
    after: StatedCriteria
    recorded: FreezeStep | None
    """The step in which the others were frozen."""
    end: Place
    """Where the others stand."""

    def facts(self) -> dict[str, Phrase]:
        step = self.recorded or self.frozen
        by = ", ".join(step.by)
        return {"date": step.date, "by": by if self.recorded is None or not step.reason else f"{by}: {step.reason}"}


def late_changes(record: FreezeRecord, evidence: Evidence) -> Iterator[Finding]:
    """Yield every change from one frozen version of the criteria to the next, and from the last to those of now."""
    known = evidence.known_sites
    for pair in _pairs(record, evidence):
        yield from _changes(pair, known)


def _pairs(record: FreezeRecord, evidence: Evidence) -> Iterator[_Pair]:
    """Yield what is compared."""
    steps = record.with_criteria
    for before, after in pairwise(steps):
        stated = StatedCriteria.of_step(after)
        if before.criteria is not None and stated is not None:
            code = "H102" if _had_figures(record, after) else "H103"
            yield _Pair(code, before, before.criteria, stated, after, after.place("criteria"))
    for stated in _as_they_are(record, evidence):
        if steps and steps[-1].criteria is not None:
            yield _Pair("H101", steps[-1], steps[-1].criteria, stated, None, Place(stated.place(()).path))


def _as_they_are(record: FreezeRecord, evidence: Evidence) -> Iterator[StatedCriteria]:
    """Yield the criteria of now, and those of rankings that were never frozen and are yet others."""
    now = [] if evidence.criteria is None else [evidence.criteria]
    told = [*now, *(stated for step in record.with_criteria if (stated := StatedCriteria.of_step(step)) is not None)]
    for ranking in evidence.rankings:
        stated = ranking.stated
        if all(stated_changes(stated.stated_in(other.document), stated.document) for other in told):
            told.append(ranking.stated)
            now.append(ranking.stated)
    yield from now


def _had_figures(record: FreezeRecord, step: FreezeStep) -> bool:
    """Say whether figures of sites were on record when a step was taken."""
    return any(other.has_files for other in record.steps[: step.number])


def _changes(pair: _Pair, known: KnownSites | None) -> Iterator[Finding]:
    stands = None if known is None else known.under(pair.before)
    changes = stated_changes(pair.after.stated_in(pair.before.document), pair.after.document)
    moving = 0
    for change in changes:
        reading = reading_of(change.made_in(pair.before.document), pair.before)
        if reading.moves_ranks:
            moving += 1
            effect = _effect(stands, known, reading.criteria)
            yield _finding(pair.code, pair, change, effect)
        else:
            yield _finding("H104", pair, change, "")
    if moving > 1 and stands is not None and known is not None:
        yield from _together(pair, stands, known, moving)


def _finding(code: str, pair: _Pair, change: StatedChange, effect: Phrase) -> Finding:
    facts = {**pair.facts(), "change": _told(change), "effect": effect}
    return Finding(rule(code), pair.after.place(change.way), facts)


def _told(change: StatedChange) -> Phrase:
    key = shortened(change.key)
    if change.before is ABSENT:
        return _NEW.format(key=key)
    if change.now is ABSENT:
        return _GONE.format(key=key)
    return _CHANGED.format(key=key, before=shortened(shown(change.before)), now=shortened(shown(change.now)))


def _effect(stands: Stands | None, known: KnownSites | None, criteria: Criteria | None) -> Phrase:
    """Return what a change alone does to ranks."""
    if criteria is None:
        return _NOT_ALONE
    now = None if stands is None or known is None else known.under(criteria)
    if stands is None or now is None:
        return _NOT_KNOWN
    moved = moves(stands, now)
    return _ALONE.format(moves=_moved(moved)) if moved else _ALONE_NOTHING


def _together(pair: _Pair, stands: Stands, known: KnownSites, number: int) -> Iterator[Finding]:
    """Yield what all changes together do to ranks, where that is known."""
    now = known.under(pair.after.criteria)
    if now is not None:
        moved = moves(stands, now)
        effect = _TOGETHER.format(moves=_moved(moved)) if moved else _TOGETHER_NOTHING
        facts: dict[str, Phrase] = {"number": Whole(number), "date": pair.frozen.date, "effect": effect}
        yield Finding(rule("H105"), pair.end, facts)


def _moved(moved: Sequence[Move]) -> Phrase:
    told: list[Phrase] = [
        _MOVED.format(site=shortened(move.site, 30), before=_stand(move.before), now=_stand(move.now))
        for move in moved[:_MOST]
    ]
    left = len(moved) - _MOST
    return Joined((*told, *((_MORE.format(number=Whole(left)),) if left > 0 else ())))


def _stand(stand: Stand | None) -> Phrase:
    if stand is None:
        return _NOWHERE
    if stand.rank is None:
        return _EXCLUDED
    return _UNVERIFIED.format(rank=Whole(stand.rank)) if stand.status == "unverified" else Whole(stand.rank)
